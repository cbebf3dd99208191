"""A load: connections that ask one URL after another, as fast as they are answered, and note how it went."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import uvloop

from tests.served import GET

FIRST_DAY = date(1990, 1, 1)
COUNCILS = ("herefordshire", "medway")


def cold_paths() -> Iterator[bytes]:
    """Paths of which no two are the same, of a list and of a timeline by turns."""
    days = [(FIRST_DAY + timedelta(number)).isoformat() for number in range(8000)]
    for number in itertools.count():
        after, before = days[number % 7993], days[number % 7919]
        council = COUNCILS[number % len(COUNCILS)]
        path = "/v1/judgements?aspect=overall" if number % 2 else f"/v1/councils/{council}/timeline?order=desc"
        yield f"{path}&published_from={after}&happened_from={before}".encode()


@dataclass
class Figures:
    """How a load went."""

    statuses: Counter[int] = field(default_factory=Counter)
    # When each answer came, by `time.monotonic`, how many seconds after it was asked for, and its status.
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    # Connections that broke, or were refused, with a question that was not answered.
    broken: int = 0
    # Answers of 503 that do not say when to come back.
    unhelpful: int = 0

    @property
    def slowest(self) -> float:
        return max((seconds for _, seconds, _ in self.answers), default=0.0)

    def quantile(self, share: float) -> float:
        ordered = sorted(seconds for _, seconds, _ in self.answers)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


async def _ask_until(end: float, port: int, paths: Iterator[bytes], figures: Figures, pause: float) -> None:
    """One connection after another, each for as long as it lasts."""
    while time.monotonic() < end:
        asked = 0.0
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                while time.monotonic() < end:
                    asked = time.monotonic()
                    writer.write(GET % next(paths))
                    head = await reader.readuntil(b"\r\n\r\n")
                    fields = head.lower()
                    await reader.readexactly(int(fields.partition(b"content-length: ")[2].split(b"\r\n")[0]))
                    now = time.monotonic()
                    status = int(head[9:12])
                    figures.statuses[status] += 1
                    figures.answers.append((now, now - asked, status))
                    figures.unhelpful += status == 503 and b"retry-after: " not in fields
                    asked = 0.0
                    if pause:
                        await asyncio.sleep(pause)
            finally:
                writer.close()
        except (OSError, asyncio.IncompleteReadError):
            figures.broken += bool(asked)
            await asyncio.sleep(0.05)


async def hammer_for(
    seconds: float, port: int, connections: int, paths: Iterator[bytes], pause: float = 0.0
) -> Figures:
    """Asks over so many connections at once for so long, and waits for the last answers."""
    figures = Figures()
    end = time.monotonic() + seconds
    await asyncio.gather(*(_ask_until(end, port, paths, figures, pause) for _ in range(connections)))
    return figures


def hammer(seconds: float, port: int, connections: int, paths: Iterator[bytes] | None = None) -> Figures:
    """The same, for who has nothing else to do meanwhile."""
    return uvloop.run(hammer_for(seconds, port, connections, paths or cold_paths()))
