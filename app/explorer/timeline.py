"""The timeline of a council, drawn: time to the right where there is room, downwards on a phone.

Functions of plain values to SVG. Filled: the exact day is known. Hollow: it is not. Dotted: between the days that it
can be. Dashed: no end is recorded. `≠`: sources differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from app.explorer.svg import TimeScale, circle, drawing, element, group, line, path, rect, text, text_width, title
from app.explorer.words import grade_class, grade_letter, short_day

# The axis begins no later than so many years before the last day.
LEAST_YEARS = 10
# A span of days shorter than this is drawn without a whisker.
WHISKER = 9
CHIP = 22.0
LEAST_CHIP = 12.0


class Shape(StrEnum):
    """How a record is drawn."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    BOX = "box"
    BAR = "bar"
    TRIANGLE = "triangle"


class DrawnSpan(NamedTuple):
    """Days from the first to the last on which something can have been; `exact` if its days are known."""

    earliest: date
    latest: date
    exact: bool


class Chip(NamedTuple):
    """A judgement. `rows` is how many rows of aspects it is about, from `row` downwards."""

    row: int
    grade: str | None
    span: DrawnSpan
    title: str
    # Written above the drawing where there is room.
    name: str = ""
    rows: int = 1
    disputed: bool = False


class Band(NamedTuple):
    """The time in which a judgement is in force."""

    row: int
    grade: str | None
    begins: date
    ends: date


class Mark(NamedTuple):
    """A record that is no judgement. `until` is when it ended; with `has_end`, that it has no end is told too."""

    shape: Shape
    span: DrawnSpan
    title: str
    letter: str = ""
    name: str = ""
    disputed: bool = False
    has_end: bool = False
    until: DrawnSpan | None = None


class Lane(NamedTuple):
    """A lane of marks, in as many rows as they need."""

    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class DrawnTimeline:
    """What is drawn. `rows` are the names of the rows of judgements."""

    heading: str
    description: str
    known_to: date
    rows: Sequence[str]
    chips: Sequence[Chip]
    bands: Sequence[Band]
    lanes: Sequence[Lane]
    # The first day of the council and of its successors, where they lie within the drawing.
    begins: date | None = None
    ended: date | None = None
    first: date | None = None

    @property
    def letters(self) -> set[str]:
        """The ends of the names of the classes of all grades in it."""
        return {grade_class(chip.grade).removeprefix("gr-") for chip in self.chips}

    @property
    def axis_begins(self) -> date:
        """The first of January of the first event's year, or of LEAST_YEARS before the last one."""
        days = [chip.span.earliest for chip in self.chips]
        days += [mark.span.earliest for lane in self.lanes for mark in lane.marks]
        latest = date(self.known_to.year - LEAST_YEARS, 1, 1)
        if self.first:
            return min(date(self.first.year, 1, 1), self.known_to.replace(month=1, day=1))
        return min([latest, *(date(day.year, 1, 1) for day in days)])


@dataclass
class TimelineCanvas:
    """A drawing in one of the two forms, while it is made. `along` is the direction of time, `across` the other one."""

    is_wide: bool
    scale: TimeScale
    parts: list[str] = field(default_factory=list)

    def point(self, along: float, across: float) -> tuple[float, float]:
        return (along, across) if self.is_wide else (across, along)

    def rect(self, along: tuple[float, float], across: tuple[float, float], cls: str) -> str:
        """A rectangle between two places along and two across."""
        first, last = sorted(along)
        size, depth = last - first, across[1] - across[0]
        return rect(first, across[0], size, depth, cls) if self.is_wide else rect(across[0], first, depth, size, cls)

    def line(self, along: tuple[float, float], across: tuple[float, float], cls: str) -> str:
        """A line from one place to another."""
        if self.is_wide:
            return line(along[0], across[0], along[1], across[1], cls)
        return line(across[0], along[0], across[1], along[1], cls)

    def add(self, *parts: str) -> None:
        self.parts += parts


def wide(timeline: DrawnTimeline, name: str) -> Markup:
    """The drawing with time to the right, 740 units wide."""
    scale = TimeScale(timeline.axis_begins, timeline.known_to, 138, 716)
    canvas = TimelineCanvas(True, scale)
    names = _names(timeline, scale)
    top = 22.0 + 14 * (1 + max((row for _, _, row in names), default=-1))
    for words, x, row in names:
        canvas.add(text(x, top - 6 - 14 * row, words, "t2 mid"))
    rows = [
        (top + 4 + (28 + 23 * (row - 1) if row else 0), CHIP if row == 0 else 18.0) for row in range(len(timeline.rows))
    ]
    end = (rows[-1][0] + rows[-1][1] + 10) if rows else top + 4
    body: list[str] = []
    places = []
    for lane in timeline.lanes:
        placed = [_placed(canvas, mark) for mark in lane.marks]
        depths = packed([(one.first, one.last) for one in placed])
        pitch = _pitch(lane, True)
        count = max(depths) + 1
        middle = end + pitch * count / 2 + 4.5
        body += _label(lane.label, middle)
        places += [(one, end + pitch / 2 + depth * pitch) for one, depth in zip(placed, depths, strict=True)]
        end += pitch * count + 8
    bottom = end
    _ground(canvas, timeline, (top - 2, bottom))
    for (across, _), label in zip(rows, timeline.rows, strict=True):
        canvas.add(*_label(label, across + (CHIP if across == rows[0][0] else 18) / 2 + 4.5))
    canvas.add(*body)
    _judgements(canvas, timeline, rows)
    canvas.add(*[_mark(canvas, one, across) for one, across in places])
    labelled = scale.labelled()
    for year, x in scale.years():
        if year in labelled:
            canvas.add(line(x, bottom, x, bottom + 6, "axis"), text(x, bottom + 16, str(year), "t2"))
    canvas.add(text(738, 11, f"known to {short_day(timeline.known_to)}", "t2 end"))
    return drawing(name, timeline.heading, timeline.description, 740, bottom + 20, canvas.parts, "chart-wide")


def tall(timeline: DrawnTimeline, name: str) -> Markup:
    """The drawing with time downwards, the latest on top, 290 units wide."""
    labels = [*timeline.rows, *(lane.label for lane in timeline.lanes)]
    top = max([60.0, *(text_width(label, 12) + 10 for label in labels)])
    years = (timeline.known_to - timeline.axis_begins).days / 365.25
    scale = TimeScale(timeline.axis_begins, timeline.known_to, top + 46 * max(years, 1), top)
    canvas = TimelineCanvas(False, scale)
    rows = []
    x = 38.0
    for row in range(len(timeline.rows)):
        rows.append((x, 20.0 if row == 0 else 17.0))
        x += 23 if row == 0 else 19
    lanes = []
    for lane in timeline.lanes:
        placed = [_placed(canvas, mark) for mark in lane.marks]
        lanes.append((lane, placed, packed([(one.first, one.last) for one in placed])))
    needed = sum(_pitch(lane, False) * (max(depths) + 1) + 4 for lane, _, depths in lanes)
    # Many rows move together, so that the last one still fits.
    tight = min(1.0, (284 - x) / needed) if needed else 1.0
    bottom = top + 46 * max(years, 1)
    _ground(canvas, timeline, (34, 288))
    for (across, size), label in zip(rows, timeline.rows, strict=True):
        canvas.add(_upright(label, across + size / 2 + 4, top - 6))
    _judgements(canvas, timeline, rows)
    for lane, placed, depths in lanes:
        pitch = _pitch(lane, False) * tight
        count = max(depths) + 1
        canvas.add(_upright(lane.label, x + pitch * count / 2 + 4, top - 6))
        canvas.add(
            *[_mark(canvas, one, x + pitch / 2 + depth * pitch) for one, depth in zip(placed, depths, strict=True)]
        )
        x += pitch * count + 4 * tight
    for year, y in scale.years():
        canvas.add(text(0, y - 4, str(year), "t2"))
    return drawing(name, timeline.heading, timeline.description, 290, bottom + 14, canvas.parts, "chart-tall")


def _label(words: str, y: float) -> list[str]:
    """The name of a lane at the left, in two lines if it is long."""
    if text_width(words, 13) <= 150:
        return [text(0, y, words)]
    first, _, second = words.partition(" ")
    while " " in second and text_width(f"{first} {second.partition(' ')[0]}", 13) <= 134:
        more, _, second = second.partition(" ")
        first = f"{first} {more}"
    return [text(0, y - 7, first), text(0, y + 7, second)]


def _upright(words: str, x: float, y: float) -> str:
    return text(x, y, words, "t2", transform=f"rotate(-90 {x:.1f} {y:.1f})")


def _ground(canvas: TimelineCanvas, timeline: DrawnTimeline, across: tuple[float, float]) -> None:
    """What lies behind: the time without a council, a line for each year, the last day known."""
    scale = canvas.scale
    for day, edge in ((timeline.begins, scale.first), (timeline.ended, scale.last)):
        if day and scale.first < day < scale.last:
            canvas.add(canvas.rect((scale(edge), scale(day)), across, "before"))
            words = f"begins {short_day(day)}" if edge == scale.first else f"ended {short_day(day)}"
            if canvas.is_wide:
                canvas.add(
                    text(
                        scale(day) + (-4 if edge == scale.first else 4),
                        across[1] - 4,
                        words,
                        "t2 end" if edge == scale.first else "t2",
                    )
                )
            else:
                canvas.add(text(across[1] - 2, scale(day) + (12 if edge == scale.first else -4), words, "t2 end"))
    for _, place in scale.years():
        canvas.add(canvas.line((place, place), across, "grid"))
    canvas.add(canvas.line((scale.end, scale.end), across if not canvas.is_wide else (16, across[1]), "known"))


def _names(timeline: DrawnTimeline, scale: TimeScale) -> list[tuple[str, float, int]]:
    """The names of the inspections: words, middle, row from below. What fits into none of three rows is left out."""
    taken: list[list[tuple[float, float]]] = [[], [], []]
    found = []
    for chip in sorted(timeline.chips, key=lambda chip: chip.span.earliest):
        if not chip.name:
            continue
        half = text_width(chip.name, 12) / 2
        middle = min(max(_middle(chip.span, scale), half + 2), 738 - half)
        for row, others in enumerate(taken):
            # The last row is that of the words about the last day.
            limit = 738.0 if row < 2 else 590.0
            free = all(middle + half + 4 < first or middle - half - 4 > last for first, last in others)
            if free and middle + half <= limit:
                others.append((middle - half, middle + half))
                found.append((chip.name, middle, row))
                break
    return found


def _judgements(canvas: TimelineCanvas, timeline: DrawnTimeline, rows: Sequence[tuple[float, float]]) -> None:
    """The bands, and the chips upon them."""
    scale = canvas.scale
    for band in timeline.bands:
        across, size = rows[band.row]
        along = scale(band.begins), scale(band.ends)
        inner = across + 3, across + size - 3
        name = grade_class(band.grade).removeprefix("gr-")
        canvas.add(canvas.rect(along, inner, f"b-{name}"))
        if name == "i":
            canvas.add(*_hatch(canvas, along, inner))
    for row in range(len(rows)):
        chips = [chip for chip in timeline.chips if chip.row == row]
        for chip, place, size in spread_chips(chips, scale, CHIP if canvas.is_wide else 15.0):
            last = rows[chip.row + chip.rows - 1]
            canvas.add(_chip(canvas, chip, place, size, (rows[row][0], last[0] + last[1])))


def _hatch(canvas: TimelineCanvas, along: tuple[float, float], across: tuple[float, float]) -> list[str]:
    """Slanted lines over a band, so that the worst grade is seen without colour too."""
    first, last = sorted(along)
    deep = across[1] - across[0]
    step = f"l{deep:.0f} {-deep:.0f}" if canvas.is_wide else f"l{-deep:.0f} {deep:.0f}"
    lines = []
    place = first + 2
    while place + deep <= last - 1:
        x, y = canvas.point(place, across[1])
        lines.append(f"M{x:.0f} {y:.0f}{step}")
        place += 6
    return [path("".join(lines), "hatch")] if lines else []


def spread_chips(chips: Sequence[Chip], scale: TimeScale, size: float) -> list[tuple[Chip, float, float]]:
    """The chips of a row with the place and the size of each. Those that collide are smaller and, at last, moved."""
    if not chips:
        return []
    ordered = sorted([(_middle(chip.span, scale), chip) for chip in chips], key=itemgetter(0))
    places = [place for place, _ in ordered]
    gaps = [size + 1, *(abs(after - before) for before, after in pairwise(places)), size + 1]
    sizes = [min(size, max(min(before, after), LEAST_CHIP)) for before, after in pairwise(gaps)]
    for number in range(1, len(places)):
        room = (sizes[number - 1] + sizes[number]) / 2
        places[number] = max(places[number], places[number - 1] + room)
    return [(chip, place, size) for (_, chip), place, size in zip(ordered, places, sizes, strict=True)]


def _chip(canvas: TimelineCanvas, chip: Chip, place: float, size: float, across: tuple[float, float]) -> str:
    name = grade_class(chip.grade).removeprefix("gr-")
    letters = grade_letter(chip.grade)
    along = place - size / 2, place + size / 2
    parts = [title(chip.title)]
    if not chip.span.exact:
        parts += _whisker(canvas, chip.span, along, sum(across) / 2)
    parts.append(canvas.rect(along, across, f"c-{name}"))
    if not chip.span.exact:
        parts.append(canvas.rect(along, across, "edge"))
    x, y = canvas.point(place, sum(across) / 2)
    small = len(letters) > 1 and size < 16 and canvas.is_wide
    parts.append(text(x, y + 4.2, letters, f"tb mid l-{name}", **({"font_size": "9"} if small else {})))
    if chip.disputed:
        parts += _unequal(*((along[1] - 1, across[0]) if canvas.is_wide else (across[0] - 1, place)))
    return group(*parts)


def _unequal(x: float, y: float) -> list[str]:
    return [circle(x, y, 5.5, "ne"), text(x, y + 3.4, "≠", "ne-t mid")]


def _whisker(canvas: TimelineCanvas, span: DrawnSpan, along: tuple[float, float], across: float) -> list[str]:
    """A dotted line between the days that a date can mean, with ends, where it is longer than the mark."""
    first, last = sorted((canvas.scale(span.earliest), canvas.scale(span.latest)))
    if last - first <= WHISKER or (first >= along[0] and last <= along[1]):
        return []
    ends = [canvas.line((place, place), (across - 3, across + 3), "axis") for place in (first, last)]
    return [canvas.line((first, last), (across, across), "soft"), *ends]


def _middle(span: DrawnSpan, scale: TimeScale) -> float:
    return (scale(span.earliest) + scale(span.latest)) / 2


def _pitch(lane: Lane, is_wide: bool) -> float:
    shapes = {mark.shape for mark in lane.marks}
    if Shape.BOX in shapes:
        return 18 if is_wide else 15
    return 19 if Shape.CIRCLE in shapes or Shape.DIAMOND in shapes else 14


SIZES = {Shape.CIRCLE: 8.0, Shape.DIAMOND: 7.0, Shape.BOX: 7.0, Shape.BAR: 2.5, Shape.TRIANGLE: 6.0}
TAIL = {True: 26.0, False: 20.0}


class Placed(NamedTuple):
    """A mark along the axis of one of the forms."""

    mark: Mark
    middle: float
    # From where to where it is drawn, with its name.
    first: float
    last: float
    # Where its tail ends, if it has one.
    tail: float | None
    # Where its name begins, if it is written.
    name: float | None


def _placed(canvas: TimelineCanvas, mark: Mark) -> Placed:
    """Where a mark is. Its tail, or the time until it ended, goes towards the present."""
    scale, size = canvas.scale, SIZES[mark.shape]
    begin, end = scale(mark.span.earliest), scale(mark.span.latest)
    middle = (begin + end) / 2
    ends = [middle - size, middle + size]
    if not mark.span.exact:
        ends += [begin, end]
    tail = None
    if mark.until:
        ends += [scale(mark.until.earliest), scale(mark.until.latest)]
    elif mark.has_end:
        tail = _tail(canvas, middle, size)
        ends.append(tail)
    first, last = min(ends), max(ends)
    if not canvas.is_wide or not mark.name:
        return Placed(mark, middle, first, last, tail, None)
    # Within its bar, at its right, or at its left near the last day.
    width = text_width(mark.name, 12)
    name = middle + size + 3
    if not (mark.until and mark.until.exact and scale(mark.until.earliest) - name > width + 2):
        name = last + 4 if last + 4 + width <= scale.end + 22 else first - 4 - width
    return Placed(mark, middle, min(first, name), max(last, name + width), tail, name)


def _tail(canvas: TimelineCanvas, middle: float, size: float) -> float:
    """Where the tail of a mark without an end stops: never beyond the last day."""
    forward = 1 if canvas.is_wide else -1
    begin = middle + forward * size
    end = begin + forward * TAIL[canvas.is_wide]
    return max(begin, min(end, canvas.scale.end)) if canvas.is_wide else min(begin, max(end, canvas.scale.end))


def packed(extents: Sequence[tuple[float, float]]) -> list[int]:
    """The row of each mark, from where to where it is drawn: the first row whose last mark ends before it begins."""
    ends: list[float] = []
    depths = [0] * len(extents)
    for (first, last), number in sorted(zip(extents, range(len(extents)), strict=True)):
        depth = next((depth for depth, end in enumerate(ends) if end + 1 <= first), len(ends))
        ends[depth : depth + 1] = [last]
        depths[number] = depth
    return depths


def _mark(canvas: TimelineCanvas, placed: Placed, across: float) -> str:
    scale, mark = canvas.scale, placed.mark
    place, size = placed.middle, SIZES[mark.shape]
    cls = "mk" if mark.span.exact else "mk-open"
    parts = [title(mark.title)]
    if not mark.span.exact:
        parts += _whisker(canvas, mark.span, (place - size, place + size), across)
    if mark.until:
        begin, end = scale(mark.until.earliest), scale(mark.until.latest)
        parts.append(canvas.rect((place, begin), (across - 6, across + 6), "bar"))
        if not mark.until.exact:
            parts.append(canvas.rect((begin, end), (across - 6, across + 6), "bar-soft"))
    elif placed.tail is not None:
        begin = place + (size if canvas.is_wide else -size)
        parts.append(canvas.line((begin, placed.tail), (across, across), "tail"))
    x, y = canvas.point(place, across)
    parts.append(_shape(canvas, mark.shape, x, y, cls))
    if mark.letter:
        parts.append(text(x, y + 4, mark.letter, "on mid" if mark.span.exact else "off mid"))
    if placed.name is not None:
        parts.append(text(placed.name, across + 4.2, mark.name, "t2"))
    if mark.disputed:
        parts.append(text(x + size + 1, y - 3, "≠", "ne-t"))
    return group(*parts)


def _shape(canvas: TimelineCanvas, shape: Shape, x: float, y: float, cls: str) -> str:
    if shape is Shape.CIRCLE:
        return circle(x, y, 8, cls)
    if shape is Shape.BOX:
        return rect(x - 7, y - 7, 14, 14, cls)
    if shape is Shape.BAR:
        width, height = canvas.point(3, 11)
        return rect(x - width / 2, y - height / 2, width, height, cls)
    if shape is Shape.DIAMOND:
        return path(f"M{x:.1f} {y - 7:.1f}l7 7-7 7-7-7z", cls)
    return path(f"M{x:.1f} {y - 5:.1f}l5.5 10h-11z", cls)


KEY = {
    Shape.CIRCLE: "monitoring visit, with its number",
    Shape.DIAMOND: "focused visit",
    Shape.BOX: "intervention",
    Shape.BAR: "meeting",
}


def key_of(timeline: DrawnTimeline) -> list[tuple[Markup, str]]:
    """What the signs of a drawing mean: only those that are in it."""
    marks = [mark for lane in timeline.lanes for mark in lane.marks]
    spans = [mark.span for mark in marks] + [chip.span for chip in timeline.chips]
    found = []
    if timeline.bands:
        found.append((_sign(rect(1, 3, 22, 12, "b-g")), "in force"))
    for shape, words in KEY.items():
        if any(mark.shape is shape for mark in marks):
            canvas = TimelineCanvas(True, TimeScale(timeline.known_to, timeline.known_to, 0, 0))
            found.append((_sign(_shape(canvas, shape, 12, 9, "mk")), words))
    for lane in timeline.lanes:
        if lane.marks and lane.marks[0].shape is Shape.TRIANGLE:
            canvas = TimelineCanvas(True, TimeScale(timeline.known_to, timeline.known_to, 0, 0))
            found.append((_sign(_shape(canvas, Shape.TRIANGLE, 12, 9, "mk")), "other record, named by its lane"))
            break
    if any(mark.has_end and not mark.until for mark in marks):
        found.append((_sign(line(1, 9, 23, 9, "tail")), "no end recorded"))
    if not all(span.exact for span in spans):
        found.append((_sign(circle(12, 9, 7, "mk-open")), "hollow or dotted: day not known exactly"))
    if any(mark.disputed for mark in marks) or any(chip.disputed for chip in timeline.chips):
        found.append((_sign(*_unequal(12, 9)), "sources differ on the date"))
    found.append((_sign(line(12, 0, 12, 18, "known")), f"known to {short_day(timeline.known_to)}"))
    return found


def _sign(*parts: str) -> Markup:
    # The parts are those of the drawing.
    return Markup(element("svg", *parts, viewBox="0 0 24 18", width=24, height=18, aria_hidden="true"))  # noqa: S704
