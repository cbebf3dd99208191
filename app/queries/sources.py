"""Sources and citations: where each fact came from, and where sources disagree."""

from enum import StrEnum
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.listing.conditions import one_of
from app.listing.definition import Listing
from app.listing.known_codes import of_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, ListQuery, Words, parameter
from app.queries.tables import CITATIONS, SOURCES, columns
from app.records import KINDS
from app.records.citation import CitationPublic
from app.records.source import SourcePublic
from app.releases.prepared import Prepared, padded, place
from app.releases.snapshot import Snapshot
from app.vocabulary import Basis, SourceType, Standing

RecordKind = StrEnum("RecordKind", {kind.name.upper(): kind.name for kind in KINDS})  # type: ignore[misc]
RecordKind.__doc__ = "A kind of record, by the name of its table."
FieldName = StrEnum(  # type: ignore[misc]
    "FieldName", {name.upper(): name for name in sorted({name for kind in KINDS for name in kind.row.model_fields})}
)
FieldName.__doc__ = "A field that a record of some kind has."
# Judgements, domains, successions and gaps have no page of their own: they are sent out inside others, or as a list.
INSIDE_OTHERS = {"judgements", "domains", "successions", "gaps", "citations"}
PATHS = {kind.name: kind.path for kind in KINDS if kind.name not in INSIDE_OTHERS}


class SourceQuery(ListQuery):
    """What the list of sources takes."""

    type: Words[SourceType] | None = parameter("Only of these types, separated by commas.", ["council_minutes"])


class CitationQuery(ListQuery):
    """What the list of citations takes."""

    source_code: Words[Code] | None = parameter(
        "Only what these sources say, by code, separated by commas.", ["herefordshire-cabinet-minutes-2023-06-22"]
    )
    record_kind: Words[RecordKind] | None = parameter("Only of these kinds of record.", ["inspections"])
    record_code: Words[Code] | None = parameter(
        "Only of these records, by code, separated by commas.", ["herefordshire-ilacs-2018-06"]
    )
    field: Words[FieldName] | None = parameter("Only of these fields, by name, separated by commas.", ["started_on"])
    standing: Words[Standing] | None = parameter(
        "Only of this standing: `alternative` lists where sources disagree.", ["alternative"]
    )
    basis: Words[Basis] | None = parameter("Only on this basis: `inferred` lists what no source states.", ["inferred"])


SOURCE_LISTING = Listing("sources", sa.select(*columns(SourcePublic, SOURCES)), (SOURCES.c.code,))
CITATION_LISTING = Listing("citations", sa.select(*columns(CitationPublic, CITATIONS)), (CITATIONS.c.code,))


def find_sources(snapshot: Snapshot, query: SourceQuery) -> Page:
    """A page of sources, by code. Two SELECTs."""
    return fetch_page(snapshot, SOURCE_LISTING, query, [one_of(query.type, SOURCES.c.type)] if query.type else [])


def find_citations(snapshot: Snapshot, query: CitationQuery) -> Page:
    """A page of citations, by code. Two SELECTs, and one more for each filter by codes."""
    wanted = {
        CITATIONS.c.record_kind: query.record_kind,
        CITATIONS.c.field: query.field,
        CITATIONS.c.standing: query.standing,
        CITATIONS.c.basis: query.basis,
    }
    conditions = [
        *(one_of(words, column) for column, words in wanted.items() if words),
        *of_codes(snapshot, "source_code", query.source_code, SOURCES.c.code, CITATIONS.c.source_code),
        *of_codes(snapshot, "record_code", query.record_code, CITATIONS.c.record_code, CITATIONS.c.record_code),
    ]
    page = fetch_page(snapshot, CITATION_LISTING, query, conditions)
    for item in page.items:
        item["record_url"] = _url(item)
    return page


def citations_of(snapshot: Snapshot, codes: list[str]) -> list[dict[str, Any]]:
    """Every citation of some records, by code. One SELECT."""
    asked = padded(codes)
    rows = snapshot.items(_of_records(len(asked)), asked)
    for row in rows:
        row["record_url"] = _url(row)
    return rows


@lru_cache(maxsize=100)
def _of_records(count: int) -> Prepared:
    codes = [place(at, CITATIONS.c.record_code.type) for at in range(count)]
    chosen = CITATION_LISTING.statement.where(CITATIONS.c.record_code.in_(codes))
    return Prepared(chosen.order_by(CITATIONS.c.record_code, CITATIONS.c.code))


def _url(citation: dict[str, Any]) -> str | None:
    path = PATHS.get(citation["record_kind"])
    return f"{path}/{citation['record_code']}" if path else None
