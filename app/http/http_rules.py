"""The rules of HTTP for every request (RFC 9110 and 9112): Host, length of the URL, methods, preconditions."""

import re
from collections.abc import Awaitable, Callable

from starlette.types import Scope

from app.http.problem_details import problem
from app.http.responses import Answer, FileAnswer, header_of, names_tag, represent
from app.http.scope import HEAD

MAX_URL_BYTES = 60_000
# A name or an IPv4 address, or an IPv6 address in brackets, and perhaps a port.
HOST = re.compile(rb"(?:[A-Za-z0-9._~%!$&'()*+,;=-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
ALLOW = "GET, HEAD, OPTIONS"
# A layer takes the scope of a request and returns the answer. It does not wrap `send`, as ASGI middleware does.
Layer = Callable[[Scope], Awaitable[Answer | FileAnswer]]


class HttpRules:
    """Refuses requests that break the rules, answers OPTIONS, and answers 304 if the client has the answer already."""

    def __init__(self, inner: Layer, root_path: str = "") -> None:
        self.inner = inner
        self.root_path = root_path

    async def __call__(self, scope: Scope) -> Answer | FileAnswer:
        hosts, host, condition = 0, b"", b""
        for name, value in scope["headers"]:
            if name == b"host":
                hosts, host = hosts + 1, value
            elif name == b"if-none-match":
                condition = value
        # HTTP/1.0 knows no Host.
        if not (HOST.fullmatch(host) if hosts == 1 else hosts == 0 and scope["http_version"] == "1.0"):
            detail = "expected one Host header with a host name and, if need be, a port"
            return represent(problem(400, "Bad request", detail), scope)
        scope["root_path"] = self.root_path
        # Some proxies cut off the prefix, and some pass it on.
        if self.root_path and scope["path"].startswith(f"{self.root_path}/"):
            scope["path"] = scope["path"].removeprefix(self.root_path)
        method = scope["method"]
        if method == "HEAD":
            scope["method"] = "GET"
            scope[HEAD] = True
        query = scope["query_string"]
        if len(scope["raw_path"]) + len(query) + bool(query) > MAX_URL_BYTES:
            return represent(problem(414, "URI too long", f"The URL is longer than {MAX_URL_BYTES} bytes."), scope)
        if method == "OPTIONS":
            return _options(scope)
        answer = await self.inner(scope)
        if not condition or not isinstance(answer, Answer) or answer.status_code != 200:
            return answer
        known = names_tag(header_of(scope, b"if-none-match"), answer.header(b"etag"))
        return answer.not_modified if known else answer


def _options(scope: Scope) -> Answer:
    """The answer to OPTIONS. A browser asks this way before a script may send headers of its own."""
    headers = [("allow", ALLOW)]
    if header_of(scope, b"access-control-request-method"):
        headers += [
            ("access-control-allow-methods", ALLOW),
            # `*` does not cover Authorization, so the answer repeats the names that the browser asked for.
            ("access-control-allow-headers", header_of(scope, b"access-control-request-headers") or "*"),
            ("access-control-max-age", "86400"),
            ("vary", "Access-Control-Request-Headers"),
        ]
    return Answer(b"", "", [(name.encode(), value.encode("latin-1")) for name, value in headers], 204)
