"""Inspections and judgements."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.listing.conditions import Column, Condition, one_of
from app.listing.definition import Listing
from app.listing.known_codes import of_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, CouncilFilter, DateFilter, ListQuery, OrderedQuery, Words, parameter
from app.queries.councils import of_councils
from app.queries.tables import (
    COUNCIL_COLUMNS,
    COUNCILS,
    DATED_JUDGEMENTS,
    DOMAINS,
    FRAMEWORKS,
    INSPECTIONS,
    JUDGEMENTS,
    columns,
)
from app.records.inspection import InspectionPublic, JudgementLine
from app.releases.prepared import Prepared, padded, place
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, Grade, InspectionType


class InspectionQuery(ListQuery, CouncilFilter, DateFilter, OrderedQuery):
    """What the list of inspections takes."""

    framework: Words[Code] | None = parameter("Only under these frameworks, by code, separated by commas.", ["ilacs"])
    type: Words[InspectionType] | None = parameter(
        "Only inspections of these forms, separated by commas.", ["standard"]
    )
    aspect: Words[Aspect] | None = parameter(
        "Only inspections that judged one of these aspects, separated by commas; "
        "together with `grade`, that gave it one of those grades.",
        ["leadership"],
    )
    grade: Words[Grade] | None = parameter(
        "Only inspections that gave one of these grades, separated by commas, in any aspect or in one of `aspect`.",
        ["inadequate"],
    )


class JudgementQuery(ListQuery, CouncilFilter, DateFilter, OrderedQuery):
    """What the list of judgements takes. Its dates are those of the inspections."""

    framework: Words[Code] | None = parameter("Only under these frameworks, by code, separated by commas.", ["ilacs"])
    inspection: Words[Code] | None = parameter(
        "Only of these inspections, by code, separated by commas.", ["herefordshire-ilacs-2018-06"]
    )
    aspect: Words[Aspect] | None = parameter("Only of these aspects, separated by commas.", ["leadership"])
    grade: Words[Grade] | None = parameter("Only these grades, separated by commas.", ["inadequate"])
    absence: Words[Absence] | None = parameter(
        "Only judgements without a grade for these reasons, separated by commas.", ["not_found"]
    )


INSPECTION_LISTING = Listing(
    "inspections",
    sa.select(*columns(InspectionPublic, INSPECTIONS, **COUNCIL_COLUMNS)).join(
        COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code
    ),
    (INSPECTIONS.c.earliest, INSPECTIONS.c.latest, INSPECTIONS.c.code),
)
JUDGEMENT_LISTING = Listing(
    "judgements",
    sa.select(DATED_JUDGEMENTS.c.rendered),
    (DATED_JUDGEMENTS.c.earliest, DATED_JUDGEMENTS.c.latest, DATED_JUDGEMENTS.c.code),
)


def find_inspections(snapshot: Snapshot, query: InspectionQuery) -> Page:
    """A page of inspections with their judgements. Three SELECTs, and one more for each filter by codes."""
    conditions = [
        *of_councils(snapshot, query, INSPECTIONS.c.council_code),
        *query.in_period(INSPECTIONS),
        *judged(INSPECTIONS.c.code, query.aspect, query.grade),
        *of_codes(snapshot, "framework", query.framework, FRAMEWORKS.c.code, INSPECTIONS.c.framework_code),
    ]
    if query.type:
        conditions.append(one_of(query.type, INSPECTIONS.c.type))
    page = fetch_page(snapshot, INSPECTION_LISTING, query, conditions, query.descending)
    add_judgements(snapshot, page.items)
    return page


def add_judgements(snapshot: Snapshot, items: list[dict[str, Any]]) -> None:
    """Adds its judgements to each inspection, in the framework's order, in one SELECT for all of them."""
    lines = defaultdict(list)
    codes = padded(item["code"] for item in items)
    for line in snapshot.items(_lines(len(codes)), codes):
        lines[line.pop("inspection_code")].append(line)
    for item in items:
        item["judgements"] = lines[item["code"]]


def find_judgements(snapshot: Snapshot, query: JudgementQuery) -> Page:
    """A page of judgements, one row each. Two SELECTs, and one more for each filter by codes."""
    of = DATED_JUDGEMENTS.c
    conditions = [
        *of_councils(snapshot, query, of.council_code, of.region),
        *query.in_period(DATED_JUDGEMENTS),
        *of_codes(snapshot, "framework", query.framework, FRAMEWORKS.c.code, of.framework_code),
        *of_codes(snapshot, "inspection", query.inspection, INSPECTIONS.c.code, of.inspection_code),
    ]
    if query.aspect:
        conditions.append(one_of(query.aspect, of.aspect))
    if query.grade:
        conditions.append(one_of(query.grade, of.grade))
    if query.absence:
        conditions.append(one_of(query.absence, of.absence))
    return fetch_page(snapshot, JUDGEMENT_LISTING, query, conditions, query.descending)


def judged(code: sa.ColumnElement[str], aspects: list[Aspect] | None, grades: list[Grade] | None) -> list[Condition]:
    """The condition that an inspection judged one of the aspects, gave one of the grades, or both in one judgement."""
    if not aspects and not grades:
        return []
    one, other = padded(map(str, aspects or [])), padded(map(str, grades or []))
    return [Condition(_judged, (code,), (*one, *other), len(one))]


def _judged(columns: tuple[Column, ...], words: Sequence[Column], aspects: int) -> sa.ColumnElement[bool]:
    of = DATED_JUDGEMENTS.c
    made = sa.select(of.inspection_code).where(of.inspection_code == columns[0])
    if aspects:
        made = made.where(of.aspect.in_(words[:aspects]))
    if words[aspects:]:
        made = made.where(of.grade.in_(words[aspects:]))
    return made.exists()


@lru_cache(maxsize=500)
def _lines(count: int) -> Prepared:
    codes = [place(at, JUDGEMENTS.c.inspection_code.type) for at in range(count)]
    return Prepared(
        sa.select(JUDGEMENTS.c.inspection_code, *columns(JudgementLine, JUDGEMENTS, DOMAINS))
        .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
        .where(JUDGEMENTS.c.inspection_code.in_(codes))
        .order_by(JUDGEMENTS.c.inspection_code, DOMAINS.c.position)
    )
