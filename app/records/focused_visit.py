"""Focused visits: what Ofsted does between inspections."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import FocusedVisitArea, Publisher


class FocusedVisitRow(Event):
    """A visit to one part of the service, which awards no grade but can demand priority action."""

    started_on: PartialDate = column("The first day of the visit.", "2021-05")
    ended_on: PartialDate | None = column("The last day of the visit; null if not known.", "2018-06-22")
    letter_on: PartialDate | None = column("The date that the letter bears; null if not known.", "2020-09-15")
    published_by: Publisher | None = column("Who made the letter public; null if not known.", "ofsted", words=Publisher)
    inspectors: str | None = column("The inspectors' names, separated by `; `; null if not known.", "Julie Knight")
    topic: str | None = column(
        "What it looked at; null if not known.", "children in need and children subject to a child protection plan"
    )
    area: FocusedVisitArea | None = column(
        "Which area of the framework that is; null if not known or if it is none or several of them.",
        "children_in_need_and_child_protection",
        words=FocusedVisitArea,
    )
    priority_action: bool | None = column(
        "Whether it demanded priority action; null if not known.", False, type_=sa.Boolean()
    )
    summary: str | None = column(
        "What it found, in our own words; null if not written.",
        "No further priority action or area for improvement, but a number of concerns.",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        return f"Focused visit: {self.topic}" if self.topic else "Focused visit"


class FocusedVisit(FocusedVisitRow, EventTable, table=True):
    __tablename__ = "focused_visits"
    __table_args__ = event_constraints()


class FocusedVisitPublic(EventPublic, FocusedVisitRow):
    """A focused visit as the API sends it."""


FOCUSED_VISITS = Kind("focused_visits", FocusedVisitRow, FocusedVisit)
