"""Parts of drawings: elements with escaped text, numbers in few digits, the width of a text, a scale of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from html import escape
from math import isfinite
from typing import Any

from markupsafe import Markup

# The mean width of a letter of Arial, in parts of its size.
LETTER = 0.53


@lru_cache(maxsize=4_096)
def num(value: float) -> str:
    """A number with at most one decimal. Raises ValueError for what is no finite number."""
    if not isfinite(value):
        raise ValueError("a drawing needs finite numbers")
    # Adding 0 makes 0 of -0.
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def element(name: str, *parts: str, **attributes: Any) -> str:
    """An element. `parts` are its contents, which are SVG already.

    Numbers of `attributes` are shortened, and their texts escaped. `cls` is the class, and `stroke_width` becomes
    `stroke-width`. An attribute that is None is left out. `rect`, `line` and the others below take a tenth of the
    time; a page of a council has hundreds of them.
    """
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    return f"<{name}{written}>{''.join(parts)}</{name}>" if parts else f"<{name}{written}/>"


def _attribute(key: str, value: Any) -> str:
    name = "class" if key == "cls" else key.replace("_", "-")
    return f' {name}="{num(value) if isinstance(value, int | float) else escape(str(value))}"'


def rect(x: float, y: float, width: float, height: float, cls: str) -> str:
    """A rectangle. The class of this and of the next ones is one of the stylesheet, so it needs no escape."""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}" class="{cls}"/>'


def line(x1: float, y1: float, x2: float, y2: float, cls: str) -> str:
    """A line from one point to another."""
    return f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" class="{cls}"/>'


def circle(x: float, y: float, radius: float, cls: str) -> str:
    """A circle around a point."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" class="{cls}"/>'


def path(steps: str, cls: str) -> str:
    """A line or a form by its steps, which are made of numbers and letters."""
    return f'<path d="{steps}" class="{cls}"/>'


def group(*parts: str) -> str:
    """Elements that belong together."""
    return f"<g>{''.join(parts)}</g>"


def text(x: float, y: float, words: str, cls: str | None = None, **attributes: Any) -> str:
    """A text that begins at a point; with the class `mid` or `end`, one that has its middle or its end there."""
    written = f' class="{cls}"' if cls else ""
    if attributes:
        written += "".join([_attribute(key, value) for key, value in attributes.items()])
    return f'<text x="{num(x)}" y="{num(y)}"{written}>{escape(words)}</text>'


def title(words: str) -> str:
    """What a mouse over an element shows."""
    return f"<title>{escape(words)}</title>"


def text_width(words: str, size: float) -> float:
    """About how wide a text is."""
    return LETTER * size * len(words)


def drawing(
    name: str, heading: str, description: str, width: float, height: float, parts: Iterable[str], cls: str
) -> Markup:
    """A whole drawing. `name` begins its ids, so it is another one for each drawing of a page."""
    # Every text and attribute in here was escaped by the functions above.
    return Markup(  # noqa: S704
        element(
            "svg",
            element("title", escape(heading), id=f"{name}-t"),
            element("desc", escape(description), id=f"{name}-d"),
            *parts,
            role="img",
            viewBox=f"0 0 {num(width)} {num(height)}",
            aria_labelledby=f"{name}-t {name}-d",
            cls=cls,
        )
    )


@dataclass(frozen=True)
class TimeScale:
    """Where a day is: from `start` for the day `first` to `end` for the day `last`. Days beyond are at these ends."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        days = (day - self.first).days
        if days <= 0:
            return self.start
        if days >= self._days:
            return self.end
        return self.start + days * self._day

    @cached_property
    def _days(self) -> int:
        return (self.last - self.first).days

    @cached_property
    def _day(self) -> float:
        """The length of a day, with its sign."""
        return (self.end - self.start) / max(self._days, 1)

    @property
    def year(self) -> float:
        """The length of a year, without sign."""
        return abs(self._day) * 365.25

    def years(self) -> list[tuple[int, float]]:
        """Each year whose first day is on the scale, and where that day is."""
        return [
            (year, self(date(year, 1, 1)))
            for year in range(self.first.year, self.last.year + 1)
            if self.first <= date(year, 1, 1) <= self.last
        ]

    def labelled(self) -> set[int]:
        """The years with a label: each, every second, or every fifth one, as there is room."""
        step = 1 if self.year >= 34 else 2 if self.year >= 17 else 5
        years = [year for year, _ in self.years()]
        return {year for year in years if (year - (years[0] if step < 5 else 0)) % step == 0}
