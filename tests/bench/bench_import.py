"""How much longer an import takes than the bare extraction of the same text: `bench_import.py DIR COUNCILS`."""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from app.importing.run import import_reports
from app.importing.text import read_pages
from app.importing.workers import read_each

LIMIT = 1.5


def bare(path: Path) -> int:
    return sum(map(len, read_pages(path.read_bytes())))


def main(directory: Path, councils: Path) -> int:
    paths = sorted(directory.rglob("*.pdf"))
    ratios = []
    for _ in range(3):
        begun = perf_counter()
        list(read_each(bare, paths))
        extraction = perf_counter() - begun
        with tempfile.TemporaryDirectory() as package:
            begun = perf_counter()
            import_reports(directory, Path(package), councils, date.today())
            whole = perf_counter() - begun
        ratios.append(whole / extraction)
        print(f"{len(paths)} files: text {extraction:.1f} s, import {whole:.1f} s, {ratios[-1]:.2f} times")  # noqa: T201
    return int(min(ratios) > LIMIT)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
