"""Which route answers a path."""

from pkgutil import iter_modules
from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import Match

from app import routes
from app.explorer.page_route import PageRoute
from app.main import create_app
from app.routes import FIRST, OPTIONAL, ROUTERS
from app.settings import Settings
from tests.routes import EXAMPLES


def test_every_file_of_endpoints_is_served_without_being_named() -> None:
    files = {module.name for module in iter_modules(routes.__path__)}
    assert set(FIRST) | set(OPTIONAL) <= files
    assert len(ROUTERS) == len(files - set(OPTIONAL))
    all_routes = create_app(Settings()).routes
    served = [route for route in all_routes if isinstance(route, APIRoute) and not isinstance(route, PageRoute)]
    assert served == [route for router in ROUTERS for route in router.routes]


def test_no_route_is_hidden_behind_another() -> None:
    all_routes = create_app(Settings()).routes
    served = [route for route in all_routes if isinstance(route, APIRoute) and not isinstance(route, PageRoute)]
    # The example of a release is the word `current`, which has an endpoint of its own.
    paths = EXAMPLES | {"/v1/releases/{code}": "/v1/releases/0123456789abcdef"}
    for template, path in paths.items():
        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": []}
        first = next(route for route in served if route.matches(dict(scope))[0] is Match.FULL)
        assert first.path == template
