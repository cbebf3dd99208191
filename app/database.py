"""Where the dataset is read from: a store hands out snapshots, each of exactly one release.

SQLite: a release is an immutable file; a small pointer file names the current one. The engine is keyed by the
release, because a pooled connection never notices that another file was renamed over the one it has open.
PostgreSQL: every snapshot is one read-only transaction, REPEATABLE READ, because two SELECTs of a READ COMMITTED
transaction can see two different datasets.
"""

import hashlib
import json
import logging
import os
import sqlite3
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, QueuePool

from app.errors import Unavailable
from app.prepared import Prepared, converted, for_postgres, for_sqlite
from app.settings import ROOT
from app.shelf import FolderShelf, Shelf, TableShelf, history, not_kept

log = logging.getLogger("inspection_history")
MIGRATIONS = ROOT / "migrations"
# As many connections as the server has worker threads, so that no thread ever waits for another one's connection.
POOL_SIZE = 40
# Past releases that are held open at once; one more closes the one that was asked least recently.
PAST_ENGINES = 4
# PostgreSQL tells nobody that it has a new release, so it is asked this often, in seconds, and no more.
LOOK_AGAIN = 0.5
# For so long the pointer that was looked at is taken to be as it was: to look takes as long as a short read.
TRUSTED_SECONDS = 0.05
# In a file of this size, any scan takes a few milliseconds.
SMALL_BYTES = 64 * 2**20
# What PostgreSQL may take for one statement, and how much longer we wait for it to say so. A server that is stopped or
# cut off says nothing at all, so that two waits, for an old connection and for a new one, must be under five seconds.
STATEMENT_SECONDS = 2.0
SILENCE_SECONDS = 2.5
CONNECT_SECONDS = 2
# For so long after PostgreSQL was away nobody asks it, so that no thread waits for what the one before it waited for.
AWAY_SECONDS = 0.5
UNDEFINED_TABLE = "42P01"
INSUFFICIENT_PRIVILEGE = "42501"
AWAY = "The database does not answer."
NO_RIGHT = "The database does not let this server read it: its role needs SELECT on every table of the schema."
NO_RELEASE = "There is no dataset here yet: run `python -m app seed`."


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a release, by who knows how to count: it is true for as long as the release answers."""

    totals: dict[Any, int] = field(default_factory=dict)
    tallies: dict[Any, Any] = field(default_factory=dict)
    # Held by who makes a tally, which may be long.
    tallying: threading.Lock = field(default_factory=threading.Lock)


class Snapshot(Protocol):
    """One release, open for reading until the context that handed it out ends."""

    release: str
    shelf: Shelf
    counts: Counts

    @property
    def connection(self) -> sa.Connection:
        """For statements that are built for one request alone."""

    def rows(self, statement: Prepared, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a prepared statement finds: on SQLite, dates are their text."""

    def items(self, statement: Prepared, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """What a prepared statement finds, by the names of its columns."""


class Store(Protocol):
    """Where snapshots come from."""

    @property
    def shelf(self) -> Shelf:
        """The files of the releases, for reading beyond the life of a snapshot."""

    def snapshot(self, release: str | None = None) -> AbstractContextManager[Snapshot]:
        """One release for one request: the current one, or the one that is named.

        Raises Unavailable if there is none, or the database is away, and NotKept if the one named is not there.
        """

    def at_once(self) -> Collection[str]:
        """Which reads may be made where requests are taken in, rather than in a thread of their own: those that are
        `always` short, and those that are while the dataset is `small`.
        """

    def current(self) -> str | None:
        """The current release, if that can be said at once; None if somebody must look."""

    def look(self) -> str:
        """The current release. It may take a while. Raises Unavailable."""

    def close(self) -> None:
        """Let go of every connection."""


class _SqliteSnapshot:
    """A release file that is open. It is immutable, so two connections to it are one snapshot."""

    __slots__ = ("_open", "_raw", "_usual", "counts", "release", "shelf")

    def __init__(self, opened: "_OpenRelease", shelf: Shelf) -> None:
        self._open = opened
        # Taken at once: from now on, the file may be cleared away.
        self._raw = opened.take()
        self._usual: sa.Connection | None = None
        self.release = opened.release
        self.shelf = shelf
        self.counts = opened.counts

    def __enter__(self) -> "_SqliteSnapshot":
        return self

    def __exit__(self, *_: object) -> None:
        if self._usual is None:
            self._open.give_back(self._raw)
        else:
            self._usual.close()

    @property
    def connection(self) -> sa.Connection:
        if self._usual is None:
            self._usual = self._open.usual(self._raw)
        return self._usual

    def rows(self, statement: Prepared, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        written = statement.written(self._open.engine.dialect)
        return converted(written, self._raw.execute(written.sql, for_sqlite(written, values)).fetchall())

    def items(self, statement: Prepared, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        columns = statement.written(self._open.engine.dialect).columns
        return [dict(zip(columns, row, strict=True)) for row in self.rows(statement, values)]


class _PostgresSnapshot:
    """A transaction that sees one release."""

    def __init__(self, connection: sa.Connection, release: str, shelf: Shelf, counts: Counts) -> None:
        self.connection = connection
        self.release = release
        self.shelf = shelf
        self.counts = counts

    def rows(self, statement: Prepared, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        written = statement.written(self.connection.dialect)
        found = self.connection.exec_driver_sql(written.sql, for_postgres(written, values))
        return [tuple(row) for row in found]

    def items(self, statement: Prepared, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        columns = statement.written(self.connection.dialect).columns
        return [dict(zip(columns, row, strict=True)) for row in self.rows(statement, values)]


class ReleaseFiles:
    """The layout of the SQLite releases in a folder; reading it never writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.releases = folder / "releases"
        self.pointer = folder / "current"
        self.lock = folder / "seed.lock"

    def database(self, release: str) -> Path:
        return self.releases / f"{release}.sqlite"

    def manifest(self, release: str) -> Path:
        return self.releases / f"{release}.json"

    def downloads(self, release: str) -> Path:
        return self.folder / "downloads" / release

    def current(self) -> str | None:
        """The release that the pointer names; None if there is no pointer, or if it names none."""
        try:
            named = self.pointer.read_bytes().strip().decode("ascii", "replace")
        except FileNotFoundError:
            return None
        return named if named.isalnum() else None

    def schema(self, release: str) -> str | None:
        """The migration that the release's tables come from; None if its manifest does not say."""
        try:
            return str(json.loads(self.manifest(release).read_text(encoding="utf-8"))["schema_revision"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def intact(self, release: str) -> bool:
        """Whether the release's file is byte for byte the one that was published.

        SQLite's own integrity check missed 275 of 300 flipped bits, so the manifest holds a SHA-256.
        """
        try:
            manifest = json.loads(self.manifest(release).read_text(encoding="utf-8"))
            return isinstance(manifest, dict) and manifest.get("sha256") == _sha256(self.database(release))
        except (OSError, ValueError):
            return False

    def complete(self, release: str) -> bool:
        """Whether all files of the release are, its downloads included."""
        try:
            files = json.loads(self.manifest(release).read_text(encoding="utf-8"))["downloads"]
            return self.intact(release) and all(file["sha256"] == _sha256(self.folder / file["path"]) for file in files)
        except (OSError, ValueError, KeyError, TypeError):
            return False


@cache
def schema_revision() -> str:
    """The newest migration, which is part of what a release is. The files of the migrations are numbered."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _OpenRelease:
    """A release file and the connections to it that are not in use."""

    def __init__(self, release: str, path: Path) -> None:
        self.release = release
        self._handed = threading.local()
        self.engine = sa.create_engine("sqlite://", creator=lambda: self._handed.connection, poolclass=NullPool)
        self.at_once = ("always", "small") if path.stat().st_size <= SMALL_BYTES else ("always",)
        self._path = path
        self.counts = Counts()
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    def take(self) -> sqlite3.Connection:
        """A connection of the driver's; the deque is safe between threads."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """A connection that was taken, for the next to take."""
        if len(self._idle) >= POOL_SIZE:
            connection.close()
        else:
            self._idle.append(connection)
        # Looked at last: whoever closes this meanwhile may have been too early for this connection.
        if self._closed:
            self._drop()

    def usual(self, connection: sqlite3.Connection) -> sa.Connection:
        """SQLAlchemy's connection over one that was taken, which is closed with it and not given back."""
        self._handed.connection = connection
        return self.engine.connect()

    def close(self) -> None:
        """Lets go of every connection; those that are in use are closed when they are given back."""
        self._closed = True
        self._drop()
        self.engine.dispose()

    def _drop(self) -> None:
        # Two threads may be at it, so that looking whether there is one is no promise.
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.OperationalError as error:
            # A seeder may clear the file away between the moment that a request chose it and this one.
            raise Unavailable(f"Release {self.release} has just been cleared away.") from error


class SqliteStore:
    """Snapshots of the release files: of the current one, and of those before it that are kept."""

    def __init__(self, folder: Path) -> None:
        self.files = ReleaseFiles(folder)
        self.shelf: Shelf = FolderShelf(folder)
        self._lock = threading.Lock()
        # The release that is open, and what the pointer to it looked like: one value, so that no thread sees half.
        self._current: tuple[tuple[int, int], _OpenRelease] | None = None
        self._past: OrderedDict[str, _OpenRelease] = OrderedDict()
        self._pointer = str(self.files.pointer)
        self._trusted_until = 0.0

    def snapshot(self, release: str | None = None) -> _SqliteSnapshot:
        opened = self._open()
        if release is not None and release != opened.release:
            opened = self._open_past(release)
        return _SqliteSnapshot(opened, self.shelf)

    def current(self) -> str | None:
        opened = self._opened()
        return opened.release if opened else None

    def look(self) -> str:
        return self._open().release

    def at_once(self) -> Collection[str]:
        opened = self._opened()
        return opened.at_once if opened else ()

    def close(self) -> None:
        while self._past:
            self._past.popitem()[1].close()
        if self._current:
            self._current[1].close()
            self._current = None

    def _open(self) -> _OpenRelease:
        opened = self._opened()
        if opened:
            return opened
        with self._lock:
            opened = self._opened()
            if opened is None:
                # Looked at before the pointer is read, so that one that is changed meanwhile is read again.
                seen = self._look()
                if seen is None:
                    raise Unavailable(NO_RELEASE)
                opened = self._changed()
                self._current = seen, opened
            return opened

    def _opened(self) -> _OpenRelease | None:
        """The release that is open, if the pointer still names it, or did a moment ago."""
        current, now = self._current, time.monotonic()
        if current is None:
            return None
        if now >= self._trusted_until:
            if current[0] != self._look():
                return None
            self._trusted_until = now + TRUSTED_SECONDS
        return current[1]

    def _look(self) -> tuple[int, int] | None:
        try:
            stat = os.stat(self._pointer)  # noqa: PTH116 - this is asked for each request, and a Path takes as long again.
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _open_past(self, release: str) -> _OpenRelease:
        known = any(entry["code"] == release for entry in history(self.shelf))
        with self._lock:
            opened = self._past.pop(release, None)
            if not known or not self.files.database(release).is_file():
                if opened:
                    opened.close()
                raise not_kept(self.shelf, release)
            if opened is None:
                if not self.files.intact(release):
                    raise Unavailable(f"The file of release {release} is damaged.")
                opened = _OpenRelease(release, self.files.database(release))
            self._past[release] = opened
            while len(self._past) > PAST_ENGINES:
                self._past.popitem(last=False)[1].close()
        return opened

    def _changed(self) -> _OpenRelease:
        release = self.files.current()
        before = self._current and self._current[1]
        # The pointer to the release that is open is written anew only if its file was damaged and is mended.
        if release is None or not self.files.intact(release):
            if before:
                return before
            raise Unavailable("The current release is missing or damaged: run `python -m app seed`.")
        if self.files.schema(release) != schema_revision():
            # Whoever seeds with newer code beside an older server leaves it the release that it knows how to read.
            if before:
                return before
            raise Unavailable("The current release has tables of another version: run `python -m app seed`.")
        if before:
            before.close()
        return _OpenRelease(release, self.files.database(release))


def release_engine(path: Path) -> sa.Engine:
    """An engine on an immutable release file."""
    return sa.create_engine(
        "sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, pool_size=POOL_SIZE, max_overflow=0
    )


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to an immutable file, which needs no lock and no right to write."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema=OFF")
    # A large sort would otherwise need a folder to write to, and a read-only container has none.
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


class PostgresStore:
    """Snapshots of a PostgreSQL database, each one transaction. It holds one release, the current one."""

    def __init__(self, url: str) -> None:
        options = f"-c statement_timeout={STATEMENT_SECONDS * 1000:.0f}"
        self._engine = sa.create_engine(
            url,
            isolation_level="REPEATABLE READ",
            # One more for whoever looks for a new release while all the others are in use.
            pool_size=POOL_SIZE + 1,
            max_overflow=0,
            pool_timeout=SILENCE_SECONDS,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS, "options": options},
        ).execution_options(postgresql_readonly=True)
        sa.event.listen(self._engine, "connect", _grow_impatient, insert=True)
        self._away_until = 0.0
        self.shelf: Shelf = TableShelf(self._connect)
        self._seen: tuple[str, float] = "", 0.0
        self._counts: tuple[str, Counts] = "", Counts()

    @contextmanager
    def snapshot(self, release: str | None = None) -> Iterator[Snapshot]:
        with self._connect() as connection:
            current = connection.exec_driver_sql("SELECT code FROM releases").scalar()
            if current is None:
                raise Unavailable(NO_RELEASE)
            shelf = TableShelf(lambda: nullcontext(connection))
            if release not in (None, current):
                raise not_kept(shelf, str(release))
            if self._counts[0] != current:
                self._counts = current, Counts()
            of, counts = self._counts
            yield _PostgresSnapshot(connection, current, shelf, counts if of == current else Counts())

    def current(self) -> str | None:
        release, until = self._seen
        return release if time.monotonic() < until else None

    def at_once(self) -> Collection[str]:
        return ()

    def look(self) -> str:
        with self.snapshot() as snapshot:
            self._seen = snapshot.release, time.monotonic() + LOOK_AGAIN
            return snapshot.release

    @contextmanager
    def _connect(self) -> Iterator[sa.Connection]:
        if time.monotonic() < self._away_until:
            raise Unavailable(AWAY)
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.TimeoutError as error:
            raise Unavailable(AWAY) from error
        except sa.exc.DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            if state == UNDEFINED_TABLE:
                raise Unavailable(NO_RELEASE) from error
            if state == INSUFFICIENT_PRIVILEGE:
                raise Unavailable(NO_RIGHT) from error
            lost = isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError)
            # A statement that takes too long, or meets a newer release, has a code: the server is there, and others
            # need not be sent away.
            if error.connection_invalidated or (lost and state is None):
                self._is_away(error)
                raise Unavailable(AWAY) from error
            if lost:
                raise Unavailable(AWAY) from error
            raise

    def _is_away(self, error: sa.exc.DBAPIError) -> None:
        now = time.monotonic()
        if now >= self._away_until:
            # Once for all who found out at the same time. The driver names the host and the user, never the password.
            log.warning("PostgreSQL is away: %s", str(error.orig).strip())
        self._away_until = now + AWAY_SECONDS

    def close(self) -> None:
        self._engine.dispose()


def _grow_impatient(connection: Any, _record: object) -> None:
    """Lets a psycopg connection wait no longer than SILENCE_SECONDS for any answer, and closes it if none comes.

    A server that is stopped or cut off keeps to no timeout of its own, and libpq knows none for answers.
    """
    wait = connection.wait

    def bounded(statement: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return wait(statement, interval, timeout=timeout or SILENCE_SECONDS)
        except connection.OperationalError as error:
            # Without a code it is not the server's: it said nothing, and what it may still say would be taken for the
            # answer to the next statement.
            if error.sqlstate is None:
                connection.close()
            raise

    connection.wait = bounded


def open_store(database_url: str, data_dir: Path) -> Store:
    """The store that the settings name."""
    return PostgresStore(database_url) if database_url else SqliteStore(data_dir)
