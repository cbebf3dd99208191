"""Findings."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router, tabled
from app.http.responses import answer_list, answer_record, answer_table
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.findings import FINDING_LIST, FindingQuery, add_record_links, find_findings
from app.queries.included import include
from app.queries.summaries import FindingGroup, FindingSummary, FindingSummaryQuery, get_finding_summary
from app.records.finding import FindingPublic

routes = router("Findings")


@routes.get("/v1/findings", **listed(FindingPublic))
@in_event_loop
def list_findings(request: Request, store: StoreDep, query: Annotated[FindingQuery, Query()]) -> Response:
    """What was found, said and decided, in the order of council, record and position."""
    with store.snapshot() as snapshot:
        page = find_findings(snapshot, query)
    return answer_list(request, query, page, FindingPublic)


@routes.get("/v1/findings/summary", **tabled(FindingSummary))
def read_finding_summary(request: Request, store: StoreDep, query: Annotated[FindingSummaryQuery, Query()]) -> Response:
    """Findings counted by up to three of year, type, region, type of council and theme.

    The filters are those of `/v1/findings`. The year is that of the record that a finding belongs to. Only groups that
    are not empty are listed. As CSV and NDJSON each group is a row.
    """
    with store.snapshot() as snapshot:
        record = get_finding_summary(snapshot, query)
    return answer_table(request, query, record, FindingSummary, "groups", FindingGroup)


@routes.get("/v1/findings/{code}", **recorded(detail_of(FindingPublic)))
@in_event_loop
def read_finding(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-meeting-2023-06-22-cab-8-finding-1"])],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One finding, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, FINDING_LIST, code, add_record_links)
        include(snapshot, "findings", record, query)
    return answer_record(request, record, detail_of(FindingPublic), snapshot.release)
