"""How much longer an import takes than the bare extraction of the same text from the same files."""

import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from app.importing.run import import_reports
from app.importing.text import read_pages
from app.importing.workers import read_each
from app.settings import ROOT

REPORTS = ROOT.parent / "shared" / "ofsted_reports"
COUNCILS = ROOT / "seed_data" / "reference" / "councils.csv"
ROUNDS = 3
TARGET = 1.5


def bare(path: Path) -> int:
    """The text of a file, read as the import reads it, and nothing more."""
    return sum(map(len, read_pages(path.read_bytes())))


def main() -> int:
    """Prints the ratio of each round and their median; 1 if the median misses the target."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    paths = sorted(directory.rglob("*.pdf"))
    if not paths:
        print(f"importing: no reports in {directory}; nothing was measured")  # noqa: T201
        return 0
    ratios = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        list(read_each(bare, paths))
        extraction = perf_counter() - begun
        with tempfile.TemporaryDirectory() as package:
            begun = perf_counter()
            import_reports(directory, Path(package), COUNCILS, date.today())
            whole = perf_counter() - begun
        ratios.append(whole / extraction)
        print(f"{len(paths)} files: text {extraction:.1f} s, import {whole:.1f} s, {ratios[-1]:.2f} times")  # noqa: T201
    median = statistics.median(ratios)
    print(f"importing: {median:.2f} times the bare extraction of the text (target: at most {TARGET})")  # noqa: T201
    return int(median > TARGET)


if __name__ == "__main__":
    sys.exit(main())
