"""The client that waits for its answers."""

import json
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from .call import Call
from .connection import DEFAULT_URL, TIMEOUT, TRIES, Connection
from .download import Destination, announced, unbroken
from .exchange import Reply
from .resources import Operations


class InspectionHistory(Operations):
    """A client of an Inspection History server. Use it as a context manager, or `close()` it.

    Args:
        url: Where the server is reached, with the path under which it is served, if any.
        release: The release to answer from, a code of `/v1/releases`; without it, the current one.
        cache: A folder for answers. An answer that has not changed is then not sent again.
        tries: How often to ask before giving up, while no answer comes or the server is busy.
        http: The httpx client to send with, for a proxy or a time limit of your own. Closing it stays with you.

    Raises:
        InspectionHistoryError: Every method may raise one of the kinds in `inspection_history.errors`.
    """

    def __init__(
        self,
        url: str = DEFAULT_URL,
        *,
        release: str | None = None,
        cache: Path | str | None = None,
        tries: int = TRIES,
        http: httpx.Client | None = None,
    ) -> None:
        super().__init__()
        self._connection = Connection(url, release, cache, tries)
        self._own = http is None
        self._http = http or httpx.Client(timeout=TIMEOUT)

    def close(self) -> None:
        """Closes the connections."""
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def download(self, name: str, to: Path | str = ".", *, progress: bool = False) -> Path:
        """Downloads a file of `/v1/downloads` into a folder, and checks its length and its SHA-256.

        Args:
            name: The name of the file, such as `inspections.parquet` or `dataset.zip`.
            to: The folder; it is made if it is missing. An old file of that name is replaced once the new one is whole.
            progress: Whether to show a bar, if rich is installed.

        Returns:
            The path of the file.

        Raises:
            DamagedDownload: What came is not the file that was announced. Nothing of it is kept.
            NotFound: There is no such file.
            Unreachable: The connection broke. Nothing of the file is kept.
        """
        page = self.downloads.list().page
        answer = self._send(Call(f"/v1/downloads/{name}", {"release": page.release}, "*/*"), stream=True)
        assert isinstance(answer, httpx.Response)
        try:
            with unbroken(name), Destination(announced(page, name), Path(to), progress) as file:
                for part in answer.iter_bytes():
                    file.write(part)
        finally:
            answer.close()
        return file.path

    def _read(self, call: Call) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._read_bytes(call))
        return answer

    def _read_bytes(self, call: Call) -> bytes:
        answer = self._send(call)
        return answer if isinstance(answer, bytes) else self._connection.kept(answer)

    def _send(self, call: Call, *, stream: bool = False) -> httpx.Response | bytes:
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
                time.sleep(step)
                reply = None
                continue
            try:
                reply = self._http.send(step, stream=stream, follow_redirects=True)
                if stream and not reply.is_success:
                    reply.read()
            except httpx.TransportError as error:
                reply = error
