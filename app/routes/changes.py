"""Changes."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.changes import ChangeQuery, find_changes
from app.records.change import ChangePublic

routes = router("The dataset")


@routes.get("/v1/changes", **listed(ChangePublic))
@in_event_loop
def list_changes(request: Request, store: StoreDep, query: Annotated[ChangeQuery, Query()]) -> Response:
    """What changed in the dataset and why, row by row and field by field, oldest first. New changes come at the end.
    Keep the last `sequence` that you have seen, and ask for the changes `after` it.
    """
    with store.snapshot() as snapshot:
        page = find_changes(snapshot, query)
    return answer_list(request, query, page, ChangePublic)
