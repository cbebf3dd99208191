"""A letter on a joint targeted area inspection: whose area, when, on what theme, by whom, with what demand.

Pure functions over the text of its pages.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.importing.dates import DaySpan, date_of_file_name, plain, read_date, read_spans
from app.importing.letters import kind_of_letter
from app.importing.workers import Refused
from app.vocabulary import JointTheme

# A theme by what the letter says of it: first among the words that name it, the most telling ones first.
_THEMES = (
    (JointTheme.YOUTH_VIOLENCE, r"serious youth violence"),
    (JointTheme.CRIMINAL_EXPLOITATION, r"response to the criminal exploitation"),
    (JointTheme.FAMILY_SEXUAL_ABUSE, r"sexual abuse in the family"),
    (JointTheme.MENTAL_HEALTH, r"children's mental health"),
    (JointTheme.DOMESTIC_ABUSE, r"domestic abuse"),
    (JointTheme.NEGLECT, r"experiencing neglect|have been neglected"),
    (JointTheme.EXPLOITATION_GANGS_AND_MISSING, r"associated with gangs"),
    (JointTheme.EXPLOITATION_AND_MISSING, r"child sexual exploitation (?:\(CSE\) )?and those (?:children )?missing"),
    (JointTheme.CHILD_EXPLOITATION, r"response to child exploitation"),
    (JointTheme.EARLY_HELP, r"children and families (?:in [A-Z][A-Za-z ]+ )?who need help"),
    (JointTheme.FRONT_DOOR, r"initial need and risk"),
)
_PARTNERS = (
    ("Ofsted", r"\bOfsted\b|Chief Inspector of Education"),
    ("CQC", r"Care Quality Commission"),
    ("HMICFRS", r"Constabulary"),
    ("HMI Probation", r"Probation"),
)
_TITLE = re.compile(r"Joint targeted area inspection (?P<rest>.{5,300}?) (?=Between [0-9]|This letter )")
_AUTHORITY = re.compile(r"individual agencies in (.{3,60}?)(?: local authority)?[ .]*(?:\([A-Z]+\)|\.|[0-9])")
_DAYS = re.compile(r"(?:\bBetween|This inspection took place from) (?P<days>[0-9][^,]{5,60}?)(?=,|\. )")
_WHO = re.compile(
    r"Between [0-9].{20,400}?joint (?:targeted area )?inspection|(?:carried out by|requested that) .{20,500}?\.(?= |$)"
)
_FOCUS = re.compile(r"deep[ -]dive.{0,250}")
# The heading stands alone on its line; practice studies have longer ones, and sentences speak of priorities too.
_PRIORITY = re.compile(r"^(?:[0-9]+ )?Areas? for priority actions?$", re.IGNORECASE)
_NO_PRIORITY = re.compile(r"there are no areas for priority action", re.IGNORECASE)
_WEEKEND = {5: "a Saturday", 6: "a Sunday"}


@dataclass(frozen=True)
class JointLetter:
    """What a letter says."""

    file_name: str
    sha256: str
    title: str
    authority: str
    written_on: date
    filed_on: date | None
    days: DaySpan
    # Whether the year of the days is that of the letter, since they are printed without one.
    year_inferred: bool
    theme: JointTheme
    # Another theme that the same sentence names.
    other_theme: JointTheme | None
    partners: tuple[str, ...]
    # The page of the heading or of the sentence that speaks of priority action; null if the letter is silent.
    priority_page: int | None
    priority_action: bool

    @property
    def odd_days(self) -> list[tuple[str, date, str]]:
        """The days at a weekend, on which inspectors are seldom on site: field, day, and what it is."""
        ends = (("started_on", self.days.first), ("ended_on", self.days.last))
        return [(name, day, _WEEKEND[day.weekday()]) for name, day in ends if day.weekday() in _WEEKEND]


def read_joint_letter(pages: list[str], file_name: str, sha256: str) -> JointLetter:
    """The letter. Raises Refused if it is none, or if it does not say what a record needs."""
    first = plain(pages[0])
    opening = plain(" ".join(pages[:2]))
    titled = _TITLE.search(opening)
    if titled is None:
        kind = kind_of_letter(pages[0])
        raise Refused(f"{kind}, without the title of one" if kind else "no letter on a joint targeted area inspection")
    written_on = next((day for line in pages[0].split("\n")[:4] if (day := read_date(line))), None)
    if written_on is None:
        raise Refused("the letter bears no date")
    days, year_inferred = _days(first, written_on)
    body = opening[titled.start() : titled.end() + 1200]
    theme, other = _themes(body)
    priority_page, priority_action = _priority_action(pages)
    return JointLetter(
        file_name=file_name,
        sha256=sha256,
        title=f"Joint targeted area inspection {_without_note(titled['rest'])}",
        authority=_authority(titled["rest"], body),
        written_on=written_on,
        filed_on=date_of_file_name(file_name),
        days=days,
        year_inferred=year_inferred,
        theme=theme,
        other_theme=other,
        partners=_partners(body),
        priority_page=priority_page,
        priority_action=priority_action,
    )


def _authority(rest: str, body: str) -> str:
    """The area that the title names, or if it names none, the letter's first paragraphs."""
    if rest.startswith("of ") and not rest.startswith("of the multi-agency"):
        return _without_note(rest.removeprefix("of "))
    before, _, name = rest.rpartition(" in ")
    if before and "care or education" not in name.removesuffix("."):
        return _without_note(name.removeprefix("the family in "))
    named = _AUTHORITY.search(body)
    if named is None:
        raise Refused("the letter names no area")
    return _without_note(named[1])


def _without_note(text: str) -> str:
    """The text without the mark of a footnote at its end."""
    return re.sub(r"[0-9. ]+$", "", text)


def _days(first: str, written_on: date) -> tuple[DaySpan, bool]:
    found = _DAYS.search(first)
    if found is None:
        raise Refused("the letter does not say when inspectors were on site")
    printed = found["days"].replace(" and ", " to ")
    spans, inferred = read_spans(printed), False
    if spans is None:
        # `Between 20 and 24 June`: the letter is of the same year.
        spans, inferred = read_spans(f"{printed} {written_on.year}"), True
    if spans is None or len(spans) != 1 or spans[0].last > written_on:
        raise Refused(f"the days on site are not understood: {found['days']}")
    return spans[0], inferred


def _themes(body: str) -> tuple[JointTheme, JointTheme | None]:
    """The theme of the sentence on the focus if there is one, otherwise that of the title and the first paragraph."""
    focus = _FOCUS.search(body)
    for text in (focus[0] if focus else "", body[:600]):
        named = [theme for theme, pattern in _THEMES if re.search(pattern, text, re.IGNORECASE)]
        if named:
            return named[0], next(iter(named[1:]), None)
    raise Refused("the theme of the inspection is not known")


def _partners(body: str) -> tuple[str, ...]:
    who = _WHO.search(body)
    found = tuple(name for name, pattern in _PARTNERS if who and re.search(pattern, who[0]))
    if "Ofsted" not in found or len(found) == 1:
        raise Refused("the letter does not say who inspected")
    return found


def _priority_action(pages: list[str]) -> tuple[int | None, bool]:
    for number, page in enumerate(pages, 1):
        if _NO_PRIORITY.search(plain(page)):
            return number, False
        if any(_PRIORITY.match(plain(line)) for line in page.split("\n")):
            return number, True
    return None, False
