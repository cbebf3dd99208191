"""The share of authorities that are good or outstanding through time, with a band from the lowest group to the highest.

Where few authorities have a grade, those that were inspected first weigh too much. So nothing is drawn while fewer than
half of them have one, and the line is dashed on shaded ground until nine in ten do.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise
from textwrap import wrap
from typing import NamedTuple

from markupsafe import Markup

from app.explorer.charts.parts import WIDTHS, ChartForm, Scale, drawing, label, path, percent_text, spread_labels
from app.explorer.svg import TimeScale, circle, line, rect, text_width
from app.explorer.words import day as in_words
from app.explorer.words import month

HEIGHTS = {ChartForm.WIDE: 300, ChartForm.TALL: 250}
# The plot within the drawing: left, right, top, bottom.
PLOTS = {ChartForm.WIDE: (44, 616, 10, 268), ChartForm.TALL: (38, 214, 10, 222)}
LABEL_HEIGHT = 14


class Point(NamedTuple):
    """Authorities on a day: how many there are, how many have a grade, and how many are good or outstanding."""

    day: date
    total: int
    graded: int
    good: int

    @property
    def percent(self) -> float:
        return 100 * self.good / self.graded if self.graded else 0.0

    @property
    def is_drawn(self) -> bool:
        """Whether at least half have a grade."""
        return self.graded > 0 and 2 * self.graded >= self.total

    @property
    def is_reliable(self) -> bool:
        """Whether at least nine in ten have a grade."""
        return self.graded > 0 and 10 * self.graded >= 9 * self.total


class SeriesGroup(NamedTuple):
    """Authorities of a region or a type, on the days of the series."""

    name: str
    points: Sequence[Point]


# Days that follow each other, each with its groups by name, from the lowest to the highest.
BandRun = Sequence[Sequence[tuple[str, Point]]]


class Series(NamedTuple):
    """All the authorities asked about, and the groups that the band is made of; none makes no band."""

    name: str
    points: Sequence[Point]
    groups: Sequence[SeriesGroup] = ()


def first_reliable(points: Sequence[Point]) -> Point | None:
    """The first point at which nine in ten authorities have a grade."""
    return next((point for point in points if point.is_reliable), None)


def drawn_last(points: Sequence[Point]) -> Point | None:
    """The last point that is drawn."""
    return next((point for point in reversed(points) if point.is_drawn), None)


def draw(series: Series, known_to: date, form: ChartForm) -> Markup:
    """The series until the day to which the dataset reaches. Without a drawn point, the axes alone."""
    left, right, top, bottom = PLOTS[form]
    drawn = [point for point in series.points if point.is_drawn]
    begins = date(drawn[0].day.year if drawn else known_to.year, 1, 1)
    across = TimeScale(begins, known_to, left, right)
    up = Scale(0, 100, bottom, top)
    reliable, runs = first_reliable(series.points), _band_runs(series.groups)
    parts = [_shade(drawn, reliable, across, form), *_axes(across, up, form), *(_band(run, across, up) for run in runs)]
    parts += _lines(series.points, across, up)
    if reliable:
        parts += _first_day(reliable, across, form)
    parts += _ends(series, runs, across, up, form)
    return drawing(
        "series", form, HEIGHTS[form], f"{series.name}: share good or outstanding", description(series), parts
    )


def description(series: Series) -> str:
    """What the drawing shows, for those who do not see it."""
    drawn = [point for point in series.points if point.is_drawn]
    if not drawn:
        return "Nothing is drawn: fewer than half of the authorities have a grade."
    first, last = drawn[0], drawn[-1]
    begin, end = (f"{percent_text(point.percent)} on {in_words(point.day)}" for point in (first, last))
    return f"A line from {begin} to {end}."


def sentence(points: Sequence[Point]) -> str:
    """What the series shows, from its first reliable day to its last."""
    first, last = first_reliable(points), drawn_last(points)
    if first is None or last is None:
        return "Too few authorities have a grade to say how the share changed."
    change = round(last.percent) - round(first.percent)
    verb = "rose" if change >= 2 else "fell" if change <= -2 else "stayed"
    if verb == "stayed":
        return (
            f"The share judged good or outstanding stayed at about {percent_text(last.percent)} from "
            f"{month(first.day)} to {month(last.day)}."
        )
    return (
        f"The share judged good or outstanding {verb} from {percent_text(first.percent)} in {month(first.day)} to "
        f"{percent_text(last.percent)} in {month(last.day)}."
    )


def _axes(across: TimeScale, up: Scale, form: ChartForm) -> list[str]:
    left, right, _, bottom = PLOTS[form]
    parts = []
    for share in (0, 25, 50, 75, 100):
        parts.append(line(left, up(share), right, up(share), "grid"))
        parts.append(label(percent_text(share), left - 5, up(share) + 4, "t2", "end"))
    for year, at in across.years():
        parts.append(line(at, bottom, at, bottom + 5, "axis"))
        if year in across.labelled() and at + text_width(str(year), 12) <= right + 10:
            parts.append(label(str(year), at, bottom + 18, "t2"))
    return parts


def _shade(drawn: Sequence[Point], reliable: Point | None, across: TimeScale, form: ChartForm) -> str:
    """The ground of the time before nine in ten have a grade."""
    _, right, top, bottom = PLOTS[form]
    if not drawn or (reliable and reliable.day <= drawn[0].day):
        return ""
    end = across(reliable.day) if reliable else right
    return rect(across.start, top, max(end - across.start, 0), bottom - top, "s-shade")


def _first_day(reliable: Point, across: TimeScale, form: ChartForm) -> list[str]:
    _, right, top, bottom = PLOTS[form]
    at = across(reliable.day)
    text = f"nine in ten have a grade, from {in_words(reliable.day)}"
    parts = [line(at, top, at, bottom, "s-rule")]
    if form is ChartForm.WIDE and at + 6 + text_width(text, 12) <= right:
        parts.append(label(text, at + 6, bottom - 7, "t2"))
    return parts


def _lines(points: Sequence[Point], across: TimeScale, up: Scale) -> list[str]:
    """A solid line between reliable points, and a dashed one from or to a point that is less reliable."""
    parts = []
    edges = [(one, other) for one, other in pairwise(points) if one.is_drawn and other.is_drawn]
    for kind, run in groupby(
        edges, lambda edge: "s-line" if edge[0].is_reliable and edge[1].is_reliable else "s-line s-dash"
    ):
        steps = list(run)
        # Edges that do not follow each other, because nothing is drawn between them, are lines of their own.
        started = [steps[0]]
        for edge in steps[1:]:
            if edge[0] is not started[-1][1]:
                parts.append(_through(started, kind, across, up))
                started = []
            started.append(edge)
        parts.append(_through(started, kind, across, up))
    return parts


def _through(edges: Sequence[tuple[Point, Point]], kind: str, across: TimeScale, up: Scale) -> str:
    points = [edges[0][0], *(after for _, after in edges)]
    return path([(across(point.day), up(point.percent)) for point in points], kind)


def _band_runs(groups: Sequence[SeriesGroup]) -> list[BandRun]:
    """The groups from the lowest to the highest, on days on which all are reliable that ever are.

    Days that follow each other are a run. Where a group is not reliable, there is a gap.
    """
    counted = [group for group in groups if any(point.is_reliable for point in group.points)]
    days = zip(*([(group.name, point) for point in group.points] for group in counted), strict=True)
    runs = groupby(days, lambda day: all(point.is_reliable for _, point in day))
    found = [[sorted(day, key=lambda named: named[1].percent) for day in run] for sure, run in runs if sure]
    return [run for run in found if len(run) > 1]


def _band(run: BandRun, across: TimeScale, up: Scale) -> str:
    outline = [(across(day[-1][1].day), up(day[-1][1].percent)) for day in run]
    outline += [(across(day[0][1].day), up(day[0][1].percent)) for day in reversed(run)]
    return path(outline, "s-band", closed=True)


def _ends(series: Series, runs: Sequence[BandRun], across: TimeScale, up: Scale, form: ChartForm) -> list[str]:
    """Names at the right: of the whole, and of the lowest and the highest group at the end of the band."""
    last = drawn_last(series.points)
    if last is None:
        return []
    ends = [(f"{series.name} {percent_text(last.percent)}", last, "tb")]
    if runs:
        end = runs[-1][-1]
        ends += [(name, point, "t2") for name, point in dict.fromkeys((end[-1], end[0]))]
    _, right, top, bottom = PLOTS[form]
    letters = int((WIDTHS[form] - right - 6) / text_width("m", 12))
    texts = [wrap(text, letters, break_long_words=False) for text, _, _ in ends]
    tallest = max(map(len, texts)) * LABEL_HEIGHT
    places = spread_labels([up(point.percent) + 4 for _, point, _ in ends], tallest, top + LABEL_HEIGHT, bottom)
    parts = []
    for lines, (_, _, kind), place in zip(texts, ends, places, strict=True):
        parts += [
            label(words, right + 6, min(place, bottom - LABEL_HEIGHT * (len(lines) - 1)) + LABEL_HEIGHT * row, kind)
            for row, words in enumerate(lines)
        ]
    parts.append(circle(across(last.day), up(last.percent), 3.5, "s-dot"))
    return parts
