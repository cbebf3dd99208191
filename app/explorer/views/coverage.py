"""The page of the coverage: what the dataset holds, and what it lacks."""

from fastapi import Response

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.strict_route import StoreDep
from app.queries.dataset import CoverageQuery, find_coverage
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
        rows = find_coverage(snapshot, CoverageQuery(limit=MOST)).items
        counts = {kind.name: 0 for kind in EVENTS}
        for row in rows:
            for year in row["years"]:
                counts[year["kind"]] += year["records"]
            row["own_gaps"] = [gap for gap in row["gaps"] if gap["council_code"]]
        of_all = [gap for gap in rows[0]["gaps"] if not gap["council_code"]] if rows else []
        return answer_page(
            snapshot,
            "coverage.html",
            head,
            rows=sorted(rows, key=lambda row: row["council_name"]),
            counts=[(kind.title, counts[kind.name]) for kind in EVENTS],
            of_all=of_all,
        )
