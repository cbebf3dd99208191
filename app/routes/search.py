"""Search."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, in_event_loop
from app.queries.search import SearchQuery, find
from app.records.search import SearchResultPublic

routes = router("Search")


@routes.get("/v1/search", **listed(SearchResultPublic))
@in_event_loop
def list_search_results(request: Request, store: StoreDep, query: Annotated[SearchQuery, Query()]) -> Response:
    """Councils, dated records, findings and sources by the words in them, the best first.

    Searched are the names and codes of councils, headlines, summaries, decisions and the names of inspectors, what
    findings say, and the titles of sources. What bears exactly the searched name or code comes first. Then a word in a
    title counts more than one in a text, and that more than the name of the council that a record is about. Equal
    scores stand with councils first and then the latest first. With `kind=councils` it completes the names of councils
    as they are typed.
    """
    with store.snapshot() as snapshot:
        page = find(snapshot, query)
    return answer_list(request, query, page, SearchResultPublic)
