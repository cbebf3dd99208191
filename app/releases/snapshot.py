"""What a store hands out: snapshots, each of exactly one release."""

import threading
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa

from app.releases.artifacts import Shelf
from app.releases.prepared import Prepared

# As many connections as the server has worker threads, so that no thread ever waits for another one's connection.
POOL_SIZE = 40
NO_RELEASE = "There is no dataset here yet: run `python -m app seed`."
OTHER_TABLES = "The release has tables of another version: run `python -m app seed`."


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
