"""Interventions: notices, directions, commissioners, advisers, partners and boards."""

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import InterventionType


class InterventionRow(Event):
    """Something by which others stepped in. It happened on the day it was served or began."""

    type: InterventionType = column("By what means.", "commissioner", words=InterventionType)
    inspection_code: str | None = column(
        "The inspection that led to it; null if none did.", "medway-ilacs-2019-07", references="inspections.code"
    )
    started_on: PartialDate = column("When it was served or began.", "2019-08-27")
    ended_on: PartialDate | None = column(
        "When it was lifted or ended; null if it goes on or is not known.", "2021-01-01"
    )
    issued_by: str | None = column("Who issued it or made the appointment.", "Department for Education")
    holder: str | None = column("Who holds the office or is the partner; null if not named.", "Eleanor Brazil")
    summary: str = column(
        "What it asks or does, in our own words.",
        "An adviser in place of the commissioner, a lower level of intervention.",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, None

    @property
    def headline(self) -> str:
        return f"{self.type.label}: {self.holder}" if self.holder else self.type.label


class Intervention(InterventionRow, EventTable, table=True):
    __tablename__ = "interventions"
    __table_args__ = event_constraints()


class InterventionPublic(EventPublic, InterventionRow):
    """An intervention as the API sends it."""


INTERVENTIONS = Kind("interventions", InterventionRow, Intervention)
