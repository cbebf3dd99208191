"""Limits how many requests are answered at once (admission control)."""

import asyncio
from collections import deque
from collections.abc import Collection
from time import perf_counter

from starlette.types import Scope

from app.http.http_rules import Layer
from app.http.problem_details import problem
from app.http.responses import Answer, FileAnswer, represent

# Fewer than the worker threads, so that an admitted request never waits for a thread, and some are left for probes and
# for the parts of downloads.
PLACES = 32
# Requests that compute have a place of their own, so that they do not keep out requests for records. One thread at a
# time runs Python: two places gave 62 answers a second where one gave 57, and all others waited half as long again.
COSTLY_PLACES = 1
# Each download that is being sent holds a part of its file in memory, and a connection.
MAX_DOWNLOADS = 1_000
WAIT_SECONDS = 5.0
# The event loop accepts one new connection each time it turns. With 500 clients that ask without a pause and are
# answered from memory, a turn took so long that a new client waited half a minute. So a request that arrives after the
# loop has worked for this long waits for the next turn.
TURN_SECONDS = 0.01
# Monitors and load balancers ask these. They are answered even when nothing else is.
PROBES = ("/healthz", "/readyz", "/metrics")


class ConcurrencyLimit:
    """Admits PLACES requests at once, in the order of their arrival. A request that waits too long is answered 503.

    A request gives up its place when its answer is made, before the answer is sent. So a client that reads slowly takes
    no place from others.
    """

    def __init__(self, inner: Layer, costly_paths: Collection[str] = ()) -> None:
        self.inner = inner
        self._costly_paths = frozenset(costly_paths)
        self._places, self._costly_places = Places(PLACES), Places(COSTLY_PLACES)

    async def __call__(self, scope: Scope) -> Answer | FileAnswer:
        path = scope["path"]
        if path in PROBES:
            return await self.inner(scope)
        places = self._costly_places if path in self._costly_paths else self._places
        if places.must_wait() and not await places.wait():
            return _too_busy(scope, "The server has more requests than it can answer in time. Try again later.")
        places.enter()
        try:
            answer = await self.inner(scope)
        finally:
            places.leave()
        if isinstance(answer, FileAnswer) and FileAnswer.being_sent >= MAX_DOWNLOADS:
            return _too_busy(
                scope, f"{MAX_DOWNLOADS} downloads are being sent, and no more are sent at once. Try again later."
            )
        return answer


def _too_busy(scope: Scope, detail: str) -> Answer:
    return represent(problem(503, "Too busy", detail, headers={"Retry-After": "2"}), scope)


class Places:
    """A number of places, and the queue of requests that wait for one."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._taken = 0
        # Each waiting request with the time until which it waits, the oldest first, and one timer for the oldest.
        self._waiting: deque[tuple[asyncio.Future[bool], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        # When the event loop began its present turn. None until a request arrives in that turn.
        self._turn_began: float | None = None

    def must_wait(self) -> bool:
        """Whether a request must wait for a place."""
        return bool(self._waiting) or self._taken >= self.number or self._turn_is_long()

    def enter(self) -> None:
        """Takes a place."""
        self._taken += 1

    def leave(self) -> None:
        """Gives a place back."""
        self._taken -= 1
        if self._waiting:
            self._admit_next_turn()

    def wait(self) -> asyncio.Future[bool]:
        """Waits for a place: True when it may enter, False after WAIT_SECONDS.

        One timer serves all: a timer for each request would cost more than the wait.
        """
        loop = asyncio.get_running_loop()
        admitted: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((admitted, loop.time() + WAIT_SECONDS))
        if self._timer is None:
            self._timer = loop.call_later(WAIT_SECONDS, self._turn_away)
        self._admit_next_turn()
        return admitted

    def _turn_away(self) -> None:
        """Refuses the requests that have waited too long. They are the first in the queue."""
        loop = asyncio.get_running_loop()
        while self._waiting and self._waiting[0][1] <= loop.time():
            admitted, _ = self._waiting.popleft()
            if not admitted.done():
                admitted.set_result(False)
        self._timer = loop.call_at(self._waiting[0][1], self._turn_away) if self._waiting else None

    def _turn_is_long(self) -> bool:
        self._admit_next_turn()
        return self._turn_began is not None and perf_counter() - self._turn_began > TURN_SECONDS

    def _admit_next_turn(self) -> None:
        if self._turn_began is None:
            self._turn_began = perf_counter()
            asyncio.get_running_loop().call_soon(self._admit)

    def _admit(self) -> None:
        """Admits the next request, at the beginning of a turn of the event loop."""
        self._turn_began = None
        if self._taken >= self.number:
            return
        while self._waiting:
            admitted, _ = self._waiting.popleft()
            # The future is done already if the client has left.
            if not admitted.done():
                admitted.set_result(True)
                break
        if self._waiting:
            self._admit_next_turn()
