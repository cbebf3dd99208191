"""The fields of a record in words, for any kind: what its class declares says how each is written."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from app.explorer.words import day, page, words
from app.partial_date import PartialDate
from app.records.kind import PROVENANCE, Kind, Record
from app.vocabulary import Vocabulary

# These stand in other places of a page.
ELSEWHERE = {*PROVENANCE, "code", "council_code", "summary", "decision", "published_on", "framework_code"}


class Shown(NamedTuple):
    """A field as a page shows it. `href` leads to the record that it names."""

    name: str
    text: str
    href: str | None = None
    inferred: bool = False


def shown_fields(kind: Kind, event: Mapping[str, Any], events: Mapping[str, Mapping[str, Any]]) -> list[Shown]:
    """The fields of an event that have a value, in reading order. `events` are those that it may refer to."""
    inferred = (event.get("inferred") or "").split()
    found = []
    for name in kind.row.model_fields:
        value = event[name]
        if name in ELSEWHERE or value is None:
            continue
        named = events.get(value) if name.endswith("_code") else None
        if named:
            found.append(Shown(words(name), named["headline"], page(named["url"]), name in inferred))
        else:
            found.append(Shown(words(name), written(kind.row, name, value), None, name in inferred))
    return found


def written(row: type[Record], name: str, value: Any) -> str:
    """A value of a field in words."""
    declared = row.model_fields[name].annotation if name in row.model_fields else None
    if get_origin(declared) in (Union, UnionType):
        declared = next(one for one in get_args(declared) if one is not type(None))
    if declared is PartialDate:
        return day(value)
    if isinstance(declared, type) and issubclass(declared, Vocabulary):
        return declared(value).label  # type: ignore[call-arg]
    if declared is bool:
        return "yes" if value else "no"
    return str(value)
