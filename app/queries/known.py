"""Refuses codes that name nothing: a filter by a misspelt code would answer an empty list as if that were true."""

import difflib
from collections.abc import Sequence

import sqlalchemy as sa

from app.database import Snapshot
from app.errors import BadQuery, QueryFault


def of_codes(
    snapshot: Snapshot,
    parameter: str,
    codes: list[str] | None,
    known: sa.ColumnElement[str],
    *owners: sa.ColumnElement[str],
) -> list[sa.ColumnElement[bool]]:
    """The condition that one of some columns holds one of the codes; none if no code is given.

    `known` is the column in which every code must stand. One SELECT, and one more to make a suggestion.
    Raises BadQuery that names each code that does not.
    """
    if not codes:
        return []
    found = set(snapshot.connection.execute(sa.select(known).where(known.in_(codes))).scalars())
    missing = [code for code in dict.fromkeys(codes) if code not in found]
    if missing:
        everything = snapshot.connection.execute(sa.select(known)).scalars().all()
        raise BadQuery(*(_unknown(parameter, code, everything) for code in missing))
    return [sa.or_(*(owner.in_(codes) for owner in owners))]


def _unknown(parameter: str, code: str, known: Sequence[str]) -> QueryFault:
    near = difflib.get_close_matches(code.lower(), known, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"{parameter}: there is no {code!r}{hint}"
    return QueryFault(parameter, "unknown_code", message, suggestion=near[0] if near else None)
