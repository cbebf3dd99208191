"""The change log: `compare` adds the differences of two versions of the packages, `check` holds it against the rows."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from app.errors import Fault, FaultyData
from app.records import KINDS
from app.records.change import CHANGES, ChangeRow
from app.records.kind import Kind, reading_order
from app.seed_csv import as_text, write_seed_csv
from app.seeding.describe import write_descriptor
from app.seeding.pack import unpacked
from app.seeding.read import Dataset, DatasetEntry, files, read_packages
from app.vocabulary import Cause, ChangeType

LOGGED_KINDS = tuple(kind for kind in KINDS if kind is not CHANGES)
# What a change is about: the kind, the code, and the field, which is null for the row as a whole.
Place = tuple[str, str, str | None]
Values = tuple[str | None, str | None]
# The last change of each field of each row, and of the row as a whole.
Last = dict[tuple[str, str], dict[str | None, tuple[DatasetEntry, ChangeRow]]]


def changes_in_order(dataset: Dataset) -> list[tuple[DatasetEntry, ChangeRow]]:
    """The changes, each with its place in the file, by sequence."""
    found = [(entry, entry.row) for entry in dataset.entries[CHANGES.name] if isinstance(entry.row, ChangeRow)]
    return sorted(found, key=lambda pair: pair[1].sequence)


def broken_change_log(dataset: Dataset) -> Iterator[Fault]:
    """Where a change does not begin with the value before it, or the last one does not end in the present rows."""
    kinds = {kind.name: kind for kind in LOGGED_KINDS}
    last: Last = {}
    for entry, change in changes_in_order(dataset):
        if (change.change is ChangeType.CHANGED) != (change.field is not None):
            yield entry.fault("field", f"{change.field or 'empty'}; expected a field if and only if it changed")
            continue
        kind = kinds.get(change.record_kind)
        if kind is None:
            yield entry.fault("record_kind", f"{change.record_kind!r}; expected one of {', '.join(kinds)}")
            continue
        if change.field is not None and change.field not in kind.row.model_fields:
            yield entry.fault("field", f"{change.field!r} is no field of {kind.name}; expected one of its columns")
            continue
        if change.field is None:
            # Once a row is added or removed, the earlier changes of its fields say nothing of the present row.
            last[change.record_kind, change.record_code] = {None: (entry, change)}
            continue
        fields = last.setdefault((change.record_kind, change.record_code), {})
        before = fields.get(change.field)
        if before and before[1].after != change.before:
            yield entry.fault(
                "before",
                f"{change.before!r}; expected {before[1].after!r}, the value after change {before[1].sequence}",
            )
        fields[change.field] = (entry, change)
    yield from _does_not_end_in_the_rows(dataset, last)


def _does_not_end_in_the_rows(dataset: Dataset, last: Last) -> Iterator[Fault]:
    rows, codes = cache(dataset.rows), cache(dataset.codes)
    ends = ((*row, field, *end) for row, fields in last.items() for field, end in fields.items())
    for kind, code, field, entry, change in ends:
        row = rows(kind).get(code)
        if change.change is ChangeType.REMOVED:
            if row is not None:
                yield entry.fault("change", f"{code} is said to be removed, but it is there; expected no such row")
        elif row is None:
            if code not in codes(kind):
                yield entry.fault(
                    "record_code", f"{code!r} is not there; expected it, or a later change that removed it"
                )
        elif field is not None and as_text(getattr(row, field)) != change.after:
            now = as_text(getattr(row, field))
            yield entry.fault(
                "after", f"{change.after!r}, but {field} of {code} is {now!r}; expected `compare` to log it"
            )


def compare(old: Path, new: Path, cause: Cause, recorded_on: date) -> list[ChangeRow]:
    """Adds to the log of the new packages what is different from the old ones, and gives the changes that it added.

    What the new log has beyond the old one is not added again. Raises FaultyData if either version cannot be read.
    """
    with unpacked(old) as packages:
        before = _readable(packages)
    after = _readable(new)
    logged = _logged_since(before, after)
    number = _end(after)
    changes = []
    for (kind, code, field), (first, last) in _differences(before, after):
        if logged.get((kind, code, field), (None, "never")) == (first, last):
            continue
        number += 1
        change = ChangeType.CHANGED if field else ChangeType.REMOVED if last is None else ChangeType.ADDED
        changes.append(
            ChangeRow(
                code=f"change-{number}",
                recorded_on=recorded_on,
                sequence=number,
                record_kind=kind,
                record_code=code,
                change=change,
                field=field,
                before=first if field else None,
                after=last if field else None,
                cause=cause,
            )
        )
    if changes:
        _append(new, changes)
    return changes


def _end(dataset: Dataset) -> int:
    """The last number of the log, 0 if it is empty."""
    return max((change.sequence for _, change in changes_in_order(dataset)), default=0)


def _readable(folder: Path) -> Dataset:
    dataset = read_packages(folder)
    if dataset.faults:
        raise FaultyData(sorted(dataset.faults))
    return dataset


def _differences(before: Dataset, after: Dataset) -> Iterator[tuple[Place, Values]]:
    """Every place that is different, with its value before and after; for a whole row its code or null."""
    for kind in LOGGED_KINDS:
        old, new = _rows_as_text(before, kind), _rows_as_text(after, kind)
        for code in sorted(old.keys() | new.keys()):
            if code not in old or code not in new:
                yield (kind.name, code, None), (code if code in old else None, code if code in new else None)
                continue
            for field in reading_order(kind.row):
                if old[code][field] != new[code][field]:
                    yield (kind.name, code, field), (old[code][field], new[code][field])


def _rows_as_text(dataset: Dataset, kind: Kind) -> dict[str, dict[str, str | None]]:
    """The rows of a kind by code, each cell as it stands in a seed file."""
    names = reading_order(kind.row)
    return {row.code: {name: as_text(getattr(row, name)) for name in names} for row in dataset.sorted_rows(kind)}


def _logged_since(before: Dataset, after: Dataset) -> dict[Place, Values]:
    """What the new log has beyond the old one: each place with its first value before and its last value after."""
    found: dict[Place, Values] = {}
    begin = _end(before)
    for change in (change for _, change in changes_in_order(after) if change.sequence > begin):
        place = (change.record_kind, change.record_code, change.field)
        values: Values = (change.before, change.after)
        if change.field is None:
            code = change.record_code
            values = (None, code) if change.change is ChangeType.ADDED else (code, None)
        first = found[place][0] if place in found else values[0]
        found[place] = (first, values[1])
    return found


def _append(folder: Path, changes: list[ChangeRow]) -> None:
    """Adds lines to the log. If no package has one yet, it gets a package of its own beside the others."""
    found = [path for path, _ in files(folder) if path.stem == CHANGES.name]
    single = (folder / "datapackage.json").is_file()
    path = found[-1] if found else (folder if single else folder / CHANGES.name) / f"{CHANGES.name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        write_seed_csv(file, ChangeRow, changes, header=not found)
    write_descriptor(path.parent)
