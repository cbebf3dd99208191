"""The judgement in force for each council as at a day, and the counts of those."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from app.analysis.days import days_between, exact
from app.analysis.facts import CouncilFacts, FullInspection, History, Verdict
from app.analysis.verdicts import first_under, in_force
from app.vocabulary import Absence, Aspect, CouncilType, Grade, OutcomeStatus, Region

NOT_THERE = (OutcomeStatus.NOT_YET_ESTABLISHED, OutcomeStatus.ABOLISHED)


class GroupBy(StrEnum):
    """The groups that councils are counted in."""

    NONE = "none"
    REGION = "region"
    COUNCIL_TYPE = "council_type"
    FRAMEWORK = "framework"


class OutcomeBasis(StrEnum):
    """Which inspection of a council counts."""

    LATEST = "latest"
    FIRST = "first"


class Every(StrEnum):
    """The periods whose last days a series shows."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_BETWEEN = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


class Outcome(NamedTuple):
    """The judgement in force for a council in an aspect on a day."""

    council: CouncilFacts
    aspect: Aspect
    as_at: date
    status: OutcomeStatus
    inspection: FullInspection | None
    verdict: Verdict | None

    @property
    def grade(self) -> Grade | None:
        return self.verdict.grade if self.verdict else None

    @property
    def absence(self) -> Absence | None:
        return self.verdict.absence if self.verdict else None

    @property
    def held_for_days(self) -> int | None:
        """Days since the inspection ended; null if there is no grade, or the end is not known to the day."""
        if self.inspection is None or self.grade is None:
            return None
        return days_between(self.inspection.ended_on, exact(self.as_at)).days


@dataclass(frozen=True)
class OutcomeCounts:
    """What a group of outcomes adds up to: a number for every status, grade and absence."""

    name: str
    statuses: Mapping[OutcomeStatus, int]
    grades: Mapping[Grade, int]
    absences: Mapping[Absence, int]

    @property
    def total(self) -> int:
        """The councils that existed on the day."""
        return sum(count for status, count in self.statuses.items() if status not in NOT_THERE)

    @property
    def graded(self) -> int:
        return sum(self.grades.values())

    @property
    def good_or_outstanding(self) -> int:
        return self.grades[Grade.GOOD] + self.grades[Grade.OUTSTANDING]


def outcome(
    history: History,
    aspect: Aspect,
    as_at: date,
    published_by: date | None = None,
    basis: OutcomeBasis = OutcomeBasis.LATEST,
    frameworks: Collection[str] | None = None,
) -> Outcome:
    """What is in force for one council.

    With `FIRST`, it is what its first inspection under one of the frameworks said, or under that of the inspection in
    force if no framework is named.
    """
    status, inspection = in_force(history, as_at, published_by)
    if basis is OutcomeBasis.FIRST and inspection:
        inspection = first_under(history, frameworks or [inspection.framework_code], as_at, published_by)
        status = status if inspection else OutcomeStatus.NO_INSPECTION_RECORDED
    verdict = inspection.verdicts[aspect] if inspection else None
    return Outcome(history.council, aspect, as_at, status, inspection, verdict)


class _Tally:
    """A group while it is counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0
        self.statuses = dict.fromkeys(OutcomeStatus, 0)
        self.grades = dict.fromkeys(Grade, 0)
        self.absences = dict.fromkeys(Absence, 0)

    def add(self, number: int, status: OutcomeStatus, verdict: Verdict | None) -> None:
        """Adds a number of councils of which the same is so."""
        self.size += number
        self.statuses[status] += number
        if verdict and verdict.grade:
            self.grades[verdict.grade] += number
        if verdict and verdict.absence:
            self.absences[verdict.absence] += number

    def counted(self) -> OutcomeCounts:
        """What the group adds up to at the moment."""
        return OutcomeCounts(self.name, dict(self.statuses), dict(self.grades), dict(self.absences))


class _Tallies(dict[str, _Tally]):
    """Groups by name. One that is asked for first is empty."""

    def __missing__(self, name: str) -> _Tally:
        made = self[name] = _Tally(name)
        return made


def summarise(outcomes: Iterable[Outcome], by: GroupBy) -> list[OutcomeCounts]:
    """Outcomes counted by group. The groups add up to all the outcomes, each of them in exactly one."""
    tallies = _Tallies()
    for row in outcomes:
        name = _name(row.council, row.status, row.inspection, by)
        tallies[name].add(1, row.status, row.verdict)
    order = _order(by)
    return [tallies[name].counted() for name in sorted(tallies, key=lambda name: (order.get(name, -1), name))]


def series(
    histories: Iterable[History],
    aspect: Aspect,
    by: GroupBy,
    days: Sequence[date],
    known_to: date,
    published_within: timedelta | None = None,
) -> list[tuple[date, OutcomeCounts]]:
    """The groups of each of some days in ascending order: what `summarise` makes of the outcomes of the day.

    Only what changes from one day to the next is counted, and a group that stays the same is the same object. With
    `published_within`, an inspection counts if it is known to have been published so long after the day and by
    `known_to`.
    """
    moves = _moves(histories, known_to, published_within)
    order = _order(by)
    tallies = _Tallies()
    groups: dict[str, OutcomeCounts] = {}
    rows: list[tuple[date, OutcomeCounts]] = []
    done = 0
    for day in days:
        changed: set[str] = set()
        while done < len(moves) and moves[done][0] <= day:
            _, number, state = moves[done]
            done += 1
            inspection = state.inspection
            name = _name(state.council, state.status, inspection, by)
            tallies[name].add(number, state.status, inspection.verdicts[aspect] if inspection else None)
            changed.add(name)
        if changed:
            groups.update({name: tallies[name].counted() for name in changed})
            present = [name for name in groups if tallies[name].size]
            groups = {name: groups[name] for name in sorted(present, key=lambda name: (order.get(name, -1), name))}
        rows += [(day, group) for group in groups.values()]
    return rows


def first_day_known(
    histories: Iterable[History],
    aspect: Aspect,
    least_percent: int,
    known_to: date,
    published_within: timedelta | None = None,
) -> date | None:
    """The first day on which so many per cent of the councils that exist hold a grade; None if there is none."""
    total = graded = 0
    moves_of_days = groupby(_moves(histories, known_to, published_within), key=itemgetter(0))
    day: date
    for day, moves in moves_of_days:
        for _, number, state in moves:
            if state.status not in NOT_THERE:
                total += number
                graded += number * bool(state.inspection and state.inspection.grade(aspect))
        if graded and graded * 100 >= total * least_percent:
            return day
    return None


def _moves(
    histories: Iterable[History], known_to: date, published_within: timedelta | None
) -> list[tuple[date, int, "_State"]]:
    """The days on which councils enter a state (1) or leave it (-1), in order."""
    moves: list[tuple[date, int, _State]] = []
    for history in histories:
        states = _states(history, known_to, published_within)
        moves += [(state.since, 1, state) for state in states]
        moves += [(after.since, -1, before) for before, after in pairwise(states)]
    moves.sort(key=lambda move: move[0])
    return moves


class _State(NamedTuple):
    """What is in force for a council from a day on."""

    since: date
    council: CouncilFacts
    status: OutcomeStatus
    inspection: FullInspection | None


def _states(history: History, known_to: date, published_within: timedelta | None) -> list[_State]:
    """What `in_force` says of a council, from the first day of the calendar on."""
    council = history.council
    states = [_State(date.min, council, OutcomeStatus.NO_INSPECTION_RECORDED, None)]
    if published_within is not None and history.inspections:
        states.append(_State(history.inspections[0].ended_by, council, OutcomeStatus.NONE_PUBLISHED, None))
    counting = [
        (since, place)
        for place, inspection in enumerate(history.inspections)
        if (since := _counts_since(inspection, known_to, published_within)) is not None
    ]
    latest = -1
    for since, place in sorted(counting):
        if place > latest:
            latest = place
            states.append(_State(since, council, OutcomeStatus.IN_FORCE, history.inspections[place]))
    if council.established_on:
        first = [state for state in states if state.since <= council.established_on][-1]
        states = [
            _State(date.min, council, OutcomeStatus.NOT_YET_ESTABLISHED, None),
            _State(council.established_on, council, first.status, first.inspection),
            *(state for state in states if state.since > council.established_on),
        ]
    if council.abolished_on:
        states = [state for state in states if state.since < council.abolished_on]
        states.append(_State(council.abolished_on, council, OutcomeStatus.ABOLISHED, None))
    return states


def _counts_since(inspection: FullInspection, known_to: date, published_within: timedelta | None) -> date | None:
    """The first day on which an inspection counts; null if it never does."""
    if published_within is None:
        return inspection.ended_by
    published = inspection.published_on
    if published is None or published.latest > known_to:
        return None
    return max(inspection.ended_by, published.latest - published_within)


def _name(council: CouncilFacts, status: OutcomeStatus, inspection: FullInspection | None, by: GroupBy) -> str:
    if by is GroupBy.REGION:
        return council.region
    if by is GroupBy.COUNCIL_TYPE:
        return council.type
    if by is GroupBy.FRAMEWORK:
        return inspection.framework_code if inspection else status.value
    return "all"


def _order(by: GroupBy) -> dict[str, int]:
    """Regions and types in the order of their vocabularies; frameworks by code, before councils that have none."""
    words: Sequence[str] = ()
    if by is GroupBy.REGION:
        words = [word.value for word in Region]
    elif by is GroupBy.COUNCIL_TYPE:
        words = [word.value for word in CouncilType]
    elif by is GroupBy.FRAMEWORK:
        words = [word.value for word in OutcomeStatus]
    return {word: place for place, word in enumerate(words)}


def percent(part: int, whole: int) -> float | None:
    """A percentage to one decimal, halves rounded up, computed in whole numbers; None if `whole` is 0."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


def last_days(every: Every, first: date, last: date) -> list[date]:
    """The last days of the months, quarters or years, from the one day to the other, both included."""
    length = MONTHS_BETWEEN[every]
    year, month = first.year, ((first.month - 1) // length + 1) * length
    days: list[date] = []
    while True:
        day = _last_day(year, month)
        if day > last:
            return days
        if day >= first:
            days.append(day)
        year, month = (year, month + length) if month + length <= 12 else (year + 1, month + length - 12)


def _last_day(year: int, month: int) -> date:
    following = date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)
    return following - timedelta(days=1)
