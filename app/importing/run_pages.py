"""The imports of saved pages: from a folder of them to a file of proposals, which people read and decide."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.importing.government import read_government
from app.importing.known_records import load_known
from app.importing.merged import ImportNote
from app.importing.moderngov import read_moderngov
from app.importing.proposals import (
    Proposal,
    formatted_proposals,
    merge_proposals,
    proposals_in_words,
    read_proposals,
)
from app.importing.propose_interventions import propose_interventions
from app.importing.propose_meetings import ReadPage, join_pages, propose
from app.importing.saved_pages import SUFFIXES, SavedPage, read_saved_page
from app.importing.store import write_file
from app.importing.workers import Refused

NOTHING = "nothing on inspections, visits or interventions"


@dataclass(frozen=True)
class PagesOutcome:
    """What an import of pages did: how many were read, which were refused and why, what the file holds now."""

    read: int
    refused: list[ImportNote]
    proposals: list[Proposal]
    written: bool

    @property
    def summary(self) -> str:
        held = proposals_in_words(self.proposals) or "no proposals"
        return f"{self.read} pages read, {len(self.refused)} refused; {held}"


def import_moderngov(directory: Path, file: Path, seed_data: Path) -> PagesOutcome:
    """Reads every saved page of ModernGov below a folder, and writes what they propose into a file.

    Raises FaultyData if the file or a package of `seed_data` is damaged.
    """
    read, refused = _read_all(directory, read_moderngov)
    pages = [ReadPage(page, items) for page, items in read]
    join_pages(pages)
    known = load_known(seed_data)
    return _finish(file, refused, [(one.page, list(propose(one, known))) for one in pages])


def import_government(directory: Path, file: Path, seed_data: Path) -> PagesOutcome:
    """Reads every saved page of the government below a folder, and writes what they propose into a file.

    Raises FaultyData if the file or a package of `seed_data` is damaged.
    """
    read, refused = _read_all(directory, read_government)
    known = load_known(seed_data)
    made = [(page, list(propose_interventions(page, found, known))) for page, found in read]
    return _finish(file, refused, made)


def _finish(file: Path, refused: list[ImportNote], pages: list[tuple[SavedPage, list[Proposal]]]) -> PagesOutcome:
    """Merges the proposals of the pages into the file. A page that proposes nothing is refused."""
    refused += [ImportNote(page.name, 0, NOTHING) for page, found in pages if not found]
    held = [proposal for _, proposal in read_proposals(file).values()] if file.exists() else []
    merged = merge_proposals(held, [proposal for _, found in pages for proposal in found])
    file.parent.mkdir(parents=True, exist_ok=True)
    written = bool(write_file(file, formatted_proposals(merged)))
    read = sum(bool(found) for _, found in pages)
    return PagesOutcome(read, sorted(refused), merged, written)


def _read_all(
    directory: Path, read: Callable[[SavedPage], Any]
) -> tuple[list[tuple[SavedPage, Any]], list[ImportNote]]:
    """What a reader makes of each saved page below the directory, and the pages that it refuses."""
    made: list[tuple[SavedPage, Any]] = []
    refused: list[ImportNote] = []
    for path in sorted(path for path in directory.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()):
        name = path.relative_to(directory).as_posix()
        try:
            page = read_saved_page(path, name)
            made.append((page, read(page)))
        except Refused as refusal:
            refused.append(ImportNote(name, 0, str(refusal)))
    return made, refused
