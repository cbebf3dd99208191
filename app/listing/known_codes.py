"""Refuses codes that name nothing: a filter by a misspelt code would answer an empty list as if that were true."""

import difflib
from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa

from app.errors import BadQuery, QueryFault
from app.listing.statement import Column, Where
from app.releases.snapshot import Snapshot

# A suggestion is looked for among so many codes on either side of where the unknown one would stand, and for so many
# codes of one request: comparing with every code there is would take longer and longer as the data grows.
NEIGHBOURS = 100
SUGGESTED = 5


def add_codes(
    where: Where,
    snapshot: Snapshot,
    parameter: str,
    codes: list[str] | None,
    known: Column,
    *owners: Column,
    suggested_from: Column | None = None,
) -> None:
    """Adds the condition that one of some columns holds one of the codes; none if no code is given.

    `known` is the column in which every code must stand; suggestions come from `suggested_from`, which has an index,
    if that is another one. One SELECT, and one more to make suggestions. Raises BadQuery that names each unknown code.
    """
    if not codes:
        return
    named = Where().one_of(codes, known)
    found = {code for (code,) in snapshot.rows(_select_sql(known) + named.sql, named.values)}
    missing = [code for code in dict.fromkeys(codes) if code not in found]
    if missing:
        near = nearest(snapshot, missing, known if suggested_from is None else suggested_from)
        raise BadQuery(*(_unknown(parameter, code, near.get(code)) for code in missing))
    where.one_of(codes, *owners)


@cache
def _select_sql(column: Column) -> str:
    return str(sa.select(column))


def nearest(snapshot: Snapshot, codes: Sequence[str], known: Column) -> dict[str, str]:
    """What was probably meant by the first few of some unknown codes. Two SELECTs for each."""
    found = {}
    for code in codes[:SUGGESTED]:
        here = code.lower()
        neighbours: list[str] = []
        for side, order in ((known <= here, known.desc()), (known > here, known.asc())):
            walked = sa.select(known).distinct().where(side).order_by(order).limit(NEIGHBOURS)
            neighbours += snapshot.connection.execute(walked).scalars()
        close = difflib.get_close_matches(here, sorted(neighbours), 1)
        if close:
            found[code] = close[0]
    return found


def _unknown(parameter: str, code: str, near: str | None) -> QueryFault:
    hint = f"; did you mean {near}?" if near else ""
    return QueryFault(parameter, "unknown_code", f"{parameter}: there is no {code!r}{hint}", suggestion=near)
