"""From a letter on a joint inspection, or a report of an area SEND inspection, to rows of `seed_data/`."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from app.importing.joint import JointLetter
from app.importing.rows import UNPRINTED, cite, day
from app.importing.send import SendReport
from app.partial_date import PartialDate
from app.records.citation import CitationRow
from app.records.joint_inspection import JointInspectionRow
from app.records.send_inspection import SendInspectionRow
from app.records.source import SourceRow
from app.vocabulary import Basis, Licence, SourceType, Standing

_INFERRED = {
    "published_on": "The letter prints no day of publication; this is the day that it bears.",
    "priority_action": "No heading of the letter names areas for priority action.",
    "started_on": "The letter prints the day without a year; the year is that of the letter.",
    "ended_on": "The letter prints the day without a year; the year is that of the letter.",
}
_DATE, _DAYS = "p. 1, date", "p. 1, first paragraphs"


InspectionT = TypeVar("InspectionT", JointInspectionRow, SendInspectionRow)


@dataclass(frozen=True)
class JointRows(Generic[InspectionT]):
    """Everything that one file adds."""

    source: SourceRow
    inspection: InspectionT
    citations: list[CitationRow]


def rows_of_letter(letter: JointLetter, code: str, council_code: str, today: date) -> JointRows[JointInspectionRow]:
    """The rows of a letter on a joint targeted area inspection, under the code given to it."""
    inferred = ["published_on"]
    if letter.priority_page is None:
        inferred.append("priority_action")
    if letter.year_inferred:
        inferred += ["started_on", "ended_on"]
    inspection = JointInspectionRow(
        code=code,
        recorded_on=today,
        source_code=f"{code}-letter",
        locator="p. 1, date, title and first paragraphs",
        council_code=council_code,
        published_on=day(letter.written_on),
        inferred=" ".join(sorted(inferred)),
        started_on=PartialDate(letter.days.first.isoformat()),
        ended_on=day(letter.days.last),
        theme=letter.theme,
        partners="; ".join(letter.partners),
        priority_action=letter.priority_action,
        summary=None,
    )
    source = _source(letter, inspection.source_code, SourceType.OFSTED_LETTER, letter.written_on, None, today)
    return JointRows(source, inspection, _citations_of_letter(letter, inspection, inferred))


def _citations_of_letter(letter: JointLetter, inspection: JointInspectionRow, inferred: list[str]) -> list[CitationRow]:
    """What the letter leaves open, what it says apart from its first paragraphs, and what its file says otherwise."""
    say = partial(cite, inspection, source=inspection.source_code)
    places = {"published_on": _DATE, "priority_action": "all headings", "started_on": _DAYS, "ended_on": _DAYS}
    values = {
        "published_on": letter.written_on.isoformat(),
        "priority_action": str(letter.priority_action).lower(),
        "started_on": letter.days.first.isoformat(),
        "ended_on": letter.days.last.isoformat(),
    }
    found = [
        say(field, values[field], "letter", _INFERRED[field], locator=places[field], basis=Basis.INFERRED)
        for field in inferred
    ]
    if letter.priority_page is not None:
        locator = f"p. {letter.priority_page}, areas for priority action"
        found.append(say("priority_action", values["priority_action"], "letter", None, locator=locator))
    if letter.filed_on and letter.filed_on != letter.written_on:
        note = "The date in the name of the file; the record holds the day that the letter bears."
        found.append(
            say(
                "published_on", letter.filed_on.isoformat(), "file-name", note,
                locator="file name", standing=Standing.ALTERNATIVE, basis=Basis.DERIVED,
            )
        )  # fmt: skip
    if letter.other_theme:
        note = f"The same sentence names another theme too: {letter.other_theme.label.lower()}."
        found.append(say("theme", letter.theme, "letter", note, locator=_DAYS))
    for field, _, weekday in letter.odd_days:
        found.append(say(field, values[field], "letter.2", f"As printed, though it is {weekday}.", locator=_DAYS))
    return found


def rows_of_send_report(report: SendReport, council_code: str, today: date) -> JointRows[SendInspectionRow]:
    """The rows of a report of an area SEND inspection."""
    code = f"{council_code}-send-{report.days.first:%Y-%m}"
    previous = report.previous
    inspection = SendInspectionRow(
        code=code,
        recorded_on=today,
        source_code=f"{code}-report",
        locator="p. 1, cover",
        council_code=council_code,
        published_on=day(report.published_on),
        inferred=None,
        started_on=PartialDate(report.days.first.isoformat()),
        ended_on=day(report.days.last),
        outcome=report.outcome,
        partners="Ofsted; CQC",
        previous_started_on=day(previous.first) if previous else None,
        # Where the cover gives one day, that is the first; it does not say that there was no second.
        previous_ended_on=day(previous.last) if previous and previous.days > 1 else None,
    )
    note = UNPRINTED if report.published_on else None
    source = _source(report, inspection.source_code, SourceType.OFSTED_REPORT, report.published_on, note, today)
    say = partial(cite, inspection, source=inspection.source_code)
    place = "p. 1, dates of the previous inspection"
    citations = []
    if report.published_on:
        value = report.published_on.isoformat()
        citations.append(say("published_on", value, "file-name", note, locator="file name", basis=Basis.DERIVED))
    if previous is None:
        said = "The cover says that the area was not inspected before."
        citations.append(say("previous_started_on", None, "report", said, locator=place))
    for number, other in enumerate(report.others_before, 1):
        said = "The cover names another inspection or visit on this day beside the previous one."
        citations.append(
            say(
                "previous_started_on", other.isoformat(), f"report.{number}", said,
                locator=place, standing=Standing.ALTERNATIVE,
            )
        )  # fmt: skip
    return JointRows(source, inspection, citations)


def _source(
    file: JointLetter | SendReport,
    code: str,
    type_: SourceType,
    published_on: date | None,
    note: str | None,
    today: date,
) -> SourceRow:
    return SourceRow(
        code=code,
        recorded_on=today,
        type=type_,
        publisher="Ofsted",
        title=file.title,
        published_on=day(published_on),
        url=None,
        file_name=file.file_name,
        sha256=file.sha256,
        licence=Licence.OGL,
        note=note,
    )
