"""Transitions."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.http.dependencies import listed, router
from app.http.responses import answer_list
from app.http.strict_route import StoreDep, costly
from app.queries.transitions import (
    TransitionPage,
    TransitionPairPage,
    TransitionPairPublic,
    TransitionPairQuery,
    TransitionPublic,
    TransitionQuery,
    find_transition_pairs,
    find_transitions,
)

routes = router("Transitions")


@routes.get("/v1/transitions", **listed(TransitionPublic, page=TransitionPage))
@costly
def list_transitions(request: Request, store: StoreDep, query: Annotated[TransitionQuery, Query()]) -> Response:
    """Which grade became which from one full inspection of a council to the next, with the pairs behind each number.

    A **pair** is two consecutive full inspections of one council that both gave a grade in the aspect, in the order of
    the days by which they had ended. A full inspection between them that gave no grade in the aspect does not part
    them (`ungraded_between` of `/v1/transitions/pairs` counts those). So N graded inspections of a council make N - 1
    pairs. `ended_by` and `published_by` choose the inspections before pairs are made; every other filter chooses pairs.

    **Frameworks are never mixed unless asked.** With neither `from_framework` nor `to_framework`, or with one of them,
    both inspections of a pair were made under the same framework. To cross frameworks, name both sides. Each two
    frameworks are counted apart; `pooled=true` counts all the pairs asked for together.

    **Direction** goes by place: outstanding first, good second, requires improvement and adequate third, inadequate
    fourth. Between adequate and requires improvement it is `not_comparable`. `median_days` is the median of the days
    from the last day on site of the earlier inspection to that of the later one, of the pairs (`timed`) whose two days
    are known. Cells without a pair are not listed.
    """
    with store.snapshot() as snapshot:
        page = find_transitions(snapshot, query)
    return answer_list(request, query, page, TransitionPublic)


@routes.get("/v1/transitions/pairs", **listed(TransitionPairPublic, page=TransitionPairPage))
@costly
def list_transition_pairs(
    request: Request, store: StoreDep, query: Annotated[TransitionPairQuery, Query()]
) -> Response:
    """The pairs of inspections behind the transitions, one a row, by council, oldest first.

    Pairs and filters are those of `/v1/transitions`.
    """
    with store.snapshot() as snapshot:
        page = find_transition_pairs(snapshot, query)
    return answer_list(request, query, page, TransitionPairPublic)
