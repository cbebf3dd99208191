"""The table of statistical neighbours: a look-up of authorities that others compiled, with ten neighbours of each.

It has two models in two columns: the present one and the one before. Neighbours are named by their DfE codes.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from app.errors import FaultyData
from app.importing.seed_files import read_columns
from app.importing.workers import Refused

PRESENT, BEFORE = "stat_neighbours", "stat_neighbours_previous"
_COLUMNS = ("urn", "la_code", PRESENT, BEFORE)
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class NeighbourLine:
    """A row: an authority by its DfE code, and the DfE codes of its neighbours in each model, most alike first."""

    number: int
    urn: str
    la_code: str
    neighbours: dict[str, tuple[str, ...]]

    def locator(self, model: str) -> str:
        return f"row {self.number} (urn {self.urn}), {model}"


@dataclass(frozen=True)
class NeighbourTable:
    """A table of neighbours: its name, its digest, its rows."""

    file_name: str
    sha256: str
    lines: tuple[NeighbourLine, ...]

    @property
    def code(self) -> str:
        """The code of the source that it is. The table does not say when it was made, so the code has its digest."""
        return f"provider-data-lookup-{self.sha256[:8]}"


def read_neighbours(path: Path) -> NeighbourTable:
    """The rows of the table. Raises Refused for what is no such table."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        rows = read_columns(path, _COLUMNS)
    except FaultyData as error:
        first = error.faults[0]
        raise Refused(f"line {first.line}, {first.column}: {first.message}") from error
    lines = tuple(
        NeighbourLine(
            number,
            row["urn"] or "",
            row["la_code"] or "",
            {model: tuple(re.findall(r"[^,\s]+", row[model] or "")) for model in (PRESENT, BEFORE)},
        )
        for number, row in rows
    )
    return NeighbourTable(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), lines)
