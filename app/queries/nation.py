"""The nation as the page about it shows it: one question for all of its statistics."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import ConfigDict, Field

from app.analysis import waiting
from app.analysis.intervals import IntervalsBy, Spread, intervals, spreads
from app.analysis.outcomes import Every, GroupBy, OutcomeCounts, last_days, series
from app.analysis.quantiles import quantile
from app.analysis.spells import Clock, spells
from app.analysis.survival import Step, kaplan_meier
from app.analysis.transitions import TransitionCell, between_frameworks, cells, pairs
from app.listing.parameters import last_day
from app.queries.histories import AsAtFilter, PublishedFilter, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, Grade, Measure


class AuthoritiesBy(StrEnum):
    """The groups that authorities are shown in."""

    REGION = "region"
    COUNCIL_TYPE = "council_type"


class NationFilter(AsAtFilter, PublishedFilter):
    """Which judgements a page about the nation counts."""

    aspect: Aspect = Field(Aspect.OVERALL, description="The aspect; the default is `overall`.", examples=["care"])


class NationQuery(NationFilter):
    """The parameters of the page about the nation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: AuthoritiesBy = Field(
        AuthoritiesBy.REGION,
        description="How authorities are grouped; the default is `region`.",
        examples=["council_type"],
    )


class Survival(NamedTuple):
    """How long a grade lasts: the estimate, and how many of its spells may have begun before the first inspection."""

    steps: Sequence[Step]
    spells: int
    ended: int
    left_truncated: int
    # Spells that are left out, because their days are not known.
    undated: int


class ReportDays(NamedTuple):
    """Days from the end of an inspection to its report: of all inspections, and by the year in which they ended."""

    all_years: Spread
    years: Sequence[Spread]


class Waits(NamedTuple):
    """The authorities by how long they have waited, the longest first, and the median of all waits in days."""

    longest: Sequence[tuple[str, str, int]]
    median: float | None
    of: int


def nation_series(
    snapshot: Snapshot, aspect: Aspect, by: AuthoritiesBy, last: date
) -> dict[str, list[tuple[date, OutcomeCounts]]]:
    """The groups of authorities by name, each on the last day of every quarter up to a day. No SELECT of its own."""
    facts = read_facts(snapshot)
    first = min((one.inspections[0].ended_by for one in facts.councils if one.inspections), default=last)
    found: dict[str, list[tuple[date, OutcomeCounts]]] = {}
    days = last_days(Every.QUARTER, first, last)
    for day, group in series(facts.councils, aspect, GroupBy(by.value), days, facts.known_to):
        found.setdefault(group.name, []).append((day, group))
    return found


def survival(snapshot: Snapshot, aspect: Aspect, grade: Grade, as_at: date, published_by: date | None) -> Survival:
    """The Kaplan-Meier estimate of how long a grade lasts, from the spells as `/v1/spells` has them."""
    found = [
        spell
        for history in read_facts(snapshot).councils
        for spell in spells(history.published_by(published_by), aspect, as_at, Clock.INSPECTION, split=False)
        if spell.grade is grade
    ]
    timed = [(spell.duration.days, spell) for spell in found]
    durations = [(days, spell) for days, spell in timed if days is not None]
    return Survival(
        kaplan_meier((days, spell.event) for days, spell in durations),
        len(durations),
        sum(spell.event for _, spell in durations),
        sum(spell.left_truncated for _, spell in durations),
        len(found) - len(durations),
    )


def report_days(snapshot: Snapshot, as_at: date, published_by: date | None) -> ReportDays:
    """The intervals `end_to_publication` of the inspections that had ended by a day, as `/v1/intervals` counts them."""
    rows = [
        row
        for history in read_facts(snapshot).councils
        for row in intervals(history.published_by(published_by), Measure.END_TO_PUBLICATION, Aspect.OVERALL, {}, {})
        if row.inspection.ended_by <= as_at
    ]
    whole = spreads(rows, IntervalsBy.NONE)
    return ReportDays(whole[0] if whole else Spread("all", (), 0), spreads(rows, IntervalsBy.YEAR))


def waits(snapshot: Snapshot, as_at: date, published_by: date | None) -> Waits:
    """Every authority whose wait is known, as `/v1/waiting-times` has them."""
    councils = [history.published_by(published_by or as_at) for history in read_facts(snapshot).councils]
    found = waiting.waits(councils, as_at, waiting.RankWithin.NATION)
    known = [(wait.council.code, wait.council.name, wait.waited.days) for wait in found if wait.waited.days is not None]
    return Waits(known, quantile(sorted(days for _, _, days in known), 1, 2), len(known))


def transition_cells(
    snapshot: Snapshot, query: NationFilter, as_at: date, frameworks: tuple[str, str]
) -> Sequence[TransitionCell]:
    """The pairs of inspections from one framework to another, by grade, as `/v1/transitions` counts them."""
    before, after = (frozenset({code}) for code in frameworks)
    found = [
        pair
        for history in read_facts(snapshot).councils
        for pair in pairs(history, query.aspect, as_at, last_day(query.published_by))
        if between_frameworks(pair, before, after)
    ]
    return cells(found, pooled=False)
