"""Keeps answers in memory: the data changes a few times a month, and the same request to the same release has the same
bytes.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.common_headers import COMMON
from app.http.concurrency_limit import PROBES
from app.http.etag import FILES, IN_304, names_tag
from app.http.request_log import Entry, RequestLogger, route_of
from app.releases.snapshot import Store

# What a kept answer takes beside its body and headers: its key and its places in dictionaries.
OVERHEAD_BYTES = 1_500
# A request of that length is not asked twice; to keep its answer would only fill the memory.
MAX_REQUEST_BYTES = 8_000
# No single answer takes more than this part of the cache.
LARGEST_PART = 8
# Probes ask how things are now; the list of releases changes when an old one is cleared away.
NEVER_KEPT = {*PROBES, "/v1/releases"}
Headers = list[tuple[bytes, bytes]]
# What an answer depends on: path, query, Accept and Accept-Encoding, as they were sent.
CacheKey = tuple[str, bytes, bytes, bytes]


@dataclass(slots=True)
class CachedResponse:
    """An answer that is kept, and its entry in the log, which is the same for each request."""

    headers: Headers
    body: bytes
    tag: str
    route: str | None
    release: str
    size: int
    entry: Entry | None = None


class ResponseCache:
    """Answers GET from memory where it can, and keeps complete answers with status 200.

    A new release empties it. Requests that arrive while their answer is being made wait for it. It is bounded in
    bytes, and what was used least recently goes first. It logs what it answers; what it passes on, the layers behind
    it log.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, store: Store, logger: RequestLogger) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.store = store
        self.logger = logger
        self._release: str | None = None
        self._kept: OrderedDict[CacheKey, CachedResponse] = OrderedDict()
        self._being_made: dict[CacheKey, asyncio.Future[None]] = {}
        self._finding_release: asyncio.Future[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        accept = coding = tags = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                coding = coding + b"," + value if coding else value
            elif name == b"if-none-match":
                tags = tags + b"," + value if tags else value
        key = scope["path"], scope["query_string"], accept, coding
        kept = self._kept.get(key)
        if kept is None or scope["method"] != "GET" or self.store.current_release() != self._release:
            kept = await self._find(key, scope, receive, send)
            if kept is None:
                return
        self.logger.counters.cache_hits += 1
        self._kept.move_to_end(key)
        request_id = self.logger.new_id()
        if tags and names_tag(tags.decode("latin-1"), kept.tag):
            headers = [pair for pair in kept.headers if pair[0] in IN_304 or pair in COMMON]
            entry = self.logger.entry({"state": {}, **scope}, kept.route, 304, 0, kept.release)
            await send({"type": "http.response.start", "status": 304, "headers": [*headers, request_id]})
            await send({"type": "http.response.body", "body": b""})
        else:
            entry = kept.entry or self.logger.entry(
                {"state": {}, **scope}, kept.route, 200, len(kept.body), kept.release
            )
            kept.entry = entry
            await send({"type": "http.response.start", "status": 200, "headers": [*kept.headers, request_id]})
            await send({"type": "http.response.body", "body": kept.body})
        self.logger.write(entry, request_id, perf_counter() - began)

    async def _find(self, key: CacheKey, scope: Scope, receive: Receive, send: Send) -> CachedResponse | None:
        """The kept answer to a request. None if there was none to give: then the request has been answered."""
        path = scope["path"]
        if scope["method"] != "GET" or path in NEVER_KEPT or path.startswith(FILES) or not await self._check_release():
            await self.app(scope, receive, send)
            return None
        making = self._being_made.get(key)
        if making is not None:
            await asyncio.shield(making)
        kept = self._kept.get(key)
        if kept is None:
            self.logger.counters.cache_misses += 1
            await self._make(key, scope, receive, send)
        return kept

    async def _check_release(self) -> bool:
        """Whether the current release is known. If it is not the one before, the cache is emptied."""
        release = self.store.current_release()
        if release is None:
            if self._finding_release is None:
                # In a thread of its own: those of requests can all be waiting for the database.
                finding = asyncio.get_running_loop().run_in_executor(None, self.store.find_current_release)
                self._finding_release = finding
                finding.add_done_callback(self._release_found)
            try:
                release = await asyncio.shield(self._finding_release)
            except Exception:  # The layers behind meet the same error and answer it.
                release = None
        if release != self._release:
            self._release = release
            self._kept.clear()
            self.logger.counters.cache_bytes = 0
        return release is not None

    def _release_found(self, finding: "asyncio.Future[str]") -> None:
        self._finding_release = None
        # An error that nobody waits for any more would be logged as lost.
        if not finding.cancelled():
            finding.exception()

    async def _make(self, key: CacheKey, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and keeps its answer if that may be kept."""
        release = self._release
        start: Message = {}
        body = b""

        async def send_and_note(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                # Every answer that can be kept comes whole, because its ETag is a hash of it.
                body = message.get("body", b"")
            await send(message)

        making = None
        if key not in self._being_made:
            making = self._being_made[key] = asyncio.get_running_loop().create_future()
        try:
            await self.app(scope, receive, send_and_note)
            self._keep(key, release, start, body, route_of(scope))
        finally:
            if making is not None:
                del self._being_made[key]
                making.set_result(None)

    def _keep(self, key: CacheKey, release: str | None, start: Message, body: bytes, route: str | None) -> None:
        if start["status"] != 200 or release != self._release:
            return
        headers = [pair for pair in start["headers"] if pair[0] != b"x-request-id"]
        named = dict(headers)
        tag = named.get(b"etag", b"").decode()
        made_from = named.get(b"x-release", b"").decode()
        # A past release can be cleared away at any time.
        if not tag or made_from not in ("", release) or named.get(b"cache-control") == b"no-store":
            return
        size = len(body) + OVERHEAD_BYTES + sum(map(len, key)) + sum(len(n) + len(v) for n, v in headers)
        if size * LARGEST_PART > self.max_bytes or sum(map(len, key)) > MAX_REQUEST_BYTES:
            return
        # Where an answer that could not be kept was waited for, each of those who waited may have made one.
        before = self._kept.pop(key, None)
        if before is not None:
            self.logger.counters.cache_bytes -= before.size
        self._kept[key] = CachedResponse(headers, body, tag, route, made_from, size)
        self.logger.counters.cache_bytes += size
        while self.logger.counters.cache_bytes > self.max_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.logger.counters.cache_bytes -= oldest.size
