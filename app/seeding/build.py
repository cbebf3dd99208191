"""Builds a release: its content hash, its rows, and the lines that are derived from them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from pydantic import BaseModel
from pydantic_core import to_json

from app.errors import Fault
from app.records import EVENTS, KINDS
from app.records.citation import CITATIONS, CitationRow
from app.records.event import Event, Timeline, TimelineEntryPublic
from app.records.inspection import DatedJudgement, JudgementPublic
from app.records.kind import Sourced, reading_order, table
from app.records.release import Release, ReleaseRow
from app.seeding.read import Dataset, Entry
from app.settings import ROOT
from app.vocabulary import Aspect, Basis, Standing

LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = (
    "Inspection History. Contains public sector information of Ofsted and of councils, "
    "licensed under the Open Government Licence v3.0."
)
BATCH = 1000
TIMELINE = table(Timeline)
DATED_JUDGEMENTS = table(DatedJudgement)
RELEASES = table(Release)


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("path_separator", "newline")
    return config


@cache
def schema_revision() -> str:
    """The newest migration, which is part of what a release is."""
    head = ScriptDirectory.from_config(_alembic()).get_current_head()
    assert head is not None
    return head


def migrate(connection: sa.Connection) -> None:
    """Brings a database to the newest migration, inside the connection's own transaction."""
    config = _alembic()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def release_of(dataset: Dataset, subset: str | None) -> ReleaseRow:
    """What this dataset is. Its code depends on its rows alone: not on their order, nor on files or machine."""
    digest = hashlib.sha256(f"{schema_revision()} {subset or ''}".encode())
    # The records as they are sent out: each record's own source is a citation too.
    counts: dict[str, int] = {}
    for kind in KINDS:
        entries = dataset.entries[kind.name]
        counts[kind.name] = len(entries)
        digest.update(f"\n{kind.name}\n".encode())
        for entry in sorted(entries, key=lambda entry: entry.row.code):
            digest.update(json.dumps(entry.row.model_dump(mode="json"), sort_keys=True, ensure_ascii=False).encode())
    counts[CITATIONS.name] += sum(1 for _ in whole_record_citations(dataset))
    content = digest.hexdigest()
    return ReleaseRow(
        code=content[:16],
        content_sha256=content,
        schema_revision=schema_revision(),
        as_at=max((entry.row.recorded_on for entry in dataset), default=date.min),
        subset=subset,
        licence=LICENCE,
        attribution=ATTRIBUTION,
        counts=counts,
    )


def fill(connection: sa.Connection, dataset: Dataset, release: ReleaseRow) -> None:
    """Writes every row into empty tables, in the order of their codes, so that the same data makes the same file."""
    for kind in KINDS:
        entries = sorted(dataset.entries[kind.name], key=lambda entry: entry.row.code)
        rows = [entry.row.stored() for entry in entries]
        if kind is CITATIONS:
            rows = sorted([*rows, *whole_record_citations(dataset)], key=lambda row: row["code"])
        _insert(connection, table(kind.table), rows)
    for home, lines in ((TIMELINE, _timeline(dataset)), (DATED_JUDGEMENTS, _dated_judgements(dataset))):
        _insert(connection, home, sorted(lines, key=lambda line: str(line["code"])))
    _insert(connection, RELEASES, [release.model_dump()])


def _insert(connection: sa.Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    rows = list(rows)
    for start in range(0, len(rows), BATCH):
        connection.execute(sa.insert(table), rows[start : start + BATCH])


def whole_record_citations(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """A citation of each record as a whole, from its own source and locator."""
    for kind in KINDS:
        if kind is CITATIONS or not issubclass(kind.row, Sourced):
            continue
        for entry in dataset.entries[kind.name]:
            row = entry.row
            assert isinstance(row, Sourced)
            yield CitationRow(
                code=f"{row.code}.record",
                recorded_on=row.recorded_on,
                source_code=row.source_code,
                locator=row.locator,
                record_kind=kind.name,
                record_code=row.code,
                field=None,
                stated_value=None,
                standing=Standing.PREFERRED,
                basis=Basis.STATED,
                note=None,
            ).stored()


def _rows(dataset: Dataset, kind: str) -> dict[str, Any]:
    return {entry.row.code: entry.row for entry in dataset.entries[kind]}


def _timeline(dataset: Dataset) -> Iterator[dict[str, Any]]:
    councils, domains = _rows(dataset, "councils"), _rows(dataset, "domains")
    overall = {
        row.inspection_code: row.grade
        for row in _rows(dataset, "judgements").values()
        if domains[row.domain_code].aspect is Aspect.OVERALL
    }
    for kind in EVENTS:
        for entry in dataset.entries[kind.name]:
            row = entry.row
            assert isinstance(row, Event)
            values = row.stored() | {
                "kind": kind.name,
                "headline": row.headline,
                "grade": overall.get(row.code),
                "url": f"{kind.path}/{row.code}",
                "region": councils[row.council_code].region,
            }
            yield _listed(TIMELINE, TimelineEntryPublic, values)


def _dated_judgements(dataset: Dataset) -> Iterator[dict[str, Any]]:
    councils, domains, inspections = (_rows(dataset, kind) for kind in ("councils", "domains", "inspections"))
    stored = {code: inspection.stored() for code, inspection in inspections.items()}
    for judgement in _rows(dataset, "judgements").values():
        inspection = stored[judgement.inspection_code]
        council = councils[inspection["council_code"]]
        yield _listed(
            DATED_JUDGEMENTS,
            JudgementPublic,
            {
                **inspection,
                **judgement.stored(),
                "aspect": domains[judgement.domain_code].aspect,
                "council_name": council.name,
                "region": council.region,
            },
        )


def _listed(home: sa.Table, shape: type[BaseModel], values: dict[str, Any]) -> dict[str, Any]:
    """A line of a list as it is stored: what it is filtered by, and the item as it is sent out."""
    values["sent"] = to_json({name: values[name] for name in reading_order(shape)}).decode()
    return {column.name: values[column.name] for column in home.c}


def refused_by_database(dataset: Dataset) -> list[Fault]:
    """The rows that break a constraint of the database, found by writing each into one of its own in memory.

    The constraints stand once, on the tables; this names the file and line of what breaks them. References are
    not enforced here, since they have a check of their own that can say what was meant.
    """
    engine = sa.create_engine("sqlite://")
    faults: list[Fault] = []
    with engine.connect() as connection:
        for kind in KINDS:
            home = table(kind.table)
            home.create(connection)
            entries = dataset.entries[kind.name]
            try:
                with connection.begin_nested():
                    _insert(connection, home, (entry.row.stored() for entry in entries))
            except sa.exc.IntegrityError:
                found = (_refused(connection, home, entry) for entry in entries)
                faults += [fault for fault in found if fault]
    engine.dispose()
    return faults


def _refused(connection: sa.Connection, table: sa.Table, entry: Entry) -> Fault | None:
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
