"""From accepted proposals to records of `seed_data/`, with their sources and citations.

A record that is there stays as it is: its proposal adds what its page states of it, as citations. So a second run
changes no byte, and an edit that a person made afterwards stays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.errors import Fault, FaultyData
from app.importing.known_records import KnownRecords, load_known, same_address
from app.importing.moderngov import AGENDA_ITEM, HISTORY, ISSUE, LIST, OLD_LIST
from app.importing.proposals import Proposal, ProposalKind, ProposalState, read_proposals
from app.importing.seed_files import formatted, read_rows
from app.importing.store import write_files
from app.records.citation import CitationRow
from app.records.event import Event
from app.records.finding import FigureRow
from app.records.focused_visit import FocusedVisitRow
from app.records.intervention import InterventionRow
from app.records.kind import Sourced
from app.records.meeting import MeetingRow
from app.records.monitoring_visit import MonitoringVisitRow
from app.records.source import SourceRow
from app.vocabulary import Basis, Licence, SourceType, Standing

_ROWS: dict[str, type[Sourced]] = {
    "monitoring_visits": MonitoringVisitRow,
    "focused_visits": FocusedVisitRow,
    "interventions": InterventionRow,
    "meetings": MeetingRow,
    "figures": FigureRow,
}
# What a page can state of a record that is held already.
_STATED = ("held_on", "started_on", "ended_on", "published_on", "ordinal", "item_number")
_READ = "Read as a stored copy of the page, not opened live."
_MODERNGOV = (AGENDA_ITEM, ISSUE, LIST, OLD_LIST, HISTORY)


@dataclass
class Accepted:
    """What an acceptance did: the records that are new, those that got citations, and the files that changed."""

    added: list[str] = field(default_factory=list)
    supported: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


@dataclass
class _Package:
    """The rows of the package that is written, by kind and code."""

    rows: dict[str, dict[str, Sourced]]
    sources: dict[str, SourceRow]
    citations: dict[str, CitationRow]


def accept(file: Path, seed_data: Path, package: Path, today: date) -> Accepted:
    """Writes the accepted proposals of a file into a package of `seed_data`.

    Raises FaultyData, and writes nothing, if the file is damaged or an accepted proposal lacks something.
    """
    known = load_known(seed_data)
    held = _Package(
        {kind: dict(read_rows(package / f"{kind}.csv", row)) for kind, row in _ROWS.items()},
        read_rows(package / "sources.csv", SourceRow),
        read_rows(package / "citations.csv", CitationRow),
    )
    proposals = [pair for pair in read_proposals(file).values() if pair[1].state is ProposalState.ACCEPTED]
    order = list(ProposalKind)
    done, faults = Accepted(), []
    for line, proposal in sorted(proposals, key=lambda pair: (order.index(pair[1].kind), pair[0])):
        try:
            _accept_one(proposal, held, known, today, done)
        except ValidationError as error:
            faults += [
                Fault(str(file), line, str(item["loc"][0]), item["msg"].removeprefix("Value error, "))
                for item in error.errors()
            ]
        except _Incomplete as error:
            faults.append(Fault(str(file), line, error.column, str(error)))
    if faults:
        raise FaultyData(faults)
    files = {
        kind: formatted(_ROWS[kind], rows.values())
        for kind, rows in held.rows.items()
        if rows or (package / f"{kind}.csv").exists()
    }
    files["sources"] = formatted(SourceRow, held.sources.values())
    files["citations"] = formatted(CitationRow, held.citations.values())
    done.written = write_files(package, files)
    return done


class _Incomplete(ValueError):
    """A proposal that cannot become a record as it stands."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _accept_one(proposal: Proposal, held: _Package, known: KnownRecords, today: date, done: Accepted) -> None:
    if proposal.kind is ProposalKind.ITEMS:
        raise _Incomplete("kind", "an item without a body and a day is no meeting; find both, and make it `meetings`")
    if proposal.council_code not in {council.code for council in known.councils}:
        given = "empty" if proposal.council_code is None else f"{proposal.council_code!r} is no council"
        raise _Incomplete("council_code", f"{given}; expected the code of the council that the record belongs to")
    code = _row_code(proposal)
    source = _source(proposal, held, known, today)
    existing = held.rows[proposal.kind].get(code)
    if existing is None and not _held_elsewhere(code, proposal.kind, known):
        row = _row(proposal, code, source.code, today)
        held.rows[proposal.kind][code] = row
        held.sources.setdefault(source.code, source)
        _cite_inferred(row, proposal, source.code, held, today)
        done.added.append(code)
        return
    if existing is not None and existing.source_code == source.code:
        return
    cited = list(_supporting(proposal, existing, code, source.code, known, today))
    new = [citation for citation in cited if citation.code not in held.citations]
    if new:
        if source.code not in known.source_codes:
            held.sources.setdefault(source.code, source)
        held.citations |= {citation.code: citation for citation in new}
        done.supported.append(code)


def _row_code(proposal: Proposal) -> str:
    if proposal.kind is ProposalKind.FIGURES and proposal.record_code and proposal.measure:
        return proposal.row_code or f"{proposal.record_code}-{proposal.measure.replace('_', '-')}"
    if proposal.row_code is None:
        raise _Incomplete("row_code", "empty; expected the code that the record is to have")
    return proposal.row_code


def _held_elsewhere(code: str, kind: str, known: KnownRecords) -> bool:
    return any(one.code == code for one in known.records.get(kind, []))


def _row(proposal: Proposal, code: str, source_code: str, today: date) -> Sourced:
    """The row of its kind. Raises ValidationError if it lacks something that its kind must have."""
    model = _ROWS[proposal.kind]
    cells: dict[str, Any] = dict.fromkeys(model.model_fields)
    cells |= {name: value for name, value in proposal.model_dump().items() if name in model.model_fields}
    cells |= {"code": code, "source_code": source_code, "recorded_on": today, "locator": proposal.locator}
    return model.model_validate(cells)


def _cite_inferred(row: Sourced, proposal: Proposal, source_code: str, held: _Package, today: date) -> None:
    """A citation for each field that is inferred: it says why. Raises _Incomplete if nothing says why."""
    fields = (row.inferred or "").split() if isinstance(row, Event) else []
    if fields and not proposal.note:
        raise _Incomplete("note", f"empty; expected why {', '.join(fields)} is inferred")
    for name in fields:
        value = getattr(row, name, None)
        cited = _citation(row.code, proposal, name, value, source_code, today, Standing.PREFERRED, Basis.INFERRED)
        held.citations.setdefault(cited.code, cited)


def _supporting(
    proposal: Proposal, existing: Sourced | None, code: str, source_code: str, known: KnownRecords, today: date
) -> Iterable[CitationRow]:
    """What a page states of a record that another source gave: the same values, or others beside them."""
    elsewhere = next((one.cells for one in known.records.get(proposal.kind, []) if one.code == code), {})
    inferred = (proposal.inferred or "").split()
    for name in _STATED:
        stated = getattr(proposal, name)
        if stated is None or name in inferred:
            continue
        recorded = getattr(existing, name, None) if existing is not None else elsewhere.get(name)
        if existing is None and name not in elsewhere:
            continue
        same = recorded is not None and str(recorded) == str(stated)
        standing = Standing.PREFERRED if same else Standing.ALTERNATIVE
        yield _citation(code, proposal, name, stated, source_code, today, standing, Basis.STATED)


def _citation(
    code: str,
    proposal: Proposal,
    name: str,
    value: object,
    source_code: str,
    today: date,
    standing: Standing,
    basis: Basis,
) -> CitationRow:
    return CitationRow(
        code=f"{code}.{name.replace('_', '-')}.{source_code}",
        recorded_on=today,
        source_code=source_code,
        locator=proposal.locator,
        record_kind=proposal.kind,
        record_code=code,
        field=name,
        stated_value=None if value is None else str(value),
        standing=standing,
        basis=basis,
        note=proposal.note,
    )


def _source(proposal: Proposal, held: _Package, known: KnownRecords, today: date) -> SourceRow:
    """The source that the page is: one that is known, by its address or its digest, or a new one."""
    key = same_address(proposal.address) if proposal.address else proposal.sha256
    existing = known.sources.get(key)
    if existing in held.sources:
        return held.sources[existing]
    form = re.search(rf"({'|'.join(_MODERNGOV)})\.aspx", proposal.address or "", re.IGNORECASE)
    minutes = form is not None or proposal.kind is not ProposalKind.INTERVENTIONS
    page = re.search(r"[?&](?:id|iid|mid|meetingid)=([0-9]+)", proposal.address or "", re.IGNORECASE)
    number = page[1] if page else proposal.sha256[:8]
    host = re.sub(r"^https?://([^/]+).*$", r"\1", proposal.address or "")
    name = next(council.name for council in known.councils if council.code == proposal.council_code)
    return SourceRow(
        code=existing or f"{proposal.council_code}-{'minutes' if minutes else 'dfe'}-{number}",
        recorded_on=today,
        type=SourceType.COUNCIL_MINUTES if minutes else SourceType.GOVERNMENT,
        publisher=known.publishers.get(host, f"{name} Council") if minutes else "Department for Education",
        title=proposal.page_title or proposal.title or "Agenda item",
        published_on=None,
        url=proposal.address,
        file_name=None if proposal.address else proposal.file.rsplit("/", 1)[-1],
        sha256=None if proposal.address else proposal.sha256,
        licence=Licence.FACTS_ONLY if minutes else Licence.OGL,
        note=_READ if proposal.address else None,
    )
