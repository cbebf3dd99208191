"""The application: the only file that knows everybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette_compress import CompressMiddleware, add_compress_type

from app import __version__
from app.database import open_store
from app.logs import lines
from app.routes import (
    changes,
    context_events,
    councils,
    dataset,
    downloads,
    figures,
    findings,
    focused_visits,
    frameworks,
    inspections,
    intervals,
    interventions,
    meetings,
    monitoring_visits,
    outcomes,
    panel,
    sources,
    spells,
    telemetry,
    transitions,
    waiting_times,
)
from app.routes.docs import add_docs
from app.routes.gate import Gate
from app.routes.middleware import FrontDoor, Validators
from app.routes.openapi import described
from app.routes.problems import MEDIA_TYPE, add_problem_handlers
from app.routes.telemetry import Routed, Telemetry, Told
from app.settings import Settings

LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
DESCRIPTION = (
    "The inspection history of English councils' children's services: what Ofsted judged, when, with which grade, "
    "and what followed, each fact with its source."
)
ROUTERS = (
    councils,
    inspections,
    monitoring_visits,
    focused_visits,
    interventions,
    meetings,
    context_events,
    findings,
    figures,
    frameworks,
    outcomes,
    transitions,
    spells,
    intervals,
    waiting_times,
    panel,
    sources,
    dataset,
    downloads,
    changes,
)


def create_app(settings: Settings) -> FastAPI:
    """The application with these settings. It opens nothing before it is started."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        app.state.store = open_store(settings.database_url, settings.data_dir)
        yield
        app.state.store.close()
        lines.flush()

    app = FastAPI(
        title="Inspection History",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        license_info={"name": "Data: Open Government Licence v3.0; code: MIT", "url": LICENCE_URL},
    )
    for module in (*ROUTERS, telemetry) if settings.metrics else ROUTERS:
        app.include_router(module.routes)
    add_docs(app)
    add_problem_handlers(app)
    for media_type in ("text/csv", "application/x-ndjson", MEDIA_TYPE):
        add_compress_type(media_type)
    app.add_middleware(Routed)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(Validators)
    app.add_middleware(Gate)
    app.add_middleware(FrontDoor)
    app.state.telemetry = Telemetry(settings.log_level, settings.metrics)
    app.add_middleware(Told, telemetry=app.state.telemetry)
    app.state.lists = [route for route in _api_routes() if route.name.startswith("list_")]

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app


def _api_routes() -> list[APIRoute]:
    return [route for module in ROUTERS for route in module.routes.routes if isinstance(route, APIRoute)]


def _operation_id(route: APIRoute) -> str:
    return route.name


def from_environment() -> FastAPI:
    """The application with the settings of the environment, for a server that makes it itself."""
    return create_app(Settings.from_environment())
