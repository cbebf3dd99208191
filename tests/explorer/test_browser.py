"""The pages in a real browser: accessible, within the window, and complete without a script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.explorer import COUNCIL, EMBED, PAGES

WIDTHS = (320, 768, 1280)
# The width at which text of twice the size is tried.
LARGE = 640
THOROUGH = [pytest.mark.thorough]
# In the fast tests each of these is looked at once: in turn at each width and with large text.
MAIN = ["/", COUNCIL, "/nation", "/compare?council=herefordshire,medway,nottingham,somerset"]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


def _cases() -> list[Any]:
    """Each page at the least width and at the greatest, and four of them in each form.

    In the fast tests, each of the four in another form.
    """
    forms = [*((width, False) for width in WIDTHS), (LARGE, True)]
    return [
        pytest.param(path, *form, marks=[] if path in MAIN and MAIN.index(path) == place else THOROUGH)
        for path in [*PAGES, EMBED]
        for place, form in enumerate(forms)
        if path in MAIN or form in (forms[0], forms[2])
    ]


@pytest.mark.parametrize(("path", "width", "is_large"), _cases())
def test_axe_finds_nothing_and_nothing_runs_off_the_window(
    page: Page, site: str, path: str, width: int, is_large: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert (page.goto(site + path) or pytest.fail("no answer")).status in (200, 404)
    if is_large:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _faults(page) == []


def test_without_a_script_medway_says_when_it_stopped_being_inadequate_and_what_inspectors_said(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search")
    page.get_by_label("Find a council").fill("Medway")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{site}/councils/medway"
    answer = page.locator(".answer")
    assert "inadequate for 4 years" in answer.inner_text()
    assert "until 28 July 2023" in answer.inner_text()
    answer.get_by_text("In between, inspectors came").click()
    assert answer.get_by_text("Significant progress under determined leaders").is_visible()
    assert answer.get_by_role("link", name=re.compile("Ofsted, Inspection of Medway")).is_visible()
    context.close()


def test_the_form_of_a_timeline_chooses_kinds_and_years_in_the_address(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/councils/medway")
    page.get_by_text("Choose kinds and years").click()
    page.get_by_label("Inspections", exact=True).check()
    page.get_by_label("Focused visits").check()
    page.get_by_label("From year").fill("2019")
    page.get_by_role("button", name="Apply").click()
    assert "kind=inspections&kind=focused_visits&happened_from=2019" in page.url
    titles = page.locator(".events .title").all_inner_texts()
    assert len(titles) == 5
    assert all("inspection" in title or "visit" in title for title in titles)
    data = page.locator("section.data .path").inner_text()
    assert "kind=inspections,focused_visits" in data
    listed = page.request.get(site + data).json()
    assert listed["total"] == len(titles)


def test_the_skip_link_comes_first_and_leads_to_the_contents(page: Page, site: str) -> None:
    page.goto(f"{site}/coverage")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the contents"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_script_puts_the_address_of_this_site_into_the_examples(page: Page, site: str) -> None:
    page.goto(f"{site}/coverage")
    code = page.locator("section.data code").first
    assert site in (code.text_content() or "")


def test_a_phone_gets_the_tall_drawing_and_a_desk_the_wide_one(page: Page, site: str) -> None:
    page.goto(f"{site}/councils/medway")
    for width, shown, hidden in ((320, ".chart-tall", ".chart-wide"), (1280, ".chart-wide", ".chart-tall")):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(f"figure > {shown}").is_visible()
        assert not page.locator(f"figure > {hidden}").is_visible()


def test_print_has_the_wide_drawing_and_no_form(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(f"{site}/councils/medway")
    page.emulate_media(media="print")
    assert page.locator("figure > .chart-wide").is_visible()
    assert not page.get_by_role("button", name="Apply").is_visible()
    assert not page.locator("header nav").is_visible()
    page.emulate_media(media="screen")
