"""The OpenAPI document as plain values for pages: operations with their parameters, answers and errors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from pydantic_core import from_json

from app.settings import ROOT

DOCUMENT = ROOT / "app" / "static" / "openapi.json"
# The subject that is shown last: whoever looks for an address mostly looks for records.
LAST_TAG = "The dataset"
TABLE_MEDIA_TYPES = ("text/csv", "application/x-ndjson")
# Fields within fields are shown to this depth.
DEEPEST = 4
OpenApiObject = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter. `example` finds something in the shipped data; empty if there is none."""

    name: str
    where: str
    required: bool
    type: str
    description: str
    allowed: Sequence[str]
    default: str
    example: str
    # The path and query that ask with this example alone.
    href: str


@dataclass(frozen=True)
class Field:
    """A field of an answer. `depth` says within how many others it lies."""

    name: str
    depth: int
    type: str
    description: str
    example: str


@dataclass(frozen=True)
class Operation:
    """An operation: what one address answers."""

    code: str
    path: str
    tag: str
    # The first sentence of the description, and the whole.
    summary: str
    description: str
    # The path of a live answer.
    example: str
    parameters: Sequence[Parameter]
    media_types: Sequence[str]
    fields: Sequence[Field]
    # Statuses of errors, with the reason.
    errors: Sequence[tuple[str, str]]

    def holds(self, words: str) -> bool:
        """Whether each of some words stands in its address, its description, or a parameter or field of it."""
        text = " ".join(
            (
                self.path,
                self.code,
                self.tag,
                self.description,
                *(f"{one.name} {one.description}" for one in self.parameters),
                *(f"{one.name} {one.description}" for one in self.fields),
            )
        ).lower()
        return all(word in text for word in words.lower().split())


@cache
def operations() -> Mapping[str, Operation]:
    """Every operation by its code, those of one tag together, in the order of their paths."""
    document = from_json(DOCUMENT.read_bytes())
    found = [_operation(path, item["get"], document) for path, item in document["paths"].items() if "get" in item]
    first = {operation.tag: place for place, operation in reversed(list(enumerate(found)))}
    return {
        operation.code: operation for operation in sorted(found, key=lambda one: (one.tag == LAST_TAG, first[one.tag]))
    }


def _operation(path: str, stated: OpenApiObject, document: OpenApiObject) -> Operation:
    parameters = stated.get("parameters", [])
    filled = path
    for parameter in parameters:
        if parameter["in"] == "path":
            filled = filled.replace(f"{{{parameter['name']}}}", quote(_example(parameter), safe=""))
    required = [one for one in parameters if one["in"] == "query" and one["required"]]
    if required:
        filled += "?" + "&".join(_asked(one) for one in required)
    content = stated["responses"]["200"].get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return Operation(
        stated["operationId"],
        path,
        stated["tags"][0],
        stated["description"].split("\n\n")[0],
        stated["description"],
        filled,
        [_parameter(one, filled, document) for one in parameters],
        # A list declares CSV and NDJSON by its parameter `format` (decision 0029).
        [*content, *(TABLE_MEDIA_TYPES if any(one["name"] == "format" for one in parameters) else ())],
        list(_fields(schema, document, 0)),
        [
            (status, answer["description"])
            for status, answer in sorted(stated["responses"].items())
            if not status.startswith("2")
        ],
    )


def _parameter(stated: OpenApiObject, path: str, document: OpenApiObject) -> Parameter:
    schema = stated["schema"]
    example = _example(stated)
    href = ""
    if example and stated["in"] == "query":
        href = path if _asked(stated) in path else f"{path}{'&' if '?' in path else '?'}{_asked(stated)}"
    return Parameter(
        stated["name"],
        stated["in"],
        stated["required"],
        _type(schema, document),
        stated["description"],
        _allowed(schema, document),
        _text(schema["default"]) if schema.get("default") is not None else "",
        example,
        href,
    )


def _asked(parameter: OpenApiObject) -> str:
    return f"{parameter['name']}={quote(_example(parameter), safe=',')}"


def _example(parameter: OpenApiObject) -> str:
    """The first example of a parameter."""
    named = [example["value"] for example in parameter.get("examples", {}).values()]
    examples = named or parameter["schema"].get("examples", [])
    return _text(examples[0]) if examples else ""


def _text(value: Any) -> str:
    """A value as a query has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(_text, value)) if isinstance(value, list) else str(value)


def _fields(schema: OpenApiObject, document: OpenApiObject, depth: int) -> Iterator[Field]:
    """The fields of an object or of the items of a list, each followed by the fields within it."""
    resolved = _resolved(schema, document)
    if resolved.get("type") == "array":
        resolved = _resolved(resolved["items"], document)
    for name, inner in resolved.get("properties", {}).items():
        example = inner.get("examples", [""])[0]
        shown = "null" if example is None else str(example) if not isinstance(example, list | dict) else ""
        yield Field(name, depth, _type(inner, document), inner.get("description", ""), shown)
        if depth + 1 < DEEPEST:
            yield from _fields(inner, document, depth + 1)


def _resolved(schema: OpenApiObject, document: OpenApiObject) -> OpenApiObject:
    """A schema in place of a reference to it, and the one that is not null of two."""
    for part in schema.get("anyOf", ()):
        if part.get("type") != "null":
            return _resolved(part, document)
    if "$ref" in schema:
        found: OpenApiObject = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _allowed(schema: OpenApiObject, document: OpenApiObject) -> Sequence[str]:
    """The words that a value may be."""
    resolved = _resolved(schema, document)
    if resolved.get("type") == "array":
        resolved = _resolved(resolved["items"], document)
    return [str(word) for word in resolved.get("enum", ())]


def _type(schema: OpenApiObject, document: OpenApiObject) -> str:
    """The type of a value in words: `list of text`, `whole number, or null`."""
    resolved = _resolved(schema, document)
    words = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
    stated = resolved.get("type", "")
    named = {"date": "date", "date-time": "date and time"}.get(resolved.get("format", ""))
    if stated == "array":
        said = f"list of {_type(resolved['items'], document)}"
    else:
        said = named or words.get(stated, "object")
    return f"{said}, or null" if any(part.get("type") == "null" for part in schema.get("anyOf", ())) else said
