"""The SELECT of a list: what it selects and in which order, and the conditions that a request adds.

SQL is put together as text, because building and compiling a SQLAlchemy statement for each request costs more than
SQLite needs to answer it. Names of columns are ours; whatever a client sends is a parameter, never part of the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, Self

import sqlalchemy as sa

from app.csv_cells import WordsInCell
from app.releases.snapshot import Snapshot

Column = sa.ColumnElement[Any]


@cache
def sql_name(column: Column) -> str:
    """A column, or an expression of columns, in SQL that both engines read."""
    return str(column)


class Where:
    """Conditions that must all hold."""

    def __init__(self) -> None:
        # The WHERE clause, which is empty while there is no condition, and the values of its parameters.
        self.sql = ""
        self.values: dict[str, Any] = {}

    def add(self, clause: str) -> Self:
        """Adds a condition in SQL. Its values are bound with `bind` or `bind_all`."""
        self.sql += f" AND {clause}" if self.sql else f" WHERE {clause}"
        return self

    def bind(self, value: Any) -> str:
        """The parameter that stands for a value."""
        name = f"p{len(self.values)}"
        # SQLite has no dates of its own, and PostgreSQL reads them from text too.
        self.values[name] = value.isoformat() if isinstance(value, date) else value
        return f":{name}"

    def bind_all(self, values: Iterable[str | int]) -> str:
        """The parameters that stand for some words, separated by commas.

        The last word is repeated until there are 1, 2, 4, 8 and so on. So few different statements serve lists of all
        lengths, and the driver can keep them compiled.
        """
        words = list(dict.fromkeys(map(str, values)))
        if len(words) > 1:
            words += words[-1:] * ((1 << (len(words) - 1).bit_length()) - len(words))
        return ", ".join(map(self.bind, words))

    def equals(self, column: Column, value: Any) -> Self:
        """The column holds the value."""
        return self.add(f"{sql_name(column)} = {self.bind(value)}")

    def one_of(self, words: Iterable[str | int] | None, *columns: Column) -> Self:
        """One of the columns holds one of the words. No condition if `words` is None; nothing fits an empty list."""
        if words is None:
            return self
        bound = self.bind_all(words)
        if not bound:
            return self.add("FALSE")
        # One value is compared with `=`: an index is then walked in order, and for IN only after a sort.
        operator = f"IN ({bound})" if "," in bound else f"= {bound}"
        either = " OR ".join(f"{sql_name(column)} {operator}" for column in columns)
        return self.add(f"({either})" if len(columns) > 1 else either)

    def any_of(self, choices: Mapping[Column, list[str]]) -> Self:
        """One of the columns holds one of the words that are given for it."""
        either = [f"{sql_name(column)} IN ({self.bind_all(words)})" for column, words in choices.items()]
        return self.add(f"({' OR '.join(either)})")

    def at_least(self, column: Column, value: date | int | None) -> Self:
        """The column holds that value or a later one. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} >= {self.bind(value)}")

    def at_most(self, column: Column, value: date | int | None) -> Self:
        """The column holds that value or an earlier one. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} <= {self.bind(value)}")

    def more_than(self, column: Column, value: int | None) -> Self:
        """The column holds a greater value. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} > {self.bind(value)}")

    def nested(self) -> "Where":
        """Conditions of a subquery, whose values are bound with those of this one."""
        inner = Where()
        inner.values = self.values
        return inner

    def is_true(self, column: Column, wanted: bool | None) -> Self:
        """The column holds true, or false if `wanted` is false. No condition if it is None."""
        return self if wanted is None else self.add(f"{sql_name(column)} IS {'TRUE' if wanted else 'FALSE'}")

    def is_known(self, column: Column, wanted: bool | None) -> Self:
        """The column is not null, or is null if `wanted` is false. No condition if it is None."""
        return self if wanted is None else self.add(f"{sql_name(column)} IS {'NOT NULL' if wanted else 'NULL'}")


class SpacedWords(sa.String):
    """The type of a selected column that holds words with spaces between them."""


# The column of a table whose items are stored as the JSON that is sent.
RENDERED = "rendered"


@dataclass(frozen=True, eq=False)
class ListDefinition:
    """A list. `statement` has columns and joins; its SQL is written once, and each request adds its conditions.

    The columns of `order` are never null and end in one that names a single row. `words` has the vocabularies of
    columns that the table keeps as plain text.
    """

    name: str
    statement: sa.Select[Any]
    order: tuple[Column, ...]
    words: Mapping[str, Iterable[str]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of what it selects."""
        return tuple(str(column.key) for column in self.statement.selected_columns)

    def column(self, name: str) -> Column:
        """A column by its name. If the items are stored as JSON, it is a column of their table."""
        if self.rendered:
            (home,) = self.statement.get_final_froms()
            # A stored list keeps days of publication, and not always the date that they come from.
            return home.c[name] if name in home.c else home.c[name.replace("_on", "_earliest")]
        return self.statement.selected_columns[name]

    @cached_property
    def rendered(self) -> bool:
        """Whether its items are stored as the JSON that is sent."""
        return self.columns == (RENDERED,)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The columns that hold true or false, which SQLite gives as 1 or 0."""
        return tuple(str(c.key) for c in self.statement.selected_columns if isinstance(c.type, sa.Boolean))

    @cached_property
    def word_lists(self) -> tuple[str, ...]:
        """The columns that hold words with spaces between them, which are sent as a list."""
        return tuple(str(c.key) for c in self.statement.selected_columns if isinstance(c.type, SpacedWords))

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
        return self.select_sql if self.rendered else self.select_with(self.keys_sql)

    def select_with(self, more: str) -> str:
        """SELECT and FROM with more columns behind the others."""
        return self.select_sql.replace("\nFROM", f", {more} \nFROM", 1)

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
        for name in self.word_lists:
            item[name] = WordsInCell((item[name] or "").split())
        return item


def fetch_all(snapshot: Snapshot, definition: ListDefinition, where: Where) -> list[dict[str, Any]]:
    """Every row of a list that meets the conditions, in its order. One SELECT."""
    rows = snapshot.rows(definition.select_sql + where.sql + definition.ascending_sql, where.values)
    return [definition.item(row) for row in rows]
