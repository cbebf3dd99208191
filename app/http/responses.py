"""A list or a record as an answer: JSON, CSV or NDJSON, by `format` or by the Accept header."""

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import quote, quote_plus

from fastapi import Request, Response
from pydantic import BaseModel
from pydantic_core import to_json

from app.csv_cells import safe_cell
from app.http.negotiation import accepted
from app.http.strict_parameters import GIVEN
from app.listing.page import Page
from app.listing.parameters import Format, FormQuery, ListQuery
from app.records.kind import reading_order

MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.NDJSON: "application/x-ndjson",
}
Headers = list[tuple[bytes, bytes]]
FORMATS = tuple(MEDIA_TYPES)
LISTED = tuple(MEDIA_TYPES.values())
JSON = (MEDIA_TYPES[Format.JSON],)
PLAIN = re.compile(r"[A-Za-z0-9_.,-]*")


class Bytes(Response):
    """An answer whose bytes and headers are ready. The framework's own class takes 5 us to encode headers again."""

    def __init__(self, body: bytes, form: Format, headers: Headers) -> None:
        self.status_code = 200
        self.background = None
        self.body = body
        length = (b"content-length", str(len(body)).encode())
        self.raw_headers = [length, (b"content-type", MEDIA_TYPES[form].encode()), *headers]


def answer_list(request: Request, query: FormQuery, page: Page, shape: type[BaseModel]) -> Response:
    """A page in the form that the client asked for. The next page stands in the body of JSON, and in `Link`."""
    following = _next(request, query, page)
    headers = [(b"x-total-count", str(page.total).encode()), (b"x-release", page.release.encode())]
    if following:
        headers.append((b"link", f'<{following}>; rel="next"'.encode()))
    form = query.format or FORMATS[accepted(request.scope, LISTED)]
    if form is Format.CSV:
        return Bytes(_csv(shape, page.items), form, headers)
    if form is Format.NDJSON:
        lines = _ndjson(_in_order(page.found, shape)) if page.rendered is None else _lines(page.rendered)
        return Bytes(lines, form, headers)
    items = to_json(_in_order(page.found, shape)) if page.rendered is None else f"[{','.join(page.rendered)}]".encode()
    rest = to_json({"total": page.total, "next": following, "release": page.release, **page.stated})
    return Bytes(b'{"items":' + items + b"," + rest[1:], form, headers)


def answer_table(
    request: Request,
    query: FormQuery,
    record: dict[str, Any],
    shape: type[BaseModel],
    rows: str,
    row: type[BaseModel],
) -> Response:
    """A record with a table inside: whole as JSON, its rows as CSV and NDJSON, each with the record's own fields."""
    headers = [(b"x-total-count", str(len(record[rows])).encode()), (b"x-release", record["release"].encode())]
    form = query.format or FORMATS[accepted(request.scope, LISTED)]
    if form is Format.JSON:
        return Bytes(to_json(_ordered(record, _names(shape))), form, headers)
    items = [_ordered({**record, **item}, _names(row)) for item in record[rows]]
    if form is Format.NDJSON:
        return Bytes(_ndjson(items), form, headers)
    return Bytes(_csv(row, items), form, headers)


def answer_record(request: Request, record: dict[str, Any], shape: type[BaseModel], release: str | None) -> Response:
    """One record, in JSON."""
    accepted(request.scope, JSON)
    headers = [(b"x-release", release.encode())] if release else []
    return Bytes(to_json(_ordered(record, _names(shape))), Format.JSON, headers)


def answer_linked_data(request: Request, record: dict[str, Any], release: str) -> Response:
    """A description of a release, in JSON-LD."""
    accepted(request.scope, ("application/ld+json",))
    return Response(to_json(record, indent=1), 200, {"X-Release": release}, "application/ld+json")


def _next(request: Request, query: FormQuery, page: Page) -> str | None:
    """The path and query of the next page. No host stands in it, so no header of a client can change it.

    It names the release, so that a walk that has begun goes on in the release that it began in.
    """
    if page.cursor is None or not isinstance(query, ListQuery):
        return None
    given = request.scope[GIVEN]
    filters = "".join(f"{name}={_quoted(given[name])}&" for name in _parameters(type(query)) if name in given)
    # Neither a release nor a cursor has a character that would have to be escaped.
    return f"{quote(request.scope['path'])}?{filters}release={page.release}&cursor={page.cursor}"


@cache
def _parameters(query: type[BaseModel]) -> list[str]:
    """The parameters that a next page is asked with again, in one order, however they were asked."""
    names = [field.alias or name for name, field in query.model_fields.items()]
    return [name for name in names if name not in ("cursor", "release")]


def _quoted(value: str) -> str:
    return value if PLAIN.fullmatch(value) else quote_plus(value, safe=",")


@cache
def _names(shape: type[BaseModel]) -> list[str]:
    return reading_order(shape)


def _in_order(items: list[dict[str, Any]], shape: type[BaseModel]) -> list[dict[str, Any]]:
    """The items with their fields as a reader wants them. Many are selected so; then nothing is left to do."""
    names = _names(shape)
    return items if items and list(items[0]) == names else [_ordered(item, names) for item in items]


def _ordered(item: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: item[name] for name in names}


def _ndjson(items: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(to_json(item) + b"\n" for item in items)


def _lines(items: Iterable[str]) -> bytes:
    return "".join(f"{item}\n" for item in items).encode()


def _csv(shape: type[BaseModel], items: Iterable[dict[str, Any]]) -> bytes:
    """CSV for a spreadsheet: lists within a cell are JSON, and no cell begins a formula.

    What a shape holds by name, such as a number for each grade, is spread over columns of their own.
    """
    columns = [(name, part) for name in _names(shape) for part in _parts(shape, name)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([f"{name}_{part}" if part else name for name, part in columns])
    for item in items:
        writer.writerow([safe_cell(item[name][part] if part else item[name]) for name, part in columns])
    return text.getvalue().encode()


def _parts(shape: type[BaseModel], name: str) -> list[str]:
    inner = shape.model_fields[name].annotation
    return list(inner.model_fields) if isinstance(inner, type) and issubclass(inner, BaseModel) else [""]
