"""Checks over all rows: codes that are used twice, references that lead nowhere, citations of unknown fields."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from app.errors import Fault
from app.records import EVENTS, KINDS
from app.records.citation import CitationRow
from app.records.event import Event
from app.records.finding import Belonging
from app.records.gap import GapRow
from app.records.kind import Record, table
from app.seeding.change_log import broken_change_log
from app.seeding.read import DESCRIPTOR, Dataset, DatasetEntry
from app.seeding.record_rules import broken_record_rules
from app.seeding.rules import broken_rules
from app.seeding.visit_rules import broken_visit_rules
from app.vocabulary import Basis


def check(dataset: Dataset) -> list[Fault]:
    """Every fault of the dataset, in order of file and line."""
    if dataset.unreadable:
        # Every reference to a row of such a file would be a fault too, and thousands of those would hide the real one.
        return sorted(set(dataset.unreadable))
    faults = [
        *dataset.faults,
        *_codes(dataset),
        *_references(dataset),
        *_known_to(dataset),
        *_named_records(dataset),
        *_equal_citations(dataset),
        *_inferred(dataset),
        *broken_rules(dataset),
        *broken_record_rules(dataset),
        *broken_visit_rules(dataset),
        *broken_change_log(dataset),
        *_required_kinds(dataset),
    ]
    return sorted(set(faults))


def _codes(dataset: Dataset) -> Iterator[Fault]:
    # Sorting is much faster than looking at each entry, and mostly there is no fault.
    codes = sorted(row.code for entries in dataset.entries.values() for row in entries.rows)
    if all(code != after for code, after in pairwise(codes)):
        return
    seen: dict[str, DatasetEntry] = {}
    for entry in dataset.of(Record):
        first = seen.setdefault(entry.row.code, entry)
        if first is not entry:
            yield entry.fault(
                "code", f"{entry.row.code!r} is used already in {first.file}:{first.line}; expected a code of its own"
            )


def _references(dataset: Dataset) -> Iterator[Fault]:
    for kind in KINDS:
        entries = dataset.entries[kind.name]
        for column, target in ((key.parent.name, key.column.table.name) for key in table(kind.table).foreign_keys):
            unknown = dataset.unknown(target, {getattr(row, column) for row in entries.rows})
            codes = dataset.codes(target) if unknown else set()
            for entry in entries if unknown else ():
                code = getattr(entry.row, column)
                if code in unknown:
                    yield entry.fault(column, _unknown(dataset, code, target, codes))


def _known_to(dataset: Dataset) -> Iterator[Fault]:
    known, codes = dataset.known_to, dataset.codes("sources")
    if known and known.source_code not in codes:
        yield Fault(DESCRIPTOR, 1, "known_to.source_code", _unknown(dataset, known.source_code, "sources", codes))


def _unknown(dataset: Dataset, code: str, target: str, codes: set[str]) -> str:
    near = dataset.nearest(code, codes)
    hint = f"did you mean {near}?" if near else f"expected the code of a row of {target}.csv"
    return f"{code!r} is not among the {target.replace('_', ' ')}; {hint}"


def _unknown_kind(dataset: Dataset, name: str, expected: list[str]) -> str:
    near = dataset.nearest(name, expected)
    hint = f"did you mean {near}?" if near else f"expected one of {', '.join(expected)}"
    return f"{name!r} is no kind of record that can stand here; {hint}"


def _named_records(dataset: Dataset) -> Iterator[Fault]:
    """Citations, gaps, findings and figures name a record by kind and code, and a citation names a field of it.

    No foreign key leads to several tables, so the database cannot check these references.
    """
    kinds, dated = ({kind.name: kind for kind in some} for some in (KINDS, EVENTS))
    codes_of = cache(dataset.codes)
    named: defaultdict[str, set[str | None]] = defaultdict(set)
    for entry in dataset.of(CitationRow, GapRow, Belonging):
        assert isinstance(entry.row, CitationRow | GapRow | Belonging)
        named[entry.row.record_kind].add(entry.row.record_code)
    unknown = {name: dataset.unknown(name, codes) for name, codes in named.items() if name in kinds}
    for entry in dataset.of(CitationRow, GapRow, Belonging):
        row = entry.row
        assert isinstance(row, CitationRow | GapRow | Belonging)
        expected = dated if isinstance(row, Belonging) else kinds
        if row.record_kind not in expected:
            yield entry.fault("record_kind", _unknown_kind(dataset, row.record_kind, list(expected)))
            continue
        if row.record_code is not None and row.record_code in unknown[row.record_kind]:
            yield entry.fault(
                "record_code", _unknown(dataset, row.record_code, row.record_kind, codes_of(row.record_kind))
            )
            continue
        if isinstance(row, CitationRow):
            fields = set(kinds[row.record_kind].row.model_fields)
            if row.field is None:
                yield entry.fault("field", "empty; expected a field, since seeding cites the whole record itself")
            elif row.field not in fields:
                yield entry.fault("field", _unknown(dataset, row.field, f"fields of {row.record_kind}", fields))


def _equal_citations(dataset: Dataset) -> Iterator[Fault]:
    """No two citations say the same: one of a pair was written by hand, and one by an importer."""
    seen: dict[tuple[object, ...], DatasetEntry] = {}
    for entry in dataset.entries["citations"]:
        row = entry.row
        assert isinstance(row, CitationRow)
        said = (row.record_kind, row.record_code, row.field, row.stated_value, row.standing, row.basis)
        first = seen.setdefault((*said, row.source_code, row.locator), entry)
        if first is not entry:
            yield entry.fault(
                "row", f"says the same as {first.row.code} in {first.file}:{first.line}; expected it once"
            )


def _inferred(dataset: Dataset) -> Iterator[Fault]:
    """A record names as inferred exactly the fields that a citation infers."""
    cited: dict[str, set[str]] = {}
    for row in dataset.entries["citations"].rows:
        assert isinstance(row, CitationRow)
        if row.basis is Basis.INFERRED and row.standing.value == "preferred" and row.field:
            cited.setdefault(row.record_code, set()).add(row.field)
    for entry in dataset.of(Event):
        row = entry.row
        assert isinstance(row, Event)
        marked = set((row.inferred or "").split())
        for name in sorted(marked - cited.get(row.code, set())):
            yield entry.fault("inferred", f"{name!r} has no preferred citation with basis inferred; expected one")
        for name in sorted(cited.get(row.code, set()) - marked):
            yield entry.fault("inferred", f"a citation infers {name!r}; expected it to be named here")


def _required_kinds(dataset: Dataset) -> Iterator[Fault]:
    """Nothing can be recorded without these kinds, so a dataset that lacks one is a mistake and not a small dataset."""
    if dataset.faults:
        return
    for name in ("sources", "councils", "frameworks", "domains"):
        if not dataset.entries[name]:
            yield Fault(f"{name}.csv", 1, "file", "no rows in any package; expected some")
