"""The tables by name, and how a public shape is selected from them."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.listing.statement import SpacedWords
from app.records import (
    change,
    citation,
    context_event,
    council,
    council_code,
    finding,
    focused_visit,
    framework,
    gap,
    inspection,
    intervention,
    joint_inspection,
    meeting,
    monitoring_visit,
    neighbour,
    release,
    search,
    send_inspection,
    source,
    succession,
)
from app.records.event import Timeline
from app.records.kind import table

SOURCES = table(source.Source)
COUNCILS = table(council.Council)
COUNCIL_CODES = table(council_code.CouncilCode)
NEIGHBOURS = table(neighbour.Neighbour)
SUCCESSIONS = table(succession.Succession)
FRAMEWORKS = table(framework.Framework)
DOMAINS = table(framework.Domain)
INSPECTIONS = table(inspection.Inspection)
JUDGEMENTS = table(inspection.Judgement)
DATED_JUDGEMENTS = table(inspection.DatedJudgement)
MONITORING_VISITS = table(monitoring_visit.MonitoringVisit)
FOCUSED_VISITS = table(focused_visit.FocusedVisit)
JOINT_INSPECTIONS = table(joint_inspection.JointInspection)
SEND_INSPECTIONS = table(send_inspection.SendInspection)
INTERVENTIONS = table(intervention.Intervention)
MEETINGS = table(meeting.Meeting)
CONTEXT_EVENTS = table(context_event.ContextEvent)
FINDINGS = table(finding.Finding)
FIGURES = table(finding.Figure)
CITATIONS = table(citation.Citation)
GAPS = table(gap.Gap)
CHANGES = table(change.Change)
RELEASES = table(release.Release)
TIMELINE = table(Timeline)
SEARCH_DOCUMENTS = table(search.SearchDocument)
SEARCH_TERMS = table(search.SearchTerm)

# The own report of an inspection, as a source.
REPORTS = SOURCES.alias("reports")
REPORT_OF_INSPECTION = REPORTS.c.code == INSPECTIONS.c.code.concat(sa.literal_column(f"'{inspection.REPORT}'"))
COUNCIL_COLUMNS = {
    "council_name": COUNCILS.c.name,
    "region": COUNCILS.c.region,
    "gss_code": COUNCILS.c.gss_code,
    "la_code": COUNCILS.c.la_code,
    "ofsted_urn": COUNCILS.c.ofsted_urn,
}


def columns(shape: type[SQLModel], *tables: sa.Table, **named: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
    """The columns of a public shape, in its order and under its names: each from `named`, or the first table with it.

    A field that no table has is left out: a query adds it itself.
    """
    found: list[sa.ColumnElement[Any]] = []
    for name in shape.model_fields:
        if name in named:
            found.append(named[name].label(name))
        else:
            found += [_as_sent(shape, t.c[name]) for t in tables if name in t.c][:1]
    return found


def _as_sent(shape: type[SQLModel], stored: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column, marked if it holds words of which the shape makes a list."""
    if shape.model_fields[stored.name].annotation == list[str] and isinstance(stored.type, sa.String):
        return sa.type_coerce(stored, SpacedWords()).label(stored.name)
    return stored
