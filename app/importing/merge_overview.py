"""The overview into the package: alternatives where it differs from a report, inspections where no report is."""

from collections.abc import Collection, Iterable
from datetime import date

from app.importing.claims import FILLED, add_inspection, apply, claim_of_line, covering
from app.importing.councils import Council, key_of
from app.importing.merged import Look, Merged, free_code, keep_history, rest_of
from app.importing.overview import SOURCE, Line
from app.importing.store import Package
from app.vocabulary import Grade, InspectionType

_LONGEST_SHORT = 7


def merge_overview(
    before: Package,
    lines: Iterable[Line],
    file_name: str,
    councils: list[Council],
    today: date,
    elsewhere: Collection[str] = (),
) -> Merged:
    """The package with the overview beside the reports; what an earlier overview brought is replaced.

    `elsewhere` are the codes of inspections that other packages record from better sources; they are left alone.
    """
    merged = Merged(rest_of(before, lambda source: source != SOURCE))
    _forget_filled(before, merged.package)
    for line in lines:
        causes = list(line.doubts)
        council = _council(councils, line, today)
        if council is None:
            causes.append("not used: no council has its number or its name")
        else:
            causes += _use(merged, line, council.code, today, elsewhere)
        merged.looks += [
            Look(file_name, 0, f"{line.locator} ({line.authority or 'no authority'}): {cause}") for cause in causes
        ]
    keep_history(before, merged.package)
    return merged


def _use(merged: Merged, line: Line, council_code: str, today: date, elsewhere: Collection[str]) -> list[str]:
    """Sets the line beside a report, or adds an inspection; returns what a person should look at."""
    claim = claim_of_line(line, council_code)
    report = covering(merged.package, claim)
    if report:
        apply(merged.package, report, claim, merged.disagreements)
        return []
    if line.started_on is None or line.type is None:
        return ["not used: no start date or no type, and no report was published on that day"]
    named = f"{council_code}-ilacs-{line.started_on:%Y-%m}"
    if named in elsewhere:
        return []
    code = free_code(merged.package, named)
    return add_inspection(merged.package, claim, code, today) + _unlikely(line, line.started_on)


def _unlikely(line: Line, started_on: date) -> list[str]:
    """What can hardly be right in a line on which nothing but itself sheds light."""
    causes = []
    days = [found for found in (started_on, line.ended_on, line.published_on) if found]
    if days != sorted(days):
        causes.append("its dates are out of order")
    if any(found.weekday() >= 5 for found in days):
        causes.append("one of its dates is at a weekend")
    if line.ended_on:
        short = (line.ended_on - started_on).days < _LONGEST_SHORT
        if short != (line.type is InspectionType.SHORT):
            causes.append(f"called {line.type}, but on site from {started_on} to {line.ended_on}")
    limited = Grade.INADEQUATE in (line.help_and_protection, line.care)
    if limited and line.overall not in (None, Grade.INADEQUATE):
        causes.append("a limiting judgement is inadequate, the overall one is not")
    if line.lead_inspector is None:
        causes.append("no inspector_name")
    return causes


def _council(councils: list[Council], line: Line, today: date) -> Council | None:
    numbered = [council for council in councils if line.urn and council.ofsted_urn == line.urn]
    named = [c for c in councils if key_of(line.authority) in c.names and c.existed(line.started_on or today)]
    return next(iter(numbered or named), None)


def _forget_filled(before: Package, package: Package) -> None:
    """Empties the fields that an earlier overview had filled."""
    for citation in before.citations.values():
        record = package.inspections.get(citation.record_code)
        if citation.note == FILLED and citation.field and record:
            setattr(record, citation.field, None)
