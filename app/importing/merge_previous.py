"""Earlier inspections that reports restate, into the package: to the month, with the later report as the source."""

from collections.abc import Iterable
from datetime import date

from app.importing.elsewhere import Elsewhere
from app.importing.merged import ImportNote, Merged
from app.importing.previous import CHILD_PROTECTION, LOOKED_AFTER, SLAC, Previous
from app.importing.rows import cite, judgement_code
from app.importing.store import Package
from app.partial_date import PartialDate
from app.records.inspection import InspectionRow, JudgementRow
from app.vocabulary import Absence, Basis, InspectionType, Standing

_DOMAINS = {
    SLAC: ("overall", "safeguarding", "care"),
    CHILD_PROTECTION: ("overall", "help-and-protection", "leadership", "quality-of-practice"),
    LOOKED_AFTER: ("overall", "care", "capacity-to-improve", "leadership", "quality-of-practice"),
}
# A month, so that a day on site in one account and a month in another are the same inspection.
_NEAR = 31
# Some sentences give the month of the report in place of that of the inspection. No authority was inspected twice under
# one framework within two months.
_SAME = 62
PreviousOfReport = tuple[str, str, str, tuple[Previous, ...]]


def add_previous(merged: Merged, stated: Iterable[PreviousOfReport], elsewhere: Elsewhere, today: date) -> None:
    """Adds what each report states: its council, its source, its file name, its statements.

    The first report that states a grade is its source; a later one is cited beside it, as an alternative if it differs.
    """
    for council, source, file_name, statements in stated:
        for row in statements:
            if row.published:
                cause = f"only the month is known in which an earlier inspection was published: {row.locator}"
                merged.left_alone.append(ImportNote(file_name, row.page, cause))
                continue
            held = _held(merged, elsewhere, council, row)
            if held:
                merged.left_alone.append(ImportNote(file_name, row.page, f"{held} is recorded already"))
                continue
            _add(merged, council, source, row, today)


def _held(merged: Merged, elsewhere: Elsewhere, council: str, row: Previous) -> str | None:
    """The record of the inspection in another package, or from a report of its own."""
    month = PartialDate(row.month)
    own = f"{council}-{row.framework}-{row.month}"
    known = [(held.code, held.council_code, held.framework_code, held.started_on) for held in elsewhere.inspections]
    known += [
        (one.code, one.council_code, one.framework_code, one.started_on)
        for one in merged.package.inspections.values()
        if one.code != own or one.ended_on
    ]
    for code, other, framework, started_on in known:
        days = max((started_on.earliest - month.latest).days, (month.earliest - started_on.latest).days)
        if (other, framework) == (council, row.framework) and days < (_NEAR if started_on.earliest.day > 1 else 1):
            return code
    return None


def _code(package: Package, council: str, row: Previous) -> str:
    """The code of the inspection: of its month, or of the record to which another sentence gives a month close by."""
    month = PartialDate(row.month)
    for code, held in package.inspections.items():
        days = max((held.started_on.earliest - month.latest).days, (month.earliest - held.started_on.latest).days)
        if (held.council_code, held.framework_code) == (council, row.framework) and not held.ended_on and days <= _SAME:
            return code
    return f"{council}-{row.framework}-{row.month}"


def _add(merged: Merged, council: str, source: str, row: Previous, today: date) -> None:
    package, code = merged.package, _code(merged.package, council, row)
    if code not in package.inspections:
        package.inspections[code] = InspectionRow(
            code=code,
            recorded_on=today,
            source_code=source,
            locator=row.locator,
            council_code=council,
            published_on=None,
            inferred=None,
            framework_code=row.framework,
            type=InspectionType.FULL,
            started_on=PartialDate(row.month),
            ended_on=None,
            lead_inspector=None,
            summary=None,
        )
        for domain in _DOMAINS[row.framework]:
            silent = _judgement(code, row, f"{row.framework}-{domain}", source, today)
            package.judgements[silent.code] = silent
    inspection = package.inspections[code]
    if inspection.started_on != row.month:
        citation = cite(
            inspection, "started_on", row.month, source, "Another sentence gives another month.",
            source=source, locator=row.locator, standing=Standing.ALTERNATIVE,
        )  # fmt: skip
        package.citations[citation.code] = citation
    judgement = package.judgements[judgement_code(code, row.framework, row.domain)]
    if judgement.grade is None:
        judgement.grade, judgement.absence, judgement.grade_printed = row.grade, None, row.printed
        judgement.source_code, judgement.locator = source, row.locator
        if row.printed.lower() != row.grade:
            note = (
                f"The report says {row.printed}, which an older scale has for the third grade; this one has adequate."
            )
            citation = cite(
                judgement, "grade", row.grade, "printed", note,
                source=source, locator=row.locator, basis=Basis.DERIVED,
            )  # fmt: skip
            package.citations[citation.code] = citation
    elif judgement.source_code != source:
        same = judgement.grade is row.grade
        note = "A later report states the same." if same else "A later report states another grade."
        standing = Standing.PREFERRED if same else Standing.ALTERNATIVE
        citation = cite(
            judgement, "grade", row.grade, source, note, source=source, locator=row.locator, standing=standing
        )
        package.citations[citation.code] = citation


def _judgement(code: str, row: Previous, domain: str, source: str, today: date) -> JudgementRow:
    """A judgement for which no grade is found yet. A joint inspection gave no grade to the whole."""
    joint = domain == f"{SLAC}-overall"
    return JudgementRow(
        code=judgement_code(code, row.framework, domain),
        recorded_on=today,
        source_code=source,
        locator=row.locator,
        inspection_code=code,
        domain_code=domain,
        grade=None,
        absence=Absence.NOT_JUDGED_UNDER_FRAMEWORK if joint else Absence.NOT_FOUND,
        grade_printed=None,
    )
