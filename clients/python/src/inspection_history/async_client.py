"""The asynchronous client."""

import asyncio
import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from .async_resources import AsyncOperations
from .call import Call
from .connection import DEFAULT_URL, TIMEOUT, TRIES, Connection
from .download import Destination, announced, unbroken
from .exchange import Reply


class AsyncInspectionHistory(AsyncOperations):
    """The same client for asyncio: lists take `async for`, everything else `await`.

    Args, errors and methods are those of `InspectionHistory`.
    """

    def __init__(
        self,
        url: str = DEFAULT_URL,
        *,
        release: str | None = None,
        cache: Path | str | None = None,
        tries: int = TRIES,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__()
        self._connection = Connection(url, release, cache, tries)
        self._own = http is None
        self._http = http or httpx.AsyncClient(timeout=TIMEOUT)

    async def aclose(self) -> None:
        """Closes the connections."""
        if self._own:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()

    async def download(self, name: str, to: Path | str = ".", *, progress: bool = False) -> Path:
        """Downloads a file of `/v1/downloads` into a folder, as `InspectionHistory.download` does."""
        page = await self.downloads.list().page()
        answer = await self._send(Call(f"/v1/downloads/{name}", {"release": page.release}, "*/*"), stream=True)
        assert isinstance(answer, httpx.Response)
        try:
            with unbroken(name), Destination(announced(page, name), Path(to), progress) as file:
                async for part in answer.aiter_bytes():
                    file.write(part)
        finally:
            await answer.aclose()
        return file.path

    async def _read(self, call: Call) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(await self._read_bytes(call))
        return answer

    async def _read_bytes(self, call: Call) -> bytes:
        answer = await self._send(call)
        return answer if isinstance(answer, bytes) else self._connection.kept(answer)

    async def _send(self, call: Call, *, stream: bool = False) -> httpx.Response | bytes:
        """The answer to a call, or its body if that was in the cache."""
        steps = self._connection.exchange(self._http, call, stream)
        reply: Reply = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as end:
                result: httpx.Response | bytes = end.value
                return result
            if isinstance(step, float):
                await asyncio.sleep(step)
                reply = None
                continue
            try:
                reply = await self._http.send(step, stream=stream, follow_redirects=True)
                if stream and not reply.is_success:
                    await reply.aread()
            except httpx.TransportError as error:
                reply = error
