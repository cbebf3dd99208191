"""Logs: one JSON object a line, on standard error.

The line of a request is put together by hand and written later, with others, because it must not cost more than the
answer. Every other line goes through `logging` and is written at once.
"""

import asyncio
import json
import logging
import sys
import threading
import time
import traceback
from collections import deque
from contextlib import suppress
from typing import Any

# Lines are written in pieces of this size, because a pipe takes those whole (POSIX: PIPE_BUF). So the lines of two
# workers never mix.
PIECE_BYTES = 4096
HELD_LINES = 200
HELD_SECONDS = 0.25


class Lines:
    """Collects lines and writes them to standard error."""

    def __init__(self) -> None:
        self._held: deque[str] = deque()
        self._writing = threading.Lock()
        self._due = False

    def hold(self, line: str) -> None:
        """Writes a line soon. It must be printable ASCII and end in a line feed. Call this in an event loop."""
        self._held.append(line)
        if len(self._held) >= HELD_LINES:
            self.flush()
        elif not self._due:
            self._due = True
            asyncio.get_running_loop().call_later(HELD_SECONDS, self.flush)

    def write(self, line: str) -> None:
        """Writes a line at once, after those that wait."""
        self._held.append(line)
        self.flush()

    def flush(self) -> None:
        """Writes the lines that wait. If the process is killed, up to HELD_SECONDS of lines are lost."""
        with self._writing:
            self._due = False
            text = "".join([self._held.popleft() for _ in range(len(self._held))])
            start = 0
            while len(text) - start > PIECE_BYTES:
                # End after the last line that fits; if not even the first one fits, end after that.
                end = text.rfind("\n", start, start + PIECE_BYTES) + 1 or text.find("\n", start) + 1
                _write(text[start:end])
                start = end
            if start < len(text):
                _write(text[start:])


def _write(text: str) -> None:
    # A request must be answered even if its log line cannot be written.
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


class LogTime:
    """The time in the format of the logs. Formatting it for each line would cost a third of the line, so it is kept."""

    def __init__(self) -> None:
        self._millisecond = self._second = 0
        self._words = self._second_words = ""

    def now(self) -> str:
        """In UTC, as in 2026-06-30T12:00:00.123Z."""
        millisecond = int(time.time() * 1000)
        if millisecond != self._millisecond:
            second, rest = divmod(millisecond, 1000)
            if second != self._second:
                self._second_words = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
                self._second = second
            self._words = f"{self._second_words}.{rest:03d}Z"
            self._millisecond = millisecond
        return self._words


lines = Lines()
log_time = LogTime()


class JsonHandler(logging.Handler):
    """Writes the records of `logging`, ours and those of libraries, as lines of the same form."""

    def emit(self, record: logging.LogRecord) -> None:
        entry = {"time": log_time.now(), "level": record.levelname.lower(), "event": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            entry["traceback"] = traceback_of(record.exc_info[1])
        lines.write(json.dumps(entry, separators=(",", ":")) + "\n")


def traceback_of(error: BaseException) -> str:
    """The traceback of an error, as Python prints it."""
    return "".join(traceback.format_exception(error))


def configuration(level: str) -> dict[str, Any]:
    """The configuration of `logging`, for this process and for each worker."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"lines": {"class": "app.http.logs.JsonHandler"}},
        "root": {"handlers": ["lines"], "level": level.upper()},
    }
