"""The two imports, from files to the package on disk."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.importing.councils import load_councils
from app.importing.merge_overview import merge_overview
from app.importing.merge_reports import merge_reports
from app.importing.merged import Look, Merged
from app.importing.overview import Line, read_overview
from app.importing.report import Report, read_report
from app.importing.store import read_package, write_package
from app.importing.text import MAX_BYTES, read_pages
from app.importing.workers import DEFAULT_LIMITS, Limits, Refused, read_each

Progress = Callable[[int, int], None]


@dataclass
class Outcome:
    """What an import did, for a person: how many were read, what was refused, what to look at, what was written."""

    read: int
    refused: list[Look]
    looks: list[Look]
    disagreements: list[str]
    written: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        return f"{self.read} read, {len(self.refused)} refused, {len(self.looks)} to look at"

    @property
    def clean(self) -> bool:
        """Whether a strict run succeeds: nothing refused and nothing to look at."""
        return not self.refused and not self.looks


def import_reports(
    directory: Path,
    package: Path,
    councils: Path,
    today: date,
    *,
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
    processes: int | None = None,
) -> Outcome:
    """Reads every PDF below the directory and writes the package. Raises OSError if it cannot be read or written."""
    paths = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    names = [path.relative_to(directory).as_posix() for path in paths]
    known = load_councils(councils)
    reports: list[Report] = []
    refused: list[Look] = []
    items = list(zip(paths, names, strict=True))
    for done, (index, result) in enumerate(read_each(_read_one, items, limits, processes), 1):
        if isinstance(result, Refused):
            refused.append(Look(names[index], 0, str(result)))
        else:
            reports.append(result)
        if progress:
            progress(done, len(items))
    merged = merge_reports(read_package(package), reports, set(names), known, today)
    return _finish(merged, len(reports), refused, package)


def import_overview(
    file: Path,
    package: Path,
    councils: Path,
    today: date,
    *,
    elsewhere: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome:
    """Reads the overview and writes the package; a workbook that is refused changes nothing.

    Inspections whose codes are in `elsewhere`, which other packages record, are left alone.
    """
    known = load_councils(councils)
    ((_, result),) = read_each(read_overview, [file], limits, 1)
    if isinstance(result, Refused):
        return Outcome(0, [Look(file.name, 0, str(result))], [], [])
    lines: list[Line] = result
    merged = merge_overview(read_package(package), lines, file.name, known, today, elsewhere)
    return _finish(merged, len(lines), [], package)


def _finish(merged: Merged, read: int, refused: list[Look], package: Path) -> Outcome:
    written = write_package(package, merged.package)
    return Outcome(read, sorted(refused), sorted(merged.looks), sorted(merged.disagreements), written)


def _read_one(item: tuple[Path, str]) -> Report:
    """One file, in a worker."""
    path, name = item
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    return read_report(read_pages(data), name, hashlib.sha256(data).hexdigest())
