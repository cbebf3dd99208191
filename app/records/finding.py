"""Findings and figures: what was found, said, decided and counted, each inside the record that it belongs to."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import CouncilNamed
from app.records.kind import Kind, Sourced, column
from app.vocabulary import Comparator, FindingType, Polarity, Theme

PARENTS = (
    "inspection_code",
    "monitoring_visit_code",
    "focused_visit_code",
    "intervention_code",
    "meeting_code",
    "context_event_code",
)


class Belonging(Sourced):
    """A row that belongs to exactly one dated record of a council."""

    council_code: str = column("The council.", "herefordshire", references="councils.code")
    inspection_code: str | None = column(
        "The inspection it belongs to; null if to something else.",
        "herefordshire-ilacs-2018-06",
        references="inspections.code",
    )
    monitoring_visit_code: str | None = column(
        "The monitoring visit it belongs to; null if to something else.",
        "herefordshire-mv-2023-03",
        references="monitoring_visits.code",
    )
    focused_visit_code: str | None = column(
        "The focused visit it belongs to; null if to something else.",
        "medway-fv-2025-04",
        references="focused_visits.code",
    )
    intervention_code: str | None = column(
        "The intervention it belongs to; null if to something else.",
        "medway-commissioner-2019-08",
        references="interventions.code",
    )
    meeting_code: str | None = column(
        "The meeting it belongs to; null if to something else.",
        "herefordshire-meeting-2023-06-22-cab-8",
        references="meetings.code",
    )
    context_event_code: str | None = column(
        "The context event it belongs to; null if to something else.",
        "herefordshire-peer-review-2013-10",
        references="context_events.code",
    )


def one_parent() -> sa.CheckConstraint:
    """A row belongs to exactly one record."""
    terms = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in PARENTS)
    return sa.CheckConstraint(f"{terms} = 1", name="one_parent")


class FindingRow(Belonging):
    """One statement, in our own words."""

    position: int = column("Its place among the findings of its record, from 1.", 1, type_=sa.Integer())
    type: FindingType = column("What sort of statement it is.", "finding", words=FindingType)
    polarity: Polarity = column("Which way it points.", "improvement", words=Polarity)
    theme: Theme = column("What it is about.", "front_door", words=Theme)
    summary: str = column("The statement, in our own words.", "Recruitment is still a challenge.")
    due_on: PartialDate | None = column("By when it is to be done; null if not stated.", "2018-10-25")


class Finding(FindingRow, table=True):
    __tablename__ = "findings"
    __table_args__ = (
        one_parent(),
        sa.CheckConstraint("position >= 1", name="position_from_one"),
        *(sa.UniqueConstraint(name, "position") for name in PARENTS),
    )


class FindingPublic(CouncilNamed, FindingRow):
    """A finding as it is sent out."""


class FigureRow(Belonging):
    """A number that was reported: what was counted, how much, of when."""

    measure: str = column("What was measured, in snake_case.", "families_waiting", pattern="^[a-z][a-z0-9_]*$")
    value: float = column("The number.", 32, type_=sa.Float())
    comparator: Comparator = column("How the number relates to the true one.", "=", words=Comparator)
    unit: str = column("What the number counts.", "families")
    as_of: PartialDate | None = column("The time that it speaks of; null if not stated.", "2023-06-22")
    summary: str = column("The figure in a sentence of our own.", "Families waiting for targeted support.")


class Figure(FigureRow, table=True):
    __tablename__ = "figures"
    __table_args__ = (one_parent(),)


class FigurePublic(CouncilNamed, FigureRow):
    """A figure as it is sent out."""


FINDINGS = Kind("findings", FindingRow, Finding)
FIGURES = Kind("figures", FigureRow, Figure)
