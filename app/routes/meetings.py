"""Meetings."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import EventInclude, OneRecordQuery, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.queries.meetings import MEETING_LIST, MeetingQuery, find_meetings
from app.records.meeting import MeetingPublic

routes = router("Meetings")


@routes.get("/v1/meetings", **listed(MeetingPublic))
@in_event_loop
def list_meetings(request: Request, store: StoreDep, query: Annotated[MeetingQuery, Query()]) -> Response:
    """Items of councils' meetings that considered what inspectors said, oldest first."""
    with store.snapshot() as snapshot:
        page = find_meetings(snapshot, query)
    return answer_list(request, query, page, MeetingPublic)


@routes.get("/v1/meetings/{code}", **recorded(detail_of(MeetingPublic)))
@in_event_loop
def read_meeting(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-meeting-2023-06-22-cab-8"])],
    query: Annotated[OneRecordQuery[EventInclude], Query()],
) -> Response:
    """One item of one meeting, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, MEETING_LIST, code, add_date_text)
        include(snapshot, "meetings", record, query)
    return answer_record(request, record, detail_of(MeetingPublic), snapshot.release)
