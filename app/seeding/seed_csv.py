"""Reads and writes seed files: CSV in UTF-8, a header, and one record a line."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from app.errors import Fault, FaultyData
from app.records.kind import Kind, Record, reading_order

MAX_FILE_BYTES = 64 * 2**20


def csv_lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file that are not empty, the header first, each with its number. `name` is for faults.

    Raises FaultyData where the file cannot be read any further.
    """
    if path.stat().st_size > MAX_FILE_BYTES:
        raise _cannot_be_read(name, 1, "file", f"larger than {MAX_FILE_BYTES} bytes; split it into packages")
    wrong = _line_that_is_not_utf8(path)
    if wrong:
        raise _cannot_be_read(name, wrong, "row", "not UTF-8; save the file as UTF-8")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        line = 1
        try:
            for cells in reader:
                if cells:
                    yield line, cells
                # A cell can hold line ends, so a row can take several lines.
                line = reader.line_num + 1
        except csv.Error as error:
            message = f"not CSV: {error}; expected commas and paired double quotes"
            raise _cannot_be_read(name, line, "row", message) from error


def _cannot_be_read(name: str, line: int, column: str, message: str) -> FaultyData:
    return FaultyData([Fault(name, line, column, message)])


def _line_that_is_not_utf8(path: Path) -> int | None:
    """The number of the first such line, if there is one."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None


def rows_by_column(path: Path) -> list[dict[str, str]]:
    """The rows of a file as they stand, unchecked: the cells by their columns. Raises FaultyData."""
    lines = csv_lines(path, f"{path.parent.name}/{path.name}")
    _, header = next(lines, (1, []))
    return [dict(zip(header, cells, strict=False)) for _, cells in lines]


def write_seed_csv(file: TextIO, kind: Kind, rows: Iterable[Record], header: bool = True) -> None:
    """Writes rows of a kind in the order of its columns. Unlike a download, no cell is changed for a spreadsheet."""
    names = reading_order(kind.row)
    writer = csv.writer(file, lineterminator="\n")
    if header:
        writer.writerow(names)
    writer.writerows([as_text(getattr(row, name)) for name in names] for row in rows)


def as_text(value: Any) -> str | None:
    """A value as a cell of a seed file, from which reading makes the same value again; None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
