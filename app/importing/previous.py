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
    # One report (Bury, 2016) uses the word of an older scale for the third grade of the framework.
    "satisfactory": Grade.ADEQUATE,
    "good": Grade.GOOD,
    "outstanding": Grade.OUTSTANDING,
}
_GRADE = "|".join(_GRADES)
_WHEN = rf"in (?P<month>{'|'.join(_MONTHS)}),? (?P<year>20(?:09|1[0-3]))"
# What a statement can take up before its month and after it. No form is tried on text without such a month: it is slow.
_MONTH_NAMED = re.compile(rf"\b{_WHEN}", re.IGNORECASE)
_BEFORE, _AFTER = 300, 300
# The points of a list end without a full stop in some reports. Their bullets are private characters of a font.
_BULLETS = "\ue000-\uf8ff"
# How the grade follows: in the same sentence, or in the next one.
_JUDGED = (
    r"(?:(?:, when [^.]{5,150})?\. (?:the (?:local )?authority was|it was|the arrangements were"
    r"|ofsted judged that services were|services for children looked after were)"
    r"|,? (?:and|when)(?: they| it| the local authority)? (?:was|were))"
    rf" (?:judged )?(?:to be )?(?:grade [1-4] \()?(?P<grade>{_GRADE})\b(?P<rest>[^.]*)"
)
_BOTH = (
    r"\. that inspection judged (?:the )?overall effectiveness for (?P<both>both) safeguarding and looked after"
    rf" children(?: services)? to be (?P<grade_of_both>{_GRADE})\b"
)
_JOINT = r"safeguarding and looked[ -]after(?: children)?(?:'s)?[^.;:,]{0,20}"
# The sentence that adds the grade of the second service.
_NEXT = (
    r"\. (?:the overall effectiveness of )?services (?:for|to) (?:looked after children|children looked after)"
    rf" (?:was|were)(?: judged)?(?: to be)? (?:{_GRADE})\b"
)
_FOUND = rf"(?:judged|found) (?P<words>[^.{_BULLETS}]*\b(?:{_GRADE})\b[^.{_BULLETS}]*(?:{_NEXT})?)"
# The forms in which reports restate an earlier inspection.
_STATEMENTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # `The previous inspection of its safeguarding arrangements was in May 2012. The local authority was judged ...`
        r"inspections? of (?P<subject>[^.;:]{5,180}?),? (?:was|took place)(?: also)?"
        r"(?: undertaken| carried out| conducted)?"
        rf"(?P<published> published)? {_WHEN}(?: \([^)]*\)|, as part of [^.;]{{5,120}})?{_JUDGED}",
        # `Services for looked after children were last inspected in July 2010 and were judged to be adequate.`
        rf"(?P<subject>[^.;:]{{5,150}}) (?:was|were)(?: last| previously)? inspected {_WHEN}(?:{_JUDGED}|{_BOTH})",
        # `An inspection of services for looked after children in March 2012 judged services as adequate.`
        rf"inspections? of (?P<subject>[^.;:]{{5,180}}?),?(?: took place)? {_WHEN},?(?: and| which)? {_FOUND}",
        # `The safeguarding and looked after children inspection in October 2010 judged both services to be inadequate.`
        rf"(?P<subject>{_JOINT}) inspection,? {_WHEN},? {_FOUND}",
        # `In January 2010, inspection of safeguarding and looked after children found safeguarding adequate.`
        rf"{_WHEN},? (?:the )?(?:ofsted )?(?:inspection of )?(?P<subject>{_JOINT}?)(?: inspection)? {_FOUND}",
    )
)
# What a grade is for, where a sentence names one or two: `good for safeguarding and adequate for care`.
_FOR = re.compile(
    rf"\b(?P<grade>{_GRADE})(?: overall at this inspection)? for (?P<what>.+?)"
    rf"(?=,? and (?:{_GRADE})\b|, (?:{_GRADE})\b|$)",
    re.IGNORECASE,
)
# What a grade is for, where it comes last: `services for looked after children as adequate and safeguarding as good`.
_AS = re.compile(rf"(?P<what>[^,]+?),?(?: judged)?(?: to be| as)? (?P<grade>{_GRADE})\b", re.IGNORECASE)
_SERVICES = re.compile(r"(?:the )?services?", re.IGNORECASE)
_CAPACITY = re.compile(r"capacity", re.IGNORECASE)
_CARE = re.compile(r"looked[ -]after|children in care", re.IGNORECASE)
_PROTECTION = re.compile(r"safeguarding|child protection|protection of (?:children|vulnerable)", re.IGNORECASE)
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
        for named in _MONTH_NAMED.finditer(text):
            start = max(0, named.start() - _BEFORE)
            around = text[start : named.end() + _AFTER]
            for form in _STATEMENTS:
                for match in form.finditer(around):
                    of_this_month = start + match.start("month") == named.start("month")
                    if of_this_month and start + match.start() < end:
                        yield number, match


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
    alone = (
        ((SLAC, "care") if month <= _LAST_SLAC else (LOOKED_AFTER, "overall"))
        if care
        else ((SLAC, "safeguarding") if joint else (CHILD_PROTECTION, "overall"))
    )
    said = match.groupdict()
    if said.get("both"):
        grades = dict.fromkeys(((SLAC, "safeguarding"), (SLAC, "care")), said["grade_of_both"])
    elif said.get("words"):
        grades = _of_each(said["words"], None if care and protection else alone)
    elif care and protection:
        grades = _of_both(f"{said['grade']}{said['rest']}")
    else:
        # Another grade in a sentence on one service: it is not sure which is meant.
        others = {word.lower() for word in re.findall(rf"\b(?:{_GRADE})\b", said["rest"], re.IGNORECASE)}
        grades = {} if others - {said["grade"].lower()} else {alone: said["grade"]}
    for (framework, domain), printed in grades.items():
        if framework == SLAC and month > _LAST_SLAC:
            continue
        grade = _GRADES[printed.lower()]
        yield Previous(page, framework, month, f"{framework}-{domain}", grade, printed, bool(said.get("published")))


def _of_each(words: str, alone: tuple[str, str] | None) -> dict[tuple[str, str], str]:
    """The grades of a sentence that names each service before its grade. `alone` is what `services` means, if one."""
    grades = {}
    for part in _AS.finditer(words):
        what = part["what"].strip()
        if _CAPACITY.search(what):
            continue
        if _PROTECTION.search(what):
            grades[SLAC, "safeguarding"] = part["grade"]
        if _CARE.search(what):
            grades[SLAC, "care"] = part["grade"]
        if alone and _SERVICES.fullmatch(what):
            grades[alone] = part["grade"]
    return grades


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
