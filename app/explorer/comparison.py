"""Councils side by side: their overall grades and visits under one axis of time."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.analysis.facts import CouncilFacts, Visit
from app.explorer.council_timeline import grade_of
from app.explorer.timeline import Band, Chip, DrawnSpan, DrawnTimeline, Lane, Mark, Shape
from app.explorer.words import counted, days, grade_word
from app.partial_date import partial_date
from app.queries.council_history import InspectionInForce
from app.vocabulary import Aspect, Grade, Precision

# With more councils there is no room for visits on a phone, so neither drawing has them.
MOST_WITH_VISITS = 4
GOOD = (Grade.GOOD, Grade.OUTSTANDING)


class Compared(NamedTuple):
    """A council with its full inspections and its visits, oldest first."""

    council: CouncilFacts
    held: Sequence[InspectionInForce]
    monitoring_visits: Sequence[Visit]
    focused_visits: Sequence[Visit]


def comparison(councils: Sequence[Compared], frameworks: dict[str, str], known_to: date) -> DrawnTimeline:
    """One row of judgements for each council, and a lane of visits for each if there are few councils."""
    names = [one.council.name for one in councils]
    lanes = [
        Lane(f"Visits, {one.council.name}", marks)
        for one in councils
        if len(councils) <= MOST_WITH_VISITS and (marks := _visits(one))
    ]
    return DrawnTimeline(
        heading=f"Overall grades of {counted(len(councils), 'council')} through time",
        description="A row for each council. The tables below have the grades and the days between inspections.",
        known_to=known_to,
        rows=names,
        chips=[_chip(row, inspection, frameworks) for row, one in enumerate(councils) for inspection in one.held],
        bands=[
            Band(row, inspection.grades[Aspect.OVERALL], inspection.begins, inspection.ends or known_to)
            for row, one in enumerate(councils)
            for inspection in one.held
        ],
        lanes=lanes,
    )


def sentence(councils: Sequence[Compared]) -> str:
    """How many are good or outstanding now, and how many were inadequate at some time."""
    latest = [one.held[-1].grades[Aspect.OVERALL] for one in councils if one.held]
    good = sum(grade in GOOD for grade in latest)
    inadequate = sum(
        any(inspection.grades[Aspect.OVERALL] is Grade.INADEQUATE for inspection in one.held) for one in councils
    )
    begun = min((inspection.begins.year for one in councils for inspection in one.held), default=None)
    since = f" since {begun}" if begun else ""
    return (
        f"{good} of these {counted(len(councils), 'council')} {'is' if good == 1 else 'are'} good or outstanding now. "
        f"{inadequate} of them {'was' if inadequate == 1 else 'were'} inadequate at some time{since}."
    )


def grades_of(one: Compared, aspects: Sequence[Aspect]) -> list[Grade | None]:
    """What the last full inspection of a council gave in each aspect."""
    return [grade_of(one.held[-1], aspect) if one.held else None for aspect in aspects]


def _chip(row: int, inspection: InspectionInForce, frameworks: dict[str, str]) -> Chip:
    grade = inspection.grades[Aspect.OVERALL]
    begun = partial_date(inspection.started_on)
    ended = partial_date(inspection.ended_on or inspection.started_on)
    is_exact = begun.precision is ended.precision is Precision.DAY
    return Chip(
        row=row,
        grade=grade,
        span=DrawnSpan(begun.earliest, inspection.begins, is_exact),
        title=f"{frameworks[inspection.framework_code]}: {grade_word(grade).lower()}, "
        f"{days(inspection.started_on, inspection.ended_on)}",
    )


def _visits(one: Compared) -> list[Mark]:
    found = [(visit, Shape.CIRCLE, "Monitoring visit") for visit in one.monitoring_visits]
    found += [(visit, Shape.DIAMOND, "Focused visit") for visit in one.focused_visits]
    return [
        Mark(
            shape,
            DrawnSpan(visit.started_on.earliest, visit.happened_by, visit.started_on.precision is Precision.DAY),
            f"{name}, {days(visit.started_on, None)}",
            str(visit.ordinal or ""),
        )
        for visit, shape, name in sorted(found, key=lambda seen: (seen[0].happened_by, seen[0].code))
    ]
