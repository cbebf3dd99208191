"""Authorities through time: all of them, and each group with its spark line, as the charts take them."""

from datetime import date
from typing import NamedTuple

from app.analysis.outcomes import OutcomeCounts
from app.explorer.charts import spark_line
from app.explorer.charts.series import Point, SeriesGroup
from app.queries import nation
from app.queries.nation import AuthoritiesBy
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, CouncilType

COUNCIL_TYPES = {word.value: word.label for word in CouncilType}


class Authorities(NamedTuple):
    """A group of authorities at its last day: its share, and its spark line."""

    name: str
    last: Point
    spark: str


def groups_through_time(
    snapshot: Snapshot, aspect: Aspect, by: AuthoritiesBy, as_at: date
) -> tuple[list[Point], list[tuple[SeriesGroup, Authorities]]]:
    """All authorities, and each group of them with its spark line, on the last days of quarters."""
    found = nation.nation_series(snapshot, aspect, by, as_at)
    points = {name: [_point(when, group) for when, group in days] for name, days in found.items()}
    whole = [
        Point(parts[0].day, *(sum(part[place] for part in parts) for place in (1, 2, 3)))
        for parts in zip(*points.values(), strict=True)
    ]
    groups = []
    for code, own in points.items():
        name = COUNCIL_TYPES[code] if by is AuthoritiesBy.COUNCIL_TYPE else code
        groups.append((SeriesGroup(name, own), Authorities(name, own[-1], spark_line.draw(name, own, whole))))
    return whole, groups


def _point(when: date, group: OutcomeCounts) -> Point:
    return Point(when, group.total, group.graded, group.good_or_outstanding)
