"""Dates inside sentences: `on 26th and 27th February 2019`, `March 29-30 2023`, `in June 2023`, `15/3/11`.

A date without a year is found too, and `has_year` is false. The caller takes the year from elsewhere, or leaves it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.importing.dates import plain
from app.partial_date import MONTHS

_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?" \
         r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"  # fmt: skip
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_TO = r"\s*(?:-|/|&|\bto\b|\band\b|\buntil\b)\s*(?:the\s+)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?"
_PATTERN = re.compile(
    # Two days, of one month or of two: `6th -30th March 2017`, `19th November to 11th December 2013`.
    rf"(?P<d1>{_DAY})(?:\s+(?:of\s+)?(?P<m1>{_MONTH}))?(?:,?\s+(?P<y1>{_YEAR}))?{_TO}{_WEEKDAY}"
    rf"(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH})\b\.?(?:,?\s*(?P<y2>{_YEAR}))?"
    # The month first: `March 29-30 2023`, `March 29, 2023`.
    rf"|(?P<m3>{_MONTH})\s+(?P<d3>{_DAY})(?:{_TO}(?P<d4>{_DAY}))?(?![0-9]|th|st|nd|rd),?\s+(?P<y3>{_YEAR})"
    # One day: `9th May 2022`, `29 April`.
    rf"|(?P<d5>{_DAY})\s+(?:of\s+)?(?P<m5>{_MONTH})\b\.?(?:,?\s*(?P<y5>{_YEAR}))?"
    # Figures: `22/06/2023`, `15/3/11`.
    r"|(?<![0-9/])(?P<d6>[0-9]{1,2})[/.](?P<m6>[0-9]{1,2})[/.](?P<y6>[0-9]{4}|[0-9]{2})(?![0-9/])"
    # A month, or some day of two: `July 2022`, `October/November 2016`.
    rf"|(?:(?P<m7>{_MONTH})(?:{_TO}))?(?P<m8>{_MONTH})\b\.?,?\s+(?P<y8>{_YEAR})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class StatedDate:
    """A date in a sentence. `first` and `last` are days or a month, without the year if none is printed.

    `begin` and `end` are its place in the sentence.
    """

    first: str
    last: str | None
    has_year: bool
    begin: int
    end: int


def stated_dates(sentence: str) -> Iterator[StatedDate]:
    """The dates in a sentence that `plain` has made plain, in their order. What is in no calendar is left out."""
    for found in _PATTERN.finditer(sentence):
        part = found.groupdict()
        first: str | None
        last: str | None = None
        if part["d1"]:
            year = part["y2"]
            first = _day(part["d1"], part["m1"] or part["m2"], part["y1"] or year)
            last = _day(part["d2"], part["m2"], year)
            if first and last and first > last and part["m1"] and not part["y1"] and year:
                # `12 December to 5 January 2023`: the year stands once and belongs to the later day.
                first = _day(part["d1"], part["m1"] or part["m2"], str(int(year) - 1))
            if not last or (first and first > last):
                continue
        elif part["m3"]:
            year = part["y3"]
            first = _day(part["d3"], part["m3"], year)
            last = _day(part["d4"], part["m3"], year) if part["d4"] else None
        elif part["d5"]:
            year = part["y5"]
            first = _day(part["d5"], part["m5"], year)
        elif part["d6"]:
            year = part["y6"] if len(part["y6"]) == 4 else f"20{part['y6']}"
            first = _day(part["d6"], part["m6"], year)
        else:
            year = part["y8"]
            first = f"{year}-{_month(part['m8']):02}"
            if part["m7"]:
                last, first = first, f"{year}-{_month(part['m7']):02}"
        if first:
            yield StatedDate(first, last if last != first else None, year is not None, *found.span())


def one_day(text: str) -> date | None:
    """The day that a heading prints, wherever it stands in it; None if it prints none, or not all of it."""
    for found in stated_dates(plain(text)):
        if found.has_year and len(found.first) == 10:
            return date.fromisoformat(found.first)
    return None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word[:3].lower()]


def _day(day: str, month: str, year: str | None) -> str | None:
    """`2023-03-29`, or `03-29` without a year; None if no calendar has it."""
    number = int(re.sub(r"[a-z]", "", day.lower()))
    try:
        # A leap year stands in for the one that is not printed, so that 29 February passes.
        made = date(int(year or 2000), _month(month), number)
    except ValueError:
        return None
    return made.isoformat() if year else made.isoformat()[5:]
