"""A list, and the statements that select from it with conditions of some forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from app.listing.conditions import Condition
from app.releases.prepared import place

# What the conditions of one statement have in common with those of all others that are written alike.
Forms = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, eq=False)
class Listing:
    """A list: its name, to which its cursors are bound, what it selects, and in which order."""

    name: str
    statement: sa.Select[Any]
    order: tuple[sa.ColumnElement[Any], ...]

    @cached_property
    def by_days(self) -> bool:
        """Whether its order is that in which things happened: by first day, then by last day."""
        return [column.key for column in self.order[:2]] == ["earliest", "latest"]


def forms_of(conditions: Sequence[Condition]) -> Forms:
    """How some conditions are written."""
    return tuple(condition.form for condition in conditions)


def values_of(conditions: Sequence[Condition]) -> list[Any]:
    """What some conditions bring to their statement."""
    return [value for condition in conditions for value in condition.values]


def narrowed(listing: Listing, forms: Forms) -> tuple[sa.Select[Any], int]:
    """The statement of a list with conditions, and the number of the first parameter that is left."""
    clauses = []
    number = 0
    for write, columns, count, variant in forms:
        clauses.append(write(columns, [place(number + at, columns[0].type) for at in range(count)], variant))
        number += count
    return listing.statement.where(*clauses), number
