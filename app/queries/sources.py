"""Sources and citations: where each fact came from, and where sources disagree."""

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilNames,
    RecordFilter,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.record_filters import add_record_filters
from app.listing.statement import ListDefinition, Where
from app.queries.citations import CITATION_LIST, RecordKind, url_of
from app.queries.councils import add_councils_of_records
from app.queries.tables import CITATIONS, SOURCES, columns
from app.records import KINDS
from app.records.citation import CitationPublic
from app.records.source import SourcePublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Basis, SourceType, Standing

FieldName = StrEnum(  # type: ignore[misc]
    "FieldName", {name.upper(): name for name in sorted({name for kind in KINDS for name in kind.row.model_fields})}
)
FieldName.__doc__ = "A field that a record of some kind has."


class SourceQuery(RecordQuery, RecordFilter, CouncilNames):
    """The parameters of the list of sources."""

    code: Words[Code] | None = codes_parameter("herefordshire-cabinet-minutes-2023-06-22")
    fields: Annotated[list[str] | None, fields_of(SourcePublic)] = fields_parameter("code", "title", "url")
    sort: Annotated[list[str] | None, sorts_by("code", "type", "publisher", "published_on", "recorded_on")] = (
        sort_parameter("-published_on")
    )
    type: Words[SourceType] | None = parameter("Only of these types, separated by commas.", ["council_minutes"])


class CitationQuery(RecordQuery, RecordFilter, CouncilNames):
    """The parameters of the list of citations."""

    code: Words[Code] | None = codes_parameter("herefordshire-ilacs-2018-06.started-on")
    fields: Annotated[list[str] | None, fields_of(CitationPublic)] = fields_parameter(
        "record_code", "field", "stated_value"
    )
    sort: Annotated[
        list[str] | None,
        sorts_by("code", "record_kind", "record_code", "source_code", "standing", "basis", "recorded_on"),
    ] = sort_parameter("source_code", "record_code")
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


SOURCE_LIST = ListDefinition("sources", sa.select(*columns(SourcePublic, SOURCES)), (SOURCES.c.code,))


def find_sources(snapshot: Snapshot, query: SourceQuery) -> Page:
    """A page of sources, by code. Two SELECTs, and one more for each filter by codes."""
    where = Where().one_of(query.type, SOURCES.c.type)
    add_record_filters(where, snapshot, query, SOURCES)
    if query.council:
        cited = where.nested()
        add_councils_of_records(cited, snapshot, query, CITATIONS.c.record_code)
        where.add(f"sources.code IN (SELECT citations.source_code FROM citations{cited.sql})")
    return fetch_page(snapshot, SOURCE_LIST, query, where)


def find_citations(snapshot: Snapshot, query: CitationQuery) -> Page:
    """A page of citations, by code. Two SELECTs, and one more for each filter by codes."""
    where, citation = Where(), CITATIONS.c
    add_record_filters(where, snapshot, query, CITATIONS)
    add_councils_of_records(where, snapshot, query, citation.record_code)
    where.one_of(query.record_kind, citation.record_kind)
    where.one_of(query.field, citation.field)
    where.one_of(query.standing, citation.standing)
    where.one_of(query.basis, citation.basis)
    add_codes(where, snapshot, "source_code", query.source_code, SOURCES.c.code, citation.source_code)
    add_codes(where, snapshot, "record_code", query.record_code, citation.record_code, citation.record_code)
    page = fetch_page(snapshot, CITATION_LIST, query, where)
    for item in page.items:
        item["record_url"] = url_of(item["record_kind"], item["record_code"])
    return page
