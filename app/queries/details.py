"""One record by its code, with its citations, where what belongs to it is, and what a request includes of that."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field, create_model
from sqlmodel import SQLModel

from app.errors import NotFound
from app.listing.known_codes import nearest
from app.listing.parameters import RELEASE_PATTERN, RELEASE_TEXT, Words, parameter
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.citations import citations_of
from app.records.citation import CitationPublic
from app.records.council import CouncilPublic
from app.records.finding import FigurePublic, FindingPublic
from app.records.kind import column
from app.records.meeting import MeetingPublic
from app.records.monitoring_visit import MonitoringVisitPublic
from app.records.source import SourcePublic
from app.releases.snapshot import Snapshot
from app.vocabulary import EventKind

Add = Callable[[Snapshot, list[dict[str, Any]]], None]
Word = TypeVar("Word", bound=StrEnum)


class CouncilInclude(StrEnum):
    """What a request can include of what belongs to a council."""

    VISITS = "visits"
    MEETINGS = "meetings"
    SOURCES = "sources"
    PREDECESSORS = "predecessors"


class InspectionInclude(StrEnum):
    """What a request can include of what belongs to an inspection."""

    FINDINGS = "findings"
    FIGURES = "figures"
    VISITS = "visits"
    MEETINGS = "meetings"
    SOURCES = "sources"


class VisitInclude(StrEnum):
    """What a request can include of what belongs to a monitoring visit or a focused visit."""

    FINDINGS = "findings"
    FIGURES = "figures"
    MEETINGS = "meetings"
    SOURCES = "sources"


class EventInclude(StrEnum):
    """What a request can include of what belongs to another dated record."""

    FINDINGS = "findings"
    FIGURES = "figures"
    SOURCES = "sources"


class RecordInclude(StrEnum):
    """What a request can include of what belongs to a record that is not dated."""

    SOURCES = "sources"


class OneRecordQuery(Schema, Generic[Word]):
    """The parameters of one record. `Word` is what can be included in it."""

    include: Words[Word] | None = parameter(
        "What to send in `included`, separated by commas, so that no second request is needed.", ["sources"]
    )
    release: str | None = Field(None, description=RELEASE_TEXT, pattern=RELEASE_PATTERN)


class Included(Schema):
    """What belongs to a record, as the lists have it; null where it was not asked for."""

    findings: list[FindingPublic] | None = Field(description="Its findings, in order; null unless included.")
    figures: list[FigurePublic] | None = Field(description="Its figures, by code; null unless included.")
    visits: list[MonitoringVisitPublic] | None = Field(
        description="The monitoring visits that followed it, or those of the council; null unless included."
    )
    meetings: list[MeetingPublic] | None = Field(
        description="The meetings that considered it, or those of the council; null unless included."
    )
    sources: list[SourcePublic] | None = Field(
        description="The sources of the record, of its citations and of all that is included; null unless included."
    )
    predecessors: list[CouncilPublic] | None = Field(
        description="The councils whose area it took over; null unless included."
    )


class Links(Schema):
    """Where what belongs to a record is; null where nothing can."""

    council: str | None = Field(description="Its council.", examples=["/v1/councils/herefordshire"])
    inspection: str | None = Field(
        description="The inspection that it follows, considers or belongs to.",
        examples=["/v1/inspections/herefordshire-ilacs-2022-07"],
    )
    findings: str | None = Field(
        description="Its findings.", examples=["/v1/findings?record=herefordshire-ilacs-2018-06"]
    )
    figures: str | None = Field(description="Its figures.", examples=["/v1/figures?record=herefordshire-ilacs-2018-06"])
    visits: str | None = Field(
        description="The monitoring visits that followed it.",
        examples=["/v1/monitoring-visits?inspection=herefordshire-ilacs-2018-06"],
    )
    meetings: str | None = Field(
        description="The meetings that considered it.", examples=["/v1/meetings?inspection=herefordshire-ilacs-2018-06"]
    )
    source: str | None = Field(
        description="The source that it is taken from.", examples=["/v1/sources/herefordshire-ilacs-2018-06-report"]
    )
    citations: str = Field(
        description="What every source says of it.", examples=["/v1/citations?record_code=herefordshire-ilacs-2018-06"]
    )


class Cited(SQLModel):
    """The field that a record has in addition when it is read by its code."""

    citations: list[CitationPublic] = column(
        "What every source says of the record and of its judgements, alternatives and rejected values included."
    )


class Linked(SQLModel):
    """Where what belongs to a record is. A council has links of its own."""

    links: Links = column("Where what belongs to it is.")


class Including(SQLModel):
    """What a request included."""

    included: Included | None = column("What `include` asked for; null if it asked for nothing.")


@cache
def detail_of(public: type[SQLModel]) -> type[BaseModel]:
    """The shape of one record: that of its list, with citations. `CouncilPublic` gives `CouncilDetail`."""
    name = public.__name__.removesuffix("Public")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    article = "An" if words[0] in "aeio" else "A"
    linked = () if "links" in public.model_fields else (Linked,)
    bases = (Including, Cited, *linked, public)
    return create_model(f"{name}Detail", __base__=bases, __doc__=f"{article} {words} with its citations.")


def get_record(snapshot: Snapshot, definition: ListDefinition, code: str, add: Add | None = None) -> dict[str, Any]:
    """The record with a code, as its list has it, with its citations and links. Raises NotFound.

    Two SELECTs, and those of `add`, which adds rows of other tables to the record.
    """
    key = definition.statement.selected_columns["code"]
    found = fetch_all(snapshot, definition, Where().equals(key, code))
    if not found:
        noun = definition.name.replace("_", " ")
        raise NotFound(f"There is no {code!r} among the {noun}.", nearest(snapshot, [code], key).get(code))
    if add:
        add(snapshot, found)
    record = with_citations(snapshot, found[0])
    record["links"] = links_of(definition.name, record)
    return record


def with_citations(snapshot: Snapshot, record: dict[str, Any]) -> dict[str, Any]:
    """A record with its citations and with those of its judgements. One SELECT."""
    inside = [judgement["code"] for judgement in record.get("judgements", [])]
    record["citations"] = citations_of(snapshot, [record["code"], *inside])
    return record


# The filter of meetings by what they considered, for each kind that they can consider.
CONSIDERED = {"inspections": "inspection", "monitoring_visits": "monitoring_visit", "focused_visits": "focused_visit"}


def links_of(kind: str, record: dict[str, Any]) -> dict[str, str | None]:
    """Where what belongs to a record is."""
    code, council = record["code"], record.get("council_code")
    inspection, source = record.get("inspection_code"), record.get("source_code")
    is_dated = kind in list(EventKind)
    return {
        "council": council and f"/v1/councils/{council}",
        "inspection": inspection and f"/v1/inspections/{inspection}",
        "findings": f"/v1/findings?record={code}" if is_dated else None,
        "figures": f"/v1/figures?record={code}" if is_dated else None,
        "visits": f"/v1/monitoring-visits?inspection={code}" if kind == "inspections" else None,
        "meetings": f"/v1/meetings?{CONSIDERED[kind]}={code}" if kind in CONSIDERED else None,
        "source": source and f"/v1/sources/{source}",
        "citations": f"/v1/citations?{'source_code' if kind == 'sources' else 'record_code'}={code}",
    }
