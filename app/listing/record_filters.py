"""The filters of every list of records: by code, and by the day on which this dataset first held a record."""

import sqlalchemy as sa

from app.listing.known_codes import add_codes
from app.listing.parameters import RecordFilter, first_day
from app.listing.statement import Where
from app.releases.snapshot import Snapshot


def add_record_filters(where: Where, snapshot: Snapshot, query: RecordFilter, home: sa.Table) -> None:
    """Adds the conditions on a table of records. One SELECT if codes are named. Raises BadQuery for an unknown code."""
    add_codes(where, snapshot, "code", query.code, home.c.code, home.c.code)
    where.at_least(home.c.recorded_on, first_day(query.recorded_from))
