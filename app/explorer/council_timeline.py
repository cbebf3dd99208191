"""From the records of a council to its drawing: which lane each kind has, and how its records are marked.

A kind that is not named here has a lane of triangles with its title from the register.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.explorer.timeline import Band, Chip, DrawnSpan, DrawnTimeline, Lane, Mark, Shape
from app.explorer.words import counted, days, grade_word, listed
from app.partial_date import partial_date
from app.queries.council_history import InspectionInForce
from app.records import EVENTS
from app.vocabulary import Absence, Aspect, Grade, InterventionType, Precision

# The rows of judgements. Care and care leavers were one judgement until the end of 2022.
ASPECT_ROWS: dict[Aspect, str] = {
    Aspect.OVERALL: "Overall",
    Aspect.LEADERSHIP: "Leadership",
    Aspect.HELP_AND_PROTECTION: "Help and protection",
    Aspect.CARE: "Children in care",
    Aspect.CARE_LEAVERS: "Care leavers",
}
OTHER = "Other inspections"
JOINT = Aspect.CARE_AND_CARE_LEAVERS
# The rows of each aspect that is drawn.
ROWS_OF: dict[str, tuple[str, ...]] = {
    **{aspect: (name,) for aspect, name in ASPECT_ROWS.items()},
    JOINT: (ASPECT_ROWS[Aspect.CARE], ASPECT_ROWS[Aspect.CARE_LEAVERS]),
}
# Why a row has a dash in place of a grade. For all other reasons it has nothing.
SHOWN_ABSENCES = {Absence.NOT_FOUND, Absence.NOT_JUDGED, Absence.WITHDRAWN, Absence.NOT_YET_PUBLISHED}


class KindStyle(NamedTuple):
    """How the records of a kind are drawn."""

    lane: str
    shape: Shape


KIND_STYLES = {
    "monitoring_visits": KindStyle("Visits", Shape.CIRCLE),
    "focused_visits": KindStyle("Visits", Shape.DIAMOND),
    "interventions": KindStyle("Interventions", Shape.BOX),
    "meetings": KindStyle("Council meetings", Shape.BAR),
}
INTERVENTION_SIGNS: dict[str, tuple[str, str]] = {
    InterventionType.IMPROVEMENT_NOTICE: ("N", "Notice"),
    InterventionType.STATUTORY_DIRECTION: ("D", "Direction"),
    InterventionType.COMMISSIONER: ("C", "Commissioner"),
    InterventionType.IMPROVEMENT_ADVISER: ("A", "Adviser"),
    InterventionType.IMPROVEMENT_PARTNER: ("P", "Partner"),
    InterventionType.IMPROVEMENT_BOARD: ("B", "Board"),
}
DATES = ("started_on", "ended_on", "held_on")


def timeline_of(
    council: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
    held: Sequence[InspectionInForce],
    frameworks: Mapping[str, str],
    known_to: date,
) -> DrawnTimeline:
    """The drawing of a council's events."""
    inspections = [event for event in events if event["kind"] == "inspections"]
    drawn = [judged for event in inspections for judged in _judged(event)]
    rows = [name for name in (*ASPECT_ROWS.values(), OTHER) if any(name in names for _, _, names in drawn)]
    place = {name: number for number, name in enumerate(rows)}
    shown = {event["code"] for event in inspections}
    return DrawnTimeline(
        heading=f"Timeline of {council['name']}",
        description=f"{counted(len(events), 'event')} on one axis of time. The list below says the same in words.",
        known_to=known_to,
        rows=rows,
        chips=[_chip(event, grade, names, place, frameworks) for event, grade, names in drawn],
        bands=[
            Band(place[name], grade_of(inspection, aspect), inspection.begins, inspection.ends or known_to)
            for inspection in held
            if inspection.code in shown
            for aspect, name in ASPECT_ROWS.items()
            if name in place and (aspect is Aspect.OVERALL or grade_of(inspection, aspect))
        ],
        lanes=_lanes(events),
        begins=partial_date(council["established_on"]).earliest if council["established_on"] else None,
        ended=_day(council["abolished_on"]),
    )


def grade_of(inspection: InspectionInForce, aspect: Aspect) -> Grade | None:
    """What an inspection gave in an aspect. For care and for care leavers, that may be the one grade of both."""
    joint = inspection.grades[JOINT] if aspect in (Aspect.CARE, Aspect.CARE_LEAVERS) else None
    return inspection.grades[aspect] or joint


def _judged(event: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], str | None, tuple[str, ...]]]:
    """The judgements of an inspection that are drawn: the inspection, the grade, the names of the rows."""
    found: list[tuple[Mapping[str, Any], str | None, tuple[str, ...]]] = []
    given = {judgement["aspect"] for judgement in event["judgements"]}
    for judgement in event["judgements"]:
        names = ROWS_OF.get(judgement["aspect"])
        if names and (judgement["grade"] or judgement["absence"] in SHOWN_ABSENCES or judgement["aspect"] == "overall"):
            found.append((event, judgement["grade"], names))
    if not found and Aspect.OVERALL not in given:
        # An inspection of one service, or one that gives no grade.
        grade = next((judgement["grade"] for judgement in event["judgements"]), None)
        found.append((event, grade, (OTHER,)))
    return found


def _chip(
    event: Mapping[str, Any],
    grade: str | None,
    names: Sequence[str],
    place: Mapping[str, int],
    frameworks: Mapping[str, str],
) -> Chip:
    framework = frameworks[event["framework_code"]]
    is_overall = names[0] == ASPECT_ROWS[Aspect.OVERALL]
    said = f"{framework}, {listed(names).lower()}: {grade_word(grade).lower()}, {days(event['first'], event['last'])}"
    return Chip(
        row=place[names[0]],
        rows=len(names),
        grade=grade,
        span=span_of(event),
        title=said,
        name=f"{framework} {event['earliest'].year}" if is_overall else "",
        disputed=is_overall and is_disputed(event),
    )


def span_of(event: Mapping[str, Any]) -> DrawnSpan:
    """The days of an event."""
    return DrawnSpan(event["earliest"], event["latest"], event["precision"] == Precision.DAY)


def is_disputed(event: Mapping[str, Any]) -> bool:
    """Whether a source gives another date for an event."""
    return any(claim["field"] in DATES for claim in event["claims"])


def _lanes(events: Sequence[Mapping[str, Any]]) -> list[Lane]:
    """The lanes of everything but judgements, in the order of KIND_STYLES and then of the register."""
    found: dict[str, list[Mark]] = {style.lane: [] for style in KIND_STYLES.values()}
    titles = {kind.name: kind.title for kind in EVENTS}
    found |= {titles[kind.name]: [] for kind in EVENTS if kind.name not in KIND_STYLES}
    for event in events:
        if event["kind"] != "inspections":
            style = KIND_STYLES.get(event["kind"]) or KindStyle(titles[event["kind"]], Shape.TRIANGLE)
            found[style.lane].append(_mark(event, style.shape))
    return [Lane(label, marks) for label, marks in found.items() if marks]


def _mark(event: Mapping[str, Any], shape: Shape) -> Mark:
    letter = name = ""
    if event["kind"] == "interventions":
        letter, name = INTERVENTION_SIGNS[event["type"]]
    elif event.get("ordinal"):
        letter = str(event["ordinal"])
    is_intervention = shape is Shape.BOX
    until = partial_date(event["ended_on"]) if is_intervention and event["ended_on"] else None
    return Mark(
        shape,
        span_of(event),
        f"{event['headline']}, {days(event['first'], event['last'] or event.get('ended_on'))}",
        letter,
        name,
        is_disputed(event),
        is_intervention,
        DrawnSpan(until.earliest, until.latest, until.precision is Precision.DAY) if until else None,
    )


def _day(value: date | str | None) -> date | None:
    """A day, from text (SQLite) or from a date (PostgreSQL)."""
    return date.fromisoformat(value) if isinstance(value, str) else value
