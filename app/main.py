"""The application: the only file that knows everybody."""

import gc
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cached_property
from types import ModuleType, SimpleNamespace
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from app import __version__
from app.http.common_headers import FrontDoor, Validators
from app.http.concurrency_limit import Gate
from app.http.dispatch import Dispatcher
from app.http.logs import lines
from app.http.openapi import described
from app.http.problem_details import MEDIA_TYPE, add_problem_handlers
from app.http.request_log import Routed, Telemetry, Told
from app.http.response_cache import AnswerCache
from app.http.strict_parameters import StrictRoute
from app.releases.store import open_store
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
    metrics,
    monitoring_visits,
    outcomes,
    panel,
    sources,
    spells,
    transitions,
    waiting_times,
)
from app.routes.docs import add_docs
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


def create_app(settings: Settings) -> "Application":
    """The application with these settings. It opens nothing before it is started."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        app.state.store = open_store(settings.database_url, settings.data_dir)
        yield
        app.state.store.close()
        lines.flush()

    app = Application(
        settings,
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
    for module in app.modules:
        app.include_router(module.routes)
    add_docs(app)
    add_problem_handlers(app)
    app.state.telemetry = app.telemetry
    app.state.lists = [route for route in _routes(app.modules) if route.name.startswith("list_")]

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app


class Application(FastAPI):
    """The framework's application with doors of our own in front of it."""

    def __init__(self, settings: Settings, **declared: Any) -> None:
        super().__init__(**declared)
        # The framework's own looks each name up in a function, several times a request.
        self.state = SimpleNamespace()  # type: ignore[assignment]
        self.settings = settings
        self.telemetry = Telemetry(settings.log_level, settings.metrics)
        self.modules = (*ROUTERS, metrics) if settings.metrics else ROUTERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # In place of the framework's own call, which asks the environment three times a request whether it is watched.
        await self.doors(scope, receive, send)

    @cached_property
    def doors(self) -> ASGIApp:
        """What every request goes through, made with the first one."""
        return self.build_middleware_stack()

    def build_middleware_stack(self) -> ASGIApp:
        """What a request goes through, from the inside out; of the framework's own doors, the one that is needed."""
        for media_type in ("text/csv", "application/x-ndjson", MEDIA_TYPE):
            add_compress_type(media_type)
        framework = ExceptionMiddleware(self.router, handlers=self.exception_handlers)
        routed = Routed(Dispatcher(self, framework, _routes(self.modules)))
        door = FrontDoor(Gate(Validators(routed, CompressMiddleware(routed))))
        if self.settings.cache_bytes:
            return AnswerCache(door, self.settings.cache_bytes, self.state, self.telemetry)
        return Told(door, self.telemetry)


def _routes(modules: Iterable[ModuleType]) -> list[StrictRoute]:
    return [route for module in modules for route in module.routes.routes if isinstance(route, StrictRoute)]


def _operation_id(route: APIRoute) -> str:
    return route.name


def from_environment() -> ASGIApp:
    """The doors of an application with the settings of the environment, for a server that makes it itself.

    What was made until here stays for good, so the collector, which a server starts without, need not look at it.
    """
    doors = create_app(Settings.from_environment()).doors
    gc.freeze()
    gc.enable()
    return doors
