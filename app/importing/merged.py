"""What the importers share: a package being put together, and what is to be said about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from app.importing.rows import cite
from app.importing.store import Package
from app.records.citation import CitationRow
from app.records.inspection import InspectionRow
from app.vocabulary import Absence, Basis, Standing

# The fields of an inspection that a source may be silent about.
MAY_BE_MISSING = ("ended_on", "published_on", "lead_inspector")


@dataclass(frozen=True, order=True)
class ImportNote:
    """What an import tells a person about a file: the file, the page (0 for none), the cause."""

    file_name: str
    page: int
    cause: str

    def __str__(self) -> str:
        return f"{self.file_name}: {f'p. {self.page}: ' if self.page else ''}{self.cause}"


@dataclass
class Merged:
    """A package, what a person should look at, where sources disagree, and what other packages hold."""

    package: Package = field(default_factory=Package)
    looks: list[ImportNote] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    left_alone: list[ImportNote] = field(default_factory=list)


def rest_of(package: Package, stays: Callable[[str], bool]) -> Package:
    """A copy of the part of a package whose sources stay; judgements and citations go with what they belong to."""
    sources = {code: row.model_copy() for code, row in package.sources.items() if stays(code)}
    inspections = {code: row.model_copy() for code, row in package.inspections.items() if stays(row.source_code)}
    judgements = {
        code: row.model_copy() for code, row in package.judgements.items() if row.inspection_code in inspections
    }
    records = inspections.keys() | judgements.keys() | sources.keys()
    return Package(
        sources=sources,
        inspections=inspections,
        judgements=judgements,
        citations={
            code: row.model_copy()
            for code, row in package.citations.items()
            if row.record_code in records and stays(row.source_code)
        },
    )


def free_code(package: Package, code: str) -> str:
    """The code, or with `-2`, `-3` if another inspection of that month has it."""
    number = 1
    while (free := code if number == 1 else f"{code}-{number}") in package.inspections:
        number += 1
    return free


def keep_history(before: Package, after: Package, today: date) -> None:
    """Gives rows that were there the day on which they were first recorded, and what only people write into them.

    A new citation of an old record was first recorded today, not when the record was.
    """
    for citation in before.citations.values():
        if (citation.basis, citation.standing) == (Basis.INFERRED, Standing.PREFERRED):
            _keep_inferred(before, after, citation)
    for old, new in (
        (before.sources, after.sources),
        (before.inspections, after.inspections),
        (before.judgements, after.judgements),
        (before.citations, after.citations),
    ):
        for code in old.keys() & new.keys():
            new[code].recorded_on = old[code].recorded_on
    for code in after.citations.keys() - before.citations.keys():
        after.citations[code].recorded_on = today
    for code in before.inspections.keys() & after.inspections.keys():
        after.inspections[code].summary = before.inspections[code].summary
        after.inspections[code].inferred = before.inspections[code].inferred
    for code in before.sources.keys() & after.sources.keys():
        after.sources[code].note = after.sources[code].note or before.sources[code].note


def _keep_inferred(before: Package, after: Package, citation: CitationRow) -> None:
    """Keeps a value that a person inferred, beside what the source states: no import infers."""
    old, new = before.inspections.get(citation.record_code), after.inspections.get(citation.record_code)
    if old is None or new is None or citation.field is None:
        return
    setattr(new, citation.field, getattr(old, citation.field))
    for stated in after.citations.values():
        if (stated.record_code, stated.field) == (citation.record_code, citation.field):
            stated.standing = Standing.ALTERNATIVE
    after.citations[citation.code] = citation.model_copy()
    _keep_source(before, after, citation.source_code)


def keep_addresses(before: Package, after: Package) -> None:
    """Gives sources the addresses that they had, with what is cited for them: no report prints its own."""
    for code in before.sources.keys() & after.sources.keys():
        after.sources[code].url = before.sources[code].url
    for code, citation in before.citations.items():
        if citation.record_kind == "sources" and citation.record_code in after.sources:
            after.citations.setdefault(code, citation.model_copy())


def forget_addresses(before: Package, after: Package, source_code: str) -> None:
    """Takes the addresses that came from a source."""
    for citation in before.citations.values():
        row = after.sources.get(citation.record_code)
        if (citation.record_kind, citation.source_code) == ("sources", source_code) and row:
            row.url = None


def keep_known(before: Package, merged: Merged) -> None:
    """Puts back each value that the package knew and for which the import found none, and says so.

    A source that is silent never outranks one that speaks.
    """
    for code in sorted(before.inspections.keys() & merged.package.inspections.keys()):
        for name in MAY_BE_MISSING:
            _keep_field(before, merged, before.inspections[code], name)
    for code, row in sorted(before.judgements.items()):
        now = merged.package.judgements.get(code)
        if row.grade is None or row.inspection_code not in merged.package.inspections or (now and now.grade):
            continue
        if now is None or now.absence is Absence.NOT_FOUND:
            merged.package.judgements[code] = row.model_copy()
            _keep_source(before, merged.package, row.source_code)
            _say(merged, before, row.inspection_code, f"{code}: no grade is found any more; {row.grade} is kept")
        else:
            cause = f"{code}: {row.grade} before, now {now.absence} in the report"
            _say(merged, before, row.inspection_code, cause)


def _keep_field(before: Package, merged: Merged, row: InspectionRow, name: str) -> None:
    now, value = merged.package.inspections[row.code], getattr(row, name)
    if value is None or getattr(now, name) is not None:
        return
    setattr(now, name, value)
    cited = [
        citation
        for citation in before.citations.values()
        if (citation.record_code, citation.field, citation.standing) == (row.code, name, Standing.PREFERRED)
    ]
    note = "Known before; the report as it is read now does not state it."
    for citation in cited or [cite(now, name, str(value), "kept", note, source=row.source_code, locator=row.locator)]:
        merged.package.citations[citation.code] = citation.model_copy()
        _keep_source(before, merged.package, citation.source_code)
    _say(merged, before, row.code, f"{row.code}: no {name} is found any more; {value} is kept")


def drop_unused(package: Package, source_code: str) -> None:
    """Takes a table out of the sources if it says nothing that was not known."""
    rows = (package.inspections, package.judgements, package.citations)
    if not any(row.source_code == source_code for kind in rows for row in kind.values()):
        package.sources.pop(source_code, None)


def _keep_source(before: Package, package: Package, code: str) -> None:
    if code in before.sources:
        package.sources.setdefault(code, before.sources[code].model_copy())


def _say(merged: Merged, before: Package, inspection_code: str, cause: str) -> None:
    source = merged.package.inspections[inspection_code].source_code
    row = merged.package.sources.get(source) or before.sources.get(source)
    merged.looks.append(ImportNote((row and row.file_name) or source, 0, cause))
