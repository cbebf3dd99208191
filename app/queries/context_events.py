"""Context events."""

from typing import Annotated

from app.listing.page import Page
from app.listing.parameters import (
    Code,
    EventQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.statement import Where
from app.queries.events import EVENT_SORTS, event_list, fetch_events
from app.queries.tables import CONTEXT_EVENTS
from app.records.context_event import ContextEventPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import ContextType


class ContextEventQuery(EventQuery):
    """The parameters of the list of context events."""

    code: Words[Code] | None = codes_parameter("herefordshire-peer-review-2013-10")
    fields: Annotated[list[str] | None, fields_of(ContextEventPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "type")] = sort_parameter("type")
    type: Words[ContextType] | None = parameter("Only of these types, separated by commas.", ["peer_review"])


CONTEXT_EVENT_LIST = event_list(CONTEXT_EVENTS, ContextEventPublic)


def find_context_events(snapshot: Snapshot, query: ContextEventQuery) -> Page:
    """A page of context events. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.type, CONTEXT_EVENTS.c.type)
    return fetch_events(snapshot, CONTEXT_EVENT_LIST, CONTEXT_EVENTS, query, where)
