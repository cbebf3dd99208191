"""The page of the search."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import ConfigDict

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page, see_other
from app.http.strict_route import StoreDep
from app.listing.parameters import parameter
from app.listing.schema import Schema
from app.queries.histories import read_facts
from app.queries.outcomes import OutcomeQuery, find_outcomes
from app.releases.snapshot import Snapshot

pages = page_router()

MOST = 500


class SearchPageQuery(Schema):
    """The field of the search form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str | None = parameter("A name or a code, or a part of a name.", "medway", max_length=200)


@pages.get("/search")
def search_page(request: Request, store: StoreDep, query: Annotated[SearchPageQuery, Query()]) -> Response:
    """Councils by name or code. A name or a code that is exact leads straight to the council."""
    words = (query.q or "").strip()
    with store.snapshot() as snapshot:
        found = matching(snapshot, words) if words else []
        exact = [code for code, name, is_exact in found if is_exact]
        if len(exact) == 1:
            return see_other(request, f"/councils/{exact[0]}")
        codes = [code for code, _, _ in found]
        head = Head(
            f"Search: {words}" if words else "Search",
            "Find a council by its name or by one of its codes.",
            "/search",
            f"/v1/councils?{urlencode({'limit': MOST})}",
        )
        councils: list[dict[str, Any]] = []
        if codes:
            councils = find_outcomes(snapshot, OutcomeQuery(council=codes, limit=MOST)).items
        return answer_page(snapshot, "search.html", head, words=words, councils=councils)


def matching(snapshot: Snapshot, words: str) -> list[tuple[str, str, bool]]:
    """The councils whose name holds all words: code, name, and whether the words are its whole name or a code of it.

    No SELECT once the facts of the release are read.
    """
    facts = read_facts(snapshot)
    asked = words.casefold()
    by_code = {name.casefold(): code for name, code in facts.council_codes.items()}.get(asked)
    found = []
    for history in facts.councils:
        council = history.council
        name = council.name.casefold()
        is_exact = council.code == by_code or name == asked
        if is_exact or all(word in name for word in asked.split()):
            found.append((council.code, council.name, is_exact))
    return found
