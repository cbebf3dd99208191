"""Meetings."""

from typing import Annotated

from app.listing.known_codes import add_codes, add_names
from app.listing.page import Page
from app.listing.parameters import (
    Code,
    EventQuery,
    Name,
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
from app.queries.tables import FOCUSED_VISITS, INSPECTIONS, MEETINGS, MONITORING_VISITS
from app.records.meeting import MeetingPublic
from app.releases.snapshot import Snapshot


class MeetingQuery(EventQuery):
    """The parameters of the list of meetings."""

    code: Words[Code] | None = codes_parameter("herefordshire-meeting-2023-06-22-cab-8")
    fields: Annotated[list[str] | None, fields_of(MeetingPublic)] = fields_parameter("code", "council_name", "earliest")
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "body")] = sort_parameter("-published_on")
    body: Name | None = parameter("Only meetings of this body, by its name, in any case of letters.", "Cabinet")
    inspection: Words[Code] | None = parameter(
        "Only meetings that considered these inspections, by code, separated by commas.",
        ["herefordshire-ilacs-2018-06"],
    )
    monitoring_visit: Words[Code] | None = parameter(
        "Only meetings that considered these monitoring visits, by code, separated by commas.",
        ["herefordshire-mv-2023-03"],
    )
    focused_visit: Words[Code] | None = parameter(
        "Only meetings that considered these focused visits, by code, separated by commas.", ["nottingham-fv-2021-06"]
    )


MEETING_LIST = event_list(MEETINGS, MeetingPublic)


def find_meetings(snapshot: Snapshot, query: MeetingQuery) -> Page:
    """A page of meetings. Two SELECTs, and one more for each filter by codes or names."""
    where, meeting = Where(), MEETINGS.c
    add_names(where, snapshot, "body", [query.body] if query.body else None, meeting.body)
    focused = FOCUSED_VISITS.c.code
    visits = MONITORING_VISITS.c.code
    add_codes(where, snapshot, "inspection", query.inspection, INSPECTIONS.c.code, meeting.inspection_code)
    add_codes(where, snapshot, "monitoring_visit", query.monitoring_visit, visits, meeting.monitoring_visit_code)
    add_codes(where, snapshot, "focused_visit", query.focused_visit, focused, meeting.focused_visit_code)
    return fetch_events(snapshot, MEETING_LIST, MEETINGS, query, where)
