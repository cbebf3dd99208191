"""What the charts share: their two forms, elements of SVG, and scales.

A chart has a wide form, shown where there is room, and a tall one for phones. In both, one unit is about a pixel.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup, escape


class Form(StrEnum):
    """The form of a drawing."""

    WIDE = "wide"
    TALL = "tall"


WIDTHS = {Form.WIDE: 740, Form.TALL: 290}
# How wide a character is on average, as a part of the size of the type.
CHARACTER = 0.53


class Scale(NamedTuple):
    """Values from `low` to `high` on a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)


class YearTick(NamedTuple):
    """The first day of a year on a scale, with its label if there is room for one."""

    at: float
    label: str


def element(name: str, *children: str, **attributes: str | float) -> Markup:
    """An element of SVG. Text is escaped. `class_` is the attribute `class`, and `text_anchor` is `text-anchor`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value))}"' for key, value in attributes.items()
    )
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")  # noqa: S704


def number(value: str | float) -> str:
    """A coordinate with at most one decimal, or text as it is."""
    # Adding 0 makes 0 of -0.
    return value if isinstance(value, str) else f"{round(value, 1) + 0.0:g}"


def drawing(
    name: str, form: Form, height: float, title: str, description: str, parts: Sequence[str], width: float | None = None
) -> Markup:
    """A picture with its title and description. `name` makes the ids, so it occurs once on a page for each form."""
    key = f"{name}-{form}"
    return element(
        "svg",
        element("title", title, id=f"{key}-t"),
        element("desc", description, id=f"{key}-d"),
        *parts,
        class_=f"chart-{form}",
        role="img",
        aria_labelledby=f"{key}-t {key}-d",
        viewBox=f"0 0 {number(WIDTHS[form] if width is None else width)} {number(height)}",
    )


def both(draw: Callable[[Form], Markup]) -> Markup:
    """Both forms of a drawing. The stylesheet shows one."""
    return draw(Form.WIDE) + draw(Form.TALL)


def label(text: str, x: float, y: float, kind: str = "", anchor: str = "start") -> Markup:
    """Text of a drawing. `kind` adds a class."""
    return element("text", text, x=x, y=y, **({"class_": kind} if kind else {}), text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def path(points: Sequence[tuple[float, float]], kind: str, closed: bool = False) -> Markup:
    """A line through points."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=f"M{steps}{'Z' if closed else ''}", class_=kind)


def percent(value: float, decimals: int = 0) -> str:
    """A percentage. Its sign stays on the line of its number."""
    return f"{value:.{decimals}f}\u00a0%"


def text_width(text: str, size: float = 13) -> float:
    """About how wide a text is."""
    return CHARACTER * size * len(text)


def years(first: date, last: date, start: float, end: float) -> tuple[Scale, list[YearTick]]:
    """A scale of days, and the first day of each year on it. Labels stand where one has room for 34 units."""
    scale = Scale(first.toordinal(), last.toordinal(), start, end)
    apart = (end - start) / ((last - first).days or 1) * 365.25
    every = 1 if apart >= 34 else 2 if apart >= 17 else 5
    begins = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    ticks = [
        YearTick(scale(day.toordinal()), str(day.year) if day.year % every == 0 else "")
        for day in begins
        if day >= first
    ]
    return scale, ticks


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
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
