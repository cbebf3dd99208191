"""Councils and timelines."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import CouncilName, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop_once, stored_as_sent
from app.queries.councils import CouncilQuery, find_councils, get_council, resolve
from app.queries.details import CouncilInclude, OneRecordQuery, detail_of
from app.queries.included import include
from app.queries.latest import add_latest, read_latest
from app.queries.timeline import CouncilTimelineQuery, TimelineQuery, find_council_timeline, find_timeline
from app.records.council import CouncilPublic
from app.records.event import TimelineEntryPublic

routes = router("Councils and timelines")


@routes.get("/v1/councils", **listed(CouncilPublic))
def list_councils(request: Request, store: StoreDep, query: Annotated[CouncilQuery, Query()]) -> Response:
    """Every council that runs or ran children's services, by code, with its predecessors and successors.

    `latest` is the full inspection in force on the day that the data reach (`known_to`), with the grade of each aspect.
    Since April 2026 inspections give no overall grade: `overall` is then null, `overall_absence` says why, and
    `last_overall` is the last one that was given.
    """
    with store.snapshot() as snapshot:
        page = find_councils(snapshot, query)
        add_latest(snapshot, page.items)
    return answer_list(request, query, page, CouncilPublic)


@routes.get("/v1/councils/{council}", **recorded(detail_of(CouncilPublic)))
@in_event_loop_once(read_latest)
def read_council(
    request: Request,
    store: StoreDep,
    council: CouncilName,
    query: Annotated[OneRecordQuery[CouncilInclude], Query()],
) -> Response:
    """One council. An abolished one answers with its successors, which inherit none of its judgements."""
    with store.snapshot() as snapshot:
        record = get_council(snapshot, council)
        add_latest(snapshot, [record])
        include(snapshot, "councils", record, query)
    return answer_record(request, record, detail_of(CouncilPublic), snapshot.release)


@routes.get("/v1/councils/{council}/timeline", **listed(TimelineEntryPublic, 404))
@stored_as_sent
def read_council_timeline(
    request: Request, store: StoreDep, council: CouncilName, query: Annotated[CouncilTimelineQuery, Query()]
) -> Response:
    """A council's whole history: every dated record, of every kind, oldest first."""
    with store.snapshot() as snapshot:
        page = find_council_timeline(snapshot, resolve(snapshot, council), query)
    return answer_list(request, query, page, TimelineEntryPublic)


@routes.get("/v1/timeline", **listed(TimelineEntryPublic))
@stored_as_sent
def list_timeline(request: Request, store: StoreDep, query: Annotated[TimelineQuery, Query()]) -> Response:
    """The timeline of all councils: every dated record, of every kind, oldest first."""
    with store.snapshot() as snapshot:
        page = find_timeline(snapshot, query)
    return answer_list(request, query, page, TimelineEntryPublic)
