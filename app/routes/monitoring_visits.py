"""Monitoring visits."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, VisitInclude, detail_of, get_record
from app.queries.events import add_date_text
from app.queries.included import include
from app.queries.monitoring_visits import MONITORING_VISIT_LIST, MonitoringVisitQuery, find_monitoring_visits
from app.records.monitoring_visit import MonitoringVisitPublic

routes = router("Monitoring visits")


@routes.get("/v1/monitoring-visits", **listed(MonitoringVisitPublic))
@in_event_loop
def list_monitoring_visits(
    request: Request, store: StoreDep, query: Annotated[MonitoringVisitQuery, Query()]
) -> Response:
    """Ofsted's monitoring visits after inadequate judgements, oldest first."""
    with store.snapshot() as snapshot:
        page = find_monitoring_visits(snapshot, query)
    return answer_list(request, query, page, MonitoringVisitPublic)


@routes.get("/v1/monitoring-visits/{code}", **recorded(detail_of(MonitoringVisitPublic)))
@in_event_loop
def read_monitoring_visit(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-mv-2023-03"])],
    query: Annotated[OneRecordQuery[VisitInclude], Query()],
) -> Response:
    """One monitoring visit, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, MONITORING_VISIT_LIST, code, add_date_text)
        include(snapshot, "monitoring_visits", record, query)
    return answer_record(request, record, detail_of(MonitoringVisitPublic), snapshot.release)
