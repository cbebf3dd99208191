"""An overview into the package: alternatives where it differs from a report, inspections where no report is."""

from datetime import date

from app.importing.addresses import Address, set_addresses
from app.importing.claims import FILLED, add_inspection, apply, claim_of_line, covering
from app.importing.councils import KnownCouncil, name_key
from app.importing.elsewhere import Elsewhere
from app.importing.merged import (
    ImportNote,
    Merged,
    drop_unused,
    forget_addresses,
    free_code,
    keep_history,
    keep_known,
    rest_of,
)
from app.importing.overview import Overview, OverviewLine
from app.importing.store import Package
from app.importing.wording import ILACS, Periods
from app.partial_date import PartialDate
from app.records.source import SourceRow
from app.vocabulary import Grade, InspectionType, Licence, SourceType

_LONGEST_SHORT = 7
_NOTHING_ELSEWHERE = Elsewhere()
_NOTE = (
    "The latest inspection of each authority, compiled by a program from the texts of reports: cells can be wrong, "
    "shifted or blank. Read as the file that has this digest; the page of the compilers shows the newest state only."
)


def merge_overview(
    before: Package,
    overview: Overview,
    councils: list[KnownCouncil],
    periods: Periods,
    today: date,
    elsewhere: Elsewhere = _NOTHING_ELSEWHERE,
) -> Merged:
    """The package with the overview beside what it holds; what the same file brought before is replaced.

    What the package holds from a report or from an earlier overview stays, and differences are listed. Inspections that
    other packages record are left alone.
    """
    own = next((code for code, row in before.sources.items() if row.sha256 == overview.sha256), None)
    source = own or elsewhere.sources.get(overview.sha256) or _code(before, overview)
    merged = Merged(rest_of(before, lambda code: code != source))
    _forget_filled(before, merged.package, source)
    if own or source not in elsewhere.source_codes:
        merged.package.sources[source] = _source(source, overview, today)
    addresses = []
    for line in overview.lines:
        causes = list(line.doubts)
        council = _council(councils, line, today)
        if council is None:
            causes.append("not used: no council has its number or its name")
        else:
            causes += _use(before, merged, line, source, council.code, periods, today, elsewhere)
            if line.link and line.published_on:
                place = f"{line.locator}, inspection_link"
                addresses.append(
                    Address(council.code, council.name, line.link, line.published_on, None, line.started_on, place)
                )
        place = f"{line.locator} ({line.authority or 'no authority'})"
        merged.looks += [ImportNote(overview.file_name, 0, f"{place}: {cause}") for cause in causes]
    forget_addresses(before, merged.package, source)
    set_addresses(merged, addresses, source, overview.file_name, today, elsewhere)
    keep_history(before, merged.package, today)
    keep_known(before, merged)
    drop_unused(merged.package, source)
    return merged


def _code(before: Package, overview: Overview) -> str:
    """The code of the source; one of the same day that is another file has a digest in its code."""
    held = before.sources.get(overview.code)
    return overview.code if held is None or held.sha256 == overview.sha256 else f"{overview.code}-{overview.sha256[:8]}"


def _source(code: str, overview: Overview, today: date) -> SourceRow:
    return SourceRow(
        code=code,
        recorded_on=today,
        type=SourceType.COMPILATION,
        publisher="Ofsted ILACS scrape tool",
        title="Ofsted children's services inspections overview (ILACS)",
        published_on=PartialDate(overview.changed_on.isoformat()) if overview.changed_on else None,
        url=None,
        file_name=overview.file_name,
        sha256=overview.sha256,
        licence=Licence.OGL,
        note=_NOTE,
    )


def _use(
    before: Package,
    merged: Merged,
    line: OverviewLine,
    source: str,
    council_code: str,
    periods: Periods,
    today: date,
    elsewhere: Elsewhere,
) -> list[str]:
    """Sets the line beside what is held, or adds an inspection; returns what a person should look at."""
    claim = claim_of_line(line, source, council_code)
    held = covering(merged.package, claim)
    if held:
        apply(merged.package, held, claim, merged.disagreements)
        return []
    if line.started_on is None or line.type is None:
        return ["not used: no start date or no type, and no report was published on that day"]
    named = f"{council_code}-ilacs-{line.started_on:%Y-%m}"
    other = elsewhere.holding(council_code, ILACS, line.started_on)
    # What this package holds stays, although a package beside it holds it too: only a person can say which is right.
    if other and named not in before.inspections:
        cause = f"the package {other.package} records this inspection, {other.code}"
        merged.left_alone.append(ImportNote(line.locator, 0, cause))
        return []
    code = free_code(merged.package, named)
    return add_inspection(merged.package, claim, code, periods, today) + _unlikely(line, line.started_on)


def _unlikely(line: OverviewLine, started_on: date) -> list[str]:
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


def _council(councils: list[KnownCouncil], line: OverviewLine, today: date) -> KnownCouncil | None:
    numbered = [council for council in councils if line.urn and council.ofsted_urn == line.urn]
    named = [c for c in councils if name_key(line.authority) in c.names and c.existed(line.started_on or today)]
    return next(iter(numbered or named), None)


def _forget_filled(before: Package, package: Package, source: str) -> None:
    """Empties the fields that the same file had filled."""
    for citation in before.citations.values():
        record = package.inspections.get(citation.record_code)
        if citation.source_code == source and citation.note == FILLED and citation.field and record:
            setattr(record, citation.field, None)
