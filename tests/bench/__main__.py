"""`python -m tests.bench` measures everything; `python -m tests.bench hot cold` some of it."""

import argparse
import sys

from tests.bench import cold, hot, importing
from tests.bench.measure import CannotMeasure, must_have_wrk
from tests.bench.report import printed

BENCHES = {"hot": hot.rows, "cold": cold.rows, "importing": importing.rows}


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.bench", description="Measures, as ratios, what issue 5 promises.")
    parser.add_argument(
        "benches", nargs="*", metavar="BENCH", help=f"{', '.join(BENCHES)}; all of them if none is named"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each candidate is measured")
    parser.add_argument("--quick", action="store_true", help="one second a sample instead of two")
    asked = parser.parse_args()
    unknown = [name for name in asked.benches if name not in BENCHES]
    if unknown:
        parser.error(f"there is no bench {', '.join(unknown)}; expected {', '.join(BENCHES)}")
    try:
        must_have_wrk()
        rows = []
        for name in asked.benches or BENCHES:
            print(name, file=sys.stderr)
            rows += BENCHES[name](asked.rounds, 1 if asked.quick else 2)
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    print(printed(rows))
    return int(any(row.met == "NO" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
