"""Servers on one core, load from another, and what a request costs: samples of several candidates in turn."""

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from app.settings import ROOT

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
CONNECTIONS = 16
# A sample in which nothing is answered is taken again with four times the seconds, unless it had more than these.
LONGEST = 20
TICK_US = 1_000_000 / os.sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
HOST = "127.0.0.1"
BYTECODE = ROOT / ".bench" / "bytecode"


class CannotMeasure(Exception):
    """The bench cannot be run here, or what it measures does not answer; the message says why."""


@dataclass(frozen=True)
class Sample:
    """What one run of the load showed.

    `rate` is in requests a second, `cpu` in microseconds of the server process for a request, `p99` in milliseconds.
    """

    rate: float
    cpu: float
    p99: float

    @property
    def share(self) -> float:
        """How much of its core the server had: well below 1, it waited for the load or for its neighbours."""
        return self.rate * self.cpu / 1_000_000


@contextmanager
def pinned(*cores: int) -> Iterator[None]:
    """What is started in here stays on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that is measured: as this one's, with what is given, and with its bytecode kept.

    Nobody's machine compiles the same modules at each start, even if the one that runs the bench is told to.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(BYTECODE), **given}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """A server process on its core. `{port}` in its command and environment stands for its port."""

    command: Sequence[str]
    ready: str
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    def __enter__(self) -> Self:
        words = [word.replace("{port}", str(self.port)) for word in self.command]
        own = {"HOST": HOST, "PORT": str(self.port), "LOG_LEVEL": "warning", **self.environment}
        self._log = tempfile.TemporaryFile()
        begun = time.perf_counter()
        with pinned(SERVER_CORE):
            self.process = subprocess.Popen(words, cwd=ROOT, env=environment(own), stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + 120
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                message = f"{' '.join(words)} does not answer {self.ready}:\n{self._said()}"
                self.__exit__()
                raise CannotMeasure(message)
            time.sleep(0.005)
        self.started_after = time.perf_counter() - begun
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()

    def _answers(self) -> bool:
        try:
            return self.get(self.ready)[0] == 200
        except OSError:
            return False

    def _said(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace")

    def get(self, path: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """The status, headers and body of an answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def cpu(self) -> float:
        """The CPU time of the process and all its threads so far, in microseconds."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) * TICK_US

    def settle(self) -> None:
        """Waits until the server is done with what the load left unanswered, so that the next is not held up by it."""
        before = -1.0
        while (now := self.cpu()) != before:
            before = now
            time.sleep(0.05)


@dataclass
class Load:
    """Requests to a server: one path again and again, or many paths in turn, each sample going on where one ended."""

    server: Server
    paths: Sequence[str]
    headers: Sequence[str] = ()
    connections: int = CONNECTIONS
    position: int = 0

    def warm(self) -> None:
        """Asks what is compiled and cached at the first request."""
        for path in self.paths[:10]:
            status, _, body = self.server.get(path)
            if status != 200:
                raise CannotMeasure(f"{path} answers {status}: {body[:300].decode(errors='replace')}")

    def sample(self, seconds: int) -> Sample:
        """What one run of wrk shows. Raises CannotMeasure if anything but 200 or 304 comes back."""
        url = f"http://{HOST}:{self.server.port}"
        words = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
        words += [word for header in self.headers for word in ("-H", header)]
        with tempfile.NamedTemporaryFile("w") as listed:
            if len(self.paths) == 1:
                words.append(url + self.paths[0])
            else:
                listed.write("\n".join(self.paths))
                listed.flush()
                words += ["-s", str(Path(__file__).with_name("urls.lua")), url, "--", listed.name, str(self.position)]
            before = self.server.cpu()
            said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
            spent = self.server.cpu() - before
            self.server.settle()
        if "Non-2xx" in said or "Socket errors" in said:
            raise CannotMeasure(f"{self.paths[0]} and those after it did not all answer:\n{said}")
        requests = int(_found(r"(\d+) requests in", said)[0])
        if requests == 0 and seconds <= LONGEST:
            return self.sample(seconds * 4)
        if requests == 0:
            raise CannotMeasure(f"{self.paths[0]} and those after it are not answered in {seconds} s")
        self.position += requests
        number, unit = _found(r"99%\s+([\d.]+)(us|ms|s|m)", said)
        return Sample(
            float(_found(r"Requests/sec:\s+([\d.]+)", said)[0]), spent / requests, float(number) * UNITS[unit]
        )


def _found(pattern: str, said: str) -> tuple[str, ...]:
    match = re.search(pattern, said)
    if match is None:
        raise CannotMeasure(f"wrk said something else than expected:\n{said}")
    return match.groups()


def prepare() -> None:
    """Puts this process, and so the load, on its core. Raises CannotMeasure without the load generator."""
    if shutil.which("wrk") is None:
        raise CannotMeasure("wrk is not on PATH; it makes the load (Debian's package is called wrk).")
    os.sched_setaffinity(0, {LOAD_CORE})


Samples = dict[str, list[Sample]]


def in_turn(loads: Mapping[str, Load], rounds: int, seconds: int) -> Samples:
    """As many samples of each load as there are rounds, one after another from A to Z and back from Z to A."""
    for load in loads.values():
        load.warm()
    samples: Samples = {name: [] for name in loads}
    for number in range(rounds):
        for name in list(loads) if number % 2 == 0 else reversed(list(loads)):
            samples[name].append(loads[name].sample(seconds))
            last = samples[name][-1]
            print(f"  {name}: {last.rate:.0f}/s, {last.cpu:.0f} us, p99 {last.p99:.1f} ms", file=sys.stderr)
    return samples


@dataclass(frozen=True)
class Row:
    """A line of the table: a ratio for each round, and what it should be at least or at most."""

    what: str
    against: str
    ratios: Sequence[float]
    least: float | None = None
    most: float | None = None
    figures: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def target(self) -> str:
        return f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}" if self.most is not None else ""

    @property
    def met(self) -> str:
        if self.least is None and self.most is None:
            return ""
        low = self.least is None or self.median >= self.least
        return "yes" if low and (self.most is None or self.median <= self.most) else "NO"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def compared(
    what: str,
    samples: Samples,
    ours: str,
    theirs: str,
    of: str,
    *,
    inverse: bool = False,
    least: float | None = None,
    most: float | None = None,
) -> Row:
    """A row about `rate`, `cpu` or `p99`: ours over theirs, or theirs over ours, round by round."""
    mine = [float(getattr(sample, of)) for sample in samples[ours]]
    others = [float(getattr(sample, of)) for sample in samples[theirs]]
    ratios = [b / a if inverse else a / b for a, b in zip(mine, others, strict=True)]
    unit = {"rate": "requests/s", "cpu": "us of CPU", "p99": "ms"}[of]
    if of == "rate":
        shares = [statistics.median(sample.share for sample in samples[name]) for name in (ours, theirs)]
        unit += f", at {shares[0]:.0%} and {shares[1]:.0%} of the core"
    figures = f"{_short(statistics.median(mine))} and {_short(statistics.median(others))} {unit}"
    return Row(what, theirs, ratios, least, most, figures)
