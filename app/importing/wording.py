"""The words of the frameworks: what domains and grades are called in print."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.errors import Fault, FaultyData
from app.importing.dates import plain
from app.importing.seed_files import first_day_in_cell, read_columns
from app.vocabulary import Grade

ILACS, SIF, LOOKED_AFTER = "ilacs", "sif", "looked-after-children"

# The starts for which each domain is judged, from the first to the last, by the domain's code.
Periods = dict[str, tuple[date, date]]


@dataclass(frozen=True)
class DomainWording:
    """A domain of a framework, and the wordings under which reports print it.

    `telling` are the words that tell it from the other domains: `in` and `care`, without `leavers`.
    """

    code: str
    wordings: tuple[str, ...]
    telling: frozenset[str] = frozenset()
    not_telling: frozenset[str] = frozenset()


_EXPERIENCES = "the experiences and progress of"
_LEAVERS = frozenset({"leavers"})

DOMAIN_WORDINGS: dict[str, tuple[DomainWording, ...]] = {
    ILACS: (
        DomainWording("ilacs-overall", ("overall effectiveness",), frozenset({"overall", "effectiveness"})),
        DomainWording(
            "ilacs-leadership",
            (
                "the impact of leaders on social work practice with children and families",
                "the impact of leaders on social work practice",
            ),
            frozenset({"impact", "leaders"}),
        ),
        DomainWording(
            "ilacs-help-and-protection",
            (f"{_EXPERIENCES} children who need help and protection",),
            frozenset({"help", "protection"}),
        ),
        DomainWording(
            "ilacs-care-and-care-leavers",
            (f"{_EXPERIENCES} children in care and care leavers",),
            frozenset({"in", "care", "leavers"}),
        ),
        DomainWording("ilacs-care", (f"{_EXPERIENCES} children in care",), frozenset({"in", "care"}), _LEAVERS),
        DomainWording("ilacs-care-leavers", (f"{_EXPERIENCES} care leavers",), _LEAVERS, frozenset({"in"})),
    ),
    SIF: (
        DomainWording("sif-overall", ("overall effectiveness",)),
        DomainWording(
            "sif-help-and-protection",
            ("children who need help and protection", f"{_EXPERIENCES} children who need help and protection"),
        ),
        DomainWording(
            "sif-care",
            (
                "children looked after and achieving permanence",
                f"{_EXPERIENCES} children looked after and achieving permanence",
            ),
        ),
        DomainWording(
            "sif-adoption", ("adoption performance", "the graded judgement for adoption performance is that it")
        ),
        DomainWording(
            "sif-care-leavers",
            (
                "experiences and progress of care leavers",
                "experience and progress of care leavers",
                f"{_EXPERIENCES} care leavers",
                "the graded judgement about the experience and progress of care leavers is that it",
                "the graded judgement about the experiences and progress of care leavers is that it",
                "the graded judgement for the experience and progress of care leavers is that it",
                "the graded judgement for the experiences and progress of care leavers is that it",
            ),
        ),
        DomainWording("sif-leadership", ("leadership management and governance",)),
        DomainWording(
            "sif-safeguarding-board",
            (
                "the local safeguarding children board",
                "the lscb",
                "the effectiveness of the lscb",
                "the effectiveness of the local safeguarding children board",
                "the effectiveness of the local safeguarding children board lscb",
                "the local safeguarding children board lscb",
                "the judgement for the effectiveness of the local safeguarding children board lscb",
            ),
        ),
    ),
    LOOKED_AFTER: (
        DomainWording(
            "looked-after-children-overall",
            (
                "overall effectiveness",
                "overall effectiveness of services for looked after children and young people",
            ),
        ),
        DomainWording("looked-after-children-capacity-to-improve", ("capacity to improve",)),
        DomainWording("looked-after-children-care", ("outcomes for looked after children and young people",)),
        DomainWording("looked-after-children-quality-of-practice", ("quality of provision",)),
        DomainWording("looked-after-children-leadership", ("leadership and management",)),
    ),
}

# Words that other wordings of the same domains may have beside those above.
OTHER_WORDS = frozenset({"young", "people", "those", "for", "from", "family", "experience", "a", "their"})


def load_periods(path: Path) -> Periods:
    """The periods of `domains.csv`. Raises FaultyData if a column, a domain or the file is missing."""
    periods = {
        row["code"] or "": (
            first_day_in_cell(path, line, row, "judged_from") or date.min,
            first_day_in_cell(path, line, row, "judged_to") or date.max,
        )
        for line, row in read_columns(path, ("code", "judged_from", "judged_to"))
    }
    missing = [domain.code for domains in DOMAIN_WORDINGS.values() for domain in domains if domain.code not in periods]
    if missing:
        raise FaultyData([Fault(str(path), 1, "code", f"no row for {code}; expected one") for code in missing])
    return periods


def is_domain_in_force(periods: Periods, domain: DomainWording, started_on: date) -> bool:
    """Whether inspections that start on the day judge the domain."""
    first, last = periods[domain.code]
    return first <= started_on <= last


# Verbs and numbers that stand between a domain and its grade; `grade 4 (inadequate)` names the grade as well.
_GRADES: dict[str, Grade | None] = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "require improvement": Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "require improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "adequate": Grade.ADEQUATE,
    "inadequate": Grade.INADEQUATE,
    "not judged": None,
}
GRADE = r"outstanding|good|requires?\s+improvement(?:\s+to\s+be\s+good)?|adequate|inadequate|not\s+judged"
_NUMBERED = re.compile(rf"^(?:grade [1-4] )?({GRADE})(?: grade [1-4])?$")
_VERBS = re.compile(r"^(?:is|are)(?: judged to)?(?: be)? ")


class NotAGrade(ValueError):
    """Words that are no grade of any framework."""


def grade_named(words: str) -> Grade | None:
    """The grade that the words name; None for `not judged`. Raises NotAGrade for any other words."""
    found = _NUMBERED.match(_VERBS.sub("", words))
    if not found:
        raise NotAGrade(words)
    return _GRADES[found[1]]


def compared_words(text: str) -> tuple[str, ...]:
    """The words of a line as they are compared: lower case, no punctuation, no footnote mark, no row number.

    `2.1 Adoption performance1` has the words `adoption performance`.
    """
    text = re.sub(r"^\W*(?:[0-9]+(?:\.[0-9]+)*\.?\s+)?", "", plain(text).lower())
    text = re.sub(r"(?<=[a-z.])[0-9]{1,2}\b", "", text)
    return tuple(re.sub(r"[^a-z0-9' -]", " ", text).split())
