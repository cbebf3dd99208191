"""Timelines: everything dated, whatever its kind, in one order."""

from enum import StrEnum

import sqlalchemy as sa

from app.listing.conditions import Condition, one_of
from app.listing.definition import Listing
from app.listing.page import Page, fetch_page
from app.listing.parameters import CouncilFilter, DateFilter, ListQuery, OrderedQuery, Words, parameter
from app.queries.councils import of_councils
from app.queries.inspections import judged
from app.queries.tables import TIMELINE
from app.records import EVENTS
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, Grade

EventKind = StrEnum("EventKind", {kind.name.upper(): kind.name for kind in EVENTS})  # type: ignore[misc]
EventKind.__doc__ = "A dated kind of record, by the name of its list."


class CouncilTimelineQuery(ListQuery, DateFilter, OrderedQuery):
    """What the timeline of one council takes."""

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
    """What the timeline of all councils takes."""


LISTING = Listing(
    "timeline",
    sa.select(TIMELINE.c.rendered),
    (TIMELINE.c.earliest, TIMELINE.c.latest, TIMELINE.c.code),
)


def find_timeline(snapshot: Snapshot, query: TimelineQuery) -> Page:
    """A page of the timeline of all councils. Two SELECTs, and one more if councils are named."""
    return _find(snapshot, None, query, of_councils(snapshot, query, TIMELINE.c.council_code, TIMELINE.c.region))


def find_council_timeline(snapshot: Snapshot, council_code: str, query: CouncilTimelineQuery) -> Page:
    """A page of one council's timeline. Two SELECTs."""
    return _find(snapshot, f"timeline/{council_code}", query, [one_of([council_code], TIMELINE.c.council_code)])


def _find(snapshot: Snapshot, name: str | None, query: CouncilTimelineQuery, conditions: list[Condition]) -> Page:
    conditions += query.in_period(TIMELINE)
    if query.kind:
        conditions.append(one_of(query.kind, TIMELINE.c.kind))
    conditions += judged(TIMELINE.c.code, query.aspect, query.grade)
    return fetch_page(snapshot, LISTING, query, conditions, query.descending, name)
