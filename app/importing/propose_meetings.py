"""From pages of ModernGov to proposals: meetings, the visits that they date, the numbers of their minutes.

A meeting is proposed only where its body and day are printed, or another page of the same site gives them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from app.importing.dates import plain
from app.importing.known_records import Known, KnownRecords
from app.importing.moderngov import AgendaItem, Paragraph
from app.importing.proposals import Proposal, ProposalKind, ProposalState
from app.importing.saved_pages import SavedPage
from app.importing.visit_statements import (
    INSPECTION,
    MONITORING,
    Statement,
    most_exact,
    numbers,
    ordinal_of,
    statements,
)
from app.partial_date import PartialDate, partial_date

_RELEVANT = re.compile(
    r"ofsted|\bilacs\b|monitoring visit|focus(?:s?ed)? visit|statutory direction|improvement notice"
    r"|inspection of (?:local authority |services for )?children",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"^(?:urgent|other|any other) business", re.IGNORECASE)
# A first paragraph shorter than this is no proof that two pages show the same item.
_TELLING = 40
_NO_YEAR = "the page prints no year"
_PLANNED = "planned: the page does not say that it happened"
_BODIES = (
    ("scrutiny", "scr"), ("select committee", "scr"), ("cabinet", "cab"), ("executive", "exe"),
    ("corporate parenting", "cpp"), ("council", "council"),
)  # fmt: skip


@dataclass
class ReadPage:
    """A page and its items, with what other pages of its site say of the meeting."""

    page: SavedPage
    items: list[AgendaItem]
    joined: dict[int, str] = field(default_factory=dict)


def join_pages(pages: list[ReadPage]) -> None:
    """Gives an item the body and the day that another page of the same site prints for it, and notes which page.

    Two pages show one item if they have its number in the system, the meeting's number, or the same title and
    first paragraph. A title alone is not enough: councils use it again.
    """
    for one in pages:
        for place, item in enumerate(one.items):
            for other in pages if item.body is None or item.held_on is None else []:
                if other is one or not one.page.host or other.page.host != one.page.host:
                    continue
                found = next((it for it in other.items if it.held_on and it.body and _same(one, item, other, it)), None)
                if found and (item.held_on is None or item.held_on == found.held_on):
                    item.body, item.held_on = found.body, found.held_on
                    item.number = item.number or found.number
                    one.joined[place] = f"The body and the day are those of the same item in {other.page.name}."
                    break


def _same(one: ReadPage, item: AgendaItem, other: ReadPage, candidate: AgendaItem) -> bool:
    if item.item_id and item.item_id == candidate.item_id:
        return True
    meeting = one.page.parameters.get("mid")
    if meeting and meeting == other.page.parameters.get("mid"):
        return True
    first, other_first = (one.paragraphs[0].text if one.paragraphs else "" for one in (item, candidate))
    same_title = item.title is not None and plain(item.title).lower() == plain(candidate.title or "").lower()
    return same_title and len(first) >= _TELLING and first == other_first


def propose(one: ReadPage, known: KnownRecords) -> Iterator[Proposal]:
    """The proposals of a page, in its order."""
    for place, item in enumerate(one.items):
        texts = [item.title or "", *(part.text for part in item.paragraphs)]
        if any(_RELEVANT.search(text) for text in texts):
            yield from _ItemReader(one, place, known).proposals()


class _ItemReader:
    """Reads one item. What is common to its proposals is worked out once."""

    def __init__(self, one: ReadPage, place: int, known: KnownRecords) -> None:
        self.page, self.item, self.known = one.page, one.items[place], known
        self.join_note, self.alone = one.joined.get(place), len(one.items) == 1
        self.day = partial_date(self.item.held_on.isoformat()) if self.item.held_on else None
        self.stated = self._statements()
        text = " ".join([self.item.title or "", *(part.text for part in self.item.paragraphs)])
        named = [] if self.page.host else known.councils_named(text)
        days = [when for when in [self.day, *(_days(stated)[0] for stated, _ in self.stated)] if when]
        council = known.council_of_host(self.page.host) if self.page.host else (named[0] if len(named) == 1 else None)
        self.council = known.council_on(council, days[0] if days else None)
        self.key = _key(self.page, self.council, place + 1 if len(one.items) > 1 else None)

    def proposals(self) -> Iterator[Proposal]:
        visits = [self._visit(stated, part) for stated, part in self.stated if stated.kind != INSPECTION]
        meeting = self._meeting(visits)
        yield meeting
        yield from visits
        yield from self._figures(meeting)

    def _statements(self) -> list[tuple[Statement, Paragraph]]:
        """The dated visits and inspections of the item, each once, with the paragraph that states it."""
        found = [(stated, part) for part in self.item.paragraphs for stated in statements(part.text)]
        exact = list(most_exact(stated for stated, _ in found))
        kept = [next(pair for pair in found if pair[0] is stated) for stated in exact]
        visits = [stated for stated, _ in kept if stated.kind != INSPECTION and not stated.planned]
        if len(visits) == 1 and visits[0].ordinal is None:
            # `Fourth monitoring visit` stands in the title or where the minutes begin, the day in another sentence.
            begin = [part.text for part in self.item.paragraphs if part.section == "opening text" or part.number <= 2]
            ordinal = ordinal_of([self.item.title or "", *begin])
            visit = visits[0]
            kept = [(_numbered(stated, ordinal) if stated is visit else stated, part) for stated, part in kept]
        return kept

    def _meeting(self, visits: list[Proposal]) -> Proposal:
        item, day = self.item, self.day
        whole = bool(item.body and day)
        kind = ProposalKind.MEETINGS if whole else ProposalKind.ITEMS
        notes = [self.join_note] if self.join_note else []
        if item.title is None:
            notes.append("The page shows no title of the item.")
        elif _GENERAL.match(item.title):
            notes.append("The title says nothing of the matter.")
        if item.due:
            notes.append("The page says when the decision was due, not when it was made.")
        if item.cut:
            notes.append("The text of the page is cut off.")
        if self.council is None:
            notes.append("The page does not say whose meeting it is, or it is not of an inspected council.")
        inspection = self._inspection()
        by_kind = {visit.kind: visit for visit in reversed(visits) if visit.why not in (_PLANNED, _NO_YEAR)}
        monitoring, focused = by_kind.get(ProposalKind.MONITORING_VISITS), by_kind.get(ProposalKind.FOCUSED_VISITS)
        made = self._proposal(
            kind,
            "meeting" if whole else "item",
            self.item.line,
            f"item {item.number}" if item.number else "whole page",
            item.decision or item.opening or (item.paragraphs[0].text if item.paragraphs else ""),
        )
        made.body, made.held_on, made.item_number = item.body, day and str(day), item.number
        made.title = item.title
        made.inspection_code = inspection or (monitoring.inspection_code if monitoring else None)
        made.monitoring_visit_code = monitoring.row_code if monitoring else None
        made.focused_visit_code = focused.row_code if focused else None
        made.inferred = "body held_on" if self.join_note else "held_on" if item.due else None
        made.note = " ".join(notes) or None
        held = self._recorded_from_page()
        if held:
            made.row_code = held
            _refuse(made, f"held already: {held}")
        elif whole and self.council and day:
            held = self._held_meeting(day)
            suffix = f"-{re.sub(r'[^0-9a-z]', '-', item.number.lower())}" if item.number else ""
            made.row_code = held or f"{self.council}-meeting-{day}-{_abbreviated(item.body or '')}{suffix}"
            if held:
                _refuse(made, f"held already: {held}")
        return made

    def _recorded_from_page(self) -> str | None:
        """The record that was made from this very page: of its only item, or of the one with that number or title."""
        held = self.known.meetings_of_source(self.page.address, self.page.sha256)
        same = [one for one in held if self.item.number and one.cells["item_number"] == self.item.number]
        same = same or [one for one in held if one.cells["title"] == self.item.title]
        if self.alone:
            same = same or held
        return same[0].code if len(same) == 1 else None

    def _held_meeting(self, day: PartialDate) -> str | None:
        """The record of this item of this meeting."""
        assert self.council is not None
        for one in self.known.holding("meetings", self.council, day, None, timedelta(0)):
            number, body = one.cells["item_number"], one.cells["body"] or ""
            same_body = _abbreviated(body) == _abbreviated(self.item.body or "")
            if same_body and (number is None or self.item.number is None or number == self.item.number):
                return one.code
        return None

    def _visit(self, stated: Statement, part: Paragraph) -> Proposal:
        first, last = _days(stated)
        kind = ProposalKind(stated.kind)
        what = "mv" if stated.kind == MONITORING else "fv"
        made = self._proposal(kind, f"{what}-{stated.when.first}", part.line, part.locator, stated.sentence)
        named = [code for code in self.known.councils_named(stated.sentence) if code != self.council]
        council = made.council_code
        if named and self.council not in self.known.councils_named(stated.sentence):
            made.council_code = council = named[0]
            made.note = "The page is of another council than the one that the sentence names."
        made.ordinal = stated.ordinal if stated.kind == MONITORING else None
        if first is None:
            _refuse(made, _NO_YEAR)
            return made
        made.started_on, made.ended_on = str(first), str(last) if last else None
        if stated.published:
            made.published_on = stated.published.first
        if council:
            self._place(made, council, first, last, what)
        if stated.planned:
            _refuse(made, _PLANNED)
        return made

    def _place(self, made: Proposal, council: str, first: PartialDate, last: PartialDate | None, what: str) -> None:
        """Gives a visit the record that it is, or the code that it would have, and the inspection that it follows."""
        within = timedelta(0) if first.precision != "day" else timedelta(days=10)
        held = self.known.holding(made.kind, council, first, last, within)
        if held:
            made.row_code = held[0].code
            _refuse(made, f"held already: {made.row_code}")
        else:
            month = str(first.earliest)[:7] if first.precision != "year" else str(first)
            made.row_code = self.known.free_code(made.kind, f"{council}-{what}-{month}")
        if made.kind is ProposalKind.MONITORING_VISITS:
            before = self.known.inspection_before(council, first)
            made.inspection_code = before.code if before else None
            if before is None:
                made.note = f"{made.note or ''} No inadequate inspection of the council is held before it.".strip()

    def _inspection(self) -> str | None:
        """The inspection considered: the one that happened on the days that the item states, in the first place."""
        for stated, _ in self.stated:
            if stated.kind == INSPECTION and self.council and (found := self._inspected(stated)):
                return found.code
        return None

    def _inspected(self, stated: Statement) -> Known | None:
        assert self.council is not None
        first, last = _days(stated)
        if first:
            found = self.known.holding("inspections", self.council, first, last, timedelta(0))
        else:
            # Without a year, the day and the month tell one inspection of a council from the others.
            held = self.known.records.get("inspections", [])
            found = [
                o for o in held if o.council_code == self.council and str(o.first).endswith(f"-{stated.when.first}")
            ]
        return found[0] if len(found) == 1 else None

    def _figures(self, meeting: Proposal) -> Iterator[Proposal]:
        for part in self.item.paragraphs:
            for number in numbers(part.text):
                value = f"{number.value:g}"
                slug = re.sub(r"[^a-z0-9]+", "-", f"{value} {number.unit}".lower()).strip("-")
                made = self._proposal(ProposalKind.FIGURES, f"figure-{slug}", part.line, part.locator, number.sentence)
                made.value, made.comparator, made.unit = number.value, number.comparator, number.unit
                made.record_kind, made.record_code = "meetings", meeting.row_code
                made.as_of = str(self.day) if self.day else None
                held = self.known.figures.get((meeting.row_code or "", number.value, number.comparator))
                if held:
                    _refuse(made, f"held already: {held}")
                yield made

    def _proposal(self, kind: ProposalKind, what: str, line: int, locator: str, printed: str) -> Proposal:
        place = f"item {self.item.number}, {locator}" if self.item.number and "item" not in locator else locator
        return Proposal(
            code=f"{self.key}-{what}".lower(),
            kind=kind,
            council_code=self.council,
            file=self.page.name,
            line=line,
            locator=place,
            address=self.page.address,
            sha256=self.page.sha256,
            page_title=self.item.title,
            printed=printed,
        )


def _days(stated: Statement) -> tuple[PartialDate | None, PartialDate | None]:
    """The first and last day of a statement as partial dates; None without a year. Two months are some day of them."""
    when = stated.when
    if not when.has_year:
        return None, None
    if when.last and len(when.first) == 7:
        first, last = partial_date(when.first), partial_date(when.last)
        return partial_date(f"[{first.earliest}..{last.latest}]"), None
    return partial_date(when.first), partial_date(when.last) if when.last else None


def _numbered(stated: Statement, ordinal: int | None) -> Statement:
    return Statement(stated.kind, stated.when, stated.sentence, stated.planned, ordinal, stated.published)


def _refuse(made: Proposal, why: str) -> None:
    made.state, made.why = ProposalState.REFUSED, why


def _abbreviated(body: str) -> str:
    small = body.lower()
    for words, short in _BODIES:
        if words in small:
            return short
    return "".join(word[0] for word in re.findall(r"[a-z]+", small) if word not in {"and", "of", "the", "for"})


def _key(page: SavedPage, council: str | None, place: int | None) -> str:
    """What tells the items of all pages apart: the page's number in the system, or its file, and the item's place."""
    parameters = page.parameters
    page_id = next((parameters[name] for name in ("id", "iid", "mid") if name in parameters), None)
    stem = page.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    site = council or page.host.split(".")[0]
    key = f"{site}-{page.form}-{page_id}" if page_id and site else stem
    return re.sub(r"[^a-z0-9]+", "-", (f"{key}-{place}" if place else key).lower()).strip("-")
