"""Inspection frameworks and the domains that they judge."""

from datetime import date

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.kind import Kind, Sourced, column
from app.vocabulary import Aspect, GradeScale


class FrameworkRow(Sourced):
    """The rules under which inspections are made."""

    name: str = column("Its full name.", "Inspecting local authority children's services")
    short_name: str = column("What people call it.", "ILACS")
    inspectorate: str = column("Who inspects under it.", "Ofsted")
    introduced_on: PartialDate = column("When inspections under it began.", "2018-01")
    withdrawn_on: PartialDate | None = column(
        "When inspections under it ended; null while they go on.", "[2013-07-01..2013-10-31]"
    )
    grade_scale: GradeScale = column(
        "Which grades it awards.", "outstanding_to_inadequate_with_requires_improvement", words=GradeScale
    )
    full_inspection: bool = column(
        "Whether it judges children's services as a whole, so that its inspections count as full inspections.",
        True,
        type_=sa.Boolean(),
    )
    summary: str = column("What it inspects.", "Inspections of a council as an adoption agency.")


class Framework(FrameworkRow, table=True):
    __tablename__ = "frameworks"


class DomainRow(Sourced):
    """Something that a framework judges."""

    framework_code: str = column("The framework.", "ilacs", references="frameworks.code")
    position: int = column("Its place among the framework's domains, from 1.", 2, type_=sa.Integer())
    aspect: Aspect = column("What it speaks to, across frameworks.", "leadership", words=Aspect)
    name: str = column(
        "Its printed wording.", "The impact of leaders on social work practice with children and families"
    )
    judged_from: date | None = column(
        "Judged in inspections that start on this day or later; null if from the framework's beginning.",
        "2023-01-01",
        type_=sa.Date(),
    )
    judged_to: date | None = column(
        "Judged in inspections that start on this day or earlier; null if to the framework's end.",
        "2022-12-31",
        type_=sa.Date(),
    )
    limiting: bool = column(
        "Whether inadequate here caps overall effectiveness at inadequate.", False, type_=sa.Boolean()
    )


class Domain(DomainRow, table=True):
    __tablename__ = "domains"
    __table_args__ = (
        sa.CheckConstraint("judged_from <= judged_to", name="judged_in_order"),
        sa.UniqueConstraint("framework_code", "position"),
        sa.UniqueConstraint("framework_code", "aspect"),
    )


class DomainPublic(DomainRow):
    """A domain as the API sends it."""


class FrameworkPublic(FrameworkRow):
    """A framework as the API sends it, with what it judges."""

    domains: list[DomainPublic] = column("What it judges, in order.")


FRAMEWORKS = Kind("frameworks", FrameworkRow, Framework)
DOMAINS = Kind("domains", DomainRow, Domain)
