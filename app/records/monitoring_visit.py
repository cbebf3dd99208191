"""Monitoring visits: what Ofsted does after an inadequate judgement."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import Publisher

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


class MonitoringVisitRow(Event):
    """A visit that follows an inadequate inspection and looks at how far the service has come."""

    inspection_code: str = column(
        "The inspection it follows.", "herefordshire-ilacs-2022-07", references="inspections.code"
    )
    ordinal: int | None = column("Its number since that inspection, from 1; null if not known.", 1, type_=sa.Integer())
    started_on: PartialDate = column("The first day of the visit.", "2023-03-29")
    ended_on: PartialDate | None = column("The last day of the visit; null if not known.", "2023-03-30")
    letter_on: PartialDate | None = column("The date that the letter bears; null if not known.", "2020-09-15")
    published_by: Publisher | None = column(
        "Who made the letter public; null if not known.", "council", words=Publisher
    )
    inspectors: str | None = column(
        "The inspectors' names, separated by `; `; null if not known.", "Matt Reed; Amanda Maxwell"
    )
    focus: str | None = column("What it looked at; null if not known.", "the front door")
    summary: str | None = column(
        "What it found, in our own words; null if not written.",
        "Early signs of real improvement in fieldwork; keeping social workers was still hard.",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        number = ORDINALS[self.ordinal - 1] if self.ordinal else None
        visit = f"{number} monitoring visit" if number else "Monitoring visit, number not known"
        return f"{visit}: {self.focus}" if self.focus else visit


class MonitoringVisit(MonitoringVisitRow, EventTable, table=True):
    __tablename__ = "monitoring_visits"
    __table_args__ = event_constraints(
        sa.CheckConstraint("ordinal BETWEEN 1 AND 10", name="ordinal_in_range"),
        sa.UniqueConstraint("inspection_code", "ordinal"),
    )


class MonitoringVisitPublic(EventPublic, MonitoringVisitRow):
    """A monitoring visit as the API sends it."""


MONITORING_VISITS = Kind("monitoring_visits", MonitoringVisitRow, MonitoringVisit)
