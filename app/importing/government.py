"""A saved page of the government on an improvement notice or a direction: what, to whom, when, and what became of it.

It reads what is printed and decides nothing. A page tells of its own notice, and often of one before or after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.importing.dates import plain
from app.importing.saved_pages import SavedPage
from app.importing.stated_dates import StatedDate, stated_dates
from app.importing.visit_statements import sentences
from app.importing.workers import Refused
from app.vocabulary import InterventionType

_KIND = r"(?:[Ii]mprovement [Nn]otice|(?:[Rr]evised |[Ss]tatutory )*[Dd]irection)"
_SUBJECT = re.compile(
    rf"\b(?P<kind>{_KIND})s? issued to (?P<council>.+?)(?= due to |\.|:|, |$)(?::\s*(?P<month>[a-z]+ [0-9]{{4}}))?",
    re.IGNORECASE,
)
# On a page about something else: whom a notice was issued to, in a sentence.
_COUNCIL = r"(?P<council>[A-Z][\w' -]*?\b[Cc]ouncil)\b"
_NAMED = (
    re.compile(rf"\bissued {_COUNCIL} with an? (?P<kind>{_KIND})"),
    re.compile(rf"\b(?P<kind>{_KIND}) to {_COUNCIL}"),
    re.compile(rf"\bissued an? (?P<kind>{_KIND})(?P<council>\b)"),
)
# What stands right before the day on which a notice was issued.
_ISSUED_ON = re.compile(r"\b(?:issued|served)(?: [a-z]+){0,2} (?:on|in) $", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:lifted|revoked|closed|replaced|replaces it)\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\breplaces (?:an?|the) (?:earlier |previous )?(?P<kind>{_KIND})", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:replaced (?:with|by) an? (?P<by>{_KIND})|An? (?P<it>{_KIND})\b.*\breplaces it"
    r"|(?P<link>direction) that replaces)",
    re.IGNORECASE,
)
_NEW = re.compile(rf"\bissued an? (?:new|second|further) (?P<kind>{_KIND})", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:follow(?:s|ing|ed)|found|judged|because)\b.*\b(?:Ofsted|inspection|report)\b|\bOfsted\b", re.IGNORECASE
)
_PUBLISHED = re.compile(r"^Published (.+?)(?:\s*Last updated.*)?$")
_ENTRY = re.compile(
    rf"['\u2018](?P<kind>{_KIND}) issued to (?P<council>[^:'\u2019]+): (?P<month>[A-Z][a-z]+ [0-9]{{4}})['\u2019]",
    re.IGNORECASE,
)
_CLOSED_ENTRY = re.compile(r"\bclosed\b", re.IGNORECASE)
_SEND = re.compile(r"\bSEND\b|special educational needs", re.IGNORECASE)
_LABELS = re.compile(
    r"^(?:Decision:?|Correspondence|Collection|Independent report|Guidance|News story)$", re.IGNORECASE
)


@dataclass
class Notice:
    """A notice or direction as a page tells of it. Dates are as printed; what is not printed is None.

    `role` tells the page's own from those that it names: `own`, `before`, `after`, `new`, `listed`, `named`.
    """

    role: str
    page_title: str
    type: InterventionType
    council: str
    line: int
    printed: str
    issued: StatedDate | None = None
    ended: StatedDate | None = None
    published: StatedDate | None = None
    cause: str | None = None
    send_alone: bool = False


def read_government(page: SavedPage) -> list[Notice]:
    """The notices that a page tells of, its own first. Raises Refused for a page on something else."""
    lines = [(number, plain(line)) for number, line in enumerate(page.lines, 1) if line]
    heading = [pair for pair in lines if not _LABELS.match(pair[1])][:3]
    title = heading[0][1] if heading else ""
    listed = list(_listed(lines, title))
    if listed:
        return listed
    found = next(((number, match) for number, line in heading if (match := _SUBJECT.search(line))), None)
    if found is None:
        named = list(_named(lines, title))
        if not named:
            raise Refused("no page on a notice or direction: it names none, or not to whom")
        return named
    line, subject = found
    own = Notice("own", title, _type(subject["kind"]), subject["council"].strip(), line, title)
    months = [match["month"] for _, text in heading if (match := _SUBJECT.search(text)) and match["month"]]
    own.issued = next(stated_dates(" ".join(months)), None)
    others: list[Notice] = []
    for number, text in lines:
        if published := _PUBLISHED.match(text):
            own.published = next(stated_dates(published[1]), None)
            continue
        for sentence in sentences(text):
            # What a page says after it told of a new notice is about that one.
            latest = next((one for one in reversed(others) if one.role == "new"), own)
            others += _read(sentence, number, own, latest)
    return [own, *others]


def _read(sentence: str, line: int, own: Notice, latest: Notice) -> Iterator[Notice]:
    """Takes from a sentence what it says of the page's notice in force, and yields the others that it names."""
    dates = list(stated_dates(sentence))
    first = dates[0] if dates else None
    if match := _BEFORE.search(sentence):
        issued = next((when for when in dates if when.begin > match.end()), None)
        yield Notice("before", own.page_title, _type(match["kind"]), own.council, line, sentence, issued)
    elif match := _AFTER.search(sentence):
        # The one that replaces ends the other: the day of the one is the end of the other.
        latest.ended = latest.ended or first
        kind = match["by"] or match["it"] or match["link"]
        yield Notice("after", own.page_title, _type(kind), own.council, line, sentence, first)
    elif match := _NEW.search(sentence):
        latest.ended = latest.ended or first
        yield Notice("new", own.page_title, _type(match["kind"]), own.council, line, sentence, first)
    elif _ENDED.search(sentence) and dates:
        latest.ended = latest.ended or dates[-1]
        latest.printed = f"{latest.printed} {sentence}"
    elif issued := _issued(sentence, dates, own):
        own.issued = issued
        own.printed = f"{own.printed} {sentence}"
    elif _CAUSE.search(sentence) and own.cause is None:
        own.cause = sentence
    if _SEND.search(sentence) and "social care" not in sentence.lower():
        own.send_alone = True


def _issued(sentence: str, dates: list[StatedDate], own: Notice) -> StatedDate | None:
    """The day on which a sentence says that the page's own notice was issued."""
    if own.issued is not None or not _mentions(sentence, own):
        return None
    return next((when for when in dates if _ISSUED_ON.search(sentence[: when.begin])), None)


def _named(lines: list[tuple[int, str]], title: str) -> Iterator[Notice]:
    """The notices that sentences of a page about something else name."""
    council = None
    found: list[Notice] = []
    for number, text in lines:
        for sentence in sentences(text):
            dates = list(stated_dates(sentence))
            match = next((match for pattern in _NAMED if (match := pattern.search(sentence))), None)
            if match and (council := match["council"] or council):
                issued = next((when for when in dates if when.begin >= match.end()), None)
                # `In March 2023, we issued a revised direction`: the date stands first.
                issued = issued or next((when for when in dates if when.begin < 5), None)
                found.append(Notice("named", title, _type(match["kind"]), council, number, sentence, issued))
            elif found and _ENDED.search(sentence) and dates and _mentions(sentence, found[-1]):
                found[-1].ended = dates[-1]
                found[-1].printed = f"{found[-1].printed} {sentence}"
    yield from found


def _listed(lines: list[tuple[int, str]], title: str) -> Iterator[Notice]:
    """The notices that the updates of a collection name, with the day on which one was lifted."""
    for number, text in lines:
        for match in _ENTRY.finditer(text):
            closed = bool(_CLOSED_ENTRY.search(text[match.end() :].partition("'")[0]))
            lifted = _ENDED.search(text[match.end() :])
            days = [when for when in stated_dates(text) if when.begin > match.end() and len(when.first) == 10]
            yield Notice(
                "listed",
                title,
                _type(match["kind"]),
                match["council"].strip(),
                number,
                text,
                next(stated_dates(match["month"]), None),
                days[0] if closed and lifted and days else None,
                send_alone=bool(_SEND.search(text)),
            )


def _mentions(sentence: str, own: Notice) -> bool:
    word = "notice" if own.type is InterventionType.IMPROVEMENT_NOTICE else "direction"
    return word in sentence.lower()


def _type(words: str) -> InterventionType:
    if "notice" in words.lower():
        return InterventionType.IMPROVEMENT_NOTICE
    return InterventionType.STATUTORY_DIRECTION
