"""The application: its routes, and the layers that every request goes through."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app import __version__
from app.explorer import ROUTERS as PAGES
from app.explorer.page_route import unknown_path
from app.explorer.views import home
from app.http.concurrency_limit import ConcurrencyLimit
from app.http.http_rules import HttpRules
from app.http.logs import lines
from app.http.openapi import openapi_document
from app.http.problem_details import unexpected
from app.http.request_log import RequestLog, RequestLogger, ToolsLog
from app.http.response_cache import ResponseCache
from app.http.strict_route import Routes, StrictRoute
from app.releases.store import open_store
from app.routes import ROUTERS, metrics
from app.settings import Settings

LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# For how long a thread that computes keeps the interpreter from the event loop. With the five milliseconds of Python, a
# probe waited twice as long beside a flood of costly questions.
SWITCH_SECONDS = 0.001
DESCRIPTION = (
    "The inspection history of English councils' children's services: what Ofsted judged, when, with which grade, "
    "and what followed, each fact with its source.\n\n"
    "Within `/v1` we only add: endpoints, parameters, fields and words of a vocabulary. So ignore fields that you do "
    "not know. What will go is marked `deprecated` at least a year before. Nobody needs a key, and there is no quota; "
    "a busy server answers 503 with `Retry-After`. [Stability, deprecation and limits](guide/stability) says more."
)


class InspectionHistory(FastAPI):
    """The framework's application with the layers of our own.

    The framework's own call and its three outer layers take 8.5 us a request, more than twice what a cache hit takes.
    """

    layers: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self.layers if scope["type"] == "http" else self.router)(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = openapi_document(self)
        return self.openapi_schema


def create_app(settings: Settings) -> InspectionHistory:
    """The application with these settings. It reads no dataset until it starts."""
    store = open_store(settings.database_url, settings.data_dir)
    tools = None
    if settings.mcp:
        # Imported here, because the SDK of the protocol is an optional dependency.
        from app.mcp.server import over_http  # noqa: PLC0415

        tools = over_http(store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.run() if tools else nullcontext():
            yield
        store.close()
        lines.flush()

    app = InspectionHistory(
        title="Inspection History",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        license_info={"name": "Data: Open Government Licence v3.0; code: MIT", "url": LICENCE_URL},
    )
    app.state.store = store
    app.state.logger = RequestLogger(settings.log_level, settings.metrics)
    # The routes themselves and not `include_router`, which takes 20 to 100 us of each request to find one of them.
    # The home page comes before the API's answer at its path, but after the routes most asked for. All other pages come
    # last, so that they take no time of a request for data.
    most_asked, *others = ROUTERS
    for router in (most_asked, home.pages, *others, *([metrics.routes] if settings.metrics else []), *PAGES):
        app.router.routes.extend(router.routes)
    app.layers = layers_of(app, settings)
    if tools:
        app.layers = with_tools(app.layers, settings.root_path, ToolsLog(tools.asgi_app, app.state.logger))
    return app


def with_tools(layers: ASGIApp, root_path: str, tools: ASGIApp) -> ASGIApp:
    """The layers, and the tools for assistants at `/mcp`, which have a log of their own.

    The layers are made for reads that can be kept, and refuse POST.
    """

    async def chosen(scope: Scope, receive: Receive, send: Send) -> None:
        # Some proxies cut off the prefix, and some pass it on.
        is_for_tools = scope["path"] in ("/mcp", f"{root_path}/mcp")
        await (tools if is_for_tools else layers)(scope, receive, send)

    return chosen


def layers_of(app: InspectionHistory, settings: Settings) -> RequestLog:
    """The layers, in the order in which a request meets them.

    Each takes the scope of a request and returns its answer. Only the first one sends.
    """
    logger: RequestLogger = app.state.logger
    costly_paths = [route.path for route in app.router.routes if isinstance(route, StrictRoute) and route.is_costly]
    return RequestLog(
        HttpRules(
            ResponseCache(
                ConcurrencyLimit(Routes(app, unknown_path), costly_paths),
                settings.cache_bytes,
                app.state.store,
                logger.counters,
            ),
            settings.root_path,
        ),
        logger,
        unexpected,
    )


def from_environment() -> InspectionHistory:
    """The application with the settings of the environment. Each worker of the server calls this."""
    app = create_app(Settings.from_environment())
    # Everything made until here lives as long as the process, so the garbage collector can skip it.
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(SWITCH_SECONDS)
    return app
