"""Declarations that many endpoints share: parameters, response models, errors."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel

from app.http.problem_details import PROBLEM_MEDIA_TYPE, Problem
from app.http.strict_route import StrictRoute
from app.listing.page import PageOf
from app.listing.parameters import RELEASE_PATTERN, RELEASE_TEXT


def _declared(
    release: Annotated[str | None, Query(description=RELEASE_TEXT, pattern=RELEASE_PATTERN)] = None,
) -> str | None:
    """Declares `release` for endpoints without a query model."""
    return release


RELEASED = [Depends(_declared)]
CouncilName = Annotated[
    str,
    Path(
        description="The council: our code, any GSS code that it has had, its DfE code or its Ofsted URN, or its name "
        "or words of it that no other council's name has.",
        openapi_examples={
            "code": {"value": "herefordshire"},
            "gss_code": {"value": "E06000019"},
            "la_code": {"value": "884"},
            "ofsted_urn": {"value": "80474"},
            "name": {"value": "Hull"},
        },
    ),
]
_FAULTY = {
    status: {"model": Problem, "description": words, "content": {PROBLEM_MEDIA_TYPE: {}}}
    for status, words in {
        404: "Nothing has this code, or there was never such a release.",
        406: "The Accept header takes no format that this path has.",
        410: "The release was published here and is not kept any more.",
        414: "The URL is longer than 60,000 bytes.",
        422: "A parameter is unknown, repeated, empty or malformed.",
        503: "The dataset cannot be reached at the moment. Try again after `Retry-After` seconds.",
    }.items()
}


def router(tag: str) -> APIRouter:
    """A router whose routes are strict about parameters."""
    return APIRouter(tags=[tag], route_class=StrictRoute, generate_unique_id_function=lambda route: route.name)


def faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that an endpoint declares: those given, and those that every endpoint can answer with."""
    return {status: _FAULTY[status] for status in sorted({*statuses, 406, 414, 422})}


def listed(
    shape: type[BaseModel], *statuses: int, page: type[BaseModel] | None = None, of_a_release: bool = True
) -> dict[str, Any]:
    """What a list declares: its page as JSON, its items as CSV and NDJSON, its errors.

    `page` is the model of the page, for a list whose pages have fields beyond the usual ones.
    """
    response_model = page or PageOf[shape]  # type: ignore[valid-type]
    return {**tabled(shape, *statuses, of_a_release=of_a_release), "response_model": response_model}


def tabled(shape: type[BaseModel], *statuses: int, of_a_release: bool = True) -> dict[str, Any]:
    """What an endpoint declares whose record has a table in it: all of it as JSON, its rows as CSV and NDJSON."""
    of_release = (404, 410) if of_a_release else ()
    return {"response_model": shape, "responses": faults(*statuses, *of_release, 503)}


def recorded(shape: type[BaseModel]) -> dict[str, Any]:
    """What an endpoint for one record declares."""
    return {"response_model": shape, "responses": faults(404, 410, 503)}


def linked_data() -> dict[str, Any]:
    """What an endpoint that describes a release in JSON-LD declares."""
    content = {"application/ld+json": {"schema": {"type": "object"}}}
    return {
        "response_class": Response,
        "responses": {200: {"content": content}, **faults(404, 410, 503)},
        "dependencies": RELEASED,
    }
