"""The page of the search."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import ConfigDict

from app.errors import BadQuery, NotFound
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page, see_other
from app.explorer.words import page
from app.http.strict_route import StoreDep
from app.listing.page import Page
from app.listing.parameters import parameter
from app.listing.schema import Schema
from app.queries.councils import resolve
from app.queries.findings import find_record_urls
from app.queries.search import SearchQuery, find
from app.releases.snapshot import Snapshot

pages = page_router()

ON_A_PAGE = 20


class SearchPageQuery(Schema):
    """The field of the search form, and where a page of results begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str | None = parameter("The words to search for.", "medway", max_length=200)
    cursor: str | None = parameter("Where the page begins.", "", max_length=2000)


@pages.get("/search")
def search_page(request: Request, store: StoreDep, query: Annotated[SearchPageQuery, Query()]) -> Response:
    """What holds all words. The name or a code of a council leads straight to its page."""
    words = (query.q or "").strip()
    with store.snapshot() as snapshot:
        council = _council(snapshot, words)
        if council:
            return see_other(request, f"/councils/{council}")
        found = _found(snapshot, words, query.cursor)
        asked = {"q": words} if words else {}
        head = Head(
            f"Search: {words}" if words else "Search",
            "Find a council, an inspection, a finding or a source by the words in it.",
            "/search",
            f"/v1/search?{urlencode({**asked, 'limit': ON_A_PAGE})}",
        )
        following = found and found.cursor and f"/search?{urlencode({**asked, 'cursor': found.cursor})}"
        return answer_page(
            snapshot,
            "search.html",
            head,
            words=words,
            results=_addressed(snapshot, found.items) if found else [],
            total=found.total if found else 0,
            following=following,
        )


def _council(snapshot: Snapshot, words: str) -> str | None:
    """The code of the council that has these words as its name or as a code."""
    try:
        return resolve(snapshot, words.lower()) if words else None
    except NotFound:
        return None


def _found(snapshot: Snapshot, words: str, cursor: str | None) -> Page | None:
    """A page of results. None if there is no word to search for."""
    if not words:
        return None
    try:
        return find(snapshot, SearchQuery(q=words, limit=ON_A_PAGE, cursor=cursor))
    except BadQuery as error:
        if any(fault.parameter == "q" for fault in error.faults):
            return None
        raise


def _addressed(snapshot: Snapshot, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results with the address of the page of each. That of a finding is the page of its record."""
    codes = [result["code"] for result in results if result["kind"] == "findings"]
    records = find_record_urls(snapshot, codes) if codes else {}
    return [{**result, "href": page(records.get(result["code"]) or result["url"])} for result in results]
