"""What the page of a council answers first: the grade now, the one before, and what inspectors said in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.explorer.council_timeline import ASPECT_ROWS, grade_of
from app.explorer.words import duration, grade_word, month, small
from app.partial_date import partial_date
from app.queries.council_history import InspectionInForce
from app.vocabulary import Absence, OutcomeStatus

EventItem = Mapping[str, Any]
VISITS = ("monitoring_visits", "focused_visits")


@dataclass(frozen=True)
class Run:
    """A time in which a council held one overall grade."""

    grade: str
    # The inspection that gave it first; null if it is not among the events.
    inspection: EventItem | None
    # As exact as it is known; null while the grade is held, or if it is not known.
    until: str | None
    length: str | None
    # The visits within it that are recorded, oldest first, and how many there were at least.
    visits: Sequence[EventItem]
    came: int

    @property
    def is_complete(self) -> bool:
        """Whether every visit that is known of is recorded."""
        return self.came == len(self.visits)

    @property
    def times(self) -> str:
        """How often inspectors came: `came seven times`, `came at least six times`."""
        number = "once" if self.came == 1 else "twice" if self.came == 2 else f"{small(self.came)} times"
        return f"came {number}" if self.is_complete else f"came at least {number}"


@dataclass(frozen=True)
class Story:
    """The answer of a council's page."""

    status: str
    grade: str | None
    # The inspection in force, or the last one of an abolished council.
    inspection: EventItem | None
    # The run that goes on, the one before it, and the last one that was inadequate if that is neither.
    now: Run | None
    before: Run | None
    inadequate: Run | None
    # The run that an inspection without an overall grade ended.
    last: Run | None
    # One sentence on all runs.
    sentence: str


def story_of(
    name: str, outcome: Mapping[str, Any], spells: Sequence[Mapping[str, Any]], events: Sequence[EventItem]
) -> Story:
    """The answer, from the overall outcome of a council, its overall spells and all its events."""
    by_code = {event["code"]: event for event in events}
    visits = [event for event in events if event["kind"] in VISITS]
    runs = [_run(spell, by_code, visits) for spell in spells]
    holds = bool(spells) and spells[-1]["counts_to"] is None
    now = runs[-1] if holds else None
    earlier = runs[:-1] if holds else runs
    before = earlier[-1] if holds and earlier else None
    last = earlier[-1] if not holds and earlier else None
    told = [run for run in (now, before, last) if run]
    inadequate = next((run for run in reversed(earlier) if run.grade == "inadequate" and run not in told), None)
    if any(run.grade == "inadequate" for run in told):
        inadequate = None
    code = outcome["inspection_code"] or (spells[-1]["inspection_codes"][-1] if spells else None)
    return Story(
        outcome["status"],
        outcome["grade"],
        by_code.get(code) if code else None,
        now,
        before,
        inadequate,
        last,
        _sentence(name, spells, outcome),
    )


def _run(spell: Mapping[str, Any], events: Mapping[str, EventItem], visits: Sequence[EventItem]) -> Run:
    begins, ends = _day(spell["counts_from"]), _day(spell["counts_to"])
    within = [visit for visit in visits if visit["earliest"] >= begins and (ends is None or visit["latest"] < ends)]
    numbers = [visit["ordinal"] for visit in within if visit.get("ordinal")]
    monitoring = [visit for visit in within if visit["kind"] == "monitoring_visits"]
    came = max([len(monitoring), *numbers]) + len(within) - len(monitoring)
    days = spell["duration_days"]
    return Run(
        spell["grade"],
        events.get(spell["inspection_codes"][0]),
        spell["ended_on"],
        duration(days) if days is not None else None,
        within,
        came,
    )


def _sentence(name: str, spells: Sequence[Mapping[str, Any]], outcome: Mapping[str, Any]) -> str:
    """`Medway: requires improvement from October 2015, inadequate from July 2019, good from July 2023.`"""
    parts = [f"{grade_word(spell['grade']).lower()} from {_since(spell['started_on'])}" for spell in spells]
    if spells and spells[-1]["counts_to"] and outcome["status"] == OutcomeStatus.IN_FORCE:
        parts.append(f"no overall grade from {_since(spells[-1]['ended_on'])}")
    return f"{name}: {', '.join(parts)}." if parts else f"{name}: no overall grade is recorded."


def _since(text: str | None) -> str:
    return month(partial_date(text).latest) if text else "a day that is not known"


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def grades_now(held: Sequence[InspectionInForce]) -> list[dict[str, Any]]:
    """The grades of the last full inspection by aspect, each with the one before, or with why there is none."""
    if not held:
        return []
    last, before = held[-1], held[-2] if len(held) > 1 else None
    rows = []
    for aspect, name in ASPECT_ROWS.items():
        grade = grade_of(last, aspect)
        absence = last.absences[aspect]
        rows.append(
            {
                "name": name,
                "grade": grade,
                "why": None if grade or not absence else Absence(absence).label,  # type: ignore[call-arg]
                "before": grade_of(before, aspect) if before else None,
                "year": before.begins.year if before else None,
                "joint": not last.grades[aspect] and grade is not None,
            }
        )
    return rows
