"""How one question is asked: the cache, the tries and the errors, without saying how anything is sent.

The synchronous and the asynchronous client both run `exchange`, and differ only in how they send and sleep.
"""

import email.utils
import time
from collections.abc import Generator

import httpx

from .cache import Cache
from .errors import BUSY, Unreachable, problem_of

LONGEST_WAIT = 60.0

Step = httpx.Request | float
Reply = httpx.Response | httpx.TransportError | None


def exchange(request: httpx.Request, tries: int, cache: Cache | None) -> Generator[Step, Reply, bytes | httpx.Response]:
    """Asks for an answer, and again if the server is busy.

    It yields a request, to be sent, or a number of seconds, to be waited. It returns the body of an answer that is
    kept in the cache, otherwise the answer.

    Raises:
        Unreachable: No answer came at any try.
        Problem: The answer is an error.
    """
    kept = cache.get(str(request.url)) if cache else None
    if kept and kept.immutable:
        return kept.body
    if kept:
        request.headers["If-None-Match"] = kept.etag
    for number in range(1, tries + 1):
        reply = yield request
        assert reply is not None
        wait = 0.5 * 2 ** (number - 1)
        if isinstance(reply, httpx.Response):
            if reply.status_code == 304 and kept:
                return kept.body
            if reply.is_success:
                return reply
            wait = _retry_after(reply) or wait
            if reply.status_code not in BUSY or wait > LONGEST_WAIT or number == tries:
                raise problem_of(reply)
        elif number == tries or isinstance(reply, httpx.UnsupportedProtocol):
            raise Unreachable(f"{request.url} gave no answer: {reply}") from reply
        yield wait
    raise AssertionError("the last try returns or raises")


def _retry_after(answer: httpx.Response) -> float | None:
    """The seconds that the server asks to wait: it says them, or says until when."""
    said = answer.headers.get("retry-after", "")
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None
