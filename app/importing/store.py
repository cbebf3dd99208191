"""The package on disk: CSV files, sorted and formatted so that the same rows are always the same bytes."""

from dataclasses import dataclass, field
from pathlib import Path

from app.records.citation import CitationRow
from app.records.inspection import InspectionRow, JudgementRow
from app.records.source import SourceRow
from app.seed_csv import formatted, read_rows


@dataclass
class Package:
    """The rows of the package, by code."""

    sources: dict[str, SourceRow] = field(default_factory=dict)
    inspections: dict[str, InspectionRow] = field(default_factory=dict)
    judgements: dict[str, JudgementRow] = field(default_factory=dict)
    citations: dict[str, CitationRow] = field(default_factory=dict)


def read_package(directory: Path) -> Package:
    """The rows on disk; empty where there is no file. Raises FaultyData for a row that is none of its kind."""
    return Package(
        sources=read_rows(directory / "sources.csv", SourceRow),
        inspections=read_rows(directory / "inspections.csv", InspectionRow),
        judgements=read_rows(directory / "judgements.csv", JudgementRow),
        citations=read_rows(directory / "citations.csv", CitationRow),
    )


def write_package(directory: Path, package: Package) -> list[str]:
    """Writes the files that differ, and names them; equal rows leave no trace."""
    return write_files(
        directory,
        {
            "sources": formatted(SourceRow, package.sources.values()),
            "inspections": formatted(InspectionRow, package.inspections.values()),
            "judgements": formatted(JudgementRow, package.judgements.values()),
            "citations": formatted(CitationRow, package.citations.values()),
        },
    )


def write_files(directory: Path, files: dict[str, bytes]) -> list[str]:
    """Writes the CSV files that differ, each through a file beside it, and names them."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files.items():
        written += write_file(directory / f"{name}.csv", data)
    return written


def write_file(path: Path, data: bytes) -> list[str]:
    """Writes a file through one beside it and names it; the same bytes leave no trace."""
    if path.exists() and path.read_bytes() == data:
        return []
    aside = path.with_suffix(".csv.new")
    aside.write_bytes(data)
    aside.replace(path)
    return [path.name]
