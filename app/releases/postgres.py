"""PostgreSQL: every snapshot is one read-only transaction, REPEATABLE READ, because two SELECTs of a READ COMMITTED
transaction can see two different datasets. It holds one release, the current one.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa

from app.errors import Unavailable
from app.releases.artifacts import ArtifactStore, TableArtifacts, release_not_available
from app.releases.files import schema_revision
from app.releases.snapshot import NO_RELEASE, OTHER_TABLES, POOL_SIZE, Computed, Snapshot, Thing

log = logging.getLogger("inspection_history")
# PostgreSQL does not announce a new release. So it is asked for the current one, but only once in so many seconds.
POLL_SECONDS = 0.5
# How long PostgreSQL may take for one statement, and how long we wait for any reply. A server that is stopped or cut
# off never replies. Then a request waits twice, for an old connection and for a new one: together under five seconds.
STATEMENT_MILLISECONDS = 2000
REPLY_SECONDS = 2.5
CONNECT_SECONDS = 2
# For so long after PostgreSQL failed to reply, requests are refused without asking it again. Otherwise every thread
# would wait for the same failure.
AWAY_SECONDS = 0.5
# Statements that SQLAlchemy keeps compiled, about 20 kB each.
KEPT_STATEMENTS = 200
# `true` sets the timeout for this transaction alone, as SET LOCAL does, without a statement of its own.
RELEASE_SQL = sa.text(
    "SELECT code, schema_revision, as_at, set_config('statement_timeout', :timeout, true) FROM releases"
)
TIMEOUT_SQL = sa.text("SELECT set_config('statement_timeout', :timeout, true)")
UNDEFINED_TABLE = "42P01"
UNDEFINED_COLUMN = "42703"
INSUFFICIENT_PRIVILEGE = "42501"
AWAY = "The database does not answer."
NO_RIGHT = "The database does not let this server read it: its role needs SELECT on every table of the schema."


class PostgresSnapshot:
    """A transaction that sees one release."""

    def __init__(
        self, connection: sa.Connection, release: str, as_at: str, artifacts: ArtifactStore, computed: Computed
    ) -> None:
        self.connection = connection
        self.release = release
        self.as_at = as_at
        self.artifacts = artifacts
        self._computed = computed

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.execute(sa.text(sql), values)]

    def once(self, compute: Callable[[Snapshot], Thing]) -> Thing:
        return self._computed.once(compute, self)


class PostgresStore:
    """Snapshots of a PostgreSQL database, each one transaction."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(
            url,
            isolation_level="REPEATABLE READ",
            # One more for the search for a new release while all the others are in use.
            pool_size=POOL_SIZE + 1,
            max_overflow=0,
            pool_timeout=REPLY_SECONDS,
            pool_pre_ping=True,
            query_cache_size=KEPT_STATEMENTS,
            # A connection pooler such as PgBouncer refuses options at the start of a connection, and may serve each
            # transaction from another connection, which does not know what was prepared on the one before.
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                # The driver reads no text from a database in SQL_ASCII unless it is told an encoding.
                "client_encoding": "utf8",
                "prepare_threshold": None,
            },
        ).execution_options(postgresql_readonly=True)
        sa.event.listen(self._engine, "connect", _set_reply_timeout, insert=True)
        self._away_until = 0.0
        self.artifacts: ArtifactStore = TableArtifacts(self._connect_for_parts)
        # The release that was found last, and until when it counts as current.
        self._found: tuple[str, float] = "", 0.0
        # The release that was read last, with what was computed from it.
        self._computed = "", Computed()

    @contextmanager
    def snapshot(self, release: str | None = None) -> Iterator[Snapshot]:
        with self._connect() as connection:
            found = connection.execute(RELEASE_SQL, {"timeout": str(STATEMENT_MILLISECONDS)}).first()
            if found is None:
                raise Unavailable(NO_RELEASE)
            current, revision, as_at, _ = found
            if revision != schema_revision():
                raise Unavailable(OTHER_TABLES)
            artifacts = TableArtifacts(lambda: nullcontext(connection))
            if release not in (None, current):
                raise release_not_available(artifacts, str(release))
            computed = self._computed
            if computed[0] != current:
                computed = self._computed = current, Computed()
            yield PostgresSnapshot(connection, current, as_at.isoformat(), artifacts, computed[1])

    def reads_are_short(self, computed: Callable[[Snapshot], Any] | None = None) -> bool:  # noqa: ARG002
        return False

    def current_release(self) -> str | None:
        release, until = self._found
        return release if time.monotonic() < until else None

    def find_current_release(self) -> str:
        with self.snapshot() as snapshot:
            self._found = snapshot.release, time.monotonic() + POLL_SECONDS
            return snapshot.release

    def check_published(self) -> None:
        """Does nothing: each snapshot reads the database anew, so it cannot be open after its release was removed."""

    def close(self) -> None:
        self._engine.dispose()

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
            # A model that was changed without a migration shows only in the tables, not in their revision.
            if state in (UNDEFINED_TABLE, UNDEFINED_COLUMN):
                raise Unavailable(OTHER_TABLES) from error
            if state == INSUFFICIENT_PRIVILEGE:
                raise Unavailable(NO_RIGHT) from error
            lost = isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError)
            # An error with a code comes from the server, so the server is there: a statement took too long, or met a
            # newer release. Other requests need not be refused.
            if error.connection_invalidated or (lost and state is None):
                self._is_away(error)
                raise Unavailable(AWAY) from error
            if lost:
                raise Unavailable(AWAY) from error
            raise

    @contextmanager
    def _connect_for_parts(self) -> Iterator[sa.Connection]:
        """A connection for reading artifacts beyond the life of a snapshot."""
        with self._connect() as connection:
            connection.execute(TIMEOUT_SQL, {"timeout": str(STATEMENT_MILLISECONDS)})
            yield connection

    def _is_away(self, error: sa.exc.DBAPIError) -> None:
        now = time.monotonic()
        if now >= self._away_until:
            # Logged once, even if many threads fail together. The driver names host and user, but never the password.
            log.warning("PostgreSQL is away: %s", str(error.orig).strip())
        self._away_until = now + AWAY_SECONDS


def _set_reply_timeout(connection: Any, _record: object) -> None:
    """Lets a psycopg connection wait no longer than REPLY_SECONDS for any answer, and closes it if none comes.

    A server that is stopped or cut off enforces no timeout, and libpq has none for replies.
    """
    wait = connection.wait

    def bounded(statement: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return wait(statement, interval, timeout=timeout or REPLY_SECONDS)
        except connection.OperationalError as error:
            # An error without a code means that no reply came. It may still come, and would then be taken for the reply
            # to the next statement.
            if error.sqlstate is None:
                connection.close()
            raise

    connection.wait = bounded
