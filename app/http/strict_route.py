"""Routes that refuse unknown, repeated, empty and unprintable parameters.

By itself the framework ignores an unknown parameter and takes the last of a repeated one. A misspelt filter would then
answer with everything, without a word. So a route reads the query string itself, into the models that its endpoint
declares. The framework uses the same models to describe the endpoint.
"""

import re
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, TypeVar, get_args, get_origin
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from app.errors import MAX_FAULTS, BadQuery, DatasetError, NotFound, QueryFault
from app.http.problem_details import NOTHING_HERE, method_not_allowed, problem_of
from app.http.responses import (
    Answer,
    FileAnswer,
    answer_parts,
    header_of,
    represent,
    table_asked_for,
    without_header,
)
from app.http.scope import ANSWER, GIVEN
from app.listing.parameters import FormQuery, ListQuery
from app.releases.snapshot import Snapshot, Store
from app.spelling import nearest_word, without_marks

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])
MAX_PARAMETERS = 200
# The number of items that a page has if no `limit` is given, and the most that it may have.
FEW_ITEMS, MANY_ITEMS = 50, 500
# Compressing a body of this length takes about a millisecond.
LARGE_BYTES = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
_IN_EVENT_LOOP = "inspection_history_in_event_loop"
_COSTLY = "inspection_history_costly"
_COMPUTED = "inspection_history_computed"


def in_event_loop(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint that selects and computes little.

    It runs in the event loop if reads are short (a small SQLite file) and few items are asked for, because a thread
    costs more than such a read. Otherwise it runs in a thread, as the framework's endpoints do.
    """
    setattr(endpoint, _IN_EVENT_LOOP, FEW_ITEMS)
    return endpoint


def in_event_loop_once(computed: Callable[[Snapshot], Any]) -> Callable[[Endpoint], Endpoint]:
    """Marks an endpoint that selects little and needs what a function computes once for each release.

    The first request computes it in a thread. After that, requests run in the event loop.
    """

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _COMPUTED, computed)
        return in_event_loop(endpoint)

    return mark


def stored_as_sent(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint of a list whose items are stored as JSON: 500 of them take the event loop a millisecond."""
    setattr(endpoint, _IN_EVENT_LOOP, MANY_ITEMS)
    return endpoint


def costly(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint that computes: a flood of its questions has few places (`ConcurrencyLimit`).

    Its path takes no parameters, so that the limit knows it before the route is found.
    """
    setattr(endpoint, _COSTLY, True)
    return endpoint


@dataclass(frozen=True, slots=True)
class RequestStore:
    """The store as one request sees it: `snapshot()` opens the release that the request names, or the current one."""

    store: Store
    snapshot: Callable[[], AbstractContextManager[Snapshot]]

    def of_release(self, release: str) -> "RequestStore":
        """The store of a request that goes on with a release."""
        return RequestStore(self.store, partial(self.store.snapshot, release))


def request_store(request: Request) -> RequestStore:
    """The store for an endpoint. `release` is read here, so that no endpoint can forget it.

    Its form is checked elsewhere: by the query model of every list, and by `RELEASED` for the other endpoints.
    """
    store: Store = request.app.state.store
    return RequestStore(store, partial(store.snapshot, request.scope[GIVEN].get("release")))


StoreDep = Annotated[RequestStore, Depends(request_store)]


class StrictRoute(APIRoute):
    """A route that takes only the parameters that its endpoint declares, each with a value.

    A parameter that takes one value can be given once.
    """

    def __init__(self, path: str, endpoint: Callable[..., Response], **declared: Any) -> None:
        super().__init__(path, endpoint, **declared)
        dependant = self.dependant
        self._models: list[tuple[str, Any]] = [
            (taken.name, taken.field_info.annotation) for taken in dependant.query_params
        ]
        # Parameters outside of a query model (`release`). They are checked here and read by `request_store`.
        self._scalars = [taken for part in dependant.dependencies for taken in part.query_params]
        self._provided = [(part.name, part.call) for part in dependant.dependencies if part.name and part.call]
        self._request_name = dependant.request_param_name
        self._allowed = sorted(parameter_names(self))
        self._lists = {name for _, model in self._models for name in _lists_of(model)}
        self.is_costly = hasattr(endpoint, _COSTLY)
        # How many items it makes in the event loop; an endpoint that reads no release makes all that it makes there.
        self._computed: Callable[[Snapshot], Any] | None = getattr(endpoint, _COMPUTED, None)
        self._most_in_event_loop: int = getattr(endpoint, _IN_EVENT_LOOP, 0 if self._provided else MANY_ITEMS)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Makes the answer to a request, and leaves it in the scope for `Routes`."""
        answer: Answer | FileAnswer
        if scope["method"] != "GET":
            answer = method_not_allowed()
        else:
            try:
                arguments = self._arguments(Request(scope))
            except (DatasetError, RequestValidationError) as error:
                answer = self._refusal(error, scope)
            else:
                if _whole(arguments) or not self._is_short(scope):
                    scope[ANSWER] = await run_in_threadpool(self._represented, arguments, scope)
                    return
                answer = self._answer(arguments, scope)
        answer.route = self.path
        if isinstance(answer, FileAnswer):
            scope[ANSWER] = answer
        elif len(answer.body) < LARGE_BYTES:
            scope[ANSWER] = represent(answer, scope)
        else:
            scope[ANSWER] = await run_in_threadpool(represent, answer, scope)

    def _is_short(self, scope: Scope) -> bool:
        """Whether the answer is made in a few milliseconds, so that a thread would cost more than it saves."""
        most, given = self._most_in_event_loop, scope[GIVEN]
        if not most or not self._provided:
            return bool(most)
        # What is included can be many rows of several lists, and to sort by a column without an index, the whole list
        # is read.
        if "include" in given or "sort" in given:
            return False
        limit = given.get("limit")
        # Cells of CSV are made one by one, whatever is stored.
        if limit and int(limit) > FEW_ITEMS and (most < int(limit) or _wants_csv(scope)):
            return False
        # Another release than the open one is first verified byte by byte, which is too slow for the event loop.
        store: Store = scope["app"].state.store
        return store.reads_are_short(self._computed) and given.get("release") in (None, store.current_release())

    def _answer(self, arguments: dict[str, Any], scope: Scope) -> Answer | FileAnswer:
        try:
            answer: Answer | FileAnswer = self.endpoint(**arguments)
        except (DatasetError, RequestValidationError) as error:
            answer = self._refusal(error, scope)
        if isinstance(answer, Answer) and answer.cursor:
            return answer_parts(scope, answer, self._parts_after(answer, arguments))
        return answer

    def _parts_after(self, part: Answer, arguments: dict[str, Any]) -> Generator[bytes]:
        """The parts of a whole table after the first one, all from its release.

        Each opens a snapshot of its own, so that a slow client holds no connection of the database. If the release is
        removed meanwhile, the answer breaks off, and the client sees that it is not complete.
        """
        release, media_type = part.header(b"x-release"), part.header(b"content-type")
        while part.cursor:
            update = {"cursor": part.cursor}
            following = {
                name: value.model_copy(update=update)
                if isinstance(value, ListQuery)
                else value.of_release(release)
                if isinstance(value, RequestStore)
                else value
                for name, value in arguments.items()
            }
            part = self.endpoint(**following)
            yield without_header(bytes(part.body), media_type)

    def _refusal(self, error: DatasetError | RequestValidationError, _: Scope) -> Answer:
        """What an error answers. Pages override this."""
        return problem_of(error)

    def _represented(self, arguments: dict[str, Any], scope: Scope) -> Answer | FileAnswer:
        """The answer as it is sent. What takes long is compressed in the thread in which it was made."""
        answer = self._answer(arguments, scope)
        answer.route = self.path
        return represent(answer, scope) if isinstance(answer, Answer) else answer

    def _arguments(self, request: Request) -> dict[str, Any]:
        """The arguments of the endpoint. Raises BadQuery, RequestValidationError or NotFound."""
        path = request.path_params
        # The framework ignores a line feed at the end of a path. No code has more than 200 letters, and a 404 repeats
        # what was asked for, so it must not be of any length.
        if _CONTROL.search(request.scope["path"]) or any(len(value) > 200 for value in path.values()):
            raise NotFound(NOTHING_HERE)
        query_string = request.scope["query_string"]
        given = request.scope[GIVEN] = self._read(query_string) if query_string else {}
        # No code has a capital, and a council is found by any name.
        arguments: dict[str, Any] = {name: value.lower() for name, value in path.items()}
        if self._request_name:
            arguments[self._request_name] = request
        for name, model in self._models:
            query = _checked(model, given)
            if isinstance(query, FormQuery) and query.format is None and _may_want_table(request.scope):
                # The query must know whether a whole table is asked for.
                query = query.model_copy(update={"format": table_asked_for(request.scope)})
            arguments[name] = query
        for scalar in self._scalars:
            if scalar.alias in given:
                _, faults = scalar.validate(given[scalar.alias], {}, loc=("query", scalar.alias))
                if faults:
                    raise RequestValidationError(faults)
        for name, provide in self._provided:
            arguments[name] = provide(request)
        return arguments

    def _read(self, query_string: bytes) -> dict[str, str]:
        """The parameters of a query string, each once. Raises BadQuery.

        Generated clients repeat a parameter that takes a list: `a=1&a=2` is read as `a=1,2`.
        """
        pairs = parameters_of(query_string)
        given = dict(pairs)
        repeated = {name for name, _ in pairs if name in self._lists} if len(given) < len(pairs) else ()
        for name in repeated:
            given[name] = ",".join(value for key, value in pairs if key == name)
        once = len(given) == len(pairs) - sum(name in repeated for name, _ in pairs) + len(repeated)
        known = once and all(name in self._allowed for name in given)
        if not known or not all(value.strip() for _, value in pairs) or _CONTROL.search("".join(given.values())):
            raise _bad_query(pairs, self._allowed, self._lists)
        return given


def _may_want_table(scope: Scope) -> bool:
    """Whether `Accept` has to be read to know that JSON is wanted. `text/*` and `TEXT/CSV` mean CSV too."""
    plain = (b"*/*", b"application/json")
    return any(value not in plain for name, value in scope["headers"] if name == b"accept")


def _whole(arguments: dict[str, Any]) -> bool:
    """Whether a whole table is asked for."""
    return any(isinstance(value, ListQuery) and value.whole for value in arguments.values())


def _wants_csv(scope: Scope) -> bool:
    return scope[GIVEN].get("format") == "csv" or "csv" in header_of(scope, b"accept")


def parameters_of(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string. Raises BadQuery if it is none."""
    try:
        return parse_qsl(query_string.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
    except ValueError as error:
        message = f"query: not a query string; expected name=value pairs, at most {MAX_PARAMETERS}"
        raise BadQuery(QueryFault("query", "malformed_query", message)) from error


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


def _checked(model: type[BaseModel], given: dict[str, str]) -> BaseModel:
    for name, words in _words(model).items():
        if name in given:
            # Written back, so that the link to the next page has the words as they stand in the data.
            given[name] = ",".join(words.get(without_marks(word), word) for word in given[name].split(","))
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error


@cache
def _words(model: type[BaseModel]) -> dict[str, dict[str, str]]:
    """The words that each coded parameter of a model takes, by how people write them: capitals, hyphens and spaces."""
    found = {}
    for name, field in model.model_fields.items():
        words = _enumeration(field.annotation)
        if words is not None:
            found[field.alias or name] = {without_marks(word): str(word) for word in words}
    return found


def _enumeration(annotation: Any) -> type[StrEnum] | None:
    """The enumeration in an annotation, be it optional, of a list, or neither."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    return next((found for part in get_args(annotation) if (found := _enumeration(part))), None)


def _lists_of(model: Any) -> list[str]:
    """The parameters of a query model that take several values."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if _is_list(field.annotation)]


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_list(part) for part in get_args(annotation))


def _bad_query(pairs: list[tuple[str, str]], allowed: list[str], lists: set[str]) -> BadQuery:
    """The faults of a query string, whatever the values of its parameters."""
    faults: list[QueryFault] = []
    more = 0
    seen: set[str] = set()
    for name, value in pairs:
        repeated = name in seen and name not in lists
        if repeated or name not in allowed or value.strip() == "" or _CONTROL.search(value):
            # A suggestion takes 50 us, so only the faults that are listed get one.
            if len(faults) < MAX_FAULTS:
                faults.append(_fault(name, value, allowed, repeated, first=not any(fault.allowed for fault in faults)))
            else:
                more += 1
        seen.add(name)
    return BadQuery(*faults, more=more)


def _fault(name: str, value: str, allowed: list[str], repeated: bool, first: bool) -> QueryFault:
    """What is wrong with one parameter."""
    if name not in allowed:
        return _unknown(name, allowed, first)
    if repeated:
        message = f"{name}: given more than once; expected one value"
        return QueryFault(name, "repeated_parameter", message)
    if value.strip() == "":
        return QueryFault(name, "empty_parameter", f"{name}: empty; expected a value, or no such parameter")
    message = f"{name}: holds a control or undecodable character; expected plain text"
    return QueryFault(name, "unprintable_value", message)


def _unknown(name: str, allowed: list[str], first: bool) -> QueryFault:
    """The fault of an unknown name. Only the first fault of a request lists the allowed names."""
    shown = _CONTROL.sub("?", name[:100])
    near = nearest_word(shown.casefold(), allowed)
    if near:
        expected = f"did you mean {near}?"
    elif not allowed:
        expected = "this path takes none"
    else:
        expected = f"expected one of {', '.join(allowed)}" if first else "expected one of the allowed names"
    return QueryFault(
        shown,
        "unknown_parameter",
        f"{shown}: unknown parameter; {expected}",
        allowed if first else None,
        near,
    )


class Routes:
    """The innermost layer: the framework's router finds the route, and the route leaves its answer in the scope.

    `unknown` makes the answer to a path that no route has.
    """

    def __init__(self, app: FastAPI, unknown: Callable[[Scope], Answer]) -> None:
        self.app = app
        self.unknown = unknown
        app.router.default = self._not_found

    async def __call__(self, scope: Scope) -> Answer | FileAnswer:
        # Where the framework looks for it.
        scope["app"] = self.app
        await self.app.router(scope, _nothing, _nothing)
        answer: Answer | FileAnswer = scope.pop(ANSWER)
        return answer

    async def _not_found(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[ANSWER] = represent(self.unknown(scope), scope)


async def _nothing(*_: Any) -> Any:
    """In place of `receive` and `send`: no endpoint reads a body, and `RequestLog` sends every answer."""
    raise RuntimeError("no route receives or sends")
