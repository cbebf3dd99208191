"""Reports into the package: what is read goes in, what was there and is not touched stays."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.importing.claims import apply, apply_one, claim_of_rows, covering
from app.importing.councils import Attribution, KnownCouncil, attribute
from app.importing.dates import date_of_file_name
from app.importing.elsewhere import Elsewhere
from app.importing.merge_previous import add_previous
from app.importing.merged import ImportNote, Merged, free_code, keep_addresses, keep_history, keep_known, rest_of
from app.importing.overview import is_overview
from app.importing.previous import Previous
from app.importing.report import Report
from app.importing.rows import cite, rows_of
from app.importing.store import Package
from app.importing.wording import SIF
from app.records.inspection import InspectionRow
from app.vocabulary import Basis, Grade, InspectionType

_FULL = (InspectionType.FULL, InspectionType.REINSPECTION)
_NOTHING_ELSEWHERE = Elsewhere()
# A folder of Ofsted's: the authority's number and its name.
_FOLDER = re.compile(r"^[0-9]{5,7}_")


def merge_reports(
    before: Package,
    reports: Iterable[Report],
    refused: set[str],
    councils: list[KnownCouncil],
    today: date,
    elsewhere: Elsewhere = _NOTHING_ELSEWHERE,
    previous: Mapping[str, tuple[Previous, ...]] | None = None,
) -> Merged:
    """The package with the reports in it; it depends on what they say, never on their order.

    `previous` holds what each file, by its name, states of earlier inspections.

    What the package held of the files that are used now is replaced. What it holds of other files stays, and so does
    what it held of files that are `refused` now, and what only an overview knows, until a report covers it. Inspections
    that other packages record are left alone.
    """
    merged = Merged()
    usable = _without_copies(before, _attributed(reports, councils, before, elsewhere, merged), merged.looks)
    names = {report.file_name for _, report in usable}
    digests = {report.sha256 for _, report in usable}
    reread = {code for code, row in before.sources.items() if row.file_name in names or row.sha256 in digests}
    stays = rest_of(before, lambda source: source not in reread and not is_overview(source))
    stays.sources |= {code: row.model_copy() for code, row in before.sources.items() if is_overview(code)}
    merged.package = stays
    untouched = set(stays.inspections) | set(stays.judgements)
    for council, report in usable:
        merged.looks += [ImportNote(report.file_name, doubt.page or 0, doubt.cause) for doubt in report.doubts]
        twin = _twin(stays, council.council_code, report)
        if twin:
            cause = f"not used: another file reports the same inspection, {twin}"
            merged.looks.append(ImportNote(report.file_name, 1, cause))
        else:
            _add(stays, report, council, today)
    _name_reinspections(stays)
    codes = {row.file_name: code for code, row in stays.sources.items()}
    stated = [
        (council.council_code, codes[report.file_name], report.file_name, (previous or {}).get(report.file_name, ()))
        for council, report in usable
        if report.file_name in codes
    ]
    add_previous(merged, stated, elsewhere, today)
    _restore_overviews(before, merged, untouched)
    keep_history(before, stays, today)
    keep_addresses(before, stays)
    keep_known(before, merged)
    _say_what_went(before, merged, refused)
    return merged


def _attributed(
    reports: Iterable[Report], councils: list[KnownCouncil], before: Package, elsewhere: Elsewhere, merged: Merged
) -> list[tuple[Attribution, Report]]:
    """The reports with their councils, by council and date; what cannot be used is left out, with a word."""
    found = []
    for report in reports:
        folder = report.file_name.rpartition("/")[0].rpartition("/")[2]
        council = attribute(councils, folder, report.authority, report.started_on)
        if council is None:
            cause = f"not used: no council is known by {report.authority!r} or by the folder {folder!r}"
            merged.looks.append(ImportNote(report.file_name, 1, cause))
            continue
        if not report.judges:
            merged.looks.append(ImportNote(report.file_name, 1, "not used: dates on site and no grade at all"))
            continue
        held = elsewhere.holding(council.council_code, report.framework, report.started_on)
        if held and held.code not in before.inspections:
            cause = f"the package {held.package} records this inspection, {held.code}"
            merged.left_alone.append(ImportNote(report.file_name, 0, cause))
            continue
        if council.doubt:
            merged.looks.append(ImportNote(report.file_name, 1, council.doubt))
        found.append((council, report))
    return sorted(found, key=lambda pair: (pair[0].council_code, pair[1].started_on, pair[1].ended_on, _rank(pair[1])))


def _rank(report: Report) -> tuple[bool, bool, int, str]:
    """Best name first: one with a date, in a folder of Ofsted's, short."""
    folder, _, name = report.file_name.rpartition("/")
    dated = date_of_file_name(name) is not None
    filed = _FOLDER.match(folder.rpartition("/")[2]) is not None
    return not dated, not filed, len(name), report.file_name


def _without_copies(
    before: Package, found: list[tuple[Attribution, Report]], looks: list[ImportNote]
) -> list[tuple[Attribution, Report]]:
    """Of identical files only that with the best name, also where an earlier import took one with a worse name."""
    best: dict[str, Report] = {}
    for _, report in found:
        other = best.setdefault(report.sha256, report)
        best[report.sha256] = min(report, other, key=_rank)
    held = {row.sha256: row for row in before.sources.values() if row.sha256 and row.file_name}
    kept = []
    for council, report in found:
        chosen, row = best[report.sha256], held.get(report.sha256)
        if report is not chosen:
            looks.append(ImportNote(report.file_name, 0, f"not used: the same file as {chosen.file_name}"))
        elif (
            row
            and row.file_name != report.file_name
            and not _rank(report) < _rank(replace(report, file_name=row.file_name or ""))
        ):
            looks.append(ImportNote(report.file_name, 0, f"not used: the same file as {row.file_name}"))
        else:
            kept.append((council, report))
    return kept


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


def _add(package: Package, report: Report, council: Attribution, today: date) -> None:
    code = free_code(package, f"{council.council_code}-{report.framework}-{report.started_on:%Y-%m}")
    rows = rows_of(report, code, council.council_code, council.on_behalf, today)
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


def _restore_overviews(before: Package, merged: Merged, untouched: set[str]) -> None:
    """Puts back what overviews said: beside a report that now covers it, or as before where none does."""
    package, reports = merged.package, dict(merged.package.inspections)
    with_reports = Package(inspections=reports, judgements=package.judgements)
    for code, row in before.inspections.items():
        if not is_overview(row.source_code):
            continue
        claim = claim_of_rows(before, row)
        report = covering(with_reports, claim) or reports.get(code)
        if report:
            apply(package, report, claim, merged.disagreements)
            _restore_other_grades(before, merged, row, report)
        else:
            package.inspections[code] = row.model_copy()
            judgements = {c: j.model_copy() for c, j in before.judgements.items() if j.inspection_code == code}
            package.judgements.update(judgements)
            untouched |= {code, *judgements}
    for code, citation in before.citations.items():
        record = package.inspections.get(citation.record_code) or package.judgements.get(citation.record_code)
        if not is_overview(citation.source_code) or record is None:
            continue
        if citation.record_code in untouched or citation.code.endswith(".care-leavers"):
            package.citations[code] = citation.model_copy()
        elif citation.field and citation.stated_value:
            source, value = citation.source_code, citation.stated_value
            apply_one(package, record, citation.field, value, source, citation.locator, merged.disagreements)


def _restore_other_grades(before: Package, merged: Merged, old: InspectionRow, report: InspectionRow) -> None:
    """Sets those grades beside the report that a second overview had added to the inspection of the first."""
    package = merged.package
    for row in before.judgements.values():
        if row.inspection_code != old.code or row.source_code == old.source_code or row.grade is None:
            continue
        for judgement in package.judgements.values():
            if (judgement.inspection_code, judgement.domain_code) == (report.code, row.domain_code):
                source, locator = row.source_code, row.locator
                apply_one(package, judgement, "grade", row.grade, source, locator, merged.disagreements)


def _say_what_went(before: Package, merged: Merged, refused: set[str]) -> None:
    """Names the inspections that are recorded under another code now, and those whose files are refused now."""
    after = merged.package
    for code, row in sorted(before.inspections.items()):
        source = before.sources.get(row.source_code)
        name = (source and source.file_name) or row.source_code
        if code not in after.inspections:
            now = [
                new
                for new, other in after.inspections.items()
                if _is_now(before, row.source_code, after, other.source_code)
            ]
            cause = f"{code} is now {', '.join(sorted(now)) or 'covered by a report under another code'}"
            merged.looks.append(ImportNote(name, 0, cause))
        elif name in refused:
            merged.looks.append(ImportNote(name, 0, f"refused now; what was known of {code} is kept"))


def _is_now(before: Package, old: str, after: Package, new: str) -> bool:
    """Whether the two sources are the same file."""
    earlier, later = before.sources.get(old), after.sources.get(new)
    return bool(earlier and later and earlier.file_name and earlier.file_name == later.file_name)
