"""Joint targeted area inspections: several inspectorates look at how agencies protect children together."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import JointTheme


class JointInspectionRow(Event):
    """A joint inspection on one theme, which awards no grade but can demand priority action."""

    started_on: PartialDate = column("The first day on site.", "2024-03-04")
    ended_on: PartialDate | None = column("The last day on site; null if not known.", "2024-03-08")
    theme: JointTheme = column("What it looked at.", "youth_violence", words=JointTheme)
    partners: str = column(
        "The inspectorates, separated by `; `. HMICFRS was HMIC until July 2017.",
        "Ofsted; CQC; HMICFRS; HMI Probation",
    )
    priority_action: bool | None = column(
        "Whether it demanded priority action; null if not known.", False, type_=sa.Boolean()
    )
    summary: str | None = column(
        "What it found, in our own words; null if not written.", "Inspectors demanded priority action in two areas."
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        return f"Joint targeted area inspection: {self.theme.label.lower()}"


class JointInspection(JointInspectionRow, EventTable, table=True):
    __tablename__ = "joint_inspections"
    __table_args__ = event_constraints()


class JointInspectionPublic(EventPublic, JointInspectionRow):
    """A joint targeted area inspection as it is sent out."""


JOINT_INSPECTIONS = Kind("joint_inspections", JointInspectionRow, JointInspection)
