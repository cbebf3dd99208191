"""What the overview claims of an inspection, and what becomes of a claim beside a report."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from app.importing.elsewhere import SAME_INSPECTION
from app.importing.overview import INSPECTION_TYPES, OVERVIEWS, OverviewLine, is_overview
from app.importing.rows import cite, day, judgement_code
from app.importing.store import Package
from app.importing.wording import DOMAIN_WORDINGS, ILACS, Periods, is_domain_in_force
from app.partial_date import PartialDate
from app.records.inspection import InspectionRow, JudgementRow
from app.vocabulary import Absence, Grade, Standing

# The overview's column for each field and for each domain. Its `in_care` is the combined domain until 2022.
COLUMNS = {
    "type": "inspection_framework",
    "started_on": "inspection_start_date",
    "ended_on": "inspection_end_date",
    "published_on": "publication_date",
    "lead_inspector": "inspector_name",
    "ilacs-overall": "overall_effectiveness_grade",
    "ilacs-leadership": "impact_of_leaders_grade",
    "ilacs-help-and-protection": "help_and_protection_grade",
    "ilacs-care-and-care-leavers": "in_care_grade",
    "ilacs-care": "in_care_grade",
    "ilacs-care-leavers": "care_leavers_grade",
}
_FIELDS = ("type", "started_on", "ended_on", "published_on", "lead_inspector")
_COMBINED = "ilacs-care-and-care-leavers"
FILLED = "The report does not state it; the overview does."
_AGREES = "The overview gives the same day as the file name."


@dataclass(frozen=True)
class Claim:
    """What one row of an overview says: fields by name and grades by column, only those that are not blank."""

    source_code: str
    council_code: str
    locator: str
    fields: dict[str, str]
    grades: dict[str, Grade]

    def day(self, field: str) -> date | None:
        return date.fromisoformat(self.fields[field]) if field in self.fields else None


def claim_of_line(line: OverviewLine, source_code: str, council_code: str) -> Claim:
    values = {field: getattr(line, field) for field in _FIELDS}
    grades = {
        "overall_effectiveness_grade": line.overall,
        "impact_of_leaders_grade": line.leadership,
        "help_and_protection_grade": line.help_and_protection,
        "in_care_grade": line.care,
        "care_leavers_grade": line.care_leavers,
    }
    return Claim(
        source_code,
        council_code,
        line.locator,
        {field: str(value) for field, value in values.items() if value},
        {column: grade for column, grade in grades.items() if grade},
    )


def claim_of_rows(package: Package, inspection: InspectionRow) -> Claim:
    """The claim from which the rows were made: an inspection that only an overview knew, until a report came."""
    values = {field: getattr(inspection, field) for field in _FIELDS}
    judgements = [row for row in package.judgements.values() if row.inspection_code == inspection.code]
    source = inspection.source_code
    return Claim(
        source,
        inspection.council_code,
        inspection.locator,
        {field: str(value) for field, value in values.items() if value},
        {COLUMNS[row.domain_code]: row.grade for row in judgements if row.grade and row.source_code == source},
    )


def covering(package: Package, claim: Claim) -> InspectionRow | None:
    """The inspection in the package that the claim is about: began or was published at the same time."""
    started_on, published_on = claim.day("started_on"), claim.day("published_on")
    near = []
    for row in package.inspections.values():
        if row.council_code != claim.council_code or row.framework_code != ILACS:
            continue
        distance = abs((row.started_on.earliest - started_on).days) if started_on else SAME_INSPECTION + 1
        if distance <= SAME_INSPECTION or (published_on and row.published_on == published_on.isoformat()):
            near.append((distance, row.code, row))
    return min(near)[2] if near else None


def apply(package: Package, inspection: InspectionRow, claim: Claim, disagreements: list[str]) -> None:
    """Sets every part of the claim beside what is held of the inspection."""
    source = claim.source_code
    for field, value in claim.fields.items():
        apply_one(package, inspection, field, value, source, claim.locator, disagreements)
    judgements = {row.domain_code: row for row in package.judgements.values() if row.inspection_code == inspection.code}
    for domain, row in judgements.items():
        if grade := claim.grades.get(COLUMNS[domain]):
            apply_one(package, row, "grade", grade, source, claim.locator, disagreements)
    alone = claim.grades.get("care_leavers_grade")
    if alone and _COMBINED in judgements and alone != judgements[_COMBINED].grade:
        row = judgements[_COMBINED]
        note = "The overview gives care leavers a grade of their own; the report has one judgement for both."
        citation = cite(row, "grade", alone, "overview.care-leavers", note, source=source,
                        locator=f"{claim.locator}, care_leavers_grade", standing=Standing.REJECTED)  # fmt: skip
        package.citations.setdefault(citation.code, citation)
        disagreements.append(f"{row.code}: care leavers have no grade of their own; the overview gives {alone}")


def apply_one(
    package: Package,
    record: InspectionRow | JudgementRow,
    field: str,
    value: str,
    source: str,
    locator: str,
    disagreements: list[str],
) -> None:
    """Sets one claim beside the record: it fills a hole, bears out a date not printed, or stands as an alternative."""
    own = getattr(record, field)
    column = COLUMNS[record.domain_code if isinstance(record, JudgementRow) else field]
    place = locator if locator.endswith(column) else f"{locator}, {column}"
    held_by = "the overview before" if is_overview(record.source_code) else "the report"
    if isinstance(record, JudgementRow) and record.absence is Absence.NOT_FOUND:
        # A source that is silent does not outrank one that speaks.
        grade = next(grade for grade in Grade if grade == value)
        record.grade, record.absence, record.grade_printed = grade, None, _printed(grade)
        record.source_code, record.locator = source, place
        disagreements.append(f"{record.code}: no grade is found in {held_by}; {value} is the overview's ({place})")
        return
    if own is None and field in ("ended_on", "published_on", "lead_inspector"):
        setattr(record, field, PartialDate(value) if field != "lead_inspector" else value)
        standing, note = Standing.PREFERRED, FILLED
    elif own is not None and _same(str(own), value):
        if f"{record.code}.published-on.file-name" not in package.citations or field != "published_on":
            return
        standing, note = Standing.PREFERRED, _AGREES
    else:
        standing, note = Standing.ALTERNATIVE, f"The overview differs from {held_by}, which is preferred."
        said = own or getattr(record, "absence", None)
        disagreements.append(f"{record.code}: {field} is {said} in {held_by}, {value} in the overview ({place})")
    citation = cite(record, field, value, "overview", note, source=source, locator=place, standing=standing)
    held = package.citations.get(citation.code)
    if held and held.stated_value == value:
        # An earlier overview says the same already.
        return
    if held:
        citation.code += f".{source.removeprefix(OVERVIEWS)}"
    package.citations[citation.code] = citation


def _same(own: str, claimed: str) -> bool:
    """Whether the two are equal; the overview drops accents and capitals of names."""
    return _bare(own) == _bare(claimed)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def add_inspection(package: Package, claim: Claim, code: str, periods: Periods, today: date) -> list[str]:
    """Adds an inspection that no report covers, and says what of it is missing without a known reason."""
    started_on = claim.day("started_on")
    assert started_on is not None
    package.inspections[code] = InspectionRow(
        code=code,
        recorded_on=today,
        source_code=claim.source_code,
        locator=claim.locator,
        council_code=claim.council_code,
        published_on=day(claim.day("published_on")),
        inferred=None,
        framework_code=ILACS,
        type=INSPECTION_TYPES[claim.fields["type"]],
        started_on=PartialDate(started_on.isoformat()),
        ended_on=day(claim.day("ended_on")),
        lead_inspector=claim.fields.get("lead_inspector"),
        summary=None,
    )
    missing = []
    for domain in DOMAIN_WORDINGS[ILACS]:
        grade = claim.grades.get(COLUMNS[domain.code])
        judged = is_domain_in_force(periods, domain, started_on)
        if not judged and domain.code != "ilacs-overall":
            continue
        if grade is None and judged:
            missing.append(f"no {COLUMNS[domain.code]}")
        absence = None if grade else Absence.NOT_FOUND if judged else Absence.NOT_JUDGED_UNDER_FRAMEWORK
        row = JudgementRow(
            code=judgement_code(code, ILACS, domain.code),
            recorded_on=today,
            source_code=claim.source_code,
            locator=f"{claim.locator}, {COLUMNS[domain.code]}",
            inspection_code=code,
            domain_code=domain.code,
            grade=grade,
            absence=absence,
            grade_printed=_printed(grade),
        )
        package.judgements[row.code] = row
    return missing


def _printed(grade: Grade | None) -> str | None:
    """As the overview prints it."""
    return grade.replace("_", " ") if grade else None
