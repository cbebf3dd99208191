"""Figures."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.findings import FIGURE_LIST, FigureQuery, complete_figures, find_figures
from app.queries.included import include
from app.records.finding import FigurePublic

routes = router("Figures")


@routes.get("/v1/figures", **listed(FigurePublic))
@in_event_loop
def list_figures(request: Request, store: StoreDep, query: Annotated[FigureQuery, Query()]) -> Response:
    """Numbers that were reported. Each says what it counts, and as at which day."""
    with store.snapshot() as snapshot:
        page = find_figures(snapshot, query)
    return answer_list(request, query, page, FigurePublic)


@routes.get("/v1/figures/{code}", **recorded(detail_of(FigurePublic)))
@in_event_loop
def read_figure(
    request: Request,
    store: StoreDep,
    code: Annotated[
        str, Path(description="Its code.", examples=["herefordshire-meeting-2023-06-22-cab-8-families-waiting"])
    ],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One figure, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, FIGURE_LIST, code, complete_figures)
        include(snapshot, "figures", record, query)
    return answer_record(request, record, detail_of(FigurePublic), snapshot.release)
