"""The lists of dated kinds: they all have the council's name and codes, the address of the report, and filters."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.listing.page import Page, fetch_page
from app.listing.parameters import EventQuery
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, SOURCES, columns
from app.records.event import date_text
from app.releases.snapshot import Snapshot


def event_list(table: sa.Table, public: type[SQLModel]) -> ListDefinition:
    """The list of a dated kind, with the council's name and codes and the address of the report, oldest first."""
    return ListDefinition(
        table.name,
        sa.select(*columns(public, table, **COUNCIL_COLUMNS, report_url=SOURCES.c.url))
        .join(COUNCILS, table.c.council_code == COUNCILS.c.code)
        .join(SOURCES, table.c.source_code == SOURCES.c.code),
        (table.c.earliest, table.c.latest, table.c.code),
    )


def fetch_events(
    snapshot: Snapshot, definition: ListDefinition, table: sa.Table, query: EventQuery, where: Where
) -> Page:
    """A page of a dated kind, whose own conditions are in `where`. Two SELECTs, and one more for named councils."""
    add_councils(where, snapshot, query, table.c.council_code)
    query.add_period(where, table)
    page = fetch_page(snapshot, definition, query, where, query.descending)
    add_date_text(snapshot, page.items)
    return page


def add_date_text(_: Snapshot, events: list[dict[str, Any]]) -> None:
    """Adds the dates of each record in words. No SELECT."""
    for event in events:
        event["date_text"] = date_text(event)
