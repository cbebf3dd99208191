"""Interventions."""

from app.listing.page import Page
from app.listing.parameters import EventQuery, Words, parameter
from app.listing.statement import Where
from app.queries.events import event_list, fetch_events
from app.queries.tables import INTERVENTIONS
from app.records.intervention import InterventionPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import InterventionType


class InterventionQuery(EventQuery):
    """The parameters of the list of interventions."""

    type: Words[InterventionType] | None = parameter("Only of these types, separated by commas.", ["commissioner"])


INTERVENTION_LIST = event_list(INTERVENTIONS, InterventionPublic)


def find_interventions(snapshot: Snapshot, query: InterventionQuery) -> Page:
    """A page of interventions. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.type, INTERVENTIONS.c.type)
    return fetch_events(snapshot, INTERVENTION_LIST, INTERVENTIONS, query, where)
