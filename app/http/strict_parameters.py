"""Refuses what it does not understand: unknown, repeated, empty or unprintable parameters, on every route.

By itself the framework ignores an unknown parameter and takes the last of a repeated one, so that a filter that was
meant is lost without a word. So a route reads its parameters itself, as it declared them to the framework, which goes
on describing them. That also costs a third of what the framework's own reading does.
"""

import difflib
import re
import threading
from collections.abc import Callable, Coroutine
from functools import cached_property
from types import FunctionType
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool

from app.errors import BadQuery, DatasetError, NotFound, QueryFault
from app.http.problem_details import problem_of

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])
# Set in the scope: the parameters as they were given, each once.
ASKED = "inspection_history.asked"
_SHORT = "inspection_history_short"
# Held while a route is declared to the framework, which asks the route for what it has made of it so far.
_DECLARING = threading.RLock()


def short(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint whose reads are found by an index and are few, however much data there is.

    Where the store allows it, such a read is made at once: a thread of its own would cost more than the read.
    """
    setattr(endpoint, _SHORT, "always")
    return endpoint


def short_while_small(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint that may have to go through a whole table, which is short while the dataset is small."""
    setattr(endpoint, _SHORT, "small")
    return endpoint


class StrictRoute(APIRoute):
    """A route that takes its own parameters, each once and with a value, and nothing else.

    It is declared to the framework when that is first asked of it: for its first request, or to be described. To do so
    for all routes took a quarter of a start. Its `response_model` may be a function that makes the shape then.
    """

    def __init__(self, path: str, endpoint: Callable[..., Response], **declared: Any) -> None:
        self.path = path
        self.endpoint = endpoint
        self.name = endpoint.__name__
        self._declared = declared

    def __getattr__(self, name: str) -> Any:
        """What the framework makes of the declaration."""
        with _DECLARING:
            # Another thread may just have made it. The last that the framework makes is the app.
            if "app" not in self.__dict__:
                shape = self._declared["response_model"]
                declared = {**self._declared, "response_model": shape() if isinstance(shape, FunctionType) else shape}
                super().__init__(self.path, self.endpoint, **declared)
        if name not in self.__dict__:
            raise AttributeError(f"{self.path}: a route has no {name}")
        return self.__dict__[name]

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return self.answer

    async def answer(self, request: Request) -> Response:
        """The answer to a request, which may be a problem."""
        try:
            return await self._answer(request)
        except (DatasetError, RequestValidationError) as error:
            return problem_of(error)

    async def _answer(self, request: Request) -> Response:
        path = request.path_params
        # No code is that long, and an answer that repeats a path of any length is an echo for others to use. To the
        # framework, a path that ends in a line feed is the path without it.
        if _CONTROL.search(request.scope["path"]) or any(len(name) > 200 for name in path.values()):
            raise NotFound("There is nothing at this path. GET / lists what there is.")
        query = request.scope["query_string"]
        values = request.scope[ASKED] = self._asked(query) if query else {}
        models, scalars, dependencies, request_name = self._taken
        arguments = dict(path)
        if request_name:
            arguments[request_name] = request
        for name, model in models:
            arguments[name] = self._checked(model, values)
        for scalar in scalars:
            if scalar.alias in values:
                _, faults = scalar.validate(values[scalar.alias], {}, loc=("query", scalar.alias))
                if faults:
                    raise RequestValidationError(faults)
        for name, provide in dependencies:
            arguments[name] = provide(request)
        # A past release, or one that is new, is checked byte by byte before it is read from.
        store = request.app.state.store
        short = self._short in store.at_once() and values.get("release") in (None, store.current())
        if short or not dependencies:
            at_once: Response = self.endpoint(**arguments)
            return at_once
        answer: Response = await run_in_threadpool(self.endpoint, **arguments)
        return answer

    @cached_property
    def _short(self) -> str | None:
        return getattr(self.endpoint, _SHORT, None)

    @cached_property
    def _allowed(self) -> list[str]:
        return sorted(parameter_names(self))

    @cached_property
    def _taken(self) -> tuple[Any, Any, Any, str | None]:
        """What the endpoint takes: models of the query, single parameters, what is made of the request."""
        own = self.dependant
        models = [(taken.name, taken.field_info.annotation) for taken in own.query_params]
        # Endpoints without a query of their own declare single parameters beside it, which are checked and not passed.
        scalars = [taken for dependency in own.dependencies for taken in dependency.query_params]
        provided = [(dependency.name, dependency.call) for dependency in own.dependencies if dependency.name]
        return models, scalars, provided, own.request_param_name

    def _asked(self, query_string: bytes) -> dict[str, str]:
        """The parameters of a query string, each once. Raises BadQuery."""
        allowed = self._allowed
        try:
            pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, max_num_fields=200)
        except ValueError as error:
            message = "query: not a query string; expected name=value pairs, at most 200"
            raise BadQuery(QueryFault("query", "malformed_query", message)) from error
        values = dict(pairs)
        known = len(values) == len(pairs) and all(map(allowed.__contains__, values))
        if not known or not all(map(str.strip, values.values())) or _CONTROL.search("".join(values.values())):
            raise BadQuery(*_refused(pairs, allowed))
        return values

    def _checked(self, model: type[BaseModel], values: dict[str, str]) -> BaseModel:
        try:
            return model.model_validate(values)
        except ValidationError as error:
            faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors()]
            raise RequestValidationError(faults) from error


def parameter_names(route: APIRoute) -> set[str]:
    """The query parameters of a route, those of its query models included."""
    names: set[str] = set()
    dependants = [route.dependant, *route.dependant.dependencies]
    for taken in (taken for dependant in dependants for taken in dependant.query_params):
        model = taken.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            names |= {field.alias or name for name, field in model.model_fields.items()}
        else:
            names.add(taken.alias)
    return names


def _refused(pairs: list[tuple[str, str]], allowed: list[str]) -> list[QueryFault]:
    """What is wrong with the parameters of a query string as such."""
    faults = []
    names = [name for name, _ in pairs]
    for position, (name, value) in enumerate(pairs):
        if name not in allowed:
            faults.append(_unknown(name, allowed))
        elif name in names[:position]:
            message = f"{name}: given more than once; expected once, with several values separated by commas"
            faults.append(QueryFault(name, "repeated_parameter", message))
        elif value.strip() == "":
            faults.append(QueryFault(name, "empty_parameter", f"{name}: empty; expected a value, or no such parameter"))
        elif _CONTROL.search(value):
            message = f"{name}: holds a control or undecodable character; expected plain text"
            faults.append(QueryFault(name, "unprintable_value", message))
    return faults


def _unknown(name: str, allowed: list[str]) -> QueryFault:
    shown = _CONTROL.sub("?", name[:100])
    near = difflib.get_close_matches(shown, allowed, 1)
    if near:
        expected = f"did you mean {near[0]}?"
    else:
        expected = f"expected one of {', '.join(allowed)}" if allowed else "this path takes none"
    return QueryFault(
        shown, "unknown_parameter", f"{shown}: unknown parameter; {expected}", allowed, near[0] if near else None
    )
