"""Spells: how long councils held a grade."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from app.analysis.spells import Clock, Spell, spells
from app.listing.page import Key, Page, PageOf, computed_page, start_of
from app.listing.parameters import (
    CouncilFilter,
    Days,
    Flag,
    ListQuery,
    Words,
    parameter,
)
from app.listing.schema import Schema
from app.partial_date import PartialDate
from app.queries.histories import AsAtFilter, TypeFilter, choose, named, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, Censoring, CouncilType, Grade, Region, Undated


class SpellQuery(ListQuery, AsAtFilter, CouncilFilter, TypeFilter):
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
    duration_at_least: Days | None = parameter(
        "Only spells of so many days or more. A spell whose duration is not known to the day is left out.", 1096
    )


class SpellPublic(Schema):
    """A time in which a council held one grade in an aspect."""

    council_code: str = Field(description="The council.", examples=["herefordshire"])
    council_name: str = Field(description="The council's name.", examples=["Herefordshire"])
    region: Region = Field(description="The council's region.", examples=["West Midlands"])
    council_type: CouncilType = Field(description="What kind of council it is.", examples=["unitary"])
    aspect: Aspect = Field(description="The aspect.", examples=["overall"])
    grade: Grade = Field(description="The grade that was held.", examples=["inadequate"])
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
    as_at: date = Field(description="The day up to which spells are counted.", examples=["2026-06-30"])


class SpellPage(PageOf[SpellPublic]):
    """A page of spells, with the day up to which they are counted."""

    as_at: date = Field(description="The day up to which spells are counted.", examples=["2026-06-30"])


def find_spells(snapshot: Snapshot, query: SpellQuery) -> Page:
    """A page of spells, by council, oldest first."""
    start = start_of(snapshot, "spells", query, str, str)
    facts = read_facts(snapshot)
    councils = choose(snapshot, facts, query, query.council_type)
    as_at = facts.day("as_at", query.as_at)
    found: dict[Key, Spell] = {
        (spell.council.code, spell.counts_from.isoformat()): spell
        for history in councils
        for spell in spells(history, query.aspect, as_at, query.clock, query.split)
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
            "as_at": as_at,
        }

    return computed_page(start, list(found), lambda wanted: [build(key) for key in wanted], {"as_at": as_at})


def _lasted(spell: Spell, least: int | None) -> bool:
    days = spell.duration.days
    return least is None or (days is not None and days >= least)


def _public(spell: Spell, monitoring_visits: int, focused_visits: int) -> dict[str, Any]:
    return {
        **named(spell.council),
        "aspect": spell.aspect.value,
        "grade": spell.grade.value,
        "started_on": spell.started_on,
        "ended_on": spell.ended_on,
        "duration_days": spell.duration.days,
        "undated": spell.duration.undated and spell.duration.undated.value,
        "event": spell.event,
        "exit_grade": spell.exit_grade and spell.exit_grade.value,
        "censoring": spell.censoring and spell.censoring.value,
        "left_truncated": spell.left_truncated,
        "inspection_codes": [one.code for one in spell.inspections],
        "framework_codes": [one.framework_code for one in spell.inspections],
        "monitoring_visits": monitoring_visits,
        "focused_visits": focused_visits,
        "counts_from": spell.counts_from,
        "counts_to": spell.counts_to,
    }
