"""The client with which tests ask an application in their own process.

The framework's test client changes threads eight times for each request, which takes longer than most answers. This one
does so once. It is made of the transport for applications that comes with the HTTP library.
"""

from contextlib import ExitStack
from typing import Any, Self

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal

from app.main import InspectionHistory


class InProcess(httpx2.BaseTransport):
    """Hands each request to the event loop of an application, and comes back with its whole answer."""

    portal: BlockingPortal

    def __init__(self, app: InspectionHistory) -> None:
        self.transport = httpx2.ASGITransport(app, raise_app_exceptions=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self.portal.call(self.answer, request)

    async def answer(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self.transport.handle_async_request(request)
        body = b"".join([part async for part in answer.aiter_raw()])
        return httpx2.Response(answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(body))


class AppClient(httpx2.Client):
    """Asks an application, which starts and ends with the block that the client is opened for.

    An error that nobody expected is an answer here, as it is from a server.
    """

    portal: BlockingPortal

    def __init__(self, app: InspectionHistory) -> None:
        self.app = app
        self.opened = ExitStack()
        self.in_process = InProcess(app)
        super().__init__(transport=self.in_process, base_url="http://testserver", follow_redirects=True)

    def __enter__(self) -> Self:
        self.portal = self.in_process.portal = self.opened.enter_context(start_blocking_portal())
        lifespan = self.app.router.lifespan_context(self.app)
        self.opened.enter_context(self.portal.wrap_async_context_manager(lifespan))
        return super().__enter__()

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self.opened.close()
