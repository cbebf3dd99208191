"""Findings and figures: what was found, said, decided and counted, each inside the record that it belongs to."""

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate
from app.records.event import CouncilNamed
from app.records.kind import Kind, Sourced, column
from app.vocabulary import Comparator, FindingType, Polarity, Theme


class Belonging(Sourced):
    """A row that belongs to exactly one dated record of a council.

    The record is named by kind and code, as in citations, so that a new dated kind can have findings and figures too.
    No foreign key can lead to several tables: seeding checks that the record exists.
    """

    council_code: str = column("The council.", "herefordshire", references="councils.code")
    record_kind: str = column("The kind of the record it belongs to.", "meetings")
    record_code: str = column("The code of the record it belongs to.", "herefordshire-meeting-2023-06-22-cab-8")


class RecordLinks(SQLModel):
    """Where the record of a finding or figure is, and its code again in the field of its kind.

    Clients of v1 read the six fields. Kinds that came later have none.
    """

    inspection_code: str | None = column(
        "The inspection it belongs to; null if to something else.", "herefordshire-ilacs-2018-06"
    )
    monitoring_visit_code: str | None = column(
        "The monitoring visit it belongs to; null if to something else.", "herefordshire-mv-2023-03"
    )
    focused_visit_code: str | None = column(
        "The focused visit it belongs to; null if to something else.", "medway-fv-2025-04"
    )
    intervention_code: str | None = column(
        "The intervention it belongs to; null if to something else.", "medway-commissioner-2019-08"
    )
    meeting_code: str | None = column(
        "The meeting it belongs to; null if to something else.", "herefordshire-meeting-2023-06-22-cab-8"
    )
    context_event_code: str | None = column(
        "The context event it belongs to; null if to something else.", "herefordshire-peer-review-2013-10"
    )
    record_url: str = column("Where the record is.", "/v1/meetings/herefordshire-meeting-2023-06-22-cab-8")


# The field of `RecordLinks` that holds the code of a record, by the kind of the record.
CODE_FIELDS = {
    "inspections": "inspection_code",
    "monitoring_visits": "monitoring_visit_code",
    "focused_visits": "focused_visit_code",
    "interventions": "intervention_code",
    "meetings": "meeting_code",
    "context_events": "context_event_code",
}


class FindingRow(Belonging):
    """One statement, in our own words."""

    position: int = column("Its place among the findings of its record, from 1.", 1, type_=sa.Integer())
    type: FindingType = column("What sort of statement it is.", "finding", words=FindingType)
    polarity: Polarity = column("Which way it points.", "improvement", words=Polarity)
    theme: Theme = column("What it is about.", "front_door", words=Theme)
    summary: str | None = column(
        "The statement, in our own words; null if not written yet.", "Recruitment is still a challenge."
    )
    due_on: PartialDate | None = column("By when it is to be done; null if not stated.", "2018-10-25")


class Finding(FindingRow, table=True):
    __tablename__ = "findings"
    __table_args__ = (
        sa.CheckConstraint("position >= 1", name="position_from_one"),
        sa.UniqueConstraint("record_code", "position"),
    )


class FindingPublic(CouncilNamed, RecordLinks, FindingRow):
    """A finding as the API sends it."""


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
    __table_args__ = (sa.Index(None, "record_code"),)


class FigurePublic(CouncilNamed, RecordLinks, FigureRow):
    """A figure as the API sends it."""


FINDINGS = Kind("findings", FindingRow, Finding)
FIGURES = Kind("figures", FigureRow, Figure)
