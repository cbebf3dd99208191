"""Gives each answer a strong validator, and 304 to clients that have it already."""

import hashlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.compression import DOWNLOADS
from app.http.negotiation import header_of

CACHEABLE = "public, max-age=60, must-revalidate"
VARY = "Accept, Accept-Encoding"
# A 304 repeats what a cache may need to renew, and nothing of the body that it does not carry. A browser takes a policy
# from it too: with the policy of other answers, the page of the documentation was blank the second time.
IN_304 = {b"cache-control", b"content-location", b"content-security-policy", b"date", b"etag", b"expires", b"vary"}
# Files that are sent in parts and bring validators of their own.
FILES = (DOWNLOADS, "/static/")


class EntityTag:
    """Holds an answer back until it is whole, because its ETag is a hash of the bytes that are sent.

    Such a tag cannot be wrong, whatever release, format, compression or version of this code made the bytes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send(start, b"".join(parts), scope, send)

        await self.app(scope, receive, hold)

    async def _send(self, start: Message, body: bytes, scope: Scope, send: Send) -> None:
        headers = [pair for pair in start["headers"] if pair[0] not in (b"content-length", b"vary")]
        headers.append((b"vary", VARY.encode()))
        status = start["status"]
        if status == 200:
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", CACHEABLE.encode()))
            headers.append((b"etag", tag.encode()))
            known = header_of(scope, b"if-none-match")
            if known and names_tag(known, tag):
                status, body = 304, b""
                headers = [(name, value) for name, value in headers if name in IN_304]
        if status != 304:
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def names_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a tag. The comparison is the weak one, as RFC 9110 has it.

    `*` stands for any tag only where it stands alone.
    """
    if header.strip() == "*":
        return True
    return any(part.strip() in (tag, f"W/{tag}") for part in header.split(","))
