"""How many requests are worked on at once, and what becomes of the others."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routes.problems import problem

# Fewer than the worker threads, so that those who are let in never wait for one another, each time that they need a
# thread, and some are left for probes and for the parts of downloads.
AT_ONCE = 32
WAIT_SECONDS = 5.0
# Asked by who decides whether this server is alive. They wait for nobody.
PROBES = ("/healthz", "/readyz", "/metrics")


class Gate:
    """Lets in so many at once, in the order in which they came. Who has waited too long is sent away with 503.

    Left alone, 500 at once wait again and again behind one another, and the slowest for seven times as long as most. A
    request holds its place until its answer begins, so that a client that reads slowly keeps nobody out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._places = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return

        if self._places.locked():
            try:
                await asyncio.wait_for(self._places.acquire(), WAIT_SECONDS)
            except TimeoutError:
                detail = "More is asked at the moment than can be answered in time."
                await problem(503, "Too busy", detail, headers={"Retry-After": "2"})(scope, receive, send)
                return
        else:
            await self._places.acquire()
        inside = True

        async def leaving(message: Message) -> None:
            nonlocal inside
            if inside:
                inside = False
                self._places.release()
            await send(message)

        try:
            await self.app(scope, receive, leaving)
        finally:
            if inside:
                self._places.release()
