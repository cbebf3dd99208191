"""A small line without axes: the share good or outstanding of a group, and a thin line for all."""

from collections.abc import Sequence

from markupsafe import Markup

from app.explorer.charts.parts import Scale, path
from app.explorer.charts.series import Point
from app.explorer.svg import TimeScale, circle, element, title

WIDTH, HEIGHT = 144, 34
# Room for the dot at the end, and for the thickness of the line.
EDGE = 4


def draw(name: str, points: Sequence[Point], among: Sequence[Point]) -> Markup:
    """The line of a group over that of all, both on days on which nine in ten have a grade.

    It is hidden from screen readers, because the share stands beside it in words.
    """
    days = [point.day for point in (*points, *among) if point.is_reliable]
    if not days:
        return Markup()
    across = TimeScale(min(days), max(days), EDGE, WIDTH - EDGE)
    up = Scale(0, 100, HEIGHT - EDGE, EDGE)
    own = _places(points, across, up)
    parts = [path(_places(among, across, up), "s-thin"), path(own, "s-line")]
    if own:
        parts.append(circle(*own[-1], 3, "s-dot"))
    drawn = element(
        "svg",
        title(f"{name}, and all of England"),
        *parts,
        cls="spark",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden="true",
    )
    # `title` escaped the name, and all else is numbers.
    return Markup(drawn)  # noqa: S704


def _places(points: Sequence[Point], across: TimeScale, up: Scale) -> list[tuple[float, float]]:
    return [(across(point.day), up(point.percent)) for point in points if point.is_reliable]
