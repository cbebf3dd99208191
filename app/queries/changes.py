"""Changes: the change log of the dataset. New changes only come at its end."""

from typing import Annotated

import sqlalchemy as sa
from pydantic import Field

from app.listing.known_codes import add_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    CouncilNames,
    Digits,
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
from app.listing.statement import ListDefinition, Where
from app.queries.citations import RecordKind
from app.queries.councils import add_councils_of_records
from app.queries.tables import CHANGES, CITATIONS, SOURCES, columns
from app.records.change import ChangePublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Cause, ChangeType


class ChangeQuery(RecordQuery, RecordFilter, CouncilNames):
    """The parameters of the list of changes."""

    code: Words[Code] | None = codes_parameter("change-1")
    fields: Annotated[list[str] | None, fields_of(ChangePublic)] = fields_parameter(
        "sequence", "record_code", "change", "field"
    )
    sort: Annotated[
        list[str] | None, sorts_by("sequence", "record_kind", "record_code", "change", "cause", "recorded_on")
    ] = sort_parameter("-sequence")
    after: Annotated[int, Field(ge=0, le=2**31 - 1), Digits] | None = parameter(
        "Only changes after this one. Give the `sequence` of the last change that you have seen.", 1
    )
    recorded_to: QueryDate | None = parameter(
        "Only changes that were recorded on this day or earlier; a month or a year means its last day.", "2026-11-21"
    )
    record_kind: Words[RecordKind] | None = parameter(
        "Only of these kinds of record, separated by commas.", ["figures"]
    )
    record_code: Words[Code] | None = parameter(
        "Only of these records, by code, separated by commas.",
        ["herefordshire-improvement-adviser-2021-05-minimum-months"],
    )
    change: Words[ChangeType] | None = parameter("Only these types of change, separated by commas.", ["changed"])
    cause: Words[Cause] | None = parameter(
        "Only changes with these causes, separated by commas. `source_event` is news, `our_correction` corrects an "
        "error.",
        ["our_correction"],
    )


CHANGE_LIST = ListDefinition("changes", sa.select(*columns(ChangePublic, CHANGES)), (CHANGES.c.sequence,))
# Every record that exists or existed. One that never changed is cited, or is a source.
KNOWN = sa.union(
    sa.select(CHANGES.c.record_code.label("code")),
    sa.select(CITATIONS.c.record_code),
    sa.select(SOURCES.c.code),
).subquery("known")


def find_changes(snapshot: Snapshot, query: ChangeQuery) -> Page:
    """A page of the log, oldest first. Two SELECTs, and one more for each filter by codes."""
    where, change = Where(), CHANGES.c
    add_record_filters(where, snapshot, query, CHANGES)
    where.at_most(change.recorded_on, period("recorded", query.recorded_from, query.recorded_to)[1])
    add_councils_of_records(where, snapshot, query, change.record_code)
    where.one_of(query.record_kind, change.record_kind)
    where.one_of(query.change, change.change)
    where.one_of(query.cause, change.cause)
    add_codes(
        where,
        snapshot,
        "record_code",
        query.record_code,
        KNOWN.c.code,
        change.record_code,
        suggested_from=CITATIONS.c.record_code,
    )
    where.more_than(change.sequence, query.after)
    return fetch_page(snapshot, CHANGE_LIST, query, where)
