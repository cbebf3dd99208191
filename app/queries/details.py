"""One record by its code, with its citations."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel, create_model
from sqlmodel import SQLModel

from app.errors import NotFound
from app.listing.known_codes import nearest
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.citations import citations_of
from app.records.citation import CitationPublic
from app.records.kind import column
from app.releases.snapshot import Snapshot

Add = Callable[[Snapshot, list[dict[str, Any]]], None]


class Cited(SQLModel):
    """The field that a record has in addition when it is read by its code."""

    citations: list[CitationPublic] = column(
        "What every source says of the record and of its judgements, alternatives and rejected values included."
    )


@cache
def detail_of(public: type[SQLModel]) -> type[BaseModel]:
    """The shape of one record: that of its list, with citations. `CouncilPublic` gives `CouncilDetail`."""
    name = public.__name__.removesuffix("Public")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    article = "An" if words[0] in "aeio" else "A"
    return create_model(f"{name}Detail", __base__=(Cited, public), __doc__=f"{article} {words} with its citations.")


def get_record(snapshot: Snapshot, definition: ListDefinition, code: str, add: Add | None = None) -> dict[str, Any]:
    """The record with a code, as its list has it, with its citations. Raises NotFound.

    Two SELECTs, and those of `add`, which adds rows of other tables to the record.
    """
    key = definition.statement.selected_columns["code"]
    found = fetch_all(snapshot, definition, Where().equals(key, code))
    if not found:
        noun = definition.name.replace("_", " ")
        raise NotFound(f"There is no {code!r} among the {noun}.", nearest(snapshot, [code], key).get(code))
    if add:
        add(snapshot, found)
    return with_citations(snapshot, found[0])


def with_citations(snapshot: Snapshot, record: dict[str, Any]) -> dict[str, Any]:
    """A record with its citations and with those of its judgements. One SELECT."""
    inside = [judgement["code"] for judgement in record.get("judgements", [])]
    record["citations"] = citations_of(snapshot, [record["code"], *inside])
    return record
