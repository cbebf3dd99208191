"""Whoever asks for little is served while others ask for much, and memory has an end. `make test-slow` runs these.

Each prints its figures. Latencies are of this machine and of what else runs on it: a machine whose cores others use too
misses them, and the printed figures say by how much.
"""

import asyncio
import itertools
import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import uvloop

from app.http.concurrency_limit import MAX_DOWNLOADS
from app.releases.files import ReleaseFiles
from app.settings import Settings
from app.vocabulary import Aspect
from tests.load import Figures, cold_paths, hammer_for
from tests.served import GET, Running, running
from tests.test_steady import QUIET, described, say

pytestmark = pytest.mark.slow
UNCACHED = {**QUIET, "CACHE_BYTES": "0"}
PROBE = itertools.repeat(b"/healthz")
COUNCILS = (b"herefordshire", b"medway", b"devon", b"leeds", b"kent", b"E06000019")


@pytest.fixture(autouse=True)
def _many_connections() -> None:
    """Lets this process open as many connections as the server may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def memory(server: Running) -> float:
    """The resident memory of a server, in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def panels() -> Iterator[bytes]:
    """Pages of the panel, each longer than the one before."""
    return (b"/v1/panel?limit=%d" % limit for limit in itertools.cycle(range(1, 501)))


def councils() -> Iterator[bytes]:
    return (b"/v1/councils/%s" % code for code in itertools.cycle(COUNCILS))


def series() -> Iterator[bytes]:
    aspects = [aspect.value.encode() for aspect in Aspect]
    return (
        b"/v1/outcomes/series?every=month&by=region&limit=500&aspect=%s" % aspect for aspect in itertools.cycle(aspects)
    )


async def beside(
    port: int, seconds: float, connections: int, costly: Iterator[bytes]
) -> tuple[Figures, Figures, Figures]:
    """A load of costly questions, and beside it one client that asks for councils and one for the probe."""
    load = asyncio.create_task(hammer_for(seconds + 2, port, connections, costly))
    await asyncio.sleep(2)
    cheap, probes = await asyncio.gather(
        hammer_for(seconds, port, 1, councils(), pause=0.02), hammer_for(seconds, port, 1, PROBE, pause=0.02)
    )
    return await load, cheap, probes


def test_200_connections_that_ask_for_panels_keep_nobody_else_waiting(shipped: Settings, folder: Path) -> None:
    with running(folder, shipped, **UNCACHED) as server:
        load, cheap, probes = uvloop.run(beside(server.port, 15, 200, panels()))
    say(f"panels, 200 connections: {described(load, 17)}")
    say(f"a council beside them: {described(cheap, 15)}; p99 {cheap.quantile(0.99) * 1000:.0f} ms")
    say(f"/healthz beside them: {described(probes, 15)}; p99 {probes.quantile(0.99) * 1000:.0f} ms")
    assert set(cheap.statuses) == set(probes.statuses) == {200}
    assert set(load.statuses) <= {200, 503}
    assert load.unhelpful == load.broken == 0
    assert cheap.quantile(0.99) < 0.1
    assert probes.quantile(0.99) < 0.05


def test_a_council_is_answered_in_50_milliseconds_while_four_clients_ask_for_series(
    shipped: Settings, folder: Path
) -> None:
    with running(folder, shipped, **UNCACHED) as server:
        load, cheap, _ = uvloop.run(beside(server.port, 10, 4, series()))
    say(f"series, 4 connections: {described(load, 12)}")
    say(f"a council beside them: {described(cheap, 10)}; p99 {cheap.quantile(0.99) * 1000:.0f} ms")
    assert set(load.statuses) == set(cheap.statuses) == {200}
    assert cheap.quantile(0.99) < 0.05


async def _read_nothing(port: int, path: bytes) -> tuple[int, asyncio.StreamWriter]:
    """The status of an answer that is not read any further."""
    # A small buffer on this side, so that what is not read stays with the server.
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(GET % path)
    head = await reader.readuntil(b"\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    return int(head[9:12]), writer


def test_2000_clients_that_read_nothing_of_a_download_take_little_memory_and_keep_nobody_waiting(
    shipped: Settings, folder: Path
) -> None:
    # A bare address of a download leads to one that names the release.
    large = f"/v1/downloads/citations.ndjson?release={ReleaseFiles(shipped.data_dir).current()}".encode()

    async def run(server: Running) -> tuple[list[int], float, float, Figures, float]:
        await hammer_for(2, server.port, 4, councils())
        before = memory(server)
        slow = []
        for _ in range(20):
            slow += await asyncio.gather(*(_read_nothing(server.port, large) for _ in range(100)))
        cheap = await hammer_for(8, server.port, 1, councils(), pause=0.02)
        during = memory(server)
        for _, writer in slow:
            writer.transport.abort()
        await asyncio.sleep(6)
        return [status for status, _ in slow], before, during, cheap, memory(server)

    with running(folder, shipped, **UNCACHED) as server:
        statuses, before, during, cheap, after = uvloop.run(run(server))
    sent = statuses.count(200)
    say(f"{len(statuses)} that read nothing, {sent} of them sent to: {before:.0f} MB before, {during:.0f} MB during")
    say(f"{(during - before) * 1024 / len(statuses):.0f} KiB for each client; {after:.0f} MB when they have left")
    say(f"a council beside them: {described(cheap, 8)}; p99 {cheap.quantile(0.99) * 1000:.0f} ms")
    assert set(statuses) == {200, 503}
    assert sent == MAX_DOWNLOADS
    assert set(cheap.statuses) == {200}
    assert during < 300
    assert (during - before) * 1024 / len(statuses) <= 64
    assert after - before < (during - before) / 2
    assert cheap.quantile(0.99) < 0.5


def unique_paths() -> Iterator[bytes]:
    """Questions of every kind, of which no two are the same."""
    lists = cold_paths()
    for number, panel in enumerate(panels()):
        yield next(lists)
        yield b"/v1/panel?limit=%d&from=%d" % (number % 500 + 1, 2000 + number % 20)
        yield b"/v1/outcomes?as_at=%d-%02d&limit=%d" % (2014 + number % 11, number % 12 + 1, number % 499 + 1)
        yield b"/v1/spells?limit=%d&as_at=%d" % (number % 500 + 1, 2015 + number % 10)
        yield b"/v1/councils?council=no-such-council-%d" % number
        yield b"/v1/inspections?council=%s&limit=%d" % (COUNCILS[number % len(COUNCILS)], number % 500 + 1)
        yield b"/nowhere/%d" % number
        yield panel


@pytest.mark.parametrize("seconds", [600])
def test_memory_is_steady_under_unique_requests(seconds: int, shipped: Settings, folder: Path) -> None:
    async def run(server: Running) -> list[float]:
        load = asyncio.create_task(hammer_for(seconds, server.port, 8, unique_paths()))
        found = []
        began = time.monotonic()
        while not load.done():
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(load), 60 - (time.monotonic() - began) % 60)
            found.append(memory(server))
        return found

    with running(folder, shipped, **QUIET) as server:
        each_minute = uvloop.run(run(server))
    say(f"unique requests for {seconds} s: {', '.join(f'{size:.0f}' for size in each_minute)} MB, minute by minute")
    # The response cache and the drivers' statements have limits, and a busy machine takes minutes to reach them.
    assert each_minute[-1] < 1.05 * each_minute[len(each_minute) // 2]
    assert max(each_minute) < 512
