"""Outcomes: the judgement in force for each council as at a day, with counts and a series through time."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from pydantic import ConfigDict, Field, RootModel

from app.analysis.facts import History
from app.analysis.outcomes import (
    Every,
    GroupBy,
    Outcome,
    OutcomeBasis,
    OutcomeCounts,
    first_day_known,
    last_days,
    outcome,
    percent,
    series,
    summarise,
)
from app.errors import BadQuery, QueryFault
from app.listing.page import Key, Page, PageOf, computed_page, rows_page, start_of
from app.listing.parameters import (
    Code,
    CouncilFilter,
    Digits,
    FormatQuery,
    ListQuery,
    QueryDate,
    Words,
    first_day,
    in_order,
    parameter,
)
from app.listing.schema import Schema
from app.partial_date import PartialDate
from app.queries.aspects import AbsencesHeld, GradesHeld, RanksHeld, verdicts_by_aspect
from app.queries.histories import (
    AsAtFilter,
    Facts,
    OfCouncil,
    PublishedFilter,
    Stated,
    TypeFilter,
    choose,
    known_frameworks,
    named,
    read_facts,
)
from app.releases.snapshot import Snapshot
from app.vocabulary import GRADE_RANK, Absence, Aspect, Grade, OutcomeStatus, grade_rank

LONGEST_SERIES = 600
# The percentage of councils that must hold a grade before a series says much about all of them.
MOSTLY = 90
# Each word with the text that is sent: a series looks each up some thousand times.
GRADE_VALUES = [(grade, grade.value) for grade in Grade]
ABSENCE_VALUES = [(absence, absence.value) for absence in Absence]
STATUS_VALUES = [(status, status.value) for status in OutcomeStatus]


class OutcomeShape(StrEnum):
    """What a row of the outcomes is."""

    LONG = "long"
    WIDE = "wide"


class OutcomeFilter(CouncilFilter, TypeFilter, PublishedFilter):
    """The filters of outcomes."""

    basis: OutcomeBasis = Field(
        OutcomeBasis.LATEST,
        description="Which inspection of a council counts: the one in force (`latest`, the default), or the first one "
        "that had ended by `as_at` under the frameworks that `framework` names (`first`). If it names none, that is "
        "the first one under the framework of the inspection in force.",
        examples=["first"],
    )


class OutcomeQuery(ListQuery, AsAtFilter, OutcomeFilter):
    """The parameters of the outcomes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shape: OutcomeShape = Field(
        OutcomeShape.LONG,
        description="`long`, the default, has a row for each council and aspect. `wide` has a row for each council, "
        "with a column for each aspect that full inspections judge; `aspect` cannot be given with it.",
        examples=["wide"],
    )
    aspect: Words[Aspect] = Field(
        [Aspect.OVERALL],
        description="Only these aspects, separated by commas; the default is `overall`.",
        examples=[["overall", "care_leavers"]],
    )
    grade: Words[Grade] | None = parameter(
        "Only councils that hold one of these grades; with `shape=wide`, in any aspect.", ["good", "outstanding"]
    )
    status: Words[OutcomeStatus] | None = parameter(
        "Only councils with one of these statuses, separated by commas.", ["in_force"]
    )
    framework: Words[Code] | None = parameter(
        "Only councils whose inspection in force was made under one of these frameworks, by code.", ["ilacs"]
    )


class SummaryQuery(FormatQuery, AsAtFilter, OutcomeFilter):
    """The parameters of the summary of outcomes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspect: Aspect = Field(Aspect.OVERALL, description="The aspect; the default is `overall`.", examples=["care"])
    by: GroupBy = Field(
        GroupBy.NONE,
        description="How councils are grouped. With `none`, the default, all are one group.",
        examples=["region"],
    )


class SeriesQuery(ListQuery, CouncilFilter, TypeFilter):
    """The parameters of the series of outcomes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspect: Aspect = Field(Aspect.OVERALL, description="The aspect; the default is `overall`.", examples=["care"])
    by: GroupBy = Field(
        GroupBy.NONE,
        description="How councils are grouped. With `none`, the default, all are one group.",
        examples=["region"],
    )
    every: Every = Field(
        Every.YEAR,
        description="Councils are counted on the last day of each of these periods; the default is `year`.",
        examples=["quarter"],
    )
    first: QueryDate | None = parameter(
        "The first day that may be shown; a month or a year means its first day. The default is the day by which the "
        "first full inspection of these councils had ended.",
        "2022",
        alias="from",
    )
    last: QueryDate | None = parameter(
        "The last day that may be shown; a month or a year means its last day. The default is `known_to`, the day up "
        "to which the sources reach. Later days, up to a year on, are answered with `as_at_beyond_known`.",
        "2024-12",
        alias="to",
    )
    published_within_days: Annotated[int, Field(ge=0, le=3650), Digits] | None = parameter(
        "Only inspections whose reports are known to have been published within so many days after the day shown, "
        "counted up to `known_to`. By default it does not matter when they were published.",
        30,
    )


class OutcomeFields(OfCouncil):
    """The judgement in force for a council in an aspect on a day."""

    aspect: Aspect = Field(description="The aspect.", examples=["overall"])
    status: OutcomeStatus = Field(
        description="Whether an inspection is in force, and if not, why.", examples=["in_force"]
    )
    grade: Grade | None = Field(description="The grade in force; null if there is none.", examples=["good"])
    grade_rank: int | None = Field(description=GRADE_RANK, examples=[2])
    absence: Absence | None = Field(
        description="Why the inspection in force gives no grade; null if it gives one, or if none is in force.",
        examples=["judgement_not_yet_introduced"],
    )
    inspection_code: str | None = Field(
        description="The inspection in force; null if there is none.", examples=["medway-ilacs-2023-07"]
    )
    framework_code: str | None = Field(description="Its framework; null if there is none.", examples=["ilacs"])
    ended_on: PartialDate | None = Field(
        description="The inspection's last day on site; null if there is none or it is not known.",
        examples=["2023-07-28"],
    )
    published_on: PartialDate | None = Field(
        description="When its report became public; null if there is none or it is not known.", examples=["2023-09-11"]
    )
    report_url: str | None = Field(
        description="The address of its own report; null if there is none or we do not hold its address.",
        examples=["https://files.ofsted.gov.uk/v1/file/50227723"],
    )
    held_for_days: int | None = Field(
        description="Days from the inspection's last day on site to `as_at`; null if there is no grade, or if that "
        "day is not known.",
        examples=[247],
    )


class OutcomePublic(Stated, OutcomeFields):
    """The judgement in force for a council in an aspect on a day, with the days that it is about."""


class WideOutcomeFields(OfCouncil):
    """The judgements in force for a council, with a column for each aspect."""

    status: OutcomeStatus = Field(
        description="Whether an inspection is in force, and if not, why.", examples=["in_force"]
    )
    inspection_code: str | None = Field(
        description="The inspection in force; null if there is none.", examples=["medway-ilacs-2023-07"]
    )
    framework_code: str | None = Field(description="Its framework; null if there is none.", examples=["ilacs"])
    ended_on: PartialDate | None = Field(
        description="The inspection's last day on site; null if there is none or it is not known.",
        examples=["2023-07-28"],
    )
    published_on: PartialDate | None = Field(
        description="When its report became public; null if there is none or it is not known.", examples=["2023-09-11"]
    )
    report_url: str | None = Field(
        description="The address of its own report; null if there is none or we do not hold its address.",
        examples=["https://files.ofsted.gov.uk/v1/file/50227723"],
    )
    grade: GradesHeld = Field(description="The grade in force in each aspect.")
    grade_rank: RanksHeld = Field(description=f"The rank of each grade. {GRADE_RANK}")
    absence: AbsencesHeld = Field(description="Why there is none, where an inspection is in force.")


class WideOutcomePublic(Stated, WideOutcomeFields):
    """The judgements in force for a council on a day, with the days that they are about."""


class OutcomePage(PageOf[OutcomePublic], Stated):
    """A page of outcomes, with the days that they are about."""


class WideOutcomePage(PageOf[WideOutcomePublic], Stated):
    """A page of outcomes with a row for each council, with the days that they are about."""


class OutcomeAnswer(RootModel[OutcomePage | WideOutcomePage]):
    """A page of outcomes in the shape that was asked for."""


def _count(description: str, example: int = 1) -> Any:
    return Field(description=description, examples=[example])


def _share(description: str, example: float = 33.3) -> Any:
    return Field(description=description, examples=[example])


class GradeCounts(Schema):
    """Councils by the grade that they hold."""

    outstanding: int = _count("Councils that hold outstanding.")
    good: int = _count("Councils that hold good.")
    requires_improvement: int = _count("Councils that hold requires improvement.")
    adequate: int = _count("Councils that hold adequate.")
    inadequate: int = _count("Councils that hold inadequate.")


class GradePercents(Schema):
    """The percentage of graded councils that hold each grade, to one decimal; null if none is graded."""

    outstanding: float | None = _share("The percentage of graded councils that hold outstanding.")
    good: float | None = _share("The percentage of graded councils that hold good.")
    requires_improvement: float | None = _share("The percentage of graded councils that hold requires improvement.")
    adequate: float | None = _share("The percentage of graded councils that hold adequate.", 0.0)
    inadequate: float | None = _share("The percentage of graded councils that hold inadequate.")


class AbsenceCounts(Schema):
    """How many councils have an inspection in force that gives no grade, by the reason."""

    not_judged_under_framework: int = _count("The framework did not judge the aspect.")
    judgement_not_yet_introduced: int = _count("The framework did not judge the aspect yet.", 0)
    not_yet_published: int = _count("The report was not out when the dataset was made.", 0)
    not_found: int = _count("A grade was given, but no source that we have read states it.", 0)
    not_judged: int = _count("The report says that inspectors made no judgement.")
    withdrawn: int = _count("The grade was withdrawn.", 0)


class StatusCounts(Schema):
    """How many councils are in each status; together they are all the councils asked about, abolished ones too."""

    in_force: int = _count("Councils with an inspection in force, graded or not.")
    no_inspection_recorded: int = _count("Councils of which no full inspection that had ended is recorded.")
    none_published: int = _count("Councils of which no inspection that had ended is known to have been published.", 0)
    not_yet_established: int = _count("Councils that did not exist yet.")
    abolished: int = _count("Councils that did not exist any more.")


class SummaryGroup(Schema):
    """The counts of a group of councils."""

    group: str = Field(
        description="The region, the kind of council or the framework; `all` if councils are not grouped. By "
        "framework, councils that have no inspection in force are grouped by their status.",
        examples=["all"],
    )
    total: int = Field(description="Councils that existed on the day.", examples=[2])
    graded: int = Field(
        description="Those of them that hold a grade: the denominator of every percentage.", examples=[2]
    )
    share_known: float | None = Field(
        description="`graded` as a percentage of `total`, to one decimal; null if `total` is 0. Where it is low, the "
        "other percentages are those of few councils.",
        examples=[100.0],
    )
    counts: GradeCounts = Field(description="How many councils hold each grade.")
    percents: GradePercents = Field(description="The same as percentages of `graded`, to one decimal.")
    good_or_outstanding: int = Field(description="How many councils hold good or outstanding.", examples=[2])
    good_or_outstanding_percent: float | None = Field(
        description="The same as a percentage of `graded`, to one decimal; null if no council is graded.",
        examples=[100.0],
    )
    not_graded: int = Field(
        description="Councils with an inspection in force that gives no grade; `absences` says why.", examples=[0]
    )
    absences: AbsenceCounts = Field(description="How many councils have no grade, by the reason.")
    statuses: StatusCounts = Field(description="How many councils are in each status.")
    outcomes_url: str = Field(
        description="The list of the outcomes that were counted, in the same release.",
        examples=["/v1/outcomes?as_at=2024-03-31&aspect=overall&release=0f1e2d3c4b5a6978"],
    )


class Asked(Stated):
    """The question that a summary answers."""

    aspect: Aspect = Field(description="The aspect.", examples=["overall"])
    by: GroupBy = Field(description="How councils are grouped.", examples=["region"])


class SummaryPublic(Asked):
    """The outcomes as at a day, counted."""

    release: str = Field(description="The release that the answer comes from.", examples=["0f1e2d3c4b5a6978"])
    groups: list[SummaryGroup] = Field(description="The groups, each council in exactly one of them.")


class SeriesPoint(SummaryGroup, Asked):
    """A group as at a day, with what was asked: an item of the series, and a row of the summary as CSV."""


class SeriesPage(PageOf[SeriesPoint]):
    """A page of the series, with the days between which it says much."""

    known_to: date = Field(
        description="The day up to which the sources reach; `/v1/releases/current` says how that is known.",
        examples=["2026-08-22"],
    )
    mostly_known_from: date | None = Field(
        description="The first day on which 90 % of the councils asked about hold a grade; null if there is none. "
        "Percentages of earlier days are those of few councils.",
        examples=["2017-05-25"],
    )


def find_outcomes(snapshot: Snapshot, query: OutcomeQuery) -> Page:
    """A page of outcomes, by council and aspect."""
    start = start_of(snapshot, "outcomes", query, str, int)
    facts = read_facts(snapshot)
    known_frameworks(snapshot, facts, framework=query.framework)
    councils = choose(snapshot, facts, query, query.council_type)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    aspects = [(place, aspect) for place, aspect in enumerate(Aspect) if aspect in query.aspect]
    rows: dict[Key, Outcome] = {}
    for history in councils:
        for place, aspect in aspects:
            row = outcome(history, aspect, as_at, published_by, query.basis, query.framework)
            if _wanted(row, query):
                rows[history.council.code, place] = row
    stated = facts.stated(as_at, published_by)
    return computed_page(start, list(rows), lambda wanted: [outcome_row(rows[key]) | stated for key in wanted], stated)


def find_wide_outcomes(snapshot: Snapshot, query: OutcomeQuery) -> Page:
    """A page of outcomes with a row for each council, by council."""
    if "aspect" in query.model_fields_set:
        message = "aspect: every aspect has a column with shape=wide; expected `shape=wide` or `aspect`, not both"
        raise BadQuery(QueryFault("aspect", "not_with_wide", message))
    start = start_of(snapshot, "outcomes/wide", query, str)
    facts, verdicts = read_facts(snapshot), verdicts_by_aspect(snapshot)
    known_frameworks(snapshot, facts, framework=query.framework)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    rows: dict[Key, dict[str, Any]] = {}
    for history in choose(snapshot, facts, query, query.council_type):
        # Which inspection is in force does not depend on the aspect.
        row = outcome(history, Aspect.OVERALL, as_at, published_by, query.basis, query.framework)
        said = verdicts[row.inspection.code if row.inspection else None]
        held = {grade for grade in said["grade"].values() if grade}
        if _in_force_as_wanted(row, query) and (not query.grade or not held.isdisjoint(query.grade)):
            rows[(history.council.code,)] = _wide(row, said)
    stated = facts.stated(as_at, published_by)
    return computed_page(start, list(rows), lambda wanted: [rows[key] | stated for key in wanted], stated)


def get_summary(snapshot: Snapshot, query: SummaryQuery) -> dict[str, Any]:
    """The outcomes counted."""
    facts = read_facts(snapshot)
    councils = choose(snapshot, facts, query, query.council_type)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    addresses = Addresses(query, snapshot.release)
    rows = (outcome(history, query.aspect, as_at, published_by, query.basis) for history in councils)
    return {
        **facts.stated(as_at, published_by),
        "aspect": query.aspect,
        "by": query.by,
        "release": snapshot.release,
        "groups": [
            {**_figures(group), "outcomes_url": addresses.of(group.name, as_at, published_by)}
            for group in summarise(rows, query.by)
        ],
    }


def find_series(snapshot: Snapshot, query: SeriesQuery) -> Page:
    """A page of the series, by day and group."""
    start = start_of(snapshot, "outcomes/series", query, int)
    facts = read_facts(snapshot)
    councils = choose(snapshot, facts, query, query.council_type)
    days = _shown(facts, councils, query)
    within = None if query.published_within_days is None else timedelta(days=query.published_within_days)
    addresses = Addresses(query, snapshot.release)
    aspect, by = query.aspect.value, query.by.value
    # A group that stays the same from one day to the next is the same object, and is made ready once.
    figures: dict[int, dict[str, Any]] = {}

    def public(row: tuple[date, OutcomeCounts]) -> dict[str, Any]:
        day, group = row
        found = figures.get(id(group))
        if found is None:
            found = figures[id(group)] = _figures(group)
        published_by = None if within is None else min(day + within, facts.known_to)
        return {
            **facts.stated(day, published_by),
            "aspect": aspect,
            "by": by,
            **found,
            "outcomes_url": addresses.of(group.name, day, published_by),
        }

    stated = {
        "known_to": facts.known_to,
        "mostly_known_from": first_day_known(councils, query.aspect, MOSTLY, facts.known_to, within),
    }
    return rows_page(start, series(councils, query.aspect, query.by, days, facts.known_to, within), public, stated)


def _wanted(row: Outcome, query: OutcomeQuery) -> bool:
    return (not query.grade or row.grade in query.grade) and _in_force_as_wanted(row, query)


def _in_force_as_wanted(row: Outcome, query: OutcomeQuery) -> bool:
    framework = row.inspection and row.inspection.framework_code
    return (not query.status or row.status in query.status) and (not query.framework or framework in query.framework)


def _wide(row: Outcome, said: dict[str, dict[str, Any]]) -> dict[str, Any]:
    inspection = row.inspection
    return {
        **named(row.council),
        "status": row.status.value,
        "inspection_code": inspection and inspection.code,
        "framework_code": inspection and inspection.framework_code,
        "ended_on": inspection and inspection.ended_on,
        "published_on": inspection and inspection.published_on,
        "report_url": inspection and inspection.report_url,
        **said,
    }


def outcome_row(row: Outcome) -> dict[str, Any]:
    """The fields of an outcome, without the days that it is about."""
    inspection = row.inspection
    return {
        **named(row.council),
        "aspect": row.aspect.value,
        "status": row.status.value,
        "grade": row.grade and row.grade.value,
        "grade_rank": grade_rank(row.grade),
        "absence": row.absence and row.absence.value,
        "inspection_code": inspection and inspection.code,
        "framework_code": inspection and inspection.framework_code,
        "ended_on": inspection and inspection.ended_on,
        "published_on": inspection and inspection.published_on,
        "report_url": inspection and inspection.report_url,
        "held_for_days": row.held_for_days,
    }


class Addresses:
    """Where the outcomes are that were counted in a group."""

    def __init__(self, query: SummaryQuery | SeriesQuery, release: str) -> None:
        self._by = query.by
        self._asked = {
            "aspect": query.aspect.value,
            "council": query.council and ",".join(query.council),
            "region": query.region and ",".join(query.region),
            "neighbours_of": query.neighbours_of,
            "council_type": query.council_type and ",".join(query.council_type),
            "basis": "first" if isinstance(query, SummaryQuery) and query.basis is OutcomeBasis.FIRST else None,
            # Naming the release keeps a number and the rows behind it together when another release becomes current.
            "release": release,
        }
        self._narrowed: dict[str, str] = {}

    def of(self, group: str, as_at: date, published_by: date | None) -> str:
        """The path and query of the outcomes of a group as at a day."""
        narrowed = self._narrowed.get(group)
        if narrowed is None:
            narrowed = self._narrowed[group] = self._narrow(group)
        published = f"&published_by={published_by}" if published_by else ""
        return f"/v1/outcomes?as_at={as_at}{published}&{narrowed}"

    def _narrow(self, group: str) -> str:
        asked = dict(self._asked)
        if self._by is not GroupBy.NONE:
            asked["status" if group in list(OutcomeStatus) else self._by.value] = group
        # `quote` writes a space as %20, which every client reads; the framework's own form would be a plus.
        return urlencode({name: value for name, value in asked.items() if value}, safe=",", quote_via=quote)


def _figures(group: OutcomeCounts) -> dict[str, Any]:
    graded = group.graded
    return {
        "group": group.name,
        "total": group.total,
        "graded": graded,
        "share_known": percent(graded, group.total),
        "counts": {name: group.grades[grade] for grade, name in GRADE_VALUES},
        "percents": {name: percent(group.grades[grade], graded) for grade, name in GRADE_VALUES},
        "good_or_outstanding": group.good_or_outstanding,
        "good_or_outstanding_percent": percent(group.good_or_outstanding, graded),
        "not_graded": sum(group.absences.values()),
        "absences": {name: group.absences[absence] for absence, name in ABSENCE_VALUES},
        "statuses": {name: group.statuses[status] for status, name in STATUS_VALUES},
    }


def _shown(facts: Facts, councils: Sequence[History], query: SeriesQuery) -> list[date]:
    last = facts.day("to", query.last)
    earliest = min((history.inspections[0].ended_by for history in councils if history.inspections), default=last)
    first = first_day(query.first) or min(earliest, last)
    in_order("from", first, "to", last)
    days = last_days(query.every, first, last)
    if len(days) > LONGEST_SERIES:
        message = f"from: {len(days)} days from {first} to {last}; expected at most {LONGEST_SERIES}"
        raise BadQuery(QueryFault("from", "series_too_long", message))
    return days
