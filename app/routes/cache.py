"""Keeps answers, since the data changes a few times a month and is read all day: the same question of the same
release has the same bytes.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import DatasetError, NotAcceptable
from app.routes.answers import OFFERED, liked
from app.routes.gate import PROBES
from app.routes.middleware import FILES, KEPT_BY_304, SECURITY, has_tag
from app.routes.telemetry import REQUEST_ID, ROUTE, Answer, Telemetry

# What a kept answer takes beside its body: its headers, its key, its places in dictionaries.
OVERHEAD_BYTES = 2_000
# So many ways of writing one question are found at once; any other way takes a little longer.
MAX_SPELLINGS = 8
# No single answer takes more than this part of the cache.
LARGEST_PART = 8
ENCODINGS = ("zstd", "br", "gzip")
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Kept:
    """An answer as it is sent."""

    key: tuple[Any, ...]
    headers: Headers
    body: bytes
    tag: str
    unchanged: Headers
    size: int
    route: str | None
    release: str
    spellings: list[tuple[Any, ...]] = field(default_factory=list)
    # What there is to tell of the answer, by method and status.
    told: dict[tuple[str, int], Answer] = field(default_factory=dict)
    used: bool = False


class AnswerCache:
    """Sends an answer that it keeps, or keeps the answer that is made: complete ones with status 200 only.

    The key is the path, the parameters in whichever order, the media type and the compression that are negotiated;
    a new release drops everything. One question that many ask at once is answered once. Bounded in bytes; what was
    not asked again since it was last looked at goes first.
    """

    def __init__(self, app: ASGIApp, limit: int, telemetry: Telemetry) -> None:
        self.app = app
        self.limit = limit
        self.telemetry = telemetry
        self.counters = telemetry.counters
        self._release: str | None = None
        self._kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._spellings: dict[tuple[Any, ...], Kept] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._making: dict[tuple[Any, ...], asyncio.Future[Kept | None]] = {}
        self._looking: asyncio.Future[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if (
            scope["type"] != "http"
            or scope["method"] not in ("GET", "HEAD")
            or path in PROBES
            or path.startswith((FILES, "/static/"))
            or not await self._current(scope)
        ):
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        accept = encoding = tags = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                encoding = encoding + b"," + value if encoding else value
            elif name == b"if-none-match":
                tags = tags + b"," + value if tags else value
        spelling = path, scope["query_string"], accept, encoding
        kept = self._spellings.get(spelling)
        if kept is None:
            kept = await self._unspelt(spelling, scope, receive, send)
            if kept is None:
                return
        self.counters.cache_hits += 1
        kept.used = True
        status, headers, body = 200, kept.headers, kept.body
        if tags and has_tag([tags.decode("latin-1")], kept.tag):
            status, headers, body = 304, kept.unchanged, b""
        elif scope["method"] == "HEAD":
            body = b""
        request_id = self.telemetry.request_id()
        headers = [*headers, (REQUEST_ID, request_id.encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        told = kept.told.get((scope["method"], status))
        if told is None:
            told = self._told(kept, scope, status, len(body))
        self.telemetry.tell(told, request_id, perf_counter() - began)

    def _told(self, kept: Kept, scope: Scope, status: int, size: int) -> Answer:
        named = {**scope, "state": {ROUTE: kept.route}}
        told = kept.told[scope["method"], status] = self.telemetry.answer(named, status, size, kept.release)
        return told

    async def _current(self, scope: Scope) -> bool:
        """Whether it is known which release answers now. If it is another one than before, what is kept is dropped."""
        store = scope["app"].state.store
        release = store.current()
        if release is None:
            if self._looking is None:
                self._looking = asyncio.ensure_future(run_in_threadpool(store.look))
            looking = self._looking
            try:
                release = await asyncio.shield(looking)
            except DatasetError:
                release = None
            finally:
                if self._looking is looking:
                    self._looking = None
        if release != self._release:
            self._release = release
            self._kept.clear()
            self._spellings.clear()
            self._offered.clear()
            self.counters.cache_bytes = 0
        return release is not None

    async def _unspelt(self, spelling: tuple[Any, ...], scope: Scope, receive: Receive, send: Send) -> Kept | None:
        """The answer to a question that is written in a new way; None if it was made and sent just now."""
        path, query, accept, encoding = spelling
        pairs = tuple(sorted(parse_qsl(query.decode("latin-1"), keep_blank_values=True)))
        chosen = compression(encoding.decode("latin-1"))
        question = path, pairs, accept, chosen
        while True:
            key = self._key(path, pairs, accept, chosen)
            kept = self._kept.get(key) if key else None
            if kept is not None:
                self._spell(spelling, kept)
                return kept
            making = self._making.get(question)
            if making is None:
                break
            if await asyncio.shield(making) is None:
                await self.app(scope, receive, send)
                return None
        self.counters.cache_misses += 1
        future = self._making[question] = asyncio.get_running_loop().create_future()
        kept = None
        try:
            kept = await self._make(scope, question, receive, send)
            if kept is not None:
                self._spell(spelling, kept)
        finally:
            del self._making[question]
            future.set_result(kept)
        return None

    def _key(self, path: str, pairs: tuple[tuple[str, str], ...], accept: bytes, chosen: str) -> tuple[Any, ...] | None:
        """What the answer is kept under; None if nothing is kept of the path, or the Accept header takes nothing."""
        offered = self._offered.get(path)
        if offered is None:
            return None
        media_type = ""
        if offered and not any(name == "format" for name, _ in pairs):
            try:
                media_type = offered[liked(accept.decode("latin-1") or "*/*", offered)]
            except NotAcceptable:
                return None
        return path, pairs, media_type, chosen

    async def _make(self, scope: Scope, question: tuple[Any, ...], receive: Receive, send: Send) -> Kept | None:
        """Has the answer made and sent, and keeps it if it may be kept."""
        path, pairs, accept, chosen = question
        release = self._release
        scope.setdefault("state", {})
        messages: list[Message] = []

        async def noted(message: Message) -> None:
            messages.append(message)
            await send(message)

        # What is asked for is what will be kept: of compressions, the chosen one alone.
        others = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        inner = {**scope, "headers": [*others, (b"accept-encoding", chosen.encode())]}
        await self.app(inner, receive, noted)
        if scope["method"] != "GET" or len(messages) != 2 or messages[0]["status"] != 200 or release != self._release:
            return None
        start, body = messages[0], messages[1].get("body", b"")
        fields = dict(start["headers"])
        made_of = fields.get(b"x-release", b"").decode()
        current = made_of in ("", release) or any(name == "release" for name, _ in pairs)
        if not current or b"etag" not in fields or fields.get(b"cache-control", b"no-store") == b"no-store":
            return None
        self._offered[path] = inner.get(OFFERED, ())
        key = self._key(path, pairs, accept, chosen)
        size = len(body) + OVERHEAD_BYTES
        if key is None or size * LARGEST_PART > self.limit:
            return None
        headers = [(name, value) for name, value in start["headers"] if name != REQUEST_ID]
        unchanged = [(name, value) for name, value in headers if name in KEPT_BY_304 or (name, value) in SECURITY]
        route = inner.get("state", {}).get(ROUTE)
        kept = Kept(key, headers, body, fields[b"etag"].decode(), unchanged, size, route, made_of)
        self._kept[key] = kept
        self.counters.cache_bytes += size
        self._make_room()
        return kept

    def _spell(self, spelling: tuple[Any, ...], kept: Kept) -> None:
        if kept.key in self._kept and len(kept.spellings) < MAX_SPELLINGS and spelling not in self._spellings:
            kept.spellings.append(spelling)
            self._spellings[spelling] = kept

    def _make_room(self) -> None:
        while self.counters.cache_bytes > self.limit:
            key, oldest = self._kept.popitem(last=False)
            if oldest.used:
                oldest.used = False
                self._kept[key] = oldest
                continue
            self.counters.cache_bytes -= oldest.size
            for spelling in oldest.spellings:
                del self._spellings[spelling]


@lru_cache(maxsize=1_000)
def compression(header: str) -> str:
    """The compression that an Accept-Encoding header allows and we like best: zstd, br, gzip, or identity."""
    allowed: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        try:
            allowed[name.strip()] = not parameters or float(quality) > 0
        except ValueError:
            allowed[name.strip()] = False
    return next((name for name in ENCODINGS if allowed.get(name, allowed.get("*", False))), "identity")
