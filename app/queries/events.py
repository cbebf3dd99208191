"""The lists of dated kinds: they all have the council's name and codes, the address of the report, and filters."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.listing.page import Page, fetch_page
from app.listing.parameters import EventFilter, EventQuery
from app.listing.record_filters import add_record_filters
from app.listing.statement import Column, ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, REPORTS, columns
from app.records.event import date_text
from app.releases.snapshot import Snapshot

# Every list of a dated kind can be sorted by these.
EVENT_SORTS = ("code", "earliest", "latest", "published_on", "council_code", "council_name", "region", "recorded_on")


def event_list(table: sa.Table, public: type[SQLModel], is_report: Column | None = None) -> ListDefinition:
    """The list of a dated kind, with the council's name and codes and the address of the report, oldest first.

    `is_report` says which of the sources is the report of a record. By default it is the one that it is taken from.
    """
    if is_report is None:
        is_report = REPORTS.c.code == table.c.source_code
    return ListDefinition(
        table.name,
        sa.select(*columns(public, table, **COUNCIL_COLUMNS, report_url=REPORTS.c.url))
        .join(COUNCILS, table.c.council_code == COUNCILS.c.code)
        .outerjoin(REPORTS, is_report),
        (table.c.earliest, table.c.latest, table.c.code),
    )


def add_event_filters(where: Where, snapshot: Snapshot, table: sa.Table, query: EventFilter) -> None:
    """Adds the conditions that every dated kind has. One SELECT for each filter by codes."""
    add_record_filters(where, snapshot, query, table)
    add_councils(where, snapshot, query, table.c.council_code)
    query.add_period(where, table)


def fetch_events(
    snapshot: Snapshot, definition: ListDefinition, table: sa.Table, query: EventQuery, where: Where
) -> Page:
    """A page of a dated kind, whose own conditions are in `where`.

    Two SELECTs, and one more for each filter by codes.
    """
    add_event_filters(where, snapshot, table, query)
    page = fetch_page(snapshot, definition, query, where, query.descending)
    add_date_text(snapshot, page.items)
    return page


def add_date_text(_: Snapshot, events: list[dict[str, Any]]) -> None:
    """Adds the dates of each record in words. No SELECT."""
    for event in events:
        event["date_text"] = date_text(event)
