"""The page of a source: what it is, and everything that is taken from it."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Path, Query, Response
from pydantic import ConfigDict

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.strict_route import StoreDep
from app.listing.parameters import parameter
from app.listing.schema import Schema
from app.queries.details import get_record
from app.queries.sources import SOURCE_LIST, CitationQuery, find_citations
from app.queries.titles import find_titles

pages = page_router()

ON_A_PAGE = 100


class PagedQuery(Schema):
    """Where a page of a long list begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cursor: str | None = parameter("Where the page begins.", "", max_length=2000)


@pages.get("/sources/{code}")
def source_page(
    store: StoreDep,
    code: Annotated[str, Path(description="The code of the source.")],
    query: Annotated[PagedQuery, Query()],
) -> Response:
    """One source, with what it says of each record."""
    with store.snapshot() as snapshot:
        source = get_record(snapshot, SOURCE_LIST, code)
        citations = find_citations(snapshot, CitationQuery(source_code=[code], limit=ON_A_PAGE, cursor=query.cursor))
        head = Head(
            source["title"],
            f"{source['title']}, {source['publisher']}: what this dataset takes from it, and where it stands there.",
            f"/sources/{code}",
            f"/v1/citations?{urlencode({'source_code': code, 'limit': ON_A_PAGE})}",
        )
        following = citations.cursor and f"/sources/{code}?{urlencode({'cursor': citations.cursor})}"
        return answer_page(
            snapshot,
            "source.html",
            head,
            source=source,
            citations=citations.items,
            titles=find_titles(snapshot, [(one["record_kind"], one["record_code"]) for one in citations.items]),
            total=citations.total,
            following=following,
            begins_later=query.cursor is not None,
        )
