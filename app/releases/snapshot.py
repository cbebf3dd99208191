"""Stores and the snapshots that they open. A snapshot is exactly one release."""

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from app.releases.artifacts import ArtifactStore

# As many connections as worker threads, so that no thread waits for a connection.
POOL_SIZE = 40
NO_RELEASE = "There is no dataset here yet: run `python -m app seed`."
OTHER_TABLES = "The release has tables of another version: run `python -m app seed`."


Thing = TypeVar("Thing")


class Computed:
    """Values that were computed from one release, one for each function. They are kept while the release is open.

    The functions take nothing that a client sends, so no client can make this grow.
    """

    def __init__(self) -> None:
        self._values: dict[Callable[..., Any], Any] = {}
        self._lock = threading.RLock()

    def once(self, compute: Callable[["Snapshot"], Thing], snapshot: "Snapshot") -> Thing:
        """The value of a function. Threads that ask while it is computed wait for it."""
        if compute not in self._values:
            with self._lock:
                if compute not in self._values:
                    self._values[compute] = compute(snapshot)
        value: Thing = self._values[compute]
        return value

    def has(self, compute: Callable[["Snapshot"], Any]) -> bool:
        """Whether the value of a function is there already."""
        return compute in self._values


class Snapshot(Protocol):
    """One release, open for reading until its context ends."""

    release: str
    # The day up to which the release was recorded.
    as_at: str
    artifacts: ArtifactStore

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a SELECT with named parameters (`:name`). On SQLite, dates come as their text."""

    @property
    def connection(self) -> sa.Connection:
        """A SQLAlchemy connection to the same release."""

    def once(self, compute: Callable[["Snapshot"], Thing]) -> Thing:
        """What a function makes of the release. It is called once for each release, and its value must not be changed.

        Two transactions of PostgreSQL that see the same release share it too.
        """


class Store(Protocol):
    """Opens snapshots."""

    @property
    def artifacts(self) -> ArtifactStore:
        """The files of the releases. They can be read after a snapshot has ended."""

    def snapshot(self, release: str | None = None) -> AbstractContextManager[Snapshot]:
        """A snapshot of the current release, or of the one that is named, for one request.

        Raises Unavailable if there is no release or the database does not reply, and ReleaseNotAvailable if the named
        release is not kept.
        """

    def reads_are_short(self, computed: Callable[[Snapshot], Any] | None = None) -> bool:
        """Whether reading any list takes only a few milliseconds, less than it costs to use a thread.

        For what needs the value of a function, only once that was computed from the open release.
        """

    def current_release(self) -> str | None:
        """The current release; None if finding it could take time."""

    def find_current_release(self) -> str:
        """The current release. It may wait for the database. Raises Unavailable."""

    def check_published(self) -> None:
        """Raises Unavailable if a server that starts now would find no release, though this one may have one open."""

    def close(self) -> None:
        """Closes every connection."""
