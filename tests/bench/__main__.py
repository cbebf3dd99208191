"""`python -m tests.bench` measures everything; `python -m tests.bench hot cold` some of it."""

import argparse
import os
import resource
import signal
import sys
import time
from pathlib import Path

from tests.bench import analysis, cold, growth, hot, importing, seeding, starting
from tests.bench.measure import TICK_US, CannotMeasure, prepare
from tests.bench.report import printed, write

BENCHES = {
    "hot": hot.rows,
    "cold": cold.rows,
    "analysis": analysis.rows,
    "growth": growth.rows,
    "seeding": seeding.rows,
    "starting": starting.rows,
    "importing": importing.rows,
}


def busy() -> float:
    """The seconds of CPU that anybody has used on this machine, and less those that this bench has."""
    user, nice, system, _, _, *interrupts = map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:8])
    everybody = (user + nice + system + sum(interrupts)) * TICK_US / 1_000_000
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return everybody - sum(usage.ru_utime + usage.ru_stime for usage in own)


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.bench", description="Measures what is promised, as ratios.")
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=f"{', '.join(BENCHES)}; all of them by default")
    parser.add_argument("--rounds", type=int, default=3, help="how often each candidate is measured")
    parser.add_argument("--quick", action="store_true", help="one second a sample instead of two")
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/performance.md")
    asked = parser.parse_args()
    unknown = [name for name in asked.benches if name not in BENCHES]
    if unknown:
        parser.error(f"there is no bench {', '.join(unknown)}; expected {', '.join(BENCHES)}")
    seconds = 1 if asked.quick else 2
    measured = []
    # Whoever ends the bench ends the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        prepare()
        for name in asked.benches or BENCHES:
            print(name, file=sys.stderr)
            begun, before = time.perf_counter(), busy()
            rows = BENCHES[name](asked.rounds, seconds)
            others = (busy() - before) / (time.perf_counter() - begun)
            if asked.write and rows:
                write(name, rows, asked.rounds, seconds, others)
            measured += rows
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    print(printed(measured))
    print(
        f"{os.cpu_count()} cores, {sum(row.met == 'NO' for row in measured)} of {len(measured)} rows miss their target."
    )
    return int(any(row.met == "NO" for row in measured))


if __name__ == "__main__":
    sys.exit(main())
