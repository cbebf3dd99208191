"""Figures."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import StoreDep, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_parameters import short, short_while_small
from app.queries.details import FigureDetail, read_record
from app.queries.findings import FIGURE_LISTING, FigureQuery, find_figures, write_whole_numbers_so
from app.records.finding import FigurePublic

routes = router("Figures")


@routes.get("/v1/figures", **listed(FigurePublic))
@short_while_small
def list_figures(request: Request, store: StoreDep, query: Annotated[FigureQuery, Query()]) -> Response:
    """Numbers that were reported, each with what it counts and of when."""
    with store.snapshot() as snapshot:
        page = find_figures(snapshot, query)
    return answer_list(request, query, page, FigurePublic)


@routes.get("/v1/figures/{code}", **recorded(FigureDetail))
@short
def read_figure(
    request: Request,
    store: StoreDep,
    code: Annotated[
        str, Path(description="Its code.", examples=["herefordshire-meeting-2023-06-22-cab-8-families-waiting"])
    ],
) -> Response:
    """One figure, with what every source says of it."""
    with store.snapshot() as snapshot:
        record = read_record(snapshot, FIGURE_LISTING, code, write_whole_numbers_so)
    return answer_record(request, record, FigureDetail, snapshot.release)
