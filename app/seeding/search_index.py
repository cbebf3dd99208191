"""Builds the search index: the documents that a search can find, and the bitmaps of their words.

docs/decisions/0028-a-search-index-of-our-own.md says why there are bitmaps.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.partial_date import PartialDate, text_of
from app.records import EVENTS
from app.records.council import COUNCILS, CouncilRow
from app.records.event import Event, date_text
from app.records.finding import FINDINGS, FindingRow
from app.records.kind import Kind, Record, Sourced, table
from app.records.search import SearchDocument, SearchTerm
from app.records.source import SOURCES, SourceRow
from app.seeding.read import Dataset
from app.words import LONGEST_PREFIX, beginning, no_word, stem, words_of

DOCUMENTS = table(SearchDocument)
TERMS = table(SearchTerm)
# In the order in which they stand where all else is equal.
SEARCHED = (COUNCILS, *EVENTS, FINDINGS, SOURCES)
# The fields of dated records that are searched beside the headline, in the order in which they are shown.
TEXTS = ("summary", "decision", "lead_inspector", "inspectors", "issued_by", "introduced_by", "actor", "partners")


@dataclass(frozen=True)
class IndexedDocument:
    """What a search can find. `title` and `text` are shown; `context` is searched as well, and counts least."""

    kind: Kind
    row: Record
    title: str
    text: str
    context: str
    council: CouncilRow | None
    when: PartialDate | None = None
    # Its dates in words.
    dates: str | None = None
    # What names it alone.
    names: tuple[str | None, ...] = ()

    @property
    def place(self) -> tuple[Any, ...]:
        """Its place in the order: councils that exist, other councils, then all else, the latest first."""
        gone = isinstance(self.row, CouncilRow) and self.row.abolished_on is not None
        earliest = self.when.earliest if self.when else date.min
        return self.kind is not COUNCILS, gone, -earliest.toordinal(), SEARCHED.index(self.kind), self.row.code

    @property
    def columns(self) -> dict[str, Any]:
        """Its row in the table, without the number."""
        return {
            "kind": self.kind.name,
            "code": self.row.code,
            "title": self.title,
            "text": self.text,
            "council_code": self.council and self.council.code,
            "council_name": self.council and self.council.name,
            "date_text": self.dates,
            "url": f"{self.kind.path}/{self.row.code}",
        }

    @property
    def fields(self) -> dict[str, str]:
        """The texts that are searched, by the names of their fields in the index."""
        # A finding is shown under the title of its record, but it is its own text that says what it is about.
        title, context = ("", self.title) if self.kind is FINDINGS else (self.title, "")
        return {"title": title, "text": self.text, "context": f"{context} {self.context} {self.row.code}"}


def documents_of(dataset: Dataset) -> list[IndexedDocument]:
    """What a search can find, in its order."""
    return sorted(_documents(dataset), key=lambda document: document.place)


def _documents(dataset: Dataset) -> Iterator[IndexedDocument]:
    councils: dict[str, CouncilRow] = dataset.rows(COUNCILS.name)
    for council in councils.values():
        codes = (council.gss_code, council.la_code, council.ofsted_urn)
        names = (council.name, council.official_name, *codes)
        context = " ".join(filter(None, codes))
        yield IndexedDocument(COUNCILS, council, council.name, council.official_name, context, council, names=names)
    headlines: dict[str, IndexedDocument] = {}
    for kind in EVENTS:
        for row in dataset.entries[kind.name].rows:
            assert isinstance(row, Event)
            council = councils[row.council_code]
            text = " \u00b7 ".join(filter(None, (getattr(row, name, None) for name in TEXTS)))
            dates = date_text(row.stored())
            event = IndexedDocument(kind, row, row.headline, text, council.name, council, row.happened[0], dates)
            headlines[row.code] = event
            yield event
    for row in dataset.entries[FINDINGS.name].rows:
        assert isinstance(row, FindingRow)
        of, council = headlines[row.record_code], councils[row.council_code]
        yield IndexedDocument(FINDINGS, row, of.title, row.summary or "", council.name, council, of.when, of.dates)
    about = _councils_of_sources(dataset)
    for row in dataset.entries[SOURCES.name].rows:
        assert isinstance(row, SourceRow)
        codes_of = about[row.code]
        only = councils[min(codes_of)] if len(codes_of) == 1 else None
        context = f"{row.publisher} {only.name if only else ''}"
        published = text_of(row.published_on) if row.published_on else None
        yield IndexedDocument(SOURCES, row, row.title, "", context, only, row.published_on, published)


def _councils_of_sources(dataset: Dataset) -> dict[str, set[str]]:
    """The councils of the records that are taken from each source."""
    found: dict[str, set[str]] = defaultdict(set)
    for entries in dataset.entries.values():
        for row in entries.rows:
            if isinstance(row, Sourced) and (code := getattr(row, "council_code", None)):
                found[row.source_code].add(code)
    return found


def document_rows(documents: list[IndexedDocument]) -> Iterator[dict[str, Any]]:
    """The rows of the table of documents."""
    return ({"number": number, **document.columns} for number, document in enumerate(documents))


def term_rows(documents: list[IndexedDocument]) -> Iterator[dict[str, Any]]:
    """The rows of the table of terms, in the order of its key."""
    # Words first: a word stands in many documents, and each of its terms in all of them.
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for field, text in document.fields.items():
            for word in set(words_of(text)):
                holding[word, field].append(number)
        for name in {" ".join(words_of(name)) for name in (document.row.code, *document.names) if name}:
            found[no_word(name), "name"].append(number)
        found[no_word(document.kind.name), "kind"].append(number)
        if document.council:
            found[no_word(document.council.code), "council"].append(number)
    for (word, field), numbers in holding.items():
        for term in _terms(word):
            found[term, field] += numbers
    for (term, field), numbers in sorted(found.items()):
        yield {"term": term, "field": field, "documents": bitmap(numbers)}


def _terms(word: str) -> frozenset[str]:
    """The terms that find a word: itself, its stem, and its first letters."""
    return frozenset(
        (word, stem(word), *(beginning(word[:end]) for end in range(1, min(len(word), LONGEST_PREFIX) + 1)))
    )


def bitmap(numbers: Iterable[int]) -> bytes:
    """Numbers as the index has them: a bit for each, the lowest first, compressed."""
    different = set(numbers)
    bits = bytearray(max(different) // 8 + 1)
    for number in different:
        bits[number >> 3] |= 1 << (number & 7)
    return zlib.compress(bits)
