"""Refuses codes that name nothing: a filter by a misspelt code would answer an empty list as if that were true."""

import difflib
from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa

from app.errors import BadQuery, QueryFault
from app.listing.conditions import Condition, one_of
from app.releases.prepared import Prepared, padded, place
from app.releases.snapshot import Snapshot

# A code that was meant is looked for among so many on either side of where the one that is not there would stand, and
# for so many codes of one question: comparing with every code there is would stop the server as the data grows.
NEIGHBOURS = 100
SUGGESTED = 5


def of_codes(
    snapshot: Snapshot,
    parameter: str,
    codes: list[str] | None,
    known: sa.ColumnElement[str],
    *owners: sa.ColumnElement[str],
    walked: sa.ColumnElement[str] | None = None,
) -> list[Condition]:
    """The condition that one of some columns holds one of the codes; none if no code is given.

    `known` is the column in which every code must stand; suggestions are taken from `walked`, which has an index, if
    that is another one. One SELECT, and one more to make suggestions. Raises BadQuery that names each code that does
    not.
    """
    if not codes:
        return []
    asked = padded(codes)
    found = {code for (code,) in snapshot.rows(_among(known, len(asked)), asked)}
    missing = [code for code in dict.fromkeys(codes) if code not in found]
    if missing:
        near = nearest(snapshot, missing, known if walked is None else walked)
        raise BadQuery(*(_unknown(parameter, code, near.get(code)) for code in missing))
    return [one_of(codes, *owners)]


def nearest(snapshot: Snapshot, codes: Sequence[str], known: sa.ColumnElement[str]) -> dict[str, str]:
    """What was probably meant by the first few of some codes that are not there. One SELECT."""
    asked = {code: code.lower() for code in codes[:SUGGESTED]}
    places = padded(asked.values())
    neighbours = [code for (code,) in snapshot.rows(_around(known, len(places)), places)]
    near = {code: difflib.get_close_matches(lower, neighbours, 1) for code, lower in asked.items()}
    return {code: found[0] for code, found in near.items() if found}


@lru_cache(maxsize=1_000)
def _among(known: sa.ColumnElement[str], count: int) -> Prepared:
    return Prepared(sa.select(known).where(known.in_([place(at, known.type) for at in range(count)])))


@lru_cache(maxsize=100)
def _around(known: sa.ColumnElement[str], count: int) -> Prepared:
    sides = []
    for at in range(count):
        here = place(at, known.type)
        for side, order in ((known <= here, known.desc()), (known > here, known.asc())):
            walked = sa.select(known.label("code")).distinct().where(side).order_by(order).limit(NEIGHBOURS)
            sides.append(sa.select(walked.subquery().c.code))
    return Prepared(sa.select(sa.union(*sides).subquery().c.code))


def _unknown(parameter: str, code: str, near: str | None) -> QueryFault:
    hint = f"; did you mean {near}?" if near else ""
    return QueryFault(parameter, "unknown_code", f"{parameter}: there is no {code!r}{hint}", suggestion=near)
