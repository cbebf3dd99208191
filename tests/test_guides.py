"""What the README and the pages of docs/ say with figures, answers, links and commands."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import __version__
from app.__main__ import cli
from app.settings import ROOT
from tests.client import AppClient
from tests.readme import API_GUIDE, PAGES_WITH_QUERIES, QUERY, README, RUNNING_GUIDE, printed, settings_table
from tests.routes import everything

TEXT = README.read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def _without_release(text: str) -> str:
    return re.sub(r'"release": "[0-9a-f]{16}"', '"release": "..."', text)


@pytest.mark.parametrize(("page", "queries"), [(README, 2), (API_GUIDE, 7)], ids=["README", "api"])
def test_each_query_of_a_page_gives_the_answer_that_it_prints(page: Path, queries: int, api: AppClient) -> None:
    found = list(QUERY.finditer(page.read_text(encoding="utf-8")))
    assert page in PAGES_WITH_QUERIES
    assert len(found) == queries
    for query in found:
        answer = printed(api, query["path"], query["form"])
        assert _without_release(query["answer"]) == _without_release(answer), "python -m tests.readme writes it anew"


def test_every_setting_is_in_the_table() -> None:
    assert settings_table() in RUNNING_GUIDE.read_text(encoding="utf-8"), "python -m tests.readme writes it anew"


def test_the_readme_is_short() -> None:
    assert len(TEXT.splitlines()) < 200


def test_the_readme_counts_the_authorities_and_frameworks_rightly(api: AppClient) -> None:
    assert "all 153 authorities" in TEXT
    assert api.get("/v1/councils?abolished=false&limit=1").json()["total"] == 153
    assert "nine inspection frameworks" in TEXT
    assert api.get("/v1/frameworks?limit=1").json()["total"] == 9


def test_the_readme_counts_the_councils_whose_early_inspections_later_reports_restate(api: AppClient) -> None:
    found = everything(api, "/v1/inspections", framework="slac,child-protection")
    restated = [item for item in found if item["source_code"].endswith("-report") and item["precision"] == "month"]
    restated = [item for item in restated if not item["source_code"].startswith(item["code"])]
    councils = {item["council_code"] for item in restated} - {"herefordshire", "medway", "nottingham"}
    assert f"later reports restate, for {len(councils)} councils" in TEXT.replace("\n", " ").replace("  ", " ")


def test_the_codes_by_which_the_readme_names_a_council_are_those_of_one_council(api: AppClient) -> None:
    (codes,) = re.findall(r"\(`(\w+)`\), its GSS code \(`(\w+)`\), its DfE code \(`(\w+)`\), its URN \(`(\w+)`\)", TEXT)
    assert {api.get(f"/v1/councils/{code}").json()["code"] for code in codes} == {"herefordshire"}


def test_the_version_of_the_program_heads_the_change_log() -> None:
    released = re.findall(r"^## \[?([0-9][^\]\s]*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert released[0] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@every_page
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    for page in ROOT.glob("docs/*.md"):
        assert f"](docs/{page.name})" in TEXT, page.name


@every_page
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    for command in set(re.findall(r"\bpython -m app ([a-z]+)\b", page.read_text(encoding="utf-8"))):
        assert CliRunner().invoke(cli, [command, "--help"]).exit_code == 0, command


@every_page
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:`|^)make ([a-z-]+)\b", page.read_text(encoding="utf-8"), re.M)):
        assert re.search(rf"^{target}:", makefile, re.M), target
