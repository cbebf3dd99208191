"""Answers: bytes or files with their headers, in the format and the coding that the client prefers."""

import asyncio
import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from contextlib import closing
from functools import cache
from itertools import chain
from typing import Any, ClassVar
from urllib.parse import quote, quote_plus

import brotli
import zstandard
from fastapi import Request, Response
from pydantic import BaseModel
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.csv_cells import safe_cell
from app.errors import NotAcceptable
from app.http.memory import give_back
from app.http.negotiation import accepted, best_coding
from app.http.request_log import LogEntry
from app.http.scope import GIVEN, HEAD, REQUEST_ID
from app.listing.page import Page
from app.listing.parameters import TABLE_FORMATS, Format, FormatQuery, FormQuery, ListQuery, RecordQuery
from app.queries.dcat import TITLE
from app.records.kind import flat_fields, reading_order

TABLE_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.NDJSON: "application/x-ndjson",
}
Headers = list[tuple[bytes, bytes]]
# Compresses a part, and gives what is left at the end.
Streamed = tuple[Callable[[bytes], bytes], Callable[[], bytes]]
FORMATS = tuple(TABLE_TYPES)
LISTED = tuple(TABLE_TYPES.values())
JSON = (TABLE_TYPES[Format.JSON],)
PLAIN = re.compile(r"[A-Za-z0-9_.,-]*")
EXPOSED = "ETag, Link, X-Release, X-Total-Count, X-Request-ID, Retry-After, Accept-Ranges, Content-Range, Repr-Digest"
POLICY = "default-src 'none'; frame-ancestors 'none'"
# Security headers and CORS, which every answer has.
COMMON = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
]
# An answer of the current release, which can be replaced at any time. A cache may send the old one for ten more minutes
# while it asks for the new one. A URL that names its release has the same answer for ever.
CACHEABLE = "public, max-age=60, stale-while-revalidate=600"
IMMUTABLE = "public, max-age=31536000, immutable"
VARY = "Accept, Accept-Encoding"
# The headers of a 304: those that a cache renews, and none about the body. A browser takes the policy from a 304 too:
# with the policy of other answers, the page of the documentation was blank the second time.
IN_304 = {b"cache-control", b"content-location", b"content-security-policy", b"date", b"etag", b"expires", b"vary"}
# Codings, best first. gzip would write the time into its header; without it, the same answer always has the same bytes.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.compress(body, 4),
    "br": lambda body: bytes(brotli.compress(body, quality=4)),
    "gzip": lambda body: gzip.compress(body, 4, mtime=0),
}
# A link in JSON, in a cell of CSV or in a Link header.
LINK = re.compile(rb"(^|[\",<\n])(/(?:v1/|docs|openapi\.json|readyz|static/))")
# A link on a page. In its text a quotation mark is escaped, so that only attributes look like this.
PAGE_LINK = re.compile(rb'(\b(?:href|src|action)=")(?=/)')
# A shorter body hardly shrinks.
LEAST_COMPRESSED = 500
# After so many downloads at once, the memory of their parts is given back.
MANY_DOWNLOADS = 100


def header_of(scope: Scope, wanted: bytes) -> str:
    """The values of a header of a request, joined by commas as RFC 9110 has it; empty if it was not sent."""
    return b",".join([value for name, value in scope["headers"] if name == wanted]).decode("latin-1")


def must_accept(scope: Scope, *media_types: str) -> int:
    """The position of the media type that the request prefers. Raises NotAcceptable if it takes none of them."""
    header = header_of(scope, b"accept")
    return 0 if header in ("", "*/*") else accepted(header, media_types)


class Answer(Response):
    """An answer whose body is complete. `headers` are those that not every answer has.

    The framework's own class takes 5 us to encode headers. This one takes them encoded, and can be kept and sent again.
    """

    def __init__(self, body: bytes, media_type: str, headers: Headers, status: int = 200, policy: str = POLICY) -> None:
        self.status_code = status
        self.background = None
        self.body = body
        self.raw_headers = [
            *([(b"content-type", media_type.encode())] if media_type else []),
            *headers,
            *COMMON,
            (b"content-security-policy", policy.encode()),
        ]
        # The template of the path, and the part of the log line that is the same each time the answer is sent.
        self.route: str | None = None
        self.entry: LogEntry | None = None
        # Where the next part of a whole table begins; None if this is all of it.
        self.cursor: str | None = None
        self._not_modified: Answer | None = None

    def header(self, wanted: bytes) -> str:
        """The value of a header; empty if there is none."""
        return next((value.decode("latin-1") for name, value in self.raw_headers if name == wanted), "")

    @property
    def bytes_sent(self) -> int:
        """How many bytes its body has."""
        return len(self.body)

    @property
    def not_modified(self) -> "Answer":
        """The 304 for a client that has this answer already."""
        if self._not_modified is None:
            unchanged = Answer(b"", "", [], 304)
            unchanged.raw_headers = [pair for pair in self.raw_headers if pair[0] in IN_304 or pair in COMMON]
            unchanged.route = self.route
            self._not_modified = unchanged
        return self._not_modified

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [*self.raw_headers, scope[REQUEST_ID]]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope.get(HEAD) else self.body})


class FileAnswer(StreamingResponse):
    """A file that is sent part by part. It is closed when the client has all of it, or has left."""

    # How many are being sent by this process, and how many were at most since there were none.
    being_sent: ClassVar[int] = 0
    most_sent: ClassVar[int] = 0

    def __init__(self, parts: Generator[bytes], status: int, headers: dict[str, str], media_type: str) -> None:
        super().__init__(self._counted(), status, headers, media_type)
        self.raw_headers += [*COMMON, (b"content-security-policy", POLICY.encode())]
        self.parts = parts
        self.bytes_sent = 0
        self.route: str | None = None
        self.entry: LogEntry | None = None

    async def _counted(self) -> AsyncGenerator[bytes]:
        while part := await run_in_threadpool(next, self.parts, b""):
            self.bytes_sent += len(part)
            yield part
            # The server waits here until the client has taken the part, and only then the next one is read.
            yield b""

    def header(self, wanted: bytes) -> str:
        """The value of a header; empty if there is none."""
        return self.headers.get(wanted.decode(), "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.raw_headers.append(scope[REQUEST_ID])
        FileAnswer.being_sent += 1
        FileAnswer.most_sent = max(FileAnswer.most_sent, FileAnswer.being_sent)
        try:
            await super().__call__(scope, receive, send)
        finally:
            FileAnswer.being_sent -= 1
            # Otherwise the file of a client that left stays open until the garbage collector finds the generator.
            self.parts.close()
            if FileAnswer.being_sent == 0 and FileAnswer.most_sent > MANY_DOWNLOADS:
                FileAnswer.most_sent = 0
                # In a second, when the connections of those who left are gone too.
                asyncio.get_running_loop().call_later(1, give_back)


def represent(answer: Answer, scope: Scope) -> Answer:
    """Compresses an answer in the coding that the client prefers, and adds its ETag.

    The ETag is a hash of the bytes that are sent. So it changes whenever they do: by the data, the format or the code.
    """
    if answer.status_code == 304:
        return answer
    body = bytes(answer.body)
    headers = answer.raw_headers
    if scope["root_path"]:
        prefix = scope["root_path"].encode()
        is_page = answer.header(b"content-type").startswith(("text/html", "application/atom"))
        body = answer.body = PAGE_LINK.sub(rb"\1" + prefix, body) if is_page else _under(prefix, body)
        headers[:] = [(n, _under(scope["root_path"].encode(), v) if n == b"link" else v) for n, v in headers]
    if len(body) >= LEAST_COMPRESSED:
        coding = coding_of(scope, answer.header(b"content-type"))
        if coding in CODINGS:
            body = answer.body = CODINGS[coding](body)
            headers.append((b"content-encoding", coding.encode()))
    headers.append((b"vary", VARY.encode()))
    if answer.status_code == 200:
        if not answer.header(b"cache-control"):
            headers.append((b"cache-control", caching(scope).encode()))
        headers.append((b"etag", f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()))
    headers.append((b"content-length", str(len(body)).encode()))
    return answer


def caching(scope: Scope) -> str:
    """For how long an answer may be kept."""
    return IMMUTABLE if "release" in scope.get(GIVEN, ()) else CACHEABLE


def coding_of(scope: Scope, media_type: str) -> str:
    """The coding in which an answer is sent. What is not text is compressed already."""
    header = header_of(scope, b"accept-encoding")
    return best_coding(header, tuple(CODINGS)) if header and _is_text(media_type) else "identity"


def compressed(parts: Generator[bytes], coding: str) -> Generator[bytes]:
    """The parts in a coding, each as soon as there is something to send."""
    if coding == "identity":
        yield from parts
        return
    compress, finish = STREAMED[coding]()
    with closing(parts):
        for part in parts:
            if ready := compress(part):
                yield ready
    yield finish()


def _gzip() -> Streamed:
    made = zlib.compressobj(4, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return made.compress, made.flush


def _brotli() -> Streamed:
    made = brotli.Compressor(quality=4)
    return made.process, made.finish


def _zstd() -> Streamed:
    made = zstandard.ZstdCompressor(level=4).compressobj()
    return made.compress, made.flush


# The codings for what is sent in parts. As above, gzip has no time in its header.
STREAMED = {"zstd": _zstd, "br": _brotli, "gzip": _gzip}


def answer_parts(scope: Scope, first: Answer, following: Generator[bytes]) -> Answer | FileAnswer:
    """A whole table that is sent part by part. `first` has its headers and its first part.

    The ETag is a hash of the release, the coding and the first part. The same URL has the same bytes in a release
    unless the code has changed, and then the first part shows it.
    """
    media_type, release = first.header(b"content-type"), first.header(b"x-release")
    coding = coding_of(scope, media_type)
    root_path = scope["root_path"].encode()
    tag = f'"{hashlib.sha256(f"{release} {coding} ".encode() + _under(root_path, bytes(first.body))).hexdigest()[:32]}"'
    headers = {
        "X-Total-Count": first.header(b"x-total-count"),
        "X-Release": release,
        "ETag": tag,
        "Cache-Control": caching(scope),
        "Vary": VARY,
        **({} if coding == "identity" else {"Content-Encoding": coding}),
    }
    if names_tag(header_of(scope, b"if-none-match"), tag):
        kept = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        return Answer(b"", "", [pair for pair in kept if pair[0] in IN_304], 304)
    parts = (_under(root_path, part) for part in chain((bytes(first.body),), following))
    return FileAnswer(nothing() if scope.get(HEAD) else compressed(parts, coding), 200, headers, media_type)


def nothing() -> Generator[bytes]:
    """The parts of an answer without a body."""
    yield from ()


def names_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a tag, by the weak comparison of RFC 9110.

    `*` means any tag, but only if it is the whole header.
    """
    if header.strip() == "*":
        return bool(tag)
    return any(part.strip() in (tag, f"W/{tag}") for part in header.split(",")) and bool(tag)


def _under(root_path: bytes, text: bytes) -> bytes:
    """Puts the path of the proxy in front of each link. Only links begin with a path of the API."""
    return LINK.sub(rb"\1" + root_path + rb"\2", text)


@cache
def _is_text(media_type: str) -> bool:
    return media_type.startswith(("text/", "application/json", "application/atom", "image/svg")) or "json" in media_type


def answer_list(request: Request, query: FormQuery, page: Page, shape: type[BaseModel]) -> Answer:
    """A page in the format that the client asked for. The path of the next page is in the JSON, and in `Link`.

    A whole table has no next page. Its first part says where the second begins (`cursor`).
    """
    whole = isinstance(query, ListQuery) and query.whole
    following = None if whole or page.cursor is None else _address(request, query, page.release, page.cursor)
    headers = [(b"x-total-count", str(page.total).encode()), (b"x-release", page.release.encode())]
    if following:
        headers.append((b"link", f'<{following}>; rel="next"'.encode()))
    form = query.format or _format(request)
    names = _names(shape)
    if isinstance(query, RecordQuery) and query.fields:
        names = list(dict.fromkeys(query.fields))
        page.found, page.rendered = page.items, None
    if form is not Format.JSON:
        answer = Answer(_table(form, page, names, shape), TABLE_TYPES[form], headers)
        answer.cursor = page.cursor if whole else None
        return answer
    own = _address(request, query, page.release, request.scope[GIVEN].get("cursor"))
    cite = f"{TITLE}, release {page.release} of {page.as_at}, <{own}>"
    about = {"total": page.total, "next": following, "release": page.release, "self": own, "cite": cite}
    rest = to_json({**about, **page.stated})
    if page.rendered is None:
        items = to_json(_in_order(page.found, names))
    else:
        items = b"[%b]" % b",".join(_encoded(page.rendered))
    return Answer(b'{"items":%b,%b' % (items, rest[1:]), TABLE_TYPES[form], headers)


def _table(form: Format, page: Page, names: list[str], shape: type[BaseModel]) -> bytes:
    if form is Format.CSV:
        return _csv(shape, names, page.items)
    if page.rendered is None:
        return _ndjson(_in_order(page.found, names))
    return b"".join([item + b"\n" for item in _encoded(page.rendered)])


def without_header(body: bytes, media_type: str) -> bytes:
    """A part of a table after the first: a CSV without its line of names, which holds no line end."""
    return body[body.index(b"\r\n") + 2 :] if media_type == TABLE_TYPES[Format.CSV] else body


def table_asked_for(scope: Scope) -> Format | None:
    """CSV or NDJSON, if the Accept header prefers it."""
    try:
        form = FORMATS[must_accept(scope, *LISTED)]
    except NotAcceptable:
        return None
    return form if form in TABLE_FORMATS else None


def _format(request: Request) -> Format:
    return FORMATS[must_accept(request.scope, *LISTED)]


def answer_table(
    request: Request,
    query: FormQuery,
    record: dict[str, Any],
    shape: type[BaseModel],
    rows: str,
    row: type[BaseModel],
) -> Answer:
    """A record with a table in it: all of it as JSON, or its rows, with the record's own fields, as CSV and NDJSON."""
    headers = [(b"x-total-count", str(len(record[rows])).encode()), (b"x-release", record["release"].encode())]
    form = query.format or _format(request)
    if form is Format.JSON:
        return Answer(to_json(_ordered(record, _names(shape))), TABLE_TYPES[form], headers)
    items = [_ordered({**record, **item}, _names(row)) for item in record[rows]]
    if form is Format.NDJSON:
        return Answer(_ndjson(items), TABLE_TYPES[form], headers)
    return Answer(_csv(row, _names(row), items), TABLE_TYPES[form], headers)


def answer_record(request: Request, record: dict[str, Any], shape: type[BaseModel], release: str | None) -> Answer:
    """One record, in JSON."""
    must_accept(request.scope, *JSON)
    headers = [(b"x-release", release.encode())] if release else []
    return Answer(to_json(_ordered(record, _names(shape))), JSON[0], headers)


def answer_linked_data(request: Request, record: dict[str, Any], release: str) -> Answer:
    """A description of a release, in JSON-LD."""
    must_accept(request.scope, "application/ld+json")
    return Answer(to_json(record, indent=1), "application/ld+json", [(b"x-release", release.encode())])


def _address(request: Request, query: FormQuery, release: str, cursor: str | None) -> str:
    """The path and query of a page. It has no host, so no header of a client can change it.

    It names the release, so that all pages of a walk come from one release.
    """
    given = request.scope[GIVEN]
    # Neither a release nor a cursor has a character that would have to be escaped.
    filters = [f"{name}={_quoted(given[name])}" for name in _parameters(type(query)) if name in given]
    filters += [f"release={release}"] if isinstance(query, FormatQuery) else []
    filters += [f"cursor={cursor}"] if cursor else []
    return f"{quote(request.scope['path'])}?{'&'.join(filters)}".rstrip("?")


@cache
def _parameters(query: type[BaseModel]) -> list[str]:
    """The parameters that the address of a page repeats, always in the same order."""
    names = [field.alias or name for name, field in query.model_fields.items()]
    return [name for name in names if name not in ("cursor", "release")]


def _quoted(value: str) -> str:
    return value if PLAIN.fullmatch(value) else quote_plus(value, safe=",")


@cache
def _names(shape: type[BaseModel]) -> list[str]:
    return reading_order(shape)


def _in_order(items: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
    """The items with these fields, in this order. Most queries select them in that order already."""
    return items if items and list(items[0]) == names else [_ordered(item, names) for item in items]


def _ordered(item: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: item[name] for name in names}


def _ndjson(items: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(to_json(item) + b"\n" for item in items)


def _encoded(rendered: Iterable[str]) -> list[bytes]:
    """The items in UTF-8. They are encoded one by one: a long text with a few letters beyond ASCII takes ten times as
    long as its parts.
    """
    return [item.encode() for item in rendered]


def _csv(shape: type[BaseModel], names: list[str], items: Iterable[dict[str, Any]]) -> bytes:
    """CSV for a spreadsheet: lists within a cell are JSON, and no cell begins a formula.

    A field that holds several values by name, such as a count for each grade, becomes a column for each.
    """
    columns = flat_fields(shape, names)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([one.column for one in columns])
    for item in items:
        writer.writerow([safe_cell(item[one.name][one.part] if one.part else item[one.name]) for one in columns])
    return text.getvalue().encode()
