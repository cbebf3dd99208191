"""Spells: how long councils held a grade."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from app.analysis.spells import Clock, Spell, spells
from app.listing.page import Key, Page, PageOf, computed_page, start_of
from app.listing.parameters import CouncilFilter, Flag, ListQuery, NumberOfDays, Words, parameter
from app.partial_date import PartialDate
from app.queries.histories import AsAtFilter, OfCouncil, PublishedFilter, Stated, TypeFilter, choose, named, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import GRADE_RANK, Aspect, Censoring, Grade, Undated, grade_rank


class SpellQuery(ListQuery, AsAtFilter, CouncilFilter, TypeFilter, PublishedFilter):
    """The parameters of the spells."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aspect: Aspect = Field(Aspect.OVERALL, description="The aspect; the default is `overall`.", examples=["care"])
    grade: Words[Grade] | None = parameter("Only spells of these grades, separated by commas.", ["inadequate"])
    clock: Clock = Field(
        Clock.INSPECTION,
        description="From when a grade counts: from the last day on site (`inspection`, the default), or from the day "
        "the report became public (`publication`).",
        examples=["publication"],
    )
    split: Flag = Field(
        False,
        description="`true` begins a new spell at each full inspection. With `false`, the default, the same grade "
        "given again continues the spell.",
        examples=[True],
    )
    duration_at_least: NumberOfDays | None = parameter(
        "Only spells of so many days or more. A spell whose duration is not known to the day is left out.", 1096
    )


class SpellFields(OfCouncil):
    """A time in which a council held one grade in an aspect."""

    aspect: Aspect = Field(description="The aspect.", examples=["overall"])
    grade: Grade = Field(description="The grade that was held.", examples=["inadequate"])
    grade_rank: int = Field(description=GRADE_RANK, examples=[4])
    started_on: PartialDate | None = Field(
        description="The day from which the grade counts, as exactly as it is known; null if it is not.",
        examples=["2022-07-29"],
    )
    ended_on: PartialDate | None = Field(
        description="The first day on which it no longer counts, as exactly as it is known; null while it is held, or "
        "if the day is not known.",
        examples=["2025-11-21"],
    )
    duration_days: int | None = Field(
        description="Days from `started_on` to `ended_on`, or to `as_at` while the grade is held; null if one of the "
        "two is not known to the day.",
        examples=[1211],
    )
    undated: Undated | None = Field(
        description="Why there is no duration; null if there is one.", examples=["from_not_known"]
    )
    event: bool = Field(
        description="Whether the spell ended with another grade. Where it is false, the spell is censored.",
        examples=[True],
    )
    exit_grade: Grade | None = Field(description="That other grade; null if the spell is censored.", examples=["good"])
    exit_grade_rank: int | None = Field(description=GRADE_RANK, examples=[2])
    censoring: Censoring | None = Field(
        description="Why the spell is censored; null if it is not.", examples=["still_held"]
    )
    left_truncated: bool = Field(
        description="Whether no full inspection directly before gave a grade in the aspect, so that it is not known "
        "whether the same grade was held before.",
        examples=[False],
    )
    inspection_codes: list[str] = Field(
        description="The full inspections that gave the grade, oldest first.",
        examples=[["herefordshire-ilacs-2022-07"]],
    )
    framework_codes: list[str] = Field(description="Their frameworks, in the same order.", examples=[["ilacs"]])
    monitoring_visits: int = Field(description="Recorded monitoring visits within the spell.", examples=[7])
    focused_visits: int = Field(description="Recorded focused visits within the spell.", examples=[0])
    counts_from: date = Field(
        description="The day from which the spell is counted where a day is needed: the latest that `started_on` can "
        "mean.",
        examples=["2022-07-29"],
    )
    counts_to: date | None = Field(
        description="The first day on which it is not counted any more, likewise; null while the grade is held.",
        examples=["2025-11-21"],
    )
    clock: Clock = Field(description="From when a grade counts.", examples=["inspection"])


class SpellPublic(Stated, SpellFields):
    """A time in which a council held one grade in an aspect, with the days that it is about."""


class SpellPage(PageOf[SpellPublic], Stated):
    """A page of spells, with the days that they are about."""


def find_spells(snapshot: Snapshot, query: SpellQuery) -> Page:
    """A page of spells, by council, oldest first."""
    start = start_of(snapshot, "spells", query, str, str)
    facts = read_facts(snapshot)
    councils = choose(snapshot, facts, query, query.council_type)
    as_at, published_by = facts.day("as_at", query.as_at), facts.published_by(query.published_by)
    stated = facts.stated(as_at, published_by)
    found: dict[Key, Spell] = {
        (spell.council.code, spell.counts_from.isoformat()): spell
        for history in councils
        for spell in spells(history.published_by(published_by), query.aspect, as_at, query.clock, query.split)
        if (not query.grade or spell.grade in query.grade) and _lasted(spell, query.duration_at_least)
    }

    def build(key: Key) -> dict[str, Any]:
        spell = found[key]
        code = spell.council.code
        monitoring = spell.visits_within(facts.monitoring_visits.get(code, ()), as_at)
        focused = spell.visits_within(facts.focused_visits.get(code, ()), as_at)
        return {
            **_public(spell, monitoring, focused),
            "clock": query.clock.value,
            **stated,
        }

    return computed_page(start, list(found), lambda wanted: [build(key) for key in wanted], stated)


def _lasted(spell: Spell, least: int | None) -> bool:
    days = spell.duration.days
    return least is None or (days is not None and days >= least)


def _public(spell: Spell, monitoring_visits: int, focused_visits: int) -> dict[str, Any]:
    return {
        **named(spell.council),
        "aspect": spell.aspect.value,
        "grade": spell.grade.value,
        "grade_rank": grade_rank(spell.grade),
        "started_on": spell.started_on,
        "ended_on": spell.ended_on,
        "duration_days": spell.duration.days,
        "undated": spell.duration.undated and spell.duration.undated.value,
        "event": spell.event,
        "exit_grade": spell.exit_grade and spell.exit_grade.value,
        "exit_grade_rank": grade_rank(spell.exit_grade),
        "censoring": spell.censoring and spell.censoring.value,
        "left_truncated": spell.left_truncated,
        "inspection_codes": [one.code for one in spell.inspections],
        "framework_codes": [one.framework_code for one in spell.inspections],
        "monitoring_visits": monitoring_visits,
        "focused_visits": focused_visits,
        "counts_from": spell.counts_from,
        "counts_to": spell.counts_to,
    }
