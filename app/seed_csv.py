"""Reads and writes seed files: CSV in UTF-8, a header, and one record a line."""

import csv
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, TextIO

from app.errors import Fault, FaultyData
from app.records.kind import Record, reading_order

MAX_FILE_BYTES = 64 * 2**20
# How the bytes begin of what people take for a CSV file.
BEGINNINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"PK\x03\x04", "a zip or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet"),
    (b"\x1f\x8b", "a gzip"),
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"version https://git-lfs", "a pointer of Git LFS, not the file itself"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
)


def csv_lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file that are not empty, the header first, each with its number. `name` is for faults.

    Raises FaultyData where the file cannot be read any further.
    """
    try:
        yield from _csv_lines(path, name)
    except OSError as error:
        raise _cannot_be_read(name, 1, "file", f"cannot be read: {error.strerror or error}") from error


def _csv_lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    about = path.stat()
    # A device such as /dev/zero never ends, and a pipe may never begin.
    if not stat.S_ISREG(about.st_mode):
        raise _cannot_be_read(name, 1, "file", "no regular file; expected a CSV file")
    if about.st_size > MAX_FILE_BYTES:
        raise _cannot_be_read(name, 1, "file", f"larger than {MAX_FILE_BYTES} bytes; split it into packages")
    _refuse_what_is_no_text(path, name)
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


def _refuse_what_is_no_text(path: Path, name: str) -> None:
    """Raises FaultyData if a file is no text in UTF-8, and says what it seems to be."""
    with path.open("rb") as file:
        seems = _seems(file.read(4096))
        if seems:
            raise _cannot_be_read(name, 1, "file", f"this seems to be {seems}; save the table as CSV in UTF-8")
        file.seek(0)
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                guess = _one_byte_a_letter(line)
                message = f"not UTF-8{f', it seems to be {guess}' if guess else ''}; save the file as UTF-8"
                raise _cannot_be_read(name, number, "row", message) from error


def _seems(head: bytes) -> str | None:
    """What the beginning of a file shows that it is; None if it may be text in UTF-8."""
    for beginning, what in BEGINNINGS:
        if head[: len(beginning)].lower() == beginning.lower():
            return what
    # Without a mark at its beginning: every other byte of plain English is zero.
    if head.count(0) * 3 > len(head):
        return "UTF-16" if head.count(0) * 3 < len(head) * 2 else "UTF-32"
    return None


def _one_byte_a_letter(line: bytes) -> str | None:
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return "Windows-1252" if text.strip().isprintable() else None


def rows_by_column(path: Path) -> list[dict[str, str]]:
    """The rows of a file as they stand, unchecked: the cells by their columns. Raises FaultyData."""
    lines = csv_lines(path, f"{path.parent.name}/{path.name}")
    _, header = next(lines, (1, []))
    return [dict(zip(header, cells, strict=False)) for _, cells in lines]


def write_seed_csv(file: TextIO, row: type[Record], rows: Iterable[Record], header: bool = True) -> None:
    """Writes rows of a kind in the order of its columns. Unlike a download, no cell is changed for a spreadsheet."""
    names = reading_order(row)
    writer = csv.writer(file, lineterminator="\n")
    if header:
        writer.writerow(names)
    values_of = attrgetter(*names)
    writer.writerows(map(as_text, values_of(record)) for record in rows)


def as_text(value: Any) -> str | None:
    """A value as a cell of a seed file, from which reading makes the same value again; None for an empty cell."""
    # Most cells are one of these.
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
