"""Dates that are as exact as their sources."""

import calendar
import datetime
import re

_FORM = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?|\[(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\]")


class PartialDate(str):
    """A year (`2014`), a month (`2023-06`), a day (`2023-06-28`), or a day between two (`[2020-09-28..2020-12-31]`).

    It is the text that the API sends. Sort by `earliest` or `latest`, not by the text.

    Raises:
        ValueError: The text has none of the four forms.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "PartialDate":
        if not _FORM.fullmatch(text):
            raise ValueError(f"{text!r} is not a date of the API")
        return super().__new__(cls, text)

    @property
    def earliest(self) -> datetime.date:
        """The first day that it can mean."""
        return self._days()[0]

    @property
    def latest(self) -> datetime.date:
        """The last day that it can mean."""
        return self._days()[1]

    @property
    def exact(self) -> datetime.date | None:
        """The day, if it can mean only one."""
        first, last = self._days()
        return first if first == last else None

    def _days(self) -> tuple[datetime.date, datetime.date]:
        if self.startswith("["):
            first, last = self[1:-1].split("..")
            return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        year, month, day = (*(int(part) for part in self.split("-")), None, None)[:3]
        assert year is not None
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return datetime.date(year, month or 1, day or 1), datetime.date(year, last_month, last_day)
