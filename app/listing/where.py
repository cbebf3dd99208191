"""The conditions of one SELECT: SQL with named parameters, and the values that a request brings for them.

SQL is put together as text, because building and compiling a SQLAlchemy statement for each request costs more than
SQLite needs to answer it. Names of columns are ours; whatever a client sends is a parameter, never part of the text.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Self

import sqlalchemy as sa

Column = sa.ColumnElement[Any]


@cache
def sql_name(column: Column) -> str:
    """A column or an expression of columns as both engines write it."""
    return str(column)


class Where:
    """Conditions that must all hold."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._clauses: list[str] = []

    @property
    def sql(self) -> str:
        """The WHERE clause; empty if there is no condition."""
        return f" WHERE {' AND '.join(self._clauses)}" if self._clauses else ""

    def add(self, clause: str) -> Self:
        """Adds a condition that is written already, its values bound by `bind` or `bind_all`."""
        self._clauses.append(clause)
        return self

    def bind(self, value: Any) -> str:
        """The parameter that stands for a value."""
        name = f"p{len(self.values)}"
        # SQLite has no dates of its own, and PostgreSQL reads them from text too.
        self.values[name] = value.isoformat() if isinstance(value, date) else value
        return f":{name}"

    def bind_all(self, values: Iterable[str]) -> str:
        """The parameters that stand for some words, separated by commas.

        The last word is repeated until there are 1, 2, 4, 8 and so on: then a few statements serve lists of any
        length, and the driver can keep them compiled.
        """
        words = list(dict.fromkeys(map(str, values)))
        if len(words) > 1:
            words += words[-1:] * ((1 << (len(words) - 1).bit_length()) - len(words))
        return ", ".join(map(self.bind, words))

    def equals(self, column: Column, value: Any) -> Self:
        """The column holds the value."""
        return self.add(f"{sql_name(column)} = {self.bind(value)}")

    def one_of(self, words: Iterable[str] | None, *columns: Column) -> Self:
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

    def at_least(self, column: Column, value: date | int | None) -> Self:
        """The column holds that value or a later one. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} >= {self.bind(value)}")

    def at_most(self, column: Column, value: date | int | None) -> Self:
        """The column holds that value or an earlier one. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} <= {self.bind(value)}")

    def more_than(self, column: Column, value: int | None) -> Self:
        """The column holds a greater value. No condition if there is no value."""
        return self if value is None else self.add(f"{sql_name(column)} > {self.bind(value)}")

    def is_true(self, column: Column, wanted: bool | None) -> Self:
        """The column holds true, or false if `wanted` is false. No condition if it is None."""
        return self if wanted is None else self.add(f"{sql_name(column)} IS {'TRUE' if wanted else 'FALSE'}")

    def is_known(self, column: Column, wanted: bool | None) -> Self:
        """The column is not null, or is null if `wanted` is false. No condition if it is None."""
        return self if wanted is None else self.add(f"{sql_name(column)} IS {'NOT NULL' if wanted else 'NULL'}")
