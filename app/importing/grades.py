"""Grades on the pages of a report, each found by the words of its domain, never by its place.

A judgement is a *row*: one or a few lines that hold the words of one domain and the words of one grade, and nothing
else. Lines of prose hold other words, so a paragraph that reads like a judgement is no row. Within a row the grade may
stand after the domain, between its lines (a split cell), or on lines of its own.
"""

import re
from dataclasses import dataclass
from functools import cache

from app.importing.dates import plain
from app.importing.wording import DOMAIN_WORDINGS, GRADE, OTHER_WORDS, SIF, NotAGrade, compared_words, grade_named
from app.vocabulary import Grade

_LONGEST_ROW = 6
_PAGE_FURNITURE = re.compile(r"^\W*[0-9]{0,3}\W*$")
# What introduces a table of an earlier inspection's grades: `The judgements for the local authority were:`.
_EARLIER = re.compile(r"(?:\b(?:previous|last|earlier)\b[^.]*|\bwere\s*:?)$", re.IGNORECASE)
_GRADE_WORDS = frozenset(
    ("outstanding", "good", "requires", "require", "improvement", "to", "be", "adequate", "inadequate", "not", "judged")
)
_HEADING = ("judgement", "grade")
# How a row of ILACS begins. Two of these words are two rows.
_ONCE = ("impact", "experiences", "experience", "overall")
_ENDS_IN_GRADE = re.compile(rf"\b(?:{GRADE})[0-9]?$", re.IGNORECASE)
_LONGEST_LABEL = 24
# `Grade 4 (Inadequate)`, `is good`.
_BESIDE_GRADES = frozenset(("grade", "1", "2", "3", "4", "is", "are"))

_BEGINS_OVERALL = re.compile(r"\s*(?:the overall judge?ment|children.s services?)\b", re.IGNORECASE)
_OVERALL = re.compile(
    rf"^(?:the overall judge?ment(?: is(?: that children's services?)?(?: is| are)?)"
    rf"|children's services(?: in [^.:;]{{2,70}}?)?(?: is| are)?) (?P<grade>{GRADE})\s*[.]?[0-9]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedGrade:
    """One grade in print: the domain's code, the grade (None for `not judged`), its wording, its page.

    `earlier` says that the row belongs to a table about an earlier inspection.
    """

    domain: str
    grade: Grade | None
    printed: str
    page: int
    earlier: bool


def rows(framework: str, pages: list[str], first_page: int = 1) -> list[PrintedGrade]:
    """Every row on the pages, in their order. A row may begin on one page and end on the next."""
    lines = [
        (number, line)
        for number, page in enumerate(pages, first_page)
        for line in page.split("\n")
        if not _PAGE_FURNITURE.match(line)
    ]
    begins = _beginning(framework)
    found: list[PrintedGrade] = []
    lead_in: list[str] = []
    earlier = False
    position = 0
    while position < len(lines):
        likely = begins.match(lines[position][1])
        if likely and compared_words(lines[position][1]) == _HEADING:
            # What stands above the heading of the table is no part of it, however much it reads like a judgement.
            found, lead_in, earlier = [], [], False
            position += 1
            continue
        following = [line for _, line in lines[position : position + _LONGEST_ROW + 1]] if likely else []
        match = _row(framework, following)
        if match is None:
            lead_in = [*lead_in[-2:], lines[position][1]]
            earlier = False
            position += 1
            continue
        if lead_in:
            earlier = bool(_EARLIER.search(plain(" ".join(lead_in))))
            lead_in = []
        domain, grade, printed, length = match
        found.append(PrintedGrade(domain, grade, printed, lines[position][0], earlier))
        position += length
    return found


def overall_sentences(page: str) -> list[tuple[Grade | None, str]]:
    """The overall judgement of a cover that states it as a sentence: `Children's services in Halton are good`.

    Only a sentence that begins and ends with a line counts, so prose that goes on is not taken for it.
    """
    found = []
    lines = page.split("\n")
    for position in range(len(lines)):
        if not _BEGINS_OVERALL.match(lines[position]):
            continue
        for length in range(4, 0, -1):
            match = _OVERALL.match(plain(" ".join(lines[position : position + length])))
            if match and not _goes_on(SIF, lines[position + length :]):
                printed = match["grade"]
                found.append((grade_named(" ".join(compared_words(printed))), printed))
                break
    return found


def _goes_on(framework: str, following: list[str]) -> bool:
    """Whether the next line goes on with a sentence, so that what stands before it was prose that broke there.

    A small letter goes on, unless it begins the next row of a table without capitals.
    """
    if not following or not following[0].lstrip()[:1].islower():
        return False
    beginning = compared_words(following[0])[:2]
    return all(wording[:2] != beginning for _, wording in _wordings(framework))


def _row(framework: str, lines: list[str]) -> tuple[str, Grade | None, str, int] | None:
    """The longest row that begins with the first of the lines: domain, grade, wording, number of lines."""
    best = None
    words: list[str] = []
    for length, line in enumerate(lines[:_LONGEST_ROW], 1):
        words += compared_words(line)
        # `The LSCB requires improvement because:` heads the summary of findings.
        match = _domain_and_grade(framework, words[:-1] if words[-1:] == ["because"] else words)
        if match and not _goes_on(framework, lines[length:]):
            domain, grade, grade_words = match
            best = domain, grade, _as_printed(lines[:length], grade_words), length
    return best


def _domain_and_grade(framework: str, words: list[str]) -> tuple[str, Grade | None, str] | None:
    """The domain that the words name, and the grade, if the words that are left are those of one."""
    for code, wording in _wordings(framework):
        rest: list[str] = []
        expected = 0
        for word in words:
            if expected < len(wording) and word == wording[expected]:
                expected += 1
            elif word in _GRADE_WORDS or word in _BESIDE_GRADES:
                rest.append(word)
            else:
                break
        else:
            # The row begins with its domain: a grade that stands above it may belong to the row before.
            if expected == len(wording) and rest and words[0] == wording[0]:
                try:
                    return code, grade_named(" ".join(rest)), " ".join(rest)
                except NotAGrade:
                    continue
    return _told_apart(framework, words)


def _told_apart(framework: str, words: list[str]) -> tuple[str, Grade | None, str] | None:
    """The domain by its telling words alone, for a wording that is new: `the experiences ... of children care leavers`.

    Every word must be one of the framework's, and no row begins twice, so that two rows are not read as one.
    """
    named = {word for word in words if word not in _GRADE_WORDS and word not in _BESIDE_GRADES}
    if sum(words.count(word) for word in _ONCE) != 1 or not named <= _vocabulary(framework):
        return None
    told = [
        domain.code
        for domain in DOMAIN_WORDINGS[framework]
        if domain.telling and domain.telling <= named and not domain.not_telling & named
    ]
    rest = " ".join(word for word in words if word in _GRADE_WORDS or word in _BESIDE_GRADES)
    try:
        return (told[0], grade_named(rest), rest) if len(told) == 1 else None
    except NotAGrade:
        return None


def strangers(framework: str, page: str) -> list[str]:
    """What stands in the cover's table of judgements like a row, with a grade at its end, and names no domain."""
    lines = [line for line in page.split("\n") if not _PAGE_FURNITURE.match(line)]
    heading = next((number for number, line in enumerate(lines) if compared_words(line) == _HEADING), None)
    position = next((n for n, _ in enumerate(lines) if _row(framework, lines[n : n + _LONGEST_ROW + 1])), None)
    if heading is not None:
        position = heading + 1
    found: list[str] = []
    while position is not None and position < len(lines):
        match = _row(framework, lines[position : position + _LONGEST_ROW + 1])
        length = match[3] if match else _stranger(framework, lines[position : position + _LONGEST_ROW + 1])
        if not length:
            break
        if not match:
            found.append(plain(" ".join(lines[position : position + length])))
        position += length
    return found


def _stranger(framework: str, lines: list[str]) -> int:
    """The number of lines that make a row of a table without a known domain; 0 if it is prose that begins there."""
    if not lines or not lines[0].lstrip(" .0123456789")[:1].isupper():
        return 0
    for length in range(1, min(len(lines), _LONGEST_ROW) + 1):
        text = plain(" ".join(lines[:length]))
        if re.search(r"[.;,]", text) or len(text.split()) > _LONGEST_LABEL:
            return 0
        if _ENDS_IN_GRADE.search(text) and not _goes_on(framework, lines[length:]):
            return length
    return 0


def _as_printed(lines: list[str], grade_words: str) -> str:
    """The grade in the report's own capitals."""
    grade = re.search(GRADE, grade_words)
    assert grade is not None
    remaining = grade[0].split()
    printed = []
    for word in reversed(plain(" ".join(lines)).split()):
        bare = word.strip(".:;,()*")
        if remaining and bare.lower() == remaining[-1]:
            printed.append(bare)
            remaining.pop()
    return " ".join(reversed(printed))


@cache
def _wordings(framework: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every wording of the framework's domains, longest first, so that `children in care` does not win too early."""
    every = [
        (domain.code, compared_words(wording)) for domain in DOMAIN_WORDINGS[framework] for wording in domain.wordings
    ]
    return tuple(sorted(every, key=lambda pair: -len(pair[1])))


@cache
def _vocabulary(framework: str) -> frozenset[str]:
    return OTHER_WORDS.union(*(wording for _, wording in _wordings(framework)))


@cache
def _beginning(framework: str) -> re.Pattern[str]:
    """How a line begins on which a row or the heading of a table may begin; it spares most lines a closer look."""
    pairs = {wording[:2] for _, wording in _wordings(framework)} | {_HEADING}
    either = "|".join(rf"{first}\W*(?:{second}|$)" for first, second in sorted(pairs))
    return re.compile(rf"\W*(?:[0-9]+(?:\.[0-9]+)*\.?\s+)?(?:{either})", re.IGNORECASE)
