"""Changes: what changed in the dataset and why, so that a reader can tell news from corrections."""

import sqlalchemy as sa

from app.records.kind import Kind, Record, column
from app.vocabulary import Cause, ChangeType


class ChangeRow(Record):
    """One difference between two versions of the dataset. `python -m app compare` writes these rows.

    A row that was added or removed is one change, without a field; each field that changed is one.
    """

    sequence: int = column(
        "Its number in the change log, from 1; later changes have higher numbers.",
        1,
        type_=sa.Integer(),
    )
    record_kind: str = column("The kind of the record.", "figures")
    record_code: str = column("The code of the record.", "herefordshire-improvement-adviser-2021-05-minimum-months")
    change: ChangeType = column("What happened to it.", "changed", words=ChangeType)
    field: str | None = column("The field that changed; null if the row was added or removed.", "comparator")
    before: str | None = column("Its value before, as text; null if there was none.", "=")
    after: str | None = column("Its value after, as text; null if there is none.", ">=")
    cause: Cause = column("Why.", "our_correction", words=Cause)


class Change(ChangeRow, table=True):
    __tablename__ = "changes"
    __table_args__ = (
        sa.CheckConstraint("(change = 'changed') = (field IS NOT NULL)", name="field_if_changed"),
        sa.CheckConstraint("field IS NOT NULL OR (before IS NULL AND after IS NULL)", name="values_of_a_field"),
        sa.CheckConstraint("sequence >= 1", name="sequence_from_one"),
        sa.UniqueConstraint("sequence"),
        sa.Index(None, "record_code", "sequence"),
    )


class ChangePublic(ChangeRow):
    """A change as the API sends it."""


CHANGES = Kind("changes", ChangeRow, Change)
