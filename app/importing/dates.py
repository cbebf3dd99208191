"""Dates as reports print them: `11 - 22 July 2022`, `18 Feb 2014`, `12/09/2016`, two windows, a single day.

Pure functions. What is not understood is None, never a guess; the caller says so to a person.
"""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Reports use whatever the word processor made of a dash: en and em dashes, the minus sign, box-drawing lines, soft
# hyphens, and PDFium's two marks of a hyphen at the end of a line.
_DASHES = re.compile("[\u2010-\u2015\u2212\u2500\u2501\u00ad\ufe58\ufe63\uff0d\x02\ufffe]")
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?,?\s+)?"
_ENDPOINT = re.compile(
    rf"{_WEEKDAY}(?:(?P<d>[0-9]{{1,2}})[/.](?P<m>[0-9]{{1,2}})[/.](?P<y>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    rf"|{_DAY}(?:\s+{_MONTH}(?:,?\s*{_YEAR}(?![0-9]))?)?(?![a-z0-9/]))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-+|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_NEXT_WINDOW = re.compile(r"\s*(?:,?\s*\band\b|&|;|,)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class DaySpan:
    """From a first to a last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class _End:
    """One printed end of a span. A month or a year that is not printed is None: a later end supplies it."""

    day: int
    month: int | None
    year: int | None
    begins_window: bool


def plain(text: str) -> str:
    """The text with every dash as `-`, every quotation mark plain, and every run of white space as one space."""
    text = _DASHES.sub("-", text).replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(text.split())


def read_spans(text: str) -> tuple[DaySpan, ...] | None:
    """The windows on site that the text begins with, in order; a single day is a window of one day.

    None if the text does not begin with dates, if they name no day of the calendar, or if they are out of order.
    """
    ends = _ends(plain(text))
    if not ends:
        return None
    days: list[tuple[date, bool]] = []
    month, year, later = None, None, None
    for end in reversed(ends):
        month, year = end.month or month, end.year or year
        if month is None or year is None:
            return None
        day = _day(end.day, month, year)
        if day and later and day > later and end.year is None:
            # `12 December to 5 January 2023`: the year stands once, at the end, and belongs to the later date.
            year -= 1
            day = _day(end.day, month, year)
        if day is None or (later and day > later):
            return None
        later = day
        days.append((day, end.begins_window))
    spans: list[DaySpan] = []
    for day, begins_window in reversed(days):
        if begins_window:
            spans.append(DaySpan(day, day))
        else:
            spans[-1] = DaySpan(spans[-1].first, day)
    return tuple(spans)


def read_date(text: str) -> date | None:
    """The one date that the text begins with; None if it begins with none, or with an incomplete one."""
    found = _ENDPOINT.match(plain(text))
    end = found and _end(found, True)
    if not end or end.month is None or end.year is None:
        return None
    return _day(end.day, end.month, end.year)


def date_of_file_name(name: str) -> date | None:
    """The date at the end of a name such as `children's services inspection - 05 september 2022.pdf`."""
    found = re.search(r"([0-9]{1,2} [a-z]+ [0-9]{4})\.pdf$", name, re.IGNORECASE)
    return read_date(found[1]) if found else None


def _ends(text: str) -> list[_End]:
    """The printed ends, as far as the text consists of dates and of words that join them."""
    ends: list[_End] = []
    position, begins_window = 0, True
    while found := _ENDPOINT.match(text, position):
        end = _end(found, begins_window)
        if end is None:
            break
        ends.append(end)
        position = found.end()
        # A span has two ends: after the second, only `and` or a comma can open another window.
        to_last_day = _RANGE.match(text, position) if end.begins_window else None
        joint = to_last_day or _NEXT_WINDOW.match(text, position)
        if joint is None:
            break
        begins_window = to_last_day is None
        position = joint.end()
    # `8 July 2019 to` and then no date: the last day is missing, so the whole is not understood.
    return [] if ends and not begins_window and ends[-1].begins_window else ends


def _end(found: re.Match[str], begins_window: bool) -> _End | None:
    """One end; None if what looks like a month is another word."""
    if found["d"]:
        year = int(found["y"])
        return _End(int(found["d"]), int(found["m"]), year + 2000 if year < 100 else year, begins_window)
    month = _month(found["month"]) if found["month"] else None
    if found["month"] and month is None:
        return None
    return _End(int(found["day"]), month, int(found["year"]) if found["year"] else None, begins_window)


def _month(word: str) -> int | None:
    word = word.lower()
    if word == "sept":
        return 9
    matching = [
        number for number, name in enumerate(_MONTHS, 1) if name == word or (len(word) == 3 and name[:3] == word)
    ]
    return matching[0] if matching else None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
