"""Inspections and the judgements that they made."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate
from app.records.event import CouncilNamed, Event, EventPublic, EventTable, InWords, Rendered, event_constraints
from app.records.kind import Kind, Sourced, column
from app.vocabulary import GRADE_RANK, Absence, Aspect, Grade, InspectionType, Precision, Region

# The code of an inspection's own report, as a source, is that of the inspection and this.
REPORT = "-report"


class Reported(SQLModel):
    """Where the report of an inspection is. It is derived from the sources, and stored nowhere else."""

    report_url: str | None = column(
        "The address of its own report on Ofsted's file server; null if the dataset does not hold it, for example "
        "where a later report tells of the inspection.",
        "https://files.ofsted.gov.uk/v1/file/50006281",
    )


class InspectionRow(Event):
    """An inspection of a council under a framework. Grades are judgements, never fields of an inspection."""

    framework_code: str = column("The framework.", "ilacs", references="frameworks.code")
    type: InspectionType = column("Which form of the framework it took.", "standard", words=InspectionType)
    started_on: PartialDate = column("The first day on site.", "2018-06-11")
    ended_on: PartialDate | None = column("The last day on site; null if not known.", "2018-06-22")
    lead_inspector: str | None = column(
        "The lead inspector's name, or the names of two, separated by `; `; null if not known.", "Pauline Higham"
    )
    summary: str | None = column(
        "What it found, in our own words; null if not written.",
        "Adoption services were judged good. Only the month and the grade are known, from a later report.",
    )

    @property
    def happened(self) -> tuple[PartialDate, PartialDate | None]:
        return self.started_on, self.ended_on

    @property
    def headline(self) -> str:
        name = self.framework_code
        spoken = name.upper() if len(name) <= 5 else name.replace("-", " ").capitalize()
        form = "inspection" if self.type is InspectionType.FULL else f"{self.type.label.lower()} inspection"
        return f"{spoken} {form}" if self.type is not InspectionType.BOARD_REVIEW else f"{spoken} board review"


class Inspection(InspectionRow, EventTable, table=True):
    __tablename__ = "inspections"
    __table_args__ = event_constraints()


class JudgementRow(Sourced):
    """What an inspection said of one domain: a grade, or the reason why there is none."""

    inspection_code: str = column("The inspection.", "herefordshire-ilacs-2018-06", references="inspections.code")
    domain_code: str = column("The domain.", "ilacs-leadership", references="domains.code")
    grade: Grade | None = column("The grade; null if there is none.", "inadequate", words=Grade)
    absence: Absence | None = column("Why there is no grade; null if there is one.", "not_found", words=Absence)
    grade_printed: str | None = column("The grade in the source's own wording.", "Inadequate")


class Judgement(JudgementRow, table=True):
    __tablename__ = "judgements"
    __table_args__ = (
        sa.CheckConstraint("(grade IS NULL) <> (absence IS NULL)", name="grade_xor_absence"),
        # A report can print `Not Judged` in the place of a grade.
        sa.CheckConstraint(
            "grade IS NOT NULL OR absence = 'not_judged' OR grade_printed IS NULL", name="printed_only_if_stated"
        ),
        sa.UniqueConstraint("inspection_code", "domain_code"),
        sa.Index(None, "domain_code", "grade"),
    )


class JudgementLine(SQLModel):
    """A judgement inside its inspection."""

    code: str = column("The judgement's code.", "herefordshire-ilacs-2018-06-leadership")
    domain_code: str = column("The domain.", "ilacs-leadership")
    aspect: Aspect = column("What the domain speaks to.", "leadership", words=Aspect)
    grade: Grade | None = column("The grade; null if there is none.", "inadequate", words=Grade)
    grade_rank: int | None = column(GRADE_RANK, 4, type_=sa.Integer())
    absence: Absence | None = column("Why there is no grade; null if there is one.", "not_found", words=Absence)
    grade_printed: str | None = column("The grade in the source's own wording.", "Inadequate")


class InspectionPublic(Reported, EventPublic, InspectionRow):
    """An inspection as the API sends it, with its judgements in the framework's order."""

    judgements: list[JudgementLine] = column("What it judged, in the framework's order.")


class JudgementPublic(CouncilNamed, InWords, Reported, JudgementRow):
    """A judgement as the API sends it, with what it belongs to."""

    grade_rank: int | None = column(GRADE_RANK, 4, type_=sa.Integer())
    aspect: Aspect = column("What the domain speaks to.", "leadership", words=Aspect)
    framework_code: str = column("The framework.", "ilacs")
    council_code: str = column("The council.", "herefordshire")
    started_on: PartialDate = column("The first day on site.", "2018-06-11")
    ended_on: PartialDate | None = column("The last day on site; null if not known.", "2018-06-22")
    published_on: PartialDate | None = column("When the report became public; null if not known.", "2018-07-23")
    earliest: date = column("The first day on which the inspection can have begun.", "2018-06-11", type_=sa.Date())
    latest: date = column("The last day on which the inspection can have ended.", "2018-06-22", type_=sa.Date())
    precision: Precision = column("How exactly the inspection's dates are known.", "day", words=Precision)


class DatedJudgement(EventTable, Rendered, table=True):
    """The list of judgements as it is stored: seeding writes a row for each judgement, with the columns that filter it.

    Without this table, a page joined four tables, and its time grew with the data.
    """

    __tablename__ = "dated_judgements"
    __table_args__ = (
        sa.Index(None, "earliest", "latest", "code"),
        # The days of publication are in the index for counting, which then reads the index alone.
        sa.Index(
            "ix_dated_judgements_aspect_grade",
            *("aspect", "grade", "earliest", "latest", "code", "published_earliest", "published_latest"),
        ),
        sa.Index(None, "council_code", "earliest", "latest", "code"),
    )

    code: str = column("The code of the judgement.", "herefordshire-ilacs-2018-06-leadership", key=True)
    inspection_code: str = column("The inspection.", "herefordshire-ilacs-2018-06", references="inspections.code")
    council_code: str = column("The council.", "herefordshire")
    region: Region = column("The council's region.", "West Midlands", words=Region)
    framework_code: str = column("The framework.", "ilacs")
    aspect: Aspect = column("What the domain speaks to.", "leadership", words=Aspect)
    grade: Grade | None = column("The grade; null if there is none.", "inadequate", words=Grade)
    absence: Absence | None = column("Why there is no grade; null if there is one.", "not_found", words=Absence)


INSPECTIONS = Kind("inspections", InspectionRow, Inspection)
JUDGEMENTS = Kind("judgements", JudgementRow, Judgement)
