"""The imports, from files to the package on disk."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.importing.addresses import merge_addresses, read_table
from app.importing.areas import Area, areas
from app.importing.councils import load_councils
from app.importing.elsewhere import read_elsewhere
from app.importing.joint import read_joint_letter
from app.importing.joint_package import (
    Joined,
    JointPackage,
    add_letters,
    add_send_reports,
    read_joint_package,
    write_joint_package,
)
from app.importing.merge_areas import merge_areas
from app.importing.merge_neighbours import la_codes, merge_neighbours
from app.importing.merge_overview import merge_overview
from app.importing.merge_reports import merge_reports
from app.importing.merged import ImportNote, Merged
from app.importing.neighbours import read_neighbours
from app.importing.overview import Overview, read_overview
from app.importing.previous import Previous, previous
from app.importing.report import Report, read_report
from app.importing.seed_files import formatted, read_rows
from app.importing.send import read_send_report
from app.importing.store import read_package, write_file, write_files, write_package
from app.importing.text import MAX_BYTES, read_pages
from app.importing.wording import Periods, load_periods
from app.importing.workers import DEFAULT_LIMITS, Limits, Refused, read_each
from app.records.finding import FindingRow
from app.records.neighbour import NeighbourRow
from app.records.source import SourceRow

COUNCILS_FILE, DOMAINS_FILE = "councils.csv", "domains.csv"
FINDINGS_FILE = "findings.csv"
Progress = Callable[[int, int], None]
# From the pages of a file, its name and its digest to what it says.
Reader = Callable[[list[str], str, str], Any]


@dataclass
class ImportResult:
    """What an import did, for a person: how many were read, what was refused, what to look at, what was written.

    `to_write` are the areas for improvement of which a person should write a summary.
    """

    read: int
    refused: list[ImportNote]
    looks: list[ImportNote]
    disagreements: list[str]
    left_alone: list[ImportNote]
    written: list[str] = field(default_factory=list)
    to_write: list[ImportNote] = field(default_factory=list)

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
) -> ImportResult:
    """Reads every PDF below the directory and writes the package.

    `reference` is the folder of the councils and the domains. Raises FaultyData if it or the package is damaged.
    """
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS_FILE), read_elsewhere(package)
    periods, findings = load_periods(reference / DOMAINS_FILE), read_rows(package / FINDINGS_FILE, FindingRow)
    read: list[tuple[str, Report, tuple[Area, ...], tuple[Previous, ...]]]
    read, refused = _read_all(partial(_read_report, periods=periods), directory, limits, processes, progress)
    reports = [report for _, report, _, _ in read]
    points = {name: found for name, _, found, _ in read}
    stated = {name: found for name, _, _, found in read}
    merged = merge_reports(before, reports, {look.file_name for look in refused}, known, today, elsewhere, stated)
    listed = merge_areas(findings, merged.package, points, elsewhere.with_findings, today)
    merged.looks += listed.looks
    outcome = _finish(merged, len(reports), refused, package)
    outcome.to_write = sorted(listed.to_write)
    if findings or listed.rows:
        outcome.written += write_file(package / FINDINGS_FILE, formatted(FindingRow, listed.rows.values()))
    return outcome


def import_letters(directory: Path, package: Path, reference: Path, today: date, **how: Any) -> ImportResult:
    """Reads every letter on a joint targeted area inspection below the directory and writes the package."""
    before, known, elsewhere = (
        read_joint_package(package),
        load_councils(reference / COUNCILS_FILE),
        read_elsewhere(package),
    )
    letters, refused = _read_all(read_joint_letter, directory, **how)
    joined = add_letters(before, letters, known, today, elsewhere)
    return _finish_joint(joined, len(letters), refused, package, before)


def import_send_reports(directory: Path, package: Path, reference: Path, today: date, **how: Any) -> ImportResult:
    """Reads every report of an area SEND inspection below the directory and writes the package."""
    before, known = read_joint_package(package), load_councils(reference / COUNCILS_FILE)
    reports, refused = _read_all(read_send_report, directory, **how)
    joined = add_send_reports(before, reports, known, today)
    return _finish_joint(joined, len(reports), refused, package, before)


def import_overview(
    file: Path, package: Path, reference: Path, today: date, *, limits: Limits = DEFAULT_LIMITS
) -> ImportResult:
    """Reads an overview and writes the package; a workbook that is refused changes nothing."""
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS_FILE), read_elsewhere(package)
    periods = load_periods(reference / DOMAINS_FILE)
    ((_, result),) = read_each(read_overview, [file], limits, 1)
    if isinstance(result, Refused):
        return ImportResult(0, [ImportNote(file.name, 0, str(result))], [], [], [])
    overview: Overview = result
    merged = merge_overview(before, overview, known, periods, today, elsewhere)
    return _finish(merged, len(overview.lines), [], package)


def import_addresses(file: Path, package: Path, reference: Path, today: date) -> ImportResult:
    """Reads a table of addresses and writes the package; a table that is refused changes nothing."""
    before, known, elsewhere = read_package(package), load_councils(reference / COUNCILS_FILE), read_elsewhere(package)
    try:
        table = read_table(file)
    except Refused as refusal:
        return ImportResult(0, [ImportNote(file.name, 0, str(refusal))], [], [], [])
    return _finish(merge_addresses(before, table, known, today, elsewhere), len(table.rows), [], package)


def import_neighbours(file: Path, package: Path, reference: Path, today: date) -> ImportResult:
    """Reads a table of statistical neighbours and writes the package; a table that is refused changes nothing."""
    held = read_rows(package / "neighbours.csv", NeighbourRow)
    sources = read_rows(package / "sources.csv", SourceRow)
    try:
        table = read_neighbours(file)
    except Refused as refusal:
        return ImportResult(0, [ImportNote(file.name, 0, str(refusal))], [], [], [])
    merged = merge_neighbours(held, sources, table, la_codes(reference / COUNCILS_FILE), today)
    files = {
        "sources": formatted(SourceRow, merged.sources.values()),
        "neighbours": formatted(NeighbourRow, merged.rows.values()),
    }
    return ImportResult(len(table.lines), [], sorted(merged.looks), [], [], write_files(package, files))


def _finish(merged: Merged, read: int, refused: list[ImportNote], package: Path) -> ImportResult:
    written = write_package(package, merged.package)
    looks, disagreements = sorted(set(merged.looks)), sorted(set(merged.disagreements))
    return ImportResult(read, sorted(refused), looks, disagreements, sorted(set(merged.left_alone)), written)


def _finish_joint(
    joined: Joined, read: int, refused: list[ImportNote], package: Path, rows: JointPackage
) -> ImportResult:
    written = write_joint_package(package, rows)
    return ImportResult(read, sorted(refused), sorted(joined.looks), [], sorted(joined.left_alone), written)


def _read_all(
    read: Reader,
    directory: Path,
    limits: Limits = DEFAULT_LIMITS,
    processes: int | None = None,
    progress: Progress | None = None,
) -> tuple[list[Any], list[ImportNote]]:
    """What a reader makes of each PDF below the directory, and the files that it refuses."""
    paths = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    items = [(path, path.relative_to(directory).as_posix(), read) for path in paths]
    made: list[Any] = []
    refused: list[ImportNote] = []
    for done, (index, result) in enumerate(read_each(_read_one, items, limits, processes), 1):
        if isinstance(result, Refused):
            refused.append(ImportNote(items[index][1], 0, str(result)))
        else:
            made.append(result)
        if progress:
            progress(done, len(items))
    return made, refused


def _read_one(item: tuple[Path, str, Reader]) -> Any:
    """One file, in a worker."""
    path, name, read = item
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    return read(read_pages(data), name, hashlib.sha256(data).hexdigest())


def _read_report(
    pages: list[str], name: str, sha256: str, periods: Periods
) -> tuple[str, Report, tuple[Area, ...], tuple[Previous, ...]]:
    """A report under its name, what must improve, and what it states of earlier inspections."""
    return name, read_report(pages, name, sha256, periods), areas(pages), previous(pages)
