"""The areas for improvement of reports into `findings.csv` of the package, beside the summaries that people wrote.

An import finds the points, their places and their themes. It never writes a summary: a new point has none, and is
listed as `to write`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.importing.areas import Area
from app.importing.merged import ImportNote
from app.importing.store import Package
from app.importing.themes import theme_of
from app.records.finding import FindingRow
from app.vocabulary import FindingType, Polarity

Findings = dict[str, FindingRow]


@dataclass
class MergedAreas:
    """The rows by code, what a person should look at, and the points whose summary is to be written."""

    rows: Findings = field(default_factory=dict)
    looks: list[ImportNote] = field(default_factory=list)
    to_write: list[ImportNote] = field(default_factory=list)


def merge_areas(
    before: Findings,
    package: Package,
    found: Mapping[str, tuple[Area, ...]],
    elsewhere: Collection[str],
    today: date,
) -> MergedAreas:
    """The rows of all inspections of the package, but those whose findings another package holds (`elsewhere`).

    `found` holds the points of each file that was read, by its name. A report that now gives other points than are
    recorded changes nothing where summaries are written, since a summary would then stand beside another point; it is
    listed instead.
    """
    merged = MergedAreas()
    for code, inspection in sorted(package.inspections.items()):
        # A report also states earlier inspections; the points are those of its own.
        if code in elsewhere or not inspection.source_code.startswith(code):
            continue
        # The source of an inspection that only the overview knows can be a row of another package.
        source = package.sources.get(inspection.source_code)
        file_name = (source and source.file_name) or ""
        old = {key: row for key, row in before.items() if row.record_code == code}
        if file_name not in found:
            merged.rows.update(old)
            continue
        new = _rows(code, inspection.council_code, inspection.source_code, found[file_name], today)
        if _same_points(old, new):
            for key, row in new.items():
                _keep(old[key], row)
        elif any(row.summary for row in old.values()):
            cause = f"{len(old)} areas for improvement are recorded, and {len(new)} are read now; nothing was changed"
            merged.looks.append(ImportNote(file_name, 0, cause))
            new = old
        merged.rows.update(new)
        merged.to_write += [
            ImportNote(file_name, 0, f"summary to write: {row.locator}") for row in new.values() if not row.summary
        ]
    return merged


def _same_points(old: Findings, new: Findings) -> bool:
    return {key: row.locator for key, row in old.items()} == {key: row.locator for key, row in new.items()}


def _keep(old: FindingRow, new: FindingRow) -> None:
    """Gives a row its day and its summary, and its theme too once a person has read the point."""
    new.recorded_on, new.summary = old.recorded_on, old.summary
    if old.summary:
        new.theme = old.theme


def _rows(code: str, council_code: str, source_code: str, areas: tuple[Area, ...], today: date) -> Findings:
    rows = [
        FindingRow(
            code=f"{code}-area-{area.position}",
            recorded_on=today,
            source_code=source_code,
            locator=area.locator,
            council_code=council_code,
            record_kind="inspections",
            record_code=code,
            position=area.position,
            type=FindingType.AREA_FOR_IMPROVEMENT,
            polarity=Polarity.CONCERN,
            theme=theme_of(area.text),
            summary=None,
            due_on=None,
        )
        for area in areas
    ]
    return {row.code: row for row in rows}
