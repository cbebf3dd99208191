"""Refuses what it does not understand: unknown, repeated, empty or unprintable parameters, on every route.

By itself the framework ignores an unknown parameter and takes the last of a repeated one, so that a filter that was
meant is lost without a word.
"""

import difflib
import re
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.errors import BadQuery, NotFound, QueryFault

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")


class StrictRoute(APIRoute):
    """A route that takes its own parameters, each once and with a value, and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        allowed = sorted(parameter_names(self))

        async def strict(request: Request) -> Response:
            # No code is that long, and an answer that repeats a path of any length is an echo for others to use.
            if any(_CONTROL.search(name) or len(name) > 200 for name in map(str, request.path_params.values())):
                raise NotFound("There is nothing at this path. GET / lists what there is.")
            faults = refused(request.scope["query_string"], allowed)
            if faults:
                raise BadQuery(*faults)
            return await handler(request)

        return strict


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


def refused(query_string: bytes, allowed: list[str]) -> list[QueryFault]:
    """What is wrong with the parameters of a query string as such."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return [
            QueryFault("query", "malformed_query", "query: not a query string; expected name=value pairs, at most 200")
        ]
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
