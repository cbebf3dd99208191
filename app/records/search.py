"""The search index. Seeding makes it from the records; it stands in no package."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.records.kind import column


class SearchEntry(SQLModel):
    """A record that a search can find."""

    kind: str = column("The kind of record.", "monitoring_visits")
    code: str = column("The code of the record.", "herefordshire-mv-2023-03")
    title: str = column(
        "What it was, in one line. A finding has that of the record that it belongs to.",
        "First monitoring visit: the front door",
    )
    council_code: str | None = column(
        "The council. A source has one if all that is taken from it is about one council; otherwise null.",
        "herefordshire",
    )
    council_name: str | None = column("The council's name; null if there is no council.", "Herefordshire")
    date_text: str | None = column(
        "The dates of the record in words, or of the record that a finding belongs to, or when a source was published; "
        "null if not known, and for councils.",
        "29 to 30 March 2023",
    )
    url: str = column("Where the whole record is.", "/v1/monitoring-visits/herefordshire-mv-2023-03")


class SearchDocument(SearchEntry, table=True):
    """What a search can find. Equal scores are in the order of `number`."""

    __tablename__ = "search_documents"

    number: int = Field(sa_type=sa.Integer, primary_key=True, description="Its place in the order, from 0.")
    text: str = column("What is searched beside the title.")


class SearchTerm(SQLModel, table=True):
    """The documents that hold a word. docs/decisions/0028-a-search-index-of-our-own.md says why it is stored so."""

    __tablename__ = "search_terms"
    # The rows are small and are read by their key alone.
    __table_args__ = {"sqlite_with_rowid": False}

    term: str = column(
        "A folded word, a stem, or the first letters of words with `*` behind them; with `=` before it, what names "
        "documents.",
        key=True,
    )
    field: str = column(
        "Where the word stands: title, text or context. With `=`, whether it is a name, a kind or a council.", key=True
    )
    documents: bytes = Field(
        sa_type=sa.LargeBinary,
        description="The numbers of the documents: a zlib stream with a bit for each, the lowest bit first.",
    )


class SnippetPart(SQLModel):
    """A part of a snippet."""

    text: str = column("Plain text. It is not HTML, so a page must escape it.", "front door")
    match: bool = column("Whether it is a word that was searched for.", True, type_=sa.Boolean())


class SearchResultPublic(SearchEntry):
    """A record that a search found."""

    snippet: list[SnippetPart] = column(
        "A piece of its text if one of the words is in it, otherwise its title. Joined, the parts are the whole piece."
    )
    score: int = column("How well it fits; the best come first. Only its order means anything.", 12, type_=sa.Integer())
