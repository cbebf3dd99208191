"""Statistical neighbours."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import CouncilName, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, costly, in_event_loop
from app.queries.councils import resolve
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.included import include
from app.queries.neighbours import (
    NEIGHBOUR_LIST,
    CouncilNeighbourQuery,
    NeighbourOutcomePage,
    NeighbourOutcomePublic,
    NeighbourQuery,
    find_council_neighbours,
    find_neighbours,
)
from app.records.neighbour import NeighbourPublic

routes = router("Statistical neighbours")


@routes.get("/v1/neighbours", **listed(NeighbourPublic))
@in_event_loop
def list_neighbours(request: Request, store: StoreDep, query: Annotated[NeighbourQuery, Query()]) -> Response:
    """The ten statistical neighbours of each council, by council, and those that it had in the model before.

    A neighbour is an authority with like children and families, by the model of the Department for Education. It is not
    symmetric: a council need not be among the neighbours of its neighbour.
    """
    with store.snapshot() as snapshot:
        page = find_neighbours(snapshot, query)
    return answer_list(request, query, page, NeighbourPublic)


@routes.get("/v1/neighbours/{code}", **recorded(detail_of(NeighbourPublic)))
@in_event_loop
def read_neighbour(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["medway-neighbour-01"])],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One neighbour of a council, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, NEIGHBOUR_LIST, code)
        include(snapshot, "neighbours", record, query)
    return answer_record(request, record, detail_of(NeighbourPublic), snapshot.release)


@routes.get("/v1/councils/{council}/neighbours", **listed(NeighbourOutcomePublic, 404, page=NeighbourOutcomePage))
@costly
def list_council_neighbours(
    request: Request, store: StoreDep, council: CouncilName, query: Annotated[CouncilNeighbourQuery, Query()]
) -> Response:
    """The ten present statistical neighbours of a council, most alike first, with the judgements in force for them.

    Each row is what `/v1/outcomes` says of the neighbour for the same day and aspect. `neighbours_of` of that list, and
    of every list that has `region`, finds the same councils. An abolished council has none.
    """
    with store.snapshot() as snapshot:
        page = find_council_neighbours(snapshot, resolve(snapshot, council), query)
    return answer_list(request, query, page, NeighbourOutcomePublic)
