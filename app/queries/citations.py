"""Citations of records, where records are, and the kinds that they are of: what single records and lists share."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.tables import CITATIONS, columns
from app.records import KINDS
from app.records.citation import CitationPublic
from app.releases.snapshot import Snapshot

RecordKind = StrEnum("RecordKind", {kind.name.upper(): kind.name for kind in KINDS})  # type: ignore[misc]
RecordKind.__doc__ = "A kind of record, by the name of its table."
# Judgements, domains and successions have no page of their own: they are sent out inside others, or as a list.
INSIDE_OTHERS = {"judgements", "domains", "successions", "citations"}
PATHS = {kind.name: kind.path for kind in KINDS if kind.name not in INSIDE_OTHERS}
CITATION_LIST = ListDefinition("citations", sa.select(*columns(CitationPublic, CITATIONS)), (CITATIONS.c.code,))
CITATIONS_BY_RECORD = ListDefinition("citations", CITATION_LIST.statement, (CITATIONS.c.record_code, CITATIONS.c.code))


def citations_of(snapshot: Snapshot, codes: list[str]) -> list[dict[str, Any]]:
    """Every citation of some records, by code. One SELECT."""
    citations = fetch_all(snapshot, CITATIONS_BY_RECORD, Where().one_of(codes, CITATIONS.c.record_code))
    for citation in citations:
        citation["record_url"] = url_of(citation["record_kind"], citation["record_code"])
    return citations


def url_of(kind: str, code: str) -> str | None:
    """Where a record is; None for kinds that have no page of their own."""
    path = PATHS.get(kind)
    return f"{path}/{code}" if path else None
