"""Sources: every document that a fact came from."""

from sqlmodel import SQLModel

from app.partial_date import PartialDate
from app.records.event import CouncilNamedIfAny
from app.records.kind import Kind, Record, column
from app.vocabulary import Licence, SourceType


class SourceRow(Record):
    """A document, and where to find it."""

    type: SourceType = column("What sort of document it is.", "council_minutes", words=SourceType)
    publisher: str = column("Who published it.", "Herefordshire Council")
    title: str = column("Its title, or what its page is headed.", "Ofsted Monitoring Visit Feedback")
    published_on: PartialDate | None = column("When it was published; null if it does not say.", "2023-06-22")
    url: str | None = column(
        "Where it stands or stood on the web; null if we hold only the file.",
        "https://councillors.herefordshire.gov.uk/ieIssueDetails.aspx?IId=50044980&PlanId=0&Opt=3",
        pattern=r"^https?://\S+$",
    )
    file_name: str | None = column(
        "The name of the file that we read; null if we read it on the web.", "000_75bcac68f91af565.txt"
    )
    sha256: str | None = column(
        "The SHA-256 of that file, in hexadecimal.",
        "031cd814ce50a8a2047f7bf620afcfb5df0f5abb13f5e3de7942ae4fa008d21a",
        pattern="^[0-9a-f]{64}$",
    )
    licence: Licence = column("On what terms it may be used again.", "ogl-3.0", words=Licence)
    note: str | None = column(
        "What a reader must know of it; null if nothing.",
        "The report prints no date of publication; this is the date in the name of the file.",
    )


class Source(SourceRow, table=True):
    __tablename__ = "sources"


class _OfCouncil(SQLModel):
    council_code: str | None = column("The council that it is about; null if it is about several or none.", "medway")


class SourcePublic(CouncilNamedIfAny, _OfCouncil, SourceRow):
    """A source as the API sends it, with the council that all it is cited for belongs to, if that is one council."""


SOURCES = Kind("sources", SourceRow, Source)
