"""From one full inspection of a council to the next: which grade became which."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from app.analysis.days import Days, days_between
from app.analysis.facts import CouncilFacts, FullInspection, History
from app.analysis.quantiles import quantile
from app.vocabulary import GRADE_RANKS, Aspect, Direction, Grade


class Pair(NamedTuple):
    """Two consecutive graded full inspections of one council. `ungraded_between` gave no grade here."""

    council: CouncilFacts
    before: FullInspection
    after: FullInspection
    from_grade: Grade
    to_grade: Grade
    ungraded_between: int

    @property
    def direction(self) -> Direction:
        return direction(self.from_grade, self.to_grade)

    @property
    def interval(self) -> Days:
        """From the last day on site of the one to that of the other."""
        return days_between(self.before.ended_on, self.after.ended_on)


@dataclass(frozen=True)
class TransitionCell:
    """The pairs that went from one grade to another. The frameworks are null if several are pooled."""

    from_framework: str | None
    to_framework: str | None
    from_grade: Grade
    to_grade: Grade
    pairs: tuple[Pair, ...]

    @property
    def median_days(self) -> float | None:
        days = sorted(pair.interval.days for pair in self.pairs if pair.interval.days is not None)
        return quantile(days, 1, 2)


def direction(before: Grade, after: Grade) -> Direction:
    """Whether a grade improved. Adequate and requires improvement are both third, but on different scales."""
    if before is after:
        return Direction.SAME
    if GRADE_RANKS[before] == GRADE_RANKS[after]:
        return Direction.NOT_COMPARABLE
    return Direction.IMPROVED if GRADE_RANKS[after] < GRADE_RANKS[before] else Direction.DECLINED


def pairs(
    history: History, aspect: Aspect, ended_by: date | None = None, published_by: date | None = None
) -> list[Pair]:
    """Every two consecutive full inspections of a council that gave a grade in an aspect, oldest first.

    Only inspections that had ended, and were published, by the given days count. An inspection that gave no grade in
    the aspect is passed over: the inspections before and after it are a pair. N graded inspections make N - 1 pairs.
    """
    known = [
        inspection
        for inspection in history.inspections
        if (ended_by is None or inspection.ended_by <= ended_by)
        and (published_by is None or inspection.published_by(published_by))
    ]
    graded = [(place, one, grade) for place, one in enumerate(known) if (grade := one.grade(aspect)) is not None]
    return [
        Pair(history.council, before, after, from_grade, to_grade, later - earlier - 1)
        for (earlier, before, from_grade), (later, after, to_grade) in pairwise(graded)
    ]


def between_frameworks(pair: Pair, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether the frameworks of a pair are those asked for; an empty set asks for none.

    Pairs across frameworks count only if both sides are named: otherwise both inspections have the same framework.
    """
    one, other = pair.before.framework_code, pair.after.framework_code
    if before and after:
        return one in before and other in after
    named = before or after
    return one == other and (not named or one in named)


def cells(found: Iterable[Pair], pooled: bool) -> list[TransitionCell]:
    """Pairs counted by their two grades, and by their two frameworks unless these are pooled."""
    grouped: defaultdict[tuple[str, str, Grade, Grade], list[Pair]] = defaultdict(list)
    for pair in found:
        frameworks = ("", "") if pooled else (pair.before.framework_code, pair.after.framework_code)
        grouped[(*frameworks, pair.from_grade, pair.to_grade)].append(pair)
    order = {grade: place for place, grade in enumerate(Grade)}
    keys = sorted(grouped, key=lambda key: (key[0], key[1], order[key[2]], order[key[3]]))
    return [TransitionCell(key[0] or None, key[1] or None, key[2], key[3], tuple(grouped[key])) for key in keys]
