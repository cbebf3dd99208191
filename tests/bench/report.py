"""The table, for a terminal and for docs/performance.md."""

import re
from collections.abc import Sequence
from datetime import date

from app.settings import ROOT
from tests.bench.measure import Row

PAGE = ROOT / "docs" / "performance.md"
HEAD = ("what", "against", "target", "min", "median", "max", "met", "medians of both")


def cells(row: Row) -> tuple[str, ...]:
    """A row as text, a cell for each of HEAD."""
    spread = (min(row.ratios), row.median, max(row.ratios))
    return (row.what, row.against, row.target, *(f"{value:.2f}" for value in spread), row.met, row.figures)


def printed(rows: Sequence[Row]) -> str:
    """The table in columns."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def write(bench: str, rows: Sequence[Row], rounds: int, seconds: int, others: float) -> None:
    """Puts the table of a bench in its place in the page, with the day and the noise."""
    lines = [HEAD, ("---",) * len(HEAD), *map(cells, rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    note = (
        f"Measured on {date.today()}: {rounds} rounds, {seconds} s a sample. "
        f"Meanwhile other work took {others:.1f} of the two cores."
    )
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {bench} -->", f"<!-- end of {bench} -->"
    place = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    PAGE.write_text(place.sub(lambda _: f"{begin}\n{note}\n\n{table}\n{end}", text), encoding="utf-8")
