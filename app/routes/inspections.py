"""Inspections."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop, stored_as_sent
from app.queries.details import InspectionInclude, RecordQuery, detail_of, get_record
from app.queries.included import include
from app.queries.inspections import (
    INSPECTION_LIST,
    InspectionQuery,
    JudgementQuery,
    complete_inspections,
    find_inspections,
    find_judgements,
)
from app.records.inspection import InspectionPublic, JudgementPublic

routes = router("Inspections")


@routes.get("/v1/inspections", **listed(InspectionPublic))
@in_event_loop
def list_inspections(request: Request, store: StoreDep, query: Annotated[InspectionQuery, Query()]) -> Response:
    """Inspections with their judgements, oldest first. With `aspect` and `grade`, one judgement must fit both."""
    with store.snapshot() as snapshot:
        page = find_inspections(snapshot, query)
    return answer_list(request, query, page, InspectionPublic)


@routes.get("/v1/inspections/{code}", **recorded(detail_of(InspectionPublic)))
@in_event_loop
def read_inspection(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-ilacs-2018-06"])],
    query: Annotated[RecordQuery[InspectionInclude], Query()],
) -> Response:
    """One inspection with its judgements and the citations of both: what each source says about them."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, INSPECTION_LIST, code, complete_inspections)
        include(snapshot, "inspections", record, query)
    return answer_record(request, record, detail_of(InspectionPublic), snapshot.release)


@routes.get("/v1/judgements", **listed(JudgementPublic))
@stored_as_sent
def list_judgements(request: Request, store: StoreDep, query: Annotated[JudgementQuery, Query()]) -> Response:
    """Judgements, one a domain of an inspection, oldest inspection first: a grade, or the reason why there is none."""
    with store.snapshot() as snapshot:
        page = find_judgements(snapshot, query)
    return answer_list(request, query, page, JudgementPublic)
