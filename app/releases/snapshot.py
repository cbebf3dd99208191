"""What a store hands out: snapshots, each of exactly one release."""

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from app.releases.artifacts import ArtifactStore

# As many connections as the server has worker threads, so that no thread ever waits for another one's connection.
POOL_SIZE = 40
NO_RELEASE = "There is no dataset here yet: run `python -m app seed`."
OTHER_TABLES = "The release has tables of another version: run `python -m app seed`."


Thing = TypeVar("Thing")


class Computed:
    """What was computed from one release: a value for each function that computes one, for as long as it is open.

    The functions stand in the code and take nothing that a client sends, so that no client can make this grow.
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


class Snapshot(Protocol):
    """One release, open for reading until the context that handed it out ends."""

    release: str
    artifacts: ArtifactStore

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a SELECT with named parameters (`:name`). On SQLite, dates come as their text."""

    @property
    def connection(self) -> sa.Connection:
        """For statements of SQLAlchemy."""

    def once(self, compute: Callable[["Snapshot"], Thing]) -> Thing:
        """What a function makes of the release. It is called once for each release, and its value must not be changed.

        Two transactions of PostgreSQL that see the same release share it too.
        """


class Store(Protocol):
    """Where snapshots come from."""

    @property
    def artifacts(self) -> ArtifactStore:
        """The files of the releases, for reading beyond the life of a snapshot."""

    def snapshot(self, release: str | None = None) -> AbstractContextManager[Snapshot]:
        """One release for one request: the current one, or the one that is named.

        Raises Unavailable if there is none or the database does not answer, and ReleaseNotAvailable if the one that is
        named is not here.
        """

    def reads_are_short(self) -> bool:
        """Whether any list is read in a few milliseconds, so that a thread of its own would cost more than it saves."""

    def current_release(self) -> str | None:
        """The current release if it is known without waiting, otherwise None."""

    def find_current_release(self) -> str:
        """The current release. It may wait for the database. Raises Unavailable."""

    def check_published(self) -> None:
        """Raises Unavailable if a server that starts now would find no release, although this one has one open."""

    def close(self) -> None:
        """Closes every connection."""
