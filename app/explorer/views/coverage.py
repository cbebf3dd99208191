"""The page of the coverage: what the dataset holds, and what it lacks."""

from fastapi import Response

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.strict_route import StoreDep
from app.queries.dataset import count_held, count_kinds, gaps_of_all
from app.records import EVENTS

pages = page_router()

MOST = 500


@pages.get("/coverage")
def coverage_page(store: StoreDep) -> Response:
    """What is held for each council, and what is known to be missing."""
    head = Head(
        "What we hold and lack",
        "How many records the dataset holds for each council, from when to when, and what is known to be missing.",
        "/coverage",
        f"/v1/coverage?limit={MOST}",
    )
    with store.snapshot() as snapshot:
        counts = count_kinds(snapshot)
        return answer_page(
            snapshot,
            "coverage.html",
            head,
            rows=count_held(snapshot),
            counts=[(kind.title, counts.get(kind.name, 0)) for kind in EVENTS],
            of_all=gaps_of_all(snapshot),
        )
