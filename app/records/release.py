"""Releases: what this dataset is. Seeding makes the row; it stands in no package."""

from datetime import date
from typing import Annotated

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlmodel import Field, SQLModel

from app.records.kind import CODE_PATTERN, column

LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class KnownTo(BaseModel):
    """How far the sources reach. The descriptor of a package states it as `known_to`.

    `day` is the last day up to which they tell of every inspection. `source_code` and `locator` say where that stands.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date
    source_code: Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
    locator: Annotated[str, StringConstraints(min_length=1)]


class ReleaseRow(SQLModel):
    """One version of the dataset, named by its content."""

    code: str = column(
        "The release: the first 16 hexadecimal digits of its content's SHA-256.", "0f1e2d3c4b5a6978", key=True
    )
    content_sha256: str = column(
        "The SHA-256 of its rows, and of the revisions of the tables and of the code that made its files.",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    )
    schema_revision: str = column("The migration that its tables come from.", "0001")
    as_at: date = column("The latest day on which a row of it was recorded.", "2026-11-21", type_=sa.Date())
    known_to: date = column(
        "The day up to which the sources reach: they tell of no inspection after it. It is the default of every "
        "parameter that asks for a day. Where no package states it, it is `as_at`.",
        "2026-08-22",
        type_=sa.Date(),
    )
    known_to_source_code: str | None = column(
        "The source that reaches so far; null if no package states it.", "ofsted-csc-overview-2026-08-22"
    )
    known_to_locator: str | None = column(
        "Where the day stands in that source; null if no package states it.",
        "docProps/core.xml, dcterms:modified",
    )
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


class ReleaseFile(SQLModel, table=True):
    """A part of a file of the current release, if that is in PostgreSQL. In a SQLite release, the table is empty.

    `app/releases/artifacts.py` says which files there are, and why they are in parts.
    """

    __tablename__ = "release_files"

    path: str = column("The path of the file.", key=True)
    position: int = Field(sa_type=sa.Integer, primary_key=True, description="The place of the part, from 0.")
    content: bytes = Field(sa_type=sa.LargeBinary, description="The bytes of the part.")


class DownloadPublic(SQLModel):
    """A file that can be downloaded, whole."""

    name: str = column("Its name.", "inspections.parquet")
    title: str = column("What is in it.", "Inspections")
    media_type: str = column("Its media type.", "application/vnd.apache.parquet")
    rows: int | None = column("How many rows it has; null if it is not one table.", 20, type_=sa.Integer())
    bytes: int = column("Its size.", 14031, type_=sa.Integer())
    sha256: str = column(
        "The SHA-256 of its bytes, in hexadecimal. Its ETag is the same, in quotes.",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    )
    url: str = column("Where it is, of this release.", "/v1/downloads/inspections.parquet?release=0f1e2d3c4b5a6978")


class ReleasePublic(ReleaseRow):
    """A release as the API sends it."""

    licence_url: str = column("Where the licence stands.", LICENCE_URL)
    citation: str = column(
        "How to cite this release, so that others find the same numbers.",
        "Inspection History, release 0f1e2d3c4b5a6978, recorded up to 2026-11-21. "
        "Contains public sector information licensed under the Open Government Licence v3.0.",
    )
    url: str = column("Where this release is described.", "/v1/releases/current?release=0f1e2d3c4b5a6978")
    downloads: list[DownloadPublic] = column("Every file of it, with its size and SHA-256.")


class KindChanges(SQLModel):
    """How many rows of one kind differ from one release to the next."""

    kind: str = column("The kind of record.", "findings")
    added: int = column("How many rows are new.", 2, type_=sa.Integer())
    removed: int = column("How many rows are gone.", 0, type_=sa.Integer())
    changed: int = column("How many rows have another value in some field.", 1, type_=sa.Integer())


class KeptReleasePublic(SQLModel):
    """A release that `release=` can name."""

    code: str = column("The release.", "0f1e2d3c4b5a6978")
    current: bool = column("Whether it answers where no release is named.", True, type_=sa.Boolean())
    as_at: date = column("The latest day on which a row of it was recorded.", "2026-11-21", type_=sa.Date())
    known_to: date = column("The day up to which its sources reach.", "2026-08-22", type_=sa.Date())
    counts: dict[str, int] = column("The number of rows of each kind.", {"councils": 160}, type_=sa.JSON())
    previous: str | None = column("The release that was current before it; null if there was none.", "8796a5b4c3d2e1f0")
    changes: list[KindChanges] | None = column(
        "What is different from the one before, kind by kind; null if there was none, or if it had other tables. "
        "Why, row by row, is at /v1/changes.",
        [{"kind": "findings", "added": 2, "removed": 0, "changed": 1}],
    )
    url: str = column("Where it is described.", "/v1/releases/current?release=0f1e2d3c4b5a6978")
