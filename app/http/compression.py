"""Compresses answers with the coding that the client likes best."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from app.http.negotiation import best_coding, header_of

# Best first, where a client likes several the same.
CODINGS = ("zstd", "br", "gzip")
# Downloads are sent as they are: compressed, one would have another length, another digest and other ranges than its
# headers say.
DOWNLOADS = "/v1/downloads/"
for media_type in ("text/csv", "application/x-ndjson", "application/problem+json", "application/ld+json"):
    add_compress_type(media_type)


class Compression:
    """Lets starlette-compress do the work, in the one coding that was negotiated: by itself it ignores weights."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.compressing = CompressMiddleware(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        header = header_of(scope, b"accept-encoding")
        coding = best_coding(header, CODINGS) if header else "identity"
        if coding == "identity" or scope["path"].startswith(DOWNLOADS):
            await self.app(scope, receive, send)
            return

        async def send_the_same_at_any_time(message: Message) -> None:
            body = message.get("body", b"")
            if coding == "gzip" and body.startswith(b"\x1f\x8b"):
                # gzip writes the time into bytes 4 to 7; without it, the same answer has the same bytes.
                message["body"] = body[:4] + bytes(4) + body[8:]
            await send(message)

        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        negotiated = {**scope, "headers": [*headers, (b"accept-encoding", coding.encode())]}
        await self.compressing(negotiated, receive, send_the_same_at_any_time)
