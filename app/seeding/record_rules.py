"""Rules of recording that a machine can see: sentences stand alone, numbers have a time, events have their place.

docs/records.md has the rules in full; a second reader once found each of these broken.
"""

import re
from collections.abc import Iterator

from app.errors import Fault
from app.records.citation import CitationRow
from app.records.context_event import ContextEventRow
from app.records.event import Event
from app.records.finding import FigureRow, FindingRow
from app.records.meeting import MeetingRow
from app.seeding.read import Dataset

# How a sentence begins that cannot be understood without the one before it.
_LEANS = re.compile(r"(?:Of (?:those|these|them)|Those|These|They|It|Its|He|She|The same|The others?|Such)\b")
# What an event can follow or consider, by the name of its column.
_FOLLOWED = ("inspection_code", "monitoring_visit_code", "focused_visit_code")


def broken_record_rules(dataset: Dataset) -> Iterator[Fault]:
    """Every row that breaks a rule. A row with an unknown reference is left to the check of references."""
    yield from _summaries(dataset)
    yield from _figures_without_time(dataset)
    yield from _meetings(dataset)
    yield from _order(dataset)


def _summaries(dataset: Dataset) -> Iterator[Fault]:
    """A finding and a figure are found by themselves, so that each is understood without its neighbour."""
    for entry in dataset.of(FindingRow, FigureRow):
        summary = getattr(entry.row, "summary", None)
        begin = _LEANS.match(summary or "")
        if begin:
            yield entry.fault("summary", f"begins with {begin.group()!r}; expected a sentence that stands alone")


def _figures_without_time(dataset: Dataset) -> Iterator[Fault]:
    """A number says of when it is; where its source does not, a citation of `as_of` says so."""
    explained = {
        row.record_code
        for row in dataset.entries["citations"].rows
        if isinstance(row, CitationRow) and row.field == "as_of"
    }
    for entry in dataset.of(FigureRow):
        row = entry.row
        if isinstance(row, FigureRow) and row.as_of is None and row.code not in explained:
            yield entry.fault("as_of", "empty; expected the time, or a citation of `as_of` that says why there is none")


def _meetings(dataset: Dataset) -> Iterator[Fault]:
    """A meeting that considered a monitoring visit names the inspection that the visit follows."""
    visits = dataset.rows("monitoring_visits")
    for entry in dataset.of(MeetingRow):
        row = entry.row
        assert isinstance(row, MeetingRow)
        visit = visits.get(row.monitoring_visit_code or "")
        if visit and row.inspection_code != visit.inspection_code:
            yield entry.fault(
                "inspection_code",
                f"{row.inspection_code or 'empty'}; expected {visit.inspection_code}, as of the visit",
            )


def _order(dataset: Dataset) -> Iterator[Fault]:
    """An event is not placed before the one that it follows or considers."""
    events = {entry.row.code: entry.row for entry in dataset.of(Event)}
    for entry in dataset.of(Event):
        row = entry.row
        assert isinstance(row, Event)
        # What explains an inspection can be before it.
        for column in () if isinstance(row, ContextEventRow) else _FOLLOWED:
            before = events.get(getattr(row, column, None) or "")
            if isinstance(before, Event) and row.happened[0].earliest < before.happened[0].earliest:
                yield entry.fault(
                    column,
                    f"{row.happened[0]} can be before {before.code} ({before.happened[0]}); "
                    "expected a range that begins with it or later",
                )
