"""Meetings: where a council considered what inspectors said."""

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column


class MeetingRow(Event):
    """One item of one meeting. The people who sat in it are named by role."""

    body: str = column("Which body met.", "Cabinet")
    held_on: PartialDate = column("When it met.", "2023-06-22")
    item_number: str | None = column("The number of the item; null if not known.", "8")
    title: str = column("The title of the item.", "Ofsted Monitoring Visit Feedback")
    decision: str | None = column(
        "What was resolved, in our own words; null if the source does not show it.", "The plan was endorsed."
    )
    introduced_by: str | None = column(
        "Who introduced the item or attended for it, by role; null if not stated.",
        "cabinet member children and young people",
    )
    inspection_code: str | None = column(
        "The inspection considered; null if none.", "herefordshire-ilacs-2022-07", references="inspections.code"
    )
    monitoring_visit_code: str | None = column(
        "The monitoring visit considered; null if none.",
        "herefordshire-mv-2023-03",
        references="monitoring_visits.code",
    )
    focused_visit_code: str | None = column(
        "The focused visit considered; null if none.", "nottingham-fv-2021-06", references="focused_visits.code"
    )
    summary: str | None = column(
        "What it was about, in our own words; null if not written.", "The outcome of the inspection of November 2025."
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.held_on, None

    @property
    def headline(self) -> str:
        item = f", item {self.item_number}" if self.item_number else ""
        return f"{self.body}{item}: {self.title}"


class Meeting(MeetingRow, EventTable, table=True):
    __tablename__ = "meetings"
    __table_args__ = event_constraints()


class MeetingPublic(EventPublic, MeetingRow):
    """A meeting as the API sends it."""


MEETINGS = Kind("meetings", MeetingRow, Meeting, "Council meetings")
