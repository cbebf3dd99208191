"""Councils: the list, one by any of its codes, and the filter by council and region that other lists share."""

import re
from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from app.errors import BadQuery, NotFound, QueryFault
from app.listing.known_codes import nearest
from app.listing.page import Page, fetch_page
from app.listing.parameters import NEIGHBOURS_OF, Code, CouncilFilter, Flag, ListQuery, Words, parameter
from app.listing.statement import Column, ListDefinition, Where, fetch_all, sql_name
from app.queries.details import with_citations
from app.queries.tables import COUNCIL_CODES, COUNCILS, NEIGHBOURS, SUCCESSIONS, columns
from app.records.council import CouncilPublic, GssCode
from app.releases.snapshot import Snapshot
from app.vocabulary import CouncilType, Region


class CouncilQuery(ListQuery):
    """The parameters of the list of councils."""

    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])
    type: Words[CouncilType] | None = parameter("Only these kinds of council, separated by commas.", ["unitary"])
    neighbours_of: Code | None = parameter(NEIGHBOURS_OF, "medway")
    abolished: Flag | None = parameter("`true`: only abolished councils; `false`: only present ones.", False)


COUNCIL_LIST = ListDefinition("councils", sa.select(*columns(CouncilPublic, COUNCILS)), (COUNCILS.c.code,))
CODES = (COUNCILS.c.code, COUNCILS.c.gss_code, COUNCILS.c.la_code, COUNCILS.c.ofsted_urn)
# A DfE code can pass from one council to its successor. It then means the present council, which comes last here.
PRESENT_LAST = (COUNCILS.c.abolished_on.is_(None), COUNCILS.c.code)
BY_CODE = ListDefinition("councils", COUNCIL_LIST.statement, PRESENT_LAST)
CODES_SQL = str(sa.select(*CODES))
# The ONS passes no code on, so a code that a council has had means that council for ever.
GSS_CODE = re.compile("E[0-9]{8}")
GSS_CODES_SQL = str(sa.select(COUNCIL_CODES.c.gss_code, COUNCIL_CODES.c.council_code))
CODE_LINES = ListDefinition(
    "council_codes",
    sa.select(*columns(GssCode, COUNCIL_CODES), COUNCIL_CODES.c.council_code),
    (COUNCIL_CODES.c.council_code, COUNCIL_CODES.c.code),
)
PRESENT_NEIGHBOURS = str(sa.select(NEIGHBOURS.c.neighbour_code).where(NEIGHBOURS.c.valid_to.is_(None)))

_BEFORE, _AFTER = COUNCILS.alias("before"), COUNCILS.alias("after")
LINK_LIST = ListDefinition(
    "successions",
    sa.select(
        SUCCESSIONS.c.happened_on,
        SUCCESSIONS.c.extent,
        _BEFORE.c.code.label("before_code"),
        _BEFORE.c.name.label("before_name"),
        _AFTER.c.code.label("after_code"),
        _AFTER.c.name.label("after_name"),
    )
    .join(_BEFORE, SUCCESSIONS.c.predecessor_code == _BEFORE.c.code)
    .join(_AFTER, SUCCESSIONS.c.successor_code == _AFTER.c.code),
    (SUCCESSIONS.c.happened_on, SUCCESSIONS.c.predecessor_code, SUCCESSIONS.c.successor_code),
)


def find_councils(snapshot: Snapshot, query: CouncilQuery) -> Page:
    """A page of councils, present and abolished, by code. Four SELECTs, and one more for neighbours."""
    where = Where()
    add_neighbours(where, snapshot, query.neighbours_of, COUNCILS.c.code)
    where.one_of(query.region, COUNCILS.c.region)
    where.one_of(query.type, COUNCILS.c.type)
    where.is_known(COUNCILS.c.abolished_on, query.abolished)
    page = fetch_page(snapshot, COUNCIL_LIST, query, where)
    add_links(snapshot, page.items)
    add_gss_codes(snapshot, page.items)
    return page


def get_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by our code, any GSS code that it has had, its DfE code or its Ofsted URN. Raises NotFound.

    Four SELECTs, and two more for a GSS code that it has no longer.
    """
    found = fetch_all(snapshot, BY_CODE, Where().one_of([name], *CODES))
    if not found:
        found = fetch_all(snapshot, BY_CODE, Where().equals(COUNCILS.c.code, _former(snapshot, [name]).get(name)))
    if not found:
        raise _no_council(snapshot, name)
    council = found[-1]
    add_links(snapshot, [council])
    add_gss_codes(snapshot, [council])
    return with_citations(snapshot, council)


def resolve(snapshot: Snapshot, name: str) -> str:
    """Our code of a council, from any of its codes. One SELECT, or two for a former code. Raises NotFound."""
    codes = _resolved(snapshot, [name])
    if name not in codes:
        raise _no_council(snapshot, name)
    return codes[name]


def add_councils(
    where: Where, snapshot: Snapshot, query: CouncilFilter, owner: Column, region: Column = COUNCILS.c.region
) -> None:
    """Adds the conditions of a list's `council`, `region` and `neighbours_of`.

    One SELECT if councils are named, and one for neighbours. A former code costs one more.

    Raises BadQuery for an unknown council.
    """
    if query.council:
        codes = _resolved(snapshot, query.council)
        unknown = [name for name in query.council if name not in codes]
        if unknown:
            near = nearest(snapshot, unknown, COUNCILS.c.code)
            raise BadQuery(*(_unknown(name, near.get(name)) for name in unknown))
        where.one_of(sorted(set(codes.values())), owner)
    where.one_of(query.region, region)
    add_neighbours(where, snapshot, query.neighbours_of, owner)


def add_neighbours(where: Where, snapshot: Snapshot, name: str | None, owner: Column) -> None:
    """Adds the condition that a column holds a present statistical neighbour of a council. One SELECT if it is named.

    Raises BadQuery for an unknown council.
    """
    if name is None:
        return
    code = _resolved(snapshot, [name]).get(name)
    if code is None:
        near = nearest(snapshot, [name], COUNCILS.c.code).get(name)
        raise BadQuery(_unknown(name, near, "neighbours_of"))
    council = f"{sql_name(NEIGHBOURS.c.council_code)} = {where.bind(code)}"
    where.add(f"{sql_name(owner)} IN ({PRESENT_NEIGHBOURS} AND {council})")


def _resolved(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name, if there is such a council."""
    where = Where().one_of(names, *CODES)
    found = snapshot.rows(CODES_SQL + where.sql + BY_CODE.ascending_sql, where.values)
    codes = {name: codes[0] for codes in found for name in codes if name in names}
    return codes | _former(snapshot, [name for name in names if name not in codes])


def _former(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name that is a GSS code of old. One SELECT if a name looks like one."""
    like_one = [name for name in names if GSS_CODE.fullmatch(name)]
    if not like_one:
        return {}
    where = Where().one_of(like_one, COUNCIL_CODES.c.gss_code)
    return {str(gss_code): str(code) for gss_code, code in snapshot.rows(GSS_CODES_SQL + where.sql, where.values)}


def _no_council(snapshot: Snapshot, name: str) -> NotFound:
    return NotFound(f"There is no council {name!r}.", nearest(snapshot, [name], COUNCILS.c.code).get(name))


def _unknown(name: str, near: str | None, parameter_name: str = "council") -> QueryFault:
    message = f"{parameter_name}: there is no council {name!r}" + (f"; did you mean {near}?" if near else "")
    return QueryFault(parameter_name, "unknown_council", message, suggestion=near)


def add_gss_codes(snapshot: Snapshot, councils: list[dict[str, Any]]) -> None:
    """Adds every GSS code that each council has had, oldest first, in one SELECT for all of them."""
    lines: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    where = Where().one_of([council["code"] for council in councils], COUNCIL_CODES.c.council_code)
    for line in fetch_all(snapshot, CODE_LINES, where):
        lines[line.pop("council_code")].append(line)
    for council in councils:
        council["gss_codes"] = sorted(lines[council["code"]], key=lambda line: line["valid_from"] or "")


def add_links(snapshot: Snapshot, councils: list[dict[str, Any]]) -> None:
    """Adds the councils before and after each, in one SELECT for all of them."""
    codes = [council["code"] for council in councils]
    where = Where().one_of(codes, SUCCESSIONS.c.predecessor_code, SUCCESSIONS.c.successor_code)
    links = fetch_all(snapshot, LINK_LIST, where)
    for council in councils:
        council["predecessors"] = [_link(link, "before") for link in links if link["after_code"] == council["code"]]
        council["successors"] = [_link(link, "after") for link in links if link["before_code"] == council["code"]]


def _link(link: dict[str, Any], side: str) -> dict[str, Any]:
    code = link[f"{side}_code"]
    return {
        "code": code,
        "name": link[f"{side}_name"],
        "happened_on": link["happened_on"],
        "extent": link["extent"],
        "url": f"/v1/councils/{code}",
    }
