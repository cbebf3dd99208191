"""Spells: how long a council held a grade, ready for survival analysis."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.analysis.days import Days, days_between, exact
from app.analysis.facts import CouncilFacts, FullInspection, History, Visit
from app.partial_date import PartialDate
from app.vocabulary import Aspect, Censoring, Grade


class Clock(StrEnum):
    """What makes a grade begin to count."""

    INSPECTION = "inspection"
    PUBLICATION = "publication"


class Spell(NamedTuple):
    """A time in which a council held one grade in an aspect, from `counts_from` to the day before `counts_to`.

    `counts_to` is null while the grade is held. `started_on` and `ended_on` are the same two days as exactly as they
    are known.
    """

    council: CouncilFacts
    aspect: Aspect
    grade: Grade
    inspections: tuple[FullInspection, ...]
    counts_from: date
    counts_to: date | None
    started_on: PartialDate | None
    ended_on: PartialDate | None
    duration: Days
    exit_grade: Grade | None
    censoring: Censoring | None
    left_truncated: bool

    @property
    def event(self) -> bool:
        """Whether the grade is seen to change."""
        return self.censoring is None

    def visits_within(self, visits: Sequence[Visit], as_at: date) -> int:
        """How many visits lie within, each by the latest day that its dates can mean."""
        return sum(
            self.counts_from <= visit.happened_by <= as_at
            and (self.counts_to is None or visit.happened_by < self.counts_to)
            for visit in visits
        )


class _Mark(NamedTuple):
    """A day from which an inspection counts."""

    day: date
    known_as: PartialDate | None
    inspection: FullInspection


def spells(history: History, aspect: Aspect, as_at: date, clock: Clock, split: bool) -> list[Spell]:
    """The spells of a council, oldest first. Each day on which a grade is in force lies in exactly one of them."""
    council = history.council
    ends = council.abolished_on if council.abolished_on and council.abolished_on <= as_at else None
    marks = [mark for mark in _marks(history, as_at, clock) if ends is None or mark.day < ends]
    grades = [mark.inspection.grade(aspect) for mark in marks]
    found: list[Spell] = []
    first = 0
    while first < len(marks):
        grade = grades[first]
        last = first
        while not split and last + 1 < len(marks) and grades[last + 1] == grade:
            last += 1
        if grade is not None:
            following = marks[last + 1] if last + 1 < len(marks) else None
            counts_to, ended_on, censoring = _end(following, ends, grade, aspect)
            started_on = marks[first].known_as
            found.append(
                Spell(
                    council,
                    aspect,
                    grade,
                    tuple(mark.inspection for mark in marks[first : last + 1]),
                    marks[first].day,
                    counts_to,
                    started_on,
                    ended_on,
                    days_between(started_on, ended_on if counts_to else exact(as_at)),
                    following.inspection.grade(aspect) if following and censoring is None else None,
                    censoring,
                    first == 0 or grades[first - 1] is None,
                )
            )
        first = last + 1
    return found


def _marks(history: History, as_at: date, clock: Clock) -> list[_Mark]:
    """The days from which inspections count, in order; of two that count from the same day, the later one.

    On the clock of publication, an inspection that is not known to be published cannot be placed, and one that comes
    out after a later one never is in force.
    """
    marks: list[_Mark] = []
    for inspection in history.inspections:
        if clock is Clock.INSPECTION:
            mark = _Mark(inspection.ended_by, inspection.ended_on, inspection)
        elif inspection.published_on:
            day = max(inspection.published_on.latest, inspection.ended_by)
            mark = _Mark(day, inspection.published_on, inspection)
        else:
            continue
        if mark.day > as_at:
            continue
        while marks and marks[-1].day >= mark.day:
            marks.pop()
        marks.append(mark)
    return marks


def _end(
    following: _Mark | None, abolished_on: date | None, grade: Grade, aspect: Aspect
) -> tuple[date | None, PartialDate | None, Censoring | None]:
    if following is not None:
        exit_grade = following.inspection.grade(aspect)
        censoring = None
        if exit_grade is None:
            censoring = Censoring.NOT_GRADED_NEXT
        elif exit_grade is grade:
            censoring = Censoring.SAME_GRADE_AGAIN
        return following.day, following.known_as, censoring
    if abolished_on is not None:
        return abolished_on, exact(abolished_on), Censoring.COUNCIL_ABOLISHED
    return None, None, Censoring.STILL_HELD
