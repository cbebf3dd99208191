"""Reads and writes the CSV files of seed data: a fault says what is wrong and where, equal rows make equal bytes."""

import csv
import io
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from app.errors import Fault, FaultyData
from app.partial_date import partial_date
from app.records.kind import Record, reading_order

RowT = TypeVar("RowT", bound=Record)
# The line on which a row begins, and its cells by column; an empty cell is None.
Line = tuple[int, dict[str, str | None]]


def read_columns(path: Path, names: Collection[str]) -> list[Line]:
    """The rows of a file that has at least these columns. Raises FaultyData if it has not, or is no CSV file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            missing = [name for name in names if name not in header]
            if missing:
                raise FaultyData([_fault(path, 1, name, "the column is missing") for name in missing])
            begins, lines = reader.line_num + 1, []
            for cells in reader:
                if cells and len(cells) != len(header):
                    message = f"{len(cells)} cells; expected {len(header)}, as in the header"
                    raise FaultyData([_fault(path, begins, "row", message)])
                if cells:
                    lines.append((begins, {name: cell or None for name, cell in zip(header, cells, strict=True)}))
                begins = reader.line_num + 1
            return lines
    except OSError as error:
        raise FaultyData([_fault(path, 1, "file", f"cannot be read: {error.strerror or error}")]) from error
    except UnicodeDecodeError as error:
        raise FaultyData([_fault(path, 1, "file", "not UTF-8; save the file as UTF-8")]) from error
    except csv.Error as error:
        raise FaultyData([_fault(path, reader.line_num, "row", f"not CSV: {error}")]) from error


def first_day(path: Path, line: int, row: dict[str, str | None], name: str) -> date | None:
    """The first day that the date in a cell can mean; None if it is empty. Raises FaultyData for anything else."""
    cell = row[name]
    try:
        return partial_date(cell).earliest if cell else None
    except ValueError as error:
        raise FaultyData([_fault(path, line, name, f"{cell!r}: {error}")]) from error


def read_rows(path: Path, row: type[RowT]) -> dict[str, RowT]:
    """The rows of a file by their codes; none if there is no file.

    Raises FaultyData for a row that is none of its kind.
    """
    if not path.exists():
        return {}
    found: dict[str, RowT] = {}
    for line, cells in read_columns(path, row.model_fields):
        try:
            made = row.model_validate(cells)
        except ValidationError as error:
            raise FaultyData(
                [
                    _fault(path, line, str(item["loc"][0]), item["msg"].removeprefix("Value error, "))
                    for item in error.errors()
                ]
            ) from error
        if made.code in found:
            raise FaultyData([_fault(path, line, "code", f"{made.code} stands twice; expected it once")])
        found[made.code] = made
    return found


def formatted(row: type[Record], rows: Iterable[Record]) -> bytes:
    """The rows as a CSV file, in the order of their codes."""
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
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _fault(path: Path, line: int, column: str, message: str) -> Fault:
    return Fault(str(path), line, column, message)
