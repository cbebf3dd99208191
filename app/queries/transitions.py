"""Transitions: which grade became which from one full inspection to the next."""

from typing import Any

from pydantic import ConfigDict, Field

from app.analysis.transitions import Pair, TransitionCell, between_frameworks, cells, pairs
from app.listing.page import Page, PageOf, rows_page, start_of
from app.listing.parameters import (
    Code,
    CouncilFilter,
    Flag,
    ListQuery,
    QueryDate,
    Words,
    first_day,
    in_order,
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
from app.vocabulary import GRADE_RANK, Aspect, Direction, Grade, Undated, grade_rank


class TransitionFilter(ListQuery, CouncilFilter, TypeFilter, PublishedFilter):
    """Which pairs of inspections."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspect: Aspect = Field(Aspect.OVERALL, description="The aspect; the default is `overall`.", examples=["care"])
    from_framework: Words[Code] | None = parameter(
        "Only pairs whose earlier inspection was made under one of these frameworks. Unless `to_framework` is given "
        "too, both inspections were made under the same one.",
        ["sif"],
    )
    to_framework: Words[Code] | None = parameter(
        "Only pairs whose later inspection was made under one of these frameworks. Unless `from_framework` is given "
        "too, both inspections were made under the same one.",
        ["ilacs"],
    )
    ended_from: QueryDate | None = parameter(
        "Only pairs whose later inspection had not ended before this day; a month or a year means its first day.",
        "2018",
    )
    ended_by: QueryDate | None = parameter(
        "Only inspections that had ended by this day; a month or a year means its last day. The default is `known_to`, "
        "the day up to which the sources reach. The answer has it as `as_at`.",
        "2022-03",
    )
    from_grade: Words[Grade] | None = parameter("Only pairs whose earlier grade is one of these.", ["inadequate"])
    to_grade: Words[Grade] | None = parameter("Only pairs whose later grade is one of these.", ["good"])
    direction: Words[Direction] | None = parameter(
        "Only pairs with one of these directions, separated by commas.", ["improved"]
    )


class TransitionQuery(TransitionFilter):
    """The parameters of the transitions."""

    pooled: Flag = Field(
        False,
        description="`true` counts the pairs of all frameworks asked for together. `false`, the default, counts each "
        "two frameworks apart.",
        examples=[True],
    )


class TransitionPairQuery(TransitionFilter):
    """The parameters of the pairs behind the transitions."""


class PairLine(OfCouncil):
    """A pair inside its transition."""

    from_inspection_code: str = Field(description="The earlier inspection.", examples=["medway-ilacs-2019-07"])
    to_inspection_code: str = Field(description="The later inspection.", examples=["medway-ilacs-2023-07"])
    days: int | None = Field(
        description="Days from the last day on site of the one to that of the other; null if one is not known.",
        examples=[1463],
    )


class TransitionPublic(Schema):
    """How many pairs of consecutive inspections went from one grade to another."""

    from_framework_code: str | None = Field(
        description="The framework of the earlier inspections; null if frameworks are pooled.", examples=["ilacs"]
    )
    to_framework_code: str | None = Field(
        description="The framework of the later inspections; null if frameworks are pooled.", examples=["ilacs"]
    )
    from_grade: Grade = Field(description="The earlier grade.", examples=["inadequate"])
    from_grade_rank: int = Field(description=GRADE_RANK, examples=[4])
    to_grade: Grade = Field(description="The later grade.", examples=["good"])
    to_grade_rank: int = Field(description=GRADE_RANK, examples=[2])
    direction: Direction = Field(description="Which way it went.", examples=["improved"])
    count: int = Field(description="How many pairs there are.", examples=[2])
    timed: int = Field(description="Of how many of them the days are known.", examples=[2])
    median_days: float | None = Field(description="The median of those days; null if there are none.", examples=[1337])
    pairs: list[PairLine] = Field(description="The pairs, by council, oldest first.")


class TransitionPairPublic(OfCouncil):
    """Two consecutive full inspections of one council that both gave a grade in the aspect."""

    aspect: Aspect = Field(description="The aspect.", examples=["overall"])
    from_inspection_code: str = Field(description="The earlier inspection.", examples=["medway-ilacs-2019-07"])
    from_framework_code: str = Field(description="Its framework.", examples=["ilacs"])
    from_ended_on: PartialDate | None = Field(
        description="Its last day on site; null if not known.", examples=["2019-07-26"]
    )
    from_grade: Grade = Field(description="Its grade.", examples=["inadequate"])
    from_grade_rank: int = Field(description=GRADE_RANK, examples=[4])
    to_inspection_code: str = Field(description="The later inspection.", examples=["medway-ilacs-2023-07"])
    to_framework_code: str = Field(description="Its framework.", examples=["ilacs"])
    to_ended_on: PartialDate | None = Field(
        description="Its last day on site; null if not known.", examples=["2023-07-28"]
    )
    to_grade: Grade = Field(description="Its grade.", examples=["good"])
    to_grade_rank: int = Field(description=GRADE_RANK, examples=[2])
    direction: Direction = Field(description="Which way it went.", examples=["improved"])
    days: int | None = Field(
        description="Days from the last day on site of the one to that of the other; null if one is not known.",
        examples=[1463],
    )
    undated: Undated | None = Field(
        description="Why there are no days; null if there are.", examples=["from_not_known"]
    )
    ungraded_between: int = Field(
        description="Full inspections between the two that gave no grade in the aspect.", examples=[0]
    )


class TransitionPage(PageOf[TransitionPublic], Stated):
    """A page of transitions, with the days that they are about."""


class TransitionPairPage(PageOf[TransitionPairPublic], Stated):
    """A page of pairs, with the days that they are about."""


def find_transitions(snapshot: Snapshot, query: TransitionQuery) -> Page:
    """A page of transitions, by frameworks and grades."""
    start = start_of(snapshot, "transitions", query, int)
    found, stated = _pairs(snapshot, query)
    return rows_page(start, cells(found, query.pooled), _public, stated)


def find_transition_pairs(snapshot: Snapshot, query: TransitionPairQuery) -> Page:
    """A page of the pairs, by council, oldest first."""
    start = start_of(snapshot, "transitions/pairs", query, int)
    found, stated = _pairs(snapshot, query)
    return rows_page(start, found, lambda pair: _row(pair, query.aspect), stated)


def _pairs(snapshot: Snapshot, query: TransitionFilter) -> tuple[list[Pair], dict[str, Any]]:
    """The pairs, and the days that they are about."""
    facts = read_facts(snapshot)
    known_frameworks(snapshot, facts, from_framework=query.from_framework, to_framework=query.to_framework)
    councils = choose(snapshot, facts, query, query.council_type)
    ended_from, ended_by = first_day(query.ended_from), facts.day("ended_by", query.ended_by)
    in_order("ended_from", ended_from, "ended_by", ended_by)
    published_by = facts.published_by(query.published_by)
    before, after = frozenset(query.from_framework or ()), frozenset(query.to_framework or ())
    found = [
        pair
        for history in councils
        for pair in pairs(history, query.aspect, ended_by, published_by)
        if between_frameworks(pair, before, after)
        and (not ended_from or pair.after.ended_by >= ended_from)
        and (not query.from_grade or pair.from_grade in query.from_grade)
        and (not query.to_grade or pair.to_grade in query.to_grade)
        and (not query.direction or pair.direction in query.direction)
    ]
    return found, facts.stated(ended_by, published_by)


def _public(cell: TransitionCell) -> dict[str, Any]:
    return {
        "from_framework_code": cell.from_framework,
        "to_framework_code": cell.to_framework,
        "from_grade": cell.from_grade.value,
        "from_grade_rank": grade_rank(cell.from_grade),
        "to_grade": cell.to_grade.value,
        "to_grade_rank": grade_rank(cell.to_grade),
        "direction": cell.pairs[0].direction.value,
        "count": len(cell.pairs),
        "timed": sum(pair.interval.days is not None for pair in cell.pairs),
        "median_days": cell.median_days,
        "pairs": [
            {
                **named(pair.council),
                "from_inspection_code": pair.before.code,
                "to_inspection_code": pair.after.code,
                "days": pair.interval.days,
            }
            for pair in cell.pairs
        ],
    }


def _row(pair: Pair, aspect: Aspect) -> dict[str, Any]:
    interval = pair.interval
    return {
        **named(pair.council),
        "aspect": aspect.value,
        "from_inspection_code": pair.before.code,
        "from_framework_code": pair.before.framework_code,
        "from_ended_on": pair.before.ended_on,
        "from_grade": pair.from_grade.value,
        "from_grade_rank": grade_rank(pair.from_grade),
        "to_inspection_code": pair.after.code,
        "to_framework_code": pair.after.framework_code,
        "to_ended_on": pair.after.ended_on,
        "to_grade": pair.to_grade.value,
        "to_grade_rank": grade_rank(pair.to_grade),
        "direction": pair.direction.value,
        "days": interval.days,
        "undated": interval.undated and interval.undated.value,
        "ungraded_between": pair.ungraded_between,
    }
