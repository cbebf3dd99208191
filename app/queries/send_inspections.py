"""Area SEND inspections."""

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
from app.queries.tables import SEND_INSPECTIONS
from app.records.send_inspection import SendInspectionPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import SendOutcome


class SendInspectionQuery(EventQuery):
    """What the list of area SEND inspections takes."""

    code: Words[Code] | None = codes_parameter("dorset-send-2024-03")
    fields: Annotated[list[str] | None, fields_of(SendInspectionPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "outcome")] = sort_parameter("outcome")
    outcome: Words[SendOutcome] | None = parameter("Only with these outcomes, separated by commas.", ["inconsistent"])


SEND_INSPECTION_LIST = event_list(SEND_INSPECTIONS, SendInspectionPublic)


def find_send_inspections(snapshot: Snapshot, query: SendInspectionQuery) -> Page:
    """A page of area SEND inspections. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.outcome, SEND_INSPECTIONS.c.outcome)
    return fetch_events(snapshot, SEND_INSPECTION_LIST, SEND_INSPECTIONS, query, where)
