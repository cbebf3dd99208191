"""Intervals, quantiles, waiting times, the panel."""

import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.days import days_between
from app.analysis.facts import CouncilFacts, FullInspection, History, MeetingFacts, Visit, history
from app.analysis.intervals import Interval, IntervalsBy, group_name, intervals, quartiles, spreads
from app.analysis.outcomes import outcome
from app.analysis.panel import panel_row, years_of
from app.analysis.quantiles import quantile
from app.analysis.waiting import RankWithin, waits
from app.partial_date import PartialDate
from app.vocabulary import Grade, Measure, OutcomeStatus, Precision, Undated
from tests.analysis.histories import FIRST, LAST, OVERALL, council, days, histories, inspection, moments, nations
from tests.conftest import examples


def _measured(
    measure: Measure,
    *inspections: FullInspection,
    visits: list[Visit] | None = None,
    meetings: list[MeetingFacts] | None = None,
) -> list[Interval]:
    one = history(council(), list(inspections))
    return intervals(one, measure, OVERALL, {"one": visits or []}, {"one": meetings or []})


def _one(grade: Grade = Grade.INADEQUATE, published_on: str | None = "2022-09-21") -> FullInspection:
    return inspection("one", "2022-07-29", grade, started_on="2022-07-18", published_on=published_on)


def _meeting(held_on: str) -> MeetingFacts:
    return MeetingFacts(f"meeting-{held_on}", "one", PartialDate(held_on))


def _visit(started_on: str, ordinal: int | None) -> Visit:
    day = PartialDate(started_on)
    return Visit(f"visit-{started_on}", "medway", day, day.latest, "one", ordinal)


def test_publication_is_counted_from_the_end_or_from_the_start() -> None:
    assert _measured(Measure.END_TO_PUBLICATION, _one())[0].interval.days == 54
    assert _measured(Measure.START_TO_PUBLICATION, _one())[0].interval.days == 65


def test_a_date_that_is_not_known_to_the_day_gives_no_days_and_a_reason() -> None:
    (row,) = _measured(Measure.END_TO_PUBLICATION, _one(published_on="2022-09"))
    assert (row.interval.days, row.interval.undated) == (None, Undated.TO_NOT_EXACT)
    (row,) = _measured(Measure.END_TO_PUBLICATION, _one(published_on=None))
    assert (row.interval.days, row.interval.undated) == (None, Undated.TO_NOT_KNOWN)
    (row,) = _measured(
        Measure.END_TO_PUBLICATION, inspection("one", None, started_on="2010", published_on="2011-01-03")
    )
    assert (row.interval.days, row.interval.undated) == (None, Undated.FROM_NOT_KNOWN)


def test_only_the_visit_with_number_one_is_the_first() -> None:
    measure = Measure.INADEQUATE_TO_FIRST_MONITORING_VISIT
    (row,) = _measured(measure, _one(), visits=[_visit("2022-12-01", None), _visit("2023-03-29", 1)])
    assert (row.to_code, row.interval.days) == ("visit-2023-03-29", 243)
    (row,) = _measured(measure, _one(), visits=[_visit("2022-12-01", 2)])
    assert (row.to_code, row.interval.undated) == (None, Undated.TO_NOT_RECORDED)
    assert _measured(measure, _one(Grade.GOOD), visits=[_visit("2023-03-29", 1)]) == []


def test_the_first_meeting_is_not_before_publication_and_nothing_may_have_come_before_it() -> None:
    measure = Measure.PUBLICATION_TO_FIRST_MEETING
    (row,) = _measured(
        measure, _one(), meetings=[_meeting("2022-12-15"), _meeting("2022-09-29"), _meeting("2022-09-20")]
    )
    assert (row.to_code, row.interval.days) == ("meeting-2022-09-29", 8)
    (row,) = _measured(measure, _one(), meetings=[_meeting("2022-09-29"), _meeting("2022")])
    assert (row.to_code, row.interval.undated) == ("meeting-2022-09-29", Undated.FIRST_NOT_CERTAIN)
    (row,) = _measured(measure, _one(), meetings=[_meeting("2022-09-29"), _meeting("[2022-09-29..2022-12-31]")])
    assert row.interval.days == 8
    (row,) = _measured(measure, _one())
    assert row.interval.undated is Undated.TO_NOT_RECORDED


def test_between_inspections_is_from_start_to_start_and_counted_under_the_later_one() -> None:
    second = inspection("two", "2025-11-21", started_on="2025-11-10")
    (row,) = _measured(Measure.BETWEEN_INSPECTIONS, second, _one())
    assert (row.from_code, row.to_code, row.inspection.code, row.year) == ("one", "two", "two", 2025)
    assert row.interval.days == (date(2025, 11, 10) - date(2022, 7, 18)).days


@examples(12)
@given(nations, st.sampled_from(IntervalsBy), st.sampled_from(Measure))
def test_groups_add_up_to_the_rows_and_days_are_given_only_between_known_days(
    nation: tuple[History, ...], by: IntervalsBy, measure: Measure
) -> None:
    rows = [row for one in nation for row in intervals(one, measure, OVERALL, {}, {})]
    for row in rows:
        known = all(end is not None and end.precision is Precision.DAY for end in (row.from_on, row.to_on))
        assert (row.interval.days is not None) == known == (row.interval.undated is None)
    groups = spreads(rows, by)
    assert sum(len(group.days) + group.excluded for group in groups) == len(rows)
    for group in groups:
        inside = [row for row in rows if group_name(row, by) == group.name]
        expected = sorted(row.interval.days for row in inside if row.interval.days is not None)
        assert list(group.days) == expected
    total = sum(len(one.inspections) for one in nation)
    if measure in (Measure.END_TO_PUBLICATION, Measure.START_TO_PUBLICATION, Measure.PUBLICATION_TO_FIRST_MEETING):
        assert len(rows) == total
    elif measure is Measure.BETWEEN_INSPECTIONS:
        assert len(rows) == total - sum(bool(one.inspections) for one in nation)


@given(st.lists(st.integers(-2000, 2000), min_size=2, max_size=60))
def test_quartiles_are_those_of_type_seven(values: list[int]) -> None:
    ordered = sorted(values)
    expected = statistics.quantiles(ordered, n=4, method="inclusive")
    assert [quantile(ordered, part, 4) for part in (1, 2, 3)] == expected
    assert quantile(ordered, 1, 2) == statistics.median(ordered)


def test_quartiles_of_one_value_are_that_value_and_of_none_there_are_none() -> None:
    row = Interval(
        council(), _one(), "one", None, None, None, days_between(PartialDate("2024-01-01"), PartialDate("2024-01-08"))
    )
    (spread,) = spreads([row], IntervalsBy.NONE)
    assert quartiles(spread) == (7, 7, 7)
    assert quantile([], 1, 2) is None


@examples(12)
@given(nations, moments, st.sampled_from(RankWithin))
def test_a_rank_is_one_more_than_how_many_have_waited_longer(
    nation: tuple[History, ...], as_at: date, within: RankWithin
) -> None:
    found = waits(nation, as_at, within)
    assert {wait.council.code for wait in found} == {
        one.council.code
        for one in nation
        if (one.council.established_on or date.min) <= as_at < (one.council.abolished_on or date.max)
    }
    lengths = [wait.waited.days for wait in found if wait.waited.days is not None]
    assert lengths == sorted(lengths, reverse=True)
    assert [wait.rank is None for wait in found] == [False] * len(lengths) + [True] * (len(found) - len(lengths))
    for wait in found:
        pool = [
            other.waited.days
            for other in found
            if other.waited.days is not None
            and (within is RankWithin.NATION or other.council.region == wait.council.region)
        ]
        assert wait.of == len(pool)
        if wait.waited.days is not None:
            assert wait.rank == 1 + sum(length > wait.waited.days for length in pool)
            assert wait.inspection is not None
            assert as_at - timedelta(days=wait.waited.days) == wait.inspection.started_on.earliest


def test_the_wait_is_since_the_start_of_an_inspection_that_has_begun_but_not_ended() -> None:
    medway = history(council(), [_one(), inspection("two", "2025-11-21", started_on="2025-11-10")])
    (wait,) = waits([medway], date(2025, 11, 15), RankWithin.NATION)
    assert (wait.waited.days, wait.rank, wait.of) == (5, 1, 1)
    (wait,) = waits([medway], date(2025, 11, 9), RankWithin.NATION)
    assert wait.inspection is not None
    assert wait.inspection.code == "one"


@examples(12)
@given(histories())
def test_a_panel_has_each_inspection_in_one_year_and_what_was_held_at_the_end_of_each(one: History) -> None:
    years = list(years_of(one.council, FIRST.year, LAST.year + 1))
    rows = [panel_row(one, year, [], []) for year in years]
    assert [i for row in rows for i in row.inspections] == list(one.inspections)
    for row in rows:
        expected = outcome(one, OVERALL, date(row.year, 12, 31))
        assert (row.status, row.held) == (expected.status, expected.inspection)
    begun, gone = one.council.established_on or date.min, one.council.abolished_on or date.max
    lived = {day.year for day in days(FIRST, date(LAST.year + 1, 12, 31)) if begun <= day < gone}
    assert set(years) == lived


@pytest.mark.parametrize(("abolished_on", "expected"), [(date(2021, 1, 1), [2020]), (date(2021, 1, 2), [2020, 2021])])
def test_a_council_that_was_abolished_on_new_years_day_has_no_row_for_that_year(
    abolished_on: date, expected: list[int]
) -> None:
    gone = CouncilFacts("x", "X", "London", "county", None, abolished_on)
    assert list(years_of(gone, 2020, 2022)) == expected
    assert panel_row(history(gone, []), 2021, [], []).status is OutcomeStatus.ABOLISHED
