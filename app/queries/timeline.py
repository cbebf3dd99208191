"""Timelines: everything dated, whatever its kind, in one order."""

from typing import Annotated

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilFilter,
    DateFilter,
    OrderedQuery,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.inspections import add_judged
from app.queries.tables import TIMELINE
from app.records.event import TimelineEntryPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, EventKind, Grade

ENTRY_SORTS = ("code", "kind", "earliest", "latest", "published_on")


class CouncilTimelineQuery(RecordQuery, DateFilter, OrderedQuery):
    """The parameters of the timeline of one council."""

    code: Words[Code] | None = codes_parameter("herefordshire-mv-2023-03")
    fields: Annotated[list[str] | None, fields_of(TimelineEntryPublic)] = fields_parameter("earliest", "headline")
    sort: Annotated[list[str] | None, sorts_by(*ENTRY_SORTS)] = sort_parameter("-published_on")
    kind: Words[EventKind] | None = parameter("Only these kinds of record, separated by commas.", ["inspections"])
    aspect: Words[Aspect] | None = parameter(
        "Only inspections that judged one of these aspects, separated by commas; "
        "together with `grade`, that gave it one of those grades.",
        ["leadership"],
    )
    grade: Words[Grade] | None = parameter(
        "Only inspections that gave one of these grades, separated by commas, in any aspect or in one of `aspect`.",
        ["inadequate"],
    )


class TimelineQuery(CouncilTimelineQuery, CouncilFilter):
    """The parameters of the timeline of all councils."""

    sort: Annotated[list[str] | None, sorts_by(*ENTRY_SORTS, "council_code")] = sort_parameter("-published_on")


TIMELINE_LIST = ListDefinition(
    "timeline",
    sa.select(TIMELINE.c.rendered),
    (TIMELINE.c.earliest, TIMELINE.c.latest, TIMELINE.c.code),
    words={"kind": EventKind},
)


def find_timeline(snapshot: Snapshot, query: TimelineQuery) -> Page:
    """A page of the timeline of all councils. Two SELECTs, and one more for each filter by codes."""
    where = Where()
    add_councils(where, snapshot, query, TIMELINE.c.council_code, TIMELINE.c.region)
    return _find(snapshot, "timeline", query, where)


def find_council_timeline(snapshot: Snapshot, council_code: str, query: CouncilTimelineQuery) -> Page:
    """A page of one council's timeline. One SELECT, and more if the page does not hold all of it or codes are named."""
    return _find(snapshot, f"timeline/{council_code}", query, Where().equals(TIMELINE.c.council_code, council_code))


def _find(snapshot: Snapshot, name: str, query: CouncilTimelineQuery, where: Where) -> Page:
    if query.code:
        add_codes(where, snapshot, "code", query.code, TIMELINE.c.code, TIMELINE.c.code)
    where.one_of(query.kind, TIMELINE.c.kind)
    if query.aspect or query.grade:
        add_judged(where, TIMELINE.c.code, query.aspect, query.grade)
    query.add_period(where, TIMELINE)
    return fetch_page(snapshot, TIMELINE_LIST, query, where, query.descending, name)
