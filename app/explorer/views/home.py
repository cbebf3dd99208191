"""The home page: the nation in one view, and a way to every authority."""

from functools import partial
from itertools import groupby
from typing import Any

from fastapi import Response

from app.explorer.charts import nation_bar, series
from app.explorer.charts.parts import both
from app.explorer.charts.series import Series
from app.explorer.page_route import ForBrowsers, page_router
from app.explorer.pages import Head, answer_page, known_to
from app.explorer.through_time import groups_through_time
from app.explorer.words import day
from app.http.strict_route import StoreDep
from app.listing.parameters import Order
from app.queries.histories import read_facts
from app.queries.nation import AuthoritiesBy
from app.queries.outcomes import OutcomeQuery, find_outcomes
from app.queries.timeline import TimelineQuery, find_timeline
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, EventKind, Grade, OutcomeStatus, Region

pages = page_router(ForBrowsers)

MOST = 500
# How many of the latest records are shown, and how many names of authorities without a grade.
LATEST = 5
GONE = (OutcomeStatus.ABOLISHED, OutcomeStatus.NOT_YET_ESTABLISHED)


@pages.get("/")
def home_page(store: StoreDep) -> Response:
    """The home page, for clients that prefer HTML."""
    head = Head(
        "Children’s services in England: what inspectors found",
        "What Ofsted judged at each of England’s authorities, when, and what followed. Each fact with its source.",
        "/",
        "/v1/outcomes",
        feed="/feeds/inspections.atom",
    )
    with store.snapshot() as snapshot:
        today = known_to(snapshot)
        present = authorities(snapshot)
        graded = [authority["grade"] for authority in present if authority["grade"]]
        counts = {grade: graded.count(grade.value) for grade in Grade}
        whole, groups = groups_through_time(snapshot, Aspect.OVERALL, AuthoritiesBy.REGION, today)
        return answer_page(
            snapshot,
            "home.html",
            head,
            count=len(present),
            regions=[(region, list(found)) for region, found in groupby(present, key=lambda one: one["region"])],
            sparks={found.name: found.spark for _, found in groups},
            bar=both(partial(nation_bar.draw, counts)),
            bar_sentence=nation_bar.sentence(counts, "an overall grade", day(today)),
            grades={grade: count for grade, count in counts.items() if count},
            ungraded=[authority for authority in present if not authority["grade"]],
            chart=both(partial(series.draw, Series("England", whole, [group for group, _ in groups]), today)),
            chart_sentence=series.sentence(whole),
            reliable=series.first_reliable(whole),
            points=whole,
            names={history.council.code: history.council.name for history in read_facts(snapshot).councils},
            reports=latest(snapshot, [EventKind.INSPECTIONS]),
            visits=latest(snapshot, [kind for kind in EventKind if kind is not EventKind.INSPECTIONS]),
        )


def authorities(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every present authority with its overall grade, by region and name."""
    order = list(Region)
    outcomes = find_outcomes(snapshot, OutcomeQuery(limit=MOST)).items
    return sorted(
        (outcome for outcome in outcomes if outcome["status"] not in GONE),
        key=lambda outcome: (order.index(outcome["region"]), outcome["council_name"]),
    )


def latest(snapshot: Snapshot, kinds: list[EventKind]) -> list[dict[str, Any]]:
    """The latest records of some kinds, the latest first. Two SELECTs."""
    return find_timeline(snapshot, TimelineQuery(kind=kinds, order=Order.DESCENDING, limit=LATEST)).items
