"""docs/researchers.md: every block of code gives the answer that stands below it."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.client import AppClient
from tests.needs import need_program, need_r_package
from tests.researchers import LANGUAGES, PAGE, Code, codes, of_release, run, table

TEXT = PAGE.read_text(encoding="utf-8")
CODES = codes(TEXT)
NEEDED = {"sh": "curl", "r": "Rscript"}


@pytest.fixture(scope="module")
def port(site: str) -> int:
    return int(site.rpartition(":")[2])


def _cases() -> list[Any]:
    """Each block of code. Fitting a model takes R seconds, so such a block is for the thorough tests."""
    return [
        pytest.param(
            number,
            id=f"{code.language}: {code.section}",
            marks=[pytest.mark.thorough] if "library(survival)" in code.text else [],
        )
        for number, code in enumerate(CODES)
    ]


@pytest.mark.parametrize("number", _cases())
def test_every_block_of_code_gives_the_answer_that_stands_below_it(number: int, port: int, folder: Path) -> None:
    code = codes(of_release(TEXT, port))[number]
    if code.language in NEEDED:
        need_program(NEEDED[code.language])
    if "library(survival)" in code.text:
        need_r_package("survival")
    assert table(run(code, port, folder)) == table(code.answer["text"]), "`make readme` writes it anew"


def by_section() -> dict[str, dict[str, list[Code]]]:
    sections: dict[str, dict[str, list[Code]]] = defaultdict(lambda: defaultdict(list))
    for code in CODES:
        sections[code.section][code.language].append(code)
    return sections


QUESTIONS = {section: found for section, found in by_section().items() if section.endswith("?")}


def test_every_question_is_answered_in_each_language() -> None:
    assert len(QUESTIONS) == len(re.findall(r"^## .*\?$", TEXT, re.M)) >= 9
    for section, found in QUESTIONS.items():
        assert set(found) == LANGUAGES, section


def test_every_question_is_one_url_and_r_asks_the_same_one_as_curl() -> None:
    for section, found in by_section().items():
        for code in found["r"]:
            assert len(code.urls()) == 1, section
            assert code.urls() == found["sh"][0].urls(), section


def test_the_page_names_each_endpoint_that_computes() -> None:
    for name in (
        "outcomes",
        "outcomes/summary",
        "outcomes/series",
        "transitions",
        "transitions/pairs",
        "spells",
        "intervals",
        "intervals/rows",
        "waiting-times",
        "panel",
    ):
        assert re.search(rf"/v1/{name}\b(?!/)", TEXT), name


@pytest.mark.parametrize(
    ("query", "group", "percent"),
    [
        ("as_at=2022-03-31", "all", 53),
        ("as_at=2024-03-31", "all", 60),
        ("as_at=2024-03-31&by=region", "London", 85),
        ("as_at=2024-03-31&by=region", "North West", 36),
        ("as_at=2024-03-31&aspect=help_and_protection", "all", 54),
        ("as_at=2019-08-31&published_by=2019-09-30&by=region", "London", 79),
        ("as_at=2019-08-31&published_by=2019-09-30&by=region", "West Midlands", 21),
    ],
)
def test_the_percentages_that_ofsted_published_are_ours_rounded(
    query: str, group: str, percent: int, api: AppClient
) -> None:
    assert f"{percent}%" in TEXT
    groups = {found["group"]: found for found in api.get(f"/v1/outcomes/summary?{query}").json()["groups"]}
    assert round(groups[group]["good_or_outstanding_percent"]) == percent


def test_every_link_within_the_page_leads_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", name.lower()).replace(" ", "-") for name in re.findall(r"^## (.*)", TEXT, re.M)
    }
    for target in re.findall(r"\]\(#([^)]+)\)", TEXT):
        assert target in headings
