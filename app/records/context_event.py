"""Context events: what else happened that explains a council's history."""

from app.partial_date import PartialDate
from app.records.event import Event, EventPublic, EventTable, event_constraints
from app.records.kind import Kind, column
from app.vocabulary import ContextType


class ContextEventRow(Event):
    """A review, a report, a court judgment, a financial notice, a ministerial decision, a forecast."""

    type: ContextType = column("What it was.", "peer_review", words=ContextType)
    started_on: PartialDate = column("When it happened or began.", "2014-11-17")
    ended_on: PartialDate | None = column("When it ended; null if it took a day or the end is not known.", "2014-11-19")
    title: str = column("What it is called.", "Peer diagnostic of the Herefordshire Safeguarding Children Board")
    actor: str | None = column("Who made it, by office or body; null if not stated.", "Local Government Association")
    inspection_code: str | None = column(
        "The inspection that it followed or explains; null if none.",
        "herefordshire-sif-2014-04",
        references="inspections.code",
    )
    summary: str | None = column(
        "What it said, in our own words; null if not written.",
        "Its outcome was noted by the cabinet in February 2015; what it found was not read.",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        return f"{self.type.label}: {self.title}"


class ContextEvent(ContextEventRow, EventTable, table=True):
    __tablename__ = "context_events"
    __table_args__ = event_constraints()


class ContextEventPublic(EventPublic, ContextEventRow):
    """A context event as the API sends it."""


CONTEXT_EVENTS = Kind("context_events", ContextEventRow, ContextEvent, "Reviews and decisions")
