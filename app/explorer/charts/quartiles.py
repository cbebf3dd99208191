"""Days from inspection to report: a row for each year, with a bar between the quartiles and a mark at the median."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from app.explorer.charts.parts import WIDTHS, ChartForm, Scale, drawing, label
from app.explorer.svg import line, rect

ROW_HEIGHT = 22
TOP = 26
LEFT = 44
# Room at the right for "120 reports".
RIGHT = 84


class YearQuartiles(NamedTuple):
    """The days of the inspections that ended in a year. Without a report of known days, there are no quartiles."""

    year: str
    reports: int
    lower: float | None
    median: float | None
    upper: float | None


def sentence(all_years: YearQuartiles, last: YearQuartiles | None) -> str:
    """The median of all reports, and that of the last year."""
    if all_years.median is None:
        return "No report has both days known."
    text = f"Half of all reports were out {days_in_words(all_years.median)} after the inspection ended."
    if last is None or last.median is None:
        return text
    return f"{text} In {last.year} the median was {days_in_words(last.median)}."


def days_in_words(count: float) -> str:
    """A number of days, with its half if it has one."""
    return f"{count:,g} day{'' if count == 1 else 's'}"


def draw(rows: Sequence[YearQuartiles], form: ChartForm) -> Markup:
    """The rows, the earliest year on top."""
    right = WIDTHS[form] - RIGHT
    height = TOP + ROW_HEIGHT * len(rows) + 4
    most = max((row.upper for row in rows if row.upper is not None), default=0)
    # The axis ends at a multiple of 30 days.
    end = max(30, -(-int(most + 1) // 30) * 30)
    across = Scale(0, end, LEFT, right)
    parts = []
    for day in range(0, end + 1, 30 if end <= 180 else 60):
        parts.append(line(across(day), TOP - 6, across(day), height, "grid"))
        parts.append(label(str(day), across(day), 13, "t2", "mid"))
    for place, row in enumerate(rows):
        y = TOP + ROW_HEIGHT * place
        parts.append(label(row.year, 0, y + 15))
        parts.append(label(_reports(row.reports), WIDTHS[form], y + 15, "t2", "end"))
        if row.lower is not None and row.upper is not None and row.median is not None:
            # A bar of no width would not be seen.
            wide = max(across(row.upper) - across(row.lower), 2)
            parts.append(rect(across(row.lower), y + 5, wide, 12, "s-pale"))
            parts.append(rect(across(row.median) - 2, y + 2, 4, 18, "s-median"))
    described = f"{len(rows)} years. Days to the median report: " + ", ".join(
        f"{row.year} {row.median:g}" for row in rows if row.median is not None
    )
    return drawing("quartiles", form, height, "Days from the end of the inspection to the report", described, parts)


def _reports(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'}"
