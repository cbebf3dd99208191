"""Context events."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.context_events import CONTEXT_EVENT_LIST, ContextEventQuery, find_context_events
from app.queries.details import EventInclude, OneRecordQuery, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.records.context_event import ContextEventPublic

routes = router("Context events")


@routes.get("/v1/context-events", **listed(ContextEventPublic))
@in_event_loop
def list_context_events(request: Request, store: StoreDep, query: Annotated[ContextEventQuery, Query()]) -> Response:
    """Reviews, reports, court judgments and notices that explain a council's history, oldest first."""
    with store.snapshot() as snapshot:
        page = find_context_events(snapshot, query)
    return answer_list(request, query, page, ContextEventPublic)


@routes.get("/v1/context-events/{code}", **recorded(detail_of(ContextEventPublic)))
@in_event_loop
def read_context_event(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-peer-review-2013-10"])],
    query: Annotated[OneRecordQuery[EventInclude], Query()],
) -> Response:
    """One context event, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, CONTEXT_EVENT_LIST, code, add_date_text)
        include(snapshot, "context_events", record, query)
    return answer_record(request, record, detail_of(ContextEventPublic), snapshot.release)
