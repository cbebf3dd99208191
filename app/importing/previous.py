"""What a report states of earlier inspections: when, of what, and the grade that the authority got.

Reports from 2014 on restate, in a sentence or two each, what the inspections of 2009 to 2013 judged: of safeguarding
and of services for looked after children, later of the protection of children.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.importing.dates import plain
from app.vocabulary import Grade

SLAC, CHILD_PROTECTION, LOOKED_AFTER = "slac", "child-protection", "looked-after-children"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_GRADES = {
    "inadequate": Grade.INADEQUATE,
    "adequate": Grade.ADEQUATE,
    "good": Grade.GOOD,
    "outstanding": Grade.OUTSTANDING,
}
_GRADE = "|".join(_GRADES)
_STATEMENT = re.compile(
    r"inspections? of (?P<subject>[^.;:]{5,180}?),? (?:was|took place)(?: also)?"
    r"(?: undertaken| carried out| conducted)?"
    rf"(?P<published> published)? in (?P<month>{'|'.join(_MONTHS)}),? (?P<year>20[01][0-9])"
    r"(?P<form> \([^)]*\))?(?:\. the local authority was|,? (?:and|when) (?:they|it|the local authority) (?:was|were))"
    rf" (?:judged )?(?:to be )?(?:grade [1-4] \()?(?P<grade>{_GRADE})\b(?P<rest>[^.]*)",
    re.IGNORECASE,
)
# What a grade is for, where a sentence names one or two: `good for safeguarding and adequate for care`.
_FOR = re.compile(
    rf"\b(?P<grade>{_GRADE}) for (?P<what>.+?)(?=,? and (?:{_GRADE})\b|, (?:{_GRADE})\b|$)", re.IGNORECASE
)
_CAPACITY = re.compile(r"capacity", re.IGNORECASE)
_CARE = re.compile(r"looked[ -]after|children in care", re.IGNORECASE)
_PROTECTION = re.compile(r"safeguarding|protection of (?:children|vulnerable)", re.IGNORECASE)
# The frameworks followed each other: joint ones on safeguarding and looked after children until the summer of 2012, of
# child protection from May 2012 on, of looked after children alone in 2013, and the single one from November 2013 on.
_FIRST_CHILD_PROTECTION, _LAST_SLAC, _LAST = "2012-05", "2012-08", "2013-10"


@dataclass(frozen=True)
class Previous:
    """One grade of one earlier inspection: its framework, its month, the domain, and where the report states it.

    `published` says that the month is that of the report, so that it is not known when the inspection was.
    """

    page: int
    framework: str
    month: str
    domain: str
    grade: Grade
    printed: str
    published: bool

    @property
    def locator(self) -> str:
        year, month = self.month.split("-")
        return f"p. {self.page}, sentence on the inspection of {_MONTHS[int(month) - 1]} {year}"


def previous(pages: list[str]) -> tuple[Previous, ...]:
    """Every grade of an earlier inspection, of 2009 to October 2013, that a sentence of the report states."""
    found = list(_matches(pages))
    of_care = {_month(match) for _, match in found if _CARE.search(match["subject"])}
    stated = [row for page, match in found for row in _stated(page, match, _month(match) in of_care)]
    # A report can say the same on two pages; the first is the locator.
    unique: dict[tuple[str, str, str], Previous] = {}
    for row in stated:
        unique.setdefault((row.framework, row.month, row.domain), row)
    return tuple(unique.values())


def _matches(pages: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, page in enumerate(pages, 1):
        # A sentence that goes on over the end of a page is found on the page where it begins.
        following = pages[number] if number < len(pages) else ""
        text = plain(f"{page}\n{following[:_SPILL]}".replace("\n", " "))
        end = len(plain(page.replace("\n", " ")))
        yield from ((number, match) for match in _STATEMENT.finditer(text) if match.start() < end)


_SPILL = 300


def _month(match: re.Match[str]) -> str:
    return f"{match['year']}-{_MONTHS.index(match['month'].capitalize()) + 1:02}"


def _stated(page: int, match: re.Match[str], with_care: bool) -> Iterator[Previous]:
    """The grades of one sentence. `with_care`: another of that month is on looked after children, so it was joint."""
    month, subject = _month(match), match["subject"]
    care, protection = bool(_CARE.search(subject)), bool(_PROTECTION.search(subject))
    if month > _LAST or not (care or protection):
        return
    joint = month < _FIRST_CHILD_PROTECTION or (month <= _LAST_SLAC and with_care)
    grades: dict[tuple[str, str], str] = {}
    if care and protection:
        grades = _of_both(f"{match['grade']}{match['rest']}")
    elif re.search(_GRADE, match["rest"], re.IGNORECASE):
        # A second grade in a sentence on one service: it is not sure which is meant.
        return
    elif care:
        grades = {(SLAC, "care") if month <= _LAST_SLAC else (LOOKED_AFTER, "overall"): match["grade"]}
    else:
        grades = {(SLAC, "safeguarding") if joint else (CHILD_PROTECTION, "overall"): match["grade"]}
    for (framework, domain), printed in grades.items():
        grade = _GRADES[printed.lower()]
        yield Previous(page, framework, month, f"{framework}-{domain}", grade, printed, bool(match["published"]))


def _of_both(words: str) -> dict[tuple[str, str], str]:
    """The grades of a joint inspection; one that stands for no service alone is what the report says of the whole."""
    grades = {}
    for part in _FOR.finditer(words):
        what = part["what"]
        if _CAPACITY.search(what):
            continue
        both = "both" in what.lower()
        if both or _PROTECTION.search(what):
            grades[SLAC, "safeguarding"] = part["grade"]
        if both or _CARE.search(what):
            grades[SLAC, "care"] = part["grade"]
    if grades or len(re.findall(rf"\b(?:{_GRADE})\b", words, re.IGNORECASE)) > 1:
        return grades
    return {(SLAC, "overall"): words.split(maxsplit=1)[0].strip(",)")}
