"""The page of changes: what changed in the dataset, and why."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Response

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.explorer.views.source import PagedQuery
from app.http.strict_route import StoreDep
from app.listing.parameters import Words, parameter
from app.queries.changes import ChangeQuery, find_changes
from app.queries.titles import find_titles
from app.vocabulary import Cause

pages = page_router()

ON_A_PAGE = 100


class ChangesPageQuery(PagedQuery):
    """The fields of the form on the page of changes."""

    cause: Words[Cause] | None = parameter("Only changes with this cause.", ["our_correction"])


@pages.get("/changes")
def changes_page(store: StoreDep, query: Annotated[ChangesPageQuery, Query()]) -> Response:
    """The change log."""
    asked = {"cause": ",".join(query.cause)} if query.cause else {}
    head = Head(
        "What changed",
        "Every change of the dataset, with its cause: news, a source that was corrected, or an error of ours.",
        "/changes",
        f"/v1/changes?{urlencode({**asked, 'sort': '-sequence', 'limit': ON_A_PAGE}, safe=',')}",
        feed="/feeds/changes.atom",
    )
    with store.snapshot() as snapshot:
        found = find_changes(
            snapshot, ChangeQuery(cause=query.cause, sort=["-sequence"], limit=ON_A_PAGE, cursor=query.cursor)
        )
        following = found.cursor and f"/changes?{urlencode({**asked, 'cursor': found.cursor}, safe=',')}"
        return answer_page(
            snapshot,
            "changes.html",
            head,
            changes=found.items,
            titles=find_titles(snapshot, [(one["record_kind"], one["record_code"]) for one in found.items]),
            total=found.total,
            following=following,
            causes=list(Cause),
            query=query,
        )
