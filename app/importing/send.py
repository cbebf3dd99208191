"""A report of an area SEND inspection: what its cover says. Pure functions over the text of its pages."""

import re
from dataclasses import dataclass
from datetime import date

from app.importing.dates import DaySpan, date_of_file_name, plain, read_spans
from app.importing.letters import kind_of_letter
from app.importing.workers import Refused
from app.vocabulary import SendOutcome

_COVER = re.compile(
    r"(?P<title>Area SEND inspection of (?:the )?(?P<area>.{3,80}?) Local Area Partnership) "
    r"Inspection dates?: ?(?P<days>.{5,80}?) "
    r"Dates? of previous inspections?: ?(?P<previous>.{5,200}?) "
    r"Inspection outcome (?P<outcome>.{50,600})"
)
_OUTCOMES = (
    (SendOutcome.TYPICALLY_POSITIVE, r"typically lead to positive experiences"),
    (SendOutcome.INCONSISTENT, r"lead to inconsistent experiences"),
    (SendOutcome.SYSTEMIC_FAILINGS, r"widespread and/or systemic failings"),
)
_NONE_BEFORE = re.compile(r"not previously inspected", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}")


@dataclass(frozen=True)
class SendReport:
    """What a cover says."""

    file_name: str
    sha256: str
    title: str
    authority: str
    published_on: date | None
    days: DaySpan
    # None if the cover says that there was none.
    previous: DaySpan | None
    # Days of other inspections and visits that stand beside the previous one.
    others_before: tuple[date, ...]
    outcome: SendOutcome


def read_send_report(pages: list[str], file_name: str, sha256: str) -> SendReport:
    """The report. Raises Refused if it is none, or if its cover does not say what a record needs."""
    cover = _COVER.search(plain(pages[0]))
    if cover is None:
        kind = kind_of_letter(pages[0])
        raise Refused(f"{kind}, without the cover of one" if kind else "no report of an area SEND inspection")
    days = read_spans(cover["days"])
    if days is None or len(days) != 1:
        raise Refused(f"the dates of the inspection are not understood: {cover['days']}")
    outcomes = [outcome for outcome, pattern in _OUTCOMES if re.search(pattern, cover["outcome"], re.IGNORECASE)]
    if len(outcomes) != 1:
        raise Refused("the outcome of the inspection is not understood")
    previous, others = _previous(cover["previous"])
    return SendReport(
        file_name=file_name,
        sha256=sha256,
        title=cover["title"],
        # A hyphen at the end of a line is PDFium's own mark; `plain` makes it a hyphen and leaves a space.
        authority=cover["area"].replace("- ", "-"),
        published_on=date_of_file_name(file_name),
        days=days[0],
        previous=previous,
        others_before=others,
        outcome=outcomes[0],
    )


def _previous(printed: str) -> tuple[DaySpan | None, tuple[date, ...]]:
    if _NONE_BEFORE.search(printed):
        return None, ()
    # `The previous full inspection was on 19 March 2018. There was a subsequent revisit on 24 March 2020.`
    dates = printed[re.search(r"[0-9]|$", printed).start() :]  # type: ignore[union-attr]
    sentence, _, rest = dates.partition(". ")
    spans = read_spans(sentence.rstrip("."))
    if spans is None:
        raise Refused(f"the dates of the previous inspection are not understood: {printed}")
    later = [found[0].first for text in _DATE.findall(rest) if (found := read_spans(text))]
    return spans[0], (*(span.first for span in spans[1:]), *later)
