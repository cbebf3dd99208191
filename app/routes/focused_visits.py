"""Focused visits."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, VisitInclude, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.focused_visits import FOCUSED_VISIT_LIST, FocusedVisitQuery, find_focused_visits
from app.queries.included import include
from app.records.focused_visit import FocusedVisitPublic

routes = router("Focused visits")


@routes.get("/v1/focused-visits", **listed(FocusedVisitPublic))
@in_event_loop
def list_focused_visits(request: Request, store: StoreDep, query: Annotated[FocusedVisitQuery, Query()]) -> Response:
    """Ofsted's focused visits, oldest first."""
    with store.snapshot() as snapshot:
        page = find_focused_visits(snapshot, query)
    return answer_list(request, query, page, FocusedVisitPublic)


@routes.get("/v1/focused-visits/{code}", **recorded(detail_of(FocusedVisitPublic)))
@in_event_loop
def read_focused_visit(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["medway-fv-2025-04"])],
    query: Annotated[OneRecordQuery[VisitInclude], Query()],
) -> Response:
    """One focused visit, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, FOCUSED_VISIT_LIST, code, add_date_text)
        include(snapshot, "focused_visits", record, query)
    return answer_record(request, record, detail_of(FocusedVisitPublic), snapshot.release)
