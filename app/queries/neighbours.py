"""Statistical neighbours: the list, and those of one council with the judgements in force for them."""

from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import ConfigDict, Field

from app.analysis.outcomes import Outcome, outcome
from app.listing.page import Page, PageOf, fetch_page, rows_page, start_of
from app.listing.parameters import (
    Code,
    CouncilFilter,
    Flag,
    ListQuery,
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
from app.queries.councils import add_councils
from app.queries.histories import AsAtFilter, PublishedFilter, Stated, read_facts
from app.queries.outcomes import OutcomePublic, outcome_row
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, NEIGHBOURS, columns
from app.records.neighbour import NeighbourPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect


class NeighbourQuery(RecordQuery, RecordFilter, CouncilFilter):
    """The parameters of the list of neighbours."""

    code: Words[Code] | None = codes_parameter("medway-neighbour-01")
    fields: Annotated[list[str] | None, fields_of(NeighbourPublic)] = fields_parameter(
        "council_name", "rank", "neighbour_name"
    )
    sort: Annotated[
        list[str] | None,
        sorts_by(
            "code",
            "rank",
            "neighbour_code",
            "neighbour_name",
            "valid_from",
            "valid_to",
            "council_code",
            "council_name",
            "region",
            "recorded_on",
        ),
    ] = sort_parameter("neighbour_code", "rank")
    present: Flag | None = parameter("`true`: only present neighbours; `false`: only those of the earlier model.", True)


class CouncilNeighbourQuery(ListQuery, AsAtFilter, PublishedFilter):
    """The parameters of the neighbours of one council."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspect: Words[Aspect] = Field(
        [Aspect.OVERALL],
        description="Only these aspects, separated by commas; the default is `overall`.",
        examples=[["overall", "care_leavers"]],
    )


class NeighbourOutcomePublic(OutcomePublic):
    """The judgement in force for a neighbour."""

    neighbour_of: str = Field(description="The council whose neighbour it is.", examples=["herefordshire"])
    rank: int = Field(description="How like that council it is, from 1 (most alike) to 10.", examples=[1])


class NeighbourOutcomePage(PageOf[NeighbourOutcomePublic], Stated):
    """A page of neighbours, with the days that their grades are about."""


_OTHER = COUNCILS.alias("neighbour")
NEIGHBOUR_LIST = ListDefinition(
    "neighbours",
    sa.select(*columns(NeighbourPublic, NEIGHBOURS, **COUNCIL_COLUMNS, neighbour_name=_OTHER.c.name))
    .join(COUNCILS, NEIGHBOURS.c.council_code == COUNCILS.c.code)
    .join(_OTHER, NEIGHBOURS.c.neighbour_code == _OTHER.c.code),
    (NEIGHBOURS.c.code,),
)


def find_neighbours(snapshot: Snapshot, query: NeighbourQuery) -> Page:
    """A page of neighbours, by code. Two SELECTs, and one more for each filter by codes."""
    where = Where()
    add_record_filters(where, snapshot, query, NEIGHBOURS)
    add_councils(where, snapshot, query, NEIGHBOURS.c.council_code)
    where.is_known(NEIGHBOURS.c.valid_to, None if query.present is None else not query.present)
    return fetch_page(snapshot, NEIGHBOUR_LIST, query, where)


def find_council_neighbours(snapshot: Snapshot, council_code: str, query: CouncilNeighbourQuery) -> Page:
    """A page of the present neighbours of a council, by rank and aspect. No SELECT beside those of the facts."""
    start = start_of(snapshot, f"neighbours/{council_code}", query, int)
    facts = read_facts(snapshot)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    stated = facts.stated(as_at, published_by)
    ranks = {code: rank for rank, code in facts.neighbours.get(council_code, ())}
    histories = {history.council.code: history for history in facts.councils if history.council.code in ranks}
    rows = [
        (rank, outcome(histories[code], aspect, as_at, published_by))
        for code, rank in ranks.items()
        for aspect in Aspect
        if aspect in query.aspect
    ]

    def public(row: tuple[int, Outcome]) -> dict[str, Any]:
        rank, found = row
        return {**outcome_row(found), **stated, "neighbour_of": council_code, "rank": rank}

    return rows_page(start, rows, public, stated)
