"""A table of statistical neighbours into rows. Those of an earlier run keep the day on which they were recorded."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.importing.merged import ImportNote
from app.importing.neighbours import BEFORE, PRESENT, NeighbourLine, NeighbourTable
from app.importing.seed_files import first_day_in_cell, read_columns
from app.partial_date import PartialDate
from app.records.neighbour import NeighbourRow
from app.records.source import SourceRow
from app.vocabulary import Licence, SourceType

NEIGHBOURS_OF_EACH = 10
# No source that we have read says when the model changed. The present one names councils that exist since 1 April 2023,
# and a dated overview, of 29 June 2026, has it in full.
CHANGED = PartialDate("[2023-04-01..2026-06-29]")
_NOTE = (
    "Authorities with their codes and their statistical neighbours, of now (stat_neighbours) and before "
    "(stat_neighbours_previous), most alike first. It does not say when the model changed: the present neighbours "
    "include councils that exist since 1 April 2023, and the overview of 29 June 2026 has the same ones for all 153 "
    "authorities. Read as the file that has this digest; it does not say when or by whom it was made."
)


@dataclass
class MergedNeighbours:
    """The rows by code, their sources by code, and what a person should look at."""

    sources: dict[str, SourceRow] = field(default_factory=dict)
    rows: dict[str, NeighbourRow] = field(default_factory=dict)
    looks: list[ImportNote] = field(default_factory=list)


def la_codes(path: Path) -> dict[str, dict[bool, str]]:
    """Our code by the DfE code, of present councils (true) and of abolished ones (false).

    A council passed its DfE code on to the one that took over. Raises FaultyData for a damaged file.
    """
    found: defaultdict[str, dict[bool, str]] = defaultdict(dict)
    for line, row in read_columns(path, ("code", "la_code", "abolished_on")):
        found[row["la_code"] or ""][first_day_in_cell(path, line, row, "abolished_on") is None] = row["code"] or ""
    return dict(found)


def merge_neighbours(
    held: Mapping[str, NeighbourRow],
    sources: Mapping[str, SourceRow],
    table: NeighbourTable,
    codes: Mapping[str, dict[bool, str]],
    today: date,
) -> MergedNeighbours:
    """The neighbours of every present council. What is held of it from other tables is replaced.

    A model of which the row of a council has not ten different neighbours that we know is not used, and listed. What is
    held of that model, or of a council that the table leaves out, stays with its source.
    """
    merged = MergedNeighbours()
    for line in table.lines:
        council = codes.get(line.la_code, {}).get(True)
        for model in (PRESENT, BEFORE) if council else ():
            if council and not _add(merged, held, table, line, model, council, codes, today):
                cause = f"{line.locator(model)}: not used: not ten different authorities that are known"
                merged.looks.append(ImportNote(table.file_name, 0, cause))
    merged.rows = {**held, **merged.rows}
    known = {table.code: _source(table, today), **sources}
    merged.sources = {code: known[code] for code in {row.source_code for row in merged.rows.values()}}
    return merged


def _add(
    merged: MergedNeighbours,
    held: Mapping[str, NeighbourRow],
    table: NeighbourTable,
    line: NeighbourLine,
    model: str,
    council: str,
    codes: Mapping[str, dict[bool, str]],
    today: date,
) -> bool:
    present = model == PRESENT
    # An abolished council is named only where none has taken its code over.
    known = [codes.get(la_code, {}) for la_code in line.neighbours[model]]
    named = [found.get(True) or (None if present else found.get(False)) for found in known]
    if len(named) != NEIGHBOURS_OF_EACH or len({*named, None, council}) != NEIGHBOURS_OF_EACH + 2:
        return False
    for rank, neighbour in enumerate(named, 1):
        code = f"{council}-neighbour-{'' if present else 'before-'}{rank:02}"
        row = NeighbourRow(
            code=code,
            recorded_on=today,
            source_code=table.code,
            locator=line.locator(model),
            council_code=council,
            neighbour_code=str(neighbour),
            rank=rank,
            valid_from=CHANGED if present else None,
            valid_to=None if present else CHANGED,
        )
        before = held.get(code)
        if before is not None and before.neighbour_code == row.neighbour_code:
            row.recorded_on = before.recorded_on
        merged.rows[code] = row
    return True


def _source(table: NeighbourTable, today: date) -> SourceRow:
    return SourceRow(
        code=table.code,
        recorded_on=today,
        type=SourceType.COMPILATION,
        publisher="Ofsted ILACS scrape tool",
        title="Provider_data_lookup.csv",
        published_on=None,
        url=None,
        file_name=table.file_name,
        sha256=table.sha256,
        licence=Licence.OGL,
        note=_NOTE,
    )
