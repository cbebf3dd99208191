"""/docs/swagger describes the API, from files of our own alone."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from app.routes.docs import STATIC
from tests.client import AppClient

# Names of XML namespaces look like addresses, and nothing is fetched from them.
ELSEWHERE = re.compile(r"(?:https?:)?//[a-z0-9]", re.IGNORECASE)


class PageAddresses(HTMLParser):
    """Every address that a page fetches or leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in ("src", "href", "action", "data") if name in given]
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def page(client: AppClient) -> str:
    answer = client.get("/docs/swagger")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def test_the_page_needs_no_other_host(page: str, client: AppClient) -> None:
    assert ELSEWHERE.search(page) is None
    assert ELSEWHERE.search(client.get("/static/start.js").text) is None
    assert len(PageAddresses(page).found) >= 5
    # Each is relative, so that the page also works behind a prefix.
    assert all(re.match(r"\.\./\w", address) for address in PageAddresses(page).found)


def test_the_style_sheet_fetches_nothing_from_elsewhere(client: AppClient) -> None:
    sheet = client.get("/static/swagger-ui/swagger-ui.css").text
    fetched = re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet) + re.findall(r"@import\s+['\"]([^'\"]+)", sheet)
    assert [address for address in fetched if not address.startswith(("data:", "/", "#"))] == []


def test_every_file_that_the_page_names_is_served(page: str, client: AppClient) -> None:
    kinds = {".js": "javascript", ".css": "text/css", ".png": "image/png", ".json": "application/json"}
    found = PageAddresses(page).found
    assert len(found) > 3
    for address in found:
        answer = client.get(urljoin("/docs/swagger", address))
        assert answer.status_code == 200, address
        assert kinds[re.search(r"\.\w+$", address)[0]] in answer.headers["content-type"]  # type: ignore[index]
        assert len(answer.content) > 100
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_description_that_the_page_draws_is_the_one_that_is_served(client: AppClient) -> None:
    start = client.get("/static/start.js").text
    (address,) = re.findall(r'\burl: "([^"]+)"', start)
    assert client.get(urljoin("/docs/swagger", address)).json()["info"]["title"] == "Inspection History"


def test_the_page_has_a_policy_of_its_own_which_lets_in_what_it_needs_and_nothing_else(
    page: str, client: AppClient
) -> None:
    policy = dict(
        rule.strip().split(" ", 1) for rule in client.get("/docs/swagger").headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert allowed <= {"'none'", "'self'", "'unsafe-inline'", "data:"}
    assert "'unsafe-inline'" not in policy["script-src"]
    # The policy would stop a script or a style that stands in the page itself.
    assert PageAddresses(page).inline == []
    assert client.get("/v1/councils").headers["content-security-policy"] != "; ".join(
        f"{name} {sources}" for name, sources in policy.items()
    )


def test_the_page_works_without_scripts_in_so_far_as_it_says_where_to_go(page: str) -> None:
    told = page[page.index("<noscript>") : page.index("</noscript>")]
    assert 'href="../openapi.json"' in told


def test_only_the_files_are_served(client: AppClient) -> None:
    for path in (
        "/static/",
        "/static/swagger-ui",
        "/static/swagger-ui/",
        "/static/%2e%2e/main.py",
        "/static/nothing.js",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post("/docs/swagger").status_code == 405


def test_the_files_carry_their_licence() -> None:
    """Swagger UI is the work of others under the Apache License 2.0, which asks for both files."""
    assert "Apache License" in (STATIC / "swagger-ui" / "LICENSE").read_text(encoding="utf-8")
    assert len((STATIC / "swagger-ui" / "NOTICE").read_text(encoding="utf-8").strip()) > 10
