"""The import commands, as a person runs them."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.__main__ import cli
from tests.importing.files import REFERENCE, ilacs, pdf

BEXLEY = "80488_bexley/children's services inspection - 20 august 2018.pdf"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one readable report and one web page that calls itself a report."""
    folder = tmp_path / "reports"
    (folder / "80488_bexley").mkdir(parents=True)
    (folder / BEXLEY).write_bytes(pdf(ilacs()))
    (folder / "a web page.pdf").write_bytes(b"<!doctype html><html></html>")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["import", *map(str, arguments)])


def test_an_import_writes_the_package_says_what_it_refused_and_changes_nothing_the_second_time(
    reports: Path, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    first = run("ofsted-reports", reports, "--into", package)
    assert first.exit_code == 0
    assert "refused: a web page.pdf: a web page, not a PDF" in first.output
    assert "1 read, 1 refused, 0 to look at" in first.output
    assert {path.name for path in package.iterdir()} == {
        "datapackage.json", "sources.csv", "inspections.csv", "judgements.csv", "citations.csv",
    }  # fmt: skip
    assert "bexley-ilacs-2018-07,bexley," in (package / "inspections.csv").read_text(encoding="utf-8")
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    second = run("ofsted-reports", reports, "--into", package)
    assert second.output.rstrip().endswith(": nothing")
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_a_strict_import_fails_on_what_it_refused_and_writes_the_rest(reports: Path, tmp_path: Path) -> None:
    result = run("ofsted-reports", reports, "--into", tmp_path / "package", "--strict")
    assert result.exit_code == 1
    assert (tmp_path / "package" / "inspections.csv").exists()


def test_an_import_from_nowhere_says_so(tmp_path: Path) -> None:
    for command, words in (
        ("ofsted-reports", "is not a folder"),
        ("overview", "is not a file"),
        ("addresses", "is not a file"),
    ):
        result = run(command, tmp_path / "nowhere")
        assert result.exit_code == 2
        # The terminal draws a frame around the words and breaks them where it likes.
        assert words in " ".join(re.sub("[│╭╮╰╯─]", " ", result.output).split())


def test_a_workbook_of_something_else_is_refused_and_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "overview.xlsx").write_bytes(b"not a workbook")
    result = run("overview", tmp_path / "overview.xlsx", "--into", tmp_path / "package")
    assert result.exit_code == 0
    assert "0 read, 1 refused, 0 to look at" in result.output


IMPROVE = "What needs to improve\n◼ Letters in time.\n◼ Caseloads.\nThe experiences and progress of children: good\n"


def test_what_must_improve_is_read_with_the_report_and_its_summaries_are_to_write(
    reports: Path, tmp_path: Path
) -> None:
    (reports / BEXLEY).write_bytes(pdf(ilacs(), IMPROVE))
    package = tmp_path / "package"
    first = run("ofsted-reports", reports, "--into", package)
    assert f"to write: {BEXLEY}: summary to write: p. 2, What needs to improve, bullet 1" in first.output
    assert "bexley-ilacs-2018-07-area-2" in (package / "findings.csv").read_text(encoding="utf-8")
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    second = run("ofsted-reports", reports, "--into", package)
    assert second.output.rstrip().endswith(": nothing")
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_findings_that_another_package_holds_are_not_read_again(reports: Path, tmp_path: Path) -> None:
    (reports / BEXLEY).write_bytes(pdf(ilacs(), IMPROVE))
    (tmp_path / "council_records").mkdir()
    held = "code,record_code\nbexley-ilacs-2018-07-finding-1,bexley-ilacs-2018-07\n"
    (tmp_path / "council_records" / "findings.csv").write_text(held, encoding="utf-8")
    run("ofsted-reports", reports, "--into", tmp_path / "package")
    assert not (tmp_path / "package" / "findings.csv").exists()


@pytest.mark.parametrize("name", ["findings", "gaps"])
def test_a_file_that_is_no_csv_is_one_line_and_no_traceback(reports: Path, tmp_path: Path, name: str) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / f"{name}.csv").write_bytes(b"code,summary\n\xff\xfe,x\n")
    result = run("ofsted-reports", reports, "--into", package)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert re.search(
        rf"package/{name}\.csv:[12]: (file|row): not UTF-8, it seems to be Windows-1252; save", result.output
    )


def test_a_damaged_package_is_one_line_and_no_traceback(reports: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    run("ofsted-reports", reports, "--into", package)
    path = package / "inspections.csv"
    damages = {
        "2: started_on: expected YYYY": ("2018-07-09", "someday"),
        "1: type: the column is missing": (",type,", ",kind,"),
        "2: row: 14 cells; expected 13": ("bexley,", "bexley,,"),
    }
    good = path.read_text(encoding="utf-8")
    for words, (right, wrong) in damages.items():
        path.write_text(good.replace(right, wrong), encoding="utf-8")
        result = run("ofsted-reports", reports, "--into", package)
        assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
        assert f"{path}:{words}" in result.output
        assert path.read_text(encoding="utf-8") == good.replace(right, wrong)


@pytest.mark.parametrize(("name", "column"), [("councils", "ofsted_urn"), ("domains", "judged_to")])
def test_a_reference_file_without_a_column_is_one_line_and_no_traceback(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, column: str
) -> None:
    shutil.copytree(REFERENCE, tmp_path / "seed" / "reference")
    monkeypatch.setenv("SEED_DATA", str(tmp_path / "seed"))
    path = tmp_path / "seed" / "reference" / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(column, "other", 1), encoding="utf-8")
    result = run("ofsted-reports", reports)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert f"{path}:1: {column}: the column is missing" in result.output
    path.unlink()
    assert f"{path}:1: file: cannot be read" in run("ofsted-reports", reports).output


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("addresses", tmp_path / "table.csv", "--into", tmp_path / "package")
    assert "refused: table.csv: line 1, urn: the column is missing" in result.output
