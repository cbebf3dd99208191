"""Days between two dates. They are counted only if both dates are known to the day, because no day is ever invented."""

from datetime import date
from typing import NamedTuple

from app.partial_date import PartialDate, partial_date
from app.vocabulary import Precision, Undated


class Days(NamedTuple):
    """A number of days, or the reason why there is none."""

    days: int | None
    undated: Undated | None


def days_between(first: PartialDate | None, last: PartialDate | None) -> Days:
    """The days from one date to the other; 0 if they are the same day."""
    if first is None:
        return Days(None, Undated.FROM_NOT_KNOWN)
    if first.precision is not Precision.DAY:
        return Days(None, Undated.FROM_NOT_EXACT)
    if last is None:
        return Days(None, Undated.TO_NOT_KNOWN)
    if last.precision is not Precision.DAY:
        return Days(None, Undated.TO_NOT_EXACT)
    return Days((last.earliest - first.earliest).days, None)


def exact(day: date) -> PartialDate:
    """A day as a date that is known to the day."""
    return partial_date(day.isoformat())
