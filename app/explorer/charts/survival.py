"""How long a grade lasts: the Kaplan-Meier estimate with its 95 % interval, and the numbers at risk below it."""

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from app.analysis.survival import Step, median_day, survival_at, watched_at
from app.explorer.charts.parts import WIDTHS, ChartForm, Scale, drawing, label, path, percent_text
from app.explorer.svg import line, text_width
from app.explorer.words import counted, listed

# A year of the axis, in days.
YEAR = 365.25
# Where fewer spells are at risk, the estimate rests on too few: it has no band, and its line is dashed.
FEW = 10
HEIGHTS = {ChartForm.WIDE: 412, ChartForm.TALL: 378}
# The plot within the drawing: left, right, top, bottom.
PLOTS = {ChartForm.WIDE: (44, 724, 10, 262), ChartForm.TALL: (38, 280, 10, 224)}
ROWS = ("At risk: still inadequate, and seen", "Have left the grade", "Not over when last seen")
ROW_HEIGHT = 36


def months_in_words(days: int) -> str:
    """The months within which so many days lie: "3 years and 4 months". A month is the twelfth part of a year."""
    years, months = divmod(ceil(days / YEAR * 12), 12)
    return listed([counted(count, word) for count, word in ((years, "year"), (months, "month")) if count])


def whole_years(steps: Sequence[Step]) -> list[int]:
    """The years of the axis and of the table: from 0 to the last that begins before the last spell was seen."""
    return list(range(int(steps[-1].day / YEAR) + 1)) if steps else [0]


def sentence(steps: Sequence[Step], what: str) -> str:
    """When half have left the grade. `what` names it: "inadequate overall"."""
    if not steps:
        return f"No council is recorded as judged {what}."
    median = median_day(steps)
    if median is None:
        return f"More than half of the councils that were judged {what} still held the grade when last seen."
    return f"Half of the councils that were judged {what} left the grade within {months_in_words(median)}."


def draw(steps: Sequence[Step], form: ChartForm) -> Markup:
    """The curve, its band, a tick for each day on which spells were last seen, and the numbers at risk."""
    left, right, top, bottom = PLOTS[form]
    years = whole_years(steps)
    last = max(steps[-1].day, YEAR) if steps else YEAR
    across, up = Scale(0, last, left, right), Scale(0, 1, bottom, top)
    parts = []
    for share in (0, 25, 50, 75, 100):
        parts.append(line(left, up(share / 100), right, up(share / 100), "grid"))
        parts.append(label(percent_text(share), left - 5, up(share / 100) + 4, "t2", "end"))
    for year in years:
        parts.append(line(across(year * YEAR), bottom, across(year * YEAR), bottom + 5, "axis"))
        parts.append(label(str(year), across(year * YEAR), bottom + 18, "t2", "mid"))
    parts.append(label("years since the judgement", (left + right) / 2, bottom + 34, "t2", "mid"))
    parts += [_band(steps, across, up), *_curve(steps, across, up)]
    parts += [
        line(across(step.day), up(step.survival) - 4, across(step.day), up(step.survival) + 4, "s-seen")
        for step in steps
        if step.censored
    ]
    parts += _median(steps, across, up, form)
    parts += _at_risk(steps, years, across, form)
    return drawing("survival", form, HEIGHTS[form], "How long councils stay inadequate", description(steps), parts)


def description(steps: Sequence[Step]) -> str:
    """What the drawing shows, for those who do not see it."""
    shares = [
        f"{percent_text(100 * survival_at(steps, int(YEAR * year)))} after {year}" for year in whole_years(steps)[1:]
    ]
    return (
        f"The share that still holds the grade, by years: {', '.join(shares)}." if shares else "No spell is recorded."
    )


def _corners(steps: Sequence[Step], across: Scale, up: Scale) -> list[tuple[float, float]]:
    """A staircase: from each step straight to the day of the next one, then down."""
    corners: list[tuple[float, float]] = []
    for step in steps:
        if corners:
            corners.append((across(step.day), corners[-1][1]))
        corners.append((across(step.day), up(step.survival)))
    return corners


def _curve(steps: Sequence[Step], across: Scale, up: Scale) -> list[str]:
    start = Step(0, 0, 0, 0, 1.0, None, None)
    many = [step for step in steps if step.at_risk >= FEW]
    few = [step for step in steps if step.at_risk < FEW]
    parts = []
    if many:
        end = [(across(few[0].day), up(many[-1].survival))] if few else []
        parts.append(path([*_corners([start, *many], across, up), *end], "s-line"))
    if few:
        from_here = (many[-1] if many else start)._replace(day=few[0].day if many else 0)
        parts.append(path(_corners([from_here, *few], across, up), "s-line s-dash"))
    return parts


def _band(steps: Sequence[Step], across: Scale, up: Scale) -> str:
    sure = [step for step in steps if step.lower is not None and step.at_risk >= FEW]
    if not sure:
        return ""
    after = next((step.day for step in steps if step.at_risk < FEW), sure[-1].day)
    high = _corners([step._replace(survival=step.upper or 0) for step in sure], across, up)
    low = _corners([step._replace(survival=step.lower or 0) for step in sure], across, up)
    end = across(after)
    return path([*high, (end, high[-1][1]), (end, low[-1][1]), *reversed(low)], "s-band", closed=True)


def _median(steps: Sequence[Step], across: Scale, up: Scale, form: ChartForm) -> list[str]:
    median = median_day(steps)
    if median is None:
        return []
    _, right, _, bottom = PLOTS[form]
    at, half = across(median), up(0.5)
    words = [f"median {months_in_words(median)}"] if form is ChartForm.WIDE else ["median", months_in_words(median)]
    wide = max(text_width(word, 13) for word in words)
    x, anchor = (at + 12, "") if at + 12 + wide <= right else (at - 12, "end")
    return [
        line(across.start, half, at, half, "s-dots"),
        line(at, half, at, bottom, "s-dots"),
        *(
            label(word, x, half - 8 - 15 * (len(words) - 1 - place), "tb halo", anchor)
            for place, word in enumerate(words)
        ),
    ]


def _at_risk(steps: Sequence[Step], years: Sequence[int], across: Scale, form: ChartForm) -> list[str]:
    """Three rows of numbers, one below each year of the axis."""
    top = PLOTS[form][3] + 56
    parts = []
    for row, words in enumerate(ROWS):
        y = top + row * ROW_HEIGHT
        parts.append(label(words, 0, y, "tb t2b"))
        for year in years:
            x = min(max(across(year * YEAR), 9), WIDTHS[form] - 9)
            parts.append(label(str(watched_at(steps, int(year * YEAR))[row]), x, y + 16, "", "mid"))
    return parts
