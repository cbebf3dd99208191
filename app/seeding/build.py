"""Builds a release: its code, its rows, and what is derived from them: two lists and the search index."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from heapq import merge
from itertools import chain, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from pydantic_core import to_json

from app.errors import Fault
from app.records import EVENTS, KINDS
from app.records.citation import CITATIONS
from app.records.event import Event, Timeline, TimelineEntryPublic, date_text
from app.records.inspection import INSPECTIONS, JUDGEMENTS, REPORT, DatedJudgement, JudgementPublic, JudgementRow
from app.records.kind import Sourced, reading_order, table
from app.records.release import Release, ReleaseRow
from app.releases.files import schema_revision
from app.releases.sqlite import through_sqlalchemy
from app.seeding.read import Dataset, DatasetEntry
from app.seeding.schema import create_tables
from app.seeding.search_index import DOCUMENTS, TERMS, document_rows, documents_of, term_rows
from app.vocabulary import Aspect, Basis, Standing, grade_rank

LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = (
    "Inspection History. Contains public sector information of Ofsted and of councils, "
    "licensed under the Open Government Licence v3.0."
)
# Raise this whenever the same rows would make other bytes: another headline, another rendered item, another column or
# description in a download. A release is named by its rows, its migration and this number; without it, a server that
# was seeded by older code would keep its old bytes, and a fresh one would have new bytes under the same name.
# tests/seeding/test_build_revision.py fails until it is raised.
BUILD_REVISION = 5
BATCH = 1000
TIMELINE = table(Timeline)
DATED_JUDGEMENTS = table(DatedJudgement)
# The tables that seeding derives from the records.
DERIVED = (TIMELINE, DATED_JUDGEMENTS, DOCUMENTS, TERMS)
AS_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=date.isoformat).encode
RELEASES = table(Release)
# Every table that is filled, those first to which others refer.
FILLED = (*(table(kind.table) for kind in KINDS), *DERIVED, RELEASES)
# Kept, because every item of the two lists needs it.
ORDER = cache(reading_order)
# Each record of these kinds names a source, and that source is cited for the record as a whole.
CITED_WHOLE = tuple(kind for kind in KINDS if issubclass(kind.row, Sourced) and kind is not CITATIONS)


def release_of(dataset: Dataset, subset: str | None) -> ReleaseRow:
    """What this dataset is.

    Its code depends on its rows, its tables and the code that derives from them, but not on the order of the rows, the
    files that they stand in or the machine.
    """
    known = dataset.known_to
    digest = hashlib.sha256(f"{schema_revision()} {BUILD_REVISION} {subset or ''}".encode())
    digest.update(known.model_dump_json().encode() if known else b"")
    # The citations are counted as the API has them, with those that seeding makes.
    counts: dict[str, int] = {}
    for kind in KINDS:
        counts[kind.name] = len(dataset.entries[kind.name])
        digest.update(f"\n{kind.name}\n".encode())
        for row in dataset.sorted_rows(kind):
            digest.update(AS_JSON(row.stated()).encode())
    counts[CITATIONS.name] += sum(counts[kind.name] for kind in CITED_WHOLE)
    content = digest.hexdigest()
    as_at = max((row.recorded_on for entries in dataset.entries.values() for row in entries.rows), default=date.min)
    return ReleaseRow(
        code=content[:16],
        content_sha256=content,
        schema_revision=schema_revision(),
        as_at=as_at,
        known_to=known.day if known else as_at,
        known_to_source_code=known.source_code if known else None,
        known_to_locator=known.locator if known else None,
        subset=subset,
        licence=LICENCE,
        attribution=ATTRIBUTION,
        counts=counts,
    )


def fill(connection: sa.Connection, dataset: Dataset, release: ReleaseRow) -> None:
    """Writes every row into empty tables. The rows are in the order of their codes, so equal data makes equal files."""
    for kind in KINDS:
        rows: Iterable[dict[str, Any]] = (row.stored() for row in dataset.sorted_rows(kind))
        if kind is CITATIONS:
            rows = merge(rows, whole_record_citations(dataset), key=lambda row: str(row["code"]))
        _insert(connection, table(kind.table), rows)
    _insert(connection, TIMELINE, _timeline(dataset))
    _insert(connection, DATED_JUDGEMENTS, _dated_judgements(dataset))
    searched = documents_of(dataset)
    _insert(connection, DOCUMENTS, document_rows(searched))
    _insert(connection, TERMS, term_rows(searched))
    _insert(connection, RELEASES, [release.model_dump()])


def _insert(connection: sa.Connection, home: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        connection.execute(sa.insert(home), batch)


def whole_record_citations(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """A citation of each record as a whole, from its own source and locator, in the order of their codes."""
    names = {kind.row: kind.name for kind in CITED_WHOLE}
    rows = chain.from_iterable(dataset.entries[kind.name].rows for kind in CITED_WHOLE)
    for row in sorted(rows, key=lambda row: f"{row.code}.record"):
        assert isinstance(row, Sourced)
        yield {
            "code": f"{row.code}.record",
            "recorded_on": row.recorded_on,
            "source_code": row.source_code,
            "locator": row.locator,
            "record_kind": names[type(row)],
            "record_code": row.code,
            "field": None,
            "stated_value": None,
            "standing": Standing.PREFERRED,
            "basis": Basis.STATED,
            "note": None,
        }


def _timeline(dataset: Dataset) -> Iterator[dict[str, Any]]:
    councils, domains, sources = map(dataset.rows, ("councils", "domains", "sources"))
    overall = {
        row.inspection_code: row.grade
        for row in dataset.entries["judgements"].rows
        if isinstance(row, JudgementRow) and domains[row.domain_code].aspect is Aspect.OVERALL
    }
    events = ((kind, row) for kind in EVENTS for row in dataset.entries[kind.name].rows)
    for kind, row in sorted(events, key=lambda event: event[1].code):
        assert isinstance(row, Event)
        values, source, grade = row.stored(), sources[row.source_code], overall.get(row.code)
        report = sources.get(f"{row.code}{REPORT}") if kind is INSPECTIONS else source
        values |= _of_council(councils[row.council_code]) | {
            "kind": kind.name,
            "headline": row.headline,
            # A meeting takes a day and has no such field.
            "ended_on": values.get("ended_on"),
            "date_text": date_text(values),
            "grade": grade,
            "grade_rank": grade_rank(grade),
            "source_title": source.title,
            "source_publisher": source.publisher,
            "report_url": report and report.url,
            "url": f"{kind.path}/{row.code}",
        }
        yield _listed(TIMELINE, TimelineEntryPublic, values)


def _dated_judgements(dataset: Dataset) -> Iterator[dict[str, Any]]:
    councils, domains, inspections, sources = map(dataset.rows, ("councils", "domains", "inspections", "sources"))

    # Judgements are sorted by code, so those of one inspection follow each other.
    @lru_cache(maxsize=1)
    def inspected(code: str) -> dict[str, Any]:
        report = sources.get(f"{code}{REPORT}")
        return {**inspections[code].stored(), "report_url": report and report.url}

    for judgement in dataset.sorted_rows(JUDGEMENTS):
        assert isinstance(judgement, JudgementRow)
        inspection = inspected(judgement.inspection_code)
        yield _listed(
            DATED_JUDGEMENTS,
            JudgementPublic,
            {
                **inspection,
                **judgement.stored(),
                **_of_council(councils[inspection["council_code"]]),
                "date_text": date_text(inspection),
                "grade_rank": grade_rank(judgement.grade),
                "aspect": domains[judgement.domain_code].aspect,
            },
        )


def _of_council(council: Any) -> dict[str, Any]:
    """What every row has of its council."""
    values = {name: getattr(council, name) for name in ("region", "gss_code", "la_code", "ofsted_urn")}
    return {"council_name": council.name, **values}


def _listed(home: sa.Table, shape: type[BaseModel], values: dict[str, Any]) -> dict[str, Any]:
    """A row of a stored list: the columns that filter it, and the item as rendered JSON."""
    values["rendered"] = to_json({name: values[name] for name in ORDER(shape)}).decode()
    return {column.name: values[column.name] for column in home.c}


def refused_by_database(dataset: Dataset) -> list[Fault]:
    """The rows that break a constraint of the database, by file and line.

    The constraints are declared once, on the tables. So the rows are written to a database in memory, and those that it
    refuses are the faults. It enforces no references: `check` does, and can say which code was probably meant.
    """
    faults: list[Fault] = []
    with through_sqlalchemy(lambda: sqlite3.connect(":memory:")) as connection:
        create_tables(connection)
        for kind in KINDS:
            home, entries = table(kind.table), dataset.entries[kind.name]
            try:
                with connection.begin_nested():
                    _insert(connection, home, (row.stored() for row in entries.rows))
            except sa.exc.IntegrityError:
                found = (_refused(connection, home, entry) for entry in entries)
                faults += [fault for fault in found if fault]
    return faults


def _refused(connection: sa.Connection, table: sa.Table, entry: DatasetEntry) -> Fault | None:
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(table), entry.row.stored())
    except sa.exc.IntegrityError as error:
        reason = str(error.orig)
        if reason == f"UNIQUE constraint failed: {table.name}.code":
            return None
        return entry.fault("row", f"{_rule(reason)}; expected {table.name}.csv to keep this rule of the database")
    return None


def _rule(reason: str) -> str:
    """SQLite's words for a broken constraint, without its prefixes."""
    words = reason.removeprefix("CHECK constraint failed: ").removeprefix("ck_")
    if words.startswith("UNIQUE constraint failed: "):
        columns = words.removeprefix("UNIQUE constraint failed: ")
        return f"another row has the same {columns}"
    return f"breaks {words}"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
