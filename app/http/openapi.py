"""The OpenAPI document, with what the framework leaves out or says otherwise than we answer."""

import json
import warnings
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.warnings import UnsupportedFieldAttributeWarning

from app.http.problem_details import MEDIA_TYPE

SCHEMAS = "#/components/schemas/"
HEADERS = {
    "ETag": "The validator of these bytes; send it back as If-None-Match.",
    "X-Release": "The release that the answer comes from.",
    "X-Total-Count": "How many items the whole list has, in every format.",
    "Link": 'The path and query of the next page, as `rel="next"`; absent on the last one.',
}


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The document as it is served."""
    with warnings.catch_warnings():
        # It makes parameters ready one by one, and warns in vain of those that are named otherwise than their fields.
        warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            license_info=app.license_info,
        )
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                _one_name_many_words(parameter)
            for response in operation["responses"].values():
                _problems_are_problems(response)
            _validated(operation["responses"])
            _exemplified(operation, document["components"]["schemas"])
    return _readably_named(document)


def _one_name_many_words(parameter: dict[str, Any]) -> None:
    """Several words are one parameter with commas; left alone, clients would repeat it and be refused."""
    schema = parameter["schema"]
    variants = schema.get("anyOf", [schema])
    if any(variant.get("type") == "array" for variant in variants):
        parameter |= {"style": "form", "explode": False}
    # A parameter that is left out is not null: the framework says so of every optional one.
    kept = [variant for variant in variants if variant.get("type") != "null"]
    if "anyOf" in schema and len(kept) == 1:
        del schema["anyOf"]
        schema |= kept[0]


def _problems_are_problems(response: dict[str, Any]) -> None:
    """An error is `application/problem+json`, where the framework declares every model as `application/json`."""
    content = response.get("content", {})
    if MEDIA_TYPE in content:
        content[MEDIA_TYPE] = content.pop("application/json", content[MEDIA_TYPE])


def _validated(responses: dict[str, Any]) -> None:
    """Every answer bears headers that clients rely on, and is a 304 to those who have it already."""
    listed = {"application/json", "text/csv"} <= responses["200"]["content"].keys()
    responses["200"]["description"] = "A page of the list." if listed else "What was asked for."
    names = HEADERS if listed else ("ETag",)
    responses["200"]["headers"] = {
        name: {"description": HEADERS[name], "schema": {"type": "integer" if name == "X-Total-Count" else "string"}}
        for name in names
    }
    responses["304"] = {"description": "The client has these bytes already: If-None-Match named their ETag."}
    for status in sorted(responses):
        responses[status] = responses.pop(status)


def _exemplified(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """The code of a record is the one that its path is exemplified with, not the one that all kinds inherit."""
    path = [parameter for parameter in operation.get("parameters", []) if parameter["in"] == "path"]
    if path and path[0]["name"] == "code":
        name = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].removeprefix(SCHEMAS)
        for shape in (name, name.replace("Detail", "Public")):
            schemas[shape]["properties"]["code"]["examples"] = path[0]["schema"]["examples"]


def _readably_named(document: dict[str, Any]) -> dict[str, Any]:
    """A page is known by its title, `InspectionPage`, where the framework says `PageOf_InspectionPublic_`."""
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
