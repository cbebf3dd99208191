"""Frameworks."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.frameworks import FRAMEWORK_LIST, FrameworkQuery, add_domains, find_frameworks
from app.queries.included import include
from app.records.framework import FrameworkPublic

routes = router("Frameworks")


@routes.get("/v1/frameworks", **listed(FrameworkPublic))
@in_event_loop
def list_frameworks(request: Request, store: StoreDep, query: Annotated[FrameworkQuery, Query()]) -> Response:
    """Inspection frameworks with the domains that they judge."""
    with store.snapshot() as snapshot:
        page = find_frameworks(snapshot, query)
    return answer_list(request, query, page, FrameworkPublic)


@routes.get("/v1/frameworks/{code}", **recorded(detail_of(FrameworkPublic)))
@in_event_loop
def read_framework(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["ilacs"])],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One framework with its domains and its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, FRAMEWORK_LIST, code, add_domains)
        include(snapshot, "frameworks", record, query)
    return answer_record(request, record, detail_of(FrameworkPublic), snapshot.release)
