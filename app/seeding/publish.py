"""Publishes a release: into an immutable SQLite file with a pointer to it, or into PostgreSQL in one transaction."""

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.errors import FaultyData, SeederBusy, SeedError
from app.records.kind import table
from app.records.release import Release, ReleaseFile, ReleaseRow
from app.releases.artifacts import (
    HISTORY,
    ROW_BYTES,
    FolderArtifacts,
    TableArtifacts,
    listed_releases,
    published_releases,
)
from app.releases.files import ReleaseFiles
from app.releases.sqlite import read_release, through_sqlalchemy
from app.seeding.build import FILLED, RELEASES, fill, refused_by_database, sha256_of
from app.seeding.pack import write_zip
from app.seeding.read import Dataset
from app.seeding.release_history import differences, extended, to_text
from app.seeding.schema import create_indexes, create_tables, migrate, refuse_other_database
from app.seeding.scratch import scratch_folder

BUSY = "Another seeder is at work on this dataset; this one changed nothing. Try again when it is done."
# The number itself means nothing. Every seeder of this project asks for the same one.
ADVISORY_LOCK = 7_115_340_062
# The driver reads no text from a database in SQL_ASCII unless it is told an encoding. Nothing may be prepared, because
# a connection pooler may serve each transaction from another connection.
CONNECT = {"connect_timeout": 5, "client_encoding": "utf8", "prepare_threshold": None}
# In milliseconds.
LOCK_TIMEOUT = "4000"
RELEASE_FILES = table(ReleaseFile)
PACKED = "dataset.zip"


@dataclass
class PublishResult:
    """What became of a release: whether it was not current already, and what failed after it was published."""

    changed: bool
    warnings: list[str] = field(default_factory=list)


def publish_sqlite(dataset: Dataset, release: ReleaseRow, folder: Path, keep: int, shrink: bool) -> PublishResult:
    """Makes a release current.

    The database is built in a file of its own, fsynced and renamed. Then the pointer is replaced in the same way. If
    the process dies before that, the old release stays current and the next run removes what is left.
    Raises SeederBusy or SeedError, and then the old release is current.
    """
    files = ReleaseFiles(folder)
    current = False
    try:
        current = _is_current(files, release)
        # Checked before anything is written, so that a read-only folder can be seeded with what it already holds.
        if current and not _to_clear_away(files, keep, release):
            return PublishResult(False)
        files.releases.mkdir(parents=True, exist_ok=True)
        with _file_lock(files.lock):
            current = _is_current(files, release)
            done = PublishResult(not current)
            if not current:
                done.warnings += _make_current(dataset, release, files, shrink)
            done.warnings += _clear_away(files, keep, release)
            return done
    except OSError as error:
        if current:
            return PublishResult(False, [f"Nothing was cleared away: {_reason(error)}"])
        raise SeedError(f"Cannot write to {folder}: {_reason(error)}") from error


def _make_current(dataset: Dataset, release: ReleaseRow, files: ReleaseFiles, shrink: bool) -> list[str]:
    """Builds a release unless it is there, and lets the pointer name it. Gives what failed once that was done."""
    current = files.current()
    # The counts in a damaged release prove nothing.
    if current and not shrink and files.intact(current):
        _refuse_to_shrink(_counts_of_file(files, current), release)
    try:
        if not files.complete(release.code):
            _build_database(dataset, release, files)
            _complete(release, files)
        artifacts = FolderArtifacts(files.folder)
        entries = published_releases(artifacts)
        if current != release.code or not entries:
            entries = extended(entries, release.code, current, _compared(files, current, release.code))
        _replace(files.folder / HISTORY, to_text(entries))
        _replace(files.pointer, f"{release.code}\n")
    except OSError as error:
        # What counts is what a server finds now. The last step of all, an fsync, can fail after the pointer moved.
        if not _is_current(files, release):
            raise
        return [f"The release is published, but may not survive a crash of this machine: {_reason(error)}"]
    finally:
        _discard(files, release)
    return []


def _is_current(files: ReleaseFiles, release: ReleaseRow) -> bool:
    """Whether there is nothing to publish: the pointer names the release, its files are sound, and it is listed."""
    return (
        files.current() == release.code
        and files.complete(release.code)
        and listed_releases(FolderArtifacts(files.folder)) is not None
    )


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _discard(files: ReleaseFiles, release: ReleaseRow) -> None:
    """Removes what is half done: on a full disk, it would take the room that the next run needs.

    What cannot be removed now is removed by the next run.
    """
    half_done = _left_over(files)
    if files.current() != release.code and not files.complete(release.code):
        half_done += [files.database(release.code), files.manifest(release.code), files.downloads(release.code)]
    for path in half_done:
        with suppress(OSError):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _left_over(files: ReleaseFiles) -> list[Path]:
    """The files that a killed seeder may have left on their way to their places."""
    aside = (_aside(files), _downloads_aside(files), *files.folder.glob("*.new"), *files.releases.glob("*.new"))
    return [path for path in aside if path.exists()]


def _aside(files: ReleaseFiles) -> Path:
    return files.folder / "building.sqlite"


def _downloads_aside(files: ReleaseFiles) -> Path:
    return files.folder / "building.downloads"


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    """Holds a lock of the kernel, which is released when the process dies. Raises SeederBusy."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SeederBusy(BUSY) from error
        yield


def _build_database(dataset: Dataset, release: ReleaseRow, files: ReleaseFiles) -> None:
    """Builds two files aside: the database of the release, and the zip of the packages that it was seeded from.

    The dataset is empty afterwards.
    """
    aside = _aside(files)
    aside.unlink(missing_ok=True)
    try:
        with through_sqlalchemy(lambda: _fresh(aside)) as connection:
            create_tables(connection)
            fill(connection, dataset, release)
            create_indexes(connection)
            connection.commit()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    except sa.exc.IntegrityError as error:
        # The database says which constraint was broken, not on which line. So the rows are tried one by one.
        raise FaultyData(sorted(refused_by_database(dataset))) from error
    except sa.exc.OperationalError as error:
        raise SeedError(f"Cannot build the release in {files.folder}: {error.orig}") from error
    if broken:
        raise SeedError(f"The release has {len(broken)} references that lead nowhere, the first in {broken[0][0]}.")
    _sync(aside)
    downloads = _downloads_aside(files)
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir()
    write_zip(dataset, downloads / PACKED)
    # The rows are not needed any more, and writing the downloads needs the memory.
    dataset.entries.clear()


def _complete(release: ReleaseRow, files: ReleaseFiles) -> None:
    """Makes the other downloads from the database that was built aside, and moves all files to their places."""
    aside = _aside(files)
    manifest = {
        "release": release.code,
        "sha256": sha256_of(aside),
        "bytes": aside.stat().st_size,
        "schema_revision": release.schema_revision,
        "as_at": release.as_at.isoformat(),
        "known_to": release.known_to.isoformat(),
        "counts": release.counts,
        "downloads": _make_downloads(release, files, aside),
    }
    _replace(files.manifest(release.code), to_text(manifest))
    aside.rename(files.database(release.code))
    _sync(files.releases)


def _make_downloads(release: ReleaseRow, files: ReleaseFiles, database: Path) -> list[dict[str, Any]]:
    """Writes the tables beside the zip, and gives the list of all downloads of the release.

    They are not fsynced one by one, as the database is. If a crash cuts one short, its SHA-256 is wrong, so the next
    seeding replaces it; and its length is wrong, so every client sees that it is broken.
    """
    # Imported here, because checking needs no Arrow.
    from app.seeding.downloads import manifest_entry, write_downloads  # noqa: PLC0415

    aside, home = _downloads_aside(files), files.downloads(release.code)
    with read_release(database) as connection:
        made = write_downloads(connection, aside)
    whole = {"name": "dataset.sqlite", "title": "The whole dataset, as a SQLite database", "rows": None}
    packed = {"name": PACKED, "title": "The whole dataset, as the data package that it is seeded from", "rows": None}
    files_made = [
        manifest_entry(whole, database, files.database(release.code).relative_to(files.folder)),
        *(
            manifest_entry(file, aside / file["name"], home.relative_to(files.folder) / file["name"])
            for file in (packed, *made)
        ),
    ]
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(exist_ok=True)
    aside.rename(home)
    return files_made


def _compared(files: ReleaseFiles, before: str | None, after: str) -> list[dict[str, Any]] | None:
    """What became of the rows from one release file to another; None if the first is not there to compare."""
    if before is None or not files.intact(before):
        return None
    with read_release(files.database(before)) as earlier, read_release(files.database(after)) as later:
        return differences(earlier, later)


def _fresh(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    # The file is not read before it is complete, and a crash discards it, so it needs no journal.
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    return connection


def _counts_of_file(files: ReleaseFiles, release: str) -> dict[str, int]:
    try:
        manifest = sqlite3.connect(f"{files.database(release).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = manifest.execute("SELECT counts FROM releases WHERE subset IS NULL").fetchone()
        finally:
            manifest.close()
    except sqlite3.Error:
        return {}
    return dict(json.loads(row[0])) if row else {}


def _refuse_to_shrink(before: dict[str, int], release: ReleaseRow) -> None:
    """Raises SeedError if more than half of the rows of a kind are gone, which is more likely a mistake than meant."""
    if release.subset is not None:
        return
    lost = [
        f"{kind}: {release.counts.get(kind, 0)} rows, {count} before"
        for kind, count in before.items()
        if release.counts.get(kind, 0) * 2 < count
    ]
    if lost:
        raise SeedError(
            "More than half of the rows of a kind would be lost: " + "; ".join(lost) + ". "
            "If that is meant, seed with --allow-shrink."
        )


def _replace(path: Path, text: str) -> None:
    """Replaces a small file in one step that survives a crash."""
    aside = path.with_name(path.name + ".new")
    aside.write_text(text, encoding="utf-8")
    _sync(aside)
    aside.rename(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear_away(files: ReleaseFiles, keep: int, release: ReleaseRow) -> list[str]:
    """Keeps the newest releases, the current one among them, and nothing that is half done. Gives what failed."""
    failed = []
    try:
        for path in _to_clear_away(files, keep, release):
            try:
                _remove(path)
            except OSError as error:
                failed.append(f"{path} could not be cleared away: {_reason(error)}")
    except OSError as error:
        failed.append(f"{files.folder} could not be searched for what to clear away: {_reason(error)}")
    return failed


def _to_clear_away(files: ReleaseFiles, keep: int, release: ReleaseRow) -> list[Path]:
    """The files of older releases that are not kept, and what a killed seeder left behind.

    A release with other tables is not kept either: this code could not answer from it. One that no list names is kept
    like one that is older than all others, because the list may be lost and the release is not.
    """
    artifacts = FolderArtifacts(files.folder)
    published = dict.fromkeys([*(entry["code"] for entry in published_releases(artifacts)), *artifacts.manifests()])
    same = [
        code for code in published if files.database(code).is_file() and files.schema(code) == release.schema_revision
    ]
    stay = {release.code, *same[:keep]}
    of_releases = [*files.releases.glob("*"), *(files.folder / "downloads").glob("*")]
    return [path for path in of_releases if path.stem not in stay] + _left_over(files)


def publish_postgres(dataset: Dataset, release: ReleaseRow, url: str, shrink: bool) -> PublishResult:
    """Replaces the dataset of a PostgreSQL database in one transaction. Raises SeederBusy or SeedError."""
    engine = sa.create_engine(url, connect_args=CONNECT)
    committing = False
    try:
        with engine.connect() as connection:
            # For this transaction alone: a connection pooler refuses options at the start of a connection.
            connection.execute(sa.select(sa.func.set_config("lock_timeout", LOCK_TIMEOUT, True)))
            if not connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(ADVISORY_LOCK))).scalar():
                raise SeederBusy(BUSY)
            refuse_other_database(connection)
            before = _release_in(connection)
            if before is not None and before.content_sha256 == release.content_sha256:
                return PublishResult(False)
            if before is not None and before.subset is None and not shrink:
                _refuse_to_shrink(before.counts, release)
            migrate(connection)
            _replace_rows(connection, dataset, release, before)
            committing = True
            connection.commit()
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).splitlines()[0] if str(error.orig) else type(error.orig).__name__
        if committing and _was_committed(engine, release):
            return PublishResult(True, [f"The release is published, but the connection was lost: {reason}"])
        raise SeedError(f"The database refused: {reason}") from error
    except OSError as error:
        raise SeedError(f"Cannot write the downloads to a temporary folder: {_reason(error)}") from error
    finally:
        engine.dispose()
    return PublishResult(True)


def _replace_rows(connection: sa.Connection, dataset: Dataset, release: ReleaseRow, before: Release | None) -> None:
    """Replaces the files and the rows of the release before by those of another."""
    entries = published_releases(TableArtifacts(lambda: nullcontext(connection)))
    with scratch_folder() as folder:
        built = ReleaseFiles(folder)
        built.releases.mkdir()
        _build_database(dataset, release, built)
        _complete(release, built)
        with read_release(built.database(release.code)) as later:
            changes = differences(connection, later) if before else None
            # DELETE and not TRUNCATE, so that readers see the old rows until the new ones are committed.
            for home in reversed(FILLED):
                connection.execute(sa.delete(home))
            copy_rows(later, connection)
        entries = extended(entries, release.code, before.code if before else None, changes)
        _replace(built.folder / HISTORY, to_text(entries))
        connection.execute(sa.delete(RELEASE_FILES))
        store_files(connection, built.folder)


def copy_rows(built: sa.Connection, connection: sa.Connection) -> None:
    """Copies the rows of a release file into the empty tables of PostgreSQL.

    They are written as the file has them, because PostgreSQL reads a day, a truth and JSON from the same text. COPY
    takes a tenth of the time that INSERT takes. SQLAlchemy has no statement for it, so that the driver is asked.
    """
    quoted = connection.dialect.identifier_preparer.quote
    driver: Any = connection.connection.driver_connection
    for home in FILLED:
        names = ", ".join(quoted(column.name) for column in home.c)
        rows = built.exec_driver_sql(f"SELECT {names} FROM {home.name}")  # noqa: S608
        statement = f"COPY {home.name} ({names}) FROM STDIN"
        try:
            with driver.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        except connection.dialect.loaded_dbapi.Error as error:
            raise sa.exc.DBAPIError(statement, None, error) from error


def _was_committed(engine: sa.Engine, release: ReleaseRow) -> bool:
    """Whether the database holds the release, although the answer to COMMIT was lost."""
    try:
        with engine.connect() as connection:
            found = _release_in(connection)
    except sa.exc.DBAPIError:
        return False
    return found is not None and found.content_sha256 == release.content_sha256


def store_files(connection: sa.Connection, folder: Path) -> None:
    """Writes the files under a folder into the table of files, in parts."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        with path.open("rb") as file:
            for position, part in enumerate(iter(lambda: file.read(ROW_BYTES), b"")):
                connection.execute(sa.insert(RELEASE_FILES), {"path": name, "position": position, "content": part})


def _release_in(connection: sa.Connection) -> Release | None:
    if not sa.inspect(connection).has_table("releases"):
        return None
    row = connection.execute(sa.select(RELEASES)).mappings().first()
    return Release(**row) if row else None
