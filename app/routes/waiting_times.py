"""Waiting times."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, costly
from app.queries.waiting_times import WaitingTimePage, WaitingTimePublic, WaitingTimeQuery, find_waiting_times

routes = router("Waiting times")


@routes.get("/v1/waiting-times", **listed(WaitingTimePublic, page=WaitingTimePage))
@costly
def list_waiting_times(request: Request, store: StoreDep, query: Annotated[WaitingTimeQuery, Query()]) -> Response:
    """How long ago the last full inspection of each council began, as at a day, the longest wait first.

    A row for each council that existed on `as_at`. `days` counts from the first day on site of its last full inspection
    that had begun by then and is known to have been published by `published_by`, whose default is `as_at`. So the
    ranks are those that were known on the day. The longest wait has rank 1; equal waits share a rank, and as many
    ranks are skipped. Councils of which no such inspection is recorded, or whose day is not known, stand last, without
    a rank, and are not among `of`.
    """
    with store.snapshot() as snapshot:
        page = find_waiting_times(snapshot, query)
    return answer_list(request, query, page, WaitingTimePublic)
