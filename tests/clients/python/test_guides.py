"""The pages about the Python client: their code gives the answers that stand below it."""

import re
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.clients.python.guides import PAGES, RELEASE, RESEARCHERS, with_answers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_of_a_page_gives_the_answers_that_stand_below_it(page: Path, url: str, folder: Path) -> None:
    text = page.read_text(encoding="utf-8")
    answered = with_answers(text, url, folder)
    # The code of the release stands in one answer, and changes with each change of the data.
    assert RELEASE.sub("", answered) == RELEASE.sub("", text), "`make readme` writes it anew"


def python_of(page: Path) -> dict[str, str]:
    """The first block of Python below each question of a page."""
    text = page.read_text(encoding="utf-8")
    found = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        block = re.search(r"^```python\n(.*?)^```", section, re.S | re.M)
        if block and section.splitlines()[0].endswith("?"):
            found[section.splitlines()[0]] = block[1]
    return found


def lines_of(codes: dict[str, str]) -> int:
    return sum(len([line for line in code.splitlines() if line]) for code in codes.values())


def test_the_page_asks_every_question_of_the_researchers_page_in_two_thirds_of_its_lines() -> None:
    plain, with_client = python_of(ROOT / "docs/researchers.md"), python_of(RESEARCHERS)
    assert list(with_client) == list(plain)
    assert lines_of(with_client) <= 2 / 3 * lines_of(plain)
