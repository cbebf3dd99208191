"""The latest full inspection of each council, as at the day that the data reach."""

from collections.abc import Mapping
from typing import Any

from app.analysis.facts import History
from app.analysis.verdicts import in_force
from app.partial_date import text_of
from app.queries.aspects import VerdictsByAspect, verdicts_by_aspect
from app.queries.histories import Facts, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect


def add_latest(snapshot: Snapshot, councils: list[dict[str, Any]]) -> None:
    """Adds the latest full inspection of each council. No SELECT once the facts of the release have been read."""
    latest = snapshot.once(read_latest)
    for council in councils:
        council["latest"] = latest[council["code"]]


def read_latest(snapshot: Snapshot) -> Mapping[str, dict[str, Any]]:
    """The latest full inspection of every council, by the code of the council."""
    facts, verdicts = read_facts(snapshot), verdicts_by_aspect(snapshot)
    return {history.council.code: _latest(history, facts, verdicts) for history in facts.councils}


def _latest(history: History, facts: Facts, verdicts: VerdictsByAspect) -> dict[str, Any]:
    status, held = in_force(history, facts.known_to)
    said = verdicts[held.code if held else None]
    # Nothing is said of a council that does not exist any more: its successors inherit no grade.
    ended = [one for one in history.inspections if held and one.ended_by <= facts.known_to]
    graded = next((one for one in reversed(ended) if one.grade(Aspect.OVERALL)), None)
    grade = graded.grade(Aspect.OVERALL) if graded else None
    return {
        "known_to": facts.known_to,
        "status": status.value,
        "inspection_code": held and held.code,
        "framework_code": held and held.framework_code,
        "started_on": held and held.started_on,
        "ended_on": held and held.ended_on,
        "date_text": held and text_of(held.started_on, held.ended_on),
        "published_on": held and held.published_on,
        "report_url": held and held.report_url,
        "overall": said["grade"]["overall"],
        "overall_absence": said["absence"]["overall"],
        **{name: grade for name, grade in said["grade"].items() if name != "overall"},
        "last_overall": grade and grade.value,
        "last_overall_inspection_code": graded and graded.code,
        "last_overall_ended_on": graded and graded.ended_on,
    }
