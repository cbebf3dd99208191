"""A panel: a row for each council and year, ready for a regression."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.analysis.facts import CouncilFacts, FullInspection, History, Visit
from app.analysis.verdicts import in_force
from app.vocabulary import OutcomeStatus


class Unit(StrEnum):
    """What a row of a panel is."""

    COUNCIL_YEAR = "council-year"


class PanelRow(NamedTuple):
    """A council in a year: what was inspected in it, and what was in force on its last day."""

    council: CouncilFacts
    year: int
    status: OutcomeStatus
    held: FullInspection | None
    inspections: tuple[FullInspection, ...]
    monitoring_visits: int
    focused_visits: int


def years_of(council: CouncilFacts, first: int, last: int) -> Iterable[int]:
    """The years in which a council existed on at least one day."""
    begun = council.established_on.year if council.established_on else first
    gone = council.abolished_on
    # A council that was abolished on a New Year's Day did not exist in that year.
    end = last if gone is None else gone.year - (gone == date(gone.year, 1, 1))
    return range(max(first, begun), min(last, end) + 1)


def panel_row(
    history: History,
    year: int,
    monitoring: Sequence[Visit],
    focused: Sequence[Visit],
    published_by: date | None = None,
) -> PanelRow:
    """One row. Inspections and visits count in the year of the latest day that their dates can mean.

    Inspections count only if they are known to have been published by `published_by`; all do if it is None.
    """
    status, held = in_force(history, date(year, 12, 31), published_by)
    return PanelRow(
        history.council,
        year,
        status,
        held,
        tuple(one for one in history.published_by(published_by).inspections if one.ended_by.year == year),
        sum(visit.happened_by.year == year for visit in monitoring),
        sum(visit.happened_by.year == year for visit in focused),
    )
