"""Inspections and judgements."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from app.database import Snapshot
from app.queries.councils import of_councils
from app.queries.known import of_codes
from app.queries.page import Listing, Page, fetch_page
from app.queries.parameters import Code, CouncilFilter, DateFilter, ListQuery, OrderedQuery, Words, parameter
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, DOMAINS, FRAMEWORKS, INSPECTIONS, JUDGEMENTS, columns
from app.records.inspection import InspectionPublic, JudgementLine, JudgementPublic
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
    sa.select(*columns(JudgementPublic, JUDGEMENTS, INSPECTIONS, DOMAINS, **COUNCIL_COLUMNS))
    .join(INSPECTIONS, JUDGEMENTS.c.inspection_code == INSPECTIONS.c.code)
    .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
    .join(COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code),
    (INSPECTIONS.c.earliest, INSPECTIONS.c.latest, JUDGEMENTS.c.code),
)
_LINES = (
    sa.select(JUDGEMENTS.c.inspection_code, *columns(JudgementLine, JUDGEMENTS, DOMAINS))
    .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
    .order_by(JUDGEMENTS.c.inspection_code, DOMAINS.c.position)
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
        conditions.append(INSPECTIONS.c.type.in_(query.type))
    page = fetch_page(snapshot, INSPECTION_LISTING, query, conditions, query.descending)
    add_judgements(snapshot, page.items)
    return page


def add_judgements(snapshot: Snapshot, items: list[dict[str, Any]]) -> None:
    """Adds its judgements to each inspection, in the framework's order, in one SELECT for all of them."""
    codes = [item["code"] for item in items]
    lines = defaultdict(list)
    for row in snapshot.connection.execute(_LINES.where(JUDGEMENTS.c.inspection_code.in_(codes))).mappings():
        line = dict(row)
        lines[line.pop("inspection_code")].append(line)
    for item in items:
        item["judgements"] = lines[item["code"]]


def find_judgements(snapshot: Snapshot, query: JudgementQuery) -> Page:
    """A page of judgements, one row each. Two SELECTs, and one more for each filter by codes."""
    conditions = [
        *of_councils(snapshot, query, INSPECTIONS.c.council_code),
        *query.in_period(INSPECTIONS),
        *of_codes(snapshot, "framework", query.framework, FRAMEWORKS.c.code, INSPECTIONS.c.framework_code),
        *of_codes(snapshot, "inspection", query.inspection, INSPECTIONS.c.code, INSPECTIONS.c.code),
    ]
    if query.aspect:
        conditions.append(DOMAINS.c.aspect.in_(query.aspect))
    if query.grade:
        conditions.append(JUDGEMENTS.c.grade.in_(query.grade))
    if query.absence:
        conditions.append(JUDGEMENTS.c.absence.in_(query.absence))
    return fetch_page(snapshot, JUDGEMENT_LISTING, query, conditions, query.descending)


def judged(
    code: sa.ColumnElement[str], aspects: list[Aspect] | None, grades: list[Grade] | None
) -> list[sa.ColumnElement[bool]]:
    """The condition that an inspection judged one of the aspects, gave one of the grades, or both in one judgement."""
    if not aspects and not grades:
        return []
    made = (
        sa.select(JUDGEMENTS.c.inspection_code)
        .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
        .where(JUDGEMENTS.c.inspection_code == code)
    )
    if aspects:
        made = made.where(DOMAINS.c.aspect.in_(aspects))
    if grades:
        made = made.where(JUDGEMENTS.c.grade.in_(grades))
    return [made.exists()]
