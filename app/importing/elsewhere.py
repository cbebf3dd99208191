"""What the packages beside the one that is written record already, and no importer touches."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.errors import Fault, FaultyData
from app.importing.seed_files import read_columns
from app.partial_date import PartialDate, partial_date

# Two accounts of one inspection differ by days at most; the next one of the same authority is months away.
SAME_INSPECTION = 10


@dataclass(frozen=True)
class InspectionElsewhere:
    """An inspection that another package records."""

    package: str
    code: str
    council_code: str
    framework_code: str
    started_on: PartialDate


@dataclass(frozen=True)
class Elsewhere:
    """The inspections of the other packages, their sources by the digests of the files, and by their codes.

    `with_findings` are the codes of the records of which they hold findings.
    """

    inspections: tuple[InspectionElsewhere, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    source_codes: frozenset[str] = frozenset()
    with_findings: frozenset[str] = frozenset()

    def holding(self, council_code: str, framework_code: str, started_on: date) -> InspectionElsewhere | None:
        """The record, in another package, of the inspection that began about that day."""
        for held in self.inspections:
            if (held.council_code, held.framework_code) != (council_code, framework_code):
                continue
            before = (held.started_on.earliest - started_on).days
            after = (started_on - held.started_on.latest).days
            if max(before, after) <= SAME_INSPECTION:
                return held
        return None


def read_elsewhere(package: Path) -> Elsewhere:
    """What the packages in the folders beside the package hold. Raises FaultyData if one cannot be read."""
    inspections: list[InspectionElsewhere] = []
    sources: dict[str, str] = {}
    codes: set[str] = set()
    for path in sorted(package.parent.glob("*/inspections.csv")):
        if path.parent != package:
            inspections += _inspections(path)
    for path in sorted(package.parent.glob("*/sources.csv")):
        if path.parent != package:
            rows = [row for _, row in read_columns(path, ("code", "sha256"))]
            sources |= {row["sha256"]: row["code"] for row in rows if row["sha256"] and row["code"]}
            codes |= {row["code"] or "" for row in rows}
    with_findings: set[str] = set()
    for path in sorted(package.parent.glob("*/findings.csv")):
        if path.parent != package:
            with_findings |= {row["record_code"] or "" for _, row in read_columns(path, ("record_code",))}
    return Elsewhere(tuple(inspections), sources, frozenset(codes), frozenset(with_findings))


def _inspections(path: Path) -> list[InspectionElsewhere]:
    found = []
    for line, row in read_columns(path, ("code", "council_code", "framework_code", "started_on")):
        try:
            started_on = partial_date(row["started_on"] or "")
        except ValueError as error:
            raise FaultyData([Fault(str(path), line, "started_on", str(error))]) from error
        code, council, framework = row["code"] or "", row["council_code"] or "", row["framework_code"] or ""
        found.append(InspectionElsewhere(path.parent.name, code, council, framework, started_on))
    return found
