"""Search: councils, dated records, findings and sources by the words in them.

The index says for each word in which documents it stands, as a bitmap: a whole number with a bit for each document.
What holds all words is the AND of their bitmaps, so a common word costs no more than a rare one.
docs/decisions/0028-a-search-index-of-our-own.md compares this with the full-text engines of the databases.
"""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import reduce
from itertools import chain, pairwise
from operator import or_
from typing import Any

import sqlalchemy as sa
from pydantic import ConfigDict

from app.errors import BadQuery, QueryFault
from app.listing.page import Page, make_cursor, start_of
from app.listing.parameters import CouncilWord, ListQuery, Words, parameter
from app.listing.statement import ListDefinition, Where, sql_name
from app.queries.councils import council_codes
from app.queries.tables import SEARCH_DOCUMENTS, SEARCH_TERMS
from app.records import EVENTS
from app.records.council import COUNCILS
from app.records.finding import FINDINGS
from app.records.source import SOURCES
from app.releases.snapshot import Snapshot
from app.words import LONGEST_PREFIX, WORD, beginning, fold, no_word, stem, words_of

SearchKind = StrEnum(  # type: ignore[misc]
    "SearchKind", {kind.name.upper(): kind.name for kind in (COUNCILS, *EVENTS, FINDINGS, SOURCES)}
)
SearchKind.__doc__ = "A kind of record that a search can find, by the name of its list."
# What a word counts for in each field: as it stands or in another form, and where a word only begins with the last one.
WEIGHTS = {"title": (6, 5), "text": (4, 3), "context": (2, 1)}
# More than any sum of weights: a query has at most 200 letters, so at most 100 words.
EXACT = 1000
# These say nothing of what is searched, and are left out if other words are there.
STOP_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
# The longest snippet, and how much of it stands before the first word that was found.
SNIPPET, BEFORE = 240, 60
# Bytes of a bitmap that are looked through at once.
CHUNK = 128
# No letter comes after it.
AFTER_EVERY_LETTER = "\U0010ffff"


class SearchQuery(ListQuery):
    """The parameters of the search."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str | None = parameter(
        "The words to search for. All must be in a record, in any of their forms: `visits` finds `visit`. The last one "
        "also finds words that begin with it. Case, accents and punctuation do not count. Words such as `of` count "
        "only if there are no others. Without `q`, everything is listed.",
        "front door",
        max_length=200,
    )
    kind: Words[SearchKind] | None = parameter("Only these kinds of record, separated by commas.", ["councils"])
    council: Words[CouncilWord] | None = parameter(
        "Only what is about these councils, separated by commas. Name each by our code, its GSS code, DfE code or "
        "Ofsted URN, or by its name or words of it that no other council's name has.",
        ["herefordshire", "E06000035"],
    )


DOCUMENT_LIST = ListDefinition(
    "search",
    sa.select(
        *(SEARCH_DOCUMENTS.c[name] for name in ("kind", "code", "title", "text", "council_code", "council_name")),
        *(SEARCH_DOCUMENTS.c[name] for name in ("date_text", "url", "number")),
    ),
    (SEARCH_DOCUMENTS.c.number,),
)
TERMS_SQL = str(sa.select(SEARCH_TERMS.c.term, SEARCH_TERMS.c.field, SEARCH_TERMS.c.documents))
TERM = sql_name(SEARCH_TERMS.c.term)


class Question:
    """What is searched for. Raises BadQuery if it holds no word."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        if not words:
            raise BadQuery(QueryFault("q", "no_word", "q: holds no letter and no digit; expected words"))
        # What names a record alone is stored in the same form.
        self.name = no_word(" ".join(words))
        words = [word for word in words if word not in STOP_WORDS] or words
        self.last = words[-1]
        self.stems = list(dict.fromkeys(map(stem, words)))
        self._initials = {word[0] for word in (self.last, *self.stems)}

    @property
    def terms(self) -> list[str]:
        """The terms to read. The words that begin with the last one are beside them if it is long."""
        return [*self.stems, self.name, *([] if self.is_long else [beginning(self.last)])]

    @property
    def is_long(self) -> bool:
        """Whether the words that begin with the last one are few, so that each is read."""
        return len(self.last) > LONGEST_PREFIX

    def begins(self, term: str) -> bool:
        """Whether a term stands for words that begin with the last one."""
        return term.startswith(self.last) if self.is_long else term == beginning(self.last)

    def finds(self, word: str) -> bool:
        """Whether a word of a text is one that is searched for."""
        # No form of a word has another first letter, and to fold and stem every word takes most of the time.
        if word[0].lower() not in self._initials and word[0].isascii():
            return False
        folded = fold(word)
        return folded.startswith(self.last) or stem(folded) in self.stems


def find(snapshot: Snapshot, query: SearchQuery) -> Page:
    """A page of what holds all words: what bears them as its name, then by score, then the latest first.

    Two SELECTs, and one more if councils are named. Raises BadQuery if `q` holds no word.
    """
    start = start_of(snapshot, "search", query, int)
    question = Question(query.q) if query.q is not None else None
    councils = council_codes(snapshot, query.council) if query.council else []
    ranking = _ranking(snapshot, question, query.kind, councils)
    begin = 0 if start.after is None else int(start.after[0]) + 1
    end = begin + start.limit
    total = sum(documents.bit_count() for _, documents in ranking)
    scores = dict(_slice(ranking, begin, end))
    items = [_public(row, scores[row["number"]], question) for row in _documents(snapshot, list(scores))]
    cursor = make_cursor(start.release, start.binding, [end - 1]) if end < total else None
    return Page(items, total, cursor, start.release, start.as_at)


def _ranking(
    snapshot: Snapshot, question: Question | None, kinds: Sequence[str] | None, councils: list[str]
) -> list[tuple[int, int]]:
    """The documents that are found, as bitmaps with their scores, the best first. One SELECT."""
    # Without any condition, everything of every kind is found.
    wanted = [no_word(kind) for kind in kinds or (() if question or councils else SearchKind)]
    councils = [no_word(code) for code in councils]
    found = _read_terms(snapshot, question, [*wanted, *councils])

    def all_of(field: str, test: Callable[[str], bool]) -> int:
        return reduce(or_, (documents for term, of, documents in found if of == field and test(term)), 0)

    filters = [all_of("kind", wanted.__contains__)] if wanted else []
    filters += [all_of("council", councils.__contains__)] if councils else []
    if question is None:
        return [(0, _and(filters))]
    named = _and([all_of("name", question.name.__eq__), *filters])
    slots = [[(whole, all_of(field, word.__eq__)) for field, (whole, _) in WEIGHTS.items()] for word in question.stems]
    # A word that only begins with the last one stands for it, and counts less than the word itself.
    begun = [(part, all_of(field, question.begins)) for field, (_, part) in WEIGHTS.items()]
    slots[question.stems.index(stem(question.last))] += begun
    matching = _and([*(reduce(or_, (documents for _, documents in slot)) for slot in slots), *filters])
    by_score = _scored(matching & ~named, slots)
    return [(score, documents) for score, documents in ((EXACT, named), *by_score) if documents]


def _and(bitmaps: Iterable[int]) -> int:
    return reduce(lambda one, other: one & other, bitmaps)


def _scored(matching: int, slots: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Documents that fill every slot, by the sum of the greatest weight that each has in each slot."""
    levels = {0: matching}
    for slot in slots if matching else ():
        raised: dict[int, int] = defaultdict(int)
        for score, documents in levels.items():
            left = documents
            for weight, holding in sorted(slot, reverse=True):
                if hit := left & holding:
                    raised[score + weight] |= hit
                    left ^= hit
        levels = raised
    return sorted(levels.items(), reverse=True)


def _read_terms(snapshot: Snapshot, question: Question | None, filters: list[str]) -> list[tuple[str, str, int]]:
    """The terms that a question needs, each with its field and its bitmap. One SELECT."""
    where = Where()
    terms = where.bind_all([*(question.terms if question else ()), *filters])
    sql = f"{TERMS_SQL} WHERE {TERM} IN ({terms})"
    if question and question.is_long:
        first, last = where.bind(question.last), where.bind(question.last + AFTER_EVERY_LETTER)
        sql += f" UNION {TERMS_SQL} WHERE {TERM} > {first} AND {TERM} < {last}"
    rows = snapshot.rows(sql, where.values)
    return [(term, field, int.from_bytes(zlib.decompress(documents), "little")) for term, field, documents in rows]


def _slice(ranking: list[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers of the documents from one position to another, with their scores, in the order of the ranking."""
    for score, documents in ranking:
        count = documents.bit_count()
        if begin < count and end > 0:
            yield from ((number, score) for number in _numbers(documents, max(begin, 0), min(end, count)))
        begin, end = begin - count, end - count


def _numbers(documents: int, begin: int, end: int) -> Iterator[int]:
    """The numbers of the bits that are set, from one position among them to another."""
    data = documents.to_bytes(-(-documents.bit_length() // 8), "little")
    for offset in range(0, len(data), CHUNK):
        if end <= 0:
            return
        chunk = int.from_bytes(data[offset : offset + CHUNK], "little")
        count = chunk.bit_count()
        if begin < count:
            for position in range(min(end, count)):
                lowest = chunk & -chunk
                if position >= begin:
                    yield offset * 8 + lowest.bit_length() - 1
                chunk ^= lowest
        begin, end = max(begin - count, 0), end - count


def _documents(snapshot: Snapshot, numbers: list[int]) -> list[dict[str, Any]]:
    """The documents with these numbers, in this order. One SELECT."""
    where = Where()
    # As in `bind_all`, so that few different statements serve pages of all lengths.
    padded = numbers + numbers[-1:] * ((1 << max(len(numbers) - 1, 0).bit_length()) - len(numbers))
    bound = ", ".join(map(where.bind, padded or [-1]))
    where.add(f"{sql_name(SEARCH_DOCUMENTS.c.number)} IN ({bound})")
    rows = {row[-1]: row for row in snapshot.rows(DOCUMENT_LIST.select_sql + where.sql, where.values)}
    return [DOCUMENT_LIST.item(rows[number]) for number in numbers]


def _public(row: dict[str, Any], score: int, question: Question | None) -> dict[str, Any]:
    text = row.pop("text")
    del row["number"]
    matches = _matches(text, question)
    shown = _snippet(text, matches) if matches else _parts(row["title"], _matches(row["title"], question))
    return {**row, "snippet": shown, "score": score}


def _matches(text: str, question: Question | None) -> list[tuple[int, int]]:
    """Where the words that are searched for stand in a text."""
    return [found.span() for found in WORD.finditer(text) if question and question.finds(found.group())]


def _snippet(text: str, matches: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """A piece of a text around the first word that was found, cut between words."""
    if len(text) <= SNIPPET:
        return _parts(text, matches)
    first = matches[0][0]
    begin = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = len(text) if begin + SNIPPET >= len(text) else text.rfind(" ", begin, begin + SNIPPET)
    end = end if end > matches[0][1] else matches[0][1]
    inside = [(at - begin, until - begin) for at, until in matches if begin <= at and until <= end]
    parts = _parts(text[begin:end], inside)
    before = [{"text": "\u2026", "match": False}] if begin else []
    after = [{"text": "\u2026", "match": False}] if end < len(text) else []
    return [*before, *parts, *after]


def _parts(text: str, matches: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """A text in parts that are words that were found, and parts between them."""
    borders = [0, *chain.from_iterable(matches), len(text)]
    parts = ({"text": text[at:until], "match": bool(place % 2)} for place, (at, until) in enumerate(pairwise(borders)))
    return [part for part in parts if part["text"]]
