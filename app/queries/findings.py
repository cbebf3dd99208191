"""Findings and figures."""

from typing import Any

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, CouncilFilter, ListQuery, Words, parameter
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.councils import add_councils
from app.queries.sources import url_of
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, FIGURES, FINDINGS, TIMELINE, columns
from app.records.finding import CODE_FIELDS, FigurePublic, FindingPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import FindingType, Polarity, Theme


class FindingQuery(ListQuery, CouncilFilter):
    """The parameters of the list of findings."""

    record: Words[Code] | None = parameter(
        "Only findings of these inspections, visits, interventions, meetings or context events, by code.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )
    type: Words[FindingType] | None = parameter("Only of these types, separated by commas.", ["area_for_improvement"])
    polarity: Words[Polarity] | None = parameter("Only pointing these ways, separated by commas.", ["concern"])
    theme: Words[Theme] | None = parameter("Only about these themes, separated by commas.", ["front_door"])


class FigureQuery(ListQuery, CouncilFilter):
    """The parameters of the list of figures."""

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
FIGURE_LIST = ListDefinition(
    "figures",
    sa.select(*columns(FigurePublic, FIGURES, **COUNCIL_COLUMNS)).join(
        COUNCILS, FIGURES.c.council_code == COUNCILS.c.code
    ),
    (FIGURES.c.code,),
)


def find_findings(snapshot: Snapshot, query: FindingQuery) -> Page:
    """A page of findings, by council, record and position. Two SELECTs, and one more for each filter by codes."""
    where, finding = Where(), FINDINGS.c
    add_councils(where, snapshot, query, finding.council_code)
    add_codes(where, snapshot, "record", query.record, TIMELINE.c.code, finding.record_code)
    where.one_of(query.type, finding.type)
    where.one_of(query.polarity, finding.polarity)
    where.one_of(query.theme, finding.theme)
    page = fetch_page(snapshot, FINDING_LIST, query, where)
    add_links(snapshot, page.items)
    return page


def find_record_urls(snapshot: Snapshot, codes: list[str]) -> dict[str, str | None]:
    """Where the record of each of some findings is, by the code of the finding. One SELECT."""
    found = fetch_all(snapshot, FINDING_LIST, Where().one_of(codes, FINDINGS.c.code))
    return {finding["code"]: url_of(finding["record_kind"], finding["record_code"]) for finding in found}


def find_figures(snapshot: Snapshot, query: FigureQuery) -> Page:
    """A page of figures, by code. Two SELECTs, and one more for each filter by codes."""
    where, figure = Where(), FIGURES.c
    add_councils(where, snapshot, query, figure.council_code)
    add_codes(where, snapshot, "record", query.record, TIMELINE.c.code, figure.record_code)
    page = fetch_page(snapshot, FIGURE_LIST, query, where)
    complete_figures(snapshot, page.items)
    return page


def add_links(_: Snapshot, rows: list[dict[str, Any]]) -> None:
    """Adds where the record of each row is, and its code in the field of its kind. No SELECT."""
    for row in rows:
        kind, code = row["record_kind"], row["record_code"]
        row["record_url"] = url_of(kind, code)
        for of_kind, field in CODE_FIELDS.items():
            row[field] = code if of_kind == kind else None


def complete_figures(snapshot: Snapshot, figures: list[dict[str, Any]]) -> None:
    """Adds the links of each figure, and makes 32.0 families 32 families. No SELECT."""
    add_links(snapshot, figures)
    for figure in figures:
        if figure["value"].is_integer():
            figure["value"] = int(figure["value"])
