"""Interventions."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import StoreDep, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_parameters import short, short_while_small
from app.queries.details import InterventionDetail, read_record
from app.queries.events import INTERVENTION_LISTING, InterventionQuery, find_interventions
from app.records.intervention import InterventionPublic

routes = router("Interventions")


@routes.get("/v1/interventions", **listed(InterventionPublic))
@short_while_small
def list_interventions(request: Request, store: StoreDep, query: Annotated[InterventionQuery, Query()]) -> Response:
    """Improvement notices, directions, commissioners, advisers, partners and boards, oldest first."""
    with store.snapshot() as snapshot:
        page = find_interventions(snapshot, query)
    return answer_list(request, query, page, InterventionPublic)


@routes.get("/v1/interventions/{code}", **recorded(InterventionDetail))
@short
def read_intervention(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["medway-commissioner-2019-08"])],
) -> Response:
    """One intervention, with what every source says of it."""
    with store.snapshot() as snapshot:
        record = read_record(snapshot, INTERVENTION_LISTING, code)
    return answer_record(request, record, InterventionDetail, snapshot.release)
