"""Findings and figures."""

from typing import Any

import sqlalchemy as sa

from app.listing.conditions import one_of
from app.listing.definition import Listing
from app.listing.known_codes import of_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, CouncilFilter, ListQuery, Words, parameter
from app.queries.councils import of_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, FIGURES, FINDINGS, TIMELINE, columns
from app.records import EVENTS
from app.records.finding import CODE_FIELDS, FigurePublic, FindingPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import FindingType, Polarity, Theme


class FindingQuery(ListQuery, CouncilFilter):
    """What the list of findings takes."""

    record: Words[Code] | None = parameter(
        "Only findings of these inspections, visits, interventions, meetings or context events, by code.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )
    type: Words[FindingType] | None = parameter("Only of these types, separated by commas.", ["area_for_improvement"])
    polarity: Words[Polarity] | None = parameter("Only pointing these ways, separated by commas.", ["concern"])
    theme: Words[Theme] | None = parameter("Only about these themes, separated by commas.", ["front_door"])


class FigureQuery(ListQuery, CouncilFilter):
    """What the list of figures takes."""

    record: Words[Code] | None = parameter(
        "Only figures of these inspections, visits, interventions, meetings or context events, by code.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )


def _links(table: sa.Table) -> dict[str, sa.ColumnElement[str]]:
    """The columns of `RecordLinks`, derived from the kind and the code of the record."""
    paths = sa.case({kind.name: f"{kind.path}/" for kind in EVENTS}, value=table.c.record_kind)
    codes = {
        field: sa.case({kind: table.c.record_code}, value=table.c.record_kind) for kind, field in CODE_FIELDS.items()
    }
    return {**codes, "record_url": paths + table.c.record_code}


FINDING_LISTING = Listing(
    "findings",
    sa.select(*columns(FindingPublic, FINDINGS, **COUNCIL_COLUMNS, **_links(FINDINGS))).join(
        COUNCILS, FINDINGS.c.council_code == COUNCILS.c.code
    ),
    (FINDINGS.c.council_code, FINDINGS.c.record_code, FINDINGS.c.position, FINDINGS.c.code),
)
FIGURE_LISTING = Listing(
    "figures",
    sa.select(*columns(FigurePublic, FIGURES, **COUNCIL_COLUMNS, **_links(FIGURES))).join(
        COUNCILS, FIGURES.c.council_code == COUNCILS.c.code
    ),
    (FIGURES.c.code,),
)


def find_findings(snapshot: Snapshot, query: FindingQuery) -> Page:
    """A page of findings, by council, record and position. Two SELECTs, and one more for each filter by codes."""
    conditions = [
        *of_councils(snapshot, query, FINDINGS.c.council_code),
        *of_codes(snapshot, "record", query.record, TIMELINE.c.code, FINDINGS.c.record_code),
    ]
    if query.type:
        conditions.append(one_of(query.type, FINDINGS.c.type))
    if query.polarity:
        conditions.append(one_of(query.polarity, FINDINGS.c.polarity))
    if query.theme:
        conditions.append(one_of(query.theme, FINDINGS.c.theme))
    return fetch_page(snapshot, FINDING_LISTING, query, conditions)


def find_figures(snapshot: Snapshot, query: FigureQuery) -> Page:
    """A page of figures, by code. Two SELECTs, and one more for each filter by codes."""
    conditions = [
        *of_councils(snapshot, query, FIGURES.c.council_code),
        *of_codes(snapshot, "record", query.record, TIMELINE.c.code, FIGURES.c.record_code),
    ]
    page = fetch_page(snapshot, FIGURE_LISTING, query, conditions)
    write_whole_numbers_so(snapshot, page.items)
    return page


def write_whole_numbers_so(_: Snapshot, items: list[dict[str, Any]]) -> None:
    """A count of families is 32 and not 32.0."""
    for item in items:
        if item["value"].is_integer():
            item["value"] = int(item["value"])
