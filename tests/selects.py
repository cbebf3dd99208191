"""How many statements are sent to a database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

import sqlalchemy as sa

from app.releases.sqlite import SqliteSnapshot


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to any database meanwhile: through SQLAlchemy, and on SQLite past it."""
    sent: list[str] = []
    rows = SqliteSnapshot.rows

    def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    def noted(snapshot: SqliteSnapshot, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        sent.append(sql)
        return rows(snapshot, sql, values)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        with mock.patch.object(SqliteSnapshot, "rows", noted):
            yield sent
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)
