"""Sources and citations: where each fact came from, and where sources disagree."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import Field

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
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where
from app.queries.citations import CITATION_LIST, RecordKind, url_of
from app.queries.councils import add_councils_of_records
from app.queries.details import Cited, Linked, get_record
from app.queries.tables import CITATIONS, COUNCIL_COLUMNS, COUNCILS, FIGURES, FINDINGS, SOURCES, TIMELINE, columns
from app.records import KINDS
from app.records.citation import CitationPublic
from app.records.kind import column
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


# How much of what rests on a source is sent inside it.
RESTING = 100
SOURCE_LIST = ListDefinition("sources", sa.select(*columns(SourcePublic, SOURCES)), (SOURCES.c.code,))


# What a record that is cited belongs to: each row of the timeline, each finding and figure, and each council itself.
_CITED_COUNCIL = sa.func.coalesce(
    TIMELINE.c.council_code, FINDINGS.c.council_code, FIGURES.c.council_code, COUNCILS.c.code
)
_COUNCILS_OF_SOURCES = (
    sa.select(CITATIONS.c.source_code, _CITED_COUNCIL)
    .distinct()
    .outerjoin(TIMELINE, CITATIONS.c.record_code == TIMELINE.c.code)
    .outerjoin(FINDINGS, CITATIONS.c.record_code == FINDINGS.c.code)
    .outerjoin(FIGURES, CITATIONS.c.record_code == FIGURES.c.code)
    .outerjoin(COUNCILS, CITATIONS.c.record_code == COUNCILS.c.code)
    .where(_CITED_COUNCIL.is_not(None))
)
_COUNCIL_NAMES = sa.select(
    COUNCILS.c.code.label("council_code"), *(column.label(name) for name, column in COUNCIL_COLUMNS.items())
)
NO_COUNCIL = dict.fromkeys(("council_code", *COUNCIL_COLUMNS))


class CitedRecord(Schema):
    """A record, or a field of it, that rests on a source."""

    kind: RecordKind = Field(description="The kind of the record.", examples=["inspections"])
    code: str = Field(description="The code of the record.", examples=["herefordshire-ilacs-2018-06"])
    field: str | None = Field(
        description="The field; null where the whole record is taken from the source.", examples=["started_on"]
    )
    locator: str = Field(description="Where in the source to look.", examples=["p. 1, cover"])
    url: str | None = Field(
        description="Where the record is; null for kinds that are sent out inside others.",
        examples=["/v1/inspections/herefordshire-ilacs-2018-06"],
    )


class SourceDetail(Cited, Linked, SourcePublic):
    """A source with what rests on it."""

    records: list[CitedRecord] = column(
        "What rests on it: at most 100, in the order of the citations. `links.citations` lists all of it, in pages."
    )
    records_total: int = column("How much rests on it in all.", 42, type_=sa.Integer())


def find_sources(snapshot: Snapshot, query: SourceQuery) -> Page:
    """A page of sources, by code.

    Two SELECTs, one more for each filter by codes, and two when a release is asked for the first time.
    """
    where = Where().one_of(query.type, SOURCES.c.type)
    add_record_filters(where, snapshot, query, SOURCES)
    if query.council:
        cited = where.nested()
        add_councils_of_records(cited, snapshot, query, CITATIONS.c.record_code)
        where.add(f"sources.code IN (SELECT citations.source_code FROM citations{cited.sql})")
    page = fetch_page(snapshot, SOURCE_LIST, query, where)
    add_councils_of_sources(snapshot, page.items)
    return page


def add_councils_of_sources(snapshot: Snapshot, sources: list[dict[str, Any]]) -> None:
    """Adds the council that each source is about, if all it is cited for belongs to one.

    No SELECT once it is known of the release: to find it for a page took 25 ms.
    """
    councils = snapshot.once(_read_councils_of_sources)
    for source in sources:
        source.update(councils.get(source["code"], NO_COUNCIL))


def _read_councils_of_sources(snapshot: Snapshot) -> Mapping[str, Mapping[str, Any]]:
    """What is sent of the council of each source that is about one. Two SELECTs."""
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for source, council in snapshot.connection.execute(_COUNCILS_OF_SOURCES):
        cited[source].append(council)
    councils = {row["council_code"]: dict(row) for row in snapshot.connection.execute(_COUNCIL_NAMES).mappings()}
    return {source: councils[about[0]] for source, about in cited.items() if len(about) == 1}


def get_source(snapshot: Snapshot, code: str) -> dict[str, Any]:
    """A source with what rests on it. Three SELECTs, and one more if that is more than is sent. Raises NotFound."""
    source = get_record(snapshot, SOURCE_LIST, code, add_councils_of_sources)
    cited = Where().equals(CITATIONS.c.source_code, code)
    page = fetch_page(snapshot, CITATION_LIST, CitationQuery(limit=RESTING), cited)
    source["records_total"] = page.total
    source["records"] = [
        {
            "kind": item["record_kind"],
            "code": item["record_code"],
            "field": item["field"],
            "locator": item["locator"],
            "url": url_of(item["record_kind"], item["record_code"]),
        }
        for item in page.items
    ]
    return source


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
