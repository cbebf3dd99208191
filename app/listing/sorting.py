"""Sorting a list by columns of the client's choice, null last in both directions."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.listing.statement import ListDefinition, Where, sql_name

# A partial date is kept as text under such a name. A range begins with a bracket, which is no part of its first day.
PARTIAL_DATE = re.compile(r"_on$|^as_of$")


@dataclass(frozen=True)
class SortKey:
    """One column of a sort: what it is sorted by in SQL, and what a value of it can be."""

    sql: str
    type: type
    nullable: bool
    descending: bool

    @property
    def order_sql(self) -> str:
        """Its part of ORDER BY."""
        nulls = f"{self.sql} IS NULL, " if self.nullable else ""
        return f"{nulls}{self.sql}{' DESC' if self.descending else ''}"

    def equal(self, where: Where, value: Any) -> str:
        """The condition that a row has the value."""
        return f"{self.sql} IS NULL" if value is None else f"{self.sql} = {where.bind(value)}"

    def after(self, where: Where, value: Any) -> str:
        """The condition that a row comes after those with the value. Nothing comes after null."""
        if value is None:
            return "FALSE"
        beyond = f"{self.sql} {'<' if self.descending else '>'} {where.bind(value)}"
        return f"({beyond} OR {self.sql} IS NULL)" if self.nullable else beyond

    def checked(self, value: Any) -> Any:
        """A value from a cursor. Raises ValueError or TypeError if the column cannot hold it."""
        if value is None and self.nullable:
            return None
        if self.type is date:
            return date.fromisoformat(value)
        if self.type is float:
            if type(value) not in (int, float) or not math.isfinite(value):
                raise ValueError("no number")
            return value
        if self.type is int:
            if type(value) is not int or not 0 <= value < 2**31:
                raise ValueError("no position")
            return value
        # PostgreSQL holds no NUL, and text that cannot be encoded is no text of the dataset.
        if not isinstance(value, str) or b"\0" in value.encode():
            raise ValueError("no text")
        return value


def sort_keys(definition: ListDefinition, sort: Sequence[str]) -> list[SortKey]:
    """The columns that `sort` names."""
    return [_key(definition, word.removeprefix("-"), word.startswith("-")) for word in sort]


def after_place(keys: Sequence[SortKey], values: Sequence[Any], tie_break: str, where: Where) -> str:
    """The condition that a row comes after a place: its first columns are equal, and the next one comes after.

    `tie_break` is the condition for rows that are equal in all columns.
    """
    clause = tie_break
    for key, value in reversed(list(zip(keys, values, strict=True))):
        clause = f"({key.after(where, value)} OR ({key.equal(where, value)} AND {clause}))"
    return clause


def _key(definition: ListDefinition, name: str, descending: bool) -> SortKey:
    column = definition.column(name)
    stored = column.element if isinstance(column, sa.Label) else column
    assert isinstance(stored, sa.Column)
    sql, kind = sql_name(stored), stored.type
    words = kind.enums if isinstance(kind, sa.Enum) else definition.words.get(name)
    if words:
        places = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
        return SortKey(f"CASE {sql} {places} END", int, bool(stored.nullable), descending)
    if isinstance(kind, sa.String):
        if PARTIAL_DATE.search(stored.name):
            sql = f"ltrim({sql}, '[')"
        return SortKey(sql, str, bool(stored.nullable), descending)
    return SortKey(sql, kind.python_type, bool(stored.nullable), descending)
