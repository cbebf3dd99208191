"""From a report to rows of `seed_data/`: a source, an inspection, its judgements, and what must be cited apart."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from app.importing.report import Report
from app.partial_date import PartialDate
from app.records import KINDS
from app.records.citation import CitationRow
from app.records.inspection import InspectionRow, JudgementRow
from app.records.kind import Record
from app.records.source import SourceRow
from app.vocabulary import Basis, InspectionType, Licence, SourceType, Standing

_KINDS = {kind.row: kind.name for kind in KINDS}
UNPRINTED = "The report prints no date of publication; this is the date in the name of the file."


@dataclass(frozen=True)
class Rows:
    """Everything that one report adds."""

    source: SourceRow
    inspection: InspectionRow
    judgements: list[JudgementRow]
    citations: list[CitationRow]


def day(value: date | None) -> PartialDate | None:
    return PartialDate(value.isoformat()) if value else None


def judgement_code(inspection_code: str, framework: str, domain: str) -> str:
    """`herefordshire-ilacs-2018-06-leadership`, from the domain `ilacs-leadership`."""
    return f"{inspection_code}-{domain.removeprefix(framework + '-')}"


def cite(
    record: Record,
    field: str,
    value: str | None,
    origin: str,
    note: str | None,
    *,
    source: str,
    locator: str,
    standing: Standing = Standing.PREFERRED,
    basis: Basis = Basis.STATED,
) -> CitationRow:
    """A citation of one field. Its code names its origin, so that it never meets the numbered codes given by hand."""
    return CitationRow(
        code=f"{record.code}.{field.replace('_', '-')}.{origin}",
        recorded_on=record.recorded_on,
        source_code=source,
        locator=locator,
        record_kind=_KINDS[type(record)],
        record_code=record.code,
        field=field,
        stated_value=value,
        standing=standing,
        basis=basis,
        note=note,
    )


def rows_of(report: Report, code: str, council_code: str, on_behalf: str | None, today: date) -> Rows:
    """The rows of a report under the code given to its inspection.

    `on_behalf` is the trust that the title names in place of the council.
    """
    source_code = f"{code}-report"
    inspection = InspectionRow(
        code=code,
        recorded_on=today,
        source_code=source_code,
        locator="p. 1, cover",
        council_code=council_code,
        published_on=day(report.published_on),
        inferred=None,
        framework_code=report.framework,
        type=report.type,
        started_on=PartialDate(report.started_on.isoformat()),
        ended_on=day(report.ended_on),
        lead_inspector="; ".join(report.lead_inspectors) or None,
        summary=None,
    )
    judgements = [
        JudgementRow(
            code=judgement_code(code, report.framework, judged.domain),
            recorded_on=today,
            source_code=source_code,
            locator=judged.locator,
            inspection_code=code,
            domain_code=judged.domain,
            grade=judged.grade,
            absence=judged.absence,
            grade_printed=judged.printed,
        )
        for judged in report.judgements
    ]
    citations = _citations(report, inspection)
    if on_behalf:
        note = f"The title names {on_behalf}, which runs the services of the authority."
        citations.append(
            cite(
                inspection, "council_code", council_code, "report", note,
                source=source_code, locator="p. 1, title", basis=Basis.DERIVED,
            )
        )  # fmt: skip
    return Rows(_source(report, source_code, today), inspection, judgements, citations)


def _source(report: Report, code: str, today: date) -> SourceRow:
    named_in_title = report.authority in report.title
    return SourceRow(
        code=code,
        recorded_on=today,
        type=SourceType.OFSTED_REPORT,
        publisher="Ofsted",
        title=report.title if named_in_title else f"{report.authority}: {report.title}",
        published_on=day(report.published_on),
        url=None,
        file_name=report.file_name,
        sha256=report.sha256,
        licence=Licence.OGL,
        note=UNPRINTED if report.published_on and report.published_page is None else None,
    )


def _citations(report: Report, inspection: InspectionRow) -> list[CitationRow]:
    """What the cover alone does not bear out: derived, found elsewhere in the report, or contradicted there."""
    say = partial(cite, inspection, source=inspection.source_code)
    alternative = partial(say, standing=Standing.ALTERNATIVE)
    started_on, ended_on = report.started_on.isoformat(), report.ended_on.isoformat()
    found = []
    if report.type_reason:
        basis = Basis.STATED if report.type is InspectionType.REINSPECTION else Basis.DERIVED
        place = "inspection dates" if basis is Basis.DERIVED else "executive summary"
        locator = f"p. {report.type_page}, {place}"
        found.append(say("type", report.type, "report", report.type_reason, locator=locator, basis=basis))
    if report.published_on and report.published_page is None:
        published_on = report.published_on.isoformat()
        found.append(
            say("published_on", published_on, "file-name", UNPRINTED, locator="file name", basis=Basis.DERIVED)
        )
    for number, (other, locator) in enumerate(report.other_publications, 1):
        note = f"Another date of publication; the record holds that of {_where(report)}."
        found.append(alternative("published_on", other.isoformat(), f"report.{number}", note, locator=locator))
    for field, other, page in report.other_days:
        note = "The running footer differs from the cover, which is preferred."
        found.append(alternative(field, other.isoformat(), "footer", note, locator=f"p. {page}, running footer"))
    if len(report.windows) > 1:
        spoken = ", then ".join(f"from {window.first} to {window.last}" for window in report.windows)
        note = f"On site in {len(report.windows)} windows: {spoken}."
        found.append(say("ended_on", ended_on, "report", note, locator="p. 1, inspection dates"))
    if report.odd_dates:
        note = f"As printed, though unlikely: {report.odd_dates}."
        found.append(say("started_on", started_on, "report", note, locator="p. 1, inspection dates"))
    if inspection.lead_inspector and report.lead_page != 1:
        note = "The cover names no inspector; the page about the inspection team does."
        locator = f"p. {report.lead_page}, the inspection team"
        found.append(say("lead_inspector", inspection.lead_inspector, "report", note, locator=locator))
    return found


def _where(report: Report) -> str:
    return "the file name" if report.published_page is None else "the cover"
