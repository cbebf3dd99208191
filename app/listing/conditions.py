"""What lists are narrowed by: conditions that are written once, and whose values each request brings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.releases.prepared import padded

Column = sa.ColumnElement[Any]
Write = Callable[[tuple[Column, ...], Sequence[Column], Any], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Condition:
    """How it is written, of which columns, with which values; `variant` is what else the writing depends on."""

    write: Write
    columns: tuple[Column, ...]
    values: tuple[Any, ...]
    variant: Any = None

    @property
    def form(self) -> tuple[Any, ...]:
        """What two conditions share that are written alike."""
        return self.write, self.columns, len(self.values), self.variant

    def compares(self, column: Column) -> bool:
        """Whether it compares that column with a value."""
        return self.write is _compared and self.columns[0] is column

    @property
    def clause(self) -> sa.ColumnElement[bool]:
        """The condition with its values in it, for a statement that is built for one request."""
        return self.write(self.columns, [sa.literal(value) for value in self.values], self.variant)


def one_of(words: Sequence[str], *columns: Column) -> Condition:
    """One of the columns holds one of the words."""
    return Condition(_one_of, columns, tuple(padded(map(str, words))))


def at_least(column: Column, value: date | int) -> Condition:
    """The column holds that value or a later one."""
    return Condition(_compared, (column,), (value,), ">=")


def at_most(column: Column, value: date | int) -> Condition:
    """The column holds that value or an earlier one."""
    return Condition(_compared, (column,), (value,), "<=")


def more_than(column: Column, value: int) -> Condition:
    """The column holds a greater value."""
    return Condition(_compared, (column,), (value,), ">")


def is_flag(column: Column, value: bool) -> Condition:
    """The column holds that truth."""
    return Condition(_is_flag, (column,), (), value)


def is_known(column: Column, value: bool) -> Condition:
    """The column holds something, or nothing."""
    return Condition(_is_known, (column,), (), value)


def _one_of(columns: tuple[Column, ...], values: Sequence[Column], _: Any) -> sa.ColumnElement[bool]:
    # An index is walked in order for one value, and for several only after a sort.
    return sa.or_(*(column == values[0] if len(values) == 1 else column.in_(values) for column in columns))


def _compared(columns: tuple[Column, ...], values: Sequence[Column], operator: Any) -> sa.ColumnElement[bool]:
    return columns[0].bool_op(str(operator))(values[0])


def _is_flag(columns: tuple[Column, ...], _: Sequence[Column], value: Any) -> sa.ColumnElement[bool]:
    return columns[0].is_(bool(value))


def _is_known(columns: tuple[Column, ...], _: Sequence[Column], value: Any) -> sa.ColumnElement[bool]:
    return columns[0].is_not(None) if value else columns[0].is_(None)
