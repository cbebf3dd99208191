"""A saved page of ModernGov, the councils' meeting system, as its meetings and their items.

It reads what is printed and decides nothing: which items matter, and what they say of visits, is for others.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from app.importing.dates import plain
from app.importing.saved_pages import ITEM_ID, SavedPage
from app.importing.stated_dates import one_day
from app.importing.workers import Refused

AGENDA_ITEM, ISSUE, LIST, OLD_LIST, HISTORY = (
    "mgai", "ieissuedetails", "ielistdocuments", "celistdocuments", "mgissuehistoryhome",
)  # fmt: skip
_MEETING = re.compile(
    r"^(?:Meeting: )?([0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})(?:,? [0-9:.]+)? - (.+?)(?: \(Item ([^)]+)\))?$"
)
_MEETING_OF = re.compile(
    r"^-?\s*Meeting of (?P<body>.+?), (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*?)"
    r"(?: \(Item (?P<number>[^).]+)\.?\))?$",
    re.IGNORECASE,
)
_DUE = re.compile(r"^Decision due: (?P<day>[0-9]{1,2} [A-Z][a-z]{2} [0-9]{2}) by (?P<body>.+)$")
_HEADED = re.compile(r"^(?P<body>.+?)\s+-\s+(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*[0-9]{4}.*)$", re.I)
_DAY_LINE = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{5,40}[0-9]{4}\b", re.IGNORECASE)
_NUMBER = re.compile(r"^([0-9]{1,4}(?:/[0-9]{1,4})?[a-z]?)\.?$")
_NUMBERED = re.compile(r"^([0-9]{1,4}(?:/[0-9]{2,4})?[a-z]?)\.?\s+(?=\S*[A-Za-z])(.+)$")
_PDF = re.compile(r"\s*(?:pdf icon\s*)?PDF [0-9.]+ [KM]B")
# What ends the title of a row.
_ROW = re.compile(r"\s*(?:pdf icon\s*)?PDF [0-9.]+ [KM]B|\s+(?:Minutes|Additional documents):")
_SECTION = re.compile(
    r"^(?P<name>Minutes|Decisions?|Resolved|Additional documents|Supporting documents|Purpose of (?:the )?report"
    r"|Reasons?(?: for (?:the )?decision)?|Decision number)\b\s*(?::\s*(?P<rest>.*)|$)",
    re.IGNORECASE,
)
# In a table that became text, the headings stand inside the line.
_INLINE_SECTION = re.compile(r"(?<=\S)\s+(?=(?:Minutes|Additional documents|Supporting documents|Decision):)")
_PURPOSE = re.compile(r"To (?:approve|consider|give|note|provide|receive|review|share|agree|endorse)\b")
_ROW_PURPOSE = re.compile(rf"\s+(?={_PURPOSE.pattern})")
_BULLET = re.compile(r"^(?:[·•Ø▪●-]|\(?[a-z]{1,4}[).]\s|[0-9]{1,3}(?:\.[0-9]+)*[.)]?\s)")
_ENDS = re.compile(r"[.;:!?]['\u2019\u201d]?$")
_RESOLVED = re.compile(r"\b(?:RESOLVED|Resolved)\b")
_CUT = re.compile(r"\s*\.{2,3}\s*view the full (?:minutes|decision) text.*$", re.IGNORECASE)
_REMARK = re.compile(r"^\[.*\]$")
_HEADINGS = re.compile(
    r"^(?:Home > )?(?:.* - )?(?:Agenda item|Issue - meetings|Issue (?:details|history)|Meeting documents"
    r"|(?:Agenda|Decisions)(?:,? (?:and )?(?:draft )?(?:decisions|minutes))*)$"
)
_FORM_OF_HEADING = {"Agenda item": AGENDA_ITEM, "Issue - meetings": ISSUE, "Issue history": HISTORY}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an item: the heading it stands under, its number there, its first line in the file, its text."""

    section: str
    number: int
    line: int
    text: str

    @property
    def locator(self) -> str:
        return f"{self.section}, paragraph {self.number}"


@dataclass
class AgendaItem:
    """An item of a meeting as printed. What a page does not show is None.

    `cut` is true if its text breaks off, `due` if the page says when its decision was due, not when it was made.
    """

    number: str | None
    title: str | None
    line: int
    body: str | None = None
    held_on: date | None = None
    item_id: str | None = None
    cut: bool = False
    due: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def opening(self) -> str:
        return " ".join(part.text for part in self.paragraphs if part.section == "opening text")

    @property
    def decision(self) -> str | None:
        """What was resolved, as printed; None if the page does not tell it from the minutes."""
        texts = [part.text for part in self.paragraphs]
        for index, text in enumerate(texts):
            if found := _RESOLVED.search(text):
                return " ".join([text[found.start() :], *self._following(index)])
        decided = [part.text for part in self.paragraphs if part.section.startswith("Decision")]
        minutes = " ".join(part.text for part in self.paragraphs if part.section == "Minutes")
        if decided and not minutes.startswith(" ".join(decided)):
            return " ".join(decided)
        last = texts[-1] if texts else ""
        return last if last.startswith("That ") else None

    def _following(self, index: int) -> list[str]:
        section = self.paragraphs[index].section
        return [part.text for part in self.paragraphs[index + 1 :] if part.section == section]


def read_moderngov(page: SavedPage) -> list[AgendaItem]:
    """The items of the page. Raises Refused for a page of another system, or one without an item."""
    lines = [(number, line) for number, line in enumerate(page.lines, 1) if not _REMARK.match(line)]
    form = page.form if page.form in _READERS else _form_of(lines)
    if form is None:
        raise Refused("no page of ModernGov: neither its address nor its heading is one of theirs")
    items = [item for item in _READERS[form](lines) if item.title or item.paragraphs]
    if not items:
        raise Refused("no item of a meeting is printed")
    if day := one_day(page.parameters.get("df", "")):
        # Old pages have the day of the meeting in their address alone.
        for item in items:
            item.held_on = item.held_on or day
    if form == AGENDA_ITEM:
        items[0].item_id = page.parameters.get("id")
    elif "aiid" in page.parameters:
        items[0].item_id = page.parameters["aiid"]
    return items


def _form_of(lines: list[tuple[int, str]]) -> str | None:
    for _, line in [pair for pair in lines if pair[1]][:3]:
        if _HEADINGS.match(line):
            return _FORM_OF_HEADING.get(line.rsplit("> ", 1)[-1], LIST)
    return None


def _agenda_item(lines: list[tuple[int, str]]) -> list[AgendaItem]:
    """One item; its title follows the heading, unless a section does. Some sites print its meeting below the title."""
    items = _single(_after_heading(lines))
    for item in items:
        for part in item.paragraphs[:2]:
            if (found := _MEETING_OF.match(part.text)) and (day := one_day(found["day"])):
                item.body, item.held_on, item.number = found["body"], day, found["number"]
    return items


def _issue(lines: list[tuple[int, str]]) -> list[AgendaItem]:
    """The meetings of an issue, each with its item; or a single item whose heading is lost."""
    starts = [index for index, (_, line) in enumerate(lines) if _MEETING.match(line)]
    if not starts:
        return _single(_after_heading(lines))
    items = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _MEETING.match(lines[start][1])
        for item in _single(lines[start + 1 : end]) if found else []:
            if found:
                item.held_on, item.body = one_day(found[1]), found[2]
                item.number = item.number or found[3]
            items.append(item)
    return items


def _single(lines: list[tuple[int, str]]) -> list[AgendaItem]:
    """A single item: the first line is its title, with or without its number, unless that line begins a section."""
    text = [pair for pair in lines if pair[1]]
    if not text:
        return []
    line, first = text[0]
    after = lines[lines.index(text[0]) + 1 :]
    if _SECTION.match(first):
        item = AgendaItem(None, None, line)
        _fill(item, lines)
    else:
        found = _NUMBERED.match(first)
        item = AgendaItem(found[1] if found else None, _title(found[2] if found else first), line)
        _fill(item, after)
    return [item]


def _history(lines: list[tuple[int, str]]) -> list[AgendaItem]:
    """The meetings of an issue: a day, a body, and the issue's title for all; else the one at which it was due."""
    body = _after_heading(lines)
    title = next((line for _, line in body if line and not _MEETING.match(line)), None)
    found = [(number, match) for number, line in body if (match := _MEETING.match(line))]
    items = [AgendaItem(match[3], title, number, match[2], one_day(match[1])) for number, match in found]
    if not items:
        due = [(number, match) for number, line in body if (match := _DUE.match(line))]
        items = [
            AgendaItem(None, title, number, match["body"], _due_day(match["day"]), due=True) for number, match in due
        ]
        for item in items:
            _fill(item, body[1:])
    return items


def _due_day(text: str) -> date | None:
    """`20 Mar 18`: the system prints the year of a decision in two figures."""
    day, _, year = text.rpartition(" ")
    return one_day(f"{day} 20{year}")


def _lists(lines: list[tuple[int, str]]) -> list[AgendaItem]:
    """The items of an agenda: numbered, the rows of a table that lost its numbers, or all of it as one."""
    body, held_on = _heading(lines)
    starts = [start for index in range(len(lines)) if (start := _start(lines, index))]
    items = []
    ends = [start[0] for start in starts[1:]] + [len(lines)]
    for (index, number, title, after), end in zip(starts, ends, strict=False):
        items.append(AgendaItem(number, _title(title), lines[index][0], body, held_on))
        _fill(items[-1], lines[after:end])
    return items or _rows(lines, body, held_on) or _whole(lines, body, held_on)


def _start(lines: list[tuple[int, str]], index: int) -> tuple[int, str, str, int] | None:
    """Where an item begins: its place, number and title, and where its text begins; None if none begins there."""
    found = _NUMBER.match(lines[index][1])
    for after in range(index + 1, min(index + 4, len(lines))) if found else ():
        title = lines[after][1]
        if found and title and not _NUMBER.match(title) and not title.startswith(ITEM_ID):
            return None if _SECTION.match(title) else (index, found[1], title, after + 1)
    return None


def _rows(lines: list[tuple[int, str]], body: str | None, held_on: date | None) -> list[AgendaItem]:
    """The rows of an agenda that lost its numbers: the title is what stands before the purpose or the headings."""
    starts = [index for index, (_, line) in enumerate(lines) if _ROW.search(line) or _above_purpose(lines, index)]
    items = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        number, line = lines[start]
        title = _ROW_PURPOSE.split(_ROW.split(line, maxsplit=1)[0], maxsplit=1)[0]
        items.append(AgendaItem(None, _title(title) or None, number, body, held_on))
        _fill(items[-1], [(number, line[len(title) :].strip()), *lines[start + 1 : end]])
    return items


def _above_purpose(lines: list[tuple[int, str]], index: int) -> bool:
    """Whether a line is a title, because the next one says what the item is for: `To receive ...`."""
    line = lines[index][1]
    following = next((text for _, text in lines[index + 1 :] if text), "")
    return bool(line) and not _ENDS.search(line) and bool(_PURPOSE.match(following)) and not _HEADINGS.match(line)


def _whole(lines: list[tuple[int, str]], body: str | None, held_on: date | None) -> list[AgendaItem]:
    """All that a page has, where the items of its agenda are not told apart."""
    text = _after_heading(lines)
    item = AgendaItem(None, None, text[0][0] if text else 1, body, held_on)
    _fill(item, text)
    return [item]


def _heading(lines: list[tuple[int, str]]) -> tuple[str | None, date | None]:
    """The body and the day of the meeting: on one line, on two, or not printed."""
    before = ""
    for _, line in lines[:40]:
        if found := _HEADED.match(line):
            return found["body"], one_day(found["day"])
        if before and _DAY_LINE.match(line) and not _HEADINGS.match(before):
            return before, one_day(line)
        before = line or before
    return None, None


def _after_heading(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    last = max((index for index, (_, line) in enumerate(lines[:8]) if _HEADINGS.match(line)), default=-1)
    return lines[last + 1 :]


def _title(line: str) -> str:
    return _PDF.sub("", line).strip()


def _fill(item: AgendaItem, lines: list[tuple[int, str]]) -> None:
    """Gives an item its paragraphs. Lines that were broken inside sentences become one again."""
    section, open_ = "opening text", False
    for number, whole in lines:
        if whole.startswith(ITEM_ID):
            item.item_id = item.item_id or whole.removeprefix(ITEM_ID)
            continue
        for line in _INLINE_SECTION.split(_PDF.sub("", whole).strip()):
            text = _CUT.sub("", line)
            item.cut = item.cut or text != line
            if found := _SECTION.match(text):
                section, text, open_ = found["name"].capitalize(), found["rest"] or "", False
                # Some stored forms lost the heading `Minutes:`, so that the minutes follow the list of documents.
                section = f"below {section}" if section.endswith("documents") else section
            if not text or set(text) <= {"-", "|"}:
                open_ = False
                continue
            if open_ and not _BULLET.match(text):
                last = item.paragraphs.pop()
                item.paragraphs.append(replace(last, text=f"{last.text} {plain(text)}"))
            else:
                place = 1 + sum(part.section == section for part in item.paragraphs)
                item.paragraphs.append(Paragraph(section, place, number, plain(text)))
            open_ = not _ENDS.search(text)


_READERS = {AGENDA_ITEM: _agenda_item, ISSUE: _issue, LIST: _lists, OLD_LIST: _lists, HISTORY: _history}
