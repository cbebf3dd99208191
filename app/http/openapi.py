"""The OpenAPI document of the framework, corrected where it differs from our answers."""

import json
import re
import warnings
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.warnings import UnsupportedFieldAttributeWarning

from app.http.openapi_words import PROBLEMS, TAGS, title_in_words
from app.http.problem_details import PROBLEM_MEDIA_TYPE

SCHEMAS = "#/components/schemas/"
EXAMPLES = "#/components/examples/"
# The address is relative to that of the document, so that it holds behind a proxy too.
GUIDE = {"description": "How to use the API, definitions, stability and limits.", "url": "guide"}
# The end of the parameters: these say how an answer is sent, and not what is in it.
LAST_PARAMETERS = ("include", "order", "sort", "fields", "format", "limit", "cursor", "release")
# What a page says of itself, where the models of all lists have the same example.
OF_A_PAGE = ("self", "next", "cite")
HEADERS = {
    "ETag": "The validator of this answer. Send it back as If-None-Match.",
    "X-Release": "The release that the answer comes from.",
    "X-Total-Count": "How many items the whole list has, in every format.",
    "Link": 'The path and query of the next page, as `rel="next"`; absent on the last one.',
}


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The document as it is served."""
    with warnings.catch_warnings():
        # Pydantic warns of parameters whose name differs from their field, which is no fault here.
        warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            license_info=app.license_info,
            servers=[{"url": "/", "description": "The server that sends this document."}],
            tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        )
    schemas = document["components"]["schemas"]
    document["externalDocs"] = GUIDE  # The framework takes no relative address.
    document["security"] = []  # Nobody needs a key.
    document["components"]["examples"] = {
        name: {"summary": question, "value": answer} for name, question, answer in PROBLEMS.values()
    }
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            _titled(field)
    shown: set[str] = set()
    for path, methods in document["paths"].items():
        for operation in methods.values():
            operation["summary"] = _first_words(operation["description"])
            for parameter in operation.get("parameters", []):
                _one_name_many_words(parameter)
                _said_once(parameter)
            if "parameters" in operation:
                operation["parameters"].sort(key=_place)
            for status, response in operation["responses"].items():
                _problems_are_problems(status, response)
            _validated(operation)
            _exemplified(operation, schemas)
            _page_exemplified(path, operation, schemas, shown)
    return _readably_named(document)


def _titled(schema: dict[str, Any]) -> None:
    if "title" in schema and "$ref" not in schema:
        schema["title"] = title_in_words(schema["title"])


def _first_words(description: str) -> str:
    """The title of an operation: its description up to the first stop or colon."""
    return re.split(r"[.:](?:\s|$)", description, maxsplit=1)[0].replace("`", "")


def _place(parameter: dict[str, Any]) -> tuple[bool, int]:
    """The place of a parameter: the path, then filters in the order of their model, then how the answer is sent."""
    name = parameter["name"]
    return parameter["in"] != "path", LAST_PARAMETERS.index(name) + 1 if name in LAST_PARAMETERS and parameter[
        "in"
    ] == "query" else 0


def _said_once(parameter: dict[str, Any]) -> None:
    """Leaves out the words that the framework says twice, and prefills what stands in the path."""
    schema = parameter["schema"]
    schema.pop("description", None)
    schema.pop("title", None)
    if parameter["in"] == "path" and "examples" not in parameter:
        parameter["example"] = schema["examples"][0]


def _one_name_many_words(parameter: dict[str, Any]) -> None:
    """Declares a list of values as one parameter with commas, so that a question has one address."""
    schema = parameter["schema"]
    variants = schema.get("anyOf", [schema])
    if any(variant.get("type") == "array" for variant in variants):
        parameter |= {"style": "form", "explode": False}
    # The framework declares every optional parameter as nullable. But a parameter can be left out, and cannot be null.
    kept = [variant for variant in variants if variant.get("type") != "null"]
    if "anyOf" in schema and len(kept) == 1:
        del schema["anyOf"]
        schema |= kept[0]


def _problems_are_problems(status: str, response: dict[str, Any]) -> None:
    """Declares errors as `application/problem+json`, each with an error of its own status.

    The framework declares every model as `application/json`.
    """
    content = response.get("content", {})
    if PROBLEM_MEDIA_TYPE in content:
        name, *_ = PROBLEMS[status]
        content[PROBLEM_MEDIA_TYPE] = content.pop("application/json", content[PROBLEM_MEDIA_TYPE])
        content[PROBLEM_MEDIA_TYPE]["examples"] = {name: {"$ref": f"{EXAMPLES}{name}"}}


def _validated(operation: dict[str, Any]) -> None:
    """Declares the headers that clients rely on, and the 304 for a client that has the answer already.

    CSV and NDJSON are declared in words and by the parameter `format`, but not as content: generated clients would
    otherwise say that every answer is a page or a text.
    """
    responses = operation["responses"]
    tabular = any(parameter["name"] == "format" for parameter in operation.get("parameters", []))
    what = "A page of the list" if tabular and operation["operationId"].startswith("list_") else "The answer"
    forms = "; with `format=csv` or `format=ndjson` its rows, as `text/csv` or `application/x-ndjson`"
    responses["200"]["description"] = f"{what}{forms if tabular else ''}."
    names = HEADERS if tabular else ("ETag",)
    responses["200"]["headers"] = {
        name: {"description": HEADERS[name], "schema": {"type": "integer" if name == "X-Total-Count" else "string"}}
        for name in names
    }
    responses["304"] = {"description": "Nothing changed: If-None-Match named the ETag of this answer."}
    for status in sorted(responses):
        responses[status] = responses.pop(status)


def _exemplified(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Gives the code of a record the example of its path, because the one that all kinds inherit names a council."""
    path = [parameter for parameter in operation.get("parameters", []) if parameter["in"] == "path"]
    if path and path[0]["name"] == "code":
        name = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].removeprefix(SCHEMAS)
        for shape in (name, name.replace("Detail", "Public")):
            schemas[shape]["properties"]["code"]["examples"] = path[0]["schema"]["examples"]


def _page_exemplified(path: str, operation: dict[str, Any], schemas: dict[str, Any], shown: set[str]) -> None:
    """Gives a page the addresses of its own list. A page of two lists shows the first one."""
    parameters = operation.get("parameters", [])
    limit = "?limit=5&" if any(parameter["name"] == "limit" for parameter in parameters) else "?"
    answer = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
    several = schemas.get(_named(answer), {}).get("anyOf", [answer])
    for name in {_named(variant) for variant in several} - shown:
        fields = schemas.get(name, {}).get("properties", {})
        for field in [field for field in OF_A_PAGE if field in fields]:
            fields[field]["examples"] = [
                example.replace("/v1/inspections?limit=5&", _filled(path, parameters) + limit)
                for example in fields[field]["examples"]
            ]
        shown.add(name)


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).removeprefix(SCHEMAS)


def _filled(path: str, parameters: list[dict[str, Any]]) -> str:
    """A path with the first example of each of its parameters."""
    for parameter in parameters:
        if parameter["in"] == "path":
            named = [example["value"] for example in parameter.get("examples", {}).values()]
            first = named[0] if named else parameter["example"]
            path = path.replace(f"{{{parameter['name']}}}", first)
    return path


def _readably_named(document: dict[str, Any]) -> dict[str, Any]:
    """Names the schemas of pages by their titles: `InspectionPage` in place of `PageOf_InspectionPublic_`."""
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    for name, schema in schemas.items():
        if "_" in name:
            text = text.replace(f'"{SCHEMAS}{name}"', f'"{SCHEMAS}{schema["title"]}"')
    renamed: dict[str, Any] = json.loads(text)
    shapes = {
        schema["title"] if "_" in name else name: schema for name, schema in renamed["components"]["schemas"].items()
    }
    renamed["components"]["schemas"] = dict(sorted(shapes.items()))
    return renamed
