"""Keeps answers, since the data changes a few times a month and is read all day: the same question of the same
release has the same bytes.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress._utils import parse_accept_encoding

from app.errors import NotAcceptable
from app.http.common_headers import FILES, KEPT_BY_304, SECURITY, has_tag
from app.http.concurrency_limit import PROBES
from app.http.request_log import NOTHING, ROUTE, Answer, Telemetry, Told
from app.http.responses import OFFERED, liked
from app.http.strict_parameters import StrictRoute
from app.releases.snapshot import Store

# What a kept answer takes beside its body and its headers: its key, its places in dictionaries.
OVERHEAD_BYTES = 1_500
# What one way of writing a question takes beside its own bytes.
SPELLING_BYTES = 400
# So many ways of writing one question are found at once; any other way takes a little longer.
MAX_SPELLINGS = 8
# No question of that length is asked twice; whoever writes one would only fill the memory, or the processor.
LONGEST_BYTES = 8_000
# No single answer takes more than this part of the cache.
LARGEST_PART = 8
# Probes, which wait for nothing; and the list of releases, which changes when an old one is cleared away.
NEVER_KEPT = {*PROBES, "/v1/releases"}
ENCODINGS = ("zstd", "br", "gzip")
Headers = list[tuple[bytes, bytes]]
# A path, a query string, an Accept header, an Accept-Encoding header: as they were written.
Spelling = tuple[str, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer depends on, however it was written."""

    release: str
    path: str
    pairs: tuple[tuple[str, str], ...]
    accept: bytes
    compression: str

    @property
    def names_a_format(self) -> bool:
        """Whether a parameter outranks the Accept header."""
        return any(name == "format" for name, _ in self.pairs)

    def key(self, offered: tuple[str, ...]) -> tuple[Any, ...]:
        """What its answer is kept under, where these media types are offered. Raises NotAcceptable."""
        media_type = ""
        if offered and not self.names_a_format:
            media_type = offered[liked(self.accept.decode("latin-1") or "*/*", offered)]
        return self.path, self.pairs, media_type, self.compression


@dataclass(slots=True)
class Sent:
    """What is sent of an answer, and what there is to tell of it."""

    status: int
    headers: Headers
    body: bytes = b""
    told: Answer | None = None


@dataclass(slots=True)
class Made:
    """An answer as it is sent, to who has it already too, and what is known of it while it is kept."""

    whole: Sent
    unchanged: Sent
    tag: str
    # Whether a route of ours made it, the template of its path, and the release that it comes from.
    strict: bool
    template: str | None
    release: str
    offered: tuple[str, ...]
    key: tuple[Any, ...] = ()
    size: int = 0
    spellings: list[Spelling] = field(default_factory=list)
    used: bool = False

    def is_known(self, tags: bytes) -> bool:
        """Whether a client that names these tags has it already."""
        return bool(tags and self.tag) and has_tag([tags.decode("latin-1")], self.tag)


class AnswerCache:
    """Sends an answer that it keeps, or keeps the answer that is made: complete ones with status 200 only.

    The key is the path, the parameters in whichever order, the media type and the compression that are negotiated;
    a new release drops everything. One question that many ask at once is answered once. Bounded in bytes; what was
    not asked again since it was last looked at goes first. The application behind it sends an answer in two messages.

    It tells of every request: by itself if the answer is kept under the very words of the question, which is the short
    way, and otherwise as of any other.
    """

    def __init__(self, app: ASGIApp, limit: int, state: Any, telemetry: Telemetry) -> None:
        """`state` is the application's, which has a store once it is started."""
        self.app = app
        self.limit = limit
        self.state = state
        self.telemetry = telemetry
        self.counts = telemetry.counters
        self._other = Told(self._unknown, telemetry)
        self._release: str | None = None
        self._kept: OrderedDict[tuple[Any, ...], Made] = OrderedDict()
        self._spellings: dict[Spelling, Made] = {}
        # The media types that paths of kept answers offer.
        self._offered: dict[str, tuple[str, ...]] = {}
        self._making: dict[Question, asyncio.Future[Made | None]] = {}
        self._looking: asyncio.Future[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        spelling, tags = _written(scope)
        made = self._spellings.get(spelling)
        if made is None or scope["method"] != "GET" or self.state.store.current() != self._release:
            await self._other(scope, receive, send)
            return
        self.counts.cache_hits += 1
        made.used = True
        sent = made.unchanged if tags and made.is_known(tags) else made.whole
        request_id = self.telemetry.request_id()
        await send({"type": "http.response.start", "status": sent.status, "headers": [*sent.headers, request_id]})
        await send({"type": "http.response.body", "body": sent.body})
        if sent.told is None:
            named = {**scope, "state": {ROUTE: made.template}}
            sent.told = self.telemetry.answer(named, sent.status, len(sent.body), made.release)
        if sent.told is not NOTHING:
            self.telemetry.tell(sent.told, request_id, perf_counter() - began)

    async def _unknown(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what is not kept under these words."""
        path = scope["path"]
        question = None
        spelling, tags = _written(scope)
        if (
            scope["method"] in ("GET", "HEAD")
            and path not in NEVER_KEPT
            and not path.startswith((FILES, "/static/"))
            and await self._current()
        ):
            question = self._question(spelling)
        if question is None:
            await self.app(scope, receive, send)
            return
        made = await self._unspelt(question, spelling, scope, receive)
        made.used = True
        scope["state"][ROUTE] = made.template
        sent = made.unchanged if made.is_known(tags) else made.whole
        body = sent.body if scope["method"] == "GET" else b""
        await send({"type": "http.response.start", "status": sent.status, "headers": sent.headers})
        await send({"type": "http.response.body", "body": body})

    async def _current(self) -> bool:
        """Whether it is known which release answers now. If it is another one than before, what is kept is dropped."""
        store: Store = self.state.store
        release = store.current()
        if release is None:
            if self._looking is None:
                # Not among the threads of requests: kept answers would wait for all that are being made.
                self._looking = asyncio.get_running_loop().run_in_executor(None, store.look)
            looking = self._looking
            try:
                release = await asyncio.shield(looking)
            except Exception:  # The application behind meets the same and says what it is.
                release = None
            finally:
                if self._looking is looking:
                    self._looking = None
        if release != self._release:
            self._release = release
            self._kept.clear()
            self._spellings.clear()
            self._offered.clear()
            self.counts.cache_bytes = 0
        return release is not None

    def _question(self, spelling: Spelling) -> Question | None:
        """What is asked, whichever way it is written; None if it is nothing that has an answer to keep."""
        path, query, accept, encoding = spelling
        if self._release is None or sum(map(len, spelling)) > LONGEST_BYTES:
            return None
        try:
            pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=200)
        except ValueError:
            return None
        return Question(self._release, path, tuple(sorted(pairs)), accept, compression(encoding.decode("latin-1")))

    async def _unspelt(self, question: Question, spelling: Spelling, scope: Scope, receive: Receive) -> Made:
        """The answer to a question that is written in a new way."""
        making = self._making.get(question)
        kept = self._found(question) or (await asyncio.shield(making) if making else None)
        if kept is not None:
            self.counts.cache_hits += 1
            self._spell(spelling, kept)
            return kept
        self.counts.cache_misses += 1
        if making is not None:
            # It may not be kept, or failed: then each who waited has an answer of his own.
            return await self._make(question, scope, receive)
        future = self._making[question] = asyncio.get_running_loop().create_future()
        try:
            answer = await self._make(question, scope, receive)
            kept = self._keep(question, answer)
            if kept is not None:
                self._spell(spelling, kept)
        finally:
            del self._making[question]
            future.set_result(kept)
        return answer

    def _found(self, question: Question) -> Made | None:
        offered = () if question.names_a_format else self._offered.get(question.path)
        if offered is None:
            return None
        try:
            return self._kept.get(question.key(offered))
        except NotAcceptable:
            return None

    async def _make(self, question: Question, scope: Scope, receive: Receive) -> Made:
        """Has the answer made: all of it, whether or not a client has it already or wants its headers alone."""
        messages: list[Message] = []

        async def noted(message: Message) -> None:
            messages.append(message)

        ours = (b"accept", b"accept-encoding", b"if-none-match")
        headers = [pair for pair in scope["headers"] if pair[0] not in ours]
        # What is asked for is what will be kept: of compressions, the chosen one alone.
        headers.append((b"accept", question.accept))
        if question.compression != "identity":
            headers.append((b"accept-encoding", question.compression.encode()))
        inner = {**scope, "method": "GET", "headers": headers}
        await self.app(inner, receive, noted)
        start, whole = messages
        sent = list(start["headers"])
        tag = dict(sent).get(b"etag", b"").decode() if start["status"] == 200 else ""
        unchanged = [(name, value) for name, value in sent if name in KEPT_BY_304 or (name, value) in SECURITY]
        return Made(
            whole=Sent(start["status"], sent, whole.get("body", b"")),
            unchanged=Sent(304, unchanged),
            tag=tag,
            strict=isinstance(inner.get("route"), StrictRoute),
            template=scope["state"].get(ROUTE),
            release=dict(sent).get(b"x-release", b"").decode(),
            offered=inner.get(OFFERED, ()),
        )

    def _keep(self, question: Question, answer: Made) -> Made | None:
        """Keeps an answer if it may be kept; the one that is kept if there is one already."""
        # A past release can be cleared away at any time, and one that came meanwhile has answers of its own.
        current = question.release == self._release and answer.release in ("", self._release)
        # What is no route of ours takes any parameter, and answers each with the same.
        strict = answer.strict or not question.pairs
        if not answer.tag or not current or not strict or (b"cache-control", b"no-store") in answer.whole.headers:
            return None
        headers = sum(len(name) + len(value) for name, value in answer.whole.headers)
        size = len(answer.whole.body) + headers + OVERHEAD_BYTES
        if size * LARGEST_PART > self.limit:
            return None
        key = question.key(answer.offered)
        if not question.names_a_format:
            self._offered[question.path] = answer.offered
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        answer.key, answer.size = key, size
        self._kept[key] = answer
        self.counts.cache_bytes += size
        self._make_room()
        return answer

    def _spell(self, spelling: Spelling, kept: Made) -> None:
        if self._kept.get(kept.key) is kept and len(kept.spellings) < MAX_SPELLINGS and spelling not in self._spellings:
            size = sum(map(len, spelling)) + SPELLING_BYTES
            kept.size += size
            self.counts.cache_bytes += size
            kept.spellings.append(spelling)
            self._spellings[spelling] = kept
            self._make_room()

    def _make_room(self) -> None:
        while self.counts.cache_bytes > self.limit:
            key, oldest = self._kept.popitem(last=False)
            if oldest.used:
                oldest.used = False
                self._kept[key] = oldest
                continue
            self.counts.cache_bytes -= oldest.size
            # Other answers of the path learn it again when they are next asked for in a new way.
            self._offered.pop(str(key[0]), None)
            for spelling in oldest.spellings:
                del self._spellings[spelling]


def _written(scope: Scope) -> tuple[Spelling, bytes]:
    """A question as it was written, and the answers that the client has already."""
    accept = encoding = tags = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encoding = encoding + b"," + value if encoding else value
        elif name == b"if-none-match":
            tags = tags + b"," + value if tags else value
    return (scope["path"], scope["query_string"], accept, encoding), tags


def compression(header: str) -> str:
    """The compression that an Accept-Encoding header allows and the compressor likes best, or identity."""
    allowed = parse_accept_encoding(header)
    return next((name for name in ENCODINGS if name in allowed), "identity")
