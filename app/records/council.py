"""Councils: the authorities that run or ran children's services in England."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.partial_date import PartialDate
from app.records.kind import Kind, Sourced, column
from app.vocabulary import CouncilType, Extent, Region

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


COUNCILS = Kind("councils", CouncilRow, Council)
