"""What HTTP asks of every request, whatever is asked (RFC 9110 and 9112): Host, length, methods, preconditions."""

from collections.abc import Awaitable, Callable

from starlette.types import Scope

from app.http.problem_details import problem
from app.http.responses import Answer, FileAnswer, header_of
from app.http.scope import HEAD

MAX_URL_BYTES = 60_000
ALLOW = "GET, HEAD, OPTIONS"
# A layer answers a request by its scope: no layer wraps the way back to the client.
Layer = Callable[[Scope], Awaitable[Answer | FileAnswer]]


class HttpRules:
    """Refuses what no client should send, answers OPTIONS, and gives 304 to clients that have the answer already."""

    def __init__(self, inner: Layer) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope) -> Answer | FileAnswer:
        if len(scope["raw_path"]) + len(scope["query_string"]) >= MAX_URL_BYTES:
            return problem(414, "URI too long", f"The URL is longer than {MAX_URL_BYTES} bytes.")
        if scope["method"] == "OPTIONS":
            return _options(scope)
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
            scope[HEAD] = True
        answer = await self.inner(scope)
        if isinstance(answer, Answer) and answer.status_code == 200:
            for name, _ in scope["headers"]:
                if name == b"if-none-match":
                    if names_tag(header_of(scope, b"if-none-match"), answer.header(b"etag")):
                        return answer.not_modified
                    break
        return answer


def names_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a tag. The comparison is the weak one, as RFC 9110 has it.

    `*` stands for any tag only where it stands alone.
    """
    if header.strip() == "*":
        return bool(tag)
    return any(part.strip() in (tag, f"W/{tag}") for part in header.split(",")) and bool(tag)


def _options(scope: Scope) -> Answer:
    """Says what is allowed. A browser asks before it sends a request with headers of its own."""
    answer = Answer(b"", "", [], 204)
    headers = [("allow", ALLOW)]
    if header_of(scope, b"access-control-request-method"):
        headers += [
            ("access-control-allow-methods", ALLOW),
            # `*` does not cover Authorization, so that the headers asked for are named.
            ("access-control-allow-headers", header_of(scope, b"access-control-request-headers") or "*"),
            ("access-control-max-age", "86400"),
            ("vary", "Access-Control-Request-Headers"),
        ]
    # Without a body there is no content type.
    answer.raw_headers = [(name.encode(), value.encode("latin-1")) for name, value in headers] + answer.raw_headers[1:]
    return answer
