"""Monitoring visits."""

from typing import Annotated

from pydantic import Field

from app.listing.known_codes import add_codes
from app.listing.page import Page
from app.listing.parameters import (
    Code,
    Digits,
    EventQuery,
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
from app.queries.tables import INSPECTIONS, MONITORING_VISITS
from app.records.monitoring_visit import MonitoringVisitPublic
from app.releases.snapshot import Snapshot

Ordinal = Annotated[int, Field(ge=1, le=999), Digits]


class MonitoringVisitQuery(EventQuery):
    """The parameters of the list of monitoring visits."""

    code: Words[Code] | None = codes_parameter("herefordshire-mv-2023-03")
    fields: Annotated[list[str] | None, fields_of(MonitoringVisitPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "inspection_code", "ordinal")] = sort_parameter("-ordinal")
    inspection: Words[Code] | None = parameter(
        "Only visits that follow these inspections, by code, separated by commas.", ["herefordshire-ilacs-2022-07"]
    )
    ordinal: Words[Ordinal] | None = parameter(
        "Only visits with these numbers since the inspection that they follow, separated by commas.", [1]
    )


MONITORING_VISIT_LIST = event_list(MONITORING_VISITS, MonitoringVisitPublic)


def find_monitoring_visits(snapshot: Snapshot, query: MonitoringVisitQuery) -> Page:
    """A page of monitoring visits. Two SELECTs, and one more for each filter by codes."""
    where, visit = Where(), MONITORING_VISITS.c
    where.one_of(query.ordinal, visit.ordinal)
    add_codes(where, snapshot, "inspection", query.inspection, INSPECTIONS.c.code, visit.inspection_code)
    return fetch_events(snapshot, MONITORING_VISIT_LIST, MONITORING_VISITS, query, where)
