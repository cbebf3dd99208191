"""Publishes a release: into an immutable SQLite file with a pointer to it, or into PostgreSQL in one transaction."""

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from app.errors import FaultyData, SeederBusy, SeedError
from app.records import KINDS
from app.records.kind import table
from app.records.release import Release, ReleaseFile, ReleaseRow
from app.releases.artifacts import FILES, HISTORY, ROW_BYTES, FolderArtifacts, TableArtifacts, history
from app.releases.files import ReleaseFiles
from app.releases.sqlite import release_engine
from app.seeding.build import DATED_JUDGEMENTS, RELEASES, TIMELINE, fill, refused_by_database, sha256_of
from app.seeding.pack import write_zip
from app.seeding.read import Dataset
from app.seeding.release_history import differences, extended, to_text
from app.seeding.schema import create_indexes, create_tables, migrate

BUSY = "Another seeder is at work on this dataset; this one changed nothing. Try again when it is done."
# The number itself means nothing. Every seeder of this project asks for the same one.
ADVISORY_LOCK = 7_115_340_062
RELEASE_FILES = table(ReleaseFile)
PACKED = "dataset.zip"


def publish_sqlite(dataset: Dataset, release: ReleaseRow, folder: Path, keep: int, shrink: bool) -> bool:
    """Makes a release current, and empties the dataset. True if the release was not current already.

    The database is built in a file of its own, fsynced and renamed. Then the pointer is replaced in the same way. If
    the process dies before that, the old release stays current and the next run removes what is left.
    Raises SeederBusy or SeedError.
    """
    files = ReleaseFiles(folder)
    try:
        # Checked before anything is written, so that a read-only folder can be seeded with what it already holds.
        if _is_current(files, release) and not _to_clear_away(files, keep, release):
            return False
        files.releases.mkdir(parents=True, exist_ok=True)
        with _file_lock(files.lock):
            current = files.current()
            if _is_current(files, release):
                _clear_away(files, keep, release)
                return False
            # The counts in a damaged release prove nothing.
            if current and not shrink and files.intact(current):
                _refuse_to_shrink(_counts_of_file(files, current), release)
            if not files.complete(release.code):
                _build_database(dataset, release, files)
                # The rows are not needed any more, and writing the downloads needs the memory.
                dataset.entries.clear()
                _complete(release, files)
            entries = history(FolderArtifacts(folder))
            if current != release.code or not entries:
                entries = extended(entries, release.code, current, _compared(files, current, release.code))
                _replace(folder / HISTORY, to_text(entries))
            _replace(files.pointer, f"{release.code}\n")
            _clear_away(files, keep, release)
    except OSError as error:
        raise SeedError(f"Cannot write to {folder}: {error.strerror or error}") from error
    return True


def _is_current(files: ReleaseFiles, release: ReleaseRow) -> bool:
    return files.current() == release.code and files.complete(release.code)


def _left_over(files: ReleaseFiles) -> list[Path]:
    """The files that a killed seeder may have left outside of the folder of releases."""
    aside = (_aside(files), _downloads_aside(files), *files.folder.glob("*.new"))
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
    """Builds two files aside: the database of the release, and the zip of the packages that it was seeded from."""
    aside = _aside(files)
    aside.unlink(missing_ok=True)
    engine = sa.create_engine("sqlite://", creator=lambda: _fresh(aside))
    try:
        with engine.begin() as connection:
            create_tables(connection)
            fill(connection, dataset, release)
            create_indexes(connection)
        with engine.connect() as connection:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    except sa.exc.IntegrityError as error:
        aside.unlink(missing_ok=True)
        # The database says which constraint was broken, not on which line. So the rows are tried one by one.
        raise FaultyData(sorted(refused_by_database(dataset))) from error
    except sa.exc.OperationalError as error:
        aside.unlink(missing_ok=True)
        raise SeedError(f"Cannot build the release in {files.folder}: {error.orig}") from error
    finally:
        engine.dispose()
    if broken:
        raise SeedError(f"The release has {len(broken)} references that lead nowhere, the first in {broken[0][0]}.")
    _sync(aside)
    downloads = _downloads_aside(files)
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir()
    write_zip(dataset, downloads / PACKED)


def _complete(release: ReleaseRow, files: ReleaseFiles) -> None:
    """Makes the other downloads from the database that was built aside, and moves all files to their places."""
    aside = _aside(files)
    manifest = {
        "release": release.code,
        "sha256": sha256_of(aside),
        "bytes": aside.stat().st_size,
        "schema_revision": release.schema_revision,
        "as_at": release.as_at.isoformat(),
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
    from app.seeding.downloads import described, write_downloads  # noqa: PLC0415

    aside, home = _downloads_aside(files), files.downloads(release.code)
    with _opened(database) as connection:
        made = write_downloads(connection, aside)
    whole = {"name": "dataset.sqlite", "title": "The whole dataset, as a SQLite database", "rows": None}
    packed = {"name": PACKED, "title": "The whole dataset, as the data package that it is seeded from", "rows": None}
    files_made = [
        described(whole, database, files.database(release.code).relative_to(files.folder)),
        *(
            described(file, aside / file["name"], home.relative_to(files.folder) / file["name"])
            for file in (packed, *made)
        ),
    ]
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(exist_ok=True)
    aside.rename(home)
    return files_made


@contextmanager
def _opened(database: Path) -> Iterator[sa.Connection]:
    """A release file, for reading."""
    engine = release_engine(database)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _compared(files: ReleaseFiles, before: str | None, after: str) -> list[dict[str, Any]] | None:
    """What became of the rows from one release file to another; None if the first is not there to compare."""
    if before is None or not files.intact(before):
        return None
    with _opened(files.database(before)) as earlier, _opened(files.database(after)) as later:
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


def _clear_away(files: ReleaseFiles, keep: int, release: ReleaseRow) -> None:
    """Keeps the newest releases, the current one among them, and nothing that is half done."""
    for path in _to_clear_away(files, keep, release):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _to_clear_away(files: ReleaseFiles, keep: int, release: ReleaseRow) -> list[Path]:
    """The files of older releases that are not kept, and what a killed seeder left behind.

    A release with other tables is not kept either: this code could not answer from it.
    """
    published = [entry["code"] for entry in history(FolderArtifacts(files.folder))]
    same = [
        code for code in published if files.database(code).is_file() and files.schema(code) == release.schema_revision
    ]
    stay = {release.code, *same[:keep]}
    of_releases = [*files.releases.glob("*"), *(files.folder / "downloads").glob("*")]
    return [path for path in of_releases if path.stem not in stay] + _left_over(files)


def publish_postgres(dataset: Dataset, release: ReleaseRow, url: str, shrink: bool) -> bool:
    """Replaces the dataset of a PostgreSQL database in one transaction. True if it was not the same already."""
    engine = sa.create_engine(url, connect_args={"connect_timeout": 5, "options": "-c lock_timeout=4000"})
    try:
        with engine.connect() as connection:
            if not connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(ADVISORY_LOCK))).scalar():
                raise SeederBusy(BUSY)
            before = _release_in(connection)
            if before is not None and before.content_sha256 == release.content_sha256:
                return False
            if before is not None and before.subset is None and not shrink:
                _refuse_to_shrink(before.counts, release)
            migrate(connection)
            files = TableArtifacts(lambda: nullcontext(connection))
            entries = history(files)
            with TemporaryDirectory() as folder:
                built = ReleaseFiles(Path(folder))
                built.releases.mkdir()
                _build_database(dataset, release, built)
                _complete(release, built)
                with _opened(built.database(release.code)) as later:
                    changes = differences(connection, later) if before else None
                entries = extended(entries, release.code, before.code if before else None, changes)
                _replace(built.folder / HISTORY, to_text(entries))
                connection.execute(sa.delete(FILES))
                for path in sorted(path for path in built.folder.rglob("*") if path.is_file()):
                    _store(connection, path.relative_to(built.folder).as_posix(), path)
            # DELETE and not TRUNCATE, so that readers see the old rows until the new ones are committed.
            for derived in (RELEASES, TIMELINE, DATED_JUDGEMENTS):
                connection.execute(sa.delete(derived))
            for kind in reversed(KINDS):
                connection.execute(sa.delete(table(kind.table)))
            fill(connection, dataset, release)
            connection.commit()
    except sa.exc.DBAPIError as error:
        raise SeedError(f"The database refused: {str(error.orig).splitlines()[0]}") from error
    except OSError as error:
        raise SeedError(f"Cannot write the downloads to a temporary folder: {error.strerror or error}") from error
    finally:
        engine.dispose()
    return True


def _store(connection: sa.Connection, name: str, path: Path) -> None:
    """Writes a file into the table of files, in parts."""
    with path.open("rb") as file:
        for position, part in enumerate(iter(lambda: file.read(ROW_BYTES), b"")):
            connection.execute(sa.insert(RELEASE_FILES), {"path": name, "position": position, "content": part})


def _release_in(connection: sa.Connection) -> Release | None:
    if not sa.inspect(connection).has_table("releases"):
        return None
    row = connection.execute(sa.select(RELEASES)).mappings().first()
    return Release(**row) if row else None
