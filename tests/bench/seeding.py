"""Seeding the shipped dataset with every check, against copying its lines into a database with none."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import ROOT
from tests.bench.measure import SERVER_CORE, CannotMeasure, Row, environment, pinned
from tests.bench.packages import multiplied

PACKAGES = ROOT / "seed_data"
RAW = "csv and sqlite3.executemany"
TIMES = 5


@dataclass(frozen=True)
class Cost:
    """What a command took, from its start to its end: seconds, seconds of CPU, MB at its largest."""

    wall: float
    cpu: float
    peak: float


def rows(rounds: int, _: int) -> list[Row]:
    """The time of a whole `python -m app seed` against the raw copy, and its memory with several times the rows."""
    whole, raw = [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(rounds + 1):
            whole.append(_seeding(PACKAGES, home / f"data{number}"))
            raw.append(_cost(["-m", "tests.bench.raw_seeding", str(PACKAGES), str(home / f"raw{number}.sqlite")], {}))
        # The first of each is not measured: it may compile what it imports.
        whole, raw = whole[1:], raw[1:]
        larger = _seeding(multiplied(PACKAGES, home / "packages", TIMES), home / "larger")
    times = f"{whole[0].wall:.2f} and {raw[0].wall:.2f} s"
    cpu = f"{whole[0].cpu:.2f} and {raw[0].cpu:.2f} s of CPU"
    peaks = f"{larger.peak:.0f} and {whole[0].peak:.0f} MB"
    return [
        Row("seeding: time", RAW, [a.wall / b.wall for a, b in zip(whole, raw, strict=True)], most=6, figures=times),
        Row("seeding: CPU", RAW, [a.cpu / b.cpu for a, b in zip(whole, raw, strict=True)], most=6, figures=cpu),
        Row(f"seeding {TIMES} times the rows: memory", "once", [larger.peak / whole[0].peak], most=1.1, figures=peaks),
    ]


def _seeding(packages: Path, data: Path) -> Cost:
    own = {"DATA_DIR": str(data), "SEED_DATA": str(packages), "DATABASE_URL": ""}
    return _cost(["-m", "app", "seed", "--json"], own)


def _cost(words: Sequence[str], own: Mapping[str, str]) -> Cost:
    with tempfile.TemporaryFile() as said, pinned(SERVER_CORE):
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment(own), stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise CannotMeasure(f"{' '.join(words)} failed:\n{said.read()[-2000:].decode(errors='replace')}")
    cost = Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)
    print(f"  {words[1]}: {cost.wall:.2f} s, {cost.cpu:.2f} s of CPU, {cost.peak:.0f} MB", file=sys.stderr)
    return cost
