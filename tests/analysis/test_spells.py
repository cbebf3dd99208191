"""Spells of a grade."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.facts import History, Visit, history
from app.analysis.outcomes import outcome
from app.analysis.spells import Clock, Spell, spells
from app.analysis.transitions import pairs
from app.partial_date import PartialDate
from app.vocabulary import Absence, Censoring, Grade, Undated
from tests.analysis.histories import FIRST, OVERALL, council, days, histories, inspection, moments
from tests.conftest import examples

AS_AT = date(2026, 6, 30)


def _spells(
    *inspections: tuple[str, Grade | None], split: bool = False, abolished_on: date | None = None
) -> list[Spell]:
    found = [inspection(f"i-{ended}", ended, grade) for ended, grade in inspections]
    return spells(history(council(abolished_on=abolished_on), found), OVERALL, AS_AT, Clock.INSPECTION, split)


def test_a_spell_lasts_from_one_grade_to_the_next_and_the_last_one_to_the_day_asked() -> None:
    first, second = _spells(("2020-01-31", Grade.INADEQUATE), ("2022-07-29", Grade.GOOD))
    assert (first.grade, first.started_on, first.ended_on) == (Grade.INADEQUATE, "2020-01-31", "2022-07-29")
    assert (first.event, first.exit_grade, first.censoring) == (True, Grade.GOOD, None)
    assert first.duration.days == (date(2022, 7, 29) - date(2020, 1, 31)).days == 910
    assert (second.ended_on, second.event, second.exit_grade) == (None, False, None)
    assert second.censoring is Censoring.STILL_HELD
    assert second.duration.days == (AS_AT - date(2022, 7, 29)).days


def test_only_the_first_spell_has_an_entry_that_nobody_saw() -> None:
    assert [
        spell.left_truncated for spell in _spells(("2020-01-31", Grade.GOOD), ("2022-07-29", Grade.INADEQUATE))
    ] == [
        True,
        False,
    ]


def test_the_same_grade_again_continues_the_spell_unless_it_is_split() -> None:
    made = (("2014-05-21", Grade.GOOD), ("2018-06-22", Grade.GOOD), ("2022-07-29", Grade.INADEQUATE))
    whole = _spells(*made)
    assert [[one.code for one in spell.inspections] for spell in whole] == [
        ["i-2014-05-21", "i-2018-06-22"],
        ["i-2022-07-29"],
    ]
    parts = _spells(*made, split=True)
    assert [(spell.event, spell.exit_grade, spell.censoring) for spell in parts] == [
        (False, None, Censoring.SAME_GRADE_AGAIN),
        (True, Grade.INADEQUATE, None),
        (False, None, Censoring.STILL_HELD),
    ]
    assert [spell.left_truncated for spell in parts] == [True, False, False]


def test_an_inspection_without_a_grade_ends_the_spell_without_an_event() -> None:
    before, after = _spells(("2018-06-22", Grade.GOOD), ("2022-07-29", None), ("2024-01-31", Grade.GOOD))
    assert (before.ended_on, before.event, before.censoring) == ("2022-07-29", False, Censoring.NOT_GRADED_NEXT)
    assert (after.started_on, after.left_truncated) == ("2024-01-31", True)


def test_abolition_ends_the_spell_without_an_event() -> None:
    (spell,) = _spells(("2018-06-22", Grade.GOOD), abolished_on=date(2023, 4, 1))
    assert (spell.ended_on, spell.event, spell.censoring) == ("2023-04-01", False, Censoring.COUNCIL_ABOLISHED)
    assert spell.duration.days == (date(2023, 4, 1) - date(2018, 6, 22)).days


def test_a_report_that_came_out_after_the_council_was_abolished_begins_and_ends_no_spell() -> None:
    one = history(
        council(abolished_on=date(2023, 4, 1)),
        [
            inspection("a", "2018-06-22", Grade.GOOD, published_on="2018-07-23"),
            inspection("b", "2023-03-17", Grade.INADEQUATE, published_on="2023-05-02"),
        ],
    )
    (spell,) = spells(one, OVERALL, AS_AT, Clock.PUBLICATION, False)
    assert (spell.grade, spell.ended_on, spell.censoring) == (Grade.GOOD, "2023-04-01", Censoring.COUNCIL_ABOLISHED)


def test_what_had_not_happened_by_the_day_asked_is_not_looked_at() -> None:
    one = history(
        council(abolished_on=date(2025, 4, 1)),
        [inspection("a", "2018-06-22", Grade.GOOD), inspection("b", "2022-07-29", Grade.INADEQUATE)],
    )
    (spell,) = spells(one, OVERALL, date(2022, 7, 28), Clock.INSPECTION, False)
    assert (spell.grade, spell.censoring) == (Grade.GOOD, Censoring.STILL_HELD)


def test_on_the_clock_of_publication_a_grade_counts_from_the_day_the_world_could_know() -> None:
    one = history(
        council(),
        [
            inspection("unknown", "2012-01-01", Grade.OUTSTANDING),
            inspection("a", "2018-06-22", Grade.GOOD, published_on="2018-07-23"),
            inspection("b", "2022-07-29", Grade.INADEQUATE, published_on="2022-09-21"),
        ],
    )
    first, second = spells(one, OVERALL, AS_AT, Clock.PUBLICATION, False)
    assert (first.started_on, first.ended_on, second.started_on) == ("2018-07-23", "2022-09-21", "2022-09-21")


def test_a_report_that_came_out_after_a_later_one_was_never_in_force() -> None:
    one = history(
        council(),
        [
            inspection("a", "2018-06-22", Grade.GOOD, published_on="2022-10-01"),
            inspection("b", "2022-07-29", Grade.INADEQUATE, published_on="2022-09-21"),
        ],
    )
    assert [spell.inspections[0].code for spell in spells(one, OVERALL, AS_AT, Clock.PUBLICATION, False)] == ["b"]


@pytest.mark.parametrize("split", [False, True])
def test_of_two_inspections_that_count_from_the_same_day_only_the_later_one_was_in_force(split: bool) -> None:
    one = history(
        council(),
        [
            inspection("a", "2018-06-22", Grade.GOOD, started_on="2018-06-11"),
            inspection("b", "2018-06-22", Grade.INADEQUATE, started_on="2018-06-18"),
        ],
    )
    (spell,) = spells(one, OVERALL, AS_AT, Clock.INSPECTION, split)
    assert (spell.inspections[0].code, spell.counts_from) == ("b", date(2018, 6, 22))


@pytest.mark.parametrize(
    ("first", "second", "undated"),
    [
        ("2018", "2022-07-29", Undated.FROM_NOT_EXACT),
        ("2018-06-22", "2022-07", Undated.TO_NOT_EXACT),
        ("2018-06-22", "2022-07-29", None),
    ],
)
def test_a_duration_is_only_given_between_two_days_that_are_known(
    first: str, second: str, undated: Undated | None
) -> None:
    spell = _spells((first, Grade.GOOD), (second, Grade.INADEQUATE))[0]
    assert spell.duration.undated is undated
    assert (spell.duration.days is None) == (undated is not None)


def test_visits_are_counted_in_the_spell_in_which_they_happened() -> None:
    first, second = _spells(("2020-01-31", Grade.INADEQUATE), ("2022-07-29", Grade.GOOD))
    visits = [
        Visit(day, "medway", PartialDate(day), PartialDate(day).latest)
        for day in ("2020-01-30", "2020-01-31", "2022-07-28", "2022-07", "2022-07-29", "2026-06-30", "2026-07-01")
    ]
    assert first.visits_within(visits, AS_AT) == 2
    assert second.visits_within(visits, AS_AT) == 3


@examples(20)
@given(histories(), moments, st.sampled_from(Clock), st.booleans())
def test_each_day_on_which_a_grade_is_in_force_lies_in_one_spell_of_that_grade_and_no_other_day_in_any(
    one: History, as_at: date, clock: Clock, split: bool
) -> None:
    found = spells(one, OVERALL, as_at, clock, split)
    for day in days(FIRST, as_at):
        covering = [
            spell.grade
            for spell in found
            if spell.counts_from <= day and (not spell.counts_to or day < spell.counts_to)
        ]
        held = outcome(one, OVERALL, day, day if clock is Clock.PUBLICATION else None).grade
        assert covering == ([held] if held else [])


@examples(20)
@given(histories(), moments, st.sampled_from(Clock))
def test_splitting_cuts_spells_into_parts_that_add_up_to_them(one: History, as_at: date, clock: Clock) -> None:
    whole = spells(one, OVERALL, as_at, clock, False)
    parts = spells(one, OVERALL, as_at, clock, True)
    assert [i.code for spell in whole for i in spell.inspections] == [s.inspections[0].code for s in parts]
    assert sum(spell.event for spell in whole) == sum(spell.event for spell in parts)
    for spell in whole:
        inside = [part for part in parts if part.inspections[0] in spell.inspections]
        assert (inside[0].counts_from, inside[-1].counts_to) == (spell.counts_from, spell.counts_to)
        if spell.duration.days is not None and all(part.duration.days is not None for part in inside):
            assert sum(part.duration.days or 0 for part in inside) == spell.duration.days


@examples(20)
@given(histories(), moments)
def test_an_event_is_a_transition_to_another_grade(one: History, as_at: date) -> None:
    found = spells(one, OVERALL, as_at, Clock.INSPECTION, False)
    gone = one.council.abolished_on
    moved = [
        (pair.from_grade, pair.to_grade)
        for pair in pairs(one, OVERALL, as_at)
        if pair.ungraded_between == 0
        and pair.from_grade is not pair.to_grade
        # Two inspections that count from the same day leave no day for the first grade to be held.
        and pair.before.ended_by < pair.after.ended_by
        and not (gone and pair.after.ended_by >= gone)
    ]
    if len({other.ended_by for other in one.inspections}) == len(one.inspections):
        assert [(spell.grade, spell.exit_grade) for spell in found if spell.event] == moved
    for spell in found:
        assert spell.event == (spell.exit_grade is not None) == (spell.censoring is None)


def test_a_grade_that_was_not_judged_any_more_lapses_on_the_day_of_the_inspection_that_did_not_give_it() -> None:
    one = history(
        council(),
        [
            inspection("a", "2023-07-28", Grade.GOOD),
            inspection("b", "2026-04-24", None, absence=Absence.NOT_JUDGED_UNDER_FRAMEWORK),
        ],
    )
    (spell,) = spells(one, OVERALL, AS_AT, Clock.INSPECTION, False)
    assert (spell.counts_to, spell.censoring) == (date(2026, 4, 24), Censoring.NOT_GRADED_NEXT)
