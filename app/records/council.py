"""Councils: the authorities that run or ran children's services in England."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate
from app.records.kind import Kind, Sourced, column
from app.vocabulary import Absence, CouncilType, Extent, Grade, OutcomeStatus, Region

# Ofsted's site has a page for each authority; 44 is its number for children's services of local authorities.
OFSTED_PAGES = "https://reports.ofsted.gov.uk/provider/44/"


class CouncilRow(Sourced):
    """An authority with all the codes by which others know it."""

    name: str = column("Its short name.", "Herefordshire")
    official_name: str = column("Its full name.", "Herefordshire Council")
    gss_code: str = column(
        "Its nine-character ONS code, the latest of `gss_codes`.", "E06000019", pattern="^E[0-9]{8}$"
    )
    la_code: str = column("Its three-digit DfE code.", "884", pattern="^[0-9]{3}$")
    ofsted_urn: str | None = column(
        "Its number with Ofsted; null if no source that we have read gives it.", "80474", pattern="^[0-9]{5,7}$"
    )
    type: CouncilType = column("What kind of authority it is.", "unitary", words=CouncilType)
    region: Region = column("The region of England in which it lies.", "West Midlands", words=Region)
    established_on: PartialDate | None = column(
        "When it took on its powers in its present form; null if no source that we have read gives it.", "1998-04-01"
    )
    abolished_on: date | None = column(
        "The first day on which it no longer existed; null while it exists.", "2023-04-01", type_=sa.Date()
    )

    def stored(self) -> dict[str, Any]:
        return super().stored() | {"ofsted_url": self.ofsted_urn and f"{OFSTED_PAGES}{self.ofsted_urn}"}


class CouncilPage(SQLModel):
    """What is derived from a council's number with Ofsted, stored and sent out."""

    ofsted_url: str | None = column(
        "Its page on Ofsted's site, made from its number with Ofsted; null without one.",
        f"{OFSTED_PAGES}80474",
    )


class Council(CouncilPage, CouncilRow, table=True):
    __tablename__ = "councils"
    __table_args__ = (
        sa.UniqueConstraint("gss_code"),
        sa.UniqueConstraint("ofsted_urn"),
        # No unique one: a code was passed on from a council to the one that took over.
        sa.Index(None, "la_code"),
    )


class CouncilLink(SQLModel):
    """A council before or after another."""

    code: str = column("The other council's code.", "cumberland")
    name: str = column("The other council's name.", "Cumberland")
    happened_on: date = column("The first day of the new arrangement.", "2023-04-01", type_=sa.Date())
    extent: Extent = column("How much of the area went over.", "part", words=Extent)
    url: str = column("Where that council is.", "/v1/councils/cumberland")


def _grade(label: str, example: str = "good") -> Any:
    return column(f"{label}: the grade; null if there is none.", example, words=Grade)


class CouncilLatest(SQLModel):
    """The full inspection of a council that was in force on the day that the data reach, and what it gave."""

    known_to: date = column("The day that the data reach, as at which this is true.", "2026-08-22", type_=sa.Date())
    status: OutcomeStatus = column(
        "Whether an inspection is in force, and if not, why.", "in_force", words=OutcomeStatus
    )
    inspection_code: str | None = column("The inspection; null if there is none.", "medway-ilacs-2023-07")
    framework_code: str | None = column("Its framework; null if there is none.", "ilacs")
    started_on: PartialDate | None = column("Its first day on site; null if there is none.", "2023-07-17")
    ended_on: PartialDate | None = column(
        "Its last day on site; null if there is none or it is not known.", "2023-07-28"
    )
    date_text: str | None = column("Its dates in words; null if there is none.", "17 to 28 July 2023")
    published_on: PartialDate | None = column(
        "When its report became public; null if there is none or it is not known.", "2023-09-11"
    )
    report_url: str | None = column(
        "The address of its own report; null if there is none or we do not hold its address.",
        "https://files.ofsted.gov.uk/v1/file/50227723",
    )
    overall: Grade | None = _grade("Overall effectiveness")
    overall_absence: Absence | None = column(
        "Why it gave no overall grade; null if it gave one, or if there is no inspection. Since April 2026 inspections "
        "give none, and the aspects stand in its place.",
        "not_judged_under_framework",
        words=Absence,
    )
    leadership: Grade | None = _grade("Leadership")
    help_and_protection: Grade | None = _grade("Help and protection")
    care: Grade | None = _grade("Children in care")
    care_leavers: Grade | None = _grade("Care leavers")
    care_and_care_leavers: Grade | None = _grade("Children in care and care leavers")
    adoption: Grade | None = _grade("Adoption")
    safeguarding: Grade | None = _grade("Safeguarding", "adequate")
    safeguarding_board: Grade | None = _grade("Local Safeguarding Children Board")
    last_overall: Grade | None = column(
        "The last overall grade that a full inspection gave, this one or an earlier one; null if none did. It is "
        "history where this inspection gave none.",
        "good",
        words=Grade,
    )
    last_overall_inspection_code: str | None = column(
        "The inspection that gave it; null if none did.", "medway-ilacs-2023-07"
    )
    last_overall_ended_on: PartialDate | None = column(
        "That inspection's last day on site; null if none did or it is not known.", "2023-07-28"
    )


class CouncilLinks(SQLModel):
    """Where what belongs to a council is."""

    timeline: str = column("Everything dated.", "/v1/councils/medway/timeline")
    outcomes: str = column("What is in force now, in every aspect.", "/v1/outcomes?council=medway&shape=wide")
    neighbours: str = column("Its statistical neighbours.", "/v1/councils/medway/neighbours")
    inspections: str = column("Its inspections.", "/v1/inspections?council=medway")
    judgements: str = column("Their judgements.", "/v1/judgements?council=medway")
    monitoring_visits: str = column("Its monitoring visits.", "/v1/monitoring-visits?council=medway")
    focused_visits: str = column("Its focused visits.", "/v1/focused-visits?council=medway")
    interventions: str = column("The interventions.", "/v1/interventions?council=medway")
    meetings: str = column("Its meetings.", "/v1/meetings?council=medway")
    findings: str = column("What was found.", "/v1/findings?council=medway")
    figures: str = column("What was counted.", "/v1/figures?council=medway")
    source: str = column("The source that the council's own row is taken from.", "/v1/sources/provider-data-lookup")


class GssCode(SQLModel):
    """A GSS code that a council has or had, with its dates."""

    gss_code: str = column("The nine-character ONS code.", "E08000016")
    valid_from: PartialDate | None = column(
        "The first day on which it was this council's; null if it is the first code that the council had.", "2025-04-01"
    )
    valid_to: PartialDate | None = column(
        "The last day on which it was this council's; null while it is.", "2025-03-31"
    )


class CouncilPublic(CouncilPage, CouncilRow):
    """A council as the API sends it. Successors inherit no judgement: each has a history of its own."""

    gss_codes: list[GssCode] = column("Every GSS code that it has had, oldest first.")
    predecessors: list[CouncilLink] = column("The councils whose area it took over.")
    successors: list[CouncilLink] = column("The councils that took over its area.")
    latest: CouncilLatest = column("Its latest full inspection, as at the day that the data reach.")
    links: CouncilLinks = column("Where what belongs to it is.")


COUNCILS = Kind("councils", CouncilRow, Council)
