"""Inspections."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router, tabled
from app.http.responses import answer_list, answer_record, answer_table
from app.http.strict_route import StoreDep, in_event_loop, stored_as_sent
from app.queries.details import InspectionInclude, OneRecordQuery, detail_of, get_record
from app.queries.included import include
from app.queries.inspections import (
    INSPECTION_LIST,
    InspectionQuery,
    JudgementQuery,
    complete_inspections,
    find_inspections,
    find_judgements,
)
from app.queries.summaries import (
    CrosstabGroup,
    InspectionGroup,
    InspectionSummary,
    InspectionSummaryQuery,
    JudgementCrosstab,
    JudgementCrosstabQuery,
    JudgementGroup,
    JudgementSummary,
    JudgementSummaryQuery,
    get_inspection_summary,
    get_judgement_crosstab,
    get_judgement_summary,
)
from app.records.inspection import InspectionPublic, JudgementPublic

routes = router("Inspections")


@routes.get("/v1/inspections", **listed(InspectionPublic))
@in_event_loop
def list_inspections(request: Request, store: StoreDep, query: Annotated[InspectionQuery, Query()]) -> Response:
    """Inspections with their judgements, oldest first. With `aspect` and `grade`, one judgement must fit both."""
    with store.snapshot() as snapshot:
        page = find_inspections(snapshot, query)
    return answer_list(request, query, page, InspectionPublic)


@routes.get("/v1/inspections/summary", **tabled(InspectionSummary))
def read_inspection_summary(
    request: Request, store: StoreDep, query: Annotated[InspectionSummaryQuery, Query()]
) -> Response:
    """Inspections counted by up to three of year, framework, form, region and type of council.

    The filters are those of `/v1/inspections`. Only groups that are not empty are listed. As CSV and NDJSON each group
    is a row.
    """
    with store.snapshot() as snapshot:
        record = get_inspection_summary(snapshot, query)
    return answer_table(request, query, record, InspectionSummary, "groups", InspectionGroup)


@routes.get("/v1/inspections/{code}", **recorded(detail_of(InspectionPublic)))
@in_event_loop
def read_inspection(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-ilacs-2018-06"])],
    query: Annotated[OneRecordQuery[InspectionInclude], Query()],
) -> Response:
    """One inspection with its judgements and the citations of both: what each source says about them."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, INSPECTION_LIST, code, complete_inspections)
        include(snapshot, "inspections", record, query)
    return answer_record(request, record, detail_of(InspectionPublic), snapshot.release)


@routes.get("/v1/judgements", **listed(JudgementPublic))
@stored_as_sent
def list_judgements(request: Request, store: StoreDep, query: Annotated[JudgementQuery, Query()]) -> Response:
    """Judgements, one a domain of an inspection, oldest inspection first: a grade, or the reason why there is none."""
    with store.snapshot() as snapshot:
        page = find_judgements(snapshot, query)
    return answer_list(request, query, page, JudgementPublic)


@routes.get("/v1/judgements/summary", **tabled(JudgementSummary))
def read_judgement_summary(
    request: Request, store: StoreDep, query: Annotated[JudgementSummaryQuery, Query()]
) -> Response:
    """Judgements counted by up to three of year, framework, form, region, type of council, aspect and grade.

    The filters are those of `/v1/judgements`. Only groups that are not empty are listed. As CSV and NDJSON each group
    is a row.
    """
    with store.snapshot() as snapshot:
        record = get_judgement_summary(snapshot, query)
    return answer_table(request, query, record, JudgementSummary, "groups", JudgementGroup)


@routes.get("/v1/judgements/crosstab", **tabled(JudgementCrosstab))
def read_judgement_crosstab(
    request: Request, store: StoreDep, query: Annotated[JudgementCrosstabQuery, Query()]
) -> Response:
    """Inspections counted by their grades in two aspects: which grade of the one goes with which of the other.

    Only inspections that judged both aspects are counted, and cells without an inspection are not listed. As CSV and
    NDJSON each cell is a row.
    """
    with store.snapshot() as snapshot:
        record = get_judgement_crosstab(snapshot, query)
    return answer_table(request, query, record, JudgementCrosstab, "groups", CrosstabGroup)
