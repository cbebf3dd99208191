"""Joint targeted area inspections."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import EventInclude, OneRecordQuery, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.queries.joint_inspections import JOINT_INSPECTION_LIST, JointInspectionQuery, find_joint_inspections
from app.records.joint_inspection import JointInspectionPublic

routes = router("Joint targeted area inspections")


@routes.get("/v1/joint-inspections", **listed(JointInspectionPublic))
@in_event_loop
def list_joint_inspections(
    request: Request, store: StoreDep, query: Annotated[JointInspectionQuery, Query()]
) -> Response:
    """Joint targeted area inspections, oldest first."""
    with store.snapshot() as snapshot:
        page = find_joint_inspections(snapshot, query)
    return answer_list(request, query, page, JointInspectionPublic)


@routes.get("/v1/joint-inspections/{code}", **recorded(detail_of(JointInspectionPublic)))
@in_event_loop
def read_joint_inspection(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["leeds-jtai-2024-03"])],
    query: Annotated[OneRecordQuery[EventInclude], Query()],
) -> Response:
    """One joint targeted area inspection, with what every source says of it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, JOINT_INSPECTION_LIST, code, add_date_text)
        include(snapshot, "joint_inspections", record, query)
    return answer_record(request, record, detail_of(JointInspectionPublic), snapshot.release)
