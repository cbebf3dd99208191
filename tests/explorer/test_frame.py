"""The frame of every page: negotiation, policy, errors, files, and the addresses that it names."""

import gzip
import re

import pytest

from app.explorer.assets import ASSETS_VERSION, STATIC, asset_url
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.explorer import BROWSER


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html"])
def test_a_program_gets_json_at_the_root(client: AppClient, accept: str) -> None:
    answer = client.get("/", headers={"accept": accept})
    assert answer.headers["content-type"] == "application/json"
    assert "links" in answer.json()


def test_a_browser_gets_a_page_at_the_root(client: AppClient) -> None:
    answer = client.get("/", headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_a_page_may_load_files_of_ours_alone_and_be_framed_by_nobody(client: AppClient) -> None:
    policy = client.get("/", headers=BROWSER).headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in str(policy)


def test_a_page_is_validated_like_any_answer(client: AppClient) -> None:
    tag = client.get("/", headers=BROWSER).headers["etag"]
    again = client.get("/", headers={**BROWSER, "if-none-match": tag})
    assert again.status_code == 304
    assert "script-src 'self'" in again.headers["content-security-policy"]


def test_an_unknown_path_is_a_page_for_browsers_and_a_problem_for_programs(client: AppClient) -> None:
    page = client.get("/nowhere", headers=BROWSER)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert "<h1>Not found</h1>" in page.text
    assert 'action="/search"' in page.text
    problem = client.get("/nowhere")
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"


def test_an_unknown_parameter_of_a_page_is_refused_on_a_page_that_says_what_was_meant(client: AppClient) -> None:
    answer = client.get("/councils/medway?kinds=meetings", headers=BROWSER)
    assert answer.status_code == 422
    assert "did you mean kind?" in answer.text
    assert client.get("/councils/medway?kinds=meetings").headers["content-type"] == "application/problem+json"


def test_an_unknown_council_leads_to_the_one_that_was_meant(client: AppClient) -> None:
    answer = client.get("/councils/medwey", headers=BROWSER)
    assert answer.status_code == 404
    assert 'Did you mean <a href="/councils/medway">medway</a>?' in answer.text


def test_what_a_client_sends_is_escaped(client: AppClient) -> None:
    answer = client.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers=BROWSER)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    answer = client.get("/councils/medway?%22%3E%3Cimg%20src=x", headers=BROWSER)
    assert answer.status_code == 422
    assert "<img" not in answer.text


def test_the_files_of_a_page_are_kept_for_a_year(client: AppClient) -> None:
    page = client.get("/", headers=BROWSER).text
    for name, kind in (("explorer.css", "text/css"), ("explorer.js", "text/javascript"), ("favicon.svg", "image/svg")):
        assert f'"{asset_url(name)}"' in page
        answer = client.get(asset_url(name))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.content == (STATIC / name).read_bytes()


def test_the_file_of_another_version_is_served_and_not_kept_long(client: AppClient) -> None:
    answer = client.get("/assets/000000000000/explorer.css")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]
    assert client.get(f"/assets/{ASSETS_VERSION}/pages.py").status_code == 404


def test_the_style_and_the_script_are_small_and_load_nothing() -> None:
    assert len(gzip.compress((STATIC / "explorer.css").read_bytes())) <= 5_000
    assert (STATIC / "explorer.js").stat().st_size <= 15_000
    for name in ("explorer.css", "explorer.js"):
        assert not re.search(r"@import|url\(", (STATIC / name).read_text())


def test_links_of_a_page_begin_with_the_path_of_the_proxy(small: Settings) -> None:
    with client_of(small.model_copy(update={"root_path": "/api"})) as client:
        page = client.get("/", headers=BROWSER).text
        told = client.get("/llms.txt").text
    assert re.findall(r"\]\((/[^)]*)\)", told)
    assert all(link.startswith("/api/") for link in re.findall(r"\]\((/[^)]*)\)", told))
    assert "`/api/v1/councils`" in told
    links = re.findall(r'(?:href|src|action)="([^"]+)"', page)
    assert len(links) > 10
    assert all(link.startswith(("/api/", "#", "https://")) for link in links)
