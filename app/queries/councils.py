"""Councils: the list, one by any of its codes, and the filter by council and region that other lists share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.errors import BadQuery, NotFound, QueryFault
from app.listing.known_codes import nearest
from app.listing.page import Page, fetch_page
from app.listing.parameters import CouncilFilter, Flag, ListQuery, Words, parameter
from app.listing.statement import Column, ListDefinition, Where, fetch_all
from app.queries.details import with_citations
from app.queries.tables import COUNCILS, SUCCESSIONS, columns
from app.records.council import CouncilPublic
from app.records.finding import FIGURES, FINDINGS
from app.records.focused_visit import FOCUSED_VISITS
from app.records.inspection import INSPECTIONS, JUDGEMENTS
from app.records.intervention import INTERVENTIONS
from app.records.meeting import MEETINGS
from app.records.monitoring_visit import MONITORING_VISITS
from app.releases.snapshot import Snapshot
from app.spelling import plain
from app.vocabulary import CouncilType, Region


class CouncilQuery(ListQuery):
    """The parameters of the list of councils."""

    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])
    type: Words[CouncilType] | None = parameter("Only these kinds of council, separated by commas.", ["unitary"])
    abolished: Flag | None = parameter("`true`: only abolished councils; `false`: only present ones.", False)


COUNCIL_LIST = ListDefinition("councils", sa.select(*columns(CouncilPublic, COUNCILS)), (COUNCILS.c.code,))
CODES = (COUNCILS.c.code, COUNCILS.c.gss_code, COUNCILS.c.la_code, COUNCILS.c.ofsted_urn)
# A DfE code can pass from one council to its successor. It then means the present council, which comes last here.
PRESENT_LAST = (COUNCILS.c.abolished_on.is_(None), COUNCILS.c.code)
BY_CODE = ListDefinition("councils", COUNCIL_LIST.statement, PRESENT_LAST)
CODES_SQL = str(sa.select(*CODES))
_NAMES_SQL = str(sa.select(COUNCILS.c.code, COUNCILS.c.name, COUNCILS.c.official_name))
# A name that more councils share than this is answered without a list of them.
MOST_MEANT = 10

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
    """A page of councils, present and abolished, by code. Three SELECTs."""
    where = Where()
    where.one_of(query.region, COUNCILS.c.region)
    where.one_of(query.type, COUNCILS.c.type)
    where.is_known(COUNCILS.c.abolished_on, query.abolished)
    page = fetch_page(snapshot, COUNCIL_LIST, query, where)
    add_links(snapshot, page.items)
    return page


def get_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by any of its codes or by its name. Three SELECTs, and one more by its name. Raises NotFound."""
    found = fetch_all(snapshot, BY_CODE, Where().one_of([name.lower(), name.upper()], *CODES))
    if not found:
        found = fetch_all(snapshot, BY_CODE, Where().equals(COUNCILS.c.code, _by_name(snapshot, name)))
    council = found[-1]
    add_links(snapshot, [council])
    return with_citations(snapshot, council)


def resolve(snapshot: Snapshot, name: str) -> str:
    """Our code of a council, from any of its codes or its name. One SELECT. Raises NotFound."""
    return _resolved(snapshot, [name]).get(name) or _by_name(snapshot, name)


def _by_name(snapshot: Snapshot, name: str) -> str:
    code, meant = _named(snapshot, name)
    if code is None:
        near = _nearest(snapshot, {name: meant}).get(name)
        raise NotFound(f"There is no council {name!r}.{_choice(meant)}", near)
    return code


def add_councils(
    where: Where, snapshot: Snapshot, query: CouncilFilter, owner: Column, region: Column = COUNCILS.c.region
) -> None:
    """Adds the conditions of a list's `council` and `region`. One SELECT if councils are named.

    Raises BadQuery for an unknown council.
    """
    if query.council:
        where.one_of(council_codes(snapshot, query.council), owner)
    where.one_of(query.region, region)


def council_codes(snapshot: Snapshot, names: list[str]) -> list[str]:
    """Our codes of the councils that a filter names, by any of their codes or by their names, sorted.

    One SELECT if all are codes. Raises BadQuery that names each unknown council.
    """
    codes = _resolved(snapshot, names)
    if len(codes) < len(set(names)) and (joined := _joined(snapshot, names)) != names:
        names, codes = joined, _resolved(snapshot, joined)
    found = set(codes.values())
    unknown: dict[str, list[str]] = {}
    for name in names:
        if name not in codes:
            code, meant = _named(snapshot, name)
            if code:
                found.add(code)
            else:
                unknown[name] = meant
    if unknown:
        near = _nearest(snapshot, unknown)
        raise BadQuery(*(_unknown(name, meant, near.get(name)) for name, meant in unknown.items()))
    return sorted(found)


def _resolved(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name that is a code of a council, in capitals or not."""
    where = Where().one_of({word for name in names for word in (name.lower(), name.upper())}, *CODES)
    found = snapshot.rows(CODES_SQL + where.sql + BY_CODE.ascending_sql, where.values)
    ours = {code.lower(): codes[0] for codes in found for code in codes if code}
    return {name: ours[name.lower()] for name in names if name.lower() in ours}


@dataclass(frozen=True)
class Names:
    """The councils of a release by their names, and the words that the names of each are made of."""

    whole: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    with_comma: frozenset[str]


def _read_names(snapshot: Snapshot) -> Names:
    rows = snapshot.rows(_NAMES_SQL + BY_CODE.ascending_sql, {})
    return Names(
        {plain(name): code for code, *both in rows for name in both},
        {code: frozenset(plain(" ".join(both)).split()) for code, *both in rows},
        frozenset(plain(name) for _, *both in rows for name in both if "," in name),
    )


def _named(snapshot: Snapshot, name: str) -> tuple[str | None, list[str]]:
    """Our code of the one council that a name can mean; or None, and the councils that it can mean."""
    names, asked = snapshot.once(_read_names), plain(name)
    if asked in names.whole:
        return names.whole[asked], []
    parts = set(asked.split())
    meant = [code for code, words in names.words.items() if parts and parts <= words]
    return (meant[0], []) if len(meant) == 1 else (None, sorted(meant))


def _joined(snapshot: Snapshot, names: list[str]) -> list[str]:
    """The names of a filter, where commas part them, with those put together again that have a comma themselves."""
    whole = snapshot.once(_read_names).with_comma
    found: list[str] = []
    for name in names:
        if found and plain(f"{found[-1]} {name}") in whole:
            found[-1] += f", {name}"
        else:
            found.append(name)
    return found


def _nearest(snapshot: Snapshot, unknown: Mapping[str, list[str]]) -> dict[str, str]:
    """Suggestions for the first few unknown names that can mean no council. Two SELECTs for each."""
    codes = {name: plain(name).replace(" ", "-") for name, meant in unknown.items() if not meant}
    near = nearest(snapshot, list(codes.values()), COUNCILS.c.code)
    return {name: near[code] for name, code in codes.items() if code in near}


def _choice(meant: list[str]) -> str:
    """The councils that a name can mean, if they are few."""
    return f" The name can mean {', '.join(meant)}." if 1 < len(meant) <= MOST_MEANT else ""


def _unknown(name: str, meant: list[str], near: str | None) -> QueryFault:
    message = f"council: there is no council {name!r}"
    if near:
        message += f"; did you mean {near}?"
    elif choice := _choice(meant):
        message += f".{choice}"
    return QueryFault("council", "unknown_council", message, suggestion=near)


def add_links(snapshot: Snapshot, councils: list[dict[str, Any]]) -> None:
    """Adds the councils before and after each, in one SELECT for all of them, and where what belongs to it is."""
    codes = [council["code"] for council in councils]
    where = Where().one_of(codes, SUCCESSIONS.c.predecessor_code, SUCCESSIONS.c.successor_code)
    links = fetch_all(snapshot, LINK_LIST, where)
    for council in councils:
        council["predecessors"] = [_link(link, "before") for link in links if link["after_code"] == council["code"]]
        council["successors"] = [_link(link, "after") for link in links if link["before_code"] == council["code"]]
        council["links"] = _links(council["code"], council["source_code"])


def _links(code: str, source_code: str) -> dict[str, str]:
    lists = (INSPECTIONS, JUDGEMENTS, MONITORING_VISITS, FOCUSED_VISITS, INTERVENTIONS, MEETINGS, FINDINGS, FIGURES)
    return {
        "timeline": f"/v1/councils/{code}/timeline",
        "outcomes": f"/v1/outcomes?council={code}&shape=wide",
        **{kind.name: f"{kind.path}?council={code}" for kind in lists},
        "source": f"/v1/sources/{source_code}",
    }


def _link(link: dict[str, Any], side: str) -> dict[str, Any]:
    code = link[f"{side}_code"]
    return {
        "code": code,
        "name": link[f"{side}_name"],
        "happened_on": link["happened_on"],
        "extent": link["extent"],
        "url": f"/v1/councils/{code}",
    }
