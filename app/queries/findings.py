"""Findings and figures."""

from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import Field

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilFilter,
    EventFilter,
    Match,
    QueryDate,
    RecordFilter,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    period,
    sort_parameter,
    sorts_by,
)
from app.listing.record_filters import add_record_filters
from app.listing.statement import ListDefinition, Where, fetch_all
from app.partial_date import partial_date
from app.queries.citations import url_of
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, FIGURES, FINDINGS, TIMELINE, columns
from app.records.finding import CODE_FIELDS, FigurePublic, FindingPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import FindingType, Polarity, Theme

MeasureName = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=200)]
# Both lists can be sorted by these.
BELONGING_SORTS = ("code", "council_code", "council_name", "region", "record_kind", "record_code", "recorded_on")


class FindingFilter(EventFilter):
    """The filters of findings. Their dates are those of the records that they belong to."""

    code: Words[Code] | None = codes_parameter("herefordshire-child-protection-2012-10-finding-1")
    record: Words[Code] | None = parameter(
        "Only findings of these inspections, visits, interventions, meetings or context events, by code.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )
    type: Words[FindingType] | None = parameter("Only of these types, separated by commas.", ["area_for_improvement"])
    polarity: Words[Polarity] | None = parameter("Only pointing these ways, separated by commas.", ["concern"])
    theme: Words[Theme] | None = parameter("Only about these themes, separated by commas.", ["front_door"])


class FindingQuery(RecordQuery, FindingFilter):
    """The parameters of the list of findings."""

    fields: Annotated[list[str] | None, fields_of(FindingPublic)] = fields_parameter("code", "theme", "summary")
    sort: Annotated[list[str] | None, sorts_by(*BELONGING_SORTS, "position", "type", "polarity", "theme", "due_on")] = (
        sort_parameter("theme", "polarity")
    )


class FigureQuery(RecordQuery, RecordFilter, CouncilFilter):
    """The parameters of the list of figures."""

    measure: Words[MeasureName] | None = parameter(
        "Only figures of these measures, separated by commas.", ["families_waiting"]
    )
    as_of_from: QueryDate | None = parameter(
        "Only figures that speak of this day or a later one; a month or a year means its first day.", "2023"
    )
    as_of_to: QueryDate | None = parameter(
        "Only figures that speak of this day or an earlier one; a month or a year means its last day.", "2022-06"
    )
    match: Match | None = parameter(
        "`overlaps`, the default, finds a figure if any day that its `as_of` can mean lies in the period. `within` "
        "finds it only if all of them do.",
        "within",
    )

    code: Words[Code] | None = codes_parameter("herefordshire-commissioner-2022-09-days-a-week")
    fields: Annotated[list[str] | None, fields_of(FigurePublic)] = fields_parameter("measure", "value", "unit", "as_of")
    sort: Annotated[list[str] | None, sorts_by(*BELONGING_SORTS, "measure", "value", "unit", "as_of")] = sort_parameter(
        "measure", "-as_of"
    )
    record: Words[Code] | None = parameter(
        "Only figures of these inspections, visits, interventions, meetings or context events, by code.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )


FINDING_LIST = ListDefinition(
    "findings",
    sa.select(*columns(FindingPublic, FINDINGS, **COUNCIL_COLUMNS)).join(
        COUNCILS, FINDINGS.c.council_code == COUNCILS.c.code
    ),
    (FINDINGS.c.council_code, FINDINGS.c.record_code, FINDINGS.c.position, FINDINGS.c.code),
)
DATES_SQL = str(sa.select(FIGURES.c.as_of).distinct().where(FIGURES.c.as_of.is_not(None)))
FIGURE_LIST = ListDefinition(
    "figures",
    sa.select(*columns(FigurePublic, FIGURES, **COUNCIL_COLUMNS)).join(
        COUNCILS, FIGURES.c.council_code == COUNCILS.c.code
    ),
    (FIGURES.c.code,),
)


def find_findings(snapshot: Snapshot, query: FindingQuery) -> Page:
    """A page of findings, by council, record and position. Two SELECTs, and one more for each filter by codes."""
    page = fetch_page(snapshot, FINDING_LIST, query, finding_conditions(snapshot, query))
    add_record_links(snapshot, page.items)
    return page


def finding_conditions(snapshot: Snapshot, query: FindingFilter) -> Where:
    """What findings must meet. One SELECT for each filter by codes."""
    where, finding = Where(), FINDINGS.c
    add_record_filters(where, snapshot, query, FINDINGS)
    add_councils(where, snapshot, query, finding.council_code)
    add_codes(where, snapshot, "record", query.record, TIMELINE.c.code, finding.record_code)
    if query.names_period():
        dated = where.nested().add("timeline.code = findings.record_code")
        query.add_period(dated, TIMELINE)
        where.add(f"EXISTS (SELECT 1 FROM timeline{dated.sql})")
    where.one_of(query.type, finding.type)
    where.one_of(query.polarity, finding.polarity)
    where.one_of(query.theme, finding.theme)
    return where


def find_record_urls(snapshot: Snapshot, codes: list[str]) -> dict[str, str | None]:
    """Where the record of each of some findings is, by the code of the finding. One SELECT."""
    found = fetch_all(snapshot, FINDING_LIST, Where().one_of(codes, FINDINGS.c.code))
    return {finding["code"]: url_of(finding["record_kind"], finding["record_code"]) for finding in found}


def find_figures(snapshot: Snapshot, query: FigureQuery) -> Page:
    """A page of figures, by code. Two SELECTs, and one more for each filter by codes, by measure or by period."""
    where, figure = Where(), FIGURES.c
    add_record_filters(where, snapshot, query, FIGURES)
    add_councils(where, snapshot, query, figure.council_code)
    add_codes(where, snapshot, "record", query.record, TIMELINE.c.code, figure.record_code)
    measure = figure.measure
    add_codes(where, snapshot, "measure", query.measure, measure, measure)
    if query.as_of_from or query.as_of_to:
        where.one_of(_in_period(snapshot, query), figure.as_of)
    page = fetch_page(snapshot, FIGURE_LIST, query, where)
    complete_figures(snapshot, page.items)
    return page


def _in_period(snapshot: Snapshot, query: FigureQuery) -> list[str]:
    """The dates of figures that lie in the period of a query. One SELECT.

    Their bounds are stored nowhere, and no expression of both engines knows how long a month is.
    """
    begin, end = period("as_of", query.as_of_from, query.as_of_to)
    within = query.match is Match.WITHIN
    found = []
    for (text,) in snapshot.rows(DATES_SQL, {}):
        when = partial_date(text)
        first, last = (when.earliest, when.latest) if within else (when.latest, when.earliest)
        if (begin is None or first >= begin) and (end is None or last <= end):
            found.append(text)
    return found


def add_record_links(_: Snapshot, rows: list[dict[str, Any]]) -> None:
    """Adds where the record of each row is, and its code in the field of its kind. No SELECT."""
    for row in rows:
        kind, code = row["record_kind"], row["record_code"]
        row["record_url"] = url_of(kind, code)
        for of_kind, field in CODE_FIELDS.items():
            row[field] = code if of_kind == kind else None


def complete_figures(snapshot: Snapshot, figures: list[dict[str, Any]]) -> None:
    """Adds the links of each figure, and makes 32.0 families 32 families. No SELECT."""
    add_record_links(snapshot, figures)
    for figure in figures:
        if figure["value"].is_integer():
            figure["value"] = int(figure["value"])
