"""The history of releases: which were published, and how many rows differ from one to the next.

The rows are compared when a release is published, while both releases are there.
"""

import json
from typing import Any

import sqlalchemy as sa

from app.records import KINDS
from app.records.kind import Kind, table
from app.seeding.build import RELEASES


def differences(earlier: sa.Connection, later: sa.Connection) -> list[dict[str, Any]] | None:
    """How many rows of each kind were added, removed or changed; kinds without a difference are left out.

    None if the tables themselves are not the same.
    """
    schemas = {given.execute(sa.select(RELEASES.c.schema_revision)).scalar() for given in (earlier, later)}
    if len(schemas) > 1:
        return None
    counted = []
    for kind in KINDS:
        before, after = _rows(earlier, kind), _rows(later, kind)
        found = {
            "kind": kind.name,
            "added": len(after.keys() - before.keys()),
            "removed": len(before.keys() - after.keys()),
            "changed": sum(before[code] != after[code] for code in before.keys() & after.keys()),
        }
        if found["added"] or found["removed"] or found["changed"]:
            counted.append(found)
    return counted


def _rows(connection: sa.Connection, kind: Kind) -> dict[str, tuple[Any, ...]]:
    home = table(kind.table)
    return {row.code: tuple(row) for row in connection.execute(sa.select(home))}


def extended(
    entries: list[dict[str, Any]], release: str, previous: str | None, changes: list[dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """The history with a release added on top. One that becomes current again is listed once, on top."""
    newest = {"code": release, "previous": previous, "changes": changes}
    return [newest, *(entry for entry in entries if entry["code"] != release)]


def to_text(value: object) -> str:
    """JSON in lines, for a file that people may open."""
    return json.dumps(value, indent=1) + "\n"
