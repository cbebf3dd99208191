"""What the two importers share: a package being put together, and what is to be said about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.importing.store import Package


@dataclass(frozen=True, order=True)
class Look:
    """Something that a person should look at: the file, the page (0 for none), the cause."""

    file_name: str
    page: int
    cause: str

    def __str__(self) -> str:
        return f"{self.file_name}: {f'p. {self.page}: ' if self.page else ''}{self.cause}"


@dataclass
class Merged:
    """A package, what a person should look at, and where the overview and a report disagree."""

    package: Package = field(default_factory=Package)
    looks: list[Look] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)


def rest_of(package: Package, stays: Callable[[str], bool]) -> Package:
    """A copy of the part of a package whose sources stay; judgements and citations go with what they belong to."""
    inspections = {code: row.model_copy() for code, row in package.inspections.items() if stays(row.source_code)}
    judgements = {
        code: row.model_copy() for code, row in package.judgements.items() if row.inspection_code in inspections
    }
    records = inspections.keys() | judgements.keys()
    return Package(
        sources={code: row for code, row in package.sources.items() if stays(code)},
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


def keep_history(before: Package, after: Package) -> None:
    """Gives rows that were there the day on which they were first recorded, and what only people write into them."""
    for old, new in (
        (before.sources, after.sources),
        (before.inspections, after.inspections),
        (before.judgements, after.judgements),
        (before.citations, after.citations),
    ):
        for code in old.keys() & new.keys():
            new[code].recorded_on = old[code].recorded_on
    for code in before.inspections.keys() & after.inspections.keys():
        after.inspections[code].summary = before.inspections[code].summary
        after.inspections[code].inferred = before.inspections[code].inferred
    for code in before.sources.keys() & after.sources.keys():
        after.sources[code].url = before.sources[code].url
        after.sources[code].note = after.sources[code].note or before.sources[code].note
