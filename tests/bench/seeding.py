"""Seeding the shipped dataset with every check, against filling a database with none: bare tables with the lines of the
packages, and the tables of a release with the rows that it makes of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.settings import ROOT
from tests.bench.data import database_in
from tests.bench.measure import SERVER_CORE, CannotMeasure, Row, environment, pinned
from tests.bench.packages import multiplied, written_out

PACKAGES = ROOT / "seed_data"
RAW = "csv and sqlite3.executemany, the lines into bare tables"
FILLED = "csv and sqlite3.executemany, the rows of the release into its tables"
TIMES = 5


@dataclass(frozen=True)
class Cost:
    """What a command took, from its start to its end: seconds, seconds of CPU, MB at its largest."""

    wall: float
    cpu: float
    peak: float


def rows(rounds: int, _: int) -> list[Row]:
    """The time of a whole `python -m app seed` against the raw copies, and its memory with several times the rows."""
    whole: list[Cost] = []
    copies: dict[str, list[Cost]] = {RAW: [], FILLED: []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number in range(rounds + 1):
            whole.append(_seeding(PACKAGES, home / f"data{number}"))
            if number == 0:
                tables = written_out(database_in(home / "data0"), home / "release")
            copies[RAW].append(_copying(PACKAGES, home / f"raw{number}.sqlite"))
            copies[FILLED].append(_copying(tables.parent, home / f"filled{number}.sqlite", tables))
        larger = _seeding(multiplied(PACKAGES, home / "packages", TIMES), home / "larger")
    # The first of each is not measured: it may compile what it imports.
    found = [row for raw, costs in copies.items() for row in _compared(raw, whole[1:], costs[1:])]
    peaks = f"{larger.peak:.0f} and {whole[1].peak:.0f} MB"
    memory = [larger.peak / whole[1].peak]
    return [*found, Row(f"seeding {TIMES} times the rows: memory", "once", memory, most=1.1, figures=peaks)]


def _compared(raw: str, whole: Sequence[Cost], costs: Sequence[Cost]) -> list[Row]:
    pairs = list(zip(whole, costs, strict=True))
    found = []
    for what, of, unit in (("time", "wall", "s"), ("CPU", "cpu", "s of CPU")):
        both = [(getattr(ours, of), getattr(theirs, of)) for ours, theirs in pairs]
        middle = [statistics.median(side) for side in zip(*both, strict=True)]
        figures = f"{middle[0]:.2f} and {middle[1]:.2f} {unit}"
        found.append(Row(f"seeding: {what}", raw, [ours / theirs for ours, theirs in both], most=6, figures=figures))
    return found


def _copying(folder: Path, database: Path, *tables: Path) -> Cost:
    return _cost(["-m", "tests.bench.raw_seeding", *map(str, (folder, database, *tables))], {})


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
