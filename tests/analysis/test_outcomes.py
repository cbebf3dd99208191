"""What is in force on a day, and what it adds up to."""

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.facts import DomainPeriod, History, Verdict, history
from app.analysis.outcomes import NOT_THERE, Every, GroupBy, last_days, outcome, percent, series, summarise
from app.analysis.verdicts import in_force, verdict
from app.partial_date import PartialDate
from app.vocabulary import Absence, Grade, OutcomeStatus
from tests.analysis.histories import FIRST, LAST, OVERALL, council, histories, inspection, moments, nations
from tests.conftest import examples

DAY = date(2024, 3, 31)


def test_the_latest_full_inspection_that_had_ended_is_in_force_and_holds_since_its_end() -> None:
    medway = history(
        council(),
        [
            inspection("medway-ilacs-2019-07", "2019-07-26", Grade.INADEQUATE),
            inspection("medway-ilacs-2023-07", "2023-07-28", Grade.GOOD),
            inspection("medway-ilacs-2024-04", "2024-04-01", Grade.OUTSTANDING),
        ],
    )
    row = outcome(medway, OVERALL, DAY)
    assert (row.status, row.grade, row.absence) == (OutcomeStatus.IN_FORCE, Grade.GOOD, None)
    assert row.inspection is not None
    assert row.inspection.code == "medway-ilacs-2023-07"
    assert row.held_for_days == 247
    assert outcome(medway, OVERALL, date(2024, 4, 1)).grade is Grade.OUTSTANDING


def test_an_inspection_that_was_not_published_by_the_day_asked_is_not_in_force() -> None:
    medway = history(
        council(),
        [
            inspection("first", "2019-07-26", Grade.INADEQUATE, published_on="2019-08-27"),
            inspection("second", "2024-03-15", Grade.GOOD, published_on="2024-05-01"),
        ],
    )
    assert outcome(medway, OVERALL, DAY).grade is Grade.GOOD
    assert outcome(medway, OVERALL, DAY, date(2024, 4, 30)).grade is Grade.INADEQUATE
    assert outcome(medway, OVERALL, DAY, date(2024, 5, 1)).grade is Grade.GOOD


def test_an_inspection_of_which_nobody_knows_when_it_was_published_is_not_known_to_be_published() -> None:
    unknown = history(council(), [inspection("one", "2019-07-26")])
    assert outcome(unknown, OVERALL, DAY, DAY).status is OutcomeStatus.NONE_PUBLISHED
    assert outcome(unknown, OVERALL, DAY).status is OutcomeStatus.IN_FORCE
    month = history(council(), [inspection("one", "2024-03-01", published_on="2024-03")])
    assert outcome(month, OVERALL, DAY, date(2024, 3, 30)).status is OutcomeStatus.NONE_PUBLISHED
    assert outcome(month, OVERALL, DAY, DAY).status is OutcomeStatus.IN_FORCE


def test_a_partial_end_counts_from_the_latest_day_that_it_can_mean() -> None:
    medway = history(council(), [inspection("one", "2024-03")])
    assert outcome(medway, OVERALL, date(2024, 3, 30)).status is OutcomeStatus.NO_INSPECTION_RECORDED
    assert outcome(medway, OVERALL, DAY).status is OutcomeStatus.IN_FORCE
    assert outcome(medway, OVERALL, DAY).held_for_days is None


def test_an_end_that_is_not_known_is_the_latest_day_of_the_start() -> None:
    medway = history(council(), [inspection("one", None, started_on="2023")])
    assert outcome(medway, OVERALL, date(2023, 12, 30)).status is OutcomeStatus.NO_INSPECTION_RECORDED
    assert outcome(medway, OVERALL, date(2023, 12, 31)).grade is Grade.GOOD
    assert outcome(medway, OVERALL, DAY).held_for_days is None


def test_a_council_exists_from_the_day_it_is_established_to_the_day_before_it_is_abolished() -> None:
    cumbria = history(council("cumbria", abolished_on=date(2023, 4, 1)), [inspection("one", "2022-10-01")])
    cumberland = history(council("cumberland", established_on=date(2023, 4, 1)), [])
    before, after = date(2023, 3, 31), date(2023, 4, 1)
    assert in_force(cumbria, before)[0] is OutcomeStatus.IN_FORCE
    assert in_force(cumbria, after) == (OutcomeStatus.ABOLISHED, None)
    assert in_force(cumberland, before) == (OutcomeStatus.NOT_YET_ESTABLISHED, None)
    assert in_force(cumberland, after) == (OutcomeStatus.NO_INSPECTION_RECORDED, None)


def test_where_the_inspection_in_force_gives_no_grade_an_earlier_one_never_stands_in() -> None:
    medway = history(
        council(),
        [
            inspection("first", "2023-07-28", Grade.GOOD),
            inspection("second", "2026-04-24", None, absence=Absence.NOT_JUDGED_UNDER_FRAMEWORK),
        ],
    )
    row = outcome(medway, OVERALL, date(2026, 6, 30))
    assert (row.status, row.grade) == (OutcomeStatus.IN_FORCE, None)
    assert row.absence is Absence.NOT_JUDGED_UNDER_FRAMEWORK
    assert row.held_for_days is None


@pytest.mark.parametrize(
    ("domain", "started_on", "absence"),
    [
        (None, "2024-01-01", Absence.NOT_JUDGED_UNDER_FRAMEWORK),
        (DomainPeriod(judged_from=date(2023, 1, 1)), "2022-12-31", Absence.JUDGEMENT_NOT_YET_INTRODUCED),
        (DomainPeriod(judged_from=date(2023, 1, 1)), "2023-01-01", Absence.NOT_FOUND),
        (DomainPeriod(judged_from=date(2023, 1, 15)), "2023-01", Absence.NOT_FOUND),
        (DomainPeriod(judged_to=date(2022, 12, 31)), "2023-01-01", Absence.NOT_JUDGED_UNDER_FRAMEWORK),
        (DomainPeriod(judged_to=date(2022, 12, 31)), "2022-12-31", Absence.NOT_FOUND),
    ],
)
def test_a_judgement_that_is_not_there_has_the_reason_that_the_framework_gives(
    domain: DomainPeriod | None, started_on: str, absence: Absence
) -> None:
    assert verdict(None, domain, PartialDate(started_on)) == Verdict(None, absence)


def test_a_judgement_that_is_there_outranks_what_the_framework_says() -> None:
    stated = Verdict(None, Absence.WITHDRAWN)
    assert verdict(stated, None, PartialDate("2024")) is stated


@examples(20)
@given(histories(), moments, st.none() | moments)
def test_what_is_in_force_is_the_last_of_those_that_count(one: History, as_at: date, published_by: date | None) -> None:
    status, found = in_force(one, as_at, published_by)
    ended = [other for other in one.inspections if other.ended_by <= as_at]
    counting = [
        other
        for other in ended
        if published_by is None or (other.published_on is not None and other.published_on.latest <= published_by)
    ]
    lifetime = (one.council.established_on or date.min, one.council.abolished_on or date.max)
    if not lifetime[0] <= as_at < lifetime[1]:
        assert status in NOT_THERE
        assert found is None
    elif counting:
        assert status is OutcomeStatus.IN_FORCE
        assert found is max(counting, key=lambda other: other.place)
    else:
        assert found is None
        expected = OutcomeStatus.NONE_PUBLISHED if ended else OutcomeStatus.NO_INSPECTION_RECORDED
        assert status is expected


@examples(12)
@given(nations, moments, st.sampled_from(GroupBy))
def test_a_summary_adds_up_to_the_rows(nation: tuple[History, ...], as_at: date, by: GroupBy) -> None:
    rows = [outcome(one, OVERALL, as_at) for one in nation]
    groups = summarise(rows, by)
    assert len({group.name for group in groups}) == len(groups)
    for word in OutcomeStatus:
        assert sum(group.statuses[word] for group in groups) == sum(row.status is word for row in rows)
    for grade in Grade:
        assert sum(group.grades[grade] for group in groups) == sum(row.grade is grade for row in rows)
    for absence in Absence:
        assert sum(group.absences[absence] for group in groups) == sum(row.absence is absence for row in rows)
    for group in groups:
        in_force_here = group.statuses[OutcomeStatus.IN_FORCE]
        assert in_force_here == group.graded + sum(group.absences.values())
        without = group.statuses[OutcomeStatus.NO_INSPECTION_RECORDED] + group.statuses[OutcomeStatus.NONE_PUBLISHED]
        assert group.total == in_force_here + without
        assert group.good_or_outstanding == group.grades[Grade.GOOD] + group.grades[Grade.OUTSTANDING]


@examples(10)
@given(nations, moments)
def test_every_row_is_in_the_group_of_its_region_type_and_framework(nation: tuple[History, ...], as_at: date) -> None:
    for one in nation:
        row = outcome(one, OVERALL, as_at)
        assert [group.name for group in summarise([row], GroupBy.REGION)] == [one.council.region]
        assert [group.name for group in summarise([row], GroupBy.COUNCIL_TYPE)] == [one.council.type]
        expected = row.inspection.framework_code if row.inspection else row.status.value
        assert [group.name for group in summarise([row], GroupBy.FRAMEWORK)] == [expected]
        assert [group.name for group in summarise([row], GroupBy.NONE)] == ["all"]


@given(st.integers(0, 400), st.integers(0, 400))
def test_per_cent_is_rounded_to_one_decimal_halves_upwards(part: int, more: int) -> None:
    whole = part + more
    if whole == 0:
        assert percent(part, whole) is None
        return
    exact = Decimal(part) * 100 / Decimal(whole)
    assert percent(part, whole) == float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def test_a_sixteenth_is_rounded_upwards() -> None:
    assert percent(1, 16) == 6.3
    assert percent(1, 80) == 1.3


@given(st.sampled_from(Every), st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 3000))
def test_a_series_shows_the_last_day_of_every_period_and_no_other_day(every: Every, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    months = {Every.MONTH: range(1, 13), Every.QUARTER: (3, 6, 9, 12), Every.YEAR: (12,)}[every]
    expected = [
        day
        for day in (first + timedelta(days=number) for number in range(length + 1))
        if day.month in months and day.day == calendar.monthrange(day.year, day.month)[1]
    ]
    assert last_days(every, first, last) == expected


@settings(deadline=None)
@given(nations, st.sampled_from(list(GroupBy)), st.none() | st.integers(0, 400), st.sampled_from(list(Every)))
def test_a_series_counts_what_the_summary_of_each_of_its_days_counts(
    nation: tuple[History, ...], by: GroupBy, within: int | None, every: Every
) -> None:
    shown = last_days(every, FIRST, LAST)
    known_to = date(2021, 6, 30)
    period = None if within is None else timedelta(days=within)
    expected = []
    for day in shown:
        published_by = None if period is None else min(day + period, known_to)
        rows = [outcome(one, OVERALL, day, published_by) for one in nation]
        expected += [(day, group) for group in summarise(rows, by)]
    assert series(nation, OVERALL, by, shown, known_to, period) == expected
