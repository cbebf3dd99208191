"""The package of joint targeted area inspections and area SEND inspections: read, put together, written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.importing.councils import KnownCouncil, attribute
from app.importing.elsewhere import Elsewhere
from app.importing.joint import JointLetter
from app.importing.joint_rows import InspectionT, JointRows, rows_of_letter, rows_of_send_report
from app.importing.merged import ImportNote
from app.importing.rows import cite
from app.importing.seed_files import formatted, read_rows
from app.importing.send import SendReport
from app.importing.store import write_files
from app.records.citation import CitationRow
from app.records.joint_inspection import JointInspectionRow
from app.records.send_inspection import SendInspectionRow
from app.records.source import SourceRow
from app.vocabulary import Standing

# What an import writes itself and may replace; citations with other codes were written by people.
_OURS = re.compile(r"\.(?:letter|report|file-name)(?:\.[0-9]+)?$")
# The framework of a joint inspection that another package records among its inspections.
_FRAMEWORK = "jtai"
# A later report gives the month alone, and some the month of the letter; no area is inspected twice within weeks.
_NEAR = 31

File = TypeVar("File", JointLetter, SendReport)


@dataclass
class JointPackage:
    """The rows of the package, by code."""

    sources: dict[str, SourceRow] = field(default_factory=dict)
    joint_inspections: dict[str, JointInspectionRow] = field(default_factory=dict)
    send_inspections: dict[str, SendInspectionRow] = field(default_factory=dict)
    citations: dict[str, CitationRow] = field(default_factory=dict)


def read_joint_package(directory: Path) -> JointPackage:
    """The rows on disk; empty where there is no file. Raises FaultyData for a row that is none of its kind."""
    return JointPackage(
        sources=read_rows(directory / "sources.csv", SourceRow),
        joint_inspections=read_rows(directory / "joint_inspections.csv", JointInspectionRow),
        send_inspections=read_rows(directory / "send_inspections.csv", SendInspectionRow),
        citations=read_rows(directory / "citations.csv", CitationRow),
    )


def write_joint_package(directory: Path, package: JointPackage) -> list[str]:
    """Writes the files that differ, and names them. A kind without rows has no file."""
    files = {
        "sources": formatted(SourceRow, package.sources.values()),
        "joint_inspections": formatted(JointInspectionRow, package.joint_inspections.values()),
        "send_inspections": formatted(SendInspectionRow, package.send_inspections.values()),
        "citations": formatted(CitationRow, package.citations.values()),
    }
    return write_files(directory, {name: data for name, data in files.items() if getattr(package, name)})


@dataclass
class Joined:
    """What became of the files: what a person should look at, and what other packages hold."""

    looks: list[ImportNote] = field(default_factory=list)
    left_alone: list[ImportNote] = field(default_factory=list)


def add_letters(
    package: JointPackage,
    letters: Iterable[JointLetter],
    councils: list[KnownCouncil],
    today: date,
    elsewhere: Elsewhere,
) -> Joined:
    """Puts letters into the package, except those on inspections that another package records."""
    joined = Joined()
    kept = []
    for letter, council_code in _attributed(letters, councils, joined):
        held = elsewhere.holding(council_code, _FRAMEWORK, letter.days.first)
        if held:
            cause = f"the package {held.package} records this inspection, {held.code}"
            joined.left_alone.append(ImportNote(letter.file_name, 0, cause))
        else:
            kept.append(rows_of_letter(letter, _code(package, letter, council_code), council_code, today))
    _add(package, package.joint_inspections, kept, joined)
    return joined


def _code(package: JointPackage, letter: JointLetter, council_code: str) -> str:
    """The code of the inspection: made from its month, unless a record of it is there without its letter.

    Such a record rests on a report or a page that recalls the inspection. It keeps its code when the letter comes.
    """
    first = letter.days.first
    for code, row in package.joint_inspections.items():
        held = package.sources.get(f"{code}-letter")
        days = max((row.started_on.earliest - first).days, (first - row.started_on.latest).days)
        same = held.sha256 == letter.sha256 if held else days <= _NEAR
        if row.council_code == council_code and same:
            return code
    return f"{council_code}-jtai-{first:%Y-%m}"


def add_send_reports(
    package: JointPackage, reports: Iterable[SendReport], councils: list[KnownCouncil], today: date
) -> Joined:
    """Puts reports of area SEND inspections into the package."""
    joined = Joined()
    kept = [rows_of_send_report(report, code, today) for report, code in _attributed(reports, councils, joined)]
    _add(package, package.send_inspections, kept, joined)
    return joined


def _attributed(files: Iterable[File], councils: list[KnownCouncil], joined: Joined) -> list[tuple[File, str]]:
    """The files with the codes of their councils, in the order of their names."""
    found = []
    for file in sorted(files, key=lambda file: file.file_name):
        folder = file.file_name.rpartition("/")[0].rpartition("/")[2]
        council = attribute(councils, folder, file.authority, file.days.first)
        if council is None:
            cause = f"not used: no council is known by {file.authority!r} or by the folder {folder!r}"
            joined.looks.append(ImportNote(file.file_name, 1, cause))
            continue
        if council.doubt:
            joined.looks.append(ImportNote(file.file_name, 1, council.doubt))
        found.append((file, council.council_code))
    return found


def _add(
    package: JointPackage, inspections: dict[str, InspectionT], files: list[JointRows[InspectionT]], joined: Joined
) -> None:
    """Puts what was read in the place of what the package held of the same inspections."""
    taken: dict[str, str] = {}
    for rows in files:
        code, name = rows.inspection.code, rows.source.file_name or ""
        if code in taken:
            cause = f"not used: {taken[code]} reports on the same inspection, {code}"
            joined.looks.append(ImportNote(name, 0, cause))
            continue
        taken[code] = name
        old = inspections.get(code)
        if old:
            _keep(old, rows, joined)
        _replace(package, rows)
        inspections[code] = rows.inspection


def _keep(old: InspectionT, rows: JointRows[InspectionT], joined: Joined) -> None:
    """Keeps the day on which the record came, what people wrote into it, and what only the old one knows."""
    new = rows.inspection
    if old.source_code != new.source_code:
        note = "Known from this source before Ofsted's own document was read."
        standing = Standing.PREFERRED if old.started_on == new.started_on else Standing.ALTERNATIVE
        rows.citations.append(
            cite(
                new, "started_on", old.started_on, "before", note,
                source=old.source_code, locator=old.locator, standing=standing,
            )
        )  # fmt: skip
    for name in type(new).model_fields:
        before = getattr(old, name)
        if name in ("recorded_on", "summary"):
            setattr(new, name, before)
        elif before is not None and getattr(new, name) is None:
            setattr(new, name, before)
            cause = f"{new.code}: no {name} is found any more; {before} is kept"
            joined.looks.append(ImportNote(rows.source.file_name or "", 0, cause))


def _replace(package: JointPackage, rows: JointRows[InspectionT]) -> None:
    """Replaces the source and the citations of a record, except what people wrote into them."""
    source, old = rows.source, package.sources.get(rows.source.code)
    if old:
        source.recorded_on, source.url, source.note = old.recorded_on, old.url, source.note or old.note
    package.sources[source.code] = source
    code = rows.inspection.code
    before = {c: row for c, row in package.citations.items() if row.record_code == code and _OURS.search(c)}
    for citation in before:
        del package.citations[citation]
    for made in rows.citations:
        made.recorded_on = before[made.code].recorded_on if made.code in before else made.recorded_on
        package.citations[made.code] = made
