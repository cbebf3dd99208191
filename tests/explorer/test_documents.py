"""The guide, the reference of the API, embeds, and the files for programs."""

import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from app.explorer.api_reference import Operation, operations
from app.explorer.markdown import anchor, inline, read
from app.explorer.views.guide import GUIDES
from tests.client import AppClient
from tests.explorer import BROWSER

# The small world has no record for most examples; what they find is tested with the OpenAPI document.
LOCAL = re.compile(r'href="(/(?:guide|docs|openapi)[^"#]*)(#[^"]+)?"')


def page(client: AppClient, path: str) -> str:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_html_in_a_document_is_text() -> None:
    body = read("# A\n\n<script>alert(1)</script> and [x](javascript:alert(1))\n\n| <b> |\n|---|\n| &lt; |", {}).body
    assert "<script>" not in body
    assert "<b>" not in body
    assert 'href="javascript' not in body
    assert inline("`a` <i>") == "<code>a</code> &lt;i&gt;"


def test_a_link_to_a_file_becomes_one_to_its_page_and_to_another_file_none() -> None:
    body = read("[a](api.md#lists), [b](architecture.md), [c](https://example.org/), [d](#here)", {"api.md": "/g"}).body
    assert '<a href="/g#lists">a</a>, b, <a href="https://example.org/">c</a>, <a href="#here">d</a>' in body


def test_headings_have_the_anchors_that_github_gives_them() -> None:
    assert anchor("Outcomes: /v1/outcomes, /summary, /series") == "outcomes-v1outcomes-summary-series"
    document = read("# Title\n\n## One: `two`\n\n### Three", {})
    assert (document.title, document.contents) == ("Title", [("one-two", "One: two")])
    assert '<h2 id="one-two">' in document.body
    assert '<h3 id="three">' in document.body


@pytest.mark.parametrize(
    "path", ["/guide", *(f"/guide/{name}" for name in GUIDES), "/nation", "/docs", "/docs/list_spells"]
)
def test_every_link_within_the_documents_leads_to_a_place_that_is_there(client: AppClient, path: str) -> None:
    shown = page(client, path)
    for address, part in LOCAL.findall(shown):
        target = client.get(unescape(address), headers=BROWSER)
        assert target.status_code == 200, address
        if part:
            assert f'id="{part[1:]}"' in target.text, address + part
    for part in re.findall(r'href="#([^"]+)"', shown):
        assert f'id="{part}"' in shown, part


def test_an_unknown_guide_and_an_unknown_operation_are_not_found(client: AppClient) -> None:
    for path in ("/guide/architecture", "/guide/..%2Fapi", "/docs/read_nothing"):
        assert client.get(path, headers=BROWSER).status_code == 404, path


@pytest.mark.parametrize("operation", operations().values(), ids=lambda operation: operation.code)
def test_every_operation_is_described_whole(operation: Operation) -> None:
    assert operation.summary
    assert "{" not in operation.example
    assert operation.errors
    assert all(one.description for one in operation.parameters)
    assert all(one.description for one in operation.fields)
    asked = {one.name for one in operation.parameters if one.where == "query" and one.example}
    assert all(one.href for one in operation.parameters if one.name in asked)


def test_the_reference_lists_every_operation_and_finds_by_words(client: AppClient) -> None:
    listed = re.findall(r'class="path" href="/docs/(\w+)"', page(client, "/docs"))
    assert sorted(listed) == sorted(operations())
    found = re.findall(r'class="path" href="/docs/(\w+)"', page(client, "/docs?q=Survival+spell"))
    assert found == ["list_spells"]
    assert "0 addresses with “&lt;b&gt;”" in page(client, "/docs?q=%3Cb%3E")


def test_an_operation_shows_its_parameters_its_answer_and_its_errors(client: AppClient) -> None:
    shown = page(client, "/docs/list_inspections")
    assert '<a class="path" href="/v1/inspections?framework=ilacs">framework=ilacs</a>' in shown
    assert "<code>requires_improvement</code>" in shown
    assert '<th scope="row" class="depth-1"><code>code</code></th>' in shown
    assert "<dt>422</dt>" in shown


@pytest.mark.parametrize("query", ["", "?show=timeline"])
def test_any_site_may_frame_an_embed_and_it_runs_no_script(client: AppClient, query: str) -> None:
    answer = client.get(f"/embed/councils/E06000035{query}", headers=BROWSER)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"].split("; ")
    assert "frame-ancestors *" in policy
    assert "script-src" not in str(policy)
    assert "x-frame-options" not in answer.headers
    assert "<script" not in answer.text
    assert '<html lang="en" class="light">' in answer.text
    assert 'href="/councils/medway" target="_top"' in answer.text
    assert "Open Government Licence" in answer.text
    assert ("<svg" in answer.text) is bool(query)


@pytest.mark.parametrize("path", ["/nation", "/compare", "/guide", "/docs", "/docs/list_spells", "/docs/swagger"])
def test_no_other_page_may_be_framed(client: AppClient, path: str) -> None:
    assert "frame-ancestors 'none'" in client.get(path, headers=BROWSER).headers["content-security-policy"]


def test_the_sitemap_has_the_host_of_the_request_and_is_not_kept(client: AppClient) -> None:
    for host in ("history.example.org", "other.example.org:8443"):
        answer = client.get("/sitemap.xml", headers={"host": host})
        assert answer.headers["cache-control"] == "no-store"
        places = [place.text or "" for place in ET.fromstring(answer.content).iter() if place.tag.endswith("loc")]
        assert all(place.startswith(f"http://{host}/") for place in places)
        assert f"http://{host}/councils/medway" in places
        assert f"Sitemap: http://{host}/sitemap.xml" in client.get("/robots.txt", headers={"host": host}).text


def test_every_address_of_the_sitemap_answers(client: AppClient) -> None:
    places = re.findall(r"<loc>http://testserver(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    assert {"/", "/nation", "/guide/licence", "/docs/list_spells"} <= set(places)
    for place in places:
        if not place.startswith("/docs/"):
            assert client.get(place, headers=BROWSER).status_code == 200, place


def test_language_models_are_told_of_every_address(client: AppClient) -> None:
    told = client.get("/llms.txt")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert all(f"- `{one.path}`: " in told.text for one in operations().values())
