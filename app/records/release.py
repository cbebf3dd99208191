"""Releases: what this dataset is. Seeding writes the row; no package holds it."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.records.kind import column


class ReleaseRow(SQLModel):
    """One version of the dataset, named by its content."""

    code: str = column(
        "The release: the first 16 hexadecimal digits of its content's SHA-256.", "0f1e2d3c4b5a6978", key=True
    )
    content_sha256: str = column(
        "The SHA-256 of its rows and of the schema that holds them.",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    )
    schema_revision: str = column("The migration that its tables come from.", "0001")
    as_at: date = column("The latest day on which a row of it was recorded.", "2026-11-21", type_=sa.Date())
    subset: str | None = column(
        "The councils it was cut down to, separated by commas; null if it is whole.", "herefordshire,medway"
    )
    licence: str = column("On what terms the data may be used.", "Open Government Licence v3.0")
    attribution: str = column(
        "What to say when using it.",
        "Inspection History. Contains public sector information of Ofsted and of councils, "
        "licensed under the Open Government Licence v3.0.",
    )
    counts: dict[str, int] = column("The number of rows of each kind.", {"councils": 160}, type_=sa.JSON())


class Release(ReleaseRow, table=True):
    __tablename__ = "releases"


class ReleasePublic(ReleaseRow):
    """A release as it is sent out."""
