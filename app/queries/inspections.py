"""Inspections and judgements."""

from collections import defaultdict
from typing import Annotated, Any

import sqlalchemy as sa

from app.listing.known_codes import add_codes, add_names
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    EventFilter,
    EventQuery,
    Name,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    first_day,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.statement import Column, ListDefinition, Where, fetch_all, sql_name
from app.queries.councils import add_councils
from app.queries.events import EVENT_SORTS, add_date_text, add_event_filters, event_list
from app.queries.tables import (
    DATED_JUDGEMENTS,
    DOMAINS,
    FRAMEWORKS,
    INSPECTIONS,
    JUDGEMENTS,
    REPORT_OF_INSPECTION,
    columns,
)
from app.records.inspection import InspectionPublic, JudgementLine, JudgementPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, Grade, InspectionType, grade_rank


class InspectionFilter(EventFilter):
    """The filters of inspections."""

    code: Words[Code] | None = codes_parameter("herefordshire-ilacs-2018-06")
    framework: Words[Code] | None = parameter("Only under these frameworks, by code, separated by commas.", ["ilacs"])
    type: Words[InspectionType] | None = parameter(
        "Only inspections of these forms, separated by commas.", ["standard"]
    )
    lead_inspector: Words[Name] | None = parameter(
        "Only inspections that one of these people led, by name, in any case of letters, separated by commas.",
        ["Pauline Higham"],
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


class InspectionQuery(InspectionFilter, EventQuery):
    """The parameters of the list of inspections."""

    fields: Annotated[list[str] | None, fields_of(InspectionPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "framework_code", "type", "lead_inspector")] = (
        sort_parameter("-published_on")
    )


class JudgementFilter(EventFilter):
    """The filters of judgements. Their dates are those of the inspections."""

    code: Words[Code] | None = codes_parameter("herefordshire-ilacs-2018-06-leadership")
    framework: Words[Code] | None = parameter("Only under these frameworks, by code, separated by commas.", ["ilacs"])
    inspection: Words[Code] | None = parameter(
        "Only of these inspections, by code, separated by commas.", ["herefordshire-ilacs-2018-06"]
    )
    aspect: Words[Aspect] | None = parameter("Only of these aspects, separated by commas.", ["leadership"])
    grade: Words[Grade] | None = parameter("Only these grades, separated by commas.", ["inadequate"])
    absence: Words[Absence] | None = parameter(
        "Only judgements without a grade for these reasons, separated by commas.", ["not_found"]
    )


class JudgementQuery(JudgementFilter, EventQuery):
    """The parameters of the list of judgements."""

    fields: Annotated[list[str] | None, fields_of(JudgementPublic)] = fields_parameter(
        "council_name", "aspect", "grade"
    )
    sort: Annotated[
        list[str] | None,
        sorts_by(
            "code",
            "earliest",
            "latest",
            "published_on",
            "council_code",
            "region",
            "framework_code",
            "aspect",
            "grade",
            "absence",
        ),
    ] = sort_parameter("grade", "-latest")


INSPECTION_LIST = event_list(INSPECTIONS, InspectionPublic, REPORT_OF_INSPECTION)
JUDGEMENT_LIST = ListDefinition(
    "judgements",
    sa.select(DATED_JUDGEMENTS.c.rendered),
    (DATED_JUDGEMENTS.c.earliest, DATED_JUDGEMENTS.c.latest, DATED_JUDGEMENTS.c.code),
)
LINE_LIST = ListDefinition(
    "judgements of inspections",
    sa.select(JUDGEMENTS.c.inspection_code, *columns(JudgementLine, JUDGEMENTS, DOMAINS)).join(
        DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code
    ),
    (JUDGEMENTS.c.inspection_code, DOMAINS.c.position),
)


def find_inspections(snapshot: Snapshot, query: InspectionQuery) -> Page:
    """A page of inspections with their judgements.

    Three SELECTs, and one more for each filter by codes or names.
    """
    page = fetch_page(snapshot, INSPECTION_LIST, query, inspection_conditions(snapshot, query), query.descending)
    complete_inspections(snapshot, page.items)
    return page


def inspection_conditions(snapshot: Snapshot, query: InspectionFilter) -> Where:
    """What inspections must meet. One SELECT for each filter by codes or names."""
    where, inspection = Where(), INSPECTIONS.c
    if query.aspect or query.grade:
        add_judged(where, inspection.code, query.aspect, query.grade)
    add_codes(where, snapshot, "framework", query.framework, FRAMEWORKS.c.code, inspection.framework_code)
    where.one_of(query.type, inspection.type)
    add_names(where, snapshot, "lead_inspector", query.lead_inspector, inspection.lead_inspector)
    add_event_filters(where, snapshot, INSPECTIONS, query)
    return where


def complete_inspections(snapshot: Snapshot, inspections: list[dict[str, Any]]) -> None:
    """Adds the judgements of each inspection, and its dates in words. One SELECT."""
    add_date_text(snapshot, inspections)
    add_judgements(snapshot, inspections)


def add_judgements(snapshot: Snapshot, inspections: list[dict[str, Any]]) -> None:
    """Adds its judgements to each inspection, in the framework's order, in one SELECT for all of them."""
    lines = defaultdict(list)
    codes = [inspection["code"] for inspection in inspections]
    for line in fetch_all(snapshot, LINE_LIST, Where().one_of(codes, JUDGEMENTS.c.inspection_code)):
        line["grade_rank"] = grade_rank(line["grade"])
        lines[line.pop("inspection_code")].append(line)
    for inspection in inspections:
        inspection["judgements"] = lines[inspection["code"]]


def find_judgements(snapshot: Snapshot, query: JudgementQuery) -> Page:
    """A page of judgements, one row each. Two SELECTs, and one more for each filter by codes."""
    where = judgement_conditions(snapshot, query)
    return fetch_page(snapshot, JUDGEMENT_LIST, query, where, query.descending)


def judgement_conditions(snapshot: Snapshot, query: JudgementFilter) -> Where:
    """What judgements must meet. One SELECT for each filter by codes."""
    where, judgement = Where(), DATED_JUDGEMENTS.c
    add_codes(where, snapshot, "code", query.code, judgement.code, judgement.code)
    if query.recorded_from:
        recorded = where.nested().add("judgements.code = dated_judgements.code")
        recorded.at_least(JUDGEMENTS.c.recorded_on, first_day(query.recorded_from))
        where.add(f"EXISTS (SELECT 1 FROM judgements{recorded.sql})")
    add_councils(where, snapshot, query, judgement.council_code, judgement.region)
    query.add_period(where, DATED_JUDGEMENTS)
    add_codes(where, snapshot, "framework", query.framework, FRAMEWORKS.c.code, judgement.framework_code)
    add_codes(where, snapshot, "inspection", query.inspection, INSPECTIONS.c.code, judgement.inspection_code)
    where.one_of(query.aspect, judgement.aspect)
    where.one_of(query.grade, judgement.grade)
    where.one_of(query.absence, judgement.absence)
    return where


def add_judged(where: Where, code: Column, aspects: list[Aspect] | None, grades: list[Grade] | None) -> None:
    """Adds the condition that one judgement of an inspection is of one of the aspects and gives one of the grades."""
    clauses = [f"dated_judgements.inspection_code = {sql_name(code)}"]
    if aspects:
        clauses.append(f"dated_judgements.aspect IN ({where.bind_all(aspects)})")
    if grades:
        clauses.append(f"dated_judgements.grade IN ({where.bind_all(grades)})")
    where.add(f"EXISTS (SELECT 1 FROM dated_judgements WHERE {' AND '.join(clauses)})")
