"""The areas for improvement that a report lists: each point, its page, the heading above it and its number there.

Reports of 2018 and later list them as bullets under `What needs to improve`. Older ones number them as paragraphs under
`Recommendations`, or under `Areas for improvement` and `Priority and immediate action`, and list those of the
safeguarding board apart.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.importing.dates import plain

# A footnote mark may follow the words of a heading.
_OPENS = re.compile(
    r"^(?-i:(?=[A-Z]))(?P<heading>(?:What needs to improve|What (?:does|do) .{3,60}? need to improve"
    r"|Areas? for improvement|Recommendations|Priority and immediate actions?"
    r"|Areas for priority(?: and immediate)? action)\??):?\s?[0-9]{0,2}$",
    re.IGNORECASE,
)
_TERM = re.compile(r"^(?:immediately|within [a-z]+ (?:weeks|months?))\W*$", re.IGNORECASE)
_CLOSES = re.compile(
    r"^(?-i:(?=[A-Z]))(?:summary for children|inspection findings|(?:the )?experiences? and progress"
    r"|information about this|inspection judge?ments?\b|what the inspection judge?ments?|progress since|key strengths"
    r"|the .{3,60} strengths|the local authority has the following strengths|summary of (?:key )?findings"
    r"|section [0-9]:|outcomes for looked after children|piccadilly gate)",
    re.IGNORECASE,
)
_BULLET = re.compile("^[\u25fc\u25a0\u25aa\u2022\u25cf\uf06e\uf0b7\uf0a7](?:\\s*)")
_NUMBER = re.compile(r"^([0-9]{1,3})[.)](?:\s+|(?=[A-Z])|$)")
_PAGE_NUMBER = re.compile(r"^[0-9]{1,3}$")
_CONTENTS = re.compile(r"^(?:table of )?contents\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;:][\")\]'0-9]*$")
_SENTENCE = re.compile(r"[a-z)][.:;]")
# What stands under a heading that no point follows.
_NONE = re.compile(
    r"(?:the inspection|this inspection|inspectors) (?:did not find|identified no|found no|did not identify)"
    r"|(?:there (?:are|were) )?no areas\b|none\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+")
_LINES_AT_AN_EDGE = 4
_PAGES_OF_A_FOOTER = 3


@dataclass(frozen=True)
class Area:
    """One point: its place among those of the report, where it stands, and its words, which are never shipped.

    `heading` is as printed, with the term (`within three months`) where there is one; `label` is `para 17` for a
    numbered paragraph and `bullet 2` for a bullet.
    """

    position: int
    page: int
    heading: str
    label: str
    text: str

    @property
    def locator(self) -> str:
        return f"p. {self.page}, {self.heading}, {self.label}"


def areas(pages: list[str]) -> tuple[Area, ...]:
    """Every point that the report lists as an area for improvement, in its order."""
    reader = _Reader()
    lines = list(_lines(pages))
    for (page, line), (_, following) in zip(lines, [*lines[1:], (0, "")], strict=True):
        reader.take(page, line, following)
    points = [point for point in reader.points if not _NONE.match(point.text)]
    return tuple(replace(point, position=position) for position, point in enumerate(points, 1))


class _Reader:
    """Takes the lines of a report one by one.

    Between a heading that opens a list and one that closes it, a line with a bullet or with the next number begins a
    point. Any other line belongs to the point above it, unless it is a heading between two points.
    """

    def __init__(self) -> None:
        self.points: list[Area] = []
        self._heading: str | None = None
        self._term = ""
        self._number: int | None = None
        self._bullets = 0
        self._in_point = False

    def take(self, page: int, line: str, following: str) -> None:
        if opened := _OPENS.match(line):
            self._open(opened["heading"])
        elif self._heading is None:
            return
        elif _CLOSES.match(line):
            self._heading = None
        elif _TERM.match(line):
            self._begin_term(line)
        elif (numbered := _NUMBER.match(line)) and self._is_next(int(numbered[1]), line[numbered.end() :]):
            self._take_number(page, int(numbered[1]), line[numbered.end() :])
        elif (bullet := _BULLET.match(line)) and self._bullet_is_point():
            self._bullets += 1
            self._begin(page, f"bullet {self._bullets}", line[bullet.end() :])
        elif self._in_point and not self._is_heading(line, following):
            self.points[-1] = replace(self.points[-1], text=f"{self.points[-1].text} {line}".strip())

    def _open(self, heading: str) -> None:
        self._heading, self._term, self._number, self._bullets, self._in_point = heading, "", None, 0, False

    def _begin_term(self, line: str) -> None:
        """`Within three months:` begins a list of bullets; a numbered paragraph before the first one announces it."""
        if self._number is not None:
            self.points.pop()
        self._open(self._heading or "")
        self._term = f", {line.strip(' :').lower()}"

    def _is_next(self, number: int, text: str) -> bool:
        """Whether a number is that of the next paragraph; alone on its line it may be the end of a sentence."""
        return number == self._number + 1 if self._number is not None else bool(text)

    def _take_number(self, page: int, number: int, text: str) -> None:
        """A number after bullets is that of a paragraph after the list."""
        if self._bullets and self._number is None:
            self._heading = None
            return
        self._number, self._bullets = number, 0
        self._begin(page, f"para {number}", text)

    def _bullet_is_point(self) -> bool:
        """Bullets below a numbered paragraph are part of it, unless all that it holds is a heading for them."""
        if self._number is None or self._bullets:
            return True
        if _SENTENCE.search(self.points[-1].text) or not self._in_point:
            return False
        self.points.pop()
        return True

    def _is_heading(self, line: str, following: str) -> bool:
        begins = _NUMBER.match(following) or _BULLET.match(following) or _OPENS.match(following)
        ended = _SENTENCE_END.search(self.points[-1].text)
        return bool(line[0].isupper() and not _SENTENCE_END.search(line) and ended and begins)

    def _begin(self, page: int, label: str, text: str) -> None:
        heading = f"{self._heading}{self._term}"
        self.points.append(Area(0, page, heading, label, text.strip()))
        self._in_point = True


def _lines(pages: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of the text with their pages, without the table of contents, page numbers and running footers."""
    printed = [_as_read([plain(line) for line in page.split("\n")]) for page in pages]
    edges = Counter(_DIGITS.sub("#", line) for page in printed for line in {*_edges(page)})
    for number, page in enumerate(printed, 1):
        if any(_CONTENTS.match(line) for line in page):
            continue
        for line in page:
            running = edges[_DIGITS.sub("#", line)] >= _PAGES_OF_A_FOOTER and not (
                _BULLET.match(line) or _OPENS.match(line) or _CLOSES.match(line)
            )
            if not running:
                yield number, line


def _as_read(page: list[str]) -> list[str]:
    """The lines of a page, with a heading that the file holds last, but prints first, at the top.

    That is so where the page begins with a numbered paragraph and another heading closes the list before the end.
    """
    lines = [line for line in page if line and not _PAGE_NUMBER.match(line)]
    misplaced = lines and _OPENS.match(lines[-1]) and _NUMBER.match(lines[0]) and any(map(_CLOSES.match, lines))
    return [lines[-1], *lines[:-1]] if misplaced else lines


def _edges(page: list[str]) -> list[str]:
    return page[:_LINES_AT_AN_EDGE] + page[-_LINES_AT_AN_EDGE:]
