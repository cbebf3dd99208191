"""From one full inspection to the next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.facts import History, history
from app.analysis.transitions import between_frameworks, cells, direction, pairs
from app.vocabulary import Direction, Grade
from tests.analysis.histories import OVERALL, council, histories, inspection, moments, nations
from tests.conftest import examples

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Grade.INADEQUATE, Grade.GOOD, Direction.IMPROVED),
        (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Direction.DECLINED),
        (Grade.ADEQUATE, Grade.ADEQUATE, Direction.SAME),
        (Grade.ADEQUATE, Grade.REQUIRES_IMPROVEMENT, Direction.NOT_COMPARABLE),
        (Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE, Direction.NOT_COMPARABLE),
        (Grade.ADEQUATE, Grade.GOOD, Direction.IMPROVED),
        (Grade.ADEQUATE, Grade.INADEQUATE, Direction.DECLINED),
    ],
)
def test_direction_goes_by_place_and_third_grades_of_two_scales_are_not_compared(
    before: Grade, after: Grade, expected: Direction
) -> None:
    assert direction(before, after) is expected


@given(st.sampled_from(Grade), st.sampled_from(Grade))
def test_going_back_is_the_opposite_direction(before: Grade, after: Grade) -> None:
    opposite = {Direction.IMPROVED: Direction.DECLINED, Direction.DECLINED: Direction.IMPROVED}
    there = direction(before, after)
    assert direction(after, before) is opposite.get(there, there)


def _world() -> History:
    return history(
        council(),
        [
            inspection("slac", "2011-08", Grade.ADEQUATE, framework="slac"),
            inspection("sif-1", "2014-05-21", Grade.REQUIRES_IMPROVEMENT, framework="sif"),
            inspection("sif-2", "2016-05-20", Grade.INADEQUATE, framework="sif"),
            inspection("none", "2017-01-20", None, framework="sif"),
            inspection("ilacs-1", "2019-07-26", Grade.INADEQUATE),
            inspection("ilacs-2", "2023-07-28", Grade.GOOD, published_on="2023-09-11"),
        ],
    )


def test_pairs_are_consecutive_graded_inspections_and_say_what_lies_between() -> None:
    found = [(pair.before.code, pair.after.code, pair.ungraded_between) for pair in pairs(_world(), OVERALL)]
    assert found == [("slac", "sif-1", 0), ("sif-1", "sif-2", 0), ("sif-2", "ilacs-1", 1), ("ilacs-1", "ilacs-2", 0)]


def test_days_are_counted_between_ends_that_are_known() -> None:
    slac, sif, *_ = pairs(_world(), OVERALL)
    assert slac.interval.days is None
    assert sif.interval.days == (date(2016, 5, 20) - date(2014, 5, 21)).days


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (NONE, NONE, ["sif-2", "ilacs-2"]),
        ({"sif"}, NONE, ["sif-2"]),
        (NONE, {"ilacs"}, ["ilacs-2"]),
        ({"sif"}, {"ilacs"}, ["ilacs-1"]),
        ({"ilacs"}, {"sif"}, []),
        ({"sif", "ilacs"}, {"sif", "ilacs"}, ["sif-2", "ilacs-1", "ilacs-2"]),
    ],
)
def test_frameworks_are_crossed_only_if_both_sides_are_named(
    before: set[str], after: set[str], expected: list[str]
) -> None:
    chosen = [
        pair.after.code
        for pair in pairs(_world(), OVERALL)
        if between_frameworks(pair, frozenset(before), frozenset(after))
    ]
    assert chosen == expected


def test_inspections_are_chosen_before_pairs_are_made() -> None:
    assert [pair.after.code for pair in pairs(_world(), OVERALL, date(2016, 5, 19))] == ["sif-1"]
    assert pairs(_world(), OVERALL, None, date(2023, 9, 11)) == []


def test_cells_keep_frameworks_apart_unless_they_are_pooled() -> None:
    sif = history(
        council("one"),
        [
            inspection("a", "2014-05-21", Grade.GOOD, framework="sif"),
            inspection("b", "2016-05-21", Grade.INADEQUATE, framework="sif"),
        ],
    )
    ilacs = history(
        council("two"), [inspection("c", "2018-05-21", Grade.GOOD), inspection("d", "2021-05-21", Grade.INADEQUATE)]
    )
    found = [*pairs(sif, OVERALL), *pairs(ilacs, OVERALL)]
    apart = [(cell.from_framework, cell.to_framework, len(cell.pairs)) for cell in cells(found, pooled=False)]
    assert apart == [("ilacs", "ilacs", 1), ("sif", "sif", 1)]
    (together,) = cells(found, pooled=True)
    assert (together.from_framework, together.to_framework, len(together.pairs)) == (None, None, 2)
    assert together.median_days == (731 + 1096) / 2


@examples(12)
@given(nations, st.none() | moments, st.none() | moments, st.booleans())
def test_transitions_add_up_to_graded_inspections_less_councils_that_have_one(
    nation: tuple[History, ...], ended_by: date | None, published_by: date | None, pooled: bool
) -> None:
    found = [pair for one in nation for pair in pairs(one, OVERALL, ended_by, published_by)]
    graded = [
        [
            other
            for other in one.inspections
            if other.grade(OVERALL)
            and (ended_by is None or other.ended_by <= ended_by)
            and (published_by is None or other.published_by(published_by))
        ]
        for one in nation
    ]
    assert len(found) == sum(map(len, graded)) - sum(bool(some) for some in graded)
    table = cells(found, pooled)
    assert sum(len(cell.pairs) for cell in table) == len(found)
    assert len({(c.from_framework, c.to_framework, c.from_grade, c.to_grade) for c in table}) == len(table)
    for cell in table:
        assert {(pair.from_grade, pair.to_grade) for pair in cell.pairs} == {(cell.from_grade, cell.to_grade)}


@examples(12)
@given(histories())
def test_the_later_inspection_of_a_pair_is_the_earlier_one_of_the_next(one: History) -> None:
    found = pairs(one, OVERALL)
    assert [pair.after for pair in found[:-1]] == [pair.before for pair in found[1:]]
    within = sum(between_frameworks(pair, NONE, NONE) for pair in found)
    both = frozenset({"sif", "ilacs"})
    assert within <= sum(between_frameworks(pair, both, both) for pair in found) == len(found)
