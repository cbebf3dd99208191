"""What both clients know of the server that they ask."""

from collections.abc import Generator
from pathlib import Path

import httpx

from .cache import Cache
from .call import Call
from .exchange import Reply, Step, exchange
from .version import VERSION

DEFAULT_URL = "http://127.0.0.1:8000"
TIMEOUT = 30.0
TRIES = 4


class Connection:
    """A server, the release to ask for, and the cache."""

    def __init__(self, url: str, release: str | None, cache: Path | str | None, tries: int) -> None:
        self.url = url.rstrip("/")
        self.release = release
        self.cache = Cache(Path(cache).expanduser()) if cache else None
        self.tries = tries

    def exchange(
        self, http: httpx.Client | httpx.AsyncClient, call: Call, stream: bool
    ) -> Generator[Step, Reply, bytes | httpx.Response]:
        """The steps to the answer. What is streamed is not cached: those are whole files, which the caller keeps."""
        headers = {"Accept": call.accept, "User-Agent": f"inspection-history-python/{VERSION}"}
        if stream:
            headers["Accept-Encoding"] = "identity"  # A file is compared with what was announced, byte by byte.
        call = call.in_release(self.release)
        request = http.build_request("GET", f"{self.url}{call.path}", params=call.parameters(), headers=headers)
        return exchange(request, self.tries, None if stream else self.cache)

    def kept(self, answer: httpx.Response) -> bytes:
        """The body of an answer, which is in the cache from now on."""
        if self.cache:
            self.cache.put(answer)
        return answer.content
