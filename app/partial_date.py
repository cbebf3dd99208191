"""Dates as exact as their source: `2014`, `2023-06`, `2023-06-28` or `[2020-09-28..2020-12-31]`.

The last form is "some day between the two, both included". A partial date is its own text; `earliest` and
`latest` are the first and the last day that it can mean, so that it sorts and filters the same everywhere.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from app.vocabulary import Precision

_DATE = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
PATTERN = rf"^(?:{_DATE}|\[[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}\.\.[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}\])$"
DESCRIPTION = (
    "A date as exact as its source. It has one of four forms: a year (`2014`), a month (`2023-06`), a day "
    "(`2023-06-28`), or some day between two days, both included (`[2020-09-28..2020-12-31]`). Do not read it as a "
    "timestamp: show the record's `date_text`, and sort by its `earliest` and `latest`."
)
EXPECTED_DATE = "expected YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Any year of the calendar: queries often have an open end such as 9999-12-31.
_SINGLE = re.compile(r"^(?!0000)[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$", re.ASCII)
_RANGE = re.compile(PATTERN, re.ASCII)


def single_bounds(text: str) -> tuple[date, date]:
    """The first and the last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises ValueError if the text has another form or names no day of the calendar.
    """
    if not _SINGLE.fullmatch(text):
        raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
    numbers = [int(part) for part in text.split("-")]
    year, month, day = [*numbers, 0, 0][:3]
    try:
        if len(numbers) == 1:
            return date(year, 1, 1), date(year, 12, 31)
        if len(numbers) == 2:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text} is not in the calendar") from error


class PartialDate(str):
    """The text of a partial date, checked, with its bounds."""

    earliest: date
    latest: date
    precision: Precision

    def __new__(cls, text: str) -> Self:
        if not _RANGE.fullmatch(text):
            raise ValueError(EXPECTED_DATE)
        self = str.__new__(cls, text)
        if text.startswith("["):
            first, last = text[1:-1].split("..")
            self.earliest, self.latest = single_bounds(first)[0], single_bounds(last)[1]
            self.precision = Precision.RANGE
            if self.earliest >= self.latest:
                raise ValueError("a range must end after the day on which it begins")
        else:
            self.earliest, self.latest = single_bounds(text)
            self.precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(text)]
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        checked = core_schema.str_schema(strict=True)
        # The reference makes it one named schema, which every field refers to.
        return core_schema.no_info_after_validator_function(partial_date, checked, ref="PartialDate")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "title": "PartialDate",
            "type": "string",
            "pattern": PATTERN,
            "description": DESCRIPTION,
            "examples": ["2014", "2023-06", "2023-06-28", "[2020-09-28..2020-12-31]"],
        }


@lru_cache(maxsize=16_384)
def partial_date(text: str) -> PartialDate:
    """A partial date by its text. Rows with the same date share the object, since it never changes.

    Raises ValueError if the text is no partial date.
    """
    return PartialDate(text)


def span(first: PartialDate, last: PartialDate | None) -> tuple[date, date, Precision]:
    """The bounds of something that began on `first` and, if known, ended on `last`, and the coarser precision."""
    end = last or first
    words = list(Precision)
    coarser = max(first.precision, end.precision, key=words.index)
    return first.earliest, max(first.latest, end.latest), coarser


def text_of(first: PartialDate, last: PartialDate | None = None) -> str:
    """Dates in words: those of something that began on `first` and, if known, ended on `last`.

    `June 2023`, `28 July 2023`, `11 to 22 June 2018`, `between 22 September and 26 October 2022`. What the two dates
    share is said once. Dates that are not equally exact are said apart: `began in May 2018, ended on 2 June 2018`.
    """
    if last is None or last == first:
        return _words(first)
    if first.precision is last.precision is not Precision.RANGE:
        return _joined(first.earliest, last.earliest, " to ", first.precision)
    return f"began {_when(first)}, ended {_when(last)}"


def _words(one: PartialDate) -> str:
    if one.precision is Precision.RANGE:
        return f"between {_joined(one.earliest, one.latest, ' and ', Precision.DAY)}"
    return " ".join(_parts(one.earliest, one.precision))


def _when(one: PartialDate) -> str:
    if one.precision is Precision.RANGE:
        return _words(one)
    return f"{'on' if one.precision is Precision.DAY else 'in'} {_words(one)}"


def _joined(first: date, last: date, word: str, precision: Precision) -> str:
    """Two dates of the same precision. The month and the year stand with the second alone if they are the same."""
    before, after = _parts(first, precision), _parts(last, precision)
    if first.year == last.year:
        before = before[:-1]
        # Without its year, 3 May and 5 May have the month in common too.
        if precision is Precision.DAY and first.month == last.month:
            before = before[:-1]
    return f"{' '.join(before)}{word}{' '.join(after)}"


def _parts(day: date, precision: Precision) -> list[str]:
    """The parts of a date in words, the day first; no locale can change the names of the months."""
    parts = [str(day.day), MONTHS[day.month - 1], str(day.year)]
    return parts[{Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}[precision] :]
