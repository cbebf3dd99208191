"""Councils: the list, one by any of its codes, and the filter by council and region that other lists share."""

from typing import Annotated, Any

import sqlalchemy as sa

from app.errors import BadQuery, NotFound, QueryFault
from app.listing.known_codes import nearest
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilFilter,
    CouncilNames,
    Flag,
    RecordFilter,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.record_filters import add_record_filters
from app.listing.statement import Column, ListDefinition, Where, fetch_all, sql_name
from app.queries.details import with_citations
from app.queries.tables import COUNCILS, SUCCESSIONS, columns
from app.records.council import CouncilPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import CouncilType, Region


class CouncilQuery(RecordQuery, RecordFilter):
    """The parameters of the list of councils."""

    code: Words[Code] | None = codes_parameter("herefordshire")
    fields: Annotated[list[str] | None, fields_of(CouncilPublic)] = fields_parameter("code", "name", "gss_code")
    sort: Annotated[
        list[str] | None,
        sorts_by(
            "code", "name", "gss_code", "la_code", "type", "region", "established_on", "abolished_on", "recorded_on"
        ),
    ] = sort_parameter("region", "name")
    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])
    type: Words[CouncilType] | None = parameter("Only these kinds of council, separated by commas.", ["unitary"])
    abolished: Flag | None = parameter("`true`: only abolished councils; `false`: only present ones.", False)


COUNCIL_LIST = ListDefinition("councils", sa.select(*columns(CouncilPublic, COUNCILS)), (COUNCILS.c.code,))
CODES = (COUNCILS.c.code, COUNCILS.c.gss_code, COUNCILS.c.la_code, COUNCILS.c.ofsted_urn)
# A DfE code can pass from one council to its successor. It then means the present council, which comes last here.
PRESENT_LAST = (COUNCILS.c.abolished_on.is_(None), COUNCILS.c.code)
BY_CODE = ListDefinition("councils", COUNCIL_LIST.statement, PRESENT_LAST)
CODES_SQL = str(sa.select(*CODES))
EVERY_CODE_SQL = str(sa.select(COUNCILS.c.code))

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
    """A page of councils, present and abolished, by code. Three SELECTs, and one more if codes are named."""
    where = Where()
    add_record_filters(where, snapshot, query, COUNCILS)
    where.one_of(query.region, COUNCILS.c.region)
    where.one_of(query.type, COUNCILS.c.type)
    where.is_known(COUNCILS.c.abolished_on, query.abolished)
    page = fetch_page(snapshot, COUNCIL_LIST, query, where)
    add_links(snapshot, page.items)
    return page


def get_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by our code, its GSS code, its DfE code or its Ofsted URN. Three SELECTs. Raises NotFound."""
    found = fetch_all(snapshot, BY_CODE, Where().one_of([name], *CODES))
    if not found:
        raise _no_council(snapshot, name)
    council = found[-1]
    add_links(snapshot, [council])
    return with_citations(snapshot, council)


def resolve(snapshot: Snapshot, name: str) -> str:
    """Our code of a council, from any of its codes. One SELECT. Raises NotFound."""
    codes = _resolved(snapshot, [name])
    if name not in codes:
        raise _no_council(snapshot, name)
    return codes[name]


def add_councils(
    where: Where, snapshot: Snapshot, query: CouncilFilter, owner: Column, region: Column = COUNCILS.c.region
) -> None:
    """Adds the conditions of a list's `council` and `region`. One SELECT if councils are named.

    Raises BadQuery for an unknown council.
    """
    where.one_of(chosen_councils(snapshot, query), owner)
    where.one_of(query.region, region)


def add_councils_of_records(where: Where, snapshot: Snapshot, query: CouncilNames, record_code: Column) -> None:
    """Adds the condition that a record belongs to one of the councils. Two SELECTs if councils are named.

    The code of a record begins with the code of its council. So the condition also finds records that were removed
    from the dataset. Raises BadQuery for an unknown council.
    """
    codes = chosen_councils(snapshot, query)
    if codes is None:
        return
    every = [code for (code,) in snapshot.rows(EVERY_CODE_SQL, {})]

    def begins(code: str) -> str:
        # In the order of code points, a dot follows the hyphen.
        name = sql_name(record_code)
        first, last = where.bind(f"{code}-"), where.bind(f"{code}.")
        return f"({name} = {where.bind(code)} OR ({name} > {first} AND {name} < {last}))"

    clauses = []
    for code in codes:
        # Records of Cheshire East are none of Cheshire, though their codes begin with both.
        others = [f" AND NOT {begins(other)}" for other in every if other.startswith(f"{code}-")]
        clauses.append(f"({begins(code)}{''.join(others)})")
    where.add(f"({' OR '.join(clauses)})")


def chosen_councils(snapshot: Snapshot, query: CouncilNames) -> list[str] | None:
    """Our codes of the councils that a query names; None if it names none. Raises BadQuery for an unknown council."""
    if not query.council:
        return None
    codes = _resolved(snapshot, query.council)
    unknown = [name for name in query.council if name not in codes]
    if unknown:
        near = nearest(snapshot, unknown, COUNCILS.c.code)
        raise BadQuery(*(_unknown(name, near.get(name)) for name in unknown))
    return sorted(set(codes.values()))


def _resolved(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name, if there is such a council."""
    where = Where().one_of(names, *CODES)
    found = snapshot.rows(CODES_SQL + where.sql + BY_CODE.ascending_sql, where.values)
    return {name: codes[0] for codes in found for name in codes if name in names}


def _no_council(snapshot: Snapshot, name: str) -> NotFound:
    return NotFound(f"There is no council {name!r}.", nearest(snapshot, [name], COUNCILS.c.code).get(name))


def _unknown(name: str, near: str | None) -> QueryFault:
    message = f"council: there is no council {name!r}" + (f"; did you mean {near}?" if near else "")
    return QueryFault("council", "unknown_council", message, suggestion=near)


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
