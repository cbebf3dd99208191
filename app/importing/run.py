"""The imports, from files to the package on disk."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.importing.addresses import merge_addresses, read_table
from app.importing.areas import Area, areas
from app.importing.councils import load_councils
from app.importing.elsewhere import read_elsewhere
from app.importing.merge_areas import merge_areas
from app.importing.merge_overview import merge_overview
from app.importing.merge_reports import merge_reports
from app.importing.merged import Look, Merged
from app.importing.overview import Overview, read_overview
from app.importing.report import Report, read_report
from app.importing.store import read_package, write_file, write_package
from app.importing.text import MAX_BYTES, read_pages
from app.importing.wording import Periods, load_periods
from app.importing.workers import DEFAULT_LIMITS, Limits, Refused, read_each
from app.records.finding import FindingRow
from app.seed_csv import formatted, read_rows

COUNCILS, DOMAINS = "councils.csv", "domains.csv"
FINDINGS = "findings.csv"
Progress = Callable[[int, int], None]


@dataclass
class Outcome:
    """What an import did, for a person: how many were read, what was refused, what to look at, what was written.

    `to_write` are the areas for improvement of which a person should write a summary.
    """

    read: int
    refused: list[Look]
    looks: list[Look]
    disagreements: list[str]
    left_alone: list[Look]
    written: list[str] = field(default_factory=list)
    to_write: list[Look] = field(default_factory=list)

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
    reference: Path,
    today: date,
    *,
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
    processes: int | None = None,
) -> Outcome:
    """Reads every PDF below the directory and writes the package.

    `reference` is the folder of the councils and the domains. Raises FaultyData if it or the package is damaged.
    """
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS), read_elsewhere(package)
    periods, findings = load_periods(reference / DOMAINS), read_rows(package / FINDINGS, FindingRow)
    paths = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    names = [path.relative_to(directory).as_posix() for path in paths]
    reports: list[Report] = []
    points: dict[str, tuple[Area, ...]] = {}
    refused: list[Look] = []
    items = [(path, name, periods) for path, name in zip(paths, names, strict=True)]
    for done, (index, result) in enumerate(read_each(_read_one, items, limits, processes), 1):
        if isinstance(result, Refused):
            refused.append(Look(names[index], 0, str(result)))
        else:
            report, points[names[index]] = result
            reports.append(report)
        if progress:
            progress(done, len(items))
    merged = merge_reports(before, reports, {look.file_name for look in refused}, known, today, elsewhere)
    listed = merge_areas(findings, merged.package, points, elsewhere.with_findings, today)
    merged.looks += listed.looks
    outcome = _finish(merged, len(reports), refused, package)
    outcome.to_write = sorted(listed.to_write)
    if findings or listed.rows:
        outcome.written += write_file(package / FINDINGS, formatted(FindingRow, listed.rows.values()))
    return outcome


def import_overview(
    file: Path, package: Path, reference: Path, today: date, *, limits: Limits = DEFAULT_LIMITS
) -> Outcome:
    """Reads an overview and writes the package; a workbook that is refused changes nothing."""
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS), read_elsewhere(package)
    periods = load_periods(reference / DOMAINS)
    ((_, result),) = read_each(read_overview, [file], limits, 1)
    if isinstance(result, Refused):
        return Outcome(0, [Look(file.name, 0, str(result))], [], [], [])
    overview: Overview = result
    merged = merge_overview(before, overview, known, periods, today, elsewhere)
    return _finish(merged, len(overview.lines), [], package)


def import_addresses(file: Path, package: Path, reference: Path, today: date) -> Outcome:
    """Reads a table of addresses and writes the package; a table that is refused changes nothing."""
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS), read_elsewhere(package)
    try:
        table = read_table(file)
    except Refused as refusal:
        return Outcome(0, [Look(file.name, 0, str(refusal))], [], [], [])
    return _finish(merge_addresses(before, table, known, today, elsewhere), len(table.rows), [], package)


def _finish(merged: Merged, read: int, refused: list[Look], package: Path) -> Outcome:
    written = write_package(package, merged.package)
    looks, disagreements = sorted(set(merged.looks)), sorted(set(merged.disagreements))
    return Outcome(read, sorted(refused), looks, disagreements, sorted(set(merged.left_alone)), written)


def _read_one(item: tuple[Path, str, Periods]) -> tuple[Report, tuple[Area, ...]]:
    """One file, in a worker: the report, and what must improve."""
    path, name, periods = item
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    pages = read_pages(data)
    return read_report(pages, name, hashlib.sha256(data).hexdigest(), periods), areas(pages)
