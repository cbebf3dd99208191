"""What endpoints ask for by type, and what they declare alike."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel

from app.database import Store
from app.queries.page import PageOf
from app.routes.problems import MEDIA_TYPE, Problem
from app.routes.strict import StrictRoute


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


StoreDep = Annotated[Store, Depends(_store)]
CouncilName = Annotated[
    str,
    Path(
        description="The council: our code, its GSS code, its DfE code or its Ofsted URN.",
        openapi_examples={
            "code": {"value": "herefordshire"},
            "gss_code": {"value": "E06000019"},
            "la_code": {"value": "884"},
            "ofsted_urn": {"value": "80474"},
        },
    ),
]
_FAULTY = {
    status: {"model": Problem, "description": words, "content": {MEDIA_TYPE: {}}}
    for status, words in {
        404: "Nothing has this code.",
        406: "The Accept header takes no form that this path answers in.",
        414: "The URL is longer than 60,000 bytes.",
        422: "A parameter is unknown, repeated, empty or malformed.",
        503: "There is no dataset to answer from at the moment.",
    }.items()
}


def router(tag: str) -> APIRouter:
    """A router of strict routes whose errors are declared as problems."""
    return APIRouter(tags=[tag], route_class=StrictRoute)


def faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The declared errors of an endpoint; those that every endpoint can give are always among them."""
    return {status: _FAULTY[status] for status in sorted({*statuses, 406, 414, 422})}


def listed(shape: type[BaseModel], *statuses: int, page: type[BaseModel] | None = None) -> dict[str, Any]:
    """What a list declares: its page as JSON, its items as CSV and NDJSON, its errors.

    `page` is the shape of its page if that states more than every page does.
    """
    return tabled(page or PageOf[shape], *statuses)  # type: ignore[valid-type]


def tabled(shape: type[BaseModel], *statuses: int) -> dict[str, Any]:
    """What an endpoint for a record with a table declares: the whole as JSON, the rows as CSV and NDJSON."""
    return {
        "response_model": shape,
        "responses": {
            200: {
                "content": {
                    "text/csv": {"schema": {"type": "string"}},
                    "application/x-ndjson": {"schema": {"type": "string"}},
                },
            },
            **faults(*statuses, 503),
        },
    }


def recorded(shape: type[BaseModel]) -> dict[str, Any]:
    """What an endpoint for one record declares."""
    return {"response_model": shape, "responses": faults(404, 503)}
