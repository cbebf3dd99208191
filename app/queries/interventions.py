"""Interventions."""

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
from app.queries.tables import INTERVENTIONS
from app.records.intervention import InterventionPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import InterventionType


class InterventionQuery(EventQuery):
    """The parameters of the list of interventions."""

    code: Words[Code] | None = codes_parameter("medway-commissioner-2019-08")
    fields: Annotated[list[str] | None, fields_of(InterventionPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "type", "issued_by")] = sort_parameter("type")
    type: Words[InterventionType] | None = parameter("Only of these types, separated by commas.", ["commissioner"])


INTERVENTION_LIST = event_list(INTERVENTIONS, InterventionPublic)


def find_interventions(snapshot: Snapshot, query: InterventionQuery) -> Page:
    """A page of interventions. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.type, INTERVENTIONS.c.type)
    return fetch_events(snapshot, INTERVENTION_LIST, INTERVENTIONS, query, where)
