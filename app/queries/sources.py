"""Sources and citations: where each fact came from, and where sources disagree."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, ListQuery, Words, parameter
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.tables import CITATIONS, COUNCIL_COLUMNS, COUNCILS, FIGURES, FINDINGS, SOURCES, TIMELINE, columns
from app.records import KINDS
from app.records.citation import CitationPublic
from app.records.source import SourcePublic
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
    """The parameters of the list of sources."""

    type: Words[SourceType] | None = parameter("Only of these types, separated by commas.", ["council_minutes"])


class CitationQuery(ListQuery):
    """The parameters of the list of citations."""

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
CITATION_LIST = ListDefinition("citations", sa.select(*columns(CitationPublic, CITATIONS)), (CITATIONS.c.code,))
CITATIONS_BY_RECORD = ListDefinition("citations", CITATION_LIST.statement, (CITATIONS.c.record_code, CITATIONS.c.code))


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


def find_sources(snapshot: Snapshot, query: SourceQuery) -> Page:
    """A page of sources, by code. Two SELECTs, and two more when a release is asked for the first time."""
    page = fetch_page(snapshot, SOURCE_LIST, query, Where().one_of(query.type, SOURCES.c.type))
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


def find_citations(snapshot: Snapshot, query: CitationQuery) -> Page:
    """A page of citations, by code. Two SELECTs, and one more for each filter by codes."""
    where, citation = Where(), CITATIONS.c
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


def citations_of(snapshot: Snapshot, codes: list[str]) -> list[dict[str, Any]]:
    """Every citation of some records, by code. One SELECT."""
    citations = fetch_all(snapshot, CITATIONS_BY_RECORD, Where().one_of(codes, CITATIONS.c.record_code))
    for citation in citations:
        citation["record_url"] = url_of(citation["record_kind"], citation["record_code"])
    return citations


def url_of(kind: str, code: str) -> str | None:
    """Where a record is; None for kinds that have no page of their own."""
    path = PATHS.get(kind)
    return f"{path}/{code}" if path else None
