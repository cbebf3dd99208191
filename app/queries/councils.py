"""Councils: the list, one by any of its codes, and the filter by council and region that other lists share."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa

from app.errors import BadQuery, NotFound, QueryFault
from app.listing.known_codes import nearest
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    NEIGHBOURS_OF,
    Code,
    CouncilFilter,
    CouncilNames,
    CouncilWord,
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
from app.queries.tables import COUNCIL_CODES, COUNCILS, NEIGHBOURS, SUCCESSIONS, columns
from app.records.council import CouncilPublic, GssCode
from app.records.finding import FIGURES, FINDINGS
from app.records.focused_visit import FOCUSED_VISITS
from app.records.inspection import INSPECTIONS, JUDGEMENTS
from app.records.intervention import INTERVENTIONS
from app.records.meeting import MEETINGS
from app.records.monitoring_visit import MONITORING_VISITS
from app.releases.snapshot import Snapshot
from app.spelling import without_marks
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
    neighbours_of: CouncilWord | None = parameter(NEIGHBOURS_OF, "shropshire")
    abolished: Flag | None = parameter("`true`: only abolished councils; `false`: only present ones.", False)


COUNCIL_LIST = ListDefinition("councils", sa.select(*columns(CouncilPublic, COUNCILS)), (COUNCILS.c.code,))
# A DfE code can pass from one council to its successor. It then means the present council, which comes last here.
PRESENT_LAST = (COUNCILS.c.abolished_on.is_(None), COUNCILS.c.code)
BY_CODE = ListDefinition("councils", COUNCIL_LIST.statement, PRESENT_LAST)
CODES_SQL = str(sa.select(COUNCILS.c.code, COUNCILS.c.gss_code, COUNCILS.c.la_code, COUNCILS.c.ofsted_urn))
_NAMES_SQL = str(sa.select(COUNCILS.c.code, COUNCILS.c.name, COUNCILS.c.official_name))
# What a name can be made of: `herefordshire' --` is none.
NAME_PATTERN = re.compile(r"[^\W_](?:[^\W_]|[ ,.'\u2019&_-](?! *-))*(?<=\w)")
# A name that more councils share than this is answered without a list of them.
MOST_MEANT = 10
EVERY_CODE_SQL = str(sa.select(COUNCILS.c.code))
# The ONS passes no code on, so a code that a council has had means that council for ever.
GSS_CODE = re.compile("E[0-9]{8}")
# Ofsted's numbers have more digits.
LA_CODE_DIGITS = 3
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
    """A page of councils, present and abolished, by code.

    Two SELECTs, one more if codes are named, and one for neighbours.
    """
    where = Where()
    add_record_filters(where, snapshot, query, COUNCILS)
    add_neighbours(where, snapshot, query.neighbours_of, COUNCILS.c.code)
    where.one_of(query.region, COUNCILS.c.region)
    where.one_of(query.type, COUNCILS.c.type)
    where.is_known(COUNCILS.c.abolished_on, query.abolished)
    page = fetch_page(snapshot, COUNCIL_LIST, query, where)
    add_relations(snapshot, page.items)
    return page


def get_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by any code that it has had or by its name, with its citations. Raises NotFound.

    Two SELECTs, and two more by a code that it has no longer or by its name.
    """
    return with_citations(snapshot, get_uncited_council(snapshot, name))


def get_uncited_council(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """A council by any code that it has had or by its name. Raises NotFound.

    One SELECT, and two more by a code that it has no longer or by its name.
    """
    found = fetch_all(snapshot, BY_CODE, _of_any_code(name))
    if not found:
        code = _former(snapshot, [name]).get(name) or _by_name(snapshot, name)
        found = fetch_all(snapshot, BY_CODE, Where().equals(COUNCILS.c.code, code))
    council = found[-1]
    add_relations(snapshot, [council])
    return council


def resolve(snapshot: Snapshot, name: str) -> str:
    """Our code of a council, from any code that it has had or its name. Raises NotFound.

    One SELECT, and one more for what looks like a GSS code that it has no longer.
    """
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
    """Adds the conditions of a list's `council`, `region` and `neighbours_of`.

    One SELECT if councils are named, and one for neighbours. A former code costs one more.

    Raises BadQuery for an unknown council.
    """
    where.one_of(chosen_councils(snapshot, query), owner)
    where.one_of(query.region, region)
    add_neighbours(where, snapshot, query.neighbours_of, owner)


def add_neighbours(where: Where, snapshot: Snapshot, name: str | None, owner: Column) -> None:
    """Adds the condition that a column holds a present statistical neighbour of a council. One SELECT if it is named.

    Raises BadQuery for an unknown council.
    """
    if name is None:
        return
    code = neighbours_owner(snapshot, name)
    council = f"{sql_name(NEIGHBOURS.c.council_code)} = {where.bind(code)}"
    where.add(f"{sql_name(owner)} IN ({PRESENT_NEIGHBOURS} AND {council})")


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
    return council_codes(snapshot, query.council) if query.council else None


def neighbours_owner(snapshot: Snapshot, name: str) -> str:
    """Our code of the council that `neighbours_of` names. One SELECT if it is a code. Raises BadQuery if unknown."""
    (code,) = council_codes(snapshot, [name], "neighbours_of")
    return code


def council_codes(snapshot: Snapshot, names: list[str], parameter_name: str = "council") -> list[str]:
    """Our codes of the councils that a filter names, by any code that they have had or by their names.

    Each comes once, in the order of the names. One SELECT if all are present codes. Raises BadQuery that names each
    unknown council.
    """
    codes = _resolved(snapshot, names)
    if len(codes) < len(set(names)) and (joined := _joined(snapshot, names)) != names:
        names, codes = joined, _resolved(snapshot, joined)
    unknown: dict[str, list[str]] = {}
    for name in names:
        if name not in codes:
            code, meant = _named(snapshot, name)
            if code:
                codes[name] = code
            else:
                unknown[name] = meant
    if unknown:
        near = _nearest(snapshot, unknown)
        raise BadQuery(*(_unknown(parameter_name, name, meant, near.get(name)) for name, meant in unknown.items()))
    return list(dict.fromkeys(codes[name] for name in names))


def _resolved(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name that is or was a code of a council, in capitals or not. One SELECT; two for old codes."""
    where = _of_any_code(*names)
    found = snapshot.rows(CODES_SQL + where.sql + BY_CODE.ascending_sql, where.values)
    ours = {code.lower(): codes[0] for codes in found for code in codes if code}
    present = {name: ours[name.lower()] for name in names if name.lower() in ours}
    return present | _former(snapshot, [name for name in names if name not in present])


def _of_any_code(*names: str) -> Where:
    """The condition that a council has one of the names as its code, in capitals or not.

    Each name is looked for only in the column whose codes have its form.
    """
    chosen: dict[Column, list[str]] = {}
    for name in names:
        column, code = _by_form(name)
        chosen.setdefault(column, []).append(code)
    return Where().any_of(chosen)


def _by_form(name: str) -> tuple[Column, str]:
    """The column that a name can stand in, and how it is written there."""
    if name.isdecimal():
        return COUNCILS.c.la_code if len(name) == LA_CODE_DIGITS else COUNCILS.c.ofsted_urn, name
    if GSS_CODE.fullmatch(name.upper()):
        return COUNCILS.c.gss_code, name.upper()
    return COUNCILS.c.code, name.lower()


def _former(snapshot: Snapshot, names: list[str]) -> dict[str, str]:
    """Our code for each name that is a GSS code of old, in capitals or not. One SELECT if a name looks like one."""
    like_one = {name: name.upper() for name in names if GSS_CODE.fullmatch(name.upper())}
    if not like_one:
        return {}
    where = Where().one_of(like_one.values(), COUNCIL_CODES.c.gss_code)
    ours = {str(gss_code): str(code) for gss_code, code in snapshot.rows(GSS_CODES_SQL + where.sql, where.values)}
    return {name: ours[gss_code] for name, gss_code in like_one.items() if gss_code in ours}


@dataclass(frozen=True)
class Names:
    """The councils of a release by their names, and the words that the names of each are made of."""

    whole: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    with_comma: frozenset[str]


def _read_names(snapshot: Snapshot) -> Names:
    rows = snapshot.rows(_NAMES_SQL + BY_CODE.ascending_sql, {})
    return Names(
        {without_marks(name): code for code, *both in rows for name in both},
        {code: frozenset(without_marks(" ".join(both)).split()) for code, *both in rows},
        frozenset(without_marks(name) for _, *both in rows for name in both if "," in name),
    )


def _named(snapshot: Snapshot, name: str) -> tuple[str | None, list[str]]:
    """Our code of the one council that a name can mean; or None, and the councils that it can mean."""
    if not NAME_PATTERN.fullmatch(name):
        return None, []
    names, asked = snapshot.once(_read_names), without_marks(name)
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
        if found and without_marks(f"{found[-1]} {name}") in whole:
            found[-1] += f", {name}"
        else:
            found.append(name)
    return found


def _nearest(snapshot: Snapshot, unknown: Mapping[str, list[str]]) -> dict[str, str]:
    """Suggestions for the first few unknown names that can mean no council. Two SELECTs for each."""
    codes = {name: without_marks(name).replace(" ", "-") for name, meant in unknown.items() if not meant}
    near = nearest(snapshot, list(codes.values()), COUNCILS.c.code)
    return {name: near[code] for name, code in codes.items() if code in near}


def _choice(meant: list[str]) -> str:
    """The councils that a name can mean, if they are few."""
    return f" The name can mean {', '.join(meant)}." if 1 < len(meant) <= MOST_MEANT else ""


def _unknown(parameter_name: str, name: str, meant: list[str], near: str | None) -> QueryFault:
    message = f"{parameter_name}: there is no council {name!r}"
    if near:
        message += f"; did you mean {near}?"
    elif choice := _choice(meant):
        message += f".{choice}"
    return QueryFault(parameter_name, "unknown_council", message, suggestion=near)


@dataclass(frozen=True)
class Relations:
    """What belongs to each council of a release, by its code: GSS codes, and the councils before and after it."""

    gss_codes: Mapping[str, list[dict[str, Any]]]
    predecessors: Mapping[str, list[dict[str, Any]]]
    successors: Mapping[str, list[dict[str, Any]]]


def _read_relations(snapshot: Snapshot) -> Relations:
    gss_codes, predecessors, successors = (defaultdict[str, list[dict[str, Any]]](list) for _ in range(3))
    for line in fetch_all(snapshot, CODE_LINES, Where()):
        gss_codes[line.pop("council_code")].append(line)
    for lines in gss_codes.values():
        lines.sort(key=lambda line: line["valid_from"] or "")
    for link in fetch_all(snapshot, LINK_LIST, Where()):
        predecessors[link["after_code"]].append(_link(link, "before"))
        successors[link["before_code"]].append(_link(link, "after"))
    return Relations(dict(gss_codes), dict(predecessors), dict(successors))


def add_relations(snapshot: Snapshot, councils: list[dict[str, Any]]) -> None:
    """Adds every GSS code of each council, oldest first, the councils before and after it, and links to its lists.

    No SELECT once the relations of the release have been read, with two.
    """
    relations = snapshot.once(_read_relations)
    for council in councils:
        code = council["code"]
        council["gss_codes"] = relations.gss_codes.get(code, [])
        council["predecessors"] = relations.predecessors.get(code, [])
        council["successors"] = relations.successors.get(code, [])
        council["links"] = _links(code, council["source_code"])


def _links(code: str, source_code: str) -> dict[str, str]:
    lists = (INSPECTIONS, JUDGEMENTS, MONITORING_VISITS, FOCUSED_VISITS, INTERVENTIONS, MEETINGS, FINDINGS, FIGURES)
    return {
        "timeline": f"/v1/councils/{code}/timeline",
        "outcomes": f"/v1/outcomes?council={code}&shape=wide",
        "neighbours": f"/v1/councils/{code}/neighbours",
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
