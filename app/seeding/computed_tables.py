"""The panel as a table for download. The query that answers `/v1/panel` computes it, so both say the same."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar, get_args

import sqlalchemy as sa
from pydantic.fields import FieldInfo

from app.partial_date import PATTERN, PartialDate
from app.queries.panel import PanelQuery, PanelRowPublic, find_panel
from app.records.kind import flat_fields
from app.releases.artifacts import ArtifactStore
from app.releases.snapshot import Computed, Snapshot
from app.seeding.tables import DownloadColumn, DownloadTable, RowBatch, one_of
from app.vocabulary import Vocabulary

Thing = TypeVar("Thing")


class Unpublished:
    """A snapshot of a release that no server knows yet."""

    # Only the places where parts begin name it, and they are used at once.
    release = "0" * 16
    as_at = ""
    # The panel is computed from tables alone, so no file is ever read.
    artifacts: ArtifactStore

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._computed = Computed()

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.exec_driver_sql(sql, dict(values))]

    def once(self, compute: Callable[[Snapshot], Thing]) -> Thing:
        return self._computed.once(compute, self)


def panel() -> DownloadTable:
    """A row for each council and year, in the columns of `/v1/panel?format=csv`."""
    fields = flat_fields(PanelRowPublic)

    def batches(connection: sa.Connection) -> Iterator[RowBatch]:
        snapshot = Unpublished(connection)
        cursor = None
        while True:
            part = find_panel(snapshot, PanelQuery(format="csv", cursor=cursor))
            yield [
                [_stored(row[one.name][one.part] if one.part else row[one.name]) for one in fields]
                for row in part.items
            ]
            cursor = part.cursor
            if cursor is None:
                return

    columns = [_column(one.column, one.field) for one in fields]
    return DownloadTable(
        "panel", "The panel: a row for each council and year", columns, batches, ("council_code", "year")
    )


def _column(name: str, field: FieldInfo) -> DownloadColumn:
    types = [part for part in (get_args(field.annotation) or (field.annotation,)) if part is not type(None)]
    kind, pattern = types[0], None
    if kind is PartialDate:
        pattern = PATTERN
    elif isinstance(kind, type) and issubclass(kind, Vocabulary):
        pattern = one_of(kind)
    plain = kind if kind in (int, bool, date) else list if field.annotation == list[str] else str
    return DownloadColumn(name, plain, len(types) < len(get_args(field.annotation)), field.description or "", pattern)


def _stored(value: Any) -> Any:
    """A value as the release file holds it: a day as its text."""
    return value.isoformat() if isinstance(value, date) else value
