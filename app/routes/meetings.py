"""Meetings."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import StoreDep, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_parameters import short, short_while_small
from app.queries.details import MeetingDetail, read_record
from app.queries.events import MEETING_LISTING, MeetingQuery, find_meetings
from app.records.meeting import MeetingPublic

routes = router("Meetings")


@routes.get("/v1/meetings", **listed(MeetingPublic))
@short_while_small
def list_meetings(request: Request, store: StoreDep, query: Annotated[MeetingQuery, Query()]) -> Response:
    """Items of councils' meetings that considered what inspectors said, oldest first."""
    with store.snapshot() as snapshot:
        page = find_meetings(snapshot, query)
    return answer_list(request, query, page, MeetingPublic)


@routes.get("/v1/meetings/{code}", **recorded(MeetingDetail))
@short
def read_meeting(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-meeting-2023-06-22-cab-8"])],
) -> Response:
    """One item of one meeting, with what every source says of it."""
    with store.snapshot() as snapshot:
        record = read_record(snapshot, MEETING_LISTING, code)
    return answer_record(request, record, MeetingDetail, snapshot.release)
