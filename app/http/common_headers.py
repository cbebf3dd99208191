"""What every answer has in common: security headers, CORS, HEAD, OPTIONS, and a limit on the length of URLs."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.negotiation import header_of
from app.http.problem_details import problem

MAX_URL_BYTES = 60_000
EXPOSED = "ETag, Link, X-Release, X-Total-Count, X-Request-ID, Retry-After, Accept-Ranges, Content-Range, Repr-Digest"
COMMON = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
]
ALLOW = b"GET, HEAD, OPTIONS"
# Set in the scope where a client asked for the headers alone, so that no file is read in order to be thrown away.
HEAD = "inspection_history.head"


class CommonHeaders:
    """Adds the common headers, and answers what needs no endpoint."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                present = {name for name, _ in headers}
                message["headers"] = headers + [pair for pair in COMMON if pair[0] not in present]
            elif method == "HEAD":
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        if len(scope["raw_path"]) + bool(scope["query_string"]) + len(scope["query_string"]) > MAX_URL_BYTES:
            detail = f"The URL is longer than {MAX_URL_BYTES} bytes."
            await problem(414, "URI too long", detail)(scope, receive, send_with_headers)
        elif method == "OPTIONS":
            await self._answer_options(scope, send_with_headers)
        elif method == "HEAD":
            await self.app({**scope, "method": "GET", HEAD: True}, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

    async def _answer_options(self, scope: Scope, send: Send) -> None:
        """Says what is allowed. A browser asks before it sends a request with headers of its own."""
        headers = [(b"allow", ALLOW)]
        if header_of(scope, b"access-control-request-method"):
            # `*` does not cover Authorization, so that the headers asked for are named.
            asked = header_of(scope, b"access-control-request-headers") or "*"
            headers += [
                (b"access-control-allow-methods", ALLOW),
                (b"access-control-allow-headers", asked.encode("latin-1")),
                (b"access-control-max-age", b"86400"),
                (b"vary", b"Access-Control-Request-Headers"),
            ]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
