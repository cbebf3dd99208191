"""What an inspection said of each aspect, in a column for each."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from app.analysis.facts import FullInspection
from app.listing.schema import Schema
from app.queries.histories import read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, Grade, grade_rank

# The grades, their ranks and the absences of each inspection, by its code, and of none.
VerdictsByAspect = Mapping[str | None, dict[str, dict[str, Any]]]


def _held(label: str, example: str = "good") -> Any:
    return Field(description=f"{label}: the grade in force; null if there is none.", examples=[example])


def _rank(label: str, example: int = 2) -> Any:
    return Field(description=f"{label}: the rank of the grade; null if there is none.", examples=[example])


def _missing(label: str, example: str = "not_judged_under_framework") -> Any:
    return Field(
        description=f"{label}: why the inspection in force gives no grade; null if it gives one, or if none is in "
        "force.",
        examples=[example],
    )


class GradesHeld(Schema):
    """Grades by aspect."""

    overall: Grade | None = _held("Overall effectiveness")
    leadership: Grade | None = _held("Leadership")
    help_and_protection: Grade | None = _held("Help and protection")
    care: Grade | None = _held("Children in care")
    care_leavers: Grade | None = _held("Care leavers")
    care_and_care_leavers: Grade | None = _held("Children in care and care leavers")
    adoption: Grade | None = _held("Adoption")
    safeguarding: Grade | None = _held("Safeguarding", "adequate")
    safeguarding_board: Grade | None = _held("Local Safeguarding Children Board")


class RanksHeld(Schema):
    """The ranks of the grades by aspect."""

    overall: int | None = _rank("Overall effectiveness")
    leadership: int | None = _rank("Leadership")
    help_and_protection: int | None = _rank("Help and protection")
    care: int | None = _rank("Children in care")
    care_leavers: int | None = _rank("Care leavers")
    care_and_care_leavers: int | None = _rank("Children in care and care leavers")
    adoption: int | None = _rank("Adoption")
    safeguarding: int | None = _rank("Safeguarding", 3)
    safeguarding_board: int | None = _rank("Local Safeguarding Children Board")


class AbsencesHeld(Schema):
    """Why the inspection in force gives no grade in an aspect."""

    overall: Absence | None = _missing("Overall effectiveness")
    leadership: Absence | None = _missing("Leadership")
    help_and_protection: Absence | None = _missing("Help and protection")
    care: Absence | None = _missing("Children in care", "judgement_not_yet_introduced")
    care_leavers: Absence | None = _missing("Care leavers")
    care_and_care_leavers: Absence | None = _missing("Children in care and care leavers")
    adoption: Absence | None = _missing("Adoption")
    safeguarding: Absence | None = _missing("Safeguarding")
    safeguarding_board: Absence | None = _missing("Local Safeguarding Children Board")


# The aspects that a framework of full inspections judges; the others are judged by inspections of one service alone.
ASPECTS = tuple(Aspect(name) for name in GradesHeld.model_fields)  # type: ignore[call-arg]


def verdicts_by_aspect(snapshot: Snapshot) -> VerdictsByAspect:
    """What is sent of each full inspection. It is made once for each release; an inspection is in force for years."""
    return snapshot.once(_read_verdicts)


def _read_verdicts(snapshot: Snapshot) -> VerdictsByAspect:
    made: dict[str | None, dict[str, dict[str, Any]]] = {None: _verdicts(None)}
    for history in read_facts(snapshot).councils:
        made.update({inspection.code: _verdicts(inspection) for inspection in history.inspections})
    return made


def _verdicts(held: FullInspection | None) -> dict[str, dict[str, Any]]:
    said = {aspect.value: held.verdicts[aspect] if held else None for aspect in ASPECTS}
    grades = {name: one.grade.value if one and one.grade else None for name, one in said.items()}
    return {
        "grade": grades,
        "grade_rank": {name: grade_rank(grade) for name, grade in grades.items()},
        "absence": {name: one.absence.value if one and one.absence else None for name, one in said.items()},
    }
