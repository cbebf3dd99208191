"""The contract: what /openapi.json says, and that it is true. Here is how a value is held against a named shape."""

from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.document import document


@cache
def validator(reference: str) -> Draft202012Validator:
    """A validator of a named shape that takes nothing that is not declared, nested shapes included."""
    closed = {
        name: {**schema, "additionalProperties": False} if "properties" in schema else schema
        for name, schema in document()["components"]["schemas"].items()
    }
    return Draft202012Validator(
        {"$ref": reference, "components": {"schemas": closed}}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(reference: str, value: Any) -> list[str]:
    """What is wrong with a value that should have a named shape."""
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator(reference).iter_errors(value)]
