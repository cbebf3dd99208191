"""How much longer an import takes than the bare extraction of the same text from the same files."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from app.importing.run import import_reports
from app.importing.text import read_pages
from app.importing.workers import read_each
from app.settings import ROOT
from tests.bench.measure import CORES, Row, pinned

# The reports are no part of this project; without them nothing is measured.
REPORTS = Path(os.environ.get("BENCH_REPORTS", ROOT.parent / "shared" / "ofsted_reports"))
REFERENCE = ROOT / "seed_data" / "reference"


def bare(path: Path) -> int:
    """The text of a file, read as the import reads it, and nothing more."""
    return sum(map(len, read_pages(path.read_bytes())))


def rows(rounds: int, _: int) -> list[Row]:
    """The time of a whole import against that of its extraction; no row without reports."""
    paths = sorted(REPORTS.rglob("*.pdf"))
    if not paths:
        print(f"  no reports in {REPORTS}; set BENCH_REPORTS to measure the import", file=sys.stderr)
        return []
    with pinned(*CORES):
        ratios = [_ratio(paths) for _round in range(rounds)]
    return [Row("import of reports: time", "the extraction of their text", ratios, most=1.5)]


def _ratio(paths: list[Path]) -> float:
    begun = perf_counter()
    list(read_each(bare, paths))
    extraction = perf_counter() - begun
    with tempfile.TemporaryDirectory() as package:
        begun = perf_counter()
        import_reports(REPORTS, Path(package), REFERENCE, date.today())
        whole = perf_counter() - begun
    print(f"  {len(paths)} files: text {extraction:.1f} s, import {whole:.1f} s", file=sys.stderr)
    return whole / extraction
