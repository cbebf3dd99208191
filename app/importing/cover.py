"""What the cover of a report says besides its grades: whose, under which framework, when, by whom."""

import re
from dataclasses import dataclass
from datetime import date

from app.importing.dates import DaySpan, plain, read_date, read_spans
from app.importing.wording import ILACS, LOOKED_AFTER, SIF

_ON_SITE = re.compile(r"^\W*(?:inspection|review)\s+dates?\s*:?\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"^\W*(?:report\s+)?published(?:\s+on)?\s*:?\s*(?=[0-9])", re.IGNORECASE)
_ORIGINALLY = re.compile(r"originally published on ([0-9]{1,2} [A-Za-z]+ [0-9]{4})")
_TITLE = re.compile(r"^\W*(?:re-?inspection|inspection|review) of\b", re.IGNORECASE)
_AUTHORITY_WITHIN = re.compile(
    r"inspection of (?!services\b|children's|local authority|looked after)(.+?)"
    r"(?:(?: local authority)? children's services|$)",
    re.IGNORECASE,
)
_FOOTNOTE_MARK = re.compile(r"(?<=[A-Za-z])[0-9]\b")
_REINSPECTION = re.compile(r"^\W*re-?inspection of|\bthis (?:is|was) a re-?inspection", re.IGNORECASE)
_LEAD = re.compile(r"^\W*(?:lead|reporting)\s+inspectors?(?:\s+on\s+site)?\b\s*:?\s*", re.IGNORECASE)
# The lines that may follow the lead inspector's; a report author or a deputy is not the lead.
_AFTER_LEAD = re.compile(
    r"^\W*(?:deputy|team|report\s+author|senior\s+data|quality|judge?ment|age\s+group|(?:report\s+)?published|associate"
    r"|additional|contracted|seconded|shadow|assistant|ofsted|inspection|review|the|data|[0-9]|$)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\(?\b(?:senior\s+)?(?:HMI|H(?:er|is)\s+Majesty's\s+Inspectors?)\b\)?\.?", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_][^\W\d_'.-]*(?:[ '-][^\W\d_]+[.]?){1,4}$")
_LONGEST_NAMES = 4


@dataclass(frozen=True)
class Title:
    """What a report calls itself, and the authority that it names."""

    text: str
    authority: str


@dataclass(frozen=True)
class PublicationDate:
    """A date of publication in print, the page that bears it, and whether it is the cover's for the whole report."""

    on: date
    page: int
    on_cover: bool


def on_site(page: str) -> tuple[int, tuple[DaySpan, ...] | None] | None:
    """The line of the cover on which the dates on site begin, and the windows; None for windows not understood.

    None as a whole if no label announces dates on site.
    """
    lines = page.split("\n")
    for number, line in enumerate(lines):
        if label := _ON_SITE.match(line):
            after = "\n".join([line[label.end() :], *lines[number + 1 : number + 3]])
            return number, read_spans(after)
    return None


def title(page: str, dates_line: int) -> Title | None:
    """The title and the authority, from the lines above the dates on site.

    Older covers name the authority above the title, newer ones within it, those of 2013 below it. A running footer can
    come first in the text of a page, and may say otherwise; the title is the last thing that begins like one.
    """
    lines = [_FOOTNOTE_MARK.sub("", plain(line)) for line in page.split("\n")[:dates_line]]
    starts = [number for number, line in enumerate(lines) if _TITLE.match(line)]
    inspections = [number for number in starts if not lines[number].lower().startswith("review")]
    start = max(inspections) if inspections else min(starts, default=None)
    if start is None:
        return None
    text = " ".join(line for line in lines[start:] if line)
    within = _AUTHORITY_WITHIN.match(text)
    if within:
        return Title(text, within[1])
    below = re.match(r"(inspection of looked after children services) (.+)", text, re.IGNORECASE)
    if below:
        return Title(below[1], below[2])
    above = " ".join(line for line in lines[:start] if line and not line.isdigit())
    return Title(text, above) if above else None


def framework_of(title: str) -> str | None:
    """The framework that the title belongs to; None if it is none that we read."""
    words = title.lower()
    if "services for children in need of help and protection" in words:
        return SIF
    if "looked after children services" in words:
        return LOOKED_AFTER
    if is_board_review(title):
        return SIF
    if "children's social care services" in words or "children's services" in words:
        return ILACS
    return None


def is_board_review(title: str) -> bool:
    """Whether the title is that of a review of a safeguarding board on its own."""
    return title.lower().startswith("review of the effectiveness of the local safeguarding children board")


def says_reinspection(pages: list[str]) -> int | None:
    """The page, among the first two, on which the report calls itself a re-inspection."""
    for number, page in enumerate(pages[:2], 1):
        if any(_REINSPECTION.search(plain(line)) for line in page.split("\n")):
            return number
    return None


def publications(pages: list[str]) -> list[PublicationDate]:
    """The dates of publication in print, first the cover's. Raises ValueError, with the page, for a misprinted one."""
    found = []
    for number, page in enumerate(pages, 1):
        for line in page.split("\n"):
            label = _PUBLISHED.match(line)
            if label:
                found.append(_publication(line[label.end() :], number, number == 1))
    # A footnote of the cover about one part of the report: `were originally published on 11 February 2014`.
    if original := _ORIGINALLY.search(plain(pages[0])):
        found.append(_publication(original[1], 1, False))
    return found


def _publication(text: str, page: int, on_cover: bool) -> PublicationDate:
    on = read_date(text)
    if on is None:
        raise ValueError(page)
    return PublicationDate(on, page, on_cover)


def lead_inspectors(page: str) -> tuple[str, ...] | None:
    """The lead inspectors that the page names; () if it names none, None if what stands there is no name."""
    lines = page.split("\n")
    for number, raw in enumerate(lines):
        if not _LEAD.match(raw):
            continue
        line = plain(raw)
        label = _LEAD.match(line)
        assert label is not None
        text = line[label.end() :]
        # `lead inspector attended by both` is prose: after a label stands a colon, a capital, or nothing.
        if text and not text[0].isupper() and ":" not in label[0]:
            continue
        for following in lines[number + 1 : number + _LONGEST_NAMES]:
            if _AFTER_LEAD.match(following):
                break
            text += " " + plain(following)
        return _names(text)
    return ()


def _names(text: str) -> tuple[str, ...] | None:
    """The names in `A, His Majesty's Inspector, and B, HMI`."""
    parts = re.split(r",|;|&|/|\band\b", _OFFICE.sub(",", text))
    names = tuple(name for part in parts if (name := " ".join(part.split()).strip(" .:()")))
    return names if names and all(_NAME.match(name) for name in names) else None
