"""What every dated kind shares: a council, when it happened, and when it became public."""

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate, span
from app.records.kind import Sourced, column
from app.vocabulary import Grade, Precision, Region


class Event(Sourced):
    """A dated record of one council. The span that it takes in time is derived from its own dates."""

    council_code: str = column("The council it belongs to.", "herefordshire", references="councils.code")
    published_on: PartialDate | None = column("When it became public; null if not known.", "2018-07-23")
    inferred: str | None = column(
        "The fields that are inferred rather than stated, by name, separated by spaces; their citations say why.",
        "council_code",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        """The first and, if it lasted and is known, the last date."""
        raise NotImplementedError

    @property
    def headline(self) -> str:
        """One line for a timeline."""
        raise NotImplementedError

    def stored(self) -> dict[str, Any]:
        earliest, latest, precision = span(*self.happened)
        return super().stored() | {
            "earliest": earliest,
            "latest": latest,
            "precision": precision,
            "published_earliest": self.published_on and self.published_on.earliest,
            "published_latest": self.published_on and self.published_on.latest,
        }


class Span(SQLModel):
    """The derived span, which is stored and sent out with every dated record."""

    earliest: date = column("The first day on which it can have begun.", "2018-06-11", type_=sa.Date())
    latest: date = column("The last day on which it can have ended.", "2018-06-22", type_=sa.Date())
    precision: Precision = column("How exactly its dates are known.", "day", words=Precision)


class EventTable(Span):
    """The derived columns of a dated table: those of publication are stored and not sent out."""

    published_earliest: date | None = column(
        "The first day on which it can have become public.", "2018-07-23", type_=sa.Date()
    )
    published_latest: date | None = column(
        "The last day on which it can have become public.", "2018-07-23", type_=sa.Date()
    )


class CouncilNamed(SQLModel):
    """What is sent out of the council that a record belongs to."""

    council_name: str = column("The council's name.", "Herefordshire")
    region: Region = column("The council's region.", "West Midlands", words=Region)


class EventPublic(CouncilNamed, Span):
    """What is sent out with every dated record, beside its own fields."""

    # A list where it is sent out, and words with spaces between them in a cell. To mypy, a field has one type.
    if not TYPE_CHECKING:
        inferred: list[str] = column(
            "The fields that are inferred rather than stated, by name; their citations say why. "
            "In CSV, the names are separated by spaces.",
            ["council_code"],
        )


def event_constraints(*own: sa.schema.SchemaItem) -> tuple[sa.schema.SchemaItem, ...]:
    """The constraints of a dated table, and the index that its list is read by."""
    return (
        sa.CheckConstraint("earliest <= latest", name="happened_in_order"),
        sa.CheckConstraint("published_earliest <= published_latest", name="published_in_order"),
        sa.CheckConstraint("earliest <= published_latest", name="published_after_it_began"),
        sa.Index(None, "earliest", "latest", "code"),
        *own,
    )


class TimelineEntry(Span):
    """Something dated that happened to a council's children's services, whatever its kind."""

    kind: str = column("The kind of record.", "monitoring_visits")
    code: str = column("The code of the record.", "herefordshire-mv-2023-03", key=True)
    council_code: str = column("The council.", "herefordshire", references="councils.code")
    headline: str = column("What it was, in one line.", "First monitoring visit: the front door")
    published_on: PartialDate | None = column("When it became public; null if not known.", "2023-06-22")


class TimelineEntryPublic(TimelineEntry):
    """An entry as the API sends it."""

    grade: Grade | None = column(
        "The overall grade of an inspection that gave one; otherwise null.", "good", words=Grade
    )
    url: str = column("Where the whole record is.", "/v1/monitoring-visits/herefordshire-mv-2023-03")


class Rendered(SQLModel):
    """An item as rendered JSON: a page is read from one table and sent without parsing.

    Reading the fields, naming them and rendering them for each request took two thirds of the time of a page.
    """

    rendered: str = column("The item as rendered JSON.", type_=sa.Text())


class Timeline(TimelineEntry, EventTable, Rendered, table=True):
    """The timeline as it is stored: seeding writes a row for each dated record."""

    __tablename__ = "timeline"
    __table_args__ = (
        sa.Index(None, "earliest", "latest", "code"),
        sa.Index(None, "council_code", "earliest", "latest", "code"),
    )

    region: Region = column("The council's region.", "West Midlands", words=Region)
