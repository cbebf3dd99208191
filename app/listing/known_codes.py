"""Refuses unknown codes and names. A filter by a misspelt one would otherwise answer an empty list, like a fact."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa

from app.errors import BadQuery, QueryFault
from app.listing.statement import Column, Where
from app.releases.snapshot import Snapshot
from app.spelling import nearest_word

# A suggestion is looked for among so many codes before and after the unknown one in alphabetical order, and for so many
# codes of one request. Comparing with every code would take longer as the data grows.
CODES_BESIDE = 100
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
    """Adds the condition that one of the columns `owners` holds one of the codes. No condition if no code is given.

    Every code must be in the column `known`. Suggestions come from `suggested_from` if `known` has no index. One
    SELECT, and more to make suggestions. Raises BadQuery that names each unknown code.
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


def add_names(where: Where, snapshot: Snapshot, parameter: str, names: list[str] | None, column: Column) -> None:
    """Adds the condition that a column holds one of the names, in any case of letters. No condition if none is given.

    A cell can hold several names with `; ` between them. One SELECT. Raises BadQuery that names each unknown name.
    """
    if not names:
        return
    holding: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for (cell,) in snapshot.rows(str(sa.select(column).distinct().where(column.is_not(None))), {}):
        for name in cell.split("; "):
            holding.setdefault(name.casefold(), []).append(cell)
            spelled[name.casefold()] = name
    missing = [name for name in dict.fromkeys(names) if name.casefold() not in holding]
    if missing:
        near = {
            name: spelled[close]
            for name in missing[:SUGGESTED]
            if (close := nearest_word(name.casefold(), sorted(spelled)))
        }
        raise BadQuery(*(_unknown(parameter, name, near.get(name), "unknown_name") for name in missing))
    where.one_of(sorted({cell for name in names for cell in holding[name.casefold()]}), column)


@cache
def _select_sql(column: Column) -> str:
    return str(sa.select(column))


def nearest(snapshot: Snapshot, codes: Sequence[str], known: Column) -> dict[str, str]:
    """Suggestions for the first few of some unknown codes. Two SELECTs for each."""
    found = {}
    for code in codes[:SUGGESTED]:
        here = code.lower()
        neighbours: list[str] = []
        for side, order in ((known <= here, known.desc()), (known > here, known.asc())):
            walked = sa.select(known).distinct().where(side).order_by(order).limit(CODES_BESIDE)
            neighbours += snapshot.connection.execute(walked).scalars()
        close = nearest_word(here, sorted(neighbours))
        if close:
            found[code] = close
    return found


def _unknown(parameter: str, code: str, near: str | None, fault: str = "unknown_code") -> QueryFault:
    hint = f"; did you mean {near}?" if near else ""
    return QueryFault(parameter, fault, f"{parameter}: there is no {code!r}{hint}", suggestion=near)
