"""The lists of dated kinds: they all have the council's name and region, and filters by council and by time."""

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.listing.page import Page, fetch_page
from app.listing.parameters import EventFilter, EventQuery
from app.listing.record_filters import add_record_filters
from app.listing.statement import ListDefinition, Where
from app.queries.councils import add_councils
from app.queries.tables import COUNCIL_COLUMNS, COUNCILS, columns
from app.releases.snapshot import Snapshot

# Every list of a dated kind can be sorted by these.
EVENT_SORTS = ("code", "earliest", "latest", "published_on", "council_code", "council_name", "region", "recorded_on")


def event_list(table: sa.Table, public: type[SQLModel]) -> ListDefinition:
    """The list of a dated kind, with the council's name and region, oldest first."""
    return ListDefinition(
        table.name,
        sa.select(*columns(public, table, **COUNCIL_COLUMNS)).join(COUNCILS, table.c.council_code == COUNCILS.c.code),
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
    return fetch_page(snapshot, definition, query, where, query.descending)
