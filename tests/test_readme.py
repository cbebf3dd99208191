"""The README's promises that are sentences with figures or answers in them."""

import re

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from app.__main__ import cli
from app.settings import ROOT
from tests.readme import QUERY, README, settings_table, shown

TEXT = README.read_text(encoding="utf-8")


def _without_release(text: str) -> str:
    return re.sub(r'"release": "[0-9a-f]{16}"', '"release": "..."', text)


def test_the_readme_has_five_queries_and_each_gives_the_answer_that_it_prints(api: TestClient) -> None:
    queries = list(QUERY.finditer(TEXT))
    assert len(queries) == 5
    for query in queries:
        answer = shown(api, query["path"], query["form"])
        assert _without_release(query["answer"]) == _without_release(answer), "python -m tests.readme writes it anew"


def test_the_readme_has_every_setting_in_its_table() -> None:
    assert settings_table() in TEXT, "python -m tests.readme writes it anew"


def test_the_readme_counts_the_authorities_and_frameworks_rightly(api: TestClient) -> None:
    assert "all 153 authorities" in TEXT
    assert api.get("/v1/councils?abolished=false&limit=1").json()["total"] == 153
    assert "nine inspection frameworks" in TEXT
    assert api.get("/v1/frameworks?limit=1").json()["total"] == 9


def test_every_file_that_the_readme_links_to_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT)
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target


def test_every_command_that_the_readme_names_exists() -> None:
    commands = set(re.findall(r"`python -m app (\w+)`", TEXT)) | {"serve", "check", "health"}
    for command in commands:
        assert CliRunner().invoke(cli, [command, "--help"]).exit_code == 0, command


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z-]+)\b", TEXT))
    assert {"serve", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M), target
