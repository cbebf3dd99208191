"""Finds the route of a path at once, where the framework would try one route after the other."""

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.strict_parameters import StrictRoute


class Dispatcher:
    """Asks the route of a path for its answer. What has no route here, or is no GET, is the framework's to answer.

    A path of ours has at most one part that is free, the last or the one before it.
    """

    def __init__(self, application: Starlette, app: ASGIApp, routes: Iterable[StrictRoute]) -> None:
        self.application = application
        self.app = app
        self._routes: dict[tuple[str, str] | str, StrictRoute] = {}
        for route in routes:
            before, brace, rest = route.path.partition("{")
            after = rest.partition("}")[2]
            if brace and (after.count("/") > 1 or "{" in after):
                raise ValueError(f"{route.path}: expected at most one free part, the last or the one before it")
            self._routes[(before, after) if brace else before] = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # The framework would say this in its own call, which is left out.
        scope["app"] = self.application
        route = self._found(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if route is None:
            await self.app(scope, receive, send)
            return
        scope["route"] = route
        answer = await route.answer(Request(scope, receive))
        await answer(scope, receive, send)

    def _found(self, scope: Scope) -> StrictRoute | None:
        path: str = scope["path"]
        scope["path_params"] = {}
        route = self._routes.get(path)
        if route is None:
            head, slash, last = path.rpartition("/")
            route = self._routes.get((head + slash, ""))
            if route is None:
                tail = slash + last
                head, slash, last = head.rpartition("/")
                route = self._routes.get((head + slash, tail))
            if route is not None:
                if not last:
                    return None
                scope["path_params"] = dict.fromkeys(route.param_convertors, last)
        return route
