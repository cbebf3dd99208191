"""Refuses codes that name nothing: a filter by a misspelt code would answer an empty list as if that were true."""

import difflib
from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa

from app.database import Snapshot
from app.errors import BadQuery, QueryFault
from app.prepared import Prepared, place
from app.queries.conditions import Condition, one_of


def of_codes(
    snapshot: Snapshot,
    parameter: str,
    codes: list[str] | None,
    known: sa.ColumnElement[str],
    *owners: sa.ColumnElement[str],
) -> list[Condition]:
    """The condition that one of some columns holds one of the codes; none if no code is given.

    `known` is the column in which every code must stand. One SELECT, and one more to make a suggestion.
    Raises BadQuery that names each code that does not.
    """
    if not codes:
        return []
    found = {code for (code,) in snapshot.rows(_among(known, len(codes)), codes)}
    missing = [code for code in dict.fromkeys(codes) if code not in found]
    if missing:
        everything = snapshot.connection.execute(sa.select(known)).scalars().all()
        raise BadQuery(*(_unknown(parameter, code, everything) for code in missing))
    return [one_of(codes, *owners)]


@lru_cache(maxsize=1_000)
def _among(known: sa.ColumnElement[str], count: int) -> Prepared:
    return Prepared(sa.select(known).where(known.in_([place(at, known.type) for at in range(count)])))


def _unknown(parameter: str, code: str, known: Sequence[str]) -> QueryFault:
    near = difflib.get_close_matches(code.lower(), known, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"{parameter}: there is no {code!r}{hint}"
    return QueryFault(parameter, "unknown_code", message, suggestion=near[0] if near else None)
