"""Monitoring visits."""

from app.listing.known_codes import add_codes
from app.listing.page import Page
from app.listing.parameters import Code, EventQuery, Words, parameter
from app.listing.statement import Where
from app.queries.events import event_list, fetch_events
from app.queries.tables import INSPECTIONS, MONITORING_VISITS
from app.records.monitoring_visit import MonitoringVisitPublic
from app.releases.snapshot import Snapshot


class MonitoringVisitQuery(EventQuery):
    """The parameters of the list of monitoring visits."""

    inspection: Words[Code] | None = parameter(
        "Only visits that follow these inspections, by code, separated by commas.", ["herefordshire-ilacs-2022-07"]
    )


MONITORING_VISIT_LIST = event_list(MONITORING_VISITS, MonitoringVisitPublic)


def find_monitoring_visits(snapshot: Snapshot, query: MonitoringVisitQuery) -> Page:
    """A page of monitoring visits. Two SELECTs, and one more for each filter by codes."""
    where, visit = Where(), MONITORING_VISITS.c
    add_codes(where, snapshot, "inspection", query.inspection, INSPECTIONS.c.code, visit.inspection_code)
    return fetch_events(snapshot, MONITORING_VISIT_LIST, MONITORING_VISITS, query, where)
