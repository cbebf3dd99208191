"""The tables that can be downloaded: one for each kind of record, and wide ones that are ready for an analysis."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

import sqlalchemy as sa

from app.csv_cells import safe_cell
from app.partial_date import PATTERN, PartialDate
from app.records import KINDS
from app.records.council import Council
from app.records.event import CouncilNamed
from app.records.framework import Domain
from app.records.inspection import INSPECTIONS as INSPECTION_KIND
from app.records.inspection import JUDGEMENTS as JUDGEMENT_KIND
from app.records.inspection import REPORT, Inspection, Judgement, Reported
from app.records.kind import PROVENANCE, Kind, reading_order, table
from app.records.source import Source
from app.vocabulary import GRADE_RANK, GRADE_RANKS, Absence, Aspect, Grade, Vocabulary, grade_rank

BATCH = 1000
RowBatch = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class DownloadColumn:
    """A column of a download: what is needed to write it in any form, and to describe it.

    `pattern` is the form of its cells in CSV, if they have one.
    """

    name: str
    type: type
    optional: bool
    description: str
    pattern: str | None = None


@dataclass(frozen=True)
class DownloadTable:
    """A table that can be downloaded. `batches` reads it in the order of its key, rows in that of the columns."""

    name: str
    title: str
    columns: list[DownloadColumn]
    batches: Callable[[sa.Connection], Iterator[RowBatch]]
    key: tuple[str, ...] = ("code",)


@cache
def stored_tables() -> tuple[DownloadTable, ...]:
    """Every table that is read as it is stored."""
    return (*(_of_kind(kind) for kind in KINDS), _inspections_wide())


def _of_kind(kind: Kind) -> DownloadTable:
    """A kind in the columns of its seed file, with those that are derived from them and those of its council."""
    home = table(kind.table)
    held = [(_column(kind.table, home, name), _as_kept(home.c[name])) for name in _in_order(kind)]
    names = [column.name for column, _ in held]
    rows: sa.FromClause = home
    if "council_code" in names:
        place = names.index("council_code") + 1
        # A code that a council has had is a GSS code itself.
        held[place:place] = [
            (column, value)
            for column, value in _of_council(bool(home.c.council_code.nullable))
            if column.name not in names
        ]
        # A gap can be of all councils.
        rows = home.outerjoin(COUNCILS, home.c.council_code == COUNCILS.c.code)
    elif kind is JUDGEMENT_KIND:
        # A judgement has the council of its inspection.
        place = names.index("inspection_code") + 1
        owner = _column(Inspection, INSPECTIONS, "council_code"), INSPECTIONS.c.council_code
        held[place:place] = [owner, *_of_council(optional=False)]
        rows = home.join(INSPECTIONS, home.c.inspection_code == INSPECTIONS.c.code).join(
            COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code
        )
        place = [column.name for column, _ in held].index("grade") + 1
        held.insert(place, (DownloadColumn("grade_rank", int, True, GRADE_RANK), _rank(home.c.grade)))
    inspected = INSPECTED.get(kind.name)
    if inspected is not None:
        held.append((REPORT_URL, REPORTS.c.url))
        rows = rows.outerjoin(REPORTS, _is_report_of(inspected))
    wanted = sa.select(*(value for _, value in held)).select_from(rows).order_by(home.c.code)
    columns = [column for column, _ in held]
    return DownloadTable(
        kind.name, kind.name.replace("_", " ").capitalize(), columns, lambda given: _selected(given, wanted)
    )


def _of_council(optional: bool) -> list[tuple[DownloadColumn, sa.ColumnElement[Any]]]:
    """The columns that every row of a council has of it, and where they come from."""
    stored = {"council_name": "name"}
    held = []
    for name, field in CouncilNamed.model_fields.items():
        own = COUNCILS.c[stored.get(name, name)]
        described = _column(Council, COUNCILS, own.name)
        may_be_null = optional or described.optional
        column = DownloadColumn(name, str, may_be_null, field.description or "", described.pattern)
        held.append((column, _as_kept(own)))
    return held


def _rank(grade: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case(GRADE_RANKS, value=sa.type_coerce(grade, sa.String))


def _in_order(kind: Kind) -> list[str]:
    """The columns of the seed file, those that are derived from them, and last where it all comes from."""
    names = reading_order(kind.row)
    stated = [name for name in names if name not in PROVENANCE]
    derived = [name for name in kind.table.model_fields if name not in names]
    return [*stated, *derived, *names[len(stated) :]]


def _column(model: Any, home: sa.Table, name: str) -> DownloadColumn:
    field, stored = model.model_fields[name], home.c[name]
    types = [part for part in (get_args(field.annotation) or (field.annotation,)) if part is not type(None)]
    pattern = PATTERN if types[0] is PartialDate else None
    if isinstance(types[0], type) and issubclass(types[0], Vocabulary):
        pattern = one_of(types[0])
    return DownloadColumn(name, _plain(stored.type), bool(stored.nullable), field.description, pattern)


def _plain(stored: sa.types.TypeEngine[Any]) -> type:
    for sort, plain in ((sa.Date, date), (sa.Boolean, bool), (sa.Integer, int), (sa.Float, float)):
        if isinstance(stored, sort):
            return plain
    return str


def one_of(words: type[Vocabulary]) -> str:
    # A cell of the CSV that begins with `=` has an apostrophe in front, so the pattern has one too.
    return f"^({'|'.join(safe_cell(word.value) for word in words)})$"


def _as_kept(stored: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Reads days and words as the text that the release file holds, since the downloads need text again."""
    return sa.type_coerce(stored, sa.String) if isinstance(stored.type, sa.Date | sa.Enum) else stored


def _selected(connection: sa.Connection, wanted: sa.Select[Any]) -> Iterator[RowBatch]:
    result = connection.execution_options(yield_per=BATCH).execute(wanted)
    yield from result.partitions(BATCH)


INSPECTIONS, COUNCILS = table(Inspection), table(Council)
JUDGEMENTS, DOMAINS = table(Judgement), table(Domain)
REPORTS = table(Source).alias("reports")
REPORT_URL = DownloadColumn("report_url", str, True, str(Reported.model_fields["report_url"].description))
# The kinds whose rows have the address of a report behind their own columns, and the column that names the inspection.
INSPECTED = {"inspections": INSPECTIONS.c.code, "judgements": JUDGEMENTS.c.inspection_code}
GRADES_OF_INSPECTIONS = (
    sa.select(JUDGEMENTS.c.inspection_code, DOMAINS.c.aspect, JUDGEMENTS.c.grade, JUDGEMENTS.c.absence)
    .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
    .order_by(JUDGEMENTS.c.inspection_code)
)


def _is_report_of(inspection: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return REPORTS.c.code == inspection.concat(sa.literal_column(f"'{REPORT}'"))


def _inspections_wide() -> DownloadTable:
    """One row an inspection: its council, its dates, and a column for the grade of each aspect."""
    own = [_column(Inspection, INSPECTIONS, name) for name in _in_order(INSPECTION_KIND)]
    council = _of_council(optional=False)
    grades = [DownloadColumn(aspect.value, str, True, _of_aspect(aspect), one_of(Grade)) for aspect in Aspect]
    ranks = [
        DownloadColumn(
            f"{aspect.value}_rank", int, True, f"The rank of the grade for {aspect.label.lower()}. {GRADE_RANK}"
        )
        for aspect in Aspect
    ]
    absences = [
        DownloadColumn(
            f"{aspect.value}_absence",
            str,
            True,
            f"Why there is no grade for {aspect.label.lower()}; empty if there is one, or if it is not among the "
            "inspection's judgements.",
            one_of(Absence),
        )
        for aspect in Aspect
    ]
    columns = [*own[:2], *(column for column, _ in council), *own[2:], REPORT_URL, *grades, *ranks, *absences]
    held = [_as_kept(INSPECTIONS.c[column.name]) for column in own]
    of_council = INSPECTIONS.join(COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code)
    joined = of_council.outerjoin(REPORTS, _is_report_of(INSPECTIONS.c.code))
    wanted = (
        sa.select(*held[:2], *(value for _, value in council), *held[2:], REPORTS.c.url)
        .select_from(joined)
        .order_by(INSPECTIONS.c.code)
    )

    def batches(connection: sa.Connection) -> Iterator[RowBatch]:
        graded = [column.name for column in (*grades, *ranks, *absences)]
        for rows in _selected(connection, wanted):
            judged: dict[str, dict[str, Any]] = {row[0]: {} for row in rows}
            of_batch = GRADES_OF_INSPECTIONS.where(JUDGEMENTS.c.inspection_code.between(rows[0][0], rows[-1][0]))
            for code, aspect, grade, absence in connection.execute(of_batch):
                judged[code] |= {aspect: grade, f"{aspect}_rank": grade_rank(grade), f"{aspect}_absence": absence}
            yield [(*row, *map(judged[row[0]].get, graded)) for row in rows]

    return DownloadTable("inspections_wide", "Inspections, with the grade of each aspect in a column", columns, batches)


def _of_aspect(aspect: Aspect) -> str:
    return f"The grade for {aspect.label.lower()}; empty if there is none."
