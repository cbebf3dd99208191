"""What is told of every request: a line of the log, a request id, and figures for Prometheus.

`Telemetry` is what tells; `Told` is plain ASGI around an application, and does it for every answer. Who answers in
front of `Told` what was answered before, as a cache does, tells of it with the same words and needs no wrapping.
"""

import logging
from bisect import bisect_left
from collections.abc import Awaitable
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii as quoted
from os import urandom
from time import perf_counter
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.logs import clock, lines, traceback_of

REQUEST_ID = b"x-request-id"
# Keys of the scope's state, which every copy of a scope shares: the template of the route that answers, and the error
# that nobody foresaw.
ROUTE = "route"
ERROR = "error"
# No line of the log is longer than a pipe takes whole, however long the path is: each character may take 12 bytes.
LOGGED_PATH = 200
BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(slots=True)
class Durations:
    """How many requests took how long: one number for each of BOUNDS, and one for what took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0


@dataclass(slots=True)
class Counters:
    """The figures of this process. Whoever has something to count adds to it; `/metrics` reads it."""

    in_flight: int = 0
    cache_hits: int = 0
    cache_misses: int = 0
    cache_bytes: int = 0
    # By template of the route, method and status, so that there are never more of them than we have routes.
    durations: dict[tuple[str, str, int], Durations] = field(default_factory=dict)


class Answer(NamedTuple):
    """What is told alike of every request that has the same answer."""

    words: str
    durations: Durations | None


# What there is to tell where nobody wants to know.
NOTHING = Answer("", None)


class Telemetry:
    """Tells of requests. `level` is the least that is logged, by its name in `logging`."""

    def __init__(self, level: str, metrics: bool = False) -> None:
        self.counters = Counters()
        self._metrics = metrics
        self._floor = logging.getLevelNamesMapping()[level.upper()]
        self._ids: list[tuple[bytes, bytes]] = []

    def request_id(self) -> tuple[bytes, bytes]:
        """The header with the id of a request.

        It is never the client's own: a stranger could make the lines of another request look like those of his.
        """
        if not self._ids:
            # Some at a time: to ask the system for randomness costs more than all else that is done with an id.
            digits = urandom(8 * 256).hex().encode()
            self._ids = [(REQUEST_ID, digits[start : start + 16]) for start in range(0, len(digits), 16)]
        return self._ids.pop()

    def answer(self, scope: Scope, status: int, size: int, release: str) -> Answer:
        """What there is to tell of an answer of `size` bytes; its words are empty if it is not to be logged."""
        method, state = scope["method"], scope["state"]
        route = state.get(ROUTE)
        durations = self._durations(route or "", method, status) if self._metrics else None
        failed = status >= 500
        if (logging.ERROR if failed else logging.INFO) < self._floor:
            return Answer("", durations) if durations else NOTHING
        words = (
            f'"level":"{"error" if failed else "info"}","event":"request","method":{quoted(method)},'
            f'"route":{quoted(route) if route else "null"},"path":{quoted(scope["path"][:LOGGED_PATH])},'
            f'"status":{status},"bytes":{size},"release":{quoted(release) if release else "null"}'
        )
        if ERROR in state:
            words += f',"traceback":{quoted(traceback_of(state[ERROR]))}'
        return Answer(words, durations)

    def _durations(self, route: str, method: str, status: int) -> Durations:
        key = (route, method, status)
        if key not in self.counters.durations:
            self.counters.durations[key] = Durations()
        return self.counters.durations[key]

    def tell(self, answer: Answer, request_id: tuple[bytes, bytes], seconds: float) -> None:
        """Logs and counts one request that was answered so."""
        if answer.durations:
            answer.durations.counts[bisect_left(BOUNDS, seconds)] += 1
            answer.durations.seconds += seconds
        if answer.words:
            lines.hold(
                f'{{"time":"{clock.now()}","request_id":"{request_id[1].decode()}","duration_ms":{seconds * 1000:.3f},'
                f"{answer.words}}}\n"
            )


class Told:
    """Tells of every request to the application within, and sends its id to the client."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        self.app = app
        self.telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        began = perf_counter()
        request_id = self.telemetry.request_id()
        scope.setdefault("state", {})
        status = size = 0
        release = b""

        def seen(message: Message) -> Awaitable[None]:
            nonlocal status, size, release
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message["headers"], request_id]
                for name, value in headers:
                    if name == b"x-release":
                        release = value
                        break
                message = {**message, "headers": headers}
            else:
                size += len(message.get("body", b""))
            return send(message)

        counters = self.telemetry.counters
        counters.in_flight += 1
        try:
            await self.app(scope, receive, seen)
        except Exception as error:
            # The server logs it, since the answer had begun and nobody else can say anything any more.
            error.add_note(f"request_id: {request_id[1].decode()}")
            raise
        finally:
            counters.in_flight -= 1
            answer = self.telemetry.answer(scope, status, size, release.decode("latin-1"))
            self.telemetry.tell(answer, request_id, perf_counter() - began)


class Routed:
    """Notes the template of the route that answers. It stands next to the router, inside of everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            if "route" in scope:
                scope["state"][ROUTE] = scope["route"].path
