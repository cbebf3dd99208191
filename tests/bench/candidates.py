"""The servers that are compared."""

import os
import sys
from pathlib import Path

from app.settings import ROOT
from tests.bench.canned import canned
from tests.bench.measure import CannotMeasure, Server
from tests.bench.questions import HOT

BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


def ours(folder: Path, cache_bytes: int | None = None) -> Server:
    """`python -m app serve` on a seeded folder, with its own size of cache or with a given one; 0 is none."""
    cache = {} if cache_bytes is None else {"CACHE_BYTES": str(cache_bytes)}
    environment = {"DATA_DIR": str(folder), "DATABASE_URL": "", **cache}
    return Server([sys.executable, "-m", "app", "serve"], HOT["council"], environment)


def naive(database: Path) -> Server:
    """The reference in `naive.py`, served as ours is."""
    command = [sys.executable, "-m", "tests.bench.serve", "naive"]
    return Server(command, HOT["council"], {"BENCH_DATABASE": str(database)})


def bare(answers: Path) -> Server:
    """The bare callable, served as ours is."""
    command = [sys.executable, "-m", "tests.bench.serve", "bare"]
    return Server(command, HOT["council"], {"BENCH_ANSWERS": str(answers)})


def datasette(database: Path) -> Server:
    """Datasette, in its own environment."""
    if not BENCH_PYTHON.exists():
        raise CannotMeasure(
            f"{BENCH_PYTHON} is missing: Datasette has an environment of its own; `make bench` makes it."
        )
    command = [os.fspath(BENCH_PYTHON), "-m", "tests.bench.canned", str(database), "{port}"]
    return Server(command, canned(HOT["council"], database))
