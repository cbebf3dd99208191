"""Spells."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, costly
from app.queries.spells import SpellPage, SpellPublic, SpellQuery, find_spells

routes = router("Spells")


@routes.get("/v1/spells", **listed(SpellPublic, page=SpellPage))
@costly
def list_spells(request: Request, store: StoreDep, query: Annotated[SpellQuery, Query()]) -> Response:
    """How long councils held a grade, ready for survival analysis, by council, oldest first.

    A **spell** begins on the day from which a full inspection's grade in the aspect counts, and lasts until the day
    from which the next full inspection of the council counts. That day is the inspection's last day on site, or with
    `clock=publication` the day its report became public; an inspection that is not known to have been published has no
    place on that clock, nor has one that came out after a later one. The same grade given again continues the spell,
    also under another framework, unless `split=true`. Only what had happened by `as_at` is looked at, so that each day
    on which a grade is in force for a council lies in exactly one of its spells, from `counts_from` to the day before
    `counts_to`.

    **Event and censoring.** `event` is true if the next full inspection gave another grade (`exit_grade`). Else the
    spell is censored, and `censoring` says why: the grade was still held on `as_at`, the council was abolished (its
    successor inherits nothing), or the next full inspection gave no grade in the aspect.

    **Entry.** `left_truncated` is true if no full inspection directly before gave a grade in the aspect: whether the
    same grade was held before is then not known.

    **Duration.** `duration_days` counts from `started_on` to `ended_on`, or to `as_at` while the grade is held. Where
    one of the two is not known to the day there is no duration, and `undated` says why.

    Visits are counted within a spell by the latest day that their dates can mean, on either clock.
    """
    with store.snapshot() as snapshot:
        page = find_spells(snapshot, query)
    return answer_list(request, query, page, SpellPublic)
