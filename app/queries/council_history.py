"""Everything dated that is recorded of one council, each record whole: with its judgements and with other claims."""

from collections.abc import Iterable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

import sqlalchemy as sa
from pydantic_core import from_json

from app.analysis.facts import History
from app.errors import NotFound
from app.listing.known_codes import nearest
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.histories import read_facts
from app.queries.inspections import add_judgements
from app.queries.sources import SOURCE_LIST
from app.queries.tables import CITATIONS, FIGURES, FINDINGS, FRAMEWORKS, GAPS, SOURCES, TIMELINE, columns
from app.queries.timeline import TIMELINE_LIST
from app.records import EVENTS
from app.records.gap import GapPublic
from app.records.kind import Kind, table
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, FindingType, Grade, Standing

CLAIM_LIST = ListDefinition(
    "claims",
    sa.select(CITATIONS.c.record_code, CITATIONS.c.field, CITATIONS.c.stated_value, CITATIONS.c.source_code),
    (CITATIONS.c.record_code, CITATIONS.c.code),
)
NAME_LIST = ListDefinition(
    "source names", sa.select(SOURCES.c.code, SOURCES.c.publisher, SOURCES.c.title), (SOURCES.c.code,)
)
COUNCIL_GAP_LIST = ListDefinition("gaps", sa.select(*columns(GapPublic, GAPS)), (GAPS.c.code,))
_FINDING, _FIGURE = FINDINGS.c, FIGURES.c
# Only what a page shows: a council can have hundreds of them.
AREA_LIST = ListDefinition(
    "findings",
    sa.select(_FINDING.record_code, _FINDING.summary, _FINDING.source_code, _FINDING.locator),
    (_FINDING.record_code, _FINDING.position, _FINDING.code),
)
COUNCIL_FIGURE_LIST = ListDefinition(
    "figures",
    sa.select(
        _FIGURE.as_of,
        _FIGURE.summary,
        _FIGURE.comparator,
        _FIGURE.value,
        _FIGURE.unit,
        _FIGURE.source_code,
        _FIGURE.locator,
    ),
    (_FIGURE.code,),
)
FRAMEWORK_NAMES = sa.select(FRAMEWORKS.c.code, FRAMEWORKS.c.short_name)


def _event_list(kind: Kind) -> ListDefinition:
    stored = table(kind.table)
    names = ["council_code", *kind.row.model_fields, "earliest", "latest", "precision"]
    selected = [stored.c[name] for name in dict.fromkeys(names)]
    return ListDefinition(kind.name, sa.select(*selected), (stored.c.earliest, stored.c.latest, stored.c.code))


EVENT_LISTS = {kind.name: _event_list(kind) for kind in EVENTS}


class InspectionInForce(NamedTuple):
    """A full inspection, and the time in which it is in force: from its last day to the last day of the next one."""

    code: str
    framework_code: str
    started_on: str
    ended_on: str | None
    begins: date
    # Null while it is in force.
    ends: date | None
    grades: dict[Aspect, Grade | None]
    absences: dict[Aspect, Absence | None]


def find_events(snapshot: Snapshot, council_code: str) -> list[dict[str, Any]]:
    """Every dated record of a council, oldest first.

    To the fields of its kind, each has these added: `kind`, `headline`, `url`, `grade` and `report_url`, as in the
    timeline; `first` and `last`, its dates; `judgements`, those of an inspection; `claims`, the citations with another
    value. One SELECT for the timeline, one for each kind that the council has, and one more.
    """
    where = Where().equals(TIMELINE.c.council_code, council_code)
    entries = [from_json(row["rendered"]) for row in fetch_all(snapshot, TIMELINE_LIST, where)]
    rows: dict[str, dict[str, Any]] = {}
    for kind in EVENTS:
        if any(entry["kind"] == kind.name for entry in entries):
            owner = table(kind.table).c.council_code
            for row in fetch_all(snapshot, EVENT_LISTS[kind.name], Where().equals(owner, council_code)):
                # The rule of the kind needs the names of the dates alone; a model takes thirty times as long to make.
                first, last = kind.row.happened.fget(SimpleNamespace(**row))  # type: ignore[attr-defined]
                rows[row["code"]] = {**row, "first": first, "last": last, "judgements": []}
    events = []
    for entry in entries:
        event = rows[entry["code"]]
        event.update({name: entry[name] for name in ("kind", "headline", "url", "grade", "report_url")})
        event.update({name: date.fromisoformat(entry[name]) for name in ("earliest", "latest")})
        events.append(event)
    add_judgements(snapshot, [event for event in events if event["kind"] == "inspections"])
    _add_claims(snapshot, events)
    return events


def _add_claims(snapshot: Snapshot, events: list[dict[str, Any]]) -> None:
    """Adds the citations with another value to each record, those of its judgements included."""
    claims = snapshot.once(_read_claims)
    for event in events:
        owners = [event["code"], *[judgement["code"] for judgement in event["judgements"]]]
        event["claims"] = [claim for code in sorted(owners) for claim in claims.get(code, ())]


def _read_claims(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """The citations with another value by what they are about. They are few: one in fifty. One SELECT."""
    found: dict[str, list[dict[str, Any]]] = {}
    where = Where().equals(CITATIONS.c.standing, Standing.ALTERNATIVE.value).is_known(CITATIONS.c.stated_value, True)
    for claim in fetch_all(snapshot, CLAIM_LIST, where):
        found.setdefault(claim["record_code"], []).append(claim)
    return found


def full_inspections(snapshot: Snapshot, council_code: str) -> list[InspectionInForce]:
    """The full inspections of a council, oldest first. No SELECT once the facts of the release are read."""
    histories: Sequence[History] = read_facts(snapshot).councils
    history = next(history for history in histories if history.council.code == council_code)
    ends = [inspection.ended_by for inspection in history.inspections[1:]]
    return [
        InspectionInForce(
            inspection.code,
            inspection.framework_code,
            inspection.started_on,
            inspection.ended_on,
            inspection.ended_by,
            end,
            {aspect: verdict.grade for aspect, verdict in inspection.verdicts.items()},
            {aspect: verdict.absence for aspect, verdict in inspection.verdicts.items()},
        )
        for inspection, end in zip(history.inspections, [*ends, history.council.abolished_on], strict=False)
    ]


def get_owner(snapshot: Snapshot, kind: Kind, code: str) -> str:
    """The code of the council that a dated record belongs to. One SELECT. Raises NotFound."""
    key = table(kind.table).c
    found = fetch_all(snapshot, EVENT_LISTS[kind.name], Where().equals(key.code, code))
    if not found:
        near = nearest(snapshot, [code], key.code).get(code)
        raise NotFound(f"There is no {code!r} among the {kind.title.lower()}.", near)
    return str(found[0]["council_code"])


def find_council_gaps(snapshot: Snapshot, council_code: str) -> list[dict[str, Any]]:
    """What is known to be missing of a council, by code. One SELECT."""
    return fetch_all(snapshot, COUNCIL_GAP_LIST, Where().equals(GAPS.c.council_code, council_code))


def find_areas(snapshot: Snapshot, council_code: str) -> list[dict[str, Any]]:
    """The areas for improvement that are recorded of a council, by record and position. One SELECT."""
    where = Where().equals(_FINDING.council_code, council_code)
    return fetch_all(snapshot, AREA_LIST, where.equals(_FINDING.type, FindingType.AREA_FOR_IMPROVEMENT.value))


def find_council_figures(snapshot: Snapshot, council_code: str) -> list[dict[str, Any]]:
    """The figures that are recorded of a council, by code. One SELECT."""
    found = fetch_all(snapshot, COUNCIL_FIGURE_LIST, Where().equals(_FIGURE.council_code, council_code))
    for figure in found:
        if figure["value"].is_integer():
            figure["value"] = int(figure["value"])
    return found


def framework_names(snapshot: Snapshot) -> dict[str, str]:
    """What people call each framework, by its code. No SELECT once it is read."""
    return snapshot.once(_framework_names)


def _framework_names(snapshot: Snapshot) -> dict[str, str]:
    return {code: name for code, name in snapshot.connection.execute(FRAMEWORK_NAMES)}  # noqa: C416


def source_names(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """The publisher and the title of every source, by its code. No SELECT once they are read."""
    return snapshot.once(_source_names)


def _source_names(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    return {source["code"]: source for source in fetch_all(snapshot, NAME_LIST, Where())}


def find_sources_by_code(snapshot: Snapshot, codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Some sources by their codes. One SELECT."""
    where = Where().one_of(sorted(set(codes)), SOURCES.c.code)
    return {source["code"]: source for source in fetch_all(snapshot, SOURCE_LIST, where)}
