"""Intervals: how many days lie between two things that follow each other."""

from typing import Any
from urllib.parse import quote, urlencode

from pydantic import ConfigDict, Field

from app.analysis.intervals import Interval, IntervalsBy, Spread, intervals, quartiles, spreads
from app.listing.page import Page, PageOf, rows_page, start_of
from app.listing.parameters import (
    Code,
    CouncilFilter,
    ListQuery,
    QueryDate,
    Words,
    first_day,
    in_order,
    last_day,
    parameter,
)
from app.listing.schema import Schema
from app.partial_date import PartialDate
from app.queries.histories import (
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
from app.vocabulary import Aspect, Measure, Undated


class IntervalFilter(ListQuery, CouncilFilter, TypeFilter, PublishedFilter):
    """Which intervals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Measure = Field(
        Measure.END_TO_PUBLICATION,
        description="What is measured; the default is `end_to_publication`. `/v1/vocabularies/measure` defines each "
        "measure.",
        examples=["between_inspections"],
    )
    aspect: Aspect = Field(
        Aspect.OVERALL,
        description="The aspect that was judged inadequate, for `inadequate_to_first_monitoring_visit`; the default is "
        "`overall`. Other measures ignore it.",
        examples=["leadership"],
    )
    framework: Words[Code] | None = parameter(
        "Only intervals counted under inspections of these frameworks, by code, separated by commas.", ["ilacs"]
    )
    ended_from: QueryDate | None = parameter(
        "Only intervals counted under inspections that had not ended before this day; a month or a year means its "
        "first day.",
        "2018",
    )
    ended_by: QueryDate | None = parameter(
        "Only inspections that had ended by this day; a month or a year means its last day. The default is `known_to`, "
        "the day up to which the sources reach. The answer has it as `as_at`.",
        "2025-03",
    )


class IntervalQuery(IntervalFilter):
    """The parameters of the intervals."""

    by: IntervalsBy = Field(
        IntervalsBy.NONE,
        description="How intervals are grouped. With `none`, the default, all are one group.",
        examples=["framework"],
    )


class IntervalRowQuery(IntervalFilter):
    """The parameters of the rows behind the intervals."""


class IntervalPublic(Schema):
    """The days of a group of intervals: median, quartiles, least and most."""

    group: str = Field(
        description="The framework, the year, the region or the type of council; `all` if intervals are not grouped.",
        examples=["ilacs"],
    )
    n: int = Field(description="How many intervals have days. The other numbers are computed from these.", examples=[7])
    excluded: int = Field(
        description="How many have no days, because a date is not known to the day or nothing is recorded.",
        examples=[144],
    )
    median: float | None = Field(description="The median of the days; null if there are none.", examples=[45])
    lower_quartile: float | None = Field(
        description="The lower quartile of the days; null if there are none.", examples=[36]
    )
    upper_quartile: float | None = Field(
        description="The upper quartile of the days; null if there are none.", examples=[51]
    )
    min: int | None = Field(description="The fewest days; null if there are none.", examples=[31])
    max: int | None = Field(description="The most days; null if there are none.", examples=[54])
    measure: Measure = Field(description="What is measured.", examples=["end_to_publication"])
    rows_url: str = Field(
        description="Where the rows behind the group are, in the same release.",
        examples=["/v1/intervals/rows?measure=end_to_publication&framework=ilacs&release=0f1e2d3c4b5a6978"],
    )


class IntervalPage(PageOf[IntervalPublic], Stated):
    """A page of groups of intervals, with what is measured and the days that they are about."""

    measure: Measure = Field(description="What is measured.", examples=["end_to_publication"])
    by: IntervalsBy = Field(description="How intervals are grouped.", examples=["framework"])


class IntervalRowPublic(OfCouncil):
    """One interval."""

    measure: Measure = Field(description="What is measured.", examples=["end_to_publication"])
    inspection_code: str = Field(
        description="The inspection that the interval is counted under: between inspections, the later one.",
        examples=["medway-ilacs-2023-07"],
    )
    framework_code: str = Field(description="That inspection's framework.", examples=["ilacs"])
    year: int = Field(
        description="The year in which that inspection ended, by the latest day that its dates can mean.",
        examples=[2023],
    )
    from_code: str = Field(description="The record that days are counted from.", examples=["medway-ilacs-2023-07"])
    from_on: PartialDate | None = Field(description="Its date; null if not known.", examples=["2023-07-28"])
    to_code: str | None = Field(
        description="The record that days are counted to; null if none is recorded.", examples=["medway-ilacs-2023-07"]
    )
    to_on: PartialDate | None = Field(description="Its date; null if not known.", examples=["2023-09-11"])
    days: int | None = Field(
        description="The days between; null if the two dates are not both known to the day.", examples=[45]
    )
    undated: Undated | None = Field(
        description="Why there are no days; null if there are.", examples=["from_not_known"]
    )


class IntervalRowPage(PageOf[IntervalRowPublic], Stated):
    """A page of intervals, with the days that they are about."""


def find_intervals(snapshot: Snapshot, query: IntervalQuery) -> Page:
    """A page of groups of intervals."""
    start = start_of(snapshot, "intervals", query, int)
    rows, stated = _rows(snapshot, query)
    groups = spreads(rows, query.by)
    return rows_page(
        start,
        groups,
        lambda group: _group(group, query, snapshot.release),
        {"measure": query.measure, "by": query.by, **stated},
    )


def find_interval_rows(snapshot: Snapshot, query: IntervalRowQuery) -> Page:
    """A page of intervals, by council, oldest first."""
    start = start_of(snapshot, "intervals/rows", query, int)
    measure = query.measure.value
    rows, stated = _rows(snapshot, query)
    return rows_page(start, rows, lambda row: _row(row, measure), stated)


def _rows(snapshot: Snapshot, query: IntervalFilter) -> tuple[list[Interval], dict[str, Any]]:
    """The intervals, and the days that they are about."""
    facts = read_facts(snapshot)
    known_frameworks(snapshot, facts, framework=query.framework)
    first, last = first_day(query.ended_from), facts.day("ended_by", query.ended_by)
    in_order("ended_from", first, "ended_by", last)
    published_by = facts.published_by(query.published_by)
    councils = choose(snapshot, facts, query, query.council_type)
    rows = [
        row
        for history in councils
        for row in intervals(
            history.published_by(published_by), query.measure, query.aspect, facts.visits_after, facts.meetings_on
        )
    ]
    wanted = [
        row
        for row in rows
        if (not query.framework or row.inspection.framework_code in query.framework)
        and (not first or row.inspection.ended_by >= first)
        and row.inspection.ended_by <= last
    ]
    return wanted, facts.stated(last, published_by)


def _group(spread: Spread, query: IntervalQuery, release: str) -> dict[str, Any]:
    lower, median, upper = quartiles(spread)
    narrowed = query.model_dump(
        mode="json", exclude={"by", "limit", "cursor", "format", "release"}, exclude_none=True, exclude_unset=True
    )
    asked = {"measure": query.measure.value} | narrowed
    if query.by is IntervalsBy.YEAR:
        # The year can begin or end outside of the period that was asked for, which then limits it.
        year = spread.name
        asked["ended_from"] = max(f"{year}-01-01", str(first_day(query.ended_from) or ""))
        asked["ended_by"] = min(f"{year}-12-31", str(last_day(query.ended_by) or "9999"))
    elif query.by is not IntervalsBy.NONE:
        asked[query.by.value] = spread.name
    # Naming the release keeps a number and the rows behind it together when another release becomes current.
    asked["release"] = release
    flat = {name: ",".join(value) if isinstance(value, list) else value for name, value in asked.items()}
    return {
        "group": spread.name,
        "n": len(spread.days),
        "excluded": spread.excluded,
        "median": median,
        "lower_quartile": lower,
        "upper_quartile": upper,
        "min": spread.days[0] if spread.days else None,
        "max": spread.days[-1] if spread.days else None,
        "measure": query.measure,
        "rows_url": f"/v1/intervals/rows?{urlencode(flat, safe=',', quote_via=quote)}",
    }


def _row(row: Interval, measure: str) -> dict[str, Any]:
    days, undated = row.interval
    return {
        "measure": measure,
        **named(row.council),
        "inspection_code": row.inspection.code,
        "framework_code": row.inspection.framework_code,
        "year": row.year,
        "from_code": row.from_code,
        "from_on": row.from_on,
        "to_code": row.to_code,
        "to_on": row.to_on,
        "days": days,
        "undated": undated and undated.value,
    }
