"""The OpenAPI document, with what the framework leaves out or says otherwise than we answer."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.routes.problems import MEDIA_TYPE


def described(app: FastAPI) -> dict[str, Any]:
    """The document as it is served."""
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
    return document


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
