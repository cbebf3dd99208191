"""`python -m tests.bench.layers`: what each layer of a request costs, as the table of docs/architecture.md has it.

The application is called in this process, without a server, and asked for one council's timeline. Each layer is put
around the ones before it, and the least time of many short rounds counts, since a busy machine only adds to a time.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from app.explorer.page_route import unknown_path
from app.http.concurrency_limit import ConcurrencyLimit
from app.http.http_rules import HttpRules, Layer
from app.http.problem_details import unexpected
from app.http.request_log import RequestLog
from app.http.response_cache import ResponseCache
from app.http.strict_route import Routes
from app.main import InspectionHistory, create_app
from app.settings import Settings

ROUNDS = 600
CALLS = 20
Call = Callable[[], Awaitable[object]]


def scope_of(app: InspectionHistory) -> dict[str, Any]:
    """A new scope, since layers write into it."""
    path = "/v1/councils/herefordshire/timeline"
    return {
        "app": app,
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"limit=100",
        "root_path": "",
        "headers": [(b"host", b"localhost")],
    }


async def nothing(*_: Any) -> Any:
    """Receives and sends nothing."""


async def microseconds(call: Call) -> float:
    """The CPU time of a call."""
    await call()
    least = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(CALLS):
            await call()
        least = min(least, time.process_time() - began)
    return least / CALLS * 1e6


async def costs(keep: bool) -> list[tuple[str, float]]:
    """The time up to each layer, from the innermost to the outermost. With `keep`, the cache has the answer."""
    app = create_app(Settings())
    logger = app.state.logger
    routes = Routes(app, unknown_path)
    limit = ConcurrencyLimit(routes)
    cache = ResponseCache(limit, Settings().cache_bytes if keep else 0, app.state.store, logger.counters)
    rules = HttpRules(cache)
    log = RequestLog(rules, logger, unexpected)

    def asking(layer: Layer) -> Call:
        return lambda: layer(scope_of(app))

    async def scope_alone() -> None:
        scope_of(app)

    layers: list[tuple[str, Layer]] = [] if keep else [("Routes", routes), ("ConcurrencyLimit", limit)]
    layers += [("ResponseCache", cache), ("HttpRules", rules)]
    found = [("the request itself", await microseconds(scope_alone))]
    for name, layer in layers:
        found.append((name, await microseconds(asking(layer))))
    found.append(("RequestLog", await microseconds(lambda: log(scope_of(app), nothing, nothing))))
    return found


def main() -> None:
    for title, keep in (("made anew", False), ("from the cache", True)):
        before = 0.0
        for name, spent in asyncio.run(costs(keep)):
            print(f"{title}: {name}: {spent - before:.1f} us, {spent:.1f} us in all")
            before = spent


if __name__ == "__main__":
    main()
