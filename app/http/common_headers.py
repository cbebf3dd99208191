"""What happens to every request and answer, as plain ASGI: the framework's own base class costs four times more."""

import hashlib
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.problem_details import problem, unexpected
from app.http.request_log import ERROR

MAX_URL_BYTES = 60_000
EXPOSED = "ETag, Link, X-Release, X-Total-Count, X-Request-ID, Retry-After, Accept-Ranges, Content-Range, Repr-Digest"
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
]
# Files that are whole already: they bring a validator of their own, can be asked for in parts, and may be large.
FILES = "/v1/downloads/"
# Set in the scope where a client asked for the headers alone, so that no file is read to be thrown away.
HEAD = "inspection_history.head"
CACHEABLE = "public, max-age=60, must-revalidate"
VARY = "Accept, Accept-Encoding"
# A 304 says again what a cache may need to renew, and nothing of the body that it does not send. A browser takes a
# policy from it too: with that of other answers, the page of the documentation was blank the second time.
KEPT_BY_304 = {b"cache-control", b"content-location", b"content-security-policy", b"date", b"etag", b"expires", b"vary"}


class FrontDoor:
    """Refuses URLs that are too long, answers HEAD and OPTIONS, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        head = scope["method"] == "HEAD"
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = message["headers"]
                present = dict(headers)
                message["headers"] = headers + [pair for pair in SECURITY if pair[0] not in present]
            elif head and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return
                message = {**message, "body": b""}
            await send(message)

        query = scope["query_string"]
        if len(scope["raw_path"]) + len(query) + bool(query) > MAX_URL_BYTES:
            detail = f"The URL is longer than {MAX_URL_BYTES} bytes."
            await problem(414, "URI too long", detail)(scope, receive, dressed)
        elif scope["method"] == "OPTIONS":
            await _answer_options(Headers(scope=scope), dressed)
        else:
            inner = {**scope, "method": "GET", HEAD: True} if head else scope
            try:
                await self.app(inner, receive, dressed)
            except Exception as error:
                if started:
                    raise
                # The framework would answer it outside of this door, without the headers that every answer has.
                scope["state"][ERROR] = error
                await unexpected()(scope, receive, dressed)


async def _answer_options(headers: Headers, send: Send) -> None:
    """Says what is allowed. A browser asks before it sends a request with headers of its own."""
    allow = [(b"allow", b"GET, HEAD, OPTIONS")]
    if "access-control-request-method" in headers:
        allow += [
            (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
            (b"access-control-allow-headers", b"*"),
            (b"access-control-max-age", b"86400"),
        ]
    await send({"type": "http.response.start", "status": 204, "headers": allow})
    await send({"type": "http.response.body", "body": b""})


class Validators:
    """Gives every answer of the dataset a strong ETag, and 304 to those who have it.

    The tag is a hash of the bytes that are sent, compression included: it can be wrong for no release, no format and
    no version of this code. Who says nothing of compression is not asked about it; and a compressed download would have
    another length, another digest and other parts than it says.
    """

    def __init__(self, plain: ASGIApp, compressed: ASGIApp) -> None:
        self.plain = plain
        self.compressed = compressed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FILES):
            await self.plain(scope, receive, send)
            return
        app = self.compressed if any(name == b"accept-encoding" for name, _ in scope["headers"]) else self.plain
        if scope["path"].startswith("/static/"):
            await app(scope, receive, send)
            return

        start: Message = {}
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await _send_validated(start, b"".join(parts), scope, send)

        await app(scope, receive, held)


async def _send_validated(start: Message, body: bytes, scope: Scope, send: Send) -> None:
    headers = [pair for pair in start["headers"] if pair[0] not in (b"content-length", b"vary")]
    headers.append((b"vary", VARY.encode()))
    if (b"content-encoding", b"gzip") in headers:
        # gzip writes the time into bytes 4 to 7: the same question has the same bytes, whenever it is asked.
        body = body[:4] + bytes(4) + body[8:]
    if start["status"] == 200:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if b"cache-control" not in dict(headers):
            headers.append((b"cache-control", CACHEABLE.encode()))
        headers.append((b"etag", tag.encode()))
        known = [value.decode("latin-1") for name, value in scope["headers"] if name == b"if-none-match"]
        if known and has_tag(known, tag):
            kept = [(name, value) for name, value in headers if name in KEPT_BY_304]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send({"type": "http.response.body", "body": b""})
            return
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def has_tag(fields: Iterable[str], tag: str) -> bool:
    """Whether If-None-Match names the tag; the comparison is the weak one, as RFC 9110 has it."""
    tags = [part.strip() for field in fields for part in field.split(",")]
    return any(known in ("*", tag, f"W/{tag}") for known in tags)
