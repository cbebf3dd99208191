"""The home page: the nation in one view, and a way to every authority."""

from itertools import groupby
from typing import Any

from fastapi import Response

from app.explorer.page_route import ForBrowsers, page_router
from app.explorer.pages import Head, answer_page
from app.http.strict_route import StoreDep
from app.queries.outcomes import OutcomeQuery, find_outcomes
from app.releases.snapshot import Snapshot
from app.vocabulary import OutcomeStatus, Region

pages = page_router(ForBrowsers)

GONE = (OutcomeStatus.ABOLISHED, OutcomeStatus.NOT_YET_ESTABLISHED)


@pages.get("/")
def home_page(store: StoreDep) -> Response:
    """The home page, for clients that prefer HTML."""
    head = Head(
        "Children’s services in England: what inspectors found",
        "What Ofsted judged at each of England’s authorities, when, and what followed. Each fact with its source.",
        "/",
        "/v1/outcomes?limit=500",
    )
    with store.snapshot() as snapshot:
        regions = authorities_by_region(snapshot)
        count = sum(len(authorities) for _, authorities in regions)
        return answer_page(snapshot, "home.html", head, regions=regions, count=count)


def authorities_by_region(snapshot: Snapshot) -> list[tuple[str, list[dict[str, Any]]]]:
    """Every present authority with its overall grade, by region, each region by name."""
    outcomes = find_outcomes(snapshot, OutcomeQuery(limit=500)).items
    order = list(Region)
    present = sorted(
        (outcome for outcome in outcomes if outcome["status"] not in GONE),
        key=lambda outcome: (order.index(outcome["region"]), outcome["council_name"]),
    )
    return [(region, list(found)) for region, found in groupby(present, key=lambda outcome: outcome["region"])]
