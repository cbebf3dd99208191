"""Gaps: what we know that the dataset lacks."""

from typing import Annotated

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilNames,
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
from app.listing.statement import ListDefinition, Where
from app.queries.citations import RecordKind
from app.queries.councils import chosen_councils
from app.queries.tables import CITATIONS, COUNCIL_COLUMNS, COUNCILS, GAPS, columns
from app.records.gap import GapPublic
from app.releases.snapshot import Snapshot


class GapQuery(RecordQuery, RecordFilter, CouncilNames):
    """The parameters of the list of gaps."""

    code: Words[Code] | None = codes_parameter("herefordshire-gap-cabinet-2018-item")
    fields: Annotated[list[str] | None, fields_of(GapPublic)] = fields_parameter("code", "record_kind", "summary")
    sort: Annotated[
        list[str] | None, sorts_by("code", "council_code", "record_kind", "record_code", "happened_on", "recorded_on")
    ] = sort_parameter("-happened_on")
    record_kind: Words[RecordKind] | None = parameter(
        "Only where a record of these kinds is missing or incomplete, separated by commas.", ["meetings"]
    )
    record_code: Words[Code] | None = parameter(
        "Only where these records are incomplete, by code, separated by commas.",
        ["herefordshire-meeting-2023-06-22-cab-8"],
    )


GAP_LIST = ListDefinition(
    "gaps",
    sa.select(*columns(GapPublic, GAPS, **COUNCIL_COLUMNS)).outerjoin(COUNCILS, GAPS.c.council_code == COUNCILS.c.code),
    (GAPS.c.code,),
)


def find_gaps(snapshot: Snapshot, query: GapQuery) -> Page:
    """A page of gaps, by code. Two SELECTs, and one more for each filter by codes."""
    where, gap = Where(), GAPS.c
    add_record_filters(where, snapshot, query, GAPS)
    where.one_of(chosen_councils(snapshot, query), gap.council_code)
    where.one_of(query.record_kind, gap.record_kind)
    # Every record is cited. One without a gap is known too, and has an empty list.
    add_codes(where, snapshot, "record_code", query.record_code, CITATIONS.c.record_code, gap.record_code)
    return fetch_page(snapshot, GAP_LIST, query, where)
