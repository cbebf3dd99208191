"""Proposals: what an importer found on a page, with what a person decided about it, in a CSV file.

A person reads each against its page, sets its state, and writes what an importer cannot: summaries, decisions.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.errors import Fault, FaultyData
from app.importing.seed_files import read_columns


class ProposalState(StrEnum):
    """What is decided of a proposal: not read yet, read and taken, read and not taken (`why` says why)."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ProposalKind(StrEnum):
    """What is proposed: a kind of record, or `items`: facts of an item whose meeting is not known."""

    MONITORING_VISITS = "monitoring_visits"
    FOCUSED_VISITS = "focused_visits"
    INTERVENTIONS = "interventions"
    MEETINGS = "meetings"
    ITEMS = "items"
    FIGURES = "figures"


class Proposal(BaseModel):
    """A line of the file. The columns after `printed` are those of the record that it would become."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(description="The key of the proposal, made from its page and what it states.")
    state: ProposalState = ProposalState.PROPOSED
    why: str | None = Field(default=None, description="Why it is refused, by the importer or by a person.")
    kind: ProposalKind
    row_code: str | None = Field(default=None, description="The code of the record that it becomes or supports.")
    council_code: str | None = None
    note: str | None = Field(default=None, description="What is inferred or in doubt; a note of the citations.")
    file: str
    line: int
    locator: str
    address: str | None = None
    sha256: str
    page_title: str | None = None
    printed: str = Field(description="The sentences it rests on, as printed: for the reader, never for the dataset.")
    body: str | None = None
    held_on: str | None = None
    item_number: str | None = None
    title: str | None = None
    decision: str | None = None
    introduced_by: str | None = None
    type: str | None = None
    ordinal: int | None = None
    started_on: str | None = None
    ended_on: str | None = None
    published_on: str | None = None
    issued_by: str | None = None
    focus: str | None = None
    topic: str | None = None
    inspection_code: str | None = None
    monitoring_visit_code: str | None = None
    focused_visit_code: str | None = None
    record_kind: str | None = None
    record_code: str | None = None
    measure: str | None = None
    value: float | None = None
    comparator: str | None = None
    unit: str | None = None
    as_of: str | None = None
    summary: str | None = None
    inferred: str | None = None


# What an importer leaves empty for a person to write.
WRITTEN_BY_PEOPLE = ("decision", "introduced_by", "focus", "topic", "measure", "summary")


def read_proposals(path: Path) -> dict[str, tuple[int, Proposal]]:
    """The proposals of a file by their codes, each with its line. Raises FaultyData for a damaged file."""
    found: dict[str, tuple[int, Proposal]] = {}
    for line, cells in read_columns(path, Proposal.model_fields):
        try:
            made = Proposal.model_validate(cells)
        except ValidationError as error:
            raise FaultyData(
                [Fault(str(path), line, str(item["loc"][0]), item["msg"]) for item in error.errors()]
            ) from error
        if made.code in found:
            raise FaultyData([Fault(str(path), line, "code", f"{made.code} stands twice; expected it once")])
        found[made.code] = line, made
    return found


def merge_proposals(before: Iterable[Proposal], made: Iterable[Proposal]) -> list[Proposal]:
    """What an importer made, over what a file held: a decision of a person stays, with all that it was made on.

    A proposal that nobody has decided is made anew, and keeps what a person wrote into it.
    """
    held = {proposal.code: proposal for proposal in before}
    merged = {code: one for code, one in held.items() if one.state is not ProposalState.PROPOSED}
    for proposal in made:
        if proposal.code not in merged:
            old = held.get(proposal.code, proposal)
            written = {name: getattr(old, name) for name in WRITTEN_BY_PEOPLE if getattr(old, name) is not None}
            merged[proposal.code] = proposal.model_copy(update=written)
    return sorted(merged.values(), key=lambda one: (one.file, one.line, one.code))


def formatted_proposals(proposals: Iterable[Proposal]) -> bytes:
    """The file of the proposals: equal proposals make equal bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    names = list(Proposal.model_fields)
    writer.writerow(names)
    for proposal in proposals:
        cells = [getattr(proposal, name) for name in names]
        writer.writerow([f"{cell:g}" if isinstance(cell, float) else cell for cell in cells])
    return text.getvalue().encode()


def proposals_in_words(proposals: Iterable[Proposal]) -> str:
    """How many there are of each kind and state, in words."""
    counts = Counter((one.kind, one.state) for one in proposals)
    return ", ".join(
        f"{number} {kind} {state}"
        for kind in ProposalKind
        for state in ProposalState
        if (number := counts[kind, state])
    )
