"""Outcomes: the judgement in force for each council as at a day."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router, tabled
from app.http.responses import answer_list, answer_table
from app.http.strict_route import StoreDep, costly
from app.queries.outcomes import (
    OutcomeAnswer,
    OutcomePublic,
    OutcomeQuery,
    OutcomeShape,
    SeriesPage,
    SeriesPoint,
    SeriesQuery,
    SummaryPublic,
    SummaryQuery,
    WideOutcomePublic,
    find_outcomes,
    find_series,
    find_wide_outcomes,
    get_summary,
)

routes = router("Outcomes")


@routes.get("/v1/outcomes", **listed(OutcomePublic, page=OutcomeAnswer))
@costly
def list_outcomes(request: Request, store: StoreDep, query: Annotated[OutcomeQuery, Query()]) -> Response:
    """The judgement in force for each council as at a day, by council and aspect.

    **In force** is what the latest full inspection says of those that had *ended* by `as_at` and, if `published_by` is
    given, are known to have been *published* by that day. Full inspections are those under a framework that judges
    children's services as a whole (`full_inspection`), reviews of a safeguarding board excepted. An inspection has
    ended by the latest day that its dates can mean; one whose end is not known, by the latest day that its start can
    mean. One whose publication is not known to lie on or before `published_by` does not count as published.

    There is a row for every council asked about, even if no grade is in force. `status` says why: the council did not
    exist yet, no longer existed, or had no inspection that counts. A successor inherits nothing from the council before
    it. If the inspection in force gives no grade in the aspect, `absence` says why. The grade of an earlier inspection
    never takes its place.

    `held_for_days` counts from that inspection's last day on site to `as_at`.

    `shape=wide` has a row for each council in place of one for each council and aspect. In CSV each aspect then has
    three columns: `grade_overall`, `grade_rank_overall` and `absence_overall`, and so on.
    """
    find, shape = (
        (find_wide_outcomes, WideOutcomePublic) if query.shape is OutcomeShape.WIDE else (find_outcomes, OutcomePublic)
    )
    with store.snapshot() as snapshot:
        page = find(snapshot, query)
    return answer_list(request, query, page, shape)


@routes.get("/v1/outcomes/summary", **tabled(SummaryPublic))
@costly
def read_outcome_summary(request: Request, store: StoreDep, query: Annotated[SummaryQuery, Query()]) -> Response:
    """The outcomes as at a day, counted by grade: for the nation, or for each region.

    Counts are of the rows of `/v1/outcomes` for the same day and aspect, each row in exactly one group. `total` is the
    councils that existed on the day. `graded` is those of them that hold a grade, and the denominator of every
    percentage, which is rounded to one decimal, halves upwards. `share_known` is `graded` as a percentage of `total`,
    and `total` is `graded` + `not_graded` +
    `statuses.no_inspection_recorded` + `statuses.none_published`. `outcomes_url` of a group lists the rows that were
    counted. As CSV and NDJSON each group is a row, with the question beside it.
    """
    with store.snapshot() as snapshot:
        record = get_summary(snapshot, query)
    return answer_table(request, query, record, SummaryPublic, "groups", SeriesPoint)


@routes.get("/v1/outcomes/series", **listed(SeriesPoint, page=SeriesPage))
@costly
def list_outcome_series(request: Request, store: StoreDep, query: Annotated[SeriesQuery, Query()]) -> Response:
    """The summary of outcomes through time, for a chart: as at the last day of each month, quarter or year.

    Each item is what `/v1/outcomes/summary` says of that day and group. Quarters and years are those of the calendar,
    so that `every=quarter` holds the 31 March of Ofsted's yearly statistics. At most 600 days.

    The records of early years are few. `share_known` is the percentage of councils that hold a grade, and
    `mostly_known_from` the first day on which 90 % of them do. A chart should begin there.
    """
    with store.snapshot() as snapshot:
        page = find_series(snapshot, query)
    return answer_list(request, query, page, SeriesPoint)
