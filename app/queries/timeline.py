"""Timelines: everything dated, whatever its kind, in one order."""

import sqlalchemy as sa

from app.listing.page import Page, fetch_page
from app.listing.parameters import CouncilFilter, DateFilter, ListQuery, OrderedQuery, Words, parameter
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.inspections import add_judged
from app.queries.tables import TIMELINE
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, EventKind, Grade


class CouncilTimelineQuery(ListQuery, DateFilter, OrderedQuery):
    """The parameters of the timeline of one council."""

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


TIMELINE_LIST = ListDefinition(
    "timeline",
    sa.select(TIMELINE.c.rendered),
    (TIMELINE.c.earliest, TIMELINE.c.latest, TIMELINE.c.code),
)


def find_timeline(snapshot: Snapshot, query: TimelineQuery) -> Page:
    """A page of the timeline of all councils. Two SELECTs, and one more if councils are named."""
    where = Where()
    add_councils(where, snapshot, query, TIMELINE.c.council_code, TIMELINE.c.region)
    return _find(snapshot, "timeline", query, where)


def find_council_timeline(snapshot: Snapshot, council_code: str, query: CouncilTimelineQuery) -> Page:
    """A page of one council's timeline. One SELECT, and one more if the page does not hold all of it."""
    return _find(snapshot, f"timeline/{council_code}", query, Where().equals(TIMELINE.c.council_code, council_code))


def _find(snapshot: Snapshot, name: str, query: CouncilTimelineQuery, where: Where) -> Page:
    where.one_of(query.kind, TIMELINE.c.kind)
    if query.aspect or query.grade:
        add_judged(where, TIMELINE.c.code, query.aspect, query.grade)
    query.add_period(where, TIMELINE)
    return fetch_page(snapshot, TIMELINE_LIST, query, where, query.descending, name)
