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
EXPECTED = "expected YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]"
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
            raise ValueError(EXPECTED)
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
        return core_schema.no_info_after_validator_function(partial_date, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN}


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
