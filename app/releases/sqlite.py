"""SQLite: a release is an immutable file, and a small pointer file names the current one.

Connections belong to a release, because an open connection never notices that another file was renamed over its own.
"""

import logging
import os
import sqlite3
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from app.errors import DatasetError, Unavailable
from app.releases.artifacts import ArtifactStore, FolderArtifacts, published_releases, release_not_available
from app.releases.files import ReleaseFiles, schema_revision
from app.releases.snapshot import NO_RELEASE, OTHER_TABLES, POOL_SIZE, Computed, Snapshot, Thing

log = logging.getLogger("inspection_history")
# The past releases that are open at once. To open one more, the one that was used least recently is closed.
MAX_PAST_RELEASES = 4
# The pointer and the file are looked at again after so many seconds: a `stat` takes as long as a short read.
POLL_SECONDS = 0.05
# A release that cannot be answered from is verified again after so many seconds.
REFUSED_SECONDS = 1.0
# In a file of this size, any scan takes a few milliseconds.
SMALL_BYTES = 64 * 2**20
# Statements that each connection keeps compiled. A long IN list takes 100 kB, and there are up to 40 connections.
KEPT_STATEMENTS = 16
# SQLite's errors of a file that cannot be read as a database. The lowest byte of a code is its primary one.
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
PRIMARY_CODE = 0xFF
# The state of a file: time of writing, inode and length.
Stat = tuple[int, int, int]


def _stat(path: str) -> Stat | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked for many requests, and Path.stat takes twice as long.
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


class SqliteSnapshot:
    """A release file, open for one request. The file never changes, so all its connections see the same."""

    __slots__ = ("_open", "_raw", "_sqlalchemy", "artifacts", "as_at", "release")

    def __init__(self, opened: "OpenRelease", artifacts: ArtifactStore) -> None:
        self._open = opened
        # The connection is taken at once, because the file can be removed at any time.
        self._raw = opened.take()
        self._sqlalchemy: sa.Connection | None = None
        self.release = opened.release
        self.as_at = opened.as_at
        self.artifacts = artifacts

    def __enter__(self) -> "SqliteSnapshot":
        return self

    def __exit__(self, _: object, error: BaseException | None, __: TracebackType | None) -> None:
        if self._sqlalchemy is None:
            self._open.give_back(self._raw)
        else:
            self._sqlalchemy.close()
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        # A model that was changed without a migration shows only in the tables, not in their revision.
        if isinstance(cause, sqlite3.OperationalError) and str(cause).startswith("no such "):
            raise Unavailable(OTHER_TABLES) from error
        if error is not None and self._open.shows_damage(error):
            raise self._open.damaged(str(error)) from error

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._raw.execute(sql, values).fetchall()

    @property
    def connection(self) -> sa.Connection:
        if self._sqlalchemy is None:
            self._sqlalchemy = through_sqlalchemy(lambda: self._raw)
        return self._sqlalchemy

    def once(self, compute: Callable[[Snapshot], Thing]) -> Thing:
        return self._open.computed.once(compute, self)


class OpenRelease:
    """A release file, its connections that are not in use, and what was computed from it."""

    def __init__(self, release: str, as_at: str, path: Path) -> None:
        self.release = release
        self.as_at = as_at
        self.path = path
        self.stat = _stat(str(path))
        self.is_small = self.stat is not None and self.stat[2] <= SMALL_BYTES
        self.fault: str | None = None
        self.computed = Computed()
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    def fill(self) -> None:
        """Opens a connection for every thread, because none can be opened once the file has been removed.

        Keeping a file descriptor open would not help: SQLite follows /dev/fd/N to the name of the removed file.
        """
        self._idle.extend(_connect(self.path) for _ in range(POOL_SIZE))

    def take(self) -> sqlite3.Connection:
        """A connection, for one thread at a time. A deque is safe to share between threads."""
        if self.fault is not None:
            raise Unavailable(self.fault)
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Keeps a connection for the next request."""
        if len(self._idle) >= POOL_SIZE:
            connection.close()
        else:
            self._idle.append(connection)
        # Checked last, because `close` may have emptied the deque before this connection came back.
        if self._closed:
            self._close_idle()

    def shows_damage(self, error: BaseException) -> bool:
        """Whether an error is caused by a damaged file, and not by a mistake in a statement of ours."""
        if isinstance(error, DatasetError):
            return False
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & PRIMARY_CODE
        return code in DAMAGE or _stat(str(self.path)) not in (self.stat, None)

    def damaged(self, cause: str) -> Unavailable:
        """The error for a damaged file. It is logged once, however often it occurs."""
        if self.fault is None:
            self.fault = f"The file of release {self.release} is damaged: run `python -m app seed`."
            log.error("%s (%s)", self.fault, cause)
            self._close_idle()
        return Unavailable(self.fault)

    def close(self) -> None:
        """Closes every connection. Those in use are closed when they are given back."""
        self._closed = True
        self._close_idle()

    def _close_idle(self) -> None:
        # Two threads may do this at once, so checking whether the deque is empty would prove nothing.
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except sqlite3.OperationalError as error:
            raise Unavailable(f"Release {self.release} has just been removed.") from error


class SqliteStore:
    """Opens snapshots of the current release file and of past ones that are kept."""

    def __init__(self, folder: Path) -> None:
        self.files = ReleaseFiles(folder)
        self.artifacts: ArtifactStore = FolderArtifacts(folder)
        self._lock = threading.Lock()
        # The open release and the state of the pointer that named it: one value, so that threads see both change.
        self._current: tuple[Stat, OpenRelease] | None = None
        self._past: OrderedDict[str, OpenRelease] = OrderedDict()
        self._pointer = str(self.files.pointer)
        self._looked_until = 0.0
        # The pointer that named a release which cannot be answered from, why, and until when that is not tried again.
        self._refused: Stat | None = None
        self._refusal = ""
        self._refused_until = 0.0
        # The release that was verified last for readiness, and the state of its manifest and its database then.
        self._sound: tuple[str, Stat | None, Stat | None] | None = None

    def snapshot(self, release: str | None = None) -> SqliteSnapshot:
        opened = self._open()
        if release is not None and release != opened.release:
            opened = self._open_past(release)
        return SqliteSnapshot(opened, self.artifacts)

    def current_release(self) -> str | None:
        opened = self._opened()
        return opened.release if opened else None

    def find_current_release(self) -> str:
        return self._open().release

    def check_published(self) -> None:
        release = self.files.current()
        found = release and (
            release,
            _stat(str(self.files.manifest(release))),
            _stat(str(self.files.database(release))),
        )
        if not release or not found or None in found:
            raise Unavailable("The files of the current release have been removed: run `python -m app seed`.")
        # Read to the end once for each state of the files, because probes ask every few seconds.
        if found != self._sound:
            if not self.files.intact(release):
                raise Unavailable(f"The files of release {release} are damaged: run `python -m app seed`.")
            self._sound = found

    def reads_are_short(self, computed: Callable[[Snapshot], Any] | None = None) -> bool:
        opened = self._opened()
        return opened is not None and opened.is_small and (computed is None or opened.computed.has(computed))

    def close(self) -> None:
        while self._past:
            self._past.popitem()[1].close()
        if self._current:
            self._current[1].close()
            self._current = None

    def _open(self) -> OpenRelease:
        opened = self._opened()
        if opened:
            return opened
        with self._lock:
            opened = self._opened()
            if opened is None:
                # The state is taken before the pointer is read. If the pointer changes in between, it is read again.
                seen = _stat(self._pointer)
                if seen is None:
                    raise Unavailable(NO_RELEASE)
                if seen == self._refused and time.monotonic() < self._refused_until:
                    raise Unavailable(self._refusal)
                try:
                    opened = self._open_named()
                except Unavailable as refusal:
                    # Verifying a release takes longer than answering from it, and each request would do it again.
                    self._refused, self._refusal = seen, refusal.detail
                    self._refused_until = time.monotonic() + REFUSED_SECONDS
                    raise
                self._current = seen, opened
            return opened

    def _opened(self) -> OpenRelease | None:
        """The open release; None if the pointer has been written since.

        If the pointer or the file has been removed, the open release, which is verified, goes on answering.
        """
        current, now = self._current, time.monotonic()
        if current is None:
            return None
        pointer, opened = current
        if now >= self._looked_until:
            if _stat(self._pointer) not in (pointer, None):
                return None
            self._look_at_file(opened)
            self._looked_until = now + POLL_SECONDS
        return opened

    def _look_at_file(self, opened: OpenRelease) -> None:
        seen = _stat(str(opened.path))
        if seen not in (opened.stat, None):
            opened.stat = seen
            if not self.files.intact(opened.release):
                opened.damaged("it was written over while it was served")

    def _open_named(self) -> OpenRelease:
        """Opens the release that the pointer names. If that cannot be used, keeps the one before it."""
        release = self.files.current()
        before = self._current[1] if self._current else None
        usable = before if before and before.fault is None else None
        if release is None or not self.files.intact(release):
            if usable:
                return usable
            raise Unavailable("The current release is missing or damaged: run `python -m app seed`.")
        if self.files.schema(release) != schema_revision():
            # Newer code has seeded beside this older server. It goes on with the release that it can read.
            if usable:
                return usable
            raise Unavailable(OTHER_TABLES)
        if before:
            before.close()
        opened = OpenRelease(release, self.files.as_at(release), self.files.database(release))
        opened.fill()
        return opened

    def _open_past(self, release: str) -> OpenRelease:
        known = any(entry["code"] == release for entry in published_releases(self.artifacts))
        with self._lock:
            opened = self._past.pop(release, None)
            if not known or not self.files.database(release).is_file():
                if opened:
                    opened.close()
                raise release_not_available(self.artifacts, release)
            if opened is None:
                if not self.files.intact(release):
                    raise Unavailable(f"The file of release {release} is damaged.")
                if self.files.schema(release) != schema_revision():
                    raise Unavailable(OTHER_TABLES)
                opened = OpenRelease(release, self.files.as_at(release), self.files.database(release))
            self._past[release] = opened
            while len(self._past) > MAX_PAST_RELEASES:
                self._past.popitem(last=False)[1].close()
        return opened


# An engine makes every connection by calling one function. So each thread says here which function it should be.
_thread = threading.local()


def _connect_as_said() -> sqlite3.Connection:
    connect: Callable[[], sqlite3.Connection] = _thread.connect
    return connect()


# One engine for all files, because SQLAlchemy compiles each statement anew for each engine. With an engine for each
# file, a small release took half as long again to seed.
ENGINE = sa.create_engine("sqlite://", creator=_connect_as_said, poolclass=NullPool)


def through_sqlalchemy(connect: Callable[[], sqlite3.Connection]) -> sa.Connection:
    """SQLAlchemy's connection over the one that a function gives. Closing it closes both."""
    _thread.connect = connect
    return ENGINE.connect()


def read_release(path: Path) -> sa.Connection:
    """SQLAlchemy's connection to an immutable release file."""
    return through_sqlalchemy(lambda: _connect(path))


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to an immutable file. It needs no lock and no right to write."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, cached_statements=KEPT_STATEMENTS)
    connection.execute("PRAGMA trusted_schema=OFF")
    # Otherwise a large sort needs a folder to write to, and a read-only container has none.
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection
