"""From the start of the server to its first answer, against importing the same libraries and answering a constant."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from app.settings import ROOT
from tests.bench.candidates import ours
from tests.bench.data import seeded
from tests.bench.measure import HOST, Row, Server, environment, free_port
from tests.bench.questions import HOT

AGAINST = "the same imports and a constant"
# A start is one short sample, so a round takes several.
TIMES = 3


def rows(rounds: int, _: int) -> list[Row]:
    """The time and the CPU time from the command to the first 200."""
    folder = seeded()
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as listed:
        listed.write(_imported(folder))
        listed.flush()
        command = [sys.executable, "-m", "tests.bench.constant", listed.name, "{port}"]
        pairs = []
        for number in range(rounds * TIMES + 1):
            sides = [ours(folder), Server(command, HOT["council"])]
            taken = [_started(side) for side in (sides if number % 2 else reversed(sides))]
            pairs.append(taken if number % 2 else taken[::-1])
    # The first of each is not measured: it may compile what it imports.
    del pairs[0]
    wall, cpu = (median(mine[of] for mine, _ in pairs) for of in (0, 1))
    least, least_cpu = (median(other[of] for _, other in pairs) for of in (0, 1))
    return [
        Row(
            "start to first answer",
            AGAINST,
            [a[0] / b[0] for a, b in pairs],
            None,
            1.5,
            f"{wall:.2f} and {least:.2f} s",
        ),
        Row("... CPU", AGAINST, [a[1] / b[1] for a, b in pairs], None, 1.5, f"{cpu:.2f} and {least_cpu:.2f} s of CPU"),
    ]


def _started(server: Server) -> tuple[float, float]:
    with server:
        cpu = server.cpu() / 1_000_000
    print(f"  {server.command[2]}: {server.started_after:.2f} s, {cpu:.2f} s of CPU", file=sys.stderr)
    return server.started_after, cpu


def _imported(folder: Path) -> str:
    """The names of what the server has imported when it has answered, as JSON."""
    own = {"DATA_DIR": str(folder), "DATABASE_URL": "", "HOST": HOST, "PORT": str(free_port())}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.constant", "list", HOT["council"]],
        cwd=ROOT,
        env=environment(own),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]
