"""Waiting times: how long ago the last full inspection of each council began."""

from typing import Any

from pydantic import ConfigDict, Field

from app.analysis.waiting import RankWithin, Wait, waits
from app.listing.page import Page, PageOf, rows_page, start_of
from app.listing.parameters import CouncilFilter, ListQuery, NumberOfDays, QueryDate, parameter
from app.partial_date import PartialDate
from app.queries.histories import AsAtFilter, OfCouncil, Stated, TypeFilter, choose, named, read_facts
from app.releases.snapshot import Snapshot
from app.vocabulary import Undated


class WaitingTimeQuery(ListQuery, AsAtFilter, CouncilFilter, TypeFilter):
    """The parameters of the waiting times."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    published_by: QueryDate | None = parameter(
        "Only inspections whose reports are known to have been published by this day; a month or a year means its "
        "last day. The default is `as_at`.",
        "2024-04-30",
    )
    rank_within: RankWithin = Field(
        RankWithin.NATION,
        description="Whether councils are ranked in all of England (`nation`, the default) or in their region. "
        "`council`, `region` and `council_type` choose rows and change no rank.",
        examples=["region"],
    )
    waited_at_least: NumberOfDays | None = parameter(
        "Only councils that have waited so many days or more. It chooses rows and changes no rank.", 1096
    )


class WaitingTimeFields(OfCouncil):
    """How long ago the last full inspection of a council began."""

    inspection_code: str | None = Field(
        description="Its last full inspection that had begun by `as_at` and was published by `published_by`; "
        "null if none is recorded.",
        examples=["medway-ilacs-2023-07"],
    )
    framework_code: str | None = Field(description="Its framework; null if none is recorded.", examples=["ilacs"])
    started_on: PartialDate | None = Field(
        description="Its first day on site; null if none is recorded.", examples=["2023-07-17"]
    )
    days: int | None = Field(description="Days from then to `as_at`; null if that day is not known.", examples=[258])
    undated: Undated | None = Field(
        description="Why there are no days; null if there are.", examples=["from_not_known"]
    )
    rank: int | None = Field(
        description="1 is the longest wait; equal waits share a rank, and as many ranks are skipped. Null if there are "
        "no days.",
        examples=[3],
    )
    of: int = Field(description="How many councils are ranked.", examples=[151])
    rank_within: RankWithin = Field(description="Where the council is ranked.", examples=["nation"])


class WaitingTimePublic(Stated, WaitingTimeFields):
    """How long ago the last full inspection of a council began, with the days that it is about."""


class WaitingTimePage(PageOf[WaitingTimePublic], Stated):
    """A page of waiting times, with the days that they are about."""


def find_waiting_times(snapshot: Snapshot, query: WaitingTimeQuery) -> Page:
    """A page of waiting times, the longest first."""
    start = start_of(snapshot, "waiting-times", query, int)
    facts = read_facts(snapshot)
    chosen = {history.council.code for history in choose(snapshot, facts, query, query.council_type)}
    as_at = facts.day("as_at", query.as_at)
    # The filters choose rows. The ranks are those among all councils.
    published_by = facts.day("published_by", query.published_by) if query.published_by else as_at
    found = waits([history.published_by(published_by) for history in facts.councils], as_at, query.rank_within)
    rows = [wait for wait in found if wait.council.code in chosen and _waited(wait, query.waited_at_least)]
    stated = facts.stated(as_at, published_by)
    return rows_page(start, rows, lambda wait: _public(wait, query.rank_within) | stated, stated)


def _waited(wait: Wait, least: int | None) -> bool:
    return least is None or (wait.waited.days is not None and wait.waited.days >= least)


def _public(wait: Wait, within: RankWithin) -> dict[str, Any]:
    last = wait.inspection
    return {
        **named(wait.council),
        "inspection_code": last and last.code,
        "framework_code": last and last.framework_code,
        "started_on": last and last.started_on,
        "days": wait.waited.days,
        "undated": wait.waited.undated and wait.waited.undated.value,
        "rank": wait.rank,
        "of": wait.of,
        "rank_within": within.value,
    }
