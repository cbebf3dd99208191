"""What feeds announce: what was published last, and what changed last in the dataset."""

from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from pydantic_core import from_json

from app.queries.tables import CHANGES, COUNCILS, TIMELINE
from app.releases.snapshot import Snapshot

# How many entries a feed has.
ENTRIES = 50


class ChangesOfADay(NamedTuple):
    """Changes of one sort to one kind of record, recorded on one day."""

    recorded_on: date
    record_kind: str
    change: str
    cause: str
    rows: int
    # The `sequence` of the first of them: what was recorded before has a smaller one.
    first: int


def latest_published(snapshot: Snapshot, council: str | None = None, kind: str | None = None) -> list[dict[str, Any]]:
    """The entries of the timeline that were published last, the latest first, each with the name of its council.

    Of a council, or of a kind of record. An entry whose publication is not known is in no feed. One SELECT.
    """
    entries = TIMELINE.c
    asked = (
        sa.select(entries.rendered, COUNCILS.c.name, entries.published_latest)
        .join(COUNCILS, entries.council_code == COUNCILS.c.code)
        .where(entries.published_latest.is_not(None))
        .order_by(entries.published_latest.desc(), entries.code)
        .limit(ENTRIES)
    )
    if council is not None:
        asked = asked.where(entries.council_code == council)
    if kind is not None:
        asked = asked.where(entries.kind == kind)
    rows = snapshot.connection.execute(asked).all()
    return [from_json(rendered) | {"council_name": name, "published_by": by} for rendered, name, by in rows]


def latest_changes(snapshot: Snapshot) -> list[ChangesOfADay]:
    """The changes of the dataset, the latest first. Those of one day, sort and kind of record are one. One SELECT."""
    change = CHANGES.c
    asked = (
        sa.select(
            change.recorded_on,
            change.record_kind,
            change.change,
            change.cause,
            sa.func.count(),
            sa.func.min(change.sequence).label("first"),
        )
        .group_by(change.recorded_on, change.record_kind, change.change, change.cause)
        .order_by(change.recorded_on.desc(), sa.text("first DESC"))
        .limit(ENTRIES)
    )
    return [ChangesOfADay(*row) for row in snapshot.connection.execute(asked)]
