"""The OpenAPI document as the tests read it: which endpoints there are, what they take, and an example of each.

It is read from the file that the server sends, not made: to make it takes seconds, and every process that collects
tests needs it. That the code says what the file does is a test of its own, so a new endpoint is tested as soon as
`make openapi` has written the file anew.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from app.settings import ROOT

SNAPSHOT = ROOT / "app" / "static" / "openapi.json"
SCHEMAS = "#/components/schemas/"
TABLE_MEDIA_TYPES = {"text/csv", "application/x-ndjson"}
# These say how a list is sent, not which items are in it.
NOT_FILTERS = {"format", "limit", "cursor", "fields", "order", "match", "release", "sort"}
COMPUTED = ("/v1/outcomes", "/v1/transitions", "/v1/spells", "/v1/intervals", "/v1/waiting-times", "/v1/panel")
# These say what is computed, on which day and by which definition, not which of it is sent.
DEFINITIONS = {
    "aspect",
    "as_at",
    "basis",
    "by",
    "clock",
    "every",
    "measure",
    "pooled",
    "published_by",
    "published_within_days",
}
DEFINITIONS |= {"rank_within", "shape", "split", "unit"}


@dataclass(frozen=True)
class Operation:
    """One path that answers GET, as it is declared."""

    path: str
    declared: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.declared["operationId"])

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return list(self.declared.get("parameters", []))

    @property
    def queries(self) -> list[dict[str, Any]]:
        return [parameter for parameter in self.parameters if parameter["in"] == "query"]

    @property
    def responses(self) -> dict[str, Any]:
        return dict(self.declared["responses"])

    @property
    def media_types(self) -> set[str]:
        """The formats of its answer. CSV and NDJSON are declared by the parameter `format` alone (decision 0029)."""
        tables = TABLE_MEDIA_TYPES if any(parameter["name"] == "format" for parameter in self.queries) else set()
        return tables | set(self.responses["200"]["content"])

    @property
    def shape(self) -> str:
        """The name of the shape of its answer as JSON; nothing if it is a file."""
        schema = self.responses["200"]["content"].get("application/json", {}).get("schema", {})
        name = str(schema.get("$ref", "")).removeprefix(SCHEMAS)
        # An answer of several shapes is known by the first, which is the one that no parameter asks for.
        several = document()["components"]["schemas"].get(name, {}).get("anyOf")
        return str(several[0]["$ref"]).removeprefix(SCHEMAS) if several else name

    @property
    def is_list(self) -> bool:
        return "items" in shapes().get(self.shape, {}).get("properties", {})

    @property
    def item(self) -> str:
        """The name of the shape of an item of the list."""
        return str(shapes()[self.shape]["properties"]["items"]["items"]["$ref"]).removeprefix(SCHEMAS)

    @property
    def is_computed(self) -> bool:
        """Whether it answers with what was computed, of which its parameters can say how."""
        return self.path.startswith(COMPUTED)

    def paths(self) -> list[str]:
        """The path with each of its documented examples, or as it stands if it takes none."""
        names = [parameter for parameter in self.parameters if parameter["in"] == "path"]
        if not names:
            return [self.path]
        (only,) = names
        return [self.path.replace(f"{{{only['name']}}}", quote(word)) for word in examples(only)]


@dataclass(frozen=True)
class Example:
    """A documented example as a request, and the parameter that it shows."""

    operation: Operation
    url: str
    parameter: str | None

    @property
    def is_filter(self) -> bool:
        if self.operation.is_computed and (not self.operation.is_list or self.parameter in DEFINITIONS):
            return False
        return self.parameter is not None and self.parameter not in NOT_FILTERS

    def __str__(self) -> str:
        return self.url


@cache
def document() -> dict[str, Any]:
    """The document as it was reviewed."""
    described: dict[str, Any] = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    return described


@cache
def operations() -> tuple[Operation, ...]:
    """Every path that is declared. That each answers GET and nothing else is a test of its own."""
    return tuple(Operation(path, methods["get"]) for path, methods in document()["paths"].items())


def examples(parameter: dict[str, Any]) -> list[str]:
    """The documented examples of a parameter, as a client would write them in a URL."""
    named = [example["value"] for example in parameter.get("examples", {}).values()]
    return [as_text(value) for value in [*named, *parameter["schema"].get("examples", [])]]


def as_text(value: Any) -> str:
    """A value in the form that the document declares: several words with commas, truth in small letters."""
    if isinstance(value, list):
        return ",".join(as_text(word) for word in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def documented() -> tuple[Example, ...]:
    """Every example of the document: each path, and each parameter alone on its path."""
    return tuple(_documented())


def _documented() -> Iterator[Example]:
    for operation in operations():
        for path in operation.paths():
            yield Example(operation, path, None)
        for parameter in operation.queries:
            for word in examples(parameter):
                query = urlencode({parameter["name"]: word}, safe=",")
                yield Example(operation, f"{operation.paths()[0]}?{query}", parameter["name"])


def shapes() -> dict[str, Any]:
    """The named shapes that have fields."""
    return {name: shape for name, shape in document()["components"]["schemas"].items() if "properties" in shape}
