"""Intervals: how many days lie between two things that follow each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from app.analysis.days import Days, days_between
from app.analysis.facts import CouncilFacts, FullInspection, History, MeetingFacts, Visit
from app.analysis.quantiles import quantile
from app.partial_date import PartialDate
from app.vocabulary import Aspect, CouncilType, Grade, Measure, Precision, Region, Undated


class IntervalsBy(StrEnum):
    """The groups that intervals are counted in."""

    NONE = "none"
    FRAMEWORK = "framework"
    YEAR = "year"
    REGION = "region"
    COUNCIL_TYPE = "council_type"


class Interval(NamedTuple):
    """One interval of one council, of the inspection that it is counted under."""

    council: CouncilFacts
    inspection: FullInspection
    from_code: str
    from_on: PartialDate | None
    to_code: str | None
    to_on: PartialDate | None
    interval: Days

    @property
    def year(self) -> int:
        """The year in which the inspection ended, by the latest day that its dates can mean."""
        return self.inspection.ended_by.year


@dataclass(frozen=True)
class Spread:
    """The days of a group, and how many rows are `excluded` because their days cannot be counted."""

    name: str
    days: tuple[int, ...]
    excluded: int


def intervals(
    history: History,
    measure: Measure,
    aspect: Aspect,
    visits: Mapping[str, Sequence[Visit]],
    meetings: Mapping[str, Sequence[MeetingFacts]],
) -> list[Interval]:
    """The intervals of one council, oldest first; visits and meetings by the code of the inspection."""
    if measure is Measure.BETWEEN_INSPECTIONS:
        return [
            Interval(
                history.council,
                after,
                before.code,
                before.started_on,
                after.code,
                after.started_on,
                days_between(before.started_on, after.started_on),
            )
            for before, after in pairwise(history.inspections)
        ]
    if measure in (Measure.END_TO_PUBLICATION, Measure.START_TO_PUBLICATION):
        begins = [
            one.ended_on if measure is Measure.END_TO_PUBLICATION else one.started_on for one in history.inspections
        ]
        return [
            Interval(
                history.council, one, one.code, begin, one.code, one.published_on, days_between(begin, one.published_on)
            )
            for one, begin in zip(history.inspections, begins, strict=True)
        ]
    wanted = [
        inspection
        for inspection in history.inspections
        if measure is not Measure.INADEQUATE_TO_FIRST_MONITORING_VISIT or inspection.grade(aspect) is Grade.INADEQUATE
    ]
    return [
        _interval(history.council, one, measure, visits.get(one.code, ()), meetings.get(one.code, ())) for one in wanted
    ]


def _interval(
    council: CouncilFacts,
    one: FullInspection,
    measure: Measure,
    visits: Sequence[Visit],
    meetings: Sequence[MeetingFacts],
) -> Interval:
    if measure is Measure.INADEQUATE_TO_FIRST_MONITORING_VISIT:
        first_visits = [(visit.code, visit.started_on) for visit in visits if visit.ordinal == 1]
        return _to(council, one, one.ended_on, first_visits[0] if first_visits else None, True)
    meeting, certain = _first(meetings, one.published_on.earliest if one.published_on else None)
    return _to(council, one, one.published_on, (meeting.code, meeting.held_on) if meeting else None, certain)


def _to(
    council: CouncilFacts,
    one: FullInspection,
    first: PartialDate | None,
    record: tuple[str, PartialDate] | None,
    certain: bool,
) -> Interval:
    """The interval to another record. `certain` says whether that record is known to be the first of its kind."""
    code, last = record or (None, None)
    days = days_between(first, last)
    if days.undated is Undated.TO_NOT_KNOWN:
        days = Days(None, Undated.TO_NOT_RECORDED)
    elif days.days is not None and not certain:
        days = Days(None, Undated.FIRST_NOT_CERTAIN)
    return Interval(council, one, one.code, first, code, last, days)


def _first(meetings: Sequence[MeetingFacts], day: date | None) -> tuple[MeetingFacts | None, bool]:
    """The first meeting on a day or later, and whether it is certain that no other came before it."""
    later = [meeting for meeting in meetings if day is None or meeting.held_on.latest >= day]
    if not later:
        return None, True
    first = min(later, key=lambda meeting: (meeting.held_on.latest, meeting.held_on.earliest, meeting.code))
    rivals = [meeting for meeting in later if meeting.held_on.earliest < first.held_on.earliest]
    return first, not any(rival.held_on.precision is not Precision.DAY for rival in rivals)


def group_name(row: Interval, by: IntervalsBy) -> str:
    """The group that an interval is counted in."""
    if by is IntervalsBy.FRAMEWORK:
        return row.inspection.framework_code
    if by is IntervalsBy.YEAR:
        return str(row.year)
    if by is IntervalsBy.REGION:
        return row.council.region
    if by is IntervalsBy.COUNCIL_TYPE:
        return row.council.type
    return "all"


def spreads(rows: Sequence[Interval], by: IntervalsBy) -> list[Spread]:
    """Intervals by group: those with days in ascending order, and how many have none."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    excluded: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        name = group_name(row, by)
        days[name] += [row.interval.days] if row.interval.days is not None else []
        excluded[name] += row.interval.days is None
    words = {word.value: place for vocabulary in (Region, CouncilType) for place, word in enumerate(vocabulary)}
    names = sorted(days, key=lambda name: (words.get(name, -1), name))
    return [Spread(name, tuple(sorted(days[name])), excluded[name]) for name in names]


def quartiles(spread: Spread) -> tuple[float | None, float | None, float | None]:
    """The lower quartile, the median and the upper quartile."""
    return quantile(spread.days, 1, 4), quantile(spread.days, 1, 2), quantile(spread.days, 3, 4)
