"""Waiting times: how long ago the last full inspection of each council began."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.analysis.days import Days, days_between, exact
from app.analysis.facts import CouncilFacts, FullInspection, History
from app.vocabulary import Undated


class RankWithin(StrEnum):
    """The councils among which a council is ranked."""

    NATION = "nation"
    REGION = "region"


class Wait(NamedTuple):
    """How long a council has waited. The longest wait has rank 1; equal waits share a rank, and the next is skipped."""

    council: CouncilFacts
    inspection: FullInspection | None
    waited: Days
    rank: int | None
    of: int


def waits(histories: Iterable[History], as_at: date, within: RankWithin) -> list[Wait]:
    """Every council that existed on the day, the longest wait first, those whose wait is not known last."""
    rows: list[tuple[CouncilFacts, FullInspection | None, Days]] = []
    for history in histories:
        council = history.council
        if council.established_on and council.established_on > as_at:
            continue
        if council.abolished_on and council.abolished_on <= as_at:
            continue
        begun = [one for one in history.inspections if one.started_on.latest <= as_at]
        last = max(begun, key=lambda one: (one.started_on.latest, one.code), default=None)
        waited = days_between(last.started_on, exact(as_at)) if last else Days(None, Undated.FROM_NOT_KNOWN)
        rows.append((council, last, waited))
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for council, _, waited in rows:
        if waited.days is not None:
            lengths[_pool(council, within)].append(waited.days)
    for pool in lengths.values():
        pool.sort()
    found = []
    for council, last, waited in rows:
        pool = lengths[_pool(council, within)]
        rank = None if waited.days is None else 1 + len(pool) - bisect_right(pool, waited.days)
        found.append(Wait(council, last, waited, rank, len(pool)))
    return sorted(found, key=lambda wait: (wait.waited.days is None, -(wait.waited.days or 0), wait.council.code))


def _pool(council: CouncilFacts, within: RankWithin) -> str:
    return council.region if within is RankWithin.REGION else ""
