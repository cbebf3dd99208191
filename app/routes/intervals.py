"""Intervals."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, costly
from app.queries.intervals import (
    IntervalPage,
    IntervalPublic,
    IntervalQuery,
    IntervalRowPage,
    IntervalRowPublic,
    IntervalRowQuery,
    find_interval_rows,
    find_intervals,
)

routes = router("Intervals")


@routes.get("/v1/intervals", **listed(IntervalPublic, page=IntervalPage))
@costly
def list_intervals(request: Request, store: StoreDep, query: Annotated[IntervalQuery, Query()]) -> Response:
    """How many days lie between two things that follow each other: number, median, quartiles, fewest and most.

    Only full inspections count. The measures:

    - `end_to_publication`, `start_to_publication`: from an inspection's last or first day on site to its publication.
    - `inadequate_to_first_monitoring_visit`: from the last day on site of an inspection that judged `aspect` inadequate
      to the first day of the monitoring visit after it whose number is 1. A visit with another number, or none, is
      not taken for the first.
    - `publication_to_first_meeting`: from publication to the first recorded meeting, on that day or later, that
      considered the inspection itself and not a visit after it.
    - `between_inspections`: from the first day on site of a full inspection to that of the council's next one,
      whatever their frameworks; it is counted under the later one.

    **Days are counted only between two dates that are known to the day.** Every other row is `excluded`, and listed at
    `rows_url` with the reason. Quantiles interpolate between the two nearest values (type 7: the default of R, NumPy
    and pandas, QUARTILE.INC of spreadsheets). Framework and year are those of the inspection that an interval is
    counted under; its year is that of the latest day by which it can have ended. `ended_by` and `published_by` choose
    the inspections before intervals are made; every other filter chooses intervals.
    """
    with store.snapshot() as snapshot:
        page = find_intervals(snapshot, query)
    return answer_list(request, query, page, IntervalPublic)


@routes.get("/v1/intervals/rows", **listed(IntervalRowPublic, page=IntervalRowPage))
@costly
def list_interval_rows(request: Request, store: StoreDep, query: Annotated[IntervalRowQuery, Query()]) -> Response:
    """The intervals one by one, by council, oldest first: those without days too, with the reason.

    What is measured is said at `/v1/intervals`.
    """
    with store.snapshot() as snapshot:
        page = find_interval_rows(snapshot, query)
    return answer_list(request, query, page, IntervalRowPublic)
