"""What the charts share: their two forms, lines, labels, and a scale of numbers.

A chart has a wide form, shown where there is room, and a tall one for phones. In both, one unit is about a pixel.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup

from app.explorer import svg
from app.explorer.svg import num


class ChartForm(StrEnum):
    """The form of a drawing."""

    WIDE = "wide"
    TALL = "tall"


WIDTHS = {ChartForm.WIDE: 740, ChartForm.TALL: 290}


class Scale(NamedTuple):
    """Values from `low` to `high` on a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)


def drawing(name: str, form: ChartForm, height: float, title: str, description: str, parts: Sequence[str]) -> Markup:
    """A picture with its title and description. `name` makes the ids, so it occurs once on a page for each form."""
    return svg.drawing(f"{name}-{form}", title, description, WIDTHS[form], height, parts, f"chart-{form}")


def both(draw: Callable[[ChartForm], Markup]) -> Markup:
    """Both forms of a drawing. The stylesheet shows one."""
    return draw(ChartForm.WIDE) + draw(ChartForm.TALL)


def label(words: str, x: float, y: float, kind: str = "", anchor: str = "") -> str:
    """Text of a drawing. `kind` is a class. `anchor` is `mid` or `end` for a text that has its middle or end there."""
    return svg.text(x, y, words, f"{kind} {anchor}".strip() or None)


def path(points: Sequence[tuple[float, float]], kind: str, closed: bool = False) -> str:
    """A line through points."""
    steps = "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return svg.path(f"M{steps}{'Z' if closed else ''}", kind)


def percent_text(value: float, decimals: int = 0) -> str:
    """A percentage. Its sign stays on the line of its number."""
    return f"{value:.{decimals}f}\u00a0%"


def spread_labels(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places for labels, as near as possible to those wanted, `apart` from each other and between `low` and `high`."""
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    placed: list[float] = []
    for one in order:
        placed.append(max(wanted[one], placed[-1] + apart if placed else low))
    ceiling = high
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], ceiling)
        ceiling = placed[place] - apart
    found = [0.0] * len(wanted)
    for one, at in zip(order, placed, strict=True):
        found[one] = at
    return found
