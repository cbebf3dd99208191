"""Floods, outages and departures, on a real server for as long as it takes. `make test-slow` runs them.

Each prints its figures. Rates are of this machine and of what else runs on it; what is asserted is not.
"""

import asyncio
import resource
import signal
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import uvloop

from app.releases.files import ReleaseFiles
from app.seeding.seed import seed
from app.settings import Settings
from tests.load import Figures, cold_paths, hammer, hammer_for
from tests.postgres import Server, own_server
from tests.served import GET, GET_AND_CLOSE, Running, answer_on, running
from tests.world import small_world

pytestmark = pytest.mark.slow
LARGE = "/v1/downloads/citations.ndjson"
QUIET = {"LOG_LEVEL": "warning"}


@pytest.fixture(autouse=True)
def _many_connections() -> None:
    """Lets this process open as many connections as the server may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def say(text: str) -> None:
    """Prints a line of figures."""
    print(f"\n  {text}", end="", flush=True)  # noqa: T201 - the figures are what the run is for


def seconds_until_healthy(server: Running) -> float:
    """How long a new client waits for an answer."""
    began = time.monotonic()
    assert b" 200 " in server.ask(GET_AND_CLOSE % b"/readyz")[:20]
    assert b" 200 " in server.ask(GET_AND_CLOSE % b"/v1/councils?limit=1")[:20]
    return time.monotonic() - began


def described(figures: Figures, seconds: float) -> str:
    return (
        f"{len(figures.answers) / seconds:.0f}/s, p50 {figures.quantile(0.5):.2f} s, "
        f"p99 {figures.quantile(0.99):.2f} s, slowest {figures.slowest:.2f} s, {dict(figures.statuses)}"
    )


def test_500_connections_get_at_least_half_of_what_16_get_and_nobody_waits_ten_seconds(
    shipped: Settings, folder: Path
) -> None:
    paths = cold_paths()
    with running(folder, shipped, **QUIET) as server:
        hammer(2, server.port, 16, paths)
        few = hammer(15, server.port, 16, paths)
        many = hammer(30, server.port, 500, paths)
        healthy = seconds_until_healthy(server)
    say(f"16 connections: {described(few, 15)}")
    say(f"500 connections: {described(many, 30)}; healthy after {healthy:.2f} s")
    assert set(few.statuses) == {200}
    assert set(many.statuses) <= {200, 503}
    assert many.broken == many.unhelpful == 0
    assert many.statuses[200] / 30 >= 0.5 * few.statuses[200] / 15
    assert many.slowest < 10
    assert healthy < 2


def test_probes_are_answered_while_500_connections_ask(shipped: Settings, folder: Path) -> None:
    async def both(port: int) -> tuple[Figures, Figures]:
        flood = asyncio.create_task(hammer_for(10, port, 500, cold_paths()))
        await asyncio.sleep(1)
        probes = await hammer_for(8, port, 1, iter(lambda: b"/healthz", b""), pause=0.05)
        return await flood, probes

    with running(folder, shipped, **QUIET) as server:
        _, probes = uvloop.run(both(server.port))
    say(f"/healthz under load: {described(probes, 8)}")
    assert set(probes.statuses) == {200}
    assert probes.slowest < 2


async def _idle(port: int, number: int) -> list[asyncio.StreamWriter]:
    made: list[asyncio.StreamWriter] = []
    for _ in range(0, number, 100):
        opened = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(100)))
        made += [writer for _, writer in opened]
    return made


def test_10000_idle_connections_do_not_stop_a_client(shipped: Settings, folder: Path) -> None:
    async def run(port: int) -> tuple[int, Figures]:
        idle = await _idle(port, 10_000)
        figures = await hammer_for(5, port, 4, cold_paths(), pause=0.01)
        for writer in idle:
            writer.close()
        return len(idle), figures

    with running(folder, shipped, **QUIET) as server:
        number, figures = uvloop.run(run(server.port))
        memory = Path(f"/proc/{server.process.pid}/status").read_text().partition("VmRSS:")[2].split()[0]
        healthy = seconds_until_healthy(server)
    say(f"{number} idle: {described(figures, 5)}; memory {int(memory) // 1024} MB; healthy after {healthy:.2f} s")
    assert set(figures.statuses) == {200}
    assert figures.quantile(0.99) < 1
    assert healthy < 1


def test_1000_slow_senders_do_not_stop_a_client_and_are_closed(shipped: Settings, folder: Path) -> None:
    async def trickle(port: int) -> float:
        """Sends a byte of a head each second. How long it takes until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        began = time.monotonic()
        heard = asyncio.create_task(reader.read())
        with suppress(OSError):
            for letter in b"GET /v1/councils HTTP/1.1\r\nHost: a":
                writer.write(bytes([letter]))
                await asyncio.wait([heard], timeout=1)
                if heard.done():
                    break
        writer.close()
        return time.monotonic() - began

    async def run(port: int) -> tuple[list[float], Figures]:
        slow = [asyncio.create_task(trickle(port)) for _ in range(1000)]
        await asyncio.sleep(1)
        figures = await hammer_for(8, port, 4, cold_paths(), pause=0.01)
        return [await one for one in slow], figures

    with running(folder, shipped, **QUIET) as server:
        closed, figures = uvloop.run(run(server.port))
    say(f"1000 slow senders: {described(figures, 8)}; the last one was closed after {max(closed):.1f} s")
    assert set(figures.statuses) == {200}
    assert figures.quantile(0.99) < 1
    assert max(closed) < 15


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL that holds the small world, and may be killed."""
    with own_server() as server:
        seed(small_world().write(tmp_path_factory.mktemp("packages")), Settings(database_url=server.url))
        yield server


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_database_that_is_restarted_under_load_costs_nothing_but_503_and_is_back_in_two_seconds(
    mode: str, mortal: Server, folder: Path
) -> None:
    back = 0.0

    def restart() -> None:
        nonlocal back
        time.sleep(2)
        mortal.stop(mode)
        time.sleep(1)
        mortal.start()
        back = time.monotonic()

    with running(folder, Settings(database_url=mortal.url), LOG_LEVEL="critical") as server:
        restarting = threading.Thread(target=restart)
        restarting.start()
        figures = hammer(8, server.port, 8)
        restarting.join()
        assert server.process.poll() is None
    good = [when for when, _, status in figures.answers if status == 200 and when > back]
    away = [seconds for _, seconds, status in figures.answers if status == 503]
    say(f"{mode}: {described(figures, 8)}; 200 again after {good[0] - back:.2f} s; slowest 503 {max(away):.2f} s")
    assert set(figures.statuses) == {200, 503}
    assert figures.broken == figures.unhelpful == 0
    assert good[0] - back < 2


def test_a_database_that_stalls_under_load_is_503_within_five_seconds_for_everybody(
    mortal: Server, folder: Path
) -> None:
    async def run(port: int) -> tuple[Figures, Figures]:
        load = asyncio.create_task(hammer_for(14, port, 100, cold_paths(), pause=0.05))
        await asyncio.sleep(2)
        mortal.signal(signal.SIGSTOP)
        alive = await hammer_for(9, port, 1, iter(lambda: b"/healthz", b""), pause=0.1)
        mortal.signal(signal.SIGCONT)
        return await load, alive

    with running(folder, Settings(database_url=mortal.url), LOG_LEVEL="critical") as server:
        try:
            figures, alive = uvloop.run(run(server.port))
        finally:
            mortal.signal(signal.SIGCONT)
        healthy = seconds_until_healthy(server)
    say(f"stalled: {described(figures, 14)}; /healthz {described(alive, 9)}; healthy after {healthy:.2f} s")
    assert set(figures.statuses) == {200, 503}
    assert figures.broken == figures.unhelpful == 0
    assert figures.slowest < 5.5
    assert set(alive.statuses) == {200}
    assert alive.slowest < 1
    assert healthy < 2


def test_two_workers_both_see_a_new_release_within_two_seconds(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data", workers=2)
    seed(small_world().write(folder / "one"), settings)
    with running(folder, settings) as server:
        workers = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        old = _releases(server, 20)
        release = seed(small_world().add("councils", "medway", name="Medway Towns").write(folder / "two"), settings)
        began = time.monotonic()
        while (seen := _releases(server, 20)) != {release.release.code}:
            assert time.monotonic() - began < 2, seen
        took = time.monotonic() - began
        server.process.terminate()
        server.process.wait(15)
        lines = server.log.read_text().splitlines()
    say(f"two workers: {len(workers) - 1} processes; all answers from the new release after {took:.2f} s")
    assert len(old) == 1
    assert all(line.startswith('{"time":') and line.endswith("}") for line in lines), "no two lines are mixed"
    assert len([line for line in lines if "Application startup complete" in line]) == 2


def _releases(server: Running, number: int) -> set[str]:
    """The releases that new connections are answered from."""
    heard = [server.ask(GET_AND_CLOSE % b"/readyz") for _ in range(number)]
    return {answer.partition(b'"release":"')[2].partition(b'"')[0].decode() for answer in heard}


def _large(settings: Settings) -> bytes:
    """The URL of a large download, which names the release."""
    return f"{LARGE}?release={ReleaseFiles(settings.data_dir).current()}".encode()


def test_sigterm_lets_a_download_finish_and_the_server_ends_within_ten_seconds(shipped: Settings, folder: Path) -> None:
    with running(folder, shipped) as server, closing(socket.socket()) as slow, closing(server.connect()) as idle:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        slow.connect(("127.0.0.1", server.port))
        slow.sendall(GET % _large(shipped))
        heard = bytearray(slow.recv(1000))
        began = time.monotonic()
        server.process.terminate()
        while part := slow.recv(65536):
            heard += part
            time.sleep(0.02)
        head, _, body = bytes(heard).partition(b"\r\n\r\n")
        read = time.monotonic() - began
        assert answer_on(idle) == b""
        server.process.wait(15)
        ended = time.monotonic() - began
    say(f"SIGTERM: a download of {len(body)} bytes ended after {read:.1f} s, the server after {ended:.1f} s")
    assert f"content-length: {len(body)}".encode() in head
    assert ended < 10


def test_clients_that_leave_a_download_free_what_they_held(shipped: Settings, folder: Path) -> None:
    with running(folder, shipped, **QUIET) as server:
        server.ask(GET_AND_CLOSE % _large(shipped))
        before = server.held()
        made = []
        for _ in range(200):
            leaver = socket.socket()
            leaver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            leaver.connect(("127.0.0.1", server.port))
            leaver.sendall(GET % _large(shipped))
            made.append(leaver)
        for leaver in made:
            assert leaver.recv(100)
        during = server.held()
        for leaver in made:
            # Leaves without a word, as a client does that is killed.
            leaver.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaver.close()
        began = time.monotonic()
        while server.held() > before:
            assert time.monotonic() - began < 2, f"{before} files before, {during} during, {server.held()} left"
            time.sleep(0.02)
        freed = time.monotonic() - began
        healthy = seconds_until_healthy(server)
    say(f"200 who left: {during} files, {before} again after {freed:.2f} s; healthy after {healthy:.2f} s")
    assert during > before + 200
