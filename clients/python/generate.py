"""Writes the generated half of the client from the OpenAPI document: its models, its methods and its version.

`make clients` runs it. It needs ruff, which formats what it writes, and nothing else.
"""

import json
import keyword
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parent.parent / "app/static/openapi.json"
PACKAGE = HERE / "src/inspection_history"
HEADER = "# Written by generate.py from the OpenAPI document. Do not edit it: `make clients` writes it anew."
SCHEMAS = "#/components/schemas/"
# The client chooses the format of its answers and follows the pages itself.
HIDDEN = {"format", "cursor"}
DAY_PATTERN = "^(?!0000)[0-9]{4}"
LIMIT = "How many items to ask for at once; the list goes on to its end all the same. Without it, 500."
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}

Schema = dict[str, Any]


def generated(document: Schema) -> dict[str, str]:
    """The files of the package that are made from the document: name to text."""
    files = {
        "models.py": _models(document["components"]["schemas"]),
        "resources.py": _resources(document, "sync"),
        "async_resources.py": _resources(document, "async"),
        "version.py": f'"""The version of the API that the client is made for, which is its own version too."""\n\n'
        f'VERSION = "{document["info"]["version"]}"\n',
    }
    return {name: _formatted(f"{HEADER}\n{text}") for name, text in files.items()}


def _formatted(text: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(PACKAGE / "models.py"), "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def _reference(schema: Schema) -> str | None:
    """The name of the schema that this one refers to."""
    return str(schema["$ref"]).removeprefix(SCHEMAS) if "$ref" in schema else None


def _docstring(text: str, indent: int) -> str:
    space = " " * indent
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    lines: list[str] = []
    for line in text.split("\n"):
        hanging = " " * (len(line) - len(line.lstrip()) + 4) if line.startswith(" ") else ""
        lines += textwrap.wrap(line, 116 - indent, subsequent_indent=hanging, break_long_words=False) or [""]
    end = f"\n{space}" if len(lines) > 1 else ""
    return f'{space}"""' + "\n".join(f"{space}{line}" if line else "" for line in lines).strip() + f'{end}"""\n'


# Models


def _hint(schema: Schema) -> str:
    """The type hint of a field."""
    name = _reference(schema)
    if name:
        return name
    if "anyOf" in schema:
        return " | ".join(_hint(choice) for choice in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(json.dumps(word) for word in words)}]"
    kind = schema.get("type")
    if kind == "null":
        return "None"
    if kind == "array":
        return f"list[{_hint(schema['items'])}]"
    if kind == "string" and schema.get("format") == "date":
        return "datetime.date"
    return PLAIN.get(str(kind), "Any")


def _references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {str(_reference(schema))} if "$ref" in schema else set()
        return own.union(*(_references(value) for value in schema.values()))
    return set().union(*(_references(value) for value in schema)) if isinstance(schema, list) else set()


def _in_order(schemas: Schema) -> list[str]:
    """The names of the schemas, each after those that it refers to."""
    ordered: list[str] = []

    def add(name: str) -> None:
        for other in sorted(_references(schemas[name]) - {name}):
            add(other)
        if name not in ordered:
            ordered.append(name)

    for name in sorted(schemas):
        add(name)
    return ordered


def _models(schemas: Schema) -> str:
    words, models = [], []
    for name in _in_order(schemas):
        schema = schemas[name]
        if name == "PartialDate" or "anyOf" in schema:
            continue  # The first is a class of its own; of the shapes of an answer each has a method.
        if "properties" not in schema:
            words.append(f"{name} = {_hint(schema)}\n{_docstring(schema.get('description', name), 0)}\n")
            continue
        fields = "".join(
            f"    {field}: {_hint(declared)}\n" + _docstring(declared["description"], 4)
            if "description" in declared
            else f"    {field}: {_hint(declared)}\n"
            for field, declared in schema["properties"].items()
        )
        text = _docstring(schema.get("description", name), 4)
        base = "Grouped" if "groups" in schema["properties"] else "Model"
        models.append(f"class {name}({base}):\n{text}\n    __slots__ = ()\n\n{fields}\n")
    return f'''"""What the API sends: a class for each shape, and the words of each vocabulary."""

import datetime
from typing import Any, Literal

from .grouped import Grouped
from .model import Model
from .partial_date import PartialDate

{"".join(words)}

{"".join(models)}
'''


# Methods


@dataclass
class Method:
    """One method of the client: an operation, or one shape of its answer."""

    name: str
    group: str | None
    path: str
    declared: Schema
    answer: str | None
    """The name of the model that it answers with; None for a file."""
    media_type: str
    item: str | None
    """The name of the model of an item, if the answer is a list."""
    fixed: dict[str, str]
    """Parameters that the method fixes."""

    @property
    def parameters(self) -> list[Schema]:
        hidden = HIDDEN | self.fixed.keys()
        return [found for found in self.declared.get("parameters", []) if found["name"] not in hidden]

    @property
    def in_path(self) -> list[str]:
        return [found["name"] for found in self.parameters if found["in"] == "path"]

    @property
    def in_query(self) -> list[Schema]:
        return [found for found in self.parameters if found["in"] == "query"]


def methods(document: Schema) -> list[Method]:
    """Every method, in the order of the paths."""
    found: list[Method] = []
    for path, declared in document["paths"].items():
        found += _methods_of(path, declared["get"], document["components"]["schemas"])
    return found


def _methods_of(path: str, declared: Schema, schemas: Schema) -> list[Method]:
    group, name = _names(path, declared["operationId"])
    content = declared["responses"]["200"]["content"]
    if "application/json" not in content:
        media_type = "application/ld+json" if "application/ld+json" in content else "*/*"
        return [Method(name, group, path, declared, None, media_type, None, {})]
    answer = str(_reference(content["application/json"]["schema"]))
    shapes = [str(_reference(shape)) for shape in schemas[answer].get("anyOf", [])]
    if not shapes:
        return [Method(name, group, path, declared, answer, "application/json", _item(schemas[answer]), {})]
    # An answer of several shapes has a method for each. The first is what the API answers unasked.
    (shape,) = [one for one in declared["parameters"] if one["name"] == "shape"]
    words = schemas[str(_reference(shape["schema"]))]["enum"]
    return [
        Method(
            name if index == 0 else word,
            group,
            path,
            declared,
            model,
            "application/json",
            _item(schemas[model]),
            {"shape": word},
        )
        for index, (word, model) in enumerate(zip(words, shapes, strict=True))
    ]


def _item(schema: Schema) -> str | None:
    """The model of an item of a page, which is what has `next`."""
    fields = schema["properties"]
    return _reference(fields["items"]["items"]) if {"items", "next"} <= fields.keys() else None


def _names(path: str, operation: str) -> tuple[str | None, str]:
    """The group of a path, and the name of its method in it."""
    parts = [part.replace("-", "_") for part in path.strip("/").split("/")]
    if parts[0] != "v1":
        return None, operation.removeprefix("read_")
    _, group, *rest = parts
    if not rest:
        return group, "list"
    last = rest[-1].split(".")[0]
    return group, "get" if last.startswith("{") else last


def _parameter_hint(parameter: Schema) -> str:
    schema = parameter["schema"]
    if schema.get("type") == "array":
        name = _reference(schema["items"])
        inner = f"models.{name}" if name else PLAIN[schema["items"]["type"]]
        return f"{inner} | Sequence[{inner}]"
    name = _reference(schema)
    if name:
        return f"models.{name}"
    return "Day" if schema.get("pattern", "").startswith(DAY_PATTERN) else PLAIN[schema["type"]]


def _python_name(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


@dataclass(frozen=True)
class Style:
    """How the two clients are written differently."""

    prefix: str
    define: str
    wait: str


STYLES = {"sync": Style("", "def", ""), "async": Style("Async", "async def", "await ")}


def _method(method: Method, style: Style, name: str | None = None, given: dict[str, str] | None = None) -> str:
    """The text of a method. `given` has the parameters that its object knows, as expressions."""
    given = given or {}
    open_ones = [found for found in method.parameters if found["name"] not in given]
    path, query = _asked(method, given)
    head = f"{name or method.name}({_signature(open_ones)})"
    text = _docstring(method.declared["description"] + _arguments(open_ones), 8)
    client = "self._client" if method.group else "self"
    if method.item:
        answer = f"{style.prefix}Listing[models.{method.answer}, models.{method.item}]"
        call = f"{style.prefix}Listing({client}, Call({path}, {query}), models.{method.answer})"
        return f"    def {head} -> {answer}:\n{text}        return {call}\n\n"
    if method.answer is None:
        kind, read = ("dict[str, Any]", "_read") if "json" in method.media_type else ("bytes", "_read_bytes")
        call = f'{style.wait}{client}.{read}(Call({path}, {query}, "{method.media_type}"))'
        return f"    {style.define} {head} -> {kind}:\n{text}        return {call}\n\n"
    call = f"models.{method.answer}({style.wait}{client}._read(Call({path}, {query})))"
    return f"    {style.define} {head} -> models.{method.answer}:\n{text}        return {call}\n\n"


def _signature(parameters: list[Schema]) -> str:
    required = [f"{found['name']}: str" for found in parameters if found["in"] == "path"]
    optional = [
        f"{_python_name(found['name'])}: {_parameter_hint(found)} | None = None"
        for found in parameters
        if found["in"] == "query"
    ]
    return ", ".join(["self", *required, *(["*"] if optional else []), *optional])


def _arguments(parameters: list[Schema]) -> str:
    """What a docstring says of the parameters."""
    said = [
        f"    {_python_name(found['name'])}: {LIMIT if found['name'] == 'limit' else found['description']}"
        for found in parameters
    ]
    return "\n\nArgs:\n" + "\n".join(said) if said else ""


def _asked(method: Method, given: dict[str, str]) -> tuple[str, str]:
    """The path and the query of a call, as expressions."""
    path = f'"{method.path}"'
    for name in method.in_path:
        path = path.replace(f"{{{name}}}", f"{{quoted({given.get(name, name)})}}")
    names = [found["name"] for found in method.in_query]
    query = [f'"{name}": {given.get(name, _python_name(name))}' for name in names]
    query += [f'"{name}": "{word}"' for name, word in method.fixed.items()]
    return f"f{path}" if method.in_path else path, "{" + ", ".join(query) + "}"


def _resources(document: Schema, kind: str) -> str:
    style = STYLES[kind]
    calls = "from .call import Call, Day, quoted\n"
    module = "listing" if kind == "sync" else "async_listing"
    listings = f"from .{module} import {style.prefix}Asks, {style.prefix}Listing\n"
    groups: dict[str, list[Method]] = {}
    found = methods(document)
    for method in found:
        if method.group:
            groups.setdefault(method.group, []).append(method)
    classes, attributes = [], []
    for group, members in groups.items():
        classes.append(_group(group, members, style))
        attributes.append((group, f"{style.prefix}{_class_name(group)}"))
    created = "".join(f"        self.{group} = {name}(self)\n" for group, name in attributes)
    roots = "".join(_method(method, style) for method in found if method.group is None)
    return f'''"""The methods of the {"client that waits" if kind == "sync" else "asynchronous client"}: one for each operation of the API."""

from collections.abc import Sequence
from typing import Any

from . import models
{"".join(sorted((calls, listings)))}


class {style.prefix}Resource:
    """The operations on one subject."""

    def __init__(self, client: {style.prefix}Asks) -> None:
        self._client = client


{"".join(classes)}
{_as_at(found, style)}

class {style.prefix}Operations({style.prefix}Asks):
    """Every operation of the API, by subject."""

    def __init__(self) -> None:
{created}
    def as_at(self, day: Day) -> {style.prefix}AsAt:
        """What was so on a day: the operations that take `as_at`, with that day."""
        return {style.prefix}AsAt(self, day)

{roots}
'''


def _class_name(group: str) -> str:
    return "".join(word.title() for word in group.split("_"))


def _group(group: str, members: list[Method], style: Style) -> str:
    """The class of a group, after the class of its record if that has operations of its own."""
    belonging = [method for method in members if method.in_path and method.name != "get" and method.item]
    getter = next((method for method in members if method.name == "get" and method.answer), None)
    texts = {method.name: _method(method, style) for method in members}
    record = ""
    if belonging and getter:
        (key,) = getter.in_path
        name = f"{style.prefix}{str(getter.answer).removesuffix('Detail')}"
        inside = "".join(_method(method, style, given={key: "self.code"}) for method in belonging)
        record = (
            f"class {name}(models.{getter.answer}):\n"
            f'    """{getter.answer}, with what else can be asked of it."""\n\n'
            f'    __slots__ = ("_client",)\n\n'
            f"    def __init__(self, client: {style.prefix}Asks, raw: dict[str, Any]) -> None:\n"
            f"        super().__init__(raw)\n        self._client = client\n\n{inside}\n\n"
        )
        text = texts["get"].replace(f"-> models.{getter.answer}:", f"-> {name}:")
        texts["get"] = text.replace(f"return models.{getter.answer}(", f"return {name}(self._client, ")
    title = group.replace("_", " ").capitalize()
    head = f'class {style.prefix}{_class_name(group)}({style.prefix}Resource):\n    """{title}."""\n\n'
    return f"{record}{head}{''.join(texts.values())}\n\n"


def _as_at(found: list[Method], style: Style) -> str:
    """The class that knows the day, with each method that takes `as_at`."""
    text = (
        f"class {style.prefix}AsAt:\n"
        f'    """The operations that take `as_at`, with one day."""\n\n'
        f"    def __init__(self, client: {style.prefix}Asks, day: Day) -> None:\n"
        f"        self._client = client\n        self._day = day\n\n"
    )
    for method in found:
        if any(parameter["name"] == "as_at" for parameter in method.in_query):
            name = str(method.group) if method.name == "list" else f"{method.group}_{method.name}"
            text += _method(method, style, name, {"as_at": "self._day"})
    return text


def main() -> None:
    """Writes the files."""
    for name, text in generated(json.loads(DOCUMENT.read_text(encoding="utf-8"))).items():
        (PACKAGE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
