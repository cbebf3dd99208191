"""How many items a list has: counted once in a release, and then known for all who ask again.

A period is seldom asked for again, since there are as many of them as there are pairs of days, and to count each is to
walk an index that is as long as the list. So a list that is asked for a period is tallied by its days, once for its
other filters, and from then on the total of any period is looked up. The tally also says on which day a page has to
begin, since all that began before it was over too; without that an index is walked from its first day.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.listing.conditions import Condition, at_least, at_most
from app.listing.definition import Forms, Listing, forms_of, narrowed, values_of
from app.releases.prepared import Prepared
from app.releases.snapshot import Snapshot

# Totals of so many different questions are kept with a release, and of none with more values than that: all of them
# take a few megabytes.
MAX_TOTALS = 20_000
MAX_VALUES = 16
# A tally takes twenty bytes for each of its days: seven kilobytes of the shipped data.
MAX_TALLIES = 500


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an item of a list must keep to, each a number as `date.toordinal` has it; None for no bound."""

    begun_from: int | None = None
    begun_to: int | None = None
    ended_from: int | None = None
    ended_to: int | None = None

    @property
    def tallied(self) -> bool:
        """Whether a tally can tell how many items keep to it: not how many begin and end within two days, since those
        that fail on one side cannot be told from those that fail on both.
        """
        first, last = self.begun_from or self.ended_from, self.begun_to or self.ended_to
        return bool(first or last) and not (self.begun_from and self.ended_to)


class Tally:
    """How many items begin, and how many end, up to each day on which any does."""

    __slots__ = ("_begun", "_begun_days", "_ended", "_ended_days", "_reached")

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        """From the first days, last days and numbers of items, in the order of the first days."""
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        # The last day of any item that begins on a day or before it.
        reached: dict[int, int] = {}
        furthest = 0
        for begin, end, count in spans:
            begins[begin] = begins.get(begin, 0) + count
            ends[end] = ends.get(end, 0) + count
            furthest = reached[begin] = max(furthest, end)
        self._begun_days, self._begun = _running(begins)
        self._ended_days, self._ended = _running(ends)
        self._reached = array("i", reached.values())

    def total(self, period: Period) -> int:
        """How many items keep to a period that can be tallied."""
        if period.begun_to:
            total = self._begun[bisect_right(self._begun_days, period.begun_to)]
        elif period.ended_to:
            total = self._ended[bisect_right(self._ended_days, period.ended_to)]
        else:
            total = self._begun[-1]
        # What was over before the first day had begun by then, so that it is in the other number too.
        if period.ended_from:
            total -= self._ended[bisect_left(self._ended_days, period.ended_from)]
        if period.begun_from:
            total -= self._begun[bisect_left(self._begun_days, period.begun_from)]
        return total

    def begins(self, ended_from: int) -> int:
        """The first day on which an item begins that lasts until a day; that day itself if there is none."""
        at = bisect_left(self._reached, ended_from)
        return self._begun_days[at] if at < len(self._reached) else ended_from


def _running(numbers: dict[int, int]) -> tuple["array[int]", "array[int]"]:
    """The days in order, and how many there are before each of them and, at the end, in all."""
    days = sorted(numbers)
    running = array("i", [0])
    for day in days:
        running.append(running[-1] + numbers[day])
    return array("i", days), running


def split(listing: Listing, conditions: Sequence[Condition]) -> tuple[Period, list[Condition]]:
    """The period that conditions ask of a list which is ordered by when things happened, and the other conditions."""
    days: dict[str, int] = {}
    rest = []
    for condition in conditions:
        bound = _bound(listing, condition)
        if bound:
            days[bound] = condition.values[0].toordinal()
        else:
            rest.append(condition)
    return Period(**days), rest


def _bound(listing: Listing, condition: Condition) -> str | None:
    if not listing.by_days:
        return None
    earliest, latest, *_ = listing.order
    if condition.compares(earliest):
        return "begun_from" if condition.variant == ">=" else "begun_to"
    if condition.compares(latest):
        return "ended_from" if condition.variant == ">=" else "ended_to"
    return None


def tally_of(snapshot: Snapshot, listing: Listing, rest: Sequence[Condition]) -> Tally | None:
    """The tally of a list with conditions on everything but its days. One SELECT, if it is not known yet.

    None if enough of them are known, or another thread is making one: to count is quicker than to wait for it.
    """
    forms, values = forms_of(rest), values_of(rest)
    question = (listing.name, forms, tuple(values))
    counts = snapshot.counts
    tally: Tally | None = counts.tallies.get(question)
    few = len(counts.tallies) < MAX_TALLIES and len(values) <= MAX_VALUES
    if tally is None and few and counts.tallying.acquire(blocking=False):
        try:
            rows = snapshot.rows(_spans(listing, forms), values)
            tally = Tally((_number(earliest), _number(latest), count) for earliest, latest, count in rows)
            counts.tallies[question] = tally
        finally:
            counts.tallying.release()
    return tally


def seeking(listing: Listing, period: Period, tally: Tally | None) -> list[Condition]:
    """What a period and a tally say of the first days of the items, by which an index finds them."""
    earliest = listing.order[0]
    found = []
    if period.ended_from and tally:
        found.append(at_least(earliest, date.fromordinal(tally.begins(period.ended_from))))
    if period.ended_to:
        found.append(at_most(earliest, date.fromordinal(period.ended_to)))
    return found


def counted(snapshot: Snapshot, listing: Listing, conditions: Sequence[Condition]) -> int:
    """The total of a list with conditions. One SELECT, if it is not known yet."""
    forms, values = forms_of(conditions), values_of(conditions)
    question = (listing.name, forms, tuple(values))
    total = snapshot.counts.totals.get(question)
    if total is None:
        total = int(snapshot.rows(_total(listing, forms), values)[0][0])
        if len(snapshot.counts.totals) < MAX_TOTALS and len(values) <= MAX_VALUES:
            snapshot.counts.totals[question] = total
    return total


def _number(day: Any) -> int:
    """A day as it is stored, as a number. SQLite has its text."""
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


@lru_cache(maxsize=2_000)
def _total(listing: Listing, forms: Forms) -> Prepared:
    statement, _ = narrowed(listing, forms)
    return Prepared(statement.with_only_columns(sa.func.count(), maintain_column_froms=True))


@lru_cache(maxsize=2_000)
def _spans(listing: Listing, forms: Forms) -> Prepared:
    statement, _ = narrowed(listing, forms)
    days = listing.order[:2]
    wanted = statement.with_only_columns(*days, sa.func.count(), maintain_column_froms=True)
    return Prepared(wanted.group_by(*days).order_by(*days))
