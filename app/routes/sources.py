"""Sources and citations."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.dependencies import RELEASED, listed, recorded, router
from app.http.responses import answer_list, answer_record
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.details import SourceDetail, get_source
from app.queries.sources import CitationQuery, SourceQuery, find_citations, find_sources
from app.records.citation import CitationPublic
from app.records.source import SourcePublic

routes = router("Sources and citations")


@routes.get("/v1/sources", **listed(SourcePublic))
def list_sources(request: Request, store: StoreDep, query: Annotated[SourceQuery, Query()]) -> Response:
    """The documents that facts were taken from."""
    with store.snapshot() as snapshot:
        page = find_sources(snapshot, query)
    return answer_list(request, query, page, SourcePublic)


@routes.get("/v1/sources/{code}", **recorded(SourceDetail), dependencies=RELEASED)
def read_source(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code.", examples=["herefordshire-cabinet-minutes-2023-06-22"])],
) -> Response:
    """One source, with what rests on it. `/v1/citations?source_code=` lists all of that, with what the source says."""
    with store.snapshot() as snapshot:
        record = get_source(snapshot, code)
    return answer_record(request, record, SourceDetail, snapshot.release)


@routes.get("/v1/citations", **listed(CitationPublic))
@in_event_loop
def list_citations(request: Request, store: StoreDep, query: Annotated[CitationQuery, Query()]) -> Response:
    """What each source says about a field of a record. `standing=alternative` lists where sources disagree."""
    with store.snapshot() as snapshot:
        page = find_citations(snapshot, query)
    return answer_list(request, query, page, CitationPublic)
