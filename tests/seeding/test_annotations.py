"""Faults as GitHub Actions shows them."""

from pathlib import Path

import pytest

from app.errors import Fault
from app.seeding.annotations import MAX_SUMMARISED, annotation, summary_of_faults
from tests.test_cli import data, faulty, packages, said

__all__ = ["data", "faulty", "packages"]


def test_a_fault_is_shown_at_its_line_of_the_file_in_the_repository(
    data: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(faulty.parent))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(faulty.parent / "summary.md"))
    result = said("check", "--from", faulty, "--github")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "::error file=faulty/records/councils.csv,line=3,title=name::empty; expected a value",
        "::error file=faulty/records/inspections.csv,line=4,title=ended_on::'June'; "
        "expected YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]",
    ]
    summary = (faulty.parent / "summary.md").read_text(encoding="utf-8")
    assert "2 faults; nothing was changed." in summary
    assert "| `faulty/records/councils.csv:3` | `name` | empty; expected a value |" in summary


def test_packages_in_a_folder_of_the_repository_keep_its_path(
    data: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(faulty.parent.parent)
    result = said("check", "--from", faulty.relative_to(faulty.parent.parent), "--github")
    assert result.stdout.startswith(f"::error file={faulty.parent.name}/faulty/records/councils.csv,line=3,")


def test_a_success_is_summarised_with_the_rows_of_each_kind(
    data: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = packages.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for command in ("check", "seed"):
        assert said(command, "--from", packages, "--github").exit_code == 0
    text = summary.read_text(encoding="utf-8")
    assert text.count("| councils | 4 |") == 2
    assert "is now current." in text


def test_an_error_without_a_line_is_annotated_too(data: Path, packages: Path) -> None:
    result = said("seed", "--from", packages, "--only", "medwai", "--github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error title=The dataset was not changed::--only: 'medwai' is no council")


def test_what_would_end_a_command_is_escaped(tmp_path: Path) -> None:
    fault = Fault("a,b:c/x.csv", 7, "a:b", "100%\n::warning::forged")
    assert annotation(fault, tmp_path, tmp_path.parent) == (
        f"::error file={tmp_path.name},line=7,title=a%3Ab::100%25\\n::warning::forged"
    )


def test_a_cell_of_the_summary_is_no_markdown_and_the_rest_is_counted() -> None:
    faults = [Fault("a/x.csv", line, "name", "<img> | [link](x)") for line in range(1, MAX_SUMMARISED + 6)]
    text = summary_of_faults("Faults", faults)
    assert "&lt;img> \\| \\[link\\](x)" in text
    assert text.rstrip().endswith("The log has 5 more.")


@pytest.mark.parametrize("options", [("--json", "--github"), ("--fixture", "--from", ".")])
def test_options_that_exclude_each_other_are_refused(data: Path, options: tuple[str, ...]) -> None:
    result = said("seed", *options)
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_the_fixture_is_seeded_by_its_option(data: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.__main__.FIXTURE", packages)
    said("seed", "--fixture")
    assert f"release {(data / 'current').read_text().strip()}." in said("check", "--from", packages).stdout
