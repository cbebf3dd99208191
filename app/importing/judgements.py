"""From the rows of a report to one judgement for each domain that was in force."""

from dataclasses import dataclass
from datetime import date

from app.importing.grades import PrintedGrade, overall_sentences, strangers
from app.importing.wording import DOMAIN_WORDINGS, ILACS, SIF, DomainWording, Periods, is_domain_in_force
from app.vocabulary import Absence, Grade

# A table of the single framework begins on the cover, and one that is broken ends on the page after it.
_TABLE_PAGES = {ILACS: (1,), SIF: (1, 2)}
_BOARD = f"{SIF}-safeguarding-board"


@dataclass(frozen=True)
class Judged:
    """A domain with its grade, or with the reason why it has none, and where the report says so.

    `restated` is the first later page that states the same in a heading.
    """

    domain: str
    grade: Grade | None
    absence: Absence | None
    printed: str | None
    page: int
    place: str
    restated: int | None = None

    @property
    def locator(self) -> str:
        heading = f"; p. {self.restated}, heading" if self.restated else ""
        return f"p. {self.page}, {self.place}{heading}"


@dataclass(frozen=True)
class Doubt:
    """Something that a person should look at: the page, or None for the file as a whole, and the cause."""

    page: int | None
    cause: str


def judgements(
    framework: str,
    started_on: date,
    title: str,
    pages: list[str],
    printed: list[PrintedGrade],
    periods: Periods,
    doubts: list[Doubt],
) -> tuple[Judged, ...]:
    """One judgement for each domain in force on the day, in the framework's order; adds what is unsure to `doubts`.

    The grade is the table's; every other place that states one must agree with it, and stands in where the table has
    none that is understood.
    """
    current = [row for row in printed if not row.earlier]
    if framework == SIF:
        sentences = overall_sentences(pages[0])
        current = [PrintedGrade(f"{SIF}-overall", grade, words, 1, False) for grade, words in sentences] + current
    table_pages = _TABLE_PAGES.get(framework, (len(pages),))
    judged = []
    for domain in DOMAIN_WORDINGS[framework]:
        found = [row for row in current if row.domain == domain.code]
        # The board's judgement stands on the cover or, later, at the head of a chapter of its own.
        in_table = found if domain.code == _BOARD else [row for row in found if row.page in table_pages]
        if not is_domain_in_force(periods, domain, started_on):
            if not in_table:
                judged += _no_longer(domain)
                continue
            doubts.append(Doubt(in_table[0].page, f"{domain.code} is not in force for a start on {started_on}"))
        for other in found:
            if in_table and other.grade != in_table[0].grade:
                cause = f"{domain.code}: {in_table[0].printed!r} on p. {in_table[0].page}, {other.printed!r} here"
                doubts.append(Doubt(other.page, cause))
        if in_table:
            judged.append(_graded(domain, found, in_table[0]))
        elif found and len({row.grade for row in found}) == 1 and found[0].grade:
            cause = f"{domain.code}: the cover has no grade by its words; it is taken from the heading here"
            doubts.append(Doubt(found[0].page, cause))
            judged.append(Judged(domain.code, found[0].grade, None, found[0].printed, found[0].page, "heading"))
        else:
            judged.append(_without(domain, title.lower(), doubts))
    for text in strangers(framework, pages[0]):
        doubts.append(Doubt(1, f"a row of the table of judgements names no domain that is known: {text!r}"))
    return tuple(judged)


def _no_longer(domain: DomainWording) -> list[Judged]:
    """Overall effectiveness is missed where it is not judged any more, so its absence is a row with a reason."""
    if not domain.code.endswith("-overall"):
        return []
    return [Judged(domain.code, None, Absence.NOT_JUDGED_UNDER_FRAMEWORK, None, 1, "judgement table")]


def _graded(domain: DomainWording, found: list[PrintedGrade], row: PrintedGrade) -> Judged:
    if row.grade is None:
        return Judged(domain.code, None, Absence.NOT_JUDGED, row.printed, row.page, "judgement table")
    place = "judgement" if domain.code in (f"{SIF}-overall", _BOARD) else "judgement table"
    restated = next((other.page for other in found if other.page != row.page and other.grade == row.grade), None)
    return Judged(domain.code, row.grade, None, row.printed, row.page, place, restated)


def _without(domain: DomainWording, title: str, doubts: list[Doubt]) -> Judged:
    """The reason why no grade is found. Only the title of a report can say that something was not inspected."""
    if title.startswith("review of") and domain.code != _BOARD:
        return Judged(
            domain.code, None, Absence.NOT_JUDGED_UNDER_FRAMEWORK, None, 1, "cover: a review of the board only"
        )
    if domain.code == _BOARD and "safeguarding children board" not in title:
        return Judged(domain.code, None, Absence.NOT_JUDGED, None, 1, "cover: no review of the board")
    doubts.append(Doubt(1, f"no grade is found by the words of {domain.code}"))
    return Judged(domain.code, None, Absence.NOT_FOUND, None, 1, "cover")
