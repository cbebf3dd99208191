"""Counts by anything: how many rows of a list there are for each combination of up to three things about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from app.listing.parameters import SomeOf
from app.listing.schema import Schema
from app.listing.statement import Where
from app.releases.snapshot import Snapshot

MOST_COUNTED_BY = 3


@dataclass(frozen=True)
class Dimension:
    """Something that rows are counted by: the field that holds it, its SQL, and its words in order, if it has some."""

    field: str
    sql: str
    words: type[StrEnum] | None = None


@dataclass(frozen=True)
class Counting:
    """A list as it is counted: its FROM, the council of a row, and what its rows can be counted by, by name."""

    from_sql: str
    council_sql: str
    dimensions: Mapping[str, Dimension]


def counted_by(*names: str) -> SomeOf:
    """The form of `by`: one to three of the names."""
    return SomeOf(names, MOST_COUNTED_BY)


def by_parameter(default: str, *example: str) -> Any:
    """The parameter `by` of a summary."""
    description = f"What is counted by: one to three of these, separated by commas. The default is `{default}`."
    return Field([default], description=description, examples=[list(example)])


def year_of(day_sql: str) -> Dimension:
    """The year of a day."""
    return Dimension("year", f"CAST(substr(CAST({day_sql} AS VARCHAR), 1, 4) AS INTEGER)")


class Counted(Schema):
    """What every summary says beside its groups."""

    by: list[str] = Field(description="What is counted by. The other fields of a group are null.", examples=[["year"]])
    total: int = Field(description="How many there are in all groups together.", examples=[1])
    release: str = Field(description="The release that the answer comes from.", examples=["0f1e2d3c4b5a6978"])


# Fields of a group.
Count = Annotated[int, Field(description="How many there are.", examples=[1])]
Councils = Annotated[int, Field(description="Of how many different councils they are.", examples=[1])]
Year = Annotated[
    int | None,
    Field(
        description="The year of the last day that its dates can mean; null if not counted by year.", examples=[2018]
    ),
]


def count_by(snapshot: Snapshot, counting: Counting, by: Sequence[str], where: Where) -> dict[str, Any]:
    """The summary: its groups in the order of `by`, null last. One SELECT."""
    chosen = [counting.dimensions[name] for name in dict.fromkeys(by)]
    grouped = ", ".join(dimension.sql for dimension in chosen)
    rows = snapshot.rows(
        f"SELECT {grouped}, count(*), count(DISTINCT {counting.council_sql}) "
        f"{counting.from_sql}{where.sql} GROUP BY {grouped}",
        where.values,
    )
    nothing = dict.fromkeys(dimension.field for dimension in counting.dimensions.values())

    def place(row: tuple[Any, ...]) -> list[tuple[bool, Any]]:
        return [(value is None, _order(dimension, value)) for dimension, value in zip(chosen, row, strict=False)]

    groups = [
        nothing
        | {dimension.field: value for dimension, value in zip(chosen, row, strict=False)}
        | {"count": row[-2], "councils": row[-1]}
        for row in sorted(rows, key=place)
    ]
    total = sum(int(row[-2]) for row in rows)
    return {"by": list(dict.fromkeys(by)), "total": total, "release": snapshot.release, "groups": groups}


def _order(dimension: Dimension, value: Any) -> Any:
    if value is None or dimension.words is None:
        return value or 0
    return list(dimension.words).index(dimension.words(value))
