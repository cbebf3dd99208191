"""Faults of the disk, injected into the system calls of a real seeder: each leaves one whole release, and says so."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.needs import need_program, program
from tests.seeding.test_publish import contents, first, names_of, second, served

# How the calls of a kind can go wrong. Some calls are so many that only every tenth or so is tried.
FAULTS = ["error=EIO", "error=ENOSPC", "signal=SIGKILL"]
CALLS = {"fsync": 1, "rename": 1, "unlink": 1, "unlinkat": 10, "pwrite64": 40}


def traced(settings: Settings, packages: Path, *options: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Seeds in a process whose system calls are watched or made to fail."""
    # Only the calls that are watched stop the process; otherwise each of its ten thousand calls would.
    command = [str(program("strace")), "-f", "--seccomp-bpf", "-qq", "-o", str(log), *options]
    return subprocess.run(
        [*command, sys.executable, "-B", "-m", "app", "seed", "--json", "--allow-shrink", "--from", str(packages)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(settings.data_dir), "DATABASE_URL": "", "KEEP_RELEASES": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def calls_of(call: str, settings: Settings, packages: Path, log: Path) -> int:
    """How many calls of a kind the thread makes that makes most of them: faults are counted for each thread."""
    assert traced(settings, packages, "-e", f"trace={call}", log=log).returncode == 0
    threads = Counter(line.split()[0] for line in log.read_text().splitlines() if re.match(rf"\d+ +{call}\(", line))
    return max(threads.values(), default=0)


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_in_any_call_to_the_disk_leaves_one_whole_release_and_the_answer_says_which(
    call: str, folder: Path
) -> None:
    need_program("strace")
    settings = Settings(data_dir=folder / "data", keep_releases=1)
    packages, log = [first(folder), second(folder)], folder / "log"
    codes = [seed(path, settings).release.code for path in packages]
    ends: Counter[str] = Counter()
    number = calls_of(call, settings, packages[0], log)
    seed(packages[1], settings)
    for fault in FAULTS:
        for when in range(1, number + 1, CALLS[call]):
            # What is served is `packages[1]`, and `packages[0]` is to be seeded.
            new, old = codes
            done = traced(settings, packages[0], "-e", f"inject={call}:{fault}:when={when}", log=log)
            current = served(settings)
            place = (call, fault, when, done.stdout, done.stderr)
            assert "Traceback" not in done.stderr, place
            if fault.startswith("error"):
                assert done.returncode in (0, 1), place
                assert current == (old if done.returncode else new), place
                answer = json.loads(done.stdout)
                assert answer["changed"] is (done.returncode == 0), place
                warned = bool(answer.get("warnings"))
                ends[f"{'published' if done.returncode == 0 else 'refused'}{', with a warning' if warned else ''}"] += 1
                # What could not be removed is removed by the next run.
                left = set(contents(settings.data_dir)) - names_of(old, new)
                ends["left something behind"] += bool(left)
            else:
                assert current in codes, place
                ends["killed: new" if current == new else "killed: old"] += 1
            assert seed(packages[0], settings).release.code == new
            assert served(settings) == new, place
            assert set(contents(settings.data_dir)) <= names_of(new), place
            seed(packages[1], settings)
    print(f"{call}: {number} calls; {dict(ends)}")  # noqa: T201
