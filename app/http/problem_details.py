"""Errors as problem details (RFC 9457). All have one shape, and none reveals anything of the inside of the server."""

from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import Field
from pydantic_core import to_json
from starlette.types import Scope

from app.errors import BadQuery, DatasetError, NotFound, QueryFault, ReleaseNotAvailable, Unavailable
from app.http.responses import Answer, represent
from app.listing.schema import Schema
from app.spelling import nearest_word

PROBLEM_MEDIA_TYPE = "application/problem+json"
NOTHING_HERE = "There is nothing at this path. GET / lists every endpoint."

EXPECTED_BY_ERROR = {
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "int_parsing": "expected a whole number",
    "int_parsing_size": "expected a whole number of fewer digits",
    "int_from_float": "expected a whole number",
    "bool_parsing": "expected true or false",
    "enum": "expected {expected}",
    "literal_error": "expected {expected}",
    "string_too_short": "empty; expected a value between and after commas",
    "string_too_long": "expected at most {max_length} characters",
    "string_pattern_mismatch": "expected the form {pattern}",
    "too_long": "expected at most {max_length} values",
}


class ProblemError(Schema):
    """One thing that is wrong with a request."""

    parameter: str = Field(description="The parameter.", examples=["formt"])
    code: str = Field(description="The kind of fault, in a word that does not change.", examples=["unknown_parameter"])
    message: str = Field(
        description="What is wrong, and what was expected.", examples=["formt: unknown parameter; did you mean format?"]
    )
    allowed: list[str] | None = Field(
        description="The allowed values; null if they cannot be listed.",
        examples=[["code", "cursor", "fields", "format", "limit", "recorded_from", "release", "sort"]],
    )
    suggestion: str | None = Field(
        description="What you may have meant; null if nothing is close.", examples=["format"]
    )


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str = Field(description="A URI for the kind of problem.", examples=["about:blank"])
    title: str = Field(description="The kind of problem, in words.", examples=["The request was not understood"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What happened.", examples=["formt: unknown parameter; did you mean format?"])
    errors: list[ProblemError] = Field(
        description="The faults of the request, one item each; empty if the request is not at fault."
    )


def problem(
    status: int, title: str, detail: str, faults: tuple[QueryFault, ...] = (), headers: dict[str, str] | None = None
) -> Answer:
    """The answer for an error."""
    errors = [
        {
            "parameter": fault.parameter,
            "code": fault.code,
            "message": fault.message,
            "allowed": fault.allowed,
            "suggestion": fault.suggestion,
        }
        for fault in faults
    ]
    body = to_json({"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors})
    own = {"Cache-Control": "no-store", **(headers or {})}
    return Answer(
        body, PROBLEM_MEDIA_TYPE, [(name.lower().encode(), value.encode()) for name, value in own.items()], status
    )


def problem_of(error: DatasetError | RequestValidationError) -> Answer:
    """The answer for an error of the tree in app/errors.py, or for a parameter that failed validation."""
    if isinstance(error, RequestValidationError):
        error = BadQuery(*(_fault(item) for item in error.errors()))
    if isinstance(error, BadQuery | ReleaseNotAvailable):
        return problem(error.status, error.title, error.detail, error.faults)
    if isinstance(error, NotFound) and error.suggestion:
        detail = f"{error.detail} Did you mean {error.suggestion}?"
        fault = QueryFault("path", "not_found", error.detail, suggestion=error.suggestion)
        return problem(error.status, error.title, detail, (fault,))
    if isinstance(error, Unavailable):
        return problem(error.status, error.title, error.detail, headers={"Retry-After": "2"})
    return problem(error.status, error.title, error.detail)


def _fault(item: dict[str, Any]) -> QueryFault:
    """A pydantic error in our words: the parameter, a stable code, what was expected, and a suggestion."""
    place = [str(part) for part in item["loc"]]
    name = place[1] if len(place) > 1 else place[0]
    given, context = item.get("input"), item.get("ctx") or {}
    allowed = None
    suggestion = None
    if item["type"] in ("enum", "literal_error"):
        allowed = [word.strip(" '") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        suggestion = nearest_word(str(given), allowed)
    expected = EXPECTED_BY_ERROR.get(item["type"])
    words = expected.format(**context) if expected else str(item["msg"]).removeprefix("Value error, ")
    shown = f"{given!r}: " if isinstance(given, str) and len(given) <= 100 else ""
    return QueryFault(name, str(item["type"]), f"{name}: {shown}{words}", allowed, suggestion)


def not_found() -> Answer:
    """The answer to a path that no route has."""
    return problem(404, "Not found", NOTHING_HERE)


def method_not_allowed() -> Answer:
    """The answer to a method that changes something."""
    detail = "This path answers GET, HEAD and OPTIONS only."
    return problem(405, "Method not allowed", detail, headers={"Allow": "GET, HEAD, OPTIONS"})


def unexpected(scope: Scope) -> Answer:
    """The answer for an unexpected error. It says nothing about the error."""
    return represent(
        problem(500, "Internal error", "Something went wrong in the server. The error has been logged."), scope
    )
