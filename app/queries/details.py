"""One record by its code, with what every source says of it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlmodel import SQLModel

from app.errors import NotFound
from app.listing.definition import Listing
from app.listing.known_codes import nearest
from app.queries.sources import citations_of
from app.records.citation import CitationPublic
from app.records.context_event import ContextEventPublic
from app.records.council import CouncilPublic
from app.records.finding import FigurePublic, FindingPublic
from app.records.focused_visit import FocusedVisitPublic
from app.records.framework import FrameworkPublic
from app.records.inspection import InspectionPublic
from app.records.intervention import InterventionPublic
from app.records.kind import column
from app.records.meeting import MeetingPublic
from app.records.monitoring_visit import MonitoringVisitPublic
from app.records.source import SourcePublic
from app.releases.prepared import Prepared, place
from app.releases.snapshot import Snapshot

Add = Callable[[Snapshot, list[dict[str, Any]]], None]


class Cited(SQLModel):
    """What every record is sent out with when it is asked for by its code."""

    citations: list[CitationPublic] = column(
        "What every source says of the record and of its judgements, alternatives and rejected values included."
    )


class CouncilDetail(Cited, CouncilPublic):
    """A council with its citations."""


class InspectionDetail(Cited, InspectionPublic):
    """An inspection with its judgements and citations."""


class MonitoringVisitDetail(Cited, MonitoringVisitPublic):
    """A monitoring visit with its citations."""


class FocusedVisitDetail(Cited, FocusedVisitPublic):
    """A focused visit with its citations."""


class InterventionDetail(Cited, InterventionPublic):
    """An intervention with its citations."""


class MeetingDetail(Cited, MeetingPublic):
    """A meeting with its citations."""


class ContextEventDetail(Cited, ContextEventPublic):
    """A context event with its citations."""


class FindingDetail(Cited, FindingPublic):
    """A finding with its citations."""


class FigureDetail(Cited, FigurePublic):
    """A figure with its citations."""


class SourceDetail(Cited, SourcePublic):
    """A source; citations of it as a record are rare, what it says of others is at /v1/citations."""


class FrameworkDetail(Cited, FrameworkPublic):
    """A framework with its domains and citations."""


def read_record(snapshot: Snapshot, listing: Listing, code: str, add: Add | None = None) -> dict[str, Any]:
    """The record with a code, as its list sends it out, with its citations. Raises NotFound.

    Two SELECTs, and those of `add`, which adds what stands in other tables.
    """
    found = snapshot.items(_by_code(listing), [code])
    if not found:
        near = nearest(snapshot, [code], listing.statement.selected_columns["code"])
        noun = listing.name.replace("_", " ")
        raise NotFound(f"There is no {code!r} among the {noun}.", near.get(code))
    return completed(snapshot, found[0], add)


def completed(snapshot: Snapshot, record: dict[str, Any], add: Add | None = None) -> dict[str, Any]:
    """A record of a list with what `add` adds and with its citations: one SELECT, and those of `add`."""
    if add:
        add(snapshot, [record])
    inside = [line["code"] for line in record.get("judgements", [])]
    record["citations"] = citations_of(snapshot, [record["code"], *inside])
    return record


@cache
def _by_code(listing: Listing) -> Prepared:
    key = listing.statement.selected_columns["code"]
    return Prepared(listing.statement.where(key == place(0, key.type)))
