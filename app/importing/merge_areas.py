"""The areas for improvement of reports into `findings.csv` of the package, beside the summaries that people wrote.

An import finds the points, their places and their themes. It never writes a summary: a new point has none, and is
listed as `to write`.
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.importing.areas import Area
from app.importing.merged import Look
from app.importing.store import Package
from app.importing.themes import theme_of
from app.vocabulary import FindingType, Polarity

COLUMNS = (
    "code", "council_code", "record_kind", "record_code", "position", "type", "polarity", "theme", "summary", "due_on",
    "source_code", "locator", "recorded_on",
)  # fmt: skip
Row = dict[str, str]


@dataclass
class MergedAreas:
    """The rows by code, what a person should look at, and the points whose summary is to be written."""

    rows: dict[str, Row] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    to_write: list[Look] = field(default_factory=list)


def import_areas(
    folder: Path, package: Package, found: Mapping[str, tuple[Area, ...]], elsewhere: Collection[str], today: date
) -> MergedAreas:
    """Merges the points of each file, by its name, into `findings.csv` of the folder, and writes it if it differs."""
    path = folder / "findings.csv"
    before = path.read_bytes() if path.exists() else b""
    merged = merge_areas(_read(before), package, found, elsewhere, today)
    after = _formatted(merged.rows)
    if after != before:
        aside = path.with_suffix(".csv.new")
        aside.write_bytes(after)
        aside.replace(path)
    return merged


def merge_areas(
    before: Mapping[str, Row],
    package: Package,
    found: Mapping[str, tuple[Area, ...]],
    elsewhere: Collection[str],
    today: date,
) -> MergedAreas:
    """The rows of all inspections of the package, but those whose findings another package holds (`elsewhere`).

    A report that now gives other points than are recorded changes nothing where summaries are written, since a summary
    would then stand beside another point; it is listed instead.
    """
    merged = MergedAreas()
    for code, inspection in sorted(package.inspections.items()):
        if code in elsewhere:
            continue
        # The source of an inspection that only the overview knows can be a row of another package.
        source = package.sources.get(inspection.source_code)
        file_name = (source and source.file_name) or ""
        old = {key: row for key, row in before.items() if row["record_code"] == code}
        if file_name not in found:
            merged.rows.update(old)
            continue
        new = _rows(code, inspection.council_code, inspection.source_code, found[file_name], today)
        if _same_points(old, new):
            new = {key: _kept(old[key], row) for key, row in new.items()}
        elif any(row["summary"] for row in old.values()):
            cause = f"{len(old)} areas for improvement are recorded, and {len(new)} are read now; nothing was changed"
            merged.looks.append(Look(file_name, 0, cause))
            new = old
        merged.rows.update(new)
        merged.to_write += [
            Look(file_name, 0, f"summary to write: {row['locator']}") for row in new.values() if not row["summary"]
        ]
    return merged


def _same_points(old: Mapping[str, Row], new: Mapping[str, Row]) -> bool:
    return {key: row["locator"] for key, row in old.items()} == {key: row["locator"] for key, row in new.items()}


def _kept(old: Row, new: Row) -> Row:
    """A row as it is read now, with its day and its summary; the theme stays too once a person has read the point."""
    kept = {"recorded_on": old["recorded_on"], "summary": old["summary"]}
    return new | kept | ({"theme": old["theme"]} if old["summary"] else {})


def _rows(code: str, council_code: str, source_code: str, areas: tuple[Area, ...], today: date) -> dict[str, Row]:
    rows = [
        {
            "code": f"{code}-area-{area.position}",
            "council_code": council_code,
            "record_kind": "inspections",
            "record_code": code,
            "position": str(area.position),
            "type": FindingType.AREA_FOR_IMPROVEMENT.value,
            "polarity": Polarity.CONCERN.value,
            "theme": theme_of(area.text).value,
            "summary": "",
            "due_on": "",
            "source_code": source_code,
            "locator": area.locator,
            "recorded_on": today.isoformat(),
        }
        for area in areas
    ]
    return {row["code"]: row for row in rows}


def _read(data: bytes) -> dict[str, Row]:
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {line["code"]: line for line in lines}


def _formatted(rows: Mapping[str, Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[code] for code in sorted(rows))
    return text.getvalue().encode()
