"""The concurrency limit: which requests are admitted when more is asked than can be answered at once."""

import asyncio
import time
from typing import Any

import pytest
from starlette.types import Scope

from app.http import concurrency_limit
from app.http.concurrency_limit import ConcurrencyLimit
from app.http.responses import Answer, FileAnswer


class Slow:
    """An application that answers when it is told to."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.begin = asyncio.Event()

    async def __call__(self, scope: Scope) -> Answer:
        self.inside.append(scope["path"])
        await self.begin.wait()
        if scope["path"].endswith("fails"):
            raise RuntimeError
        return Answer(b"", "", [])


async def _ask(app: ConcurrencyLimit, path: str) -> int:
    """The status of an answer; 0 for an error."""
    try:
        return (await app({"type": "http", "method": "GET", "path": path, "headers": [], "root_path": ""})).status_code
    except RuntimeError:
        return 0


def _all_at_once(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str], list[int]]:
    """Who is inside before anybody is answered, and in the end; and the statuses of all."""
    monkeypatch.setattr(concurrency_limit, "PLACES", 2)

    async def run() -> tuple[list[str], list[str], list[int]]:
        slow = Slow()
        app = ConcurrencyLimit(slow)
        asked = [asyncio.create_task(_ask(app, path)) for path in paths]
        await asyncio.sleep(0.05)
        first = list(slow.inside)
        slow.begin.set()
        statuses = [await one for one in asked]
        return first, slow.inside, statuses

    return asyncio.run(run())


def test_so_many_requests_are_admitted_at_once_and_the_others_in_order_when_an_answer_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = ["/1", "/2", "/3", "/4", "/5"]
    assert _all_at_once(paths, monkeypatch) == (paths[:2], paths, [200] * 5)


def test_an_error_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ["/1/fails", "/2/fails", "/3/fails", "/4"]
    assert _all_at_once(paths, monkeypatch) == (paths[:2], paths, [0, 0, 0, 200])


def test_probes_never_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _, statuses = _all_at_once(["/1", "/2", "/3", "/healthz", "/readyz"], monkeypatch)
    assert first == ["/1", "/2", "/healthz", "/readyz"]
    assert statuses == [200] * 5


def test_a_request_that_has_waited_too_long_is_refused_and_the_next_one_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(concurrency_limit, "PLACES", 1)
    monkeypatch.setattr(concurrency_limit, "WAIT_SECONDS", 0.05)

    async def run() -> list[int]:
        slow = Slow()
        app = ConcurrencyLimit(slow)
        first = asyncio.create_task(_ask(app, "/1"))
        await asyncio.sleep(0)
        late = await asyncio.wait_for(asyncio.gather(*(_ask(app, path) for path in ("/2", "/3"))), 30)
        slow.begin.set()
        return [await first, *late, await _ask(app, "/4")]

    assert asyncio.run(run()) == [200, 503, 503, 200]


def test_a_refused_request_says_when_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrency_limit, "PLACES", 0)
    monkeypatch.setattr(concurrency_limit, "WAIT_SECONDS", 0.01)

    async def run() -> Answer | FileAnswer:
        scope = {"type": "http", "method": "GET", "path": "/1", "headers": [], "root_path": ""}
        return await asyncio.wait_for(ConcurrencyLimit(Slow())(scope), 30)

    refused = asyncio.run(run())
    assert refused.status_code == 503
    headers = dict(refused.raw_headers)
    assert int(headers[b"retry-after"]) > 0
    assert headers[b"content-type"] == b"application/problem+json"


def test_work_that_never_waits_lets_the_event_loop_turn_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrency_limit, "TURN_SECONDS", 0.005)

    async def busy(_: Scope) -> Answer:
        time.sleep(0.002)
        return Answer(b"", "", [])

    async def run() -> tuple[int, list[int]]:
        app = ConcurrencyLimit(busy)
        asked = [asyncio.create_task(_ask(app, f"/{number}")) for number in range(100)]
        turns = 0
        while not all(one.done() for one in asked):
            await asyncio.sleep(0)
            turns += 1
        return turns, [one.result() for one in asked]

    turns, statuses = asyncio.run(run())
    assert statuses == [200] * 100
    assert turns > 30, "three of them fill a turn"


def test_costly_questions_have_places_of_their_own_and_keep_no_other_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrency_limit, "PLACES", 2)
    monkeypatch.setattr(concurrency_limit, "COSTLY_PLACES", 1)
    begun: list[str] = []

    async def run() -> None:
        end = asyncio.Event()

        async def inner(scope: Scope) -> Answer:
            begun.append(scope["path"])
            await end.wait()
            return Answer(b"", "text/plain", [])

        limit = ConcurrencyLimit(inner, ["/costly"])
        scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": [], "root_path": ""}
        asked = [asyncio.create_task(limit({**scope, "path": path})) for path in (*["/costly"] * 3, "/1", "/2", "/3")]
        await asyncio.sleep(0.05)
        assert begun == ["/costly", "/1", "/2"]
        end.set()
        await asyncio.gather(*asked)
        assert begun.count("/costly") == 3

    asyncio.run(run())
