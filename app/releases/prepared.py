"""Statements that are built once and asked many times, on the driver itself.

Building a statement of SQLAlchemy anew for each request costs more than SQLite needs to answer it, and its rows cost
as much again as the driver's. So a statement is written for each engine when it is first asked, and from then on each
request only brings the values.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa


@dataclass(frozen=True)
class Written:
    """A statement in the words of an engine."""

    sql: str
    # The values in the order in which the statement has them, and the names by which psycopg knows them.
    order: tuple[int, ...]
    names: tuple[str, ...] | None
    constants: tuple[Any, ...]
    columns: tuple[str, ...]
    # Whether that order is the one in which the values are brought, each once.
    in_order: bool
    # What the driver of SQLite hands out as it is stored: by place, what makes it the value that was meant.
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]


class Prepared:
    """A statement whose values are the parameters `p0`, `p1` and so on."""

    def __init__(self, statement: sa.Select[Any]) -> None:
        self._statement = statement
        self._written: dict[str, Written] = {}

    def written(self, dialect: sa.Dialect) -> Written:
        """The statement for an engine."""
        found = self._written.get(dialect.name)
        if found is None:
            found = self._written[dialect.name] = _write(self._statement, dialect)
        return found


def place(number: int, type_: sa.types.TypeEngine[Any]) -> sa.BindParameter[Any]:
    """The parameter that stands for a value."""
    return sa.bindparam(f"p{number}", type_=type_)


def padded(values: Iterable[Any]) -> list[Any]:
    """Each value once, and the last again until there are 1, 2, 4, 8 and so on: then a few statements serve any number
    of values. A statement with hundreds of them takes hundreds of kilobytes.
    """
    once = list(dict.fromkeys(values))
    return once + once[-1:] * ((1 << (len(once) - 1).bit_length()) - len(once)) if once else once


def _write(statement: sa.Select[Any], dialect: sa.Dialect) -> Written:
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    values = compiled.params
    own = {name: int(name[1:]) for name in values if name.startswith("p") and name[1:].isdigit()}
    others = [name for name in values if name not in own]
    sqlite = dialect.name == "sqlite"
    first = max(own.values(), default=-1) + 1
    numbers = own | {name: first + number for number, name in enumerate(others)}
    in_order = list((compiled.positiontup if sqlite else numbers) or ())
    types = [column.type for column in statement.selected_columns]
    order = tuple(numbers[name] for name in in_order)
    return Written(
        sql=str(compiled),
        order=order,
        in_order=order == tuple(range(len(numbers))),
        names=None if sqlite else tuple(in_order),
        constants=tuple(_stored(values[name]) if sqlite else values[name] for name in others),
        columns=tuple(str(column.key) for column in statement.selected_columns),
        converters=tuple(_converters(types)) if sqlite else (),
    )


def _stored(value: Any) -> Any:
    """A value as SQLite stores it: it has no dates of its own."""
    return value.isoformat() if isinstance(value, date) else value


def _converters(types: Sequence[sa.types.TypeEngine[Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for number, type_ in enumerate(types):
        if isinstance(type_, sa.Boolean):
            found.append((number, _true))
        elif isinstance(type_, sa.JSON):
            found.append((number, _parsed))
    return found


def _true(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _parsed(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def for_sqlite(written: Written, values: Sequence[Any]) -> list[Any]:
    """The values as SQLite's driver takes them."""
    known = [*map(_stored, values), *written.constants]
    return known if written.in_order else [known[number] for number in written.order]


def for_postgres(written: Written, values: Sequence[Any]) -> dict[str, Any]:
    """The values as psycopg takes them."""
    known = (*values, *written.constants)
    return {name: known[number] for name, number in zip(written.names or (), written.order, strict=True)}


def converted(written: Written, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of SQLite's driver, with the values that were meant."""
    if not written.converters:
        return rows
    meant = []
    for row in rows:
        values = list(row)
        for number, convert in written.converters:
            values[number] = convert(values[number])
        meant.append(tuple(values))
    return meant
