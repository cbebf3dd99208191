"""The server: uvicorn on uvloop and httptools, with deadlines and limits that neither has.

By itself uvicorn waits for ever for the rest of a request and for a client that does not read, and its parser accepts a
request of any size. Idle connections cost little, so they are closed late and do not count as load. uvicorn's own
`limit_concurrency` counts them: with 10,000 idle connections it would refuse every real client.
"""

import asyncio
import logging
import resource
from contextlib import suppress
from functools import cache
from typing import Any, ClassVar

import uvicorn
from pydantic_core import to_json
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.http.logs import configuration
from app.settings import Settings

# The time for a request to arrive, from its first byte to its last. The first one counts from the connection.
REQUEST_SECONDS = 10.0
# How long a client may read nothing while part of an answer waits for it.
READ_SECONDS = 30.0
# What may wait in memory for clients that do not read, all connections of a process together. Beyond it, the client
# that has kept us waiting longest is cut off.
MAX_UNSENT_BYTES = 64 * 2**20
KEEP_ALIVE_SECONDS = 15
SHUTDOWN_SECONDS = 8
BACKLOG = 2048
# The size of a request: its line, its headers, and a body, which no endpoint reads.
MAX_REQUEST_BYTES = 128 * 1024
# The longest URL that the parser accepts. The application has a lower limit of its own.
MAX_PARSED_URL_BYTES = 65_535
# File descriptors that are kept free of connections, for databases, logs and downloads.
RESERVED_FILES = 128
WARN_AGAIN_SECONDS = 60.0
log = logging.getLogger("inspection_history")


class Protocol(HttpToolsProtocol):
    """A connection with deadlines."""

    # Every open connection of this process, the oldest first.
    opened: ClassVar[dict["Protocol", None]] = {}
    # Those with an answer that waits for its client, and how many bytes of it, the one that waits longest first.
    unread: ClassVar[dict["Protocol", int]] = {}
    unsent_bytes: ClassVar[int] = 0
    _warned_until: ClassVar[float] = 0.0
    url = b""
    _deadline: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _whole = True
    _taken = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.opened[self] = None
        # Whatever the client has not taken counts as unread, so that the next part of a file is read when it has.
        transport.set_write_buffer_limits(high=0)
        if len(self.opened) > max_connections():
            self._close_oldest_idle()
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)

    def _close_oldest_idle(self) -> None:
        """Makes room for new connections. Without a free file descriptor, every new one would be reset."""
        now = self.loop.time()
        if now >= Protocol._warned_until:
            Protocol._warned_until = now + WARN_AGAIN_SECONDS
            log.warning(
                "%d connections are open, as many as files may be; the oldest idle ones are closed.", len(self.opened)
            )
        for connection in self.opened:
            if connection.is_idle and not connection.transport.is_closing():
                connection.transport.close()
                break

    @property
    def is_idle(self) -> bool:
        """Whether no request of this connection is being answered."""
        return self.cycle is None or bool(self.cycle.response_complete)

    def connection_lost(self, exc: Exception | None) -> None:
        self.opened.pop(self, None)
        self._has_read()
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._whole = False
        self._taken = 0
        super().on_message_begin()

    def on_message_complete(self) -> None:
        self._whole = True
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._whole or self.transport.is_closing():
            return
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)
        self._taken += len(data)
        if self._taken > MAX_REQUEST_BYTES:
            self._refuse()

    def _too_slow(self) -> None:
        if not self.is_idle:
            # The client waits for an answer, and may have begun its next request meanwhile. That is not slow.
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)
        else:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Answers a request that the parser cannot parse. uvicorn would answer in plain text."""
        self._refuse(msg)

    def _refuse(self, detail: str = "The request is too large.") -> None:
        """Answers a request that the application never sees, and closes the connection."""
        if self.cycle is not None:
            own, begun = self.cycle.scope is self.scope, self.cycle.response_started
            if begun if own else not self.cycle.response_complete:
                # An answer is being sent already. The client would take this one for the answer to another request.
                self.transport.close()
                return
            # The application may still be answering the head of this request. That answer must not be sent as well.
            self.cycle.disconnected = True
        if len(self.url) > MAX_PARSED_URL_BYTES:
            status, title, detail = 414, "URI too long", "The URL is longer than 60000 bytes."
        elif self._taken > MAX_REQUEST_BYTES:
            status, title = 431, "Request too large"
            log.warning("A request of over %d bytes was answered 431.", MAX_REQUEST_BYTES)
        else:
            status, title = 400, "Bad request"
        body = to_json({"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": []})
        head = (
            b"content-type: application/problem+json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n"
            b"access-control-allow-origin: *\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % len(body)
        )
        self.transport.write(STATUS_LINE[status] + head + body)
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(READ_SECONDS, self.transport.abort)
        self.unread[self] = self.transport.get_write_buffer_size()
        Protocol.unsent_bytes += self.unread[self]
        if Protocol.unsent_bytes > MAX_UNSENT_BYTES:
            slowest = next(iter(self.unread))
            slowest._has_read()
            slowest.transport.abort()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._has_read()

    def _has_read(self) -> None:
        """Ends the wait for this client, if there is one."""
        Protocol.unsent_bytes -= self.unread.pop(self, 0)
        if self._unread:
            self._unread.cancel()
            self._unread = None

    def _unsupported_upgrade_warning(self) -> None:
        """Logs nothing: a client that offers another protocol is answered in HTTP/1.1."""


@cache
def max_connections() -> int:
    """How many connections this process can hold, by its limit on open files."""
    return max(resource.getrlimit(resource.RLIMIT_NOFILE)[0] - RESERVED_FILES, RESERVED_FILES)


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT. Then it finishes the requests that have begun, and ends within ten seconds."""
    raise_file_limit()
    uvicorn.run("app.main:from_environment", factory=True, **options(settings))


def options(settings: Settings) -> dict[str, Any]:
    """The options of uvicorn."""
    return {
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "log_level": settings.log_level,
        "log_config": configuration(settings.log_level),
        "http": Protocol,
        "loop": "uvloop",
        "ws": "none",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "backlog": BACKLOG,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": SHUTDOWN_SECONDS,
    }


def raise_file_limit() -> None:
    """Raises the limit on open files to the hard limit. The usual 1,024 are used up by as many idle connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # macOS says that there is no limit, and then refuses to set none.
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
