"""The dataset itself: its vocabularies, its releases, its files, what it covers and what it lacks."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field

from app.errors import NotFound, Unavailable
from app.listing.page import Page, PageOf, fetch_page
from app.listing.parameters import CouncilFilter, ListQuery
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, GAPS, RELEASES, TIMELINE, columns
from app.records.gap import GapPublic
from app.records.release import LICENCE_URL, ReleasePublic
from app.releases.artifacts import kept, manifest
from app.releases.snapshot import Snapshot
from app.spelling import nearest_word
from app.vocabulary import VOCABULARIES, Region


class WordPublic(Schema):
    """A word of a vocabulary."""

    word: str = Field(description="The word as it stands in the data.", examples=["requires_improvement"])
    label: str = Field(description="The word for people.", examples=["Requires improvement to be good"])
    order: int = Field(description="Its place in the vocabulary's order, from 1.", examples=[3])
    meaning: str = Field(
        description="What it means.",
        examples=["The third grade of inspections that started in November 2013 or later."],
    )


class VocabularyPublic(Schema):
    """A list of all words that a field may hold."""

    name: str = Field(description="The name of the vocabulary.", examples=["grade"])
    meaning: str = Field(
        description="What its words describe.", examples=["How good a domain was judged to be, best first."]
    )
    words: list[WordPublic] = Field(description="Its words, in order.")


class YearCount(Schema):
    """How many records of a kind a council has in a year."""

    year: int = Field(description="The year in which they began.", examples=[2018])
    kind: str = Field(description="The kind of record.", examples=["inspections"])
    records: int = Field(description="How many.", examples=[1])


class CoveragePublic(Schema):
    """What the dataset holds for a council, and what is known to be missing."""

    council_code: str = Field(description="The council.", examples=["medway"])
    council_name: str = Field(description="The council's name.", examples=["Medway"])
    region: Region = Field(description="The council's region.", examples=["South East"])
    gss_code: str = Field(description="The council's nine-character ONS code.", examples=["E06000035"])
    la_code: str = Field(description="The council's three-digit DfE code.", examples=["887"])
    ofsted_urn: str | None = Field(
        description="The council's number with Ofsted; null if no source that we have read gives it.",
        examples=["80522"],
    )
    records: int = Field(description="How many dated records it has.", examples=[44])
    first: date | None = Field(
        description="The first day of the earliest; null if it has none.", examples=["2011-08-01"]
    )
    last: date | None = Field(description="The last day of the latest; null if it has none.", examples=["2025-04-30"])
    years: list[YearCount] = Field(description="How many records there are of each kind in each year.")
    gaps: list[GapPublic] = Field(description="What is known to be missing, of this council and then of all, and why.")


class CoveragePage(PageOf[CoveragePublic]):
    """A page of the coverage, with the day up to which the sources reach."""

    known_to: date = Field(
        description="The day up to which the sources reach; `/v1/releases/current` says how that is known.",
        examples=["2026-08-22"],
    )


class CoverageQuery(ListQuery, CouncilFilter):
    """The parameters of the coverage."""


COVERAGE_LIST = ListDefinition(
    "coverage",
    sa.select(COUNCILS.c.code.label("council_code"), *(column.label(name) for name, column in COUNCIL_COLUMNS.items())),
    (COUNCILS.c.code,),
)
_YEAR = sa.func.substr(sa.cast(TIMELINE.c.earliest, sa.String), 1, 4)
_GAPS = (
    sa.select(*columns(GapPublic, GAPS, **COUNCIL_COLUMNS))
    .outerjoin(COUNCILS, GAPS.c.council_code == COUNCILS.c.code)
    .order_by(GAPS.c.code)
)
_HELD = (
    sa.select(
        COUNCILS.c.code,
        COUNCILS.c.name,
        sa.func.count(TIMELINE.c.code).label("records"),
        sa.func.min(TIMELINE.c.earliest).label("first"),
        sa.func.max(TIMELINE.c.latest).label("last"),
    )
    .outerjoin(TIMELINE, COUNCILS.c.code == TIMELINE.c.council_code)
    .group_by(COUNCILS.c.code, COUNCILS.c.name)
)
_OF_KIND = sa.select(TIMELINE.c.kind, sa.func.count()).group_by(TIMELINE.c.kind)
_GAPS_OF_COUNCILS = sa.select(GAPS.c.council_code, sa.func.count()).group_by(GAPS.c.council_code)
_GAPS_OF_ALL = sa.select(GAPS.c.summary).where(GAPS.c.council_code.is_(None)).order_by(GAPS.c.code)


def get_vocabularies() -> list[dict[str, Any]]:
    """Every vocabulary."""
    return [get_vocabulary(name) for name in VOCABULARIES]


def get_vocabulary(name: str) -> dict[str, Any]:
    """One vocabulary. Raises NotFound."""
    if name not in VOCABULARIES:
        raise NotFound(f"There is no vocabulary {name!r}. There are: {', '.join(VOCABULARIES)}.")
    vocabulary = VOCABULARIES[name]
    words = [
        {"word": word.value, "label": word.label, "order": order, "meaning": word.meaning}
        for order, word in enumerate(vocabulary, 1)
    ]
    return {"name": name, "meaning": (vocabulary.__doc__ or "").strip(), "words": words}


def get_release(snapshot: Snapshot) -> dict[str, Any]:
    """The release of a snapshot. One SELECT; where the dataset is in PostgreSQL, one more for its downloads."""
    row = snapshot.connection.execute(sa.select(*columns(ReleasePublic, RELEASES))).mappings().one()
    code, licence = row["code"], row["licence"]
    citation = (
        f"Inspection History, release {code}, recorded up to {row['as_at']}. "
        f"Contains public sector information licensed under the {licence}."
    )
    derived = {"licence_url": LICENCE_URL, "citation": citation, "url": _release_url(code)}
    return {**row, **derived, "downloads": get_downloads(snapshot)}


def get_downloads(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every file of the release of a snapshot."""
    return [_download(file, snapshot.release) for file in manifest(snapshot.artifacts, snapshot.release)["downloads"]]


def _download(file: dict[str, Any], release: str) -> dict[str, Any]:
    shown = {name: value for name, value in file.items() if name != "path"}
    return {**shown, "url": f"/v1/downloads/{file['name']}?release={release}"}


def get_file(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """One file of the release of a snapshot, with its path among the artifacts. Raises NotFound."""
    files = {file["name"]: file for file in manifest(snapshot.artifacts, snapshot.release)["downloads"]}
    if name not in files:
        near = nearest_word(name, files)
        raise NotFound(f"There is no download {name!r}. /v1/downloads lists all downloads.", near)
    return dict(files[name])


def find_releases(snapshot: Snapshot) -> Page:
    """Every kept release, newest first, on one page."""
    items = []
    for entry in kept(snapshot.artifacts):
        try:
            release = manifest(snapshot.artifacts, entry["code"])
        except Unavailable:
            # A release that was cleared away meanwhile, or whose manifest is damaged, is not answered from.
            continue
        shown = {name: release[name] for name in ("as_at", "known_to", "counts")}
        current = entry["code"] == snapshot.release
        items.append({**entry, **shown, "current": current, "url": _release_url(entry["code"])})
    return Page(items, len(items), None, snapshot.release, snapshot.as_at)


def _release_url(code: str) -> str:
    return f"/v1/releases/current?release={code}"


def find_coverage(snapshot: Snapshot, query: CoverageQuery) -> Page:
    """A page of the coverage, a council an item. Five SELECTs, and one more if councils are named."""
    where = Where()
    add_councils(where, snapshot, query, COUNCILS.c.code)
    page = fetch_page(snapshot, COVERAGE_LIST, query, where)
    codes = [item["council_code"] for item in page.items]
    counted: defaultdict[str, list[Any]] = defaultdict(list)
    for row in snapshot.connection.execute(
        sa.select(
            TIMELINE.c.council_code,
            _YEAR.label("year"),
            TIMELINE.c.kind,
            sa.func.count().label("records"),
            sa.func.min(TIMELINE.c.earliest).label("first"),
            sa.func.max(TIMELINE.c.latest).label("last"),
        )
        .where(TIMELINE.c.council_code.in_(codes))
        .group_by(TIMELINE.c.council_code, _YEAR, TIMELINE.c.kind)
        .order_by(TIMELINE.c.council_code, _YEAR, TIMELINE.c.kind)
    ):
        counted[row.council_code].append(row)
    gaps: defaultdict[str | None, list[Any]] = defaultdict(list)
    concerned = GAPS.c.council_code.in_(codes) | GAPS.c.council_code.is_(None)
    for gap in snapshot.connection.execute(_GAPS.where(concerned)).mappings():
        gaps[gap["council_code"]].append(dict(gap))
    for item in page.items:
        rows = counted[item["council_code"]]
        item["records"] = sum(row.records for row in rows)
        item["first"] = min((row.first for row in rows), default=None)
        item["last"] = max((row.last for row in rows), default=None)
        item["years"] = [{"year": int(row.year), "kind": row.kind, "records": row.records} for row in rows]
        item["gaps"] = [*gaps[item["council_code"]], *gaps[None]]
    page.stated["known_to"] = snapshot.once(read_known_to)
    return page


def count_held(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How many dated records each council has, from when to when, and how many gaps, by its name. Two SELECTs."""
    gaps = {code: count for code, count in snapshot.connection.execute(_GAPS_OF_COUNCILS)}  # noqa: C416
    rows = snapshot.connection.execute(_HELD).mappings()
    return sorted([{**row, "gaps": gaps.get(row["code"], 0)} for row in rows], key=lambda row: row["name"])


def count_kinds(snapshot: Snapshot) -> dict[str, int]:
    """How many dated records there are of each kind; a kind without any is left out. One SELECT."""
    return {kind: count for kind, count in snapshot.connection.execute(_OF_KIND)}  # noqa: C416


def gaps_of_all(snapshot: Snapshot) -> list[str]:
    """What is known to be missing and is about no council alone. One SELECT."""
    return list(snapshot.connection.execute(_GAPS_OF_ALL).scalars())


def read_known_to(snapshot: Snapshot) -> date:
    """The day up to which the sources of a release reach. One SELECT when it is asked for the first time."""
    day: date = snapshot.connection.execute(sa.select(RELEASES.c.known_to)).scalar_one()
    return day
