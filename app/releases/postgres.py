"""PostgreSQL: every snapshot is one read-only transaction, REPEATABLE READ, because two SELECTs of a READ COMMITTED
transaction can see two different datasets. It holds one release, the current one.
"""

import logging
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa

from app.errors import Unavailable
from app.releases.artifacts import Shelf, TableShelf, not_kept
from app.releases.files import schema_revision
from app.releases.prepared import Prepared, for_postgres
from app.releases.snapshot import NO_RELEASE, OTHER_TABLES, POOL_SIZE, Counts, Snapshot

log = logging.getLogger("inspection_history")
# PostgreSQL tells nobody that it has a new release, so it is asked this often, in seconds, and no more.
LOOK_AGAIN = 0.5
# What PostgreSQL may take for one statement, and how much longer we wait for it to say so. A server that is stopped or
# cut off says nothing at all, so that two waits, for an old connection and for a new one, must be under five seconds.
STATEMENT_SECONDS = 2.0
SILENCE_SECONDS = 2.5
CONNECT_SECONDS = 2
# For so long after PostgreSQL was away nobody asks it, so that no thread waits for what the one before it waited for.
AWAY_SECONDS = 0.5
UNDEFINED_TABLE = "42P01"
UNDEFINED_COLUMN = "42703"
INSUFFICIENT_PRIVILEGE = "42501"
AWAY = "The database does not answer."
NO_RIGHT = "The database does not let this server read it: its role needs SELECT on every table of the schema."


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
            row = connection.exec_driver_sql("SELECT code, schema_revision FROM releases").first()
            if row is None:
                raise Unavailable(NO_RELEASE)
            current, revision = row
            if revision != schema_revision():
                raise Unavailable(OTHER_TABLES)
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
            if state == UNDEFINED_TABLE and "releases" in str(error.orig):
                raise Unavailable(NO_RELEASE) from error
            if state in (UNDEFINED_TABLE, UNDEFINED_COLUMN):
                raise Unavailable(OTHER_TABLES) from error
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
