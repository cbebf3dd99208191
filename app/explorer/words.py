"""Values in words: dates as exact as they are, grades, numbers and lengths of time. Templates have each as a filter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from app.partial_date import MONTHS, partial_date
from app.vocabulary import VOCABULARIES, Aspect, Comparator, Grade, Precision

# What a grade is called on a page, its letter, and its class in the stylesheet.
_GRADES: dict[str, tuple[str, str, str]] = {
    Grade.OUTSTANDING: ("Outstanding", "O", "gr-o"),
    Grade.GOOD: ("Good", "G", "gr-g"),
    Grade.REQUIRES_IMPROVEMENT: ("Requires improvement", "RI", "gr-ri"),
    Grade.ADEQUATE: ("Adequate", "A", "gr-a"),
    Grade.INADEQUATE: ("Inadequate", "I", "gr-i"),
}
_NONE = ("No grade", "–", "gr-n")
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def grade_word(grade: str | None) -> str:
    """`Requires improvement`."""
    return _GRADES[grade][0] if grade else _NONE[0]


def grade_letter(grade: str | None) -> str:
    """`RI`; a dash where there is no grade."""
    return _GRADES[grade][1] if grade else _NONE[1]


def grade_class(grade: str | None) -> str:
    """The class that colours the grade."""
    return _GRADES[grade][2] if grade else _NONE[2]


@cache
def grade_badge(grade: str | None) -> Markup:
    """A grade as a word on its colour. It is made once for each grade, as `letter_badge` is."""
    return Markup('<b class="gr {}">{}</b>').format(grade_class(grade), grade_word(grade))


@cache
def letter_badge(grade: str | None) -> Markup:
    """A grade as a letter on its colour, with the word for screen readers."""
    return Markup('<b class="gr {}"><span aria-hidden="true">{}</span><span class="vh">{}</span></b>').format(
        grade_class(grade), grade_letter(grade), grade_word(grade)
    )


@lru_cache(maxsize=16_384)
def day(value: str | date | None) -> str:
    """A date as exact as it is: `28 July 2023`, `July 2023`, `2023`, `some day between 22 September and ...`."""
    if value is None:
        return "date not known"
    if isinstance(value, date):
        return _full(value)
    known = partial_date(value)
    if known.precision is Precision.DAY:
        return _full(known.earliest)
    if known.precision is Precision.MONTH:
        return f"{MONTHS[known.earliest.month - 1]} {known.earliest.year}"
    if known.precision is Precision.YEAR:
        return str(known.earliest.year)
    return f"some day between {_between(known.earliest, known.latest, 'and')}"


@lru_cache(maxsize=16_384)
def short_day(value: str | date | None) -> str:
    """The same for tables: `28 Jul 2023`."""
    said = day(value)
    for month in MONTHS:
        said = said.replace(month, month[:3])
    return said.replace("some day between ", "between ")


def days(first: str, last: str | None) -> str:
    """A span of days: `17 to 28 July 2023`; one date alone where the last is not known or is the same."""
    if last is None or last == first:
        return day(first)
    begun, ended = partial_date(first), partial_date(last)
    if begun.precision is ended.precision is Precision.DAY:
        return _between(begun.earliest, ended.latest, "to")
    return f"{day(first)} to {day(last)}"


def _between(first: date, last: date, joint: str) -> str:
    if first.year != last.year:
        return f"{_full(first)} {joint} {_full(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} {joint} {_full(last)}"
    return f"{first.day} {joint} {_full(last)}"


def _full(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """`July 2023`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def duration(number: int) -> str:
    """Days as a length of time: `3 years and 4 months`, `5 months`, `12 days`. To the nearest month."""
    if number < 61:
        return counted(number, "day")
    months = round(number / 30.436875)
    years, months = divmod(months, 12)
    parts = [counted(count, word) for count, word in ((years, "year"), (months, "month")) if count]
    return " and ".join(parts)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 visit`, `2,340 visits`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float | None) -> str:
    """`1,594`; a dash where there is none."""
    return "–" if value is None else f"{value:,}"


def small(value: int) -> str:
    """A number below ten as a word."""
    return SMALL_NUMBERS[value] if 0 <= value < len(SMALL_NUMBERS) else f"{value:,}"


def listed(names: Sequence[str]) -> str:
    """`Brent and Somerset`, `Bury, Leeds and York`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@cache
def label(word: str, vocabulary: str) -> str:
    """A word of a vocabulary for people."""
    return str(VOCABULARIES[vocabulary](word).label)  # type: ignore[call-arg]


def judged(judgements: Sequence[Mapping[str, Any]]) -> str:
    """What an inspection gave in each aspect but the overall one: `Leadership: good, Care leavers: no grade`."""
    return ", ".join(
        f"{label(judgement['aspect'], 'aspect')}: {grade_word(judgement['grade']).lower()}"
        for judgement in judgements
        if judgement["aspect"] != Aspect.OVERALL
    )


def said(event: Mapping[str, Any]) -> list[str]:
    """What a record says of itself in sentences: its summary, and the decision of a meeting."""
    return [event[name] for name in ("summary", "decision") if event.get(name)]


def event_days(event: Mapping[str, Any]) -> str:
    """When an event was. An intervention has an end of its own, or none is recorded."""
    if event["kind"] != "interventions":
        return days(event["first"], event["last"])
    if event["ended_on"]:
        return f"{day(event['first'])} to {day(event['ended_on'])}"
    return f"from {day(event['first'])}, no end recorded"


def claimed_value(claim: Mapping[str, Any]) -> str:
    """What a source says of a field: `4 June 2018`, `requires improvement`."""
    if claim["stated_value"] is None:
        return "says nothing"
    value = str(claim["stated_value"])
    try:
        return day(value)
    except ValueError:
        return value.replace("_", " ")


def claimed(claim: Mapping[str, Any]) -> str:
    """The same with the name of the field: `4 June 2018 (started on)`."""
    return f"{claimed_value(claim)} ({words(claim['field']).lower()})"


def amount(figure: Mapping[str, Any]) -> str:
    """The number of a figure with its unit, and how it relates to the true one: `about 1,594 children`."""
    relation = figure["comparator"]
    before = "" if relation == Comparator.EQUAL else f"{label(relation, 'comparator').lower()} "
    return f"{before}{number(figure['value'])} {figure['unit']}"


def page(url: str) -> str:
    """The page of what has this address in the API."""
    return url.removeprefix("/v1")


def words(name: str) -> str:
    """The name of a field for people: `Lead inspector`."""
    return capitalised(name.removesuffix("_code").replace("_", " "))


def capitalised(text: str) -> str:
    """The text with a capital letter first; all other letters stay."""
    return text[:1].upper() + text[1:]


def pair_of(word: str, vocabulary: str) -> tuple[str, str]:
    """A word with its label, for a choice in a form."""
    return word, label(word, vocabulary)


def grade_pair(grade: str) -> tuple[str, str]:
    """A grade with what it is called on a page."""
    return grade, grade_word(grade)


FILTERS: dict[str, Callable[..., Any]] = {
    "grade_word": grade_word,
    "grade_letter": grade_letter,
    "grade_class": grade_class,
    "grade_badge": grade_badge,
    "letter_badge": letter_badge,
    "day": day,
    "short_day": short_day,
    "days": days,
    "month": month,
    "duration": duration,
    "counted": counted,
    "number": number,
    "small": small,
    "listed": listed,
    "label": label,
    "event_days": event_days,
    "claimed": claimed,
    "claimed_value": claimed_value,
    "said": said,
    "capitalised": capitalised,
    "quoted": quote,
    "pair_of": pair_of,
    "grade_pair": grade_pair,
    "page": page,
    "words": words,
}
