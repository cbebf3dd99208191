"""Logs and counts every request."""

import logging
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii as quoted
from os import urandom
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.logs import lines, log_time, traceback_of
from app.http.scope import HEAD, REQUEST_ID

if TYPE_CHECKING:
    from app.http.http_rules import Layer
    from app.http.responses import Answer, FileAnswer

ID_HEADER = b"x-request-id"
# A pipe takes a line whole only up to 4,096 bytes, and a character of a path can become 12 bytes of JSON.
MAX_LOGGED_PATH = 200
# The methods of the protocol for assistants. No other one is counted by its name: a client could add names without end.
TOOL_METHODS = ("POST", "GET", "DELETE")
# Upper bounds of the buckets of the histogram of durations, in seconds.
BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(slots=True)
class Durations:
    """A histogram of durations: a count for each of BOUNDS, and one for longer requests."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0


@dataclass(slots=True)
class Counters:
    """The figures of this process, for `/metrics`."""

    in_flight: int = 0
    cache_hits: int = 0
    cache_misses: int = 0
    cache_bytes: int = 0
    # By template of the route, method and status. By path, a client could add keys without end.
    durations: dict[tuple[str, str, int], Durations] = field(default_factory=dict)


class LogEntry(NamedTuple):
    """What all requests with the same answer share: words of the log line, empty if none is logged, and counters."""

    words: str
    durations: Durations | None


class RequestLogger:
    """Logs and counts requests. `level` is the lowest level that is logged, by its name in `logging`."""

    def __init__(self, level: str, metrics: bool = False) -> None:
        self.counters = Counters()
        self._metrics = metrics
        self._level = logging.getLevelNamesMapping()[level.upper()]
        self._ids: list[tuple[bytes, bytes]] = []

    def new_id(self) -> tuple[bytes, bytes]:
        """The header with the id of a request.

        It is never the client's own. With that, a stranger could make his lines look like those of another request.
        """
        if not self._ids:
            # 256 at a time, because asking the system for random bytes costs more than everything else about an id.
            digits = urandom(8 * 256).hex().encode()
            self._ids = [(ID_HEADER, digits[start : start + 16]) for start in range(0, len(digits), 16)]
        return self._ids.pop()

    def entry(self, scope: Scope, answer: "Answer | FileAnswer", error: Exception | None) -> LogEntry:
        """The entry for an answer. `error` is the unexpected error behind it, if there was one."""
        is_head = HEAD in scope
        method = "HEAD" if is_head else scope["method"]
        route, status = answer.route, answer.status_code
        durations = self._durations(route or "", method, status)
        if not self._is_logged(status):
            return LogEntry("", durations)
        release = next((value.decode("latin-1") for name, value in answer.raw_headers if name == b"x-release"), "")
        words = _words(method, route, scope["path"], status, 0 if is_head else answer.bytes_sent, release)
        if error is not None:
            words += f',"traceback":{quoted(traceback_of(error))}'
        return LogEntry(words, durations)

    def entry_of_tools(self, scope: Scope, status: int, bytes_sent: int) -> LogEntry:
        """The entry for a request of an assistant. Its tools name the release in their answers."""
        method = scope["method"] if scope["method"] in TOOL_METHODS else "other"
        durations = self._durations("/mcp", method, status)
        if not self._is_logged(status):
            return LogEntry("", durations)
        return LogEntry(_words(method, "/mcp", scope["path"], status, bytes_sent, ""), durations)

    def _is_logged(self, status: int) -> bool:
        return (logging.ERROR if status >= 500 else logging.INFO) >= self._level

    def _durations(self, route: str, method: str, status: int) -> Durations | None:
        if not self._metrics:
            return None
        return self.counters.durations.setdefault((route, method, status), Durations())

    def write(self, entry: LogEntry, request_id: tuple[bytes, bytes], seconds: float) -> None:
        """Logs and counts one request."""
        if entry.durations:
            entry.durations.counts[bisect_left(BOUNDS, seconds)] += 1
            entry.durations.seconds += seconds
        if entry.words:
            lines.hold(
                f'{{"time":"{log_time.now()}","request_id":"{request_id[1].decode()}",'
                f'"duration_ms":{seconds * 1000:.3f},{entry.words}}}\n'
            )


def _words(method: str, route: str | None, path: str, status: int, bytes_sent: int, release: str) -> str:
    """The words of the log line that all requests with the same answer share."""
    return (
        f'"level":"{"error" if status >= 500 else "info"}","event":"request","method":{quoted(method)},'
        f'"route":{quoted(route) if route else "null"},"path":{quoted(path[:MAX_LOGGED_PATH])},'
        f'"status":{status},"bytes":{bytes_sent},'
        f'"release":{quoted(release) if release else "null"}'
    )


class RequestLog:
    """The outermost layer: gives each request an id, sends the answer of the layers inside, and logs it."""

    def __init__(self, inner: "Layer", logger: RequestLogger, unexpected: "Callable[[Scope], Answer]") -> None:
        self.inner = inner
        self.logger = logger
        self.unexpected = unexpected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        logger = self.logger
        request_id = scope[REQUEST_ID] = logger.new_id()
        logger.counters.in_flight += 1
        error = None
        answer: Answer | FileAnswer | None = None
        try:
            try:
                answer = await self.inner(scope)
            except Exception as unforeseen:
                error, answer = unforeseen, self.unexpected(scope)
                answer.route = getattr(scope.get("route"), "path", None)
            await answer(scope, receive, send)
        except Exception as failure:
            # The answer has begun, so the client cannot be sent an error any more. The server logs this one.
            failure.add_note(f"request_id: {request_id[1].decode()}")
            raise
        finally:
            logger.counters.in_flight -= 1
            if answer is not None:
                entry = answer.entry
                if entry is None or error or HEAD in scope:
                    entry = logger.entry(scope, answer, error)
                    answer.entry = entry
                logger.write(entry, request_id, perf_counter() - began)


class ToolsLog:
    """Logs and counts the requests to the tools for assistants, which send their answers themselves."""

    def __init__(self, tools: ASGIApp, logger: RequestLogger) -> None:
        self.tools = tools
        self.logger = logger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        request_id = self.logger.new_id()
        # A client that leaves before the answer begins has got no status; 499 is what servers log for it.
        status, bytes_sent = 499, 0

        async def counted(message: Message) -> None:
            nonlocal status, bytes_sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), request_id]
            else:
                bytes_sent += len(message.get("body", b""))
            await send(message)

        self.logger.counters.in_flight += 1
        try:
            await self.tools(scope, receive, counted)
        except Exception:
            status = 500
            raise
        finally:
            self.logger.counters.in_flight -= 1
            self.logger.write(self.logger.entry_of_tools(scope, status, bytes_sent), request_id, perf_counter() - began)
