"""The rules of the field, checked over all rows: which domains are judged when, what caps what, what can overlap."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TypeVar

from app.errors import Fault
from app.partial_date import PartialDate
from app.records import EVENTS, KINDS
from app.records.council import CouncilRow
from app.records.event import Event
from app.records.finding import Belonging
from app.records.framework import DomainRow, FrameworkRow
from app.records.inspection import InspectionRow, JudgementRow
from app.records.kind import Record, table
from app.records.monitoring_visit import MonitoringVisitRow
from app.records.succession import SuccessionRow
from app.seeding.read import Dataset, DatasetEntry, wanted
from app.vocabulary import Aspect, Grade, InspectionType

Row = TypeVar("Row", bound=Record)
# These days can lie ahead of the day on which the row was recorded; `recorded_on` is that day.
MAY_BE_AHEAD = ("recorded_on", "due_on", "judged_to", "withdrawn_on")


def broken_rules(dataset: Dataset) -> Iterator[Fault]:
    """Every row that breaks a rule. A row with an unknown reference is left to the check of references."""
    yield from _dates(dataset)
    yield from _lifetimes(dataset)
    yield from _same_council(dataset)
    yield from _judgements(dataset)
    yield from _limiting(dataset)
    yield from _overlaps(dataset)


def _index(dataset: Dataset, kind: str, row: type[Row]) -> dict[str, Row]:
    return {found.code: found for found in dataset.entries[kind].rows if isinstance(found, row)}


def _dates(dataset: Dataset) -> Iterator[Fault]:
    """Things happen in order, and before we record them."""
    for kind in KINDS:
        columns = [
            column
            for column in kind.row.model_fields
            if wanted(kind, column)[0] in (date, PartialDate) and column not in MAY_BE_AHEAD
        ]
        for entry in dataset.entries[kind.name]:
            for column in columns:
                value = getattr(entry.row, column)
                first = value.earliest if isinstance(value, PartialDate) else value
                if first and first > entry.row.recorded_on:
                    yield entry.fault(
                        column, f"{value} is after {entry.row.recorded_on}, the day it was recorded; expected before"
                    )
    for entry in dataset.of(Event):
        row = entry.row
        assert isinstance(row, Event)
        begun, ended = row.happened
        if ended and ended.latest < begun.earliest:
            yield entry.fault("ended_on", f"{ended} is before {begun}; expected the start first")
        if row.published_on and row.published_on.latest < begun.earliest:
            yield entry.fault("published_on", f"{row.published_on} is before {begun}; expected it later")


def _lifetimes(dataset: Dataset) -> Iterator[Fault]:
    """A council is established before it is abolished, is then inspected no more, and its successor begins."""
    councils = _index(dataset, "councils", CouncilRow)
    for entry in dataset.of(CouncilRow):
        found = entry.row
        assert isinstance(found, CouncilRow)
        if found.established_on and found.abolished_on and found.established_on.earliest >= found.abolished_on:
            yield entry.fault(
                "established_on", f"{found.established_on} is not before {found.abolished_on}, when it was abolished"
            )
    for entry in dataset.of(InspectionRow, SuccessionRow):
        row = entry.row
        if isinstance(row, InspectionRow) and row.council_code in councils:
            council = councils[row.council_code]
            if council.abolished_on and row.started_on.earliest >= council.abolished_on:
                yield entry.fault(
                    "council_code", f"{row.council_code} was abolished on {council.abolished_on}; expected a successor"
                )
        if isinstance(row, SuccessionRow) and row.predecessor_code in councils:
            before = councils[row.predecessor_code]
            if before.abolished_on != row.happened_on:
                yield entry.fault(
                    "happened_on", f"{row.predecessor_code} was abolished on {before.abolished_on}; expected that day"
                )


def _same_council(dataset: Dataset) -> Iterator[Fault]:
    """What belongs to a record or considers one is of the same council as that record."""
    owners = {entry.row.code: entry.row.council_code for entry in dataset.of(Event) if isinstance(entry.row, Event)}
    dated = {kind.name for kind in EVENTS}
    columns = {
        kind: [key.parent.name for key in table(kind.table).foreign_keys if key.column.table.name in dated]
        for kind in KINDS
    }
    for entry in dataset.of(Event, Belonging):
        row = entry.row
        assert isinstance(row, Event | Belonging)
        for name in ["record_code"] if isinstance(row, Belonging) else columns[entry.kind]:
            code = getattr(row, name)
            owner = owners.get(code, row.council_code)
            if owner != row.council_code:
                yield entry.fault(name, f"{code} is of {owner}; expected a record of {row.council_code}")


def _judgements(dataset: Dataset) -> Iterator[Fault]:
    """Each domain that is judged at the start of an inspection has a grade of its scale, or an absence."""
    frameworks = _index(dataset, "frameworks", FrameworkRow)
    domains = _index(dataset, "domains", DomainRow)
    inspections = _index(dataset, "inspections", InspectionRow)
    held: defaultdict[str, list[str]] = defaultdict(list)
    for entry in dataset.entries["judgements"]:
        row = entry.row
        assert isinstance(row, JudgementRow)
        held[row.inspection_code].append(row.domain_code)
        if (row.grade is None) == (row.absence is None):
            yield entry.fault("grade", "a grade and an absence, or neither; expected exactly one of the two")
        inspection, domain = inspections.get(row.inspection_code), domains.get(row.domain_code)
        if inspection is None or domain is None:
            continue
        if domain.framework_code != inspection.framework_code:
            yield entry.fault("domain_code", f"not a domain of {inspection.framework_code}; expected one of its own")
        elif row.grade and not _in_force(domain, inspection):
            yield entry.fault(
                "grade",
                f"{row.domain_code} was not judged in inspections that start {inspection.started_on}; "
                "expected an absence",
            )
        framework = frameworks.get(inspection.framework_code)
        if row.grade and framework and row.grade not in framework.grade_scale.grades:
            expected = ", ".join(framework.grade_scale.grades) or "no grade at all"
            yield entry.fault(
                "grade", f"{row.grade} is not on the scale of {framework.short_name}; expected {expected}"
            )
    for entry in dataset.entries["inspections"]:
        made = entry.row
        assert isinstance(made, InspectionRow)
        for domain in domains.values():
            expected_here = domain.framework_code == made.framework_code and (
                _in_force(domain, made) or domain.aspect is Aspect.OVERALL
            )
            if expected_here and domain.code not in held[made.code] and not _board_only(made, domain):
                yield entry.fault(
                    "code", f"no judgement of {domain.code}; expected a grade or an absence in judgements.csv"
                )


def _in_force(domain: DomainRow, inspection: InspectionRow) -> bool:
    """Whether the domain is judged in inspections that start on some day on which this one can have started."""
    begun = inspection.started_on
    after = domain.judged_from is None or begun.latest >= domain.judged_from
    return after and (domain.judged_to is None or begun.earliest <= domain.judged_to)


def _board_only(inspection: InspectionRow, domain: DomainRow) -> bool:
    """A review of a safeguarding board on its own judges the board and nothing else."""
    return inspection.type is InspectionType.BOARD_REVIEW and domain.aspect is not Aspect.SAFEGUARDING_BOARD


def _limiting(dataset: Dataset) -> Iterator[Fault]:
    """Inadequate in a limiting domain caps overall effectiveness at inadequate."""
    domains = _index(dataset, "domains", DomainRow)
    limiting = {code for code, domain in domains.items() if domain.limiting}
    overall = {code for code, domain in domains.items() if domain.aspect is Aspect.OVERALL}
    caps: dict[str, str] = {}
    for row in dataset.entries["judgements"].rows:
        assert isinstance(row, JudgementRow)
        if row.grade is Grade.INADEQUATE and row.domain_code in limiting:
            caps.setdefault(row.inspection_code, row.domain_code)
    for entry in dataset.of(JudgementRow):
        judged = entry.row
        assert isinstance(judged, JudgementRow)
        cap = caps.get(judged.inspection_code)
        if cap and judged.domain_code in overall and judged.grade not in (None, Grade.INADEQUATE):
            yield entry.fault("grade", f"{judged.grade}, though {cap} is inadequate and limits it; expected inadequate")


def _overlaps(dataset: Dataset) -> Iterator[Fault]:
    """No council has two full inspections at once, and no monitoring visit comes before its inspection."""
    frameworks = _index(dataset, "frameworks", FrameworkRow)
    inspections = _index(dataset, "inspections", InspectionRow)
    full: defaultdict[str, list[tuple[date, date, DatasetEntry]]] = defaultdict(list)
    for entry in dataset.entries["inspections"]:
        row = entry.row
        assert isinstance(row, InspectionRow)
        framework = frameworks.get(row.framework_code)
        if framework and framework.full_inspection and row.type is not InspectionType.BOARD_REVIEW and row.ended_on:
            full[row.council_code].append((row.started_on.earliest, row.ended_on.latest, entry))
    for spans in full.values():
        for (_, ended, first), (begun, _, second) in pairwise(sorted(spans, key=lambda span: span[:2])):
            if begun <= ended:
                yield second.fault("started_on", f"overlaps {first.row.code}; expected one full inspection at a time")
    for entry in dataset.entries["monitoring_visits"]:
        row = entry.row
        if isinstance(row, MonitoringVisitRow) and row.inspection_code in inspections:
            before = inspections[row.inspection_code].started_on
            if row.started_on.latest < before.earliest:
                yield entry.fault(
                    "inspection_code", f"started {before}, after the visit; expected an earlier inspection"
                )
