"""Interventions."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import EventInclude, OneRecordQuery, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.queries.interventions import INTERVENTION_LIST, InterventionQuery, find_interventions
from app.records.intervention import InterventionPublic

routes = router("Interventions")


@routes.get("/v1/interventions", **listed(InterventionPublic))
@in_event_loop
def list_interventions(request: Request, store: StoreDep, query: Annotated[InterventionQuery, Query()]) -> Response:
    """Improvement notices, directions, commissioners, advisers, partners and boards, oldest first."""
    with store.snapshot() as snapshot:
        page = find_interventions(snapshot, query)
    return answer_list(request, query, page, InterventionPublic)


@routes.get("/v1/interventions/{code}", **recorded(detail_of(InterventionPublic)))
@in_event_loop
def read_intervention(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["medway-commissioner-2019-08"])],
    query: Annotated[OneRecordQuery[EventInclude], Query()],
) -> Response:
    """One intervention, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, INTERVENTION_LIST, code, add_date_text)
        include(snapshot, "interventions", record, query)
    return answer_record(request, record, detail_of(InterventionPublic), snapshot.release)
