"""How many statements are sent to a database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import sqlalchemy as sa

from app.releases.prepared import Written, for_sqlite


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to any database meanwhile: through SQLAlchemy, and on SQLite past it."""
    sent: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    def noted(written: Written, given: Sequence[Any]) -> list[Any]:
        sent.append(written.sql)
        return for_sqlite(written, given)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        with mock.patch("app.releases.sqlite.for_sqlite", noted):
            yield sent
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)
