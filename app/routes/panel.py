"""The panel."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, costly
from app.queries.panel import PanelPage, PanelQuery, PanelRowPublic, find_panel

routes = router("Panel")


@routes.get("/v1/panel", **listed(PanelRowPublic, page=PanelPage))
@costly
def list_panel(request: Request, store: StoreDep, query: Annotated[PanelQuery, Query()]) -> Response:
    """A row for each council and year, ready for a regression: what was inspected, and what was held at the year's end.

    There is a row for each year in which a council existed on at least one day. Inspections and visits are counted in
    the year of the latest day that their dates can mean. Status, grades and absences are those of `/v1/outcomes` as at
    31 December, whenever reports were published unless `published_by` is given; a council that was abolished in the
    year has none. In CSV each aspect that a framework of full inspections judges has two columns, `grade_overall` and
    `absence_overall` and so on.
    """
    with store.snapshot() as snapshot:
        page = find_panel(snapshot, query)
    return answer_list(request, query, page, PanelRowPublic)
