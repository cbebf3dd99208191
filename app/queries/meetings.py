"""Meetings."""

from app.listing.known_codes import add_codes
from app.listing.page import Page
from app.listing.parameters import Code, EventQuery, Words, parameter
from app.listing.statement import Where
from app.queries.events import event_list, fetch_events
from app.queries.tables import FOCUSED_VISITS, INSPECTIONS, MEETINGS, MONITORING_VISITS
from app.records.meeting import MeetingPublic
from app.releases.snapshot import Snapshot


class MeetingQuery(EventQuery):
    """The parameters of the list of meetings."""

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
    """A page of meetings. Two SELECTs, and one more for each filter by codes."""
    where, meeting = Where(), MEETINGS.c
    focused = FOCUSED_VISITS.c.code
    visits = MONITORING_VISITS.c.code
    add_codes(where, snapshot, "inspection", query.inspection, INSPECTIONS.c.code, meeting.inspection_code)
    add_codes(where, snapshot, "monitoring_visit", query.monitoring_visit, visits, meeting.monitoring_visit_code)
    add_codes(where, snapshot, "focused_visit", query.focused_visit, focused, meeting.focused_visit_code)
    return fetch_events(snapshot, MEETING_LIST, MEETINGS, query, where)
