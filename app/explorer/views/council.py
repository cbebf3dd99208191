"""The page of a council."""

from typing import Annotated

from fastapi import Query, Response

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.dependencies import CouncilName
from app.http.strict_route import StoreDep
from app.listing.parameters import OrderedQuery, Words, parameter
from app.queries.councils import get_council
from app.queries.timeline import EventKind

pages = page_router()


class CouncilPageQuery(OrderedQuery):
    """The fields of the form on the page of a council."""

    kind: Words[EventKind] | None = parameter("Only these kinds of record.", ["inspections"])


@pages.get("/councils/{council}")
def council_page(store: StoreDep, council: CouncilName, query: Annotated[CouncilPageQuery, Query()]) -> Response:
    """The history of one council."""
    with store.snapshot() as snapshot:
        record = get_council(snapshot, council)
        code, name = record["code"], record["name"]
        head = Head(
            name,
            f"What Ofsted judged at {name}, when, and what followed. Each fact with its source.",
            f"/councils/{code}",
            f"/v1/councils/{code}/timeline",
            trail=(("Councils", "/councils"),),
            feed=f"/feeds/councils/{code}.atom",
        )
        return answer_page(snapshot, "council.html", head, council=record, query=query)
