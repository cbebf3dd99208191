"""What belongs to a record, sent inside it if a request asks for it."""

from typing import Any

from pydantic import BaseModel

from app.listing.statement import Column, ListDefinition, Where, fetch_all
from app.queries.councils import COUNCIL_LIST, add_relations
from app.queries.details import Included, OneRecordQuery
from app.queries.events import add_date_text
from app.queries.findings import FIGURE_LIST, FINDING_LIST, add_record_links, complete_figures
from app.queries.latest import add_latest
from app.queries.meetings import MEETING_LIST
from app.queries.monitoring_visits import MONITORING_VISIT_LIST
from app.queries.sources import SOURCE_LIST, add_councils_of_sources
from app.queries.tables import COUNCILS, FIGURES, FINDINGS, MEETINGS, MONITORING_VISITS, SOURCES
from app.records.council import CouncilPublic
from app.records.finding import FigurePublic, FindingPublic
from app.records.kind import reading_order
from app.records.meeting import MeetingPublic
from app.records.monitoring_visit import MonitoringVisitPublic
from app.records.source import SourcePublic
from app.releases.snapshot import Snapshot

# What names the record in the lists of visits and of meetings, by the kind of the record.
VISITS_OF = {"inspections": MONITORING_VISITS.c.inspection_code, "councils": MONITORING_VISITS.c.council_code}
MEETINGS_OF = {
    "inspections": MEETINGS.c.inspection_code,
    "monitoring_visits": MEETINGS.c.monitoring_visit_code,
    "focused_visits": MEETINGS.c.focused_visit_code,
    "councils": MEETINGS.c.council_code,
}


def include(snapshot: Snapshot, kind: str, record: dict[str, Any], query: OneRecordQuery[Any]) -> None:
    """Adds what a request asks for of what belongs to a record.

    One SELECT for each word, and two more for predecessors, which name their own predecessors and their GSS codes.
    However many rows there are, it stays at that.
    """
    record["included"] = None
    if query.include is None:
        return
    found: dict[str, Any] = dict.fromkeys(Included.model_fields)
    code = record["code"]
    if "findings" in query.include:
        rows = _rows(snapshot, FINDING_LIST, FINDINGS.c.record_code, [code])
        add_record_links(snapshot, rows)
        found["findings"] = _in_order(rows, FindingPublic)
    if "figures" in query.include:
        rows = _rows(snapshot, FIGURE_LIST, FIGURES.c.record_code, [code])
        complete_figures(snapshot, rows)
        found["figures"] = _in_order(rows, FigurePublic)
    if "visits" in query.include:
        rows = _rows(snapshot, MONITORING_VISIT_LIST, VISITS_OF[kind], [code])
        add_date_text(snapshot, rows)
        found["visits"] = _in_order(rows, MonitoringVisitPublic)
    if "meetings" in query.include:
        rows = _rows(snapshot, MEETING_LIST, MEETINGS_OF[kind], [code])
        add_date_text(snapshot, rows)
        found["meetings"] = _in_order(rows, MeetingPublic)
    if "predecessors" in query.include:
        rows = _rows(snapshot, COUNCIL_LIST, COUNCILS.c.code, [one["code"] for one in record["predecessors"]])
        add_relations(snapshot, rows)
        add_latest(snapshot, rows)
        found["predecessors"] = _in_order(rows, CouncilPublic)
    if "sources" in query.include:
        parts = [[record], record["citations"], *(rows for rows in found.values() if rows)]
        named = {row["source_code"] for rows in parts for row in rows}
        rows = _rows(snapshot, SOURCE_LIST, SOURCES.c.code, sorted(named))
        add_councils_of_sources(snapshot, rows)
        found["sources"] = _in_order(rows, SourcePublic)
    record["included"] = found


def _rows(snapshot: Snapshot, definition: ListDefinition, owner: Column, codes: list[str]) -> list[dict[str, Any]]:
    return fetch_all(snapshot, definition, Where().one_of(codes, owner))


def _in_order(rows: list[dict[str, Any]], shape: type[BaseModel]) -> list[dict[str, Any]]:
    """The rows with their fields in the order of their own list."""
    names = reading_order(shape)
    return [{name: row[name] for name in names} for row in rows]
