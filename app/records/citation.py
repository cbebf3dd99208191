"""Citations: which source says what of which field of which record."""

import sqlalchemy as sa

from app.records.kind import Kind, Sourced, column
from app.vocabulary import Basis, Standing


class CitationRow(Sourced):
    """One source's word on one field of one record.

    Each record's own source and locator are a citation too, of the whole record: `field` is null there, and
    seeding makes it, so that it is written once.
    """

    record_kind: str = column("The kind of the record.", "inspections")
    record_code: str = column("The code of the record.", "herefordshire-ilacs-2018-06")
    field: str | None = column("The field; null where the whole record is taken from the source.", "started_on")
    stated_value: str | None = column(
        "The value as the source has it, in the field's own form; null for a whole record, or if the source is silent.",
        "2018-06-04",
    )
    standing: Standing = column("What the value is worth.", "alternative", words=Standing)
    basis: Basis = column("How the value follows from the source.", "stated", words=Basis)
    note: str | None = column("Why it stands as it does.", "The minutes also give the month alone.")


class Citation(CitationRow, table=True):
    __tablename__ = "citations"
    __table_args__ = (
        sa.CheckConstraint("field IS NOT NULL OR stated_value IS NULL", name="value_of_a_field"),
        sa.Index(None, "record_code", "field"),
        sa.Index(None, "source_code", "code"),
    )


class CitationPublic(CitationRow):
    """A citation as the API sends it."""

    record_url: str | None = column(
        "Where the record is; null for kinds that are sent out inside others.",
        "/v1/inspections/herefordshire-ilacs-2018-06",
    )


CITATIONS = Kind("citations", CitationRow, Citation)
