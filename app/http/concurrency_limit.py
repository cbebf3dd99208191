"""How many requests are worked on at once, for how long at a stretch, and what becomes of the others."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.problem_details import problem

# Fewer than the worker threads, so that those who are let in never wait for one another, each time that they need a
# thread, and some are left for probes and for the parts of downloads.
AT_ONCE = 32
WAIT_SECONDS = 5.0
# What may be worked on before the event loop looks at its connections again. It takes in one new connection each time,
# so that with 500 that ask without end, and are answered at once, a newcomer would wait for half a minute.
STRETCH_SECONDS = 0.01
# Asked by who decides whether this server is alive. They wait for nobody.
PROBES = ("/healthz", "/readyz", "/metrics")


class Gate:
    """Lets in so many at once, in the order in which they came. Who has waited too long is sent away with 503.

    A request holds its place until its answer begins, so that a client that reads slowly keeps nobody out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._inside = 0
        # Each with the time until which it waits for its turn, and the timer of the first one.
        self._waiting: deque[tuple[asyncio.Future[bool], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        # When the first one was let in since the event loop looked at its connections.
        self._began: float | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return

        waits = self._waiting or self._inside >= AT_ONCE or self._stretched()
        if waits and not await self._turn():
            detail = "More is asked at the moment than can be answered in time."
            await problem(503, "Too busy", detail, headers={"Retry-After": "2"})(scope, receive, send)
            return
        self._inside += 1
        inside = True

        def leaving(message: Message) -> Awaitable[None]:
            nonlocal inside
            if inside:
                inside = False
                self._leave()
            return send(message)

        try:
            await self.app(scope, receive, leaving)
        finally:
            if inside:
                self._leave()

    def _turn(self) -> asyncio.Future[bool]:
        """Waits in line; whether it was let in. A timer for each who waits would cost more than the wait."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((turn, loop.time() + WAIT_SECONDS))
        if self._timer is None:
            self._timer = loop.call_later(WAIT_SECONDS, self._send_away)
        self._look_again()
        return turn

    def _send_away(self) -> None:
        """Gives up who has waited too long: the first in line, since all others came later."""
        loop = asyncio.get_running_loop()
        while self._waiting and self._waiting[0][1] <= loop.time():
            turn, _ = self._waiting.popleft()
            if not turn.done():
                turn.set_result(False)
        self._timer = loop.call_at(self._waiting[0][1], self._send_away) if self._waiting else None

    def _leave(self) -> None:
        self._inside -= 1
        if self._waiting:
            self._look_again()

    def _stretched(self) -> bool:
        self._look_again()
        return self._began is not None and perf_counter() - self._began > STRETCH_SECONDS

    def _look_again(self) -> None:
        if self._began is None:
            self._began = perf_counter()
            asyncio.get_running_loop().call_soon(self._looked)

    def _looked(self) -> None:
        """Lets in the next one, once the event loop has looked at its connections."""
        self._began = None
        if self._inside >= AT_ONCE:
            return
        while self._waiting:
            turn, _ = self._waiting.popleft()
            # Who was cut off has given up its turn.
            if not turn.done():
                turn.set_result(True)
                break
        if self._waiting:
            self._look_again()
