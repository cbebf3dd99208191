"""The package on disk: CSV files, sorted and formatted so that the same rows are always the same bytes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.records.citation import CitationRow
from app.records.inspection import InspectionRow, JudgementRow
from app.records.kind import Record, reading_order
from app.records.source import SourceRow

RowT = TypeVar("RowT", bound=Record)


@dataclass
class Package:
    """The rows of the package, by code."""

    sources: dict[str, SourceRow] = field(default_factory=dict)
    inspections: dict[str, InspectionRow] = field(default_factory=dict)
    judgements: dict[str, JudgementRow] = field(default_factory=dict)
    citations: dict[str, CitationRow] = field(default_factory=dict)


def read_package(directory: Path) -> Package:
    """The rows on disk; empty where there is no file. Raises ValueError for a row that is none of its kind."""
    return Package(
        sources=_read(directory, "sources", SourceRow),
        inspections=_read(directory, "inspections", InspectionRow),
        judgements=_read(directory, "judgements", JudgementRow),
        citations=_read(directory, "citations", CitationRow),
    )


def write_package(directory: Path, package: Package) -> list[str]:
    """Writes the files that differ, each through a file beside it, and names them; equal rows leave no trace."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, row, rows in (
        ("sources", SourceRow, package.sources),
        ("inspections", InspectionRow, package.inspections),
        ("judgements", JudgementRow, package.judgements),
        ("citations", CitationRow, package.citations),
    ):
        path = directory / f"{name}.csv"
        data = _formatted(row, list(rows.values()))
        if path.exists() and path.read_bytes() == data:
            continue
        aside = path.with_suffix(".csv.new")
        aside.write_bytes(data)
        aside.replace(path)
        written.append(path.name)
    return written


def _read(directory: Path, name: str, row: type[RowT]) -> dict[str, RowT]:
    path = directory / f"{name}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [{column: cell or None for column, cell in line.items()} for line in csv.DictReader(file)]
    rows = [row.model_validate(line) for line in lines]
    return {each.code: each for each in rows}


def _formatted(row: type[Record], rows: Sequence[Record]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = reading_order(row)
    writer.writerow(columns)
    for record in sorted(rows, key=lambda record: record.code):
        writer.writerow([_cell(getattr(record, column)) for column in columns])
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
