"""The overview: a spreadsheet in which another project compiled the latest inspection of each authority.

It was compiled by position rather than by reading, and holds wrong, shifted, truncated and blank cells. Everything in
it is therefore a claim: a cell that is not understood is a doubt, never a fact.
"""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import python_calamine

from app.importing.dates import read_date
from app.importing.wording import NotAGrade, grade_named
from app.importing.workers import Refused
from app.vocabulary import Grade, InspectionType

OVERVIEWS = "ofsted-csc-overview-"
MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
MAX_ROWS = 5_000
_COLUMNS = (
    "urn", "local_authority", "overall_effectiveness_grade", "inspection_framework", "inspector_name",
    "inspection_start_date", "inspection_end_date", "publication_date", "impact_of_leaders_grade",
    "help_and_protection_grade", "in_care_grade", "care_leavers_grade",
)  # fmt: skip
INSPECTION_TYPES = {"standard": InspectionType.STANDARD, "short": InspectionType.SHORT}
_BLANK = frozenset({"", "none", "nan", "null", "n/a"})
# What the compilers write where there was nothing to judge: for care leavers before 2023, overall from April 2026.
_NOT_JUDGED = frozenset(
    {"inspection_pre_dates_judgement", "not_reported_post_reform", "not reported (2026 framework change)"}
)


@dataclass(frozen=True)
class OverviewLine:
    """One row: what it claims of the latest inspection of one authority; None where a cell is blank."""

    sheet: str
    row: int
    urn: str
    authority: str
    type: InspectionType | None
    lead_inspector: str | None
    started_on: date | None
    ended_on: date | None
    published_on: date | None
    overall: Grade | None
    leadership: Grade | None
    help_and_protection: Grade | None
    care: Grade | None
    care_leavers: Grade | None
    link: str | None
    doubts: tuple[str, ...]

    @property
    def locator(self) -> str:
        return f"{self.sheet}!row {self.row}"


@dataclass(frozen=True)
class Overview:
    """A workbook: its name, its digest, the day on which it says that it was last changed, its rows."""

    file_name: str
    sha256: str
    changed_on: date | None
    lines: tuple[OverviewLine, ...]

    @property
    def code(self) -> str:
        """The code of the source that it is."""
        return f"{OVERVIEWS}{self.changed_on or self.sha256[:8]}"


def is_overview(source_code: str) -> bool:
    """Whether the source is an overview."""
    return source_code.startswith(OVERVIEWS)


def read_overview(path: Path) -> Overview:
    """The rows of the first sheet that has the overview's columns. Raises Refused; call it in a worker."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise Refused(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
            changed_on = _changed_on(archive)
    except zipfile.BadZipFile as error:
        raise Refused("not an XLSX workbook") from error
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height > MAX_ROWS:
                raise Refused(f"sheet {name} declares more than {MAX_ROWS} rows")
            rows = sheet.to_python(skip_empty_area=False)
            header = [str(cell).strip() for cell in rows[0]] if rows else []
            if set(_COLUMNS) <= set(header):
                lines = tuple(
                    _line(name, number, dict(zip(header, map(_text, row), strict=False)))
                    for number, row in enumerate(rows[1:], 2)
                    if any(_text(cell) for cell in row)
                )
                return Overview(path.name, hashlib.sha256(data).hexdigest(), changed_on, lines)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise Refused("damaged: not readable as a workbook") from error
    raise Refused("no sheet has the columns of the overview")


def _changed_on(archive: zipfile.ZipFile) -> date | None:
    """The day of the last change, from the workbook's own properties; None if it has none."""
    if "docProps/core.xml" not in archive.namelist():
        return None
    found = re.search(rb"<dcterms:modified[^>]*>([0-9]{4}-[0-9]{2}-[0-9]{2})T", archive.read("docProps/core.xml"))
    try:
        return date.fromisoformat(found[1].decode()) if found else None
    except ValueError:
        return None


def _text(cell: object) -> str:
    """The cell as text; calamine gives whole numbers as floats, and real dates as dates."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return " ".join(str(cell).split())


def _line(sheet: str, row: int, cells: dict[str, str]) -> OverviewLine:
    doubts: list[str] = []
    words = {column: "" if cells[column].lower() in _BLANK else cells[column] for column in _COLUMNS}
    kind = words["inspection_framework"].lower()
    if kind and kind not in INSPECTION_TYPES:
        doubts.append(f"inspection_framework is {kind!r}")
    return OverviewLine(
        sheet=sheet,
        row=row,
        urn=words["urn"],
        authority=words["local_authority"],
        type=INSPECTION_TYPES.get(kind),
        lead_inspector=proper_name(words["inspector_name"]) if words["inspector_name"] else None,
        started_on=_date(words, "inspection_start_date", doubts),
        ended_on=_date(words, "inspection_end_date", doubts),
        published_on=_date(words, "publication_date", doubts),
        overall=_grade(words, "overall_effectiveness_grade", doubts),
        leadership=_grade(words, "impact_of_leaders_grade", doubts),
        help_and_protection=_grade(words, "help_and_protection_grade", doubts),
        care=_grade(words, "in_care_grade", doubts),
        care_leavers=_grade(words, "care_leavers_grade", doubts),
        link=cells.get("inspection_link") or None,
        doubts=tuple(doubts),
    )


def _date(words: dict[str, str], column: str, doubts: list[str]) -> date | None:
    if not words[column]:
        return None
    # Two styles stand side by side: `11/09/2023` and `27/10/23`.
    found = read_date(words[column]) if re.fullmatch(r"[0-9]{2}/[0-9]{2}/([0-9]{2}|[0-9]{4})", words[column]) else None
    if found is None:
        doubts.append(f"{column} is {words[column]!r}, which is no date")
    return found


def _grade(words: dict[str, str], column: str, doubts: list[str]) -> Grade | None:
    if not words[column] or words[column].lower() in _NOT_JUDGED:
        return None
    try:
        return grade_named(words[column].lower())
    except NotAGrade:
        doubts.append(f"{column} is {words[column]!r}, which is no grade")
        return None


def proper_name(name: str) -> str:
    """The name with capitals, which the overview leaves out: `brenda mclaughlin`, `jenny -ellen scotland`."""
    name = re.sub(r"\s*-\s*", "-", name.lower())
    name = re.sub(r"(^|[ '-])([^\W\d_])", lambda found: found[1] + found[2].upper(), name)
    return re.sub(r"\b(Mc|O')([a-z])", lambda found: found[1] + found[2].upper(), name)
