"""What the dataset is, whether it is there, and where everything is."""

from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import Field

from app.http.dependencies import faults, linked_data, listed, recorded, router
from app.http.responses import answer_linked_data, answer_list, answer_record
from app.http.strict_route import StoreDep, StrictRoute, in_event_loop
from app.listing.page import Page
from app.listing.parameters import FormatQuery, FormQuery
from app.listing.schema import Schema
from app.queries.dataset import (
    CoveragePublic,
    CoverageQuery,
    VocabularyPublic,
    find_coverage,
    find_releases,
    get_release,
    get_vocabularies,
    get_vocabulary,
)
from app.queries.dcat import dcat, schema_org
from app.records.release import KeptReleasePublic, ReleasePublic

routes = router("The dataset")


class Link(Schema):
    """A place of the API."""

    rel: str = Field(description="What it is to this page.", examples=["item"])
    href: str = Field(description="Where it is.", examples=["/v1/sources"])
    type: str = Field(description="The media type that it answers.", examples=["application/json"])
    title: str = Field(description="What is there.", examples=["Every document that a fact came from."])


class Landing(Schema):
    """The front door."""

    title: str = Field(description="What this is.", examples=["Inspection History"])
    description: str = Field(
        description="What this is, in a sentence.",
        examples=[
            "The inspection history of English councils' children's services: what Ofsted judged, when, with which "
            "grade, and what followed, each fact with its source."
        ],
    )
    links: list[Link] = Field(description="Every list, and what describes them.")


class Status(Schema):
    """Whether the service is well."""

    status: str = Field(description="`ok`.", examples=["ok"])
    release: str | None = Field(
        description="The current release; null where it was not asked for.", examples=["0f1e2d3c4b5a6978"]
    )


@routes.get("/", response_model=Landing, responses=faults())
def read_landing(request: Request) -> Response:
    """The front door: a typed link to every list and description of the API."""
    described = [
        ("service-desc", "/openapi.json", "application/json", "The API, described for machines (OpenAPI 3.1)"),
        ("service-doc", "/docs", "text/html", "The API, described for people"),
        ("current", "/v1/releases/current", "application/json", "The release that answers now"),
        ("status", "/readyz", "application/json", "Whether there is a dataset to answer from"),
    ]
    lists = [
        ("item", route.path, "application/json", str(route.description).split("\n")[0])
        for route in request.app.routes
        if isinstance(route, StrictRoute) and route.name.startswith("list_")
    ]
    links = [dict(zip(("rel", "href", "type", "title"), link, strict=True)) for link in [*described, *lists]]
    landing = {"title": request.app.title, "description": request.app.description, "links": links}
    return answer_record(request, landing, Landing, None)


@routes.get("/v1/vocabularies", **listed(VocabularyPublic))
def list_vocabularies(request: Request, store: StoreDep, query: Annotated[FormatQuery, Query()]) -> Response:
    """Every closed word of the data, with its label, its order and its meaning. All on one page."""
    with store.snapshot() as snapshot:
        words = get_vocabularies()
    return answer_list(request, query, Page(words, len(words), None, snapshot.release), VocabularyPublic)


@routes.get("/v1/vocabularies/{name}", response_model=VocabularyPublic, responses=faults(404))
def read_vocabulary(
    request: Request, name: Annotated[str, Path(description="The vocabulary's name.", examples=["grade"])]
) -> Response:
    """One vocabulary."""
    return answer_record(request, get_vocabulary(name), VocabularyPublic, None)


@routes.get("/v1/releases/current", **recorded(ReleasePublic))
def read_current_release(request: Request, store: StoreDep) -> Response:
    """The release that every answer comes from now, or the one that `release` names: what it holds, how to cite it,
    its licence, and every file of it with its size and SHA-256.
    """
    with store.snapshot() as snapshot:
        record = get_release(snapshot)
    return answer_record(request, record, ReleasePublic, snapshot.release)


@routes.get("/v1/releases/current/dcat.jsonld", **linked_data())
def read_dcat(request: Request, store: StoreDep) -> Response:
    """The release described for data catalogues, in DCAT 3, as JSON-LD. Its links are relative to where it stands."""
    with store.snapshot() as snapshot:
        record = get_release(snapshot)
    return answer_linked_data(request, dcat(record), snapshot.release)


@routes.get("/v1/releases/current/schema-org.jsonld", **linked_data())
def read_schema_org(request: Request, store: StoreDep) -> Response:
    """The release described for search engines, as a Dataset of schema.org, as JSON-LD."""
    with store.snapshot() as snapshot:
        record = get_release(snapshot)
    return answer_linked_data(request, schema_org(record), snapshot.release)


@routes.get("/v1/releases", **listed(KeptReleasePublic, of_a_release=False))
def list_releases(request: Request, store: StoreDep, query: Annotated[FormQuery, Query()]) -> Response:
    """The releases that `release` can name, newest first, with what changed from one to the next. All on one page.

    On SQLite the last few are kept (KEEP_RELEASES); where the dataset is in PostgreSQL, the current one alone.
    """
    with store.snapshot() as snapshot:
        page = find_releases(snapshot)
    return answer_list(request, query, page, KeptReleasePublic)


@routes.get("/v1/coverage", **listed(CoveragePublic))
def list_coverage(request: Request, store: StoreDep, query: Annotated[CoverageQuery, Query()]) -> Response:
    """What the dataset holds of each council and year, and what it knows that it lacks."""
    with store.snapshot() as snapshot:
        page = find_coverage(snapshot, query)
    return answer_list(request, query, page, CoveragePublic)


@routes.get("/healthz", response_model=Status, responses=faults())
def read_health(request: Request) -> Response:
    """Whether the server is alive. It does not ask the dataset."""
    return _unkept(answer_record(request, {"status": "ok", "release": None}, Status, None))


@routes.get("/readyz", response_model=Status, responses=faults(503))
@in_event_loop
def read_readiness(request: Request, store: StoreDep) -> Response:
    """Whether there is a dataset to answer from: 200 with its release, or 503."""
    with store.snapshot() as snapshot:
        release = snapshot.release
    store.store.check_published()
    return _unkept(answer_record(request, {"status": "ok", "release": release}, Status, release))


def _unkept(answer: Response) -> Response:
    """A probe asks how things are now, so no cache may answer for us."""
    answer.raw_headers.append((b"cache-control", b"no-store"))
    return answer
