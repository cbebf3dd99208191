"""Totals: the same whether they are counted, known from before, or looked up in a tally."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.listing import counts as totals
from app.listing.counts import Period, Tally, counted, seeking, split, tally_of
from app.listing.page import Page
from app.listing.parameters import ListQuery
from app.queries.inspections import JUDGEMENT_LISTING, JudgementQuery, find_judgements
from app.queries.tables import TIMELINE
from app.queries.timeline import LISTING, TimelineQuery, find_timeline
from app.releases.prepared import Prepared
from app.releases.snapshot import Snapshot
from app.releases.store import open_store
from app.settings import Settings
from tests.selects import counted as selects

FIRST = date(2015, 1, 1)
LISTS: list[tuple[Callable[..., Page], type[ListQuery]]] = [
    (find_timeline, TimelineQuery),
    (find_judgements, JudgementQuery),
]
DAYS = st.integers(0, 40).map(lambda number: (FIRST + timedelta(number)).toordinal())
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 12)).map(lambda span: (span[0], span[0] + span[1])), max_size=30)
PERIODS = st.one_of(
    st.builds(Period, ended_from=DAYS),
    st.builds(Period, begun_to=DAYS),
    st.builds(Period, begun_from=DAYS),
    st.builds(Period, ended_to=DAYS),
    st.tuples(DAYS, DAYS).map(lambda days: Period(ended_from=min(days), begun_to=max(days))),
)


@pytest.fixture(scope="module")
def snapshot(shipped: Settings) -> Iterator[Snapshot]:
    """The shipped dataset."""
    store = open_store(shipped.database_url, shipped.data_dir)
    with store.snapshot() as snapshot:
        yield snapshot
    store.close()


def _keeps(span: tuple[int, int], period: Period) -> bool:
    begin, end = span
    return (
        (period.begun_from is None or begin >= period.begun_from)
        and (period.begun_to is None or begin <= period.begun_to)
        and (period.ended_from is None or end >= period.ended_from)
        and (period.ended_to is None or end <= period.ended_to)
    )


def _tally(spans: list[tuple[int, int]]) -> Tally:
    return Tally((begin, end, spans.count((begin, end))) for begin, end in sorted(set(spans)))


@given(SPANS, PERIODS)
def test_a_tally_knows_how_many_items_keep_to_a_period(spans: list[tuple[int, int]], period: Period) -> None:
    assert period.tallied
    assert _tally(spans).total(period) == sum(_keeps(span, period) for span in spans)


@example([(FIRST.toordinal(), FIRST.toordinal() + 3)], FIRST.toordinal() + 3)
@given(SPANS, DAYS)
def test_no_item_that_lasts_until_a_day_begins_before_the_day_that_a_tally_names(
    spans: list[tuple[int, int]], day: int
) -> None:
    lasting = [begin for begin, end in spans if end >= day]
    assert _tally(spans).begins(day) == min(lasting, default=day)


def test_what_begins_and_ends_within_two_days_is_counted_and_not_tallied() -> None:
    assert not Period(begun_from=1, ended_to=2).tallied
    assert not Period().tallied


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    first=st.none() | st.dates(date(2007, 1, 1), date(2026, 1, 1)),
    length=st.none() | st.integers(0, 2000),
    match=st.sampled_from([None, "within", "overlaps"]),
    own=st.sampled_from([{}, {"council": ["herefordshire", "medway"]}, {"region": ["London"]}]),
    order=st.sampled_from(["asc", "desc"]),
)
def test_the_total_of_a_period_is_the_number_of_items_that_are_found(
    snapshot: Snapshot, first: date | None, length: int | None, match: str | None, own: dict[str, Any], order: str
) -> None:
    begin = first or date(2018, 1, 1)
    asked = dict(own, match=match, limit=500, order=order)
    if first:
        asked["happened_from"] = str(first)
    if length is not None:
        asked["happened_to"] = str(begin + timedelta(length))
    for find, query in LISTS:
        taken = {name: value for name, value in asked.items() if name in query.model_fields}
        page = find(snapshot, query(**taken))
        found = len(page.items)
        while page.cursor:
            before = page.total
            page = find(snapshot, query(**taken, cursor=page.cursor))
            assert page.total == before
            found += len(page.items)
        assert page.total == found


def test_a_second_period_of_the_same_filters_needs_no_count(snapshot: Snapshot) -> None:
    query = {"aspect": ["overall"], "grade": ["good"], "limit": 1}
    find_judgements(snapshot, JudgementQuery(**query, happened_from="2018"))
    with selects() as sent:
        page = find_judgements(snapshot, JudgementQuery(**query, happened_from="2019", happened_to="2022-03"))
    assert page.total > 1
    assert len(sent) == 1


def test_a_page_of_a_period_begins_where_its_first_item_does(snapshot: Snapshot) -> None:
    conditions = TimelineQuery(happened_from="2021-06-01").in_period(TIMELINE)
    period, rest = split(LISTING, conditions)
    [begin] = seeking(LISTING, period, tally_of(snapshot, LISTING, rest))
    first = snapshot.rows(
        Prepared(sa.select(sa.func.min(TIMELINE.c.earliest)).where(TIMELINE.c.latest >= sa.literal("2021-06-01")))
    )
    assert begin.values == (date.fromisoformat(first[0][0]),)


def test_who_comes_while_a_tally_is_made_counts_for_himself(snapshot: Snapshot) -> None:
    query = JudgementQuery(aspect=["leadership"], happened_from="2016-05")
    tallied = find_judgements(snapshot, query)
    snapshot.counts.tallies.clear()
    with snapshot.counts.tallying:
        own = find_judgements(snapshot, query)
    assert not snapshot.counts.tallies
    assert (own.total, own.items) == (tallied.total, tallied.items)


def test_no_more_tallies_are_kept_than_are_allowed(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot.counts.tallies.clear()
    monkeypatch.setattr(totals, "MAX_TALLIES", 2)
    found = [
        find_judgements(snapshot, JudgementQuery(aspect=[aspect], happened_from="2020", limit=1)).total
        for aspect in ("overall", "leadership", "care")
    ]
    assert len(snapshot.counts.tallies) == 2
    conditions = JudgementQuery(happened_from="2020").in_period(JUDGEMENT_LISTING.order[0].table)
    assert 0 < found[2] < counted(snapshot, JUDGEMENT_LISTING, conditions)
