"""The reference of the API, made of its OpenAPI document."""

from itertools import groupby
from typing import Annotated

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.errors import NotFound
from app.explorer.api_reference import operations
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.problem_details import NOTHING_HERE
from app.http.strict_route import StoreDep
from app.listing.schema import Schema

pages = page_router()


class ReferenceQuery(Schema):
    """The field of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str | None = Field(None, description="Words to look for.", examples=["spells"], max_length=200)


@pages.get("/docs")
def reference_page(store: StoreDep, query: Annotated[ReferenceQuery, Query()]) -> Response:
    """Every operation by subject, or those that hold the words looked for."""
    found = [one for one in operations().values() if query.q is None or one.holds(query.q)]
    head = Head(
        "API reference",
        "Every address of the API with its parameters, the fields of its answer, its errors and a live example.",
        "/docs",
        "/openapi.json",
        has_csv=False,
    )
    with store.snapshot() as snapshot:
        return answer_page(
            snapshot,
            "reference.html",
            head,
            query=query,
            count=len(found),
            tags=[(tag, list(ones)) for tag, ones in groupby(found, lambda one: one.tag)],
        )


@pages.get("/docs/{operation}")
def operation_page(store: StoreDep, operation: str) -> Response:
    """One operation. Raises NotFound."""
    found = operations().get(operation)
    if found is None:
        raise NotFound(NOTHING_HERE)
    head = Head(
        f"GET {found.path}",
        found.summary,
        f"/docs/{operation}",
        found.example,
        has_csv="text/csv" in found.media_types,
        trail=(("API reference", "/docs"),),
        plain=False,
    )
    with store.snapshot() as snapshot:
        return answer_page(snapshot, "operation.html", head, operation=found)
