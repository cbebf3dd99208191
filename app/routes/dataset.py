"""The dataset: vocabularies, releases and coverage; and the root page and the probes."""

from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import Field

from app.http.dependencies import RELEASED, faults, linked_data, listed, recorded, router
from app.http.responses import answer_linked_data, answer_list, answer_record
from app.http.strict_route import StoreDep, StrictRoute, in_event_loop
from app.listing.page import Page
from app.listing.parameters import FormatQuery, FormQuery
from app.listing.schema import Schema
from app.queries.dataset import (
    CoveragePage,
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
    """A link to a part of the API."""

    rel: str = Field(description="How it relates to this page.", examples=["item"])
    href: str = Field(description="Its path.", examples=["/v1/sources"])
    type: str = Field(description="The media type of its answer.", examples=["application/json"])
    title: str = Field(description="What it has.", examples=["The documents that facts were taken from."])


class Landing(Schema):
    """The root of the API."""

    title: str = Field(description="The name of the API.", examples=["Inspection History"])
    description: str = Field(
        description="What the API has, in a sentence.",
        examples=[
            "The inspection history of English councils' children's services: what Ofsted judged, when, with which "
            "grade, and what followed, each fact with its source."
        ],
    )
    links: list[Link] = Field(description="Links to every list, and to the descriptions of the API.")


class Status(Schema):
    """The state of the server."""

    status: str = Field(description="`ok`.", examples=["ok"])
    release: str | None = Field(
        description="The current release; null in `/healthz`, which does not ask for it.", examples=["0f1e2d3c4b5a6978"]
    )


@routes.get("/", response_model=Landing, responses=faults())
def read_landing(request: Request) -> Response:
    """The root of the API: links to every list, and to the descriptions of the API."""
    described = [
        ("service-desc", "/openapi.json", "application/json", "The API, described for programs (OpenAPI 3.1)"),
        ("service-doc", "/docs", "text/html", "The API, described for people"),
        ("current", "/v1/releases/current", "application/json", "The current release"),
        ("status", "/readyz", "application/json", "Whether the server has a dataset"),
    ]
    lists = [
        ("item", route.path, "application/json", str(route.description).split("\n")[0])
        for route in request.app.routes
        if isinstance(route, StrictRoute) and route.name.startswith("list_") and "{" not in route.path
    ]
    links = [dict(zip(("rel", "href", "type", "title"), link, strict=True)) for link in [*described, *lists]]
    description = request.app.description.partition("\n\n")[0]
    landing = {"title": request.app.title, "description": description, "links": links}
    return answer_record(request, landing, Landing, None)


@routes.get("/v1/vocabularies", **listed(VocabularyPublic))
def list_vocabularies(request: Request, store: StoreDep, query: Annotated[FormatQuery, Query()]) -> Response:
    """The words that coded fields may hold, each with its label, its order and its meaning. All on one page."""
    with store.snapshot() as snapshot:
        words = get_vocabularies()
        page = Page(words, len(words), None, snapshot.release, snapshot.as_at)
    return answer_list(request, query, page, VocabularyPublic)


@routes.get("/v1/vocabularies/{name}", response_model=VocabularyPublic, responses=faults(404))
def read_vocabulary(
    request: Request, name: Annotated[str, Path(description="The vocabulary's name.", examples=["grade"])]
) -> Response:
    """One vocabulary."""
    return answer_record(request, get_vocabulary(name), VocabularyPublic, None)


@routes.get("/v1/releases/current", **recorded(ReleasePublic), dependencies=RELEASED)
def read_current_release(request: Request, store: StoreDep) -> Response:
    """The current release, or the one that `release` names: what it holds, how to cite it, its licence, and its files
    for download with their sizes and SHA-256.
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

    A server with SQLite keeps the last few (KEEP_RELEASES). A server with PostgreSQL keeps the current one only.
    """
    with store.snapshot() as snapshot:
        page = find_releases(snapshot)
    return answer_list(request, query, page, KeptReleasePublic)


@routes.get("/v1/releases/{code}", response_model=ReleasePublic, responses=faults(404, 410, 503))
def read_release(
    request: Request,
    store: StoreDep,
    code: Annotated[str, Path(description="Its code, as `/v1/releases` lists it, or `current`.", examples=["current"])],
) -> Response:
    """One release that is kept: what it holds, how to cite it, its licence, and its files for download."""
    with store.store.snapshot(code) as snapshot:
        record = get_release(snapshot)
    return answer_record(request, record, ReleasePublic, snapshot.release)


@routes.get("/v1/coverage", **listed(CoveragePublic, page=CoveragePage))
def list_coverage(request: Request, store: StoreDep, query: Annotated[CoverageQuery, Query()]) -> Response:
    """What the dataset holds for each council and year, and what is known to be missing."""
    with store.snapshot() as snapshot:
        page = find_coverage(snapshot, query)
    return answer_list(request, query, page, CoveragePublic)


@routes.get("/healthz", response_model=Status, responses=faults())
def read_health(request: Request) -> Response:
    """Whether the server is alive. This does not read the dataset."""
    return _unkept(answer_record(request, {"status": "ok", "release": None}, Status, None))


@routes.get("/readyz", response_model=Status, responses=faults(503))
@in_event_loop
def read_readiness(request: Request, store: StoreDep) -> Response:
    """Whether the server has a dataset: 200 with the release, or 503."""
    with store.snapshot() as snapshot:
        release = snapshot.release
    store.store.check_published()
    return _unkept(answer_record(request, {"status": "ok", "release": release}, Status, release))


def _unkept(answer: Response) -> Response:
    """Forbids caches to keep the answer, because a probe asks for the state of this moment."""
    answer.raw_headers.append((b"cache-control", b"no-store"))
    return answer
