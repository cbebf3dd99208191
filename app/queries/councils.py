"""Councils: lists, one by any of its codes, and the conditions by which other lists name them."""

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.errors import BadQuery, NotFound, QueryFault
from app.listing.conditions import Condition, is_known, one_of
from app.listing.definition import Listing
from app.listing.known_codes import nearest
from app.listing.page import Page, fetch_page
from app.listing.parameters import CouncilFilter, Flag, ListQuery, Words, parameter
from app.queries.details import completed
from app.queries.tables import COUNCILS, SUCCESSIONS, columns
from app.records.council import CouncilPublic
from app.releases.prepared import Prepared, padded, place
from app.releases.snapshot import Snapshot
from app.vocabulary import CouncilType, Region


class CouncilQuery(ListQuery):
    """What the list of councils takes."""

    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])
    type: Words[CouncilType] | None = parameter("Only these kinds of council, separated by commas.", ["unitary"])
    abolished: Flag | None = parameter("`true`: only abolished councils; `false`: only present ones.", False)


LISTING = Listing("councils", sa.select(*columns(CouncilPublic, COUNCILS)), (COUNCILS.c.code,))
NAMES = (COUNCILS.c.code, COUNCILS.c.gss_code, COUNCILS.c.la_code, COUNCILS.c.ofsted_urn)


def find_councils(snapshot: Snapshot, query: CouncilQuery) -> Page:
    """A page of councils, present and abolished, by code. Three SELECTs."""
    conditions = []
    if query.region:
        conditions.append(one_of(query.region, COUNCILS.c.region))
    if query.type:
        conditions.append(one_of(query.type, COUNCILS.c.type))
    if query.abolished is not None:
        conditions.append(is_known(COUNCILS.c.abolished_on, query.abolished))
    page = fetch_page(snapshot, LISTING, query, conditions)
    _add_links(snapshot, page.items)
    return page


def get_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by our code, its GSS code, its DfE code or its Ofsted URN. Three SELECTs. Raises NotFound."""
    found = snapshot.items(_BY_NAME, [name])
    if not found:
        raise _no_council(snapshot, name)
    return completed(snapshot, found[-1], _add_links)


def resolve(snapshot: Snapshot, name: str) -> str:
    """Our code of a council that is named by any of its codes. One SELECT. Raises NotFound."""
    codes = _resolved(snapshot, [name])
    if name not in codes:
        raise _no_council(snapshot, name)
    return codes[name]


def _no_council(snapshot: Snapshot, name: str) -> NotFound:
    return NotFound(f"There is no council {name!r}.", nearest(snapshot, [name], COUNCILS.c.code).get(name))


def of_councils(
    snapshot: Snapshot,
    query: CouncilFilter,
    owner: sa.ColumnElement[str],
    region: sa.ColumnElement[Any] = COUNCILS.c.region,
) -> list[Condition]:
    """The conditions that a list's `council` and `region` stand for. Raises BadQuery for an unknown council."""
    conditions = []
    if query.council:
        codes = _resolved(snapshot, query.council)
        unknown = [name for name in query.council if name not in codes]
        if unknown:
            near = nearest(snapshot, unknown, COUNCILS.c.code)
            raise BadQuery(*(_unknown(name, near.get(name)) for name in unknown))
        conditions.append(one_of(sorted(set(codes.values())), owner))
    if query.region:
        conditions.append(one_of(query.region, region))
    return conditions


def _resolved(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name that is known. A code that was passed on means the council that has it now."""
    asked = padded(names)
    rows = snapshot.rows(_named(len(asked)), asked)
    return {name: row[0] for row in rows for name in row if name in names}


def _by_names(statement: sa.Select[Any], count: int) -> Prepared:
    """The councils that have some names; of those with the same one, the council that has it now is the last."""
    names = [place(at, COUNCILS.c.code.type) for at in range(count)]
    named = statement.where(sa.or_(*(column.in_(names) for column in NAMES)))
    return Prepared(named.order_by(COUNCILS.c.abolished_on.is_(None), COUNCILS.c.code))


@lru_cache(maxsize=200)
def _named(count: int) -> Prepared:
    return _by_names(sa.select(*NAMES), count)


_BY_NAME = _by_names(LISTING.statement, 1)


def _unknown(name: str, near: str | None) -> QueryFault:
    message = f"council: there is no council {name!r}" + (f"; did you mean {near}?" if near else "")
    return QueryFault("council", "unknown_council", message, suggestion=near)


def _add_links(snapshot: Snapshot, items: list[dict[str, Any]]) -> None:
    """Adds the councils before and after each, in one SELECT for all of them."""
    codes = padded(item["code"] for item in items)
    rows = snapshot.rows(_links(len(codes)), codes)
    for item in items:
        item["predecessors"] = [_link(r[2], r[3], r[0], r[1]) for r in rows if r[4] == item["code"]]
        item["successors"] = [_link(r[4], r[5], r[0], r[1]) for r in rows if r[2] == item["code"]]


@lru_cache(maxsize=500)
def _links(count: int) -> Prepared:
    codes = [place(at, COUNCILS.c.code.type) for at in range(count)]
    before, after = COUNCILS.alias("before"), COUNCILS.alias("after")
    return Prepared(
        sa.select(
            SUCCESSIONS.c.happened_on, SUCCESSIONS.c.extent, before.c.code, before.c.name, after.c.code, after.c.name
        )
        .join(before, SUCCESSIONS.c.predecessor_code == before.c.code)
        .join(after, SUCCESSIONS.c.successor_code == after.c.code)
        .where(sa.or_(SUCCESSIONS.c.predecessor_code.in_(codes), SUCCESSIONS.c.successor_code.in_(codes)))
        .order_by(SUCCESSIONS.c.happened_on, before.c.code, after.c.code)
    )


def _link(code: str, name: str, happened_on: object, extent: str) -> dict[str, Any]:
    return {"code": code, "name": name, "happened_on": happened_on, "extent": extent, "url": f"/v1/councils/{code}"}
