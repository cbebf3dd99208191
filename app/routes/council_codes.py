"""Council codes."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.council_codes import COUNCIL_CODE_LIST, CouncilCodeQuery, find_council_codes
from app.queries.details import OneRecordQuery, RecordInclude, detail_of, get_record
from app.queries.included import include
from app.records.council_code import CouncilCodePublic

routes = router("Council codes")


@routes.get("/v1/council-codes", **listed(CouncilCodePublic))
@in_event_loop
def list_council_codes(request: Request, store: StoreDep, query: Annotated[CouncilCodeQuery, Query()]) -> Response:
    """Every GSS code that a council has or had, with its dates.

    The ONS gives an area a new code when its boundary or its kind changes. Join tables of other years by these.
    """
    with store.snapshot() as snapshot:
        page = find_council_codes(snapshot, query)
    return answer_list(request, query, page, CouncilCodePublic)


@routes.get("/v1/council-codes/{code}", **recorded(detail_of(CouncilCodePublic)))
@in_event_loop
def read_council_code(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["barnsley-gss-e08000016"])],
    query: Annotated[OneRecordQuery[RecordInclude], Query()],
) -> Response:
    """One GSS code of a council, with its citations: what each source says about it."""
    with store.snapshot() as snapshot:
        record = get_record(snapshot, COUNCIL_CODE_LIST, code)
        include(snapshot, "council_codes", record, query)
    return answer_record(request, record, detail_of(CouncilCodePublic), snapshot.release)
