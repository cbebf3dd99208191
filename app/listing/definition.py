"""A list: what it selects, in which order, and its name, to which its cursors are bound."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from app.listing.where import Column, Where, sql_name
from app.releases.snapshot import Snapshot

# The column of a table whose items are stored as the JSON that is sent.
RENDERED = "sent"


@dataclass(frozen=True, eq=False)
class ListDefinition:
    """A list. `statement` has columns and joins; its SQL is written once, and each request adds its conditions.

    The columns of `order` are never null and end in one that names a single row.
    """

    name: str
    statement: sa.Select[Any]
    order: tuple[Column, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of what it selects."""
        return tuple(str(column.key) for column in self.statement.selected_columns)

    @cached_property
    def rendered(self) -> bool:
        """Whether its items are stored as the JSON that is sent."""
        return self.columns == (RENDERED,)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The columns that hold true or false, which SQLite gives as 1 or 0."""
        return tuple(str(c.key) for c in self.statement.selected_columns if isinstance(c.type, sa.Boolean))

    @cached_property
    def select_sql(self) -> str:
        """SELECT and FROM."""
        return str(self.statement)

    @cached_property
    def from_sql(self) -> str:
        """FROM alone, for counting."""
        return self.select_sql[self.select_sql.index("FROM ") :]

    @cached_property
    def keys_sql(self) -> str:
        """The columns of the order, separated by commas."""
        return ", ".join(map(sql_name, self.order))

    @cached_property
    def page_sql(self) -> str:
        """SELECT and FROM with the columns of the order behind the others, from which the next cursor is made.

        An item that is stored as JSON states its own place in the list.
        """
        return self.select_sql if self.rendered else self.select_sql.replace("\nFROM", f", {self.keys_sql} \nFROM", 1)

    @cached_property
    def ascending_sql(self) -> str:
        """ORDER BY, in the order of the list."""
        return f" ORDER BY {self.keys_sql}"

    @cached_property
    def descending_sql(self) -> str:
        """ORDER BY, the other way round."""
        return " ORDER BY " + ", ".join(f"{sql_name(column)} DESC" for column in self.order)

    def item(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """A row by the names of its columns."""
        item = dict(zip(self.columns, row, strict=False))
        for flag in self.flags:
            item[flag] = None if item[flag] is None else bool(item[flag])
        return item


def fetch_all(snapshot: Snapshot, definition: ListDefinition, where: Where) -> list[dict[str, Any]]:
    """Every row of a list that meets the conditions, in its order. One SELECT."""
    rows = snapshot.rows(definition.select_sql + where.sql + definition.ascending_sql, where.values)
    return [definition.item(row) for row in rows]
