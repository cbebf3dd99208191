"""Gaps: what we know that the dataset lacks."""

from app.partial_date import PartialDate
from app.records.event import CouncilNamedIfAny
from app.records.kind import Kind, Sourced, column
from app.vocabulary import Absence


class GapRow(Sourced):
    """Something that is known to be missing, and why."""

    council_code: str | None = column("The council; null if of all.", "medway", references="councils.code")
    record_kind: str = column("The kind of record that is missing or incomplete.", "monitoring_visits")
    record_code: str | None = column(
        "The record that is incomplete; null if it is missing as a whole.", "herefordshire-slac-2010-10"
    )
    happened_on: PartialDate | None = column(
        "When it must have happened; null if not known.", "[2021-06-01..2022-05-10]"
    )
    reason: Absence = column("Why it is missing.", "not_found", words=Absence)
    summary: str = column(
        "What is missing, and what was tried.", "The number of the item was searched for and not found."
    )


class Gap(GapRow, table=True):
    __tablename__ = "gaps"


class GapPublic(CouncilNamedIfAny, GapRow):
    """A gap as the API sends it, with the names and codes of its council."""


GAPS = Kind("gaps", GapRow, Gap)
