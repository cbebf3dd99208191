"""Who has waited longest for a full inspection: one bar an authority."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from app.explorer.charts.parts import WIDTHS, ChartForm, Scale, drawing, label
from app.explorer.svg import line, rect

YEAR = 365.25
ROW_HEIGHTS = {ChartForm.WIDE: 24, ChartForm.TALL: 36}
TOP = 22
# Where bars begin: in the wide form beside the names, in the tall form below them.
LEFT = {ChartForm.WIDE: 170, ChartForm.TALL: 0}
# Room at the right for "1,594".
RIGHT = 52


class WaitingBar(NamedTuple):
    """An authority and the days since the start of its last full inspection."""

    council: str
    days: int


def sentence(bars: Sequence[WaitingBar], median: float | None, of: int) -> str:
    """Who has waited longest, and the median of all."""
    if not bars or median is None:
        return "No wait is known."
    longest = [bar.council for bar in bars if bar.days == bars[0].days]
    who = f"{', '.join(longest[:-1])} and {longest[-1]} have" if len(longest) > 1 else f"{longest[0]} has"
    return (
        f"{who} waited longest for a full inspection: {bars[0].days:,} days. The median of {of} authorities is "
        f"{median:,g}."
    )


def draw(bars: Sequence[WaitingBar], form: ChartForm) -> Markup:
    """The bars, the longest on top, on an axis of years."""
    left, right = LEFT[form], WIDTHS[form] - RIGHT
    tall = form is ChartForm.TALL
    height = TOP + ROW_HEIGHTS[form] * len(bars) + 4
    most = max((bar.days for bar in bars), default=0)
    across = Scale(0, max(most, YEAR), left, right)
    parts = []
    whole = int(max(most, YEAR) / YEAR)
    for year in range(whole + 1):
        x = across(year * YEAR)
        parts.append(line(x, TOP - 5, x, height, "grid"))
        words = f"{year} year{'' if year == 1 else 's'}" if year == whole else str(year)
        parts.append(label(words, x, 13, "t2", "mid" if year else ""))
    for place, bar in enumerate(bars):
        y = TOP + ROW_HEIGHTS[form] * place
        begin = y + (18 if tall else 4)
        parts.append(label(bar.council, 0, y + (13 if tall else 16)))
        parts.append(rect(left, begin, across(bar.days) - left, 15 if tall else 16, "s-bar"))
        parts.append(label(f"{bar.days:,}", WIDTHS[form], begin + 13, "", "end"))
    described = ", ".join(f"{bar.council} {bar.days:,} days" for bar in bars)
    return drawing("waiting", form, height, "Days since the last full inspection began", f"{described}.", parts)
