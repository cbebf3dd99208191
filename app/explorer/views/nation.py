"""The page about the nation: grades, change, how long councils stay inadequate, reports, waiting times."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.analysis import transitions
from app.analysis.intervals import Spread, quartiles
from app.explorer.charts import nation_bar, series, survival, waiting_bars
from app.explorer.charts import quartiles as quartile_rows
from app.explorer.charts.parts import both
from app.explorer.charts.series import Series
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.explorer.through_time import groups_through_time
from app.explorer.words import day
from app.http.strict_route import StoreDep, costly
from app.listing.parameters import Code
from app.queries import nation
from app.queries.aspects import ASPECTS
from app.queries.histories import read_facts
from app.queries.nation import AuthoritiesBy, NationFilter, NationQuery
from app.queries.outcomes import SummaryQuery, get_summary
from app.queries.transitions import TransitionPairQuery, find_transition_pairs
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, Direction, Grade

pages = page_router()

TITLE = "The nation: outcomes, change and waiting"
ENGLAND = "England"
# The frameworks whose pairs are shown: within ILACS, and from SIF to ILACS. They are never added up.
MATRICES = (("ilacs", "ilacs"), ("sif", "ilacs"))
# A share of its row, in percent, from which a cell is tinted, the palest tint first.
TINTS = (5, 20, 40)
LONGEST_WAITS = 10
# The groups of the form, by their word in the query.
GROUPS = {AuthoritiesBy.REGION: "Region", AuthoritiesBy.COUNCIL_TYPE: "Type of council"}


class PairsQuery(NationFilter):
    """Which pairs of inspections: those behind one cell of the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    from_framework: Code = Field("ilacs", description="The framework of the earlier inspection.", examples=["sif"])
    to_framework: Code = Field("ilacs", description="The framework of the later inspection.", examples=["ilacs"])
    from_grade: Grade | None = Field(None, description="The earlier grade.", examples=["inadequate"])
    to_grade: Grade | None = Field(None, description="The later grade.", examples=["good"])


class MatrixCell(NamedTuple):
    """How many pairs went from one grade to another, and their share of the row, in percent."""

    pairs: int
    share: int
    tint: int
    same: bool
    href: str


class Matrix(NamedTuple):
    """Pairs of two frameworks, by grade before (rows) and after (columns)."""

    before: str
    after: str
    grades: Sequence[Grade]
    rows: Sequence[tuple[Grade, int, Sequence[MatrixCell]]]
    pairs: int
    improved: int
    same: int
    declined: int


@pages.get("/nation")
@costly
def nation_page(store: StoreDep, query: Annotated[NationQuery, Query()]) -> Response:
    """The nation as at a day."""
    with store.snapshot() as snapshot:
        shown = snapshot.once(_shown_unasked) if query == NationQuery() else _shown(snapshot, query)
        return answer_page(
            snapshot,
            "nation.html",
            Head(
                TITLE,
                "How Ofsted’s judgements of children’s services are spread over England, how they change, and how long "
                "councils stay inadequate.",
                "/nation",
                shown["addresses"][0][1],
            ),
            query=query,
            **shown,
        )


def _shown_unasked(snapshot: Snapshot) -> dict[str, Any]:
    """What the page shows when no field is filled in. That is computed once for each release."""
    return _shown(snapshot, NationQuery())


def _shown(snapshot: Snapshot, query: NationQuery) -> dict[str, Any]:
    facts = read_facts(snapshot)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    asked = query.model_dump(mode="json", exclude_none=True, exclude={"by"})
    summary = get_summary(snapshot, SummaryQuery.model_validate(asked))
    counts = {grade: summary["groups"][0]["counts"][grade.value] for grade in Grade}
    whole, groups = groups_through_time(snapshot, query.aspect, query.by, as_at)
    lasting = nation.survival(snapshot, query.aspect, Grade.INADEQUATE, as_at, published_by)
    reports = nation.report_days(snapshot, as_at, published_by)
    years = [_quartiles(spread) for spread in reports.years if spread.days]
    waited = nation.waits(snapshot, as_at, published_by)
    bars = [waiting_bars.WaitingBar(name, days) for _, name, days in waited.longest]
    judged = _inadequate(query.aspect)
    addresses = _addresses(query)
    return {
        "as_at": as_at,
        "beyond_known": max(as_at, published_by or as_at) > facts.known_to,
        "aspects": ASPECTS,
        "grouped_by": GROUPS,
        "counts": counts,
        "not_graded": summary["groups"][0]["not_graded"],
        "bar": both(partial(nation_bar.draw, counts)),
        "bar_sentence": nation_bar.sentence(counts, _grade_of(query.aspect), day(as_at)),
        "whole": whole,
        "groups": groups,
        "chart": both(partial(series.draw, Series(ENGLAND, whole, [one for one, _ in groups]), as_at)),
        "chart_sentence": series.sentence(whole),
        "reliable": series.first_reliable(whole),
        "matrices": _matrices(snapshot, query, as_at),
        "lasting": lasting,
        "curve": both(partial(survival.draw, lasting.steps)),
        "curve_sentence": survival.sentence(lasting.steps, judged),
        "first_left": next((step.day for step in lasting.steps if step.ended), None),
        "judged": judged,
        "years": years,
        "all_years": _quartiles(reports.all_years),
        "quartile_chart": both(partial(quartile_rows.draw, years)),
        "quartile_sentence": quartile_rows.sentence(_quartiles(reports.all_years), years[-1] if years else None),
        "waits": waited,
        "wait_chart": both(partial(waiting_bars.draw, bars[:LONGEST_WAITS])),
        "wait_sentence": waiting_bars.sentence(bars, waited.median, waited.of),
        "addresses": addresses,
    }


@pages.get("/nation/pairs")
def pairs_page(store: StoreDep, query: Annotated[PairsQuery, Query()]) -> Response:
    """The pairs of inspections behind a cell."""
    asked = _pair_filter(query) | {
        "from_framework": query.from_framework,
        "to_framework": query.to_framework,
        "from_grade": query.from_grade and query.from_grade.value,
        "to_grade": query.to_grade and query.to_grade.value,
    }
    given = {name: value for name, value in asked.items() if value}
    with store.snapshot() as snapshot:
        pairs = find_transition_pairs(snapshot, TransitionPairQuery.model_validate({**given, "limit": 500})).items
        head = Head(
            "Pairs of inspections that follow each other",
            "The councils behind a number in the table of grades before and after.",
            "/nation/pairs",
            f"/v1/transitions/pairs?{urlencode(given)}&limit=500",
            trail=(("Nation", "/nation"),),
        )
        return answer_page(snapshot, "nation_pairs.html", head, query=query, pairs=pairs)


def _quartiles(spread: Spread) -> quartile_rows.YearQuartiles:
    lower, median, upper = quartiles(spread)
    return quartile_rows.YearQuartiles(spread.name, len(spread.days), lower, median, upper)


def _matrices(snapshot: Snapshot, query: NationQuery, as_at: date) -> list[Matrix]:
    """The tables of grades before and after, one for each two frameworks that have pairs."""
    found = [(key, nation.transition_cells(snapshot, query, as_at, key)) for key in MATRICES]
    return [_matrix(key, cells, query) for key, cells in found if cells]


def _matrix(frameworks: tuple[str, str], cells: Sequence[transitions.TransitionCell], query: NationQuery) -> Matrix:
    counts = {(cell.from_grade, cell.to_grade): len(cell.pairs) for cell in cells}
    grades = [grade for grade in Grade if grade is not Grade.ADEQUATE or any(grade in pair for pair in counts)]
    asked = _page_filter(query) | {"from_framework": frameworks[0], "to_framework": frameworks[1]}
    rows = []
    for before in grades:
        total = sum(counts.get((before, after), 0) for after in grades)
        row = []
        for after in grades:
            count = counts.get((before, after), 0)
            share = round(100 * count / total) if total else 0
            href = f"/nation/pairs?{urlencode(asked | {'from_grade': before.value, 'to_grade': after.value})}"
            row.append(MatrixCell(count, share, sum(share >= tint for tint in TINTS), before is after, href))
        rows.append((before, total, row))
    by_direction = {
        wanted: sum(number for grades_of, number in counts.items() if transitions.direction(*grades_of) is wanted)
        for wanted in Direction
    }
    return Matrix(
        frameworks[0].upper(),
        frameworks[1].upper(),
        grades,
        rows,
        sum(counts.values()),
        by_direction[Direction.IMPROVED],
        by_direction[Direction.SAME],
        by_direction[Direction.DECLINED],
    )


def _page_filter(query: NationFilter) -> dict[str, str]:
    """The fields of the form that choose pairs, for a page."""
    return query.model_dump(mode="json", exclude_none=True, include={"aspect", "as_at", "published_by"})


def _pair_filter(query: NationFilter) -> dict[str, str]:
    """The same for the API, which says by when the inspections had ended."""
    asked = _page_filter(query)
    if "as_at" in asked:
        asked["ended_by"] = asked.pop("as_at")
    return asked


def _addresses(query: NationQuery) -> list[tuple[str, str]]:
    """What each section of the page comes from: its name, and the path and query in the API."""
    aspect = {"aspect": query.aspect.value}
    as_at = {"as_at": query.as_at} if query.as_at else {}
    last = {"to": query.as_at} if query.as_at else {}
    ended = {"ended_by": query.as_at} if query.as_at else {}
    published = {"published_by": query.published_by} if query.published_by else {}
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("Grades on the day", "outcomes/summary", aspect | as_at | published),
        ("Through time", "outcomes/series", aspect | {"by": query.by.value, "every": "quarter"} | last),
        *(
            (
                f"From one grade to the next, {before.upper()} to {after.upper()}",
                "transitions",
                aspect | {"from_framework": before, "to_framework": after} | ended | published,
            )
            for before, after in MATRICES
        ),
        ("How long councils stay inadequate", "spells", aspect | {"grade": "inadequate"} | as_at | published),
        (
            "From inspection to report",
            "intervals",
            {"measure": "end_to_publication", "by": "year"} | ended | published,
        ),
        ("Waiting times", "waiting-times", as_at | published),
    ]
    return [(name, f"/v1/{path}{'?' if fields else ''}{urlencode(fields)}") for name, path, fields in asked]


def _grade_of(aspect: Aspect) -> str:
    return "an overall grade" if aspect is Aspect.OVERALL else f"a grade for {aspect.label.lower()}"


def _inadequate(aspect: Aspect) -> str:
    return "inadequate overall" if aspect is Aspect.OVERALL else f"inadequate for {aspect.label.lower()}"
