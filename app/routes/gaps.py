"""Gaps."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.gaps import GAP_LIST, GapQuery, find_gaps
from app.queries.included import include
from app.records.gap import GapPublic

routes = router("The dataset")


@routes.get("/v1/gaps", **listed(GapPublic))
@in_event_loop
def list_gaps(request: Request, store: StoreDep, query: Annotated[GapQuery, Query()]) -> Response:
    """What is known to be missing, and why. A gap without a council concerns all of them; `council` leaves it out."""
    with store.snapshot() as snapshot:
        page = find_gaps(snapshot, query)
    return answer_list(request, query, page, GapPublic)


@routes.get("/v1/gaps/{code}", **recorded(detail_of(GapPublic)))
@in_event_loop
def read_gap(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-gap-cabinet-2018-item"])],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One gap, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, GAP_LIST, code)
        include(snapshot, "gaps", record, query)
    return answer_record(request, record, detail_of(GapPublic), snapshot.release)
