"""The register: every kind of record, parents before children, and which of them are dated."""

from app.records.change import CHANGES
from app.records.citation import CITATIONS
from app.records.context_event import CONTEXT_EVENTS
from app.records.council import COUNCILS
from app.records.council_code import COUNCIL_CODES
from app.records.finding import FIGURES, FINDINGS
from app.records.focused_visit import FOCUSED_VISITS
from app.records.framework import DOMAINS, FRAMEWORKS
from app.records.gap import GAPS
from app.records.inspection import INSPECTIONS, JUDGEMENTS
from app.records.intervention import INTERVENTIONS
from app.records.joint_inspection import JOINT_INSPECTIONS
from app.records.kind import Kind
from app.records.meeting import MEETINGS
from app.records.monitoring_visit import MONITORING_VISITS
from app.records.neighbour import NEIGHBOURS
from app.records.send_inspection import SEND_INSPECTIONS
from app.records.source import SOURCES
from app.records.succession import SUCCESSIONS

KINDS: tuple[Kind, ...] = (
    SOURCES,
    COUNCILS,
    COUNCIL_CODES,
    NEIGHBOURS,
    SUCCESSIONS,
    FRAMEWORKS,
    DOMAINS,
    INSPECTIONS,
    JUDGEMENTS,
    MONITORING_VISITS,
    FOCUSED_VISITS,
    JOINT_INSPECTIONS,
    SEND_INSPECTIONS,
    INTERVENTIONS,
    MEETINGS,
    CONTEXT_EVENTS,
    FINDINGS,
    FIGURES,
    CITATIONS,
    GAPS,
    CHANGES,
)

EVENTS: tuple[Kind, ...] = (
    INSPECTIONS,
    MONITORING_VISITS,
    FOCUSED_VISITS,
    JOINT_INSPECTIONS,
    SEND_INSPECTIONS,
    INTERVENTIONS,
    MEETINGS,
    CONTEXT_EVENTS,
)
