"""The panel: a row for each council and year."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from app.analysis.facts import History
from app.analysis.panel import PanelRow, Unit, panel_row, years_of
from app.listing.page import Key, Page, PageOf, computed_page, start_of
from app.listing.parameters import CouncilFilter, Digits, ListQuery, in_order, parameter
from app.partial_date import PartialDate
from app.queries.aspects import AbsencesHeld, GradesHeld, RanksHeld, VerdictsByAspect, verdicts_by_aspect
from app.queries.histories import Facts, OfCouncil, PublishedFilter, Stated, TypeFilter, choose, named, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import GRADE_RANK, OutcomeStatus

PanelYear = Annotated[int, Field(ge=1990, le=2999), Digits]


class PanelQuery(ListQuery, CouncilFilter, TypeFilter, PublishedFilter):
    """The parameters of the panel."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: Unit = Field(
        Unit.COUNCIL_YEAR, description="What a row is; the default is `council-year`.", examples=["council-year"]
    )
    first: PanelYear | None = parameter(
        "The first year. The default is the year in which the first full inspection of these councils had ended.",
        2015,
        alias="from",
    )
    last: PanelYear | None = parameter(
        "The last year. The default is the last year that was over on `known_to`, the day up to which the sources "
        "reach. A later year that ends within a year of it is answered with `as_at_beyond_known`.",
        2023,
        alias="to",
    )


class PanelFields(OfCouncil):
    """A council in a year: what was inspected in it, and what was in force on its last day."""

    year: int = Field(description="The year.", examples=[2023])
    inspected: bool = Field(description="Whether a full inspection ended in the year.", examples=[True])
    inspection_codes: list[str] = Field(
        description="The full inspections that ended in the year, oldest first.", examples=[["medway-ilacs-2023-07"]]
    )
    monitoring_visits: int = Field(description="Recorded monitoring visits in the year.", examples=[0])
    focused_visits: int = Field(description="Recorded focused visits in the year.", examples=[0])
    status: OutcomeStatus = Field(
        description="Whether an inspection was in force on the last day of the year, and if not, why.",
        examples=["in_force"],
    )
    inspection_code: str | None = Field(
        description="The inspection in force; null if there is none.", examples=["medway-ilacs-2023-07"]
    )
    framework_code: str | None = Field(description="Its framework; null if there is none.", examples=["ilacs"])
    ended_on: PartialDate | None = Field(
        description="Its last day on site; null if there is none or it is not known.", examples=["2023-07-28"]
    )
    grade: GradesHeld = Field(description="The grade in force in each aspect.")
    grade_rank: RanksHeld = Field(description=f"The rank of each grade. {GRADE_RANK}")
    absence: AbsencesHeld = Field(description="Why there is none, where an inspection is in force.")


class PanelRowPublic(Stated, PanelFields):
    """A council in a year, with the days that the row is about: `as_at` is the last day of the year."""


class PanelPage(PageOf[PanelRowPublic]):
    """A page of the panel, with the day up to which the sources reach."""

    known_to: date = Field(
        description="The day up to which the sources reach; `/v1/releases/current` says how that is known.",
        examples=["2026-08-22"],
    )


def find_panel(snapshot: Snapshot, query: PanelQuery) -> Page:
    """A page of the panel, by council and year."""
    start = start_of(snapshot, "panel", query, str, int)
    facts = read_facts(snapshot)
    councils = choose(snapshot, facts, query, query.council_type)
    first, last = _years(facts, councils, query)
    by_code = {history.council.code: history for history in councils}
    keys: list[Key] = [(code, year) for code, one in by_code.items() for year in years_of(one.council, first, last)]
    verdicts = verdicts_by_aspect(snapshot)
    published_by = facts.published_by(query.published_by)

    def build(key: Key) -> dict[str, Any]:
        code, year = str(key[0]), int(key[1])
        visits = facts.monitoring_visits.get(code, ()), facts.focused_visits.get(code, ())
        row = _public(panel_row(by_code[code], year, *visits, published_by), verdicts)
        return row | facts.stated(date(year, 12, 31), published_by)

    return computed_page(start, keys, lambda wanted: [build(key) for key in wanted], {"known_to": facts.known_to})


def _years(facts: Facts, councils: Sequence[History], query: PanelQuery) -> tuple[int, int]:
    """The first and the last year of the panel. Raises BadQuery if the last ends too long after `known_to`."""
    known_to = facts.known_to
    over = known_to.year - (known_to < date(known_to.year, 12, 31))
    last = over if query.last is None else query.last
    if query.last is not None:
        facts.day("to", f"{query.last}-12-31")
    begun = min((history.inspections[0].ended_by.year for history in councils if history.inspections), default=last)
    first = min(begun, last) if query.first is None else query.first
    in_order("from", first, "to", last)
    return first, last


def _public(row: PanelRow, verdicts: VerdictsByAspect) -> dict[str, Any]:
    held = row.held
    code = held.code if held else None
    return {
        **named(row.council),
        "year": row.year,
        "inspected": bool(row.inspections),
        "inspection_codes": [one.code for one in row.inspections],
        "monitoring_visits": row.monitoring_visits,
        "focused_visits": row.focused_visits,
        "status": row.status.value,
        "inspection_code": code,
        "framework_code": held and held.framework_code,
        "ended_on": held and held.ended_on,
        **verdicts[code],
    }
