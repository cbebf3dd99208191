"""SQLite: a release is an immutable file, and a small pointer file names the current one.

The connections belong to a release, because a pooled connection never notices that another file was renamed over the
one that it has open.
"""

import os
import sqlite3
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, QueuePool

from app.errors import Unavailable
from app.releases.artifacts import FolderShelf, Shelf, history, not_kept
from app.releases.files import ReleaseFiles, schema_revision
from app.releases.prepared import Prepared, converted, for_sqlite
from app.releases.snapshot import NO_RELEASE, OTHER_TABLES, POOL_SIZE, Counts

# Past releases that are held open at once; one more closes the one that was asked least recently.
PAST_ENGINES = 4
# For so long the pointer that was looked at is taken to be as it was: to look takes as long as a short read.
TRUSTED_SECONDS = 0.05
# In a file of this size, any scan takes a few milliseconds.
SMALL_BYTES = 64 * 2**20


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

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if self._usual is None:
            self._open.give_back(self._raw)
        else:
            self._usual.close()
        # The revision in the manifest cannot show a model that was changed without a migration. Only the tables can.
        if isinstance(error, sqlite3.OperationalError | sa.exc.OperationalError) and "no such " in str(error):
            raise Unavailable(OTHER_TABLES) from error

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
                if self.files.schema(release) != schema_revision():
                    raise Unavailable(OTHER_TABLES)
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
            raise Unavailable(OTHER_TABLES)
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
