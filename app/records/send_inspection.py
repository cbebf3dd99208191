"""Area SEND inspections: how an area serves children with special educational needs and disabilities."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import SendOutcome


class SendInspectionRow(Event):
    """An inspection of a local area partnership. It ends in one of three outcomes, which are not grades."""

    started_on: PartialDate = column("The first day of the inspection.", "2024-03-11")
    ended_on: PartialDate | None = column("The last day of the inspection; null if not known.", "2024-03-15")
    outcome: SendOutcome = column("Its outcome.", "inconsistent", words=SendOutcome)
    partners: str = column("The inspectorates, separated by `; `.", "Ofsted; CQC")
    previous_started_on: PartialDate | None = column(
        "The first day of the previous inspection; null if there was none, or if not stated.", "2017-01-23"
    )
    previous_ended_on: PartialDate | None = column(
        "The last day of the previous inspection; null if there was none, or if not stated.", "2017-01-27"
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        return f"Area SEND inspection: {self.outcome.label.lower()}"


class SendInspection(SendInspectionRow, EventTable, table=True):
    __tablename__ = "send_inspections"
    __table_args__ = event_constraints(sa.CheckConstraint("previous_started_on < started_on", name="previous_before"))


class SendInspectionPublic(EventPublic, SendInspectionRow):
    """An area SEND inspection as it is sent out."""


SEND_INSPECTIONS = Kind("send_inspections", SendInspectionRow, SendInspection, "Area SEND inspections")
