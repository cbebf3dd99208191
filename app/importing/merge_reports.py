"""Reports into the package: what is read goes in, what was there and is not touched stays."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from app.importing.claims import apply, apply_one, claim_of_rows, covering
from app.importing.councils import Council, attribute
from app.importing.merged import Look, Merged, free_code, keep_history, rest_of
from app.importing.overview import SOURCE
from app.importing.report import Report
from app.importing.rows import cite, rows_of
from app.importing.store import Package
from app.importing.wording import SIF
from app.vocabulary import Basis, Grade, InspectionType

_FULL = (InspectionType.FULL, InspectionType.REINSPECTION)


def merge_reports(
    before: Package, reports: Iterable[Report], seen: set[str], councils: list[Council], today: date
) -> Merged:
    """The package with the reports in it; it depends on what they say, never on their order.

    `seen` names every file of the run, refused ones too: what the package held of them is replaced. What it holds of
    other files stays, and so does what only the overview knows, until a report covers it.
    """
    reread = {code for code, row in before.sources.items() if row.file_name in seen}
    merged = Merged(rest_of(before, lambda source: source not in reread and source != SOURCE))
    untouched = set(merged.package.inspections) | set(merged.package.judgements)
    for council_code, report in _attributed(reports, councils, merged.looks):
        merged.looks += [Look(report.file_name, doubt.page or 0, doubt.cause) for doubt in report.doubts]
        twin = _twin(merged.package, council_code, report)
        if twin:
            merged.looks.append(
                Look(report.file_name, 1, f"not used: another file reports the same inspection, {twin}")
            )
        else:
            _add(merged.package, report, council_code, today)
    _name_reinspections(merged.package)
    _restore_overview(before, merged, untouched)
    keep_history(before, merged.package)
    return merged


def _attributed(reports: Iterable[Report], councils: list[Council], looks: list[Look]) -> list[tuple[str, Report]]:
    """The reports with their councils, by council and date; those of nobody are left out, with a word."""
    found = []
    for report in reports:
        folder = report.file_name.rpartition("/")[0].rpartition("/")[2]
        council = attribute(councils, folder, report.authority, report.started_on)
        if council is None:
            cause = f"not used: no council is known by {report.authority!r} or by the folder {folder!r}"
            looks.append(Look(report.file_name, 1, cause))
            continue
        if council.doubt:
            looks.append(Look(report.file_name, 1, council.doubt))
        found.append((council.council_code, report))
    return sorted(found, key=lambda pair: (pair[0], pair[1].started_on, pair[1].ended_on, pair[1].file_name))


def _twin(package: Package, council_code: str, report: Report) -> str | None:
    """The code of an inspection that is the report's own: same council, framework, first day, and kind of report."""
    alone = report.type is InspectionType.BOARD_REVIEW
    for code, row in package.inspections.items():
        if (row.council_code, row.framework_code, row.started_on, row.type is InspectionType.BOARD_REVIEW) == (
            council_code,
            report.framework,
            report.started_on.isoformat(),
            alone,
        ):
            return code
    return None


def _add(package: Package, report: Report, council_code: str, today: date) -> None:
    code = free_code(package, f"{council_code}-{report.framework}-{report.started_on:%Y-%m}")
    rows = rows_of(report, code, council_code, today)
    package.sources[rows.source.code] = rows.source
    package.inspections[code] = rows.inspection
    package.judgements.update({row.code: row for row in rows.judgements})
    package.citations.update({row.code: row for row in rows.citations})


def _name_reinspections(package: Package) -> None:
    """A SIF inspection after an inadequate one is a re-inspection, also where its cover does not say so."""
    inspections = [row for row in package.inspections.values() if row.framework_code == SIF and row.type in _FULL]
    inspections.sort(key=lambda row: (row.council_code, row.started_on))
    for earlier, later in pairwise(inspections):
        overall = package.judgements.get(f"{earlier.code}-overall")
        inadequate = overall is not None and overall.grade is Grade.INADEQUATE
        if earlier.council_code == later.council_code and later.type is InspectionType.FULL and inadequate:
            later.type = InspectionType.REINSPECTION
            note = (
                f"The cover does not say so; the inspection before it, {earlier.code}, found the authority inadequate."
            )
            citation = cite(
                later, "type", later.type, "report", note,
                source=later.source_code, locator="p. 1, cover", basis=Basis.DERIVED,
            )  # fmt: skip
            package.citations[citation.code] = citation


def _restore_overview(before: Package, merged: Merged, untouched: set[str]) -> None:
    """Puts back what the overview said: beside a report that now covers it, or as before where none does."""
    package = merged.package
    for code, row in before.inspections.items():
        if row.source_code != SOURCE:
            continue
        claim = claim_of_rows(before, row)
        report = covering(package, claim) or package.inspections.get(code)
        if report:
            apply(package, report, claim, merged.disagreements)
        else:
            package.inspections[code] = row
            package.judgements.update({c: j for c, j in before.judgements.items() if j.inspection_code == code})
    for code, citation in before.citations.items():
        record = package.inspections.get(citation.record_code) or package.judgements.get(citation.record_code)
        if citation.source_code != SOURCE or record is None:
            continue
        if citation.record_code in untouched or citation.code.endswith(".care-leavers"):
            package.citations[code] = citation
        elif citation.field and citation.stated_value:
            apply_one(package, record, citation.field, citation.stated_value, citation.locator, merged.disagreements)
