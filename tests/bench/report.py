"""The table, for a terminal and for the page in docs/."""

from collections.abc import Sequence

from tests.bench.measure import Row

HEAD = ("what", "against", "target", "min", "median", "max", "met", "medians")


def cells(row: Row) -> tuple[str, ...]:
    """A row as text, a cell for each of HEAD."""
    spread = (min(row.ratios), row.median, max(row.ratios))
    return (row.what, row.against, row.target, *(f"{value:.2f}" for value in spread), row.met, row.figures)


def printed(rows: Sequence[Row]) -> str:
    """The table in columns."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
