"""What sentences state of Ofsted: the days of visits and inspections, their order, when they were published, numbers.

Pure functions. A date belongs to the word before it that says what happened then; a plan is marked as a plan.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.importing.dates import plain
from app.importing.stated_dates import StatedDate, stated_dates

MONITORING, FOCUSED, INSPECTION = "monitoring_visits", "focused_visits", "inspections"
_PUBLISHED, _OTHER = "published", "other"
# What a date can belong to. `visit` alone is of the kind that the sentence named before.
_ANCHOR = re.compile(
    r"(?P<monitoring_visits>monitoring visits?)|(?P<focused_visits>focus(?:s?ed)? visits?)"
    r"|(?P<inspections>(?:re-?)?inspect(?:ion|ed)\b(?! report| findings)|single inspection|\bSIF\b|\bILACS\b)"
    r"|(?P<published>\bpublish\w*|\breleased\b)"
    r"|(?P<visit>\bvisits?\b)"
    r"|(?P<other>\bmeetings?\b|\bagenda|\bdated\b|\bletter of\b|\bapproved on\b|\bsubmi\w+|\bpanel\b|\bboard\b"
    r"|\bannual conversation\b|\blifted\b|\bissued\b|\bnext\b|\bby\b|\bintervention\b|\bnotice\b|\bdirection\b"
    r"|\breview(?:ed)?\b|\bcompleted\b|\bsince\b|\bto follow\b)",
    re.IGNORECASE,
)
# Words that make a visit a plan, if they stand before its date or right behind it.
_PLANNED = re.compile(
    r"\b(?:will|would|planned|expected|(?:re)?scheduled|anticipated|due|upcoming|forthcoming|next)\b", re.IGNORECASE
)
_BEHIND = 30
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<figure>[0-9]{{1,2}})(?:st|nd|rd|th))\s+(?:[a-z]+ ){{0,2}}"
    r"(?:monitoring |focus(?:s?ed)? )?visit|monitoring visit (?P<after>0?[0-9])(?![0-9-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;?!])['\u2019\u201d]?\s+(?=[A-Z0-9'\"(\u201c\u2018])")
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS, 1)}
_FIGURE = re.compile(
    r"(?P<before>(?:\b(?:around|about|approximately|some|over|more than|above|below|under|less than|fewer than"
    r"|up to|at least|no more than)\s+)?)(?<![\w/.,£-])"
    rf"(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|{'|'.join(_NUMBER_WORDS)})(?![\w/]|\.[0-9])"
    # `two of 10 international social workers` counts social workers, as `10` does.
    r"(?P<percent>\s*(?:%|per cent|percent))?(?:\s+of\s+[0-9]+(?=\s))?(?P<unit>(?:-|\s+)[a-z][a-z' ]{2,40})?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NO_UNIT = frozenset(
    (
        "of",
        "and",
        "to",
        "in",
        "on",
        "at",
        "as",
        "is",
        "was",
        "were",
        "the",
        "that",
        "or",
        "for",
        "by",
        "with",
        "related",
    )
)
_TIMES = ("day", "week", "month", "year")
_COMPARATORS = {
    "about": ("around", "about", "approximately", "some"),
    ">": ("over", "more than", "above"),
    "<": ("below", "under", "less than", "fewer than"),
    "<=": ("up to", "no more than"),
    ">=": ("at least",),
}


@dataclass(frozen=True)
class Statement:
    """That a visit or an inspection happened on a day, as one sentence states it."""

    kind: str
    when: StatedDate
    sentence: str
    planned: bool
    ordinal: int | None
    published: StatedDate | None = None


@dataclass(frozen=True)
class Number:
    """A number as printed: its value, how it relates to the true one, the words that follow it, its sentence."""

    value: float
    comparator: str
    unit: str
    sentence: str


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part for part in _SENTENCE.split(plain(text)) if part]


def statements(text: str) -> list[Statement]:
    """The visits and inspections that a paragraph dates. A letter published in the next sentences is of the last visit.

    A statement that gives only the month is left out if another one gives the days.
    """
    found: list[Statement] = []
    for sentence in sentences(text):
        published = None
        for when, anchor in _anchored(sentence):
            if anchor in (MONITORING, FOCUSED, INSPECTION):
                planned = bool(_PLANNED.search(sentence[: when.end + _BEHIND]))
                found.append(Statement(anchor, when, sentence, planned, _ordinal(sentence)))
            elif anchor == _PUBLISHED and published is None and when.has_year:
                published = when
        if published and found and found[-1].published is None:
            found[-1] = replace(found[-1], published=published)
    return list(most_exact(found))


def ordinal_of(texts: Iterable[str]) -> int | None:
    """The number of the visit in the first of some texts that numbers one; None if none does."""
    return next((number for text in texts for part in sentences(text) if (number := _ordinal(part))), None)


def most_exact(found: Iterable[Statement]) -> Iterator[Statement]:
    """The statements without those that only give the month of one that gives the days, and each once."""
    found = list(found)
    seen: set[tuple[str, str, bool]] = set()
    for one in found:
        vaguer = len(one.when.first) == 7 and one.when.last is None
        days = [other for other in found if other.kind == one.kind and len(other.when.first) == 10]
        if vaguer and any(other.when.first.startswith(one.when.first) for other in days):
            continue
        key = (one.kind, one.when.first, one.planned)
        if key not in seen:
            seen.add(key)
            yield one


def numbers(text: str) -> list[Number]:
    """The counted numbers of a paragraph: those that a noun or a per cent sign follows, and no dates or labels."""
    return [number for sentence in sentences(text) for number in _numbers(sentence)]


def _numbers(sentence: str) -> Iterator[Number]:
    dates = [(when.begin, when.end) for when in stated_dates(sentence)]
    # A number within `two of 10 social workers` is found by itself too.
    starts = {match.start("number"): match for match in _FIGURE.finditer(sentence)}
    for match in list(starts.values()):
        if match["unit"] and (inner := re.match(r"\s+of\s+", sentence[match.end("number") :])):
            again = _FIGURE.match(sentence, match.end("number") + inner.end())
            if again:
                starts[again.start("number")] = again
    for place, match in sorted(starts.items()):
        unit, word = (match["unit"] or "").strip(" -"), match["number"].lower().replace(",", "")
        label = place == 0 and "." in word
        if label or _YEAR.fullmatch(word) or any(begin <= place < end for begin, end in dates):
            continue
        counted = "percent" if match["percent"] else _noun(unit)
        if counted is None:
            continue
        before = match["before"].strip().lower()
        comparator = next((sign for sign, words in _COMPARATORS.items() if before in words), "=")
        if before == "over" and counted.endswith(tuple(f"{time}s" for time in _TIMES)):
            # `over three weeks` says how long it took.
            comparator = "="
        yield Number(float(_NUMBER_WORDS.get(word) or word), comparator, counted, sentence)


def _anchored(sentence: str) -> Iterator[tuple[StatedDate, str]]:
    """Each date with what it dates: the nearest word before it, or the first after it if there is none before."""
    anchors: list[tuple[int, str]] = []
    visit = None
    for match in _ANCHOR.finditer(sentence):
        kind = match.lastgroup or _OTHER
        if kind == "visit":
            kind = visit or _OTHER
        elif kind in (MONITORING, FOCUSED):
            visit = kind
        anchors.append((match.start(), kind))
    for when in stated_dates(sentence):
        before = [kind for place, kind in anchors if place < when.begin]
        after = [kind for place, kind in anchors if place >= when.end]
        if before or after:
            yield when, before[-1] if before else after[0]


def _ordinal(sentence: str) -> int | None:
    """The number of the visit, if the sentence numbers exactly one."""
    found = list(_ORDINAL.finditer(sentence))
    if len(found) != 1:
        return None
    match = found[0]
    if match["word"]:
        return _ORDINALS.index(match["word"].lower()) + 1
    return int(match["figure"] or match["after"])


def _noun(unit: str) -> str | None:
    """The words up to the first plural, which is what a number counts; None if they count nothing.

    A time counts in the singular too: `the next three month period`.
    """
    words = unit.split()[:4]
    for place, word in enumerate(words):
        small = word.lower()
        if small in _TIMES:
            return f"{small}s"
        if small in _NO_UNIT:
            return None
        if small == "children" or (small.endswith("s") and not small.endswith(("ss", "is", "us"))):
            return " ".join(words[: place + 1])
    return None
