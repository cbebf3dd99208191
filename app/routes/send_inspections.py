"""Area SEND inspections."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import EventInclude, OneRecordQuery, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.queries.send_inspections import SEND_INSPECTION_LIST, SendInspectionQuery, find_send_inspections
from app.records.send_inspection import SendInspectionPublic

routes = router("Area SEND inspections")


@routes.get("/v1/send-inspections", **listed(SendInspectionPublic))
@in_event_loop
def list_send_inspections(
    request: Request, store: StoreDep, query: Annotated[SendInspectionQuery, Query()]
) -> Response:
    """Area SEND inspections, oldest first."""
    with store.snapshot() as snapshot:
        page = find_send_inspections(snapshot, query)
    return answer_list(request, query, page, SendInspectionPublic)


@routes.get("/v1/send-inspections/{code}", **recorded(detail_of(SendInspectionPublic)))
@in_event_loop
def read_send_inspection(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["dorset-send-2024-03"])],
    query: Annotated[OneRecordQuery[EventInclude], Query()],
) -> Response:
    """One area SEND inspection, with what every source says of it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, SEND_INSPECTION_LIST, code, add_date_text)
        include(snapshot, "send_inspections", record, query)
    return answer_record(request, record, detail_of(SendInspectionPublic), snapshot.release)
