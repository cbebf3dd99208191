"""Reads data packages: folders of CSV files, one a kind of record, beside a datapackage.json."""

import difflib
import re
import types
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import from_json

from app.errors import Fault, FaultyData
from app.partial_date import EXPECTED_DATE, PartialDate, partial_date
from app.records import KINDS
from app.records.kind import Kind, Record
from app.records.release import KnownTo
from app.seed_csv import csv_lines
from app.vocabulary import Vocabulary

DESCRIPTOR = "datapackage.json"
# All files of the packages together.
MAX_BYTES = 512 * 2**20
# Far more than any kind has.
MAX_COLUMNS = 200
# Comparing words takes so long that the faults of a bad file would take minutes. These take about two seconds.
MAX_COMPARISONS = 200_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class DatasetEntry(NamedTuple):
    """One checked row, and where it stands."""

    kind: Kind
    row: Record
    file: str
    line: int

    def fault(self, column: str, message: str) -> Fault:
        return Fault(self.file, self.line, column, message)


@dataclass
class Entries:
    """The rows of a kind, each with its place."""

    kind: Kind
    lines: list[DatasetEntry] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[DatasetEntry]:
        return iter(self.lines)

    @property
    def rows(self) -> list[Record]:
        return [entry.row for entry in self.lines]

    def keep(self, stays: Callable[[Record], bool]) -> None:
        """Drops all rows but those that stay."""
        self.lines = [entry for entry in self.lines if stays(entry.row)]


@dataclass
class Dataset:
    """Every row of every package, by kind, and the faults that were found while reading."""

    entries: dict[str, Entries] = field(default_factory=lambda: {kind.name: Entries(kind) for kind in KINDS})
    faults: list[Fault] = field(default_factory=list)
    unread: dict[str, set[str]] = field(default_factory=lambda: {kind.name: set() for kind in KINDS})
    # Those of the faults for which a whole file could not be read, so that rows are missing whose codes are not known.
    unreadable: list[Fault] = field(default_factory=list)
    # How far the sources reach; None if no package states it.
    known_to: KnownTo | None = None
    # How many rows each file has, the faulty ones included.
    lines: dict[str, int] = field(default_factory=dict)
    _comparisons_left: int = MAX_COMPARISONS

    def of(self, *sorts: type[Record]) -> Iterator[DatasetEntry]:
        """The entries of every kind whose rows are of one of these sorts."""
        for entries in self.entries.values():
            if issubclass(entries.kind.row, sorts):
                yield from entries

    def rows(self, name: str) -> dict[str, Any]:
        """The rows of a kind by their codes."""
        return {row.code: row for row in self.entries[name].rows}

    def sorted_rows(self, kind: Kind) -> list[Record]:
        """The rows of a kind in the order of their codes."""
        return sorted(self.entries[kind.name].rows, key=attrgetter("code"))

    def codes(self, name: str) -> set[str]:
        """The codes of a kind, also those of faulty lines, so that a reference to such a line is not a second fault."""
        return {row.code for row in self.entries[name].rows} | self.unread[name]

    def cannot_read(self, *faults: Fault) -> None:
        """Adds faults for which a whole file could not be read."""
        self.faults += faults
        self.unreadable += faults

    def nearest(self, word: str, words: Collection[str]) -> str | None:
        """The word that was probably meant; None if there is none, or if too many were looked for already."""
        if len(word) > 100 or len(words) > self._comparisons_left:
            return None
        self._comparisons_left -= len(words)
        return next(iter(difflib.get_close_matches(word, words, 1)), None)

    def unknown(self, name: str, codes: set[str | None]) -> set[str | None]:
        """Those of some codes that no row of a kind has."""
        return codes.difference([None], (row.code for row in self.entries[name].rows), self.unread[name])


def packages(root: Path) -> list[Path]:
    """The packages under a folder, or the folder itself if it is one."""
    if (root / DESCRIPTOR).is_file():
        return [root]
    return sorted(path.parent for path in root.glob(f"*/{DESCRIPTOR}") if path.is_file())


def no_packages(root: Path) -> Fault:
    """The fault of a folder without a package."""
    return Fault(str(root), 1, "folder", "no data package here; expected a folder that holds a datapackage.json")


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every CSV file of the packages, with its name in faults, sorted."""
    for package in packages(root):
        for path in sorted(package.glob("*.csv")):
            yield path, path.relative_to(root.parent).as_posix()


def read_packages(root: Path) -> Dataset:
    """Reads every package under a folder. Faults are collected, none is raised."""
    dataset = Dataset()
    kinds = {kind.name: kind for kind in KINDS}
    if not packages(root):
        dataset.cannot_read(no_packages(root))
    if sum(path.stat().st_size for path, _ in files(root) if path.is_file()) > MAX_BYTES:
        dataset.cannot_read(Fault(str(root), 1, "folder", f"more than {MAX_BYTES} bytes of CSV; expected less"))
        return dataset
    for path, name in files(root):
        kind = kinds.get(path.stem)
        if kind is None:
            near = dataset.nearest(path.stem, kinds)
            hint = f"; did you mean {near}.csv?" if near else ""
            expected = ", ".join(kinds)
            dataset.cannot_read(Fault(name, 1, "file", f"no such kind of record{hint}; expected one of {expected}"))
            continue
        _read_file(dataset, kind, path, name)
    for package in packages(root):
        _read_known_to(dataset, package / DESCRIPTOR, f"{package.relative_to(root.parent).as_posix()}/{DESCRIPTOR}")
    return dataset


def stated_in(path: Path, name: str) -> Any:
    """What a descriptor states under a name such as `known_to`; None if it states nothing or is no descriptor."""
    try:
        return from_json(path.read_bytes()).get(name)
    except (OSError, ValueError, AttributeError):
        return None


def _read_known_to(dataset: Dataset, path: Path, name: str) -> None:
    """Reads how far the sources of a package reach. Of several packages, the one that reaches furthest counts."""
    statement = stated_in(path, "known_to")
    if statement is None:
        return
    try:
        known = KnownTo.model_validate(statement)
    except ValidationError as error:
        for item in error.errors():
            column = ".".join(map(str, ("known_to", *item["loc"])))
            dataset.faults.append(Fault(name, 1, column, _words(item["msg"])))
        return
    if not dataset.known_to or known.day > dataset.known_to.day:
        dataset.known_to = known


def _read_file(dataset: Dataset, kind: Kind, path: Path, name: str) -> None:
    try:
        lines = csv_lines(path, name)
        _, header = next(lines, (1, []))
        _check_header(dataset, kind, name, header)
        columns = [(column, *wanted(kind, column)) for column in header]
        count = 0
        for count, (line, cells) in enumerate(lines, 1):  # noqa: B007
            _read_row(dataset, kind, name, line, columns, cells)
        dataset.lines[name] = count
    except FaultyData as error:
        dataset.cannot_read(*error.faults)


def _check_header(dataset: Dataset, kind: Kind, name: str, header: list[str]) -> None:
    expected = list(kind.row.model_fields)
    if len(header) > MAX_COLUMNS:
        raise FaultyData([Fault(name, 1, "header", f"{len(header)} columns; expected {len(expected)}")])
    for mark, words in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and set(header[0].split(mark)) & set(expected[1:]):
            raise FaultyData([Fault(name, 1, "header", f"this seems to be a table with {words}; expected commas")])
    faults = []
    for column, count in Counter(header).items():
        if column not in expected:
            near = dataset.nearest(column, expected)
            hint = f"did you mean {near}?" if near else f"expected {', '.join(expected)}"
            faults.append(Fault(name, 1, column or "(no name)", f"unknown column; {hint}"))
        elif count > 1:
            faults.append(Fault(name, 1, column, "the column stands twice; expected it once"))
    faults += [
        Fault(name, 1, column, "the column is missing; expected it in the header")
        for column in expected
        if column not in header
    ]
    if faults:
        raise FaultyData(faults)


def _read_row(
    dataset: Dataset, kind: Kind, name: str, line: int, columns: list[tuple[str, Any, bool]], cells: list[str]
) -> None:
    """Reads a row. The columns are those of the header, each with its type and whether it may be empty."""
    if len(cells) != len(columns):
        message = f"{len(cells)} cells; expected {len(columns)}, as in the header"
        dataset.faults.append(Fault(name, line, "row", message))
        return
    values: dict[str, str | None] = {}
    found: dict[str, str] = {}
    for (column, type_, optional), cell in zip(columns, cells, strict=True):
        values[column] = cell or None
        fault = _cell_fault(dataset, type_, optional, cell or None)
        if fault:
            found[column] = fault
    faults = [Fault(name, line, column, message) for column, message in found.items()]
    try:
        row = kind.row.model_validate(values)
    except ValidationError as error:
        # Our message for a cell says more than pydantic's, so pydantic's is used only where we found nothing.
        places = [(str(_place(item["loc"])), _words(item["msg"])) for item in error.errors()]
        faults += [Fault(name, line, column, message) for column, message in places if column not in found]
    else:
        if not faults:
            dataset.entries[kind.name].lines.append(DatasetEntry(kind, row, name, line))
    if faults:
        dataset.unread[kind.name].add(values["code"] or "")
    dataset.faults += faults


def _place(location: tuple[int | str, ...]) -> int | str:
    return location[0] if location else "row"


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")


def _cell_fault(dataset: Dataset, type_: Any, optional: bool, cell: str | None) -> str | None:
    """What is wrong with a cell, stricter than pydantic, which reads `0` as a date and `yes` as true."""
    if cell is None:
        return None if optional else "empty; expected a value"
    if cell != cell.strip():
        return "starts or ends with white space; expected none"
    if _CONTROL.search(cell):
        return "holds a control character; expected plain text"
    if type_ is str:
        return None
    if type_ is date and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return f"{cell!r} is no day; expected YYYY-MM-DD"
    if type_ is bool and cell not in ("true", "false"):
        return f"{cell!r}; expected true or false"
    if type_ is int and not re.fullmatch(r"-?[0-9]{1,9}", cell):
        return f"{cell!r}; expected a whole number"
    if type_ is float and not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", cell):
        return f"{cell!r}; expected a number"
    if type_ is PartialDate:
        return _partial_date_fault(cell)
    if isinstance(type_, type) and issubclass(type_, Vocabulary) and cell not in _words_of(type_):
        near = dataset.nearest(cell, list(type_))
        hint = f"did you mean {near}? " if near else ""
        return f"{cell!r}; {hint}expected one of {', '.join(type_)}"
    return None


def _partial_date_fault(cell: str) -> str | None:
    try:
        partial_date(cell)
    except ValueError as error:
        reason = str(error)
        return f"{cell!r}; {reason if 'expected' in reason else f'{reason}; {EXPECTED_DATE}'}"
    return None


@cache
def _words_of(vocabulary: type[Vocabulary]) -> frozenset[str]:
    return frozenset(vocabulary)


@cache
def wanted(kind: Kind, column: str) -> tuple[Any, bool]:
    """The type of a column, and whether it may be empty."""
    annotation = kind.row.model_fields[column].annotation
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return parts[0], True
    return annotation, False
