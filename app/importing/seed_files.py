"""The seed files that importers read and write: a fault says what is wrong and where, equal rows make equal bytes."""

import io
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from app.errors import Fault, FaultyData
from app.partial_date import partial_date
from app.records.kind import Record
from app.seed_csv import csv_lines, write_seed_csv

RowT = TypeVar("RowT", bound=Record)
# The line on which a row begins, and its cells by column; an empty cell is None.
CsvLine = tuple[int, dict[str, str | None]]


def read_columns(path: Path, names: Collection[str]) -> list[CsvLine]:
    """The rows of a file that has at least these columns. Raises FaultyData if it has not, or is no CSV file."""
    lines = csv_lines(path, str(path))
    _, header = next(lines, (1, []))
    missing = [name for name in names if name not in header]
    if missing:
        raise FaultyData([_fault(path, 1, name, "the column is missing") for name in missing])
    found = []
    for number, cells in lines:
        if len(cells) != len(header):
            message = f"{len(cells)} cells; expected {len(header)}, as in the header"
            raise FaultyData([_fault(path, number, "row", message)])
        found.append((number, {name: cell or None for name, cell in zip(header, cells, strict=True)}))
    return found


def first_day_in_cell(path: Path, line: int, row: dict[str, str | None], name: str) -> date | None:
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
    write_seed_csv(text, row, sorted(rows, key=lambda record: record.code))
    return text.getvalue().encode()


def _fault(path: Path, line: int, column: str, message: str) -> Fault:
    return Fault(str(path), line, column, message)
