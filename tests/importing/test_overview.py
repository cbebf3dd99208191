"""The overview: its two styles of dates, its blank and shifted cells, and hostile workbooks."""

from datetime import date
from pathlib import Path

import pytest

from app.importing.overview import OverviewLine, proper_name, read_overview
from app.importing.workers import Limits, Refused, read_each
from app.vocabulary import Grade, InspectionType
from tests.importing.files import xlsx

HEADER = [
    "urn", "la_code", "local_authority", "overall_effectiveness_grade", "inspection_framework", "inspector_name",
    "inspection_start_date", "inspection_end_date", "publication_date", "impact_of_leaders_grade",
    "help_and_protection_grade", "in_care_grade", "care_leavers_grade",
]  # fmt: skip


def row(**cells: str) -> list[str]:
    usual = {
        "urn": "80488", "la_code": "303", "local_authority": "bexley", "overall_effectiveness_grade": "outstanding",
        "inspection_framework": "short", "inspector_name": "tom anthony", "inspection_start_date": "06/02/2023",
        "inspection_end_date": "10/02/2023", "publication_date": "24/03/23", "impact_of_leaders_grade": "outstanding",
        "help_and_protection_grade": "good", "in_care_grade": "good", "care_leavers_grade": "outstanding",
    }  # fmt: skip
    return [(usual | cells)[column] for column in HEADER]


def lines(tmp_path: Path, *rows: list[str]) -> list[OverviewLine]:
    (tmp_path / "overview.xlsx").write_bytes(xlsx([HEADER, *rows]))
    return list(read_overview(tmp_path / "overview.xlsx").lines)


def test_both_styles_of_dates_are_read(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, row())
    assert (line.started_on, line.ended_on, line.published_on) == (
        date(2023, 2, 6), date(2023, 2, 10), date(2023, 3, 24),
    )  # fmt: skip
    assert (line.type, line.lead_inspector, line.overall) == (InspectionType.SHORT, "Tom Anthony", Grade.OUTSTANDING)
    assert (line.locator, line.doubts) == ("overview!row 2", ())


def test_blank_cells_of_every_sort_are_null(tmp_path: Path) -> None:
    (line,) = lines(
        tmp_path,
        row(
            inspection_framework="None", inspection_start_date="", overall_effectiveness_grade="nan",
            inspector_name="None", care_leavers_grade="inspection_pre_dates_judgement",
        ),
    )  # fmt: skip
    assert (line.type, line.started_on, line.overall, line.lead_inspector, line.care_leavers) == (None,) * 5
    assert line.doubts == ()


def test_cells_that_are_not_understood_are_doubts_and_never_facts(tmp_path: Path) -> None:
    (line,) = lines(
        tmp_path,
        row(publication_date="24/3", in_care_grade="tom anthony", inspection_framework="requires improvement"),
    )
    assert (line.published_on, line.care, line.type) == (None, None, None)
    assert len(line.doubts) == 3


def test_empty_rows_do_not_shift_the_row_numbers(tmp_path: Path) -> None:
    assert [line.row for line in lines(tmp_path, [], row())] == [3]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("brenda mclaughlin", "Brenda McLaughlin"),
        ("jenny -ellen scotland", "Jenny-Ellen Scotland"),
        ("máire atherton", "Máire Atherton"),
        ("paul o'brien", "Paul O'Brien"),
    ],
)
def test_names_get_their_capitals_back(printed: str, name: str) -> None:
    assert proper_name(printed) == name


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.xlsx").write_bytes(xlsx([["a", "b"], ["1", "2"]]))
    with pytest.raises(Refused, match="no sheet has the columns"):
        read_overview(tmp_path / "other.xlsx")
    (tmp_path / "other.xlsx").write_bytes(b"<html>")
    with pytest.raises(Refused, match="not an XLSX workbook"):
        read_overview(tmp_path / "other.xlsx")


FAR = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>far</t></is></c></row>'


@pytest.mark.parametrize("extra", [FAR.format(1_000_000, "A"), FAR.format(1_048_576, "XFD")])
def test_a_sheet_with_a_million_declared_rows_is_refused_within_the_limits(tmp_path: Path, extra: str) -> None:
    (tmp_path / "overview.xlsx").write_bytes(xlsx([HEADER, row()], extra=extra))
    limits = Limits(cpu_seconds=10, clock_seconds=30, memory_bytes=1_000_000_000)
    ((_, result),) = read_each(read_overview, [tmp_path / "overview.xlsx"], limits, 1)
    assert isinstance(result, Refused)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "overview.xlsx").write_bytes(xlsx([HEADER], extra=" " * 201_000_000))
    with pytest.raises(Refused, match="unpacks to more than 200 MB"):
        read_overview(tmp_path / "overview.xlsx")
