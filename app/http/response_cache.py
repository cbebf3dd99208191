"""Keeps answers in memory: the data changes a few times a month, and the same request to the same release has the same
bytes.
"""

import asyncio
from collections import OrderedDict

from starlette.types import Scope

from app.http.concurrency_limit import PROBES
from app.http.http_rules import Layer
from app.http.request_log import Counters
from app.http.responses import Answer, FileAnswer
from app.releases.snapshot import Store

# The memory that a kept answer takes beside its body, headers and key.
OVERHEAD_BYTES = 1_500
# Longer requests are hardly ever repeated, so keeping their answers would only fill the memory.
MAX_REQUEST_BYTES = 8_000
# An answer of more than an eighth of the cache is not kept.
LARGEST_PART = 8
# Probes ask for the state of this moment. The list of releases changes when an old release is removed.
NEVER_KEPT = {*PROBES, "/v1/releases"}
# Too large to keep, and sent in parts.
DOWNLOADS_PATH = "/v1/downloads/"
# What an answer depends on: path, query, Accept and Accept-Encoding, as they were sent.
CacheKey = tuple[str, bytes, bytes, bytes]


class ResponseCache:
    """Answers from memory where it can, and keeps complete answers with status 200.

    A new release empties it. A request that arrives while its answer is being made waits for that answer. When the
    cache is full, the answers that were used least recently are dropped.
    """

    def __init__(self, inner: Layer, max_bytes: int, store: Store, counters: Counters) -> None:
        self.inner = inner
        self.max_bytes = max_bytes
        self.store = store
        self.counters = counters
        self._release: str | None = None
        self._kept: OrderedDict[CacheKey, tuple[Answer, int]] = OrderedDict()
        self._being_made: dict[CacheKey, asyncio.Future[None]] = {}
        self._finding_release: asyncio.Future[str] | None = None

    async def __call__(self, scope: Scope) -> Answer | FileAnswer:
        accept = coding = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = accept + b"," + value if accept else value
            elif name == b"accept-encoding":
                coding = coding + b"," + value if coding else value
        key = scope["path"], scope["query_string"], accept, coding
        kept = self._kept.get(key)
        if kept is None or scope["method"] != "GET" or self.store.current_release() != self._release:
            return await self._find(key, scope)
        self.counters.cache_hits += 1
        self._kept.move_to_end(key)
        return kept[0]

    async def _find(self, key: CacheKey, scope: Scope) -> Answer | FileAnswer:
        """The answer to a request that is not found at once."""
        path = scope["path"]
        keeps = (
            self.max_bytes
            and scope["method"] == "GET"
            and path not in NEVER_KEPT
            and not path.startswith(DOWNLOADS_PATH)
        )
        if not keeps or not await self._check_release():
            return await self.inner(scope)
        making = self._being_made.get(key)
        if making is not None:
            await asyncio.shield(making)
        kept = self._kept.get(key)
        if kept is not None:
            self.counters.cache_hits += 1
            return kept[0]
        self.counters.cache_misses += 1
        return await self._make(key, scope)

    async def _make(self, key: CacheKey, scope: Scope) -> Answer | FileAnswer:
        release = self._release
        made = None
        if key not in self._being_made:
            made = self._being_made[key] = asyncio.get_running_loop().create_future()
        try:
            answer = await self.inner(scope)
            if isinstance(answer, Answer) and answer.status_code == 200 and release == self._release:
                self._keep(key, answer)
            return answer
        finally:
            if made is not None:
                del self._being_made[key]
                made.set_result(None)

    def _keep(self, key: CacheKey, answer: Answer) -> None:
        # A past release can be removed at any time; then its answers must be 410 and not come from here.
        if answer.header(b"x-release") not in ("", self._release) or answer.header(b"cache-control") == "no-store":
            return
        asked = sum(map(len, key))
        size = asked + len(answer.body) + OVERHEAD_BYTES + sum(len(n) + len(v) for n, v in answer.raw_headers)
        if size * LARGEST_PART > self.max_bytes or asked > MAX_REQUEST_BYTES:
            return
        before = self._kept.pop(key, None)
        self._kept[key] = answer, size
        self.counters.cache_bytes += size - (before[1] if before else 0)
        while self.counters.cache_bytes > self.max_bytes:
            _, (_, oldest) = self._kept.popitem(last=False)
            self.counters.cache_bytes -= oldest

    async def _check_release(self) -> bool:
        """Whether the current release is known. Empties the cache if it is a new one."""
        release = self.store.current_release()
        if release is None:
            if self._finding_release is None:
                # In the loop's own pool of threads, because all threads of requests can be waiting for the database.
                finding = asyncio.get_running_loop().run_in_executor(None, self.store.find_current_release)
                self._finding_release = finding
                finding.add_done_callback(self._release_found)
            try:
                release = await asyncio.shield(self._finding_release)
            except Exception:  # The layers inside meet the same error and answer it.
                release = None
        if release != self._release:
            self._release = release
            self._kept.clear()
            self.counters.cache_bytes = 0
        return release is not None

    def _release_found(self, finding: "asyncio.Future[str]") -> None:
        self._finding_release = None
        # If no request waits for it any more, asyncio would log its error as never retrieved.
        if not finding.cancelled():
            finding.exception()
