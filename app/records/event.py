"""What every dated kind shares: a council, when it happened, and when it became public."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate, partial_date, span, text_of
from app.records.kind import Sourced, column
from app.vocabulary import GRADE_RANK, EventKind, Grade, Precision, Region


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
    gss_code: str = column("The council's nine-character ONS code.", "E06000019")
    la_code: str = column("The council's three-digit DfE code.", "884")
    ofsted_urn: str | None = column(
        "The council's number with Ofsted; null if no source that we have read gives it.", "80474"
    )


class CouncilNamedIfAny(SQLModel):
    """What is sent out of the council that a row is about, where it need not be about one."""

    council_name: str | None = column("That council's name; null if there is none.", "Medway")
    region: Region | None = column("That council's region; null if there is none.", "South East", words=Region)
    gss_code: str | None = column("That council's nine-character ONS code; null if there is none.", "E06000035")
    la_code: str | None = column("That council's three-digit DfE code; null if there is none.", "887")
    ofsted_urn: str | None = column("That council's number with Ofsted; null if there is none or not known.", "80522")


class InWords(SQLModel):
    """The dates of a record in words."""

    date_text: str = column(
        "Its dates in words, to be shown to people; with the end of what lasted, if that is known.",
        "11 to 22 June 2018",
    )


def date_text(values: Mapping[str, Any]) -> str:
    """The dates of a dated record in words, from its fields. What lasted is said with its end."""
    first = values["held_on"] if "held_on" in values else values["started_on"]
    last = values.get("ended_on")
    return text_of(partial_date(first), partial_date(last) if last else None)


class EventPublic(CouncilNamed, InWords, Span):
    """What is sent out with every dated record, beside its own fields."""

    report_url: str | None = column(
        "The address of the document that it is taken from; null if we hold only the file.",
        "https://files.ofsted.gov.uk/v1/file/50006281",
    )

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


class TimelineEntryPublic(CouncilNamed, InWords, TimelineEntry):
    """An entry as the API sends it."""

    kind: EventKind = column("The kind of record.", "monitoring_visits", words=EventKind)
    ended_on: PartialDate | None = column(
        "When it ended; null if it took a day, if it goes on, or if the end is not known.", "2023-03-30"
    )
    grade: Grade | None = column(
        "The overall grade of an inspection that gave one; otherwise null.", "good", words=Grade
    )
    grade_rank: int | None = column(GRADE_RANK, 2, type_=sa.Integer())
    source_code: str = column("The source that the record is taken from.", "herefordshire-ilacs-2018-06-report")
    source_title: str = column("The title of that source.", "Ofsted Monitoring Visit Feedback")
    source_publisher: str = column("Who published that source.", "Herefordshire Council")
    report_url: str | None = column(
        "The address of that source, or of an inspection's own report; a later report that restates an inspection is "
        "not its own. Null if we do not hold the address.",
        "https://files.ofsted.gov.uk/v1/file/50006281",
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
