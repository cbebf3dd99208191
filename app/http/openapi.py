"""The OpenAPI document of the framework, corrected where it differs from our answers."""

import json
import warnings
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.warnings import UnsupportedFieldAttributeWarning

from app.http.problem_details import MEDIA_TYPE

SCHEMAS = "#/components/schemas/"
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


def _problems_are_problems(response: dict[str, Any]) -> None:
    """Declares errors as `application/problem+json`. The framework declares every model as `application/json`."""
    content = response.get("content", {})
    if MEDIA_TYPE in content:
        content[MEDIA_TYPE] = content.pop("application/json", content[MEDIA_TYPE])


def _validated(responses: dict[str, Any]) -> None:
    """Declares the headers that clients rely on, and the 304 for a client that has the answer already."""
    listed = {"application/json", "text/csv"} <= responses["200"]["content"].keys()
    responses["200"]["description"] = "A page of the list." if listed else "The answer."
    names = HEADERS if listed else ("ETag",)
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
