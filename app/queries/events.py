"""The dated kinds that are lists of plain records: visits, interventions, meetings, context events."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.listing.conditions import Condition, is_flag, one_of
from app.listing.definition import Listing
from app.listing.known_codes import of_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, EventQuery, Flag, OrderedQuery, Words, parameter
from app.queries.councils import of_councils
from app.queries.tables import (
    CONTEXT_EVENTS,
    COUNCIL_COLUMNS,
    COUNCILS,
    FOCUSED_VISITS,
    INSPECTIONS,
    INTERVENTIONS,
    MEETINGS,
    MONITORING_VISITS,
    columns,
)
from app.records.context_event import ContextEventPublic
from app.records.focused_visit import FocusedVisitPublic
from app.records.intervention import InterventionPublic
from app.records.meeting import MeetingPublic
from app.records.monitoring_visit import MonitoringVisitPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import ContextType, InterventionType


class MonitoringVisitQuery(EventQuery, OrderedQuery):
    """What the list of monitoring visits takes."""

    inspection: Words[Code] | None = parameter(
        "Only visits that follow these inspections, by code, separated by commas.", ["herefordshire-ilacs-2022-07"]
    )


class FocusedVisitQuery(EventQuery, OrderedQuery):
    """What the list of focused visits takes."""

    priority_action: Flag | None = parameter("Only visits that did, or did not, demand priority action.", True)


class InterventionQuery(EventQuery, OrderedQuery):
    """What the list of interventions takes."""

    type: Words[InterventionType] | None = parameter("Only of these types, separated by commas.", ["commissioner"])


class MeetingQuery(EventQuery, OrderedQuery):
    """What the list of meetings takes."""

    inspection: Words[Code] | None = parameter(
        "Only meetings that considered these inspections, by code, separated by commas.",
        ["herefordshire-ilacs-2018-06"],
    )
    monitoring_visit: Words[Code] | None = parameter(
        "Only meetings that considered these monitoring visits, by code, separated by commas.",
        ["herefordshire-mv-2023-03"],
    )


class ContextEventQuery(EventQuery, OrderedQuery):
    """What the list of context events takes."""

    type: Words[ContextType] | None = parameter("Only of these types, separated by commas.", ["peer_review"])


def event_listing(table: sa.Table, shape: type[SQLModel]) -> Listing:
    """The list of a dated kind, with the council's name and region, oldest first."""
    return Listing(
        table.name,
        sa.select(*columns(shape, table, **COUNCIL_COLUMNS)).join(COUNCILS, table.c.council_code == COUNCILS.c.code),
        (table.c.earliest, table.c.latest, table.c.code),
    )


MONITORING_VISIT_LISTING = event_listing(MONITORING_VISITS, MonitoringVisitPublic)
FOCUSED_VISIT_LISTING = event_listing(FOCUSED_VISITS, FocusedVisitPublic)
INTERVENTION_LISTING = event_listing(INTERVENTIONS, InterventionPublic)
MEETING_LISTING = event_listing(MEETINGS, MeetingPublic)
CONTEXT_EVENT_LISTING = event_listing(CONTEXT_EVENTS, ContextEventPublic)


def find_monitoring_visits(snapshot: Snapshot, query: MonitoringVisitQuery) -> Page:
    """A page of monitoring visits. Two SELECTs, and one more for each filter by codes."""
    own = of_codes(snapshot, "inspection", query.inspection, INSPECTIONS.c.code, MONITORING_VISITS.c.inspection_code)
    return _find(snapshot, MONITORING_VISIT_LISTING, MONITORING_VISITS, query, own, query.descending)


def find_focused_visits(snapshot: Snapshot, query: FocusedVisitQuery) -> Page:
    """A page of focused visits. Two SELECTs, and one more for each filter by codes."""
    wanted = query.priority_action
    own = [] if wanted is None else [is_flag(FOCUSED_VISITS.c.priority_action, wanted)]
    return _find(snapshot, FOCUSED_VISIT_LISTING, FOCUSED_VISITS, query, own, query.descending)


def find_interventions(snapshot: Snapshot, query: InterventionQuery) -> Page:
    """A page of interventions. Two SELECTs, and one more for each filter by codes."""
    own = [one_of(query.type, INTERVENTIONS.c.type)] if query.type else []
    return _find(snapshot, INTERVENTION_LISTING, INTERVENTIONS, query, own, query.descending)


def find_meetings(snapshot: Snapshot, query: MeetingQuery) -> Page:
    """A page of meetings. Two SELECTs, and one more for each filter by codes."""
    visit = MEETINGS.c.monitoring_visit_code
    own = [
        *of_codes(snapshot, "inspection", query.inspection, INSPECTIONS.c.code, MEETINGS.c.inspection_code),
        *of_codes(snapshot, "monitoring_visit", query.monitoring_visit, MONITORING_VISITS.c.code, visit),
    ]
    return _find(snapshot, MEETING_LISTING, MEETINGS, query, own, query.descending)


def find_context_events(snapshot: Snapshot, query: ContextEventQuery) -> Page:
    """A page of context events. Two SELECTs, and one more for each filter by codes."""
    own = [one_of(query.type, CONTEXT_EVENTS.c.type)] if query.type else []
    return _find(snapshot, CONTEXT_EVENT_LISTING, CONTEXT_EVENTS, query, own, query.descending)


def _find(
    snapshot: Snapshot,
    listing: Listing,
    table: sa.Table,
    query: EventQuery,
    own: Sequence[Condition],
    descending: bool,
) -> Page:
    conditions = [*of_councils(snapshot, query, table.c.council_code), *query.in_period(table), *own]
    return fetch_page(snapshot, listing, query, conditions, descending)
