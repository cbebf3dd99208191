"""Changes: the log of the dataset, in one order that only grows."""

import sqlalchemy as sa
from pydantic import Field

from app.listing.conditions import more_than, one_of
from app.listing.definition import Listing
from app.listing.known_codes import of_codes
from app.listing.page import Page, fetch_page
from app.listing.parameters import Code, ListQuery, Words, parameter
from app.queries.sources import RecordKind
from app.queries.tables import CHANGES, CITATIONS, SOURCES, columns
from app.records.change import ChangePublic
from app.releases.snapshot import Snapshot
from app.vocabulary import Cause, ChangeType


class ChangeQuery(ListQuery):
    """What the list of changes takes."""

    after: int | None = Field(
        None,
        ge=0,
        le=2**31 - 1,
        description="Only changes after this one, by `sequence`: the last that a follower has seen.",
        examples=[1],
    )
    record_kind: Words[RecordKind] | None = parameter(
        "Only of these kinds of record, separated by commas.", ["figures"]
    )
    record_code: Words[Code] | None = parameter(
        "Only of these records, by code, separated by commas.",
        ["herefordshire-improvement-adviser-2021-05-minimum-months"],
    )
    change: Words[ChangeType] | None = parameter("Only of these sorts, separated by commas.", ["changed"])
    cause: Words[Cause] | None = parameter(
        "Only for these causes, separated by commas: `source_event` is news, `our_correction` a mended mistake.",
        ["our_correction"],
    )


LISTING = Listing("changes", sa.select(*columns(ChangePublic, CHANGES)), (CHANGES.c.sequence,))
# Every record there is or was: those that never changed are cited, or are sources.
KNOWN = sa.union(
    sa.select(CHANGES.c.record_code.label("code")),
    sa.select(CITATIONS.c.record_code),
    sa.select(SOURCES.c.code),
).subquery("known")


def find_changes(snapshot: Snapshot, query: ChangeQuery) -> Page:
    """A page of the log, oldest first. Two SELECTs, and one more if records are named."""
    wanted = {
        CHANGES.c.record_kind: query.record_kind,
        CHANGES.c.change: query.change,
        CHANGES.c.cause: query.cause,
    }
    conditions = [
        *(one_of(words, column) for column, words in wanted.items() if words),
        *of_codes(
            snapshot,
            "record_code",
            query.record_code,
            KNOWN.c.code,
            CHANGES.c.record_code,
            walked=CITATIONS.c.record_code,
        ),
    ]
    if query.after is not None:
        conditions.append(more_than(CHANGES.c.sequence, query.after))
    return fetch_page(snapshot, LISTING, query, conditions)
