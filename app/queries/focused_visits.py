"""Focused visits."""

from typing import Annotated

from app.listing.page import Page
from app.listing.parameters import (
    Code,
    EventQuery,
    Flag,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.statement import Where
from app.queries.events import EVENT_SORTS, event_list, fetch_events
from app.queries.tables import FOCUSED_VISITS
from app.records.focused_visit import FocusedVisitPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import FocusedVisitArea


class FocusedVisitQuery(EventQuery):
    """The parameters of the list of focused visits."""

    code: Words[Code] | None = codes_parameter("medway-fv-2025-04")
    fields: Annotated[list[str] | None, fields_of(FocusedVisitPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "area")] = sort_parameter("-published_on")
    area: Words[FocusedVisitArea] | None = parameter("Only of these areas, separated by commas.", ["front_door"])
    priority_action: Flag | None = parameter("Only visits that did, or did not, demand priority action.", True)


FOCUSED_VISIT_LIST = event_list(FOCUSED_VISITS, FocusedVisitPublic)


def find_focused_visits(snapshot: Snapshot, query: FocusedVisitQuery) -> Page:
    """A page of focused visits. Two SELECTs, and one more for named councils."""
    where = (
        Where()
        .one_of(query.area, FOCUSED_VISITS.c.area)
        .is_true(FOCUSED_VISITS.c.priority_action, query.priority_action)
    )
    return fetch_events(snapshot, FOCUSED_VISIT_LIST, FOCUSED_VISITS, query, where)
