"""CSV and NDJSON are whole unless `limit` is given: no program that reads a table follows a link."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from app.http.responses import without_header
from app.listing import page
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, client_of, of_world, reseed
from tests.routes import COMPUTED_PATHS, PAGED_PATHS
from tests.selects import counted
from tests.world import small_world

LONG = "/v1/judgements?format=csv"


@pytest.fixture
def parts_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes parts of so many items."""
    return lambda items: monkeypatch.setattr(page, "PART_ITEMS", items)


@pytest.fixture(scope="module")
def plain(shared: Path) -> Iterator[AppClient]:
    """A client of the small world that takes no coding and is answered from no cache."""
    with client_of(of_world(small_world, shared / "small", cache_bytes=0)) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def walked(client: AppClient, path: str) -> list[dict[str, Any]]:
    """All the items of a list as JSON, page after page."""
    page = client.get(f"{path}?limit=500").json()
    items = list(page["items"])
    while page["next"]:
        page = client.get(page["next"]).json()
        items += page["items"]
    return items


def test_every_list_and_every_statistic_is_whole_in_csv_and_ndjson(
    api_of_nation: AppClient, parts_of: Callable[[int], None]
) -> None:
    parts_of(400)
    for path in [*PAGED_PATHS, *COMPUTED_PATHS]:
        with case(path):
            whole = walked(api_of_nation, path)
            sent = api_of_nation.get(f"{path}?format=ndjson")
            assert [json.loads(line) for line in sent.text.splitlines()] == whole
            table = api_of_nation.get(path, headers={"Accept": "text/csv"})
            assert len(rows(table.text)) == len(whole)
            for answer in (sent, table):
                assert answer.headers["x-total-count"] == str(len(whole))
                assert "link" not in answer.headers


@pytest.mark.parametrize(
    "accept",
    ["text/csv", "TEXT/CSV", "text/*", "application/json;q=0.1, text/*", "application/X-NDJSON", "text/csv;q=1"],
)
def test_a_table_is_whole_however_accept_asks_for_it(accept: str, api: AppClient) -> None:
    answer = api.get("/v1/councils", headers={"Accept": accept})
    total = api.get("/v1/councils?limit=1").json()["total"]
    lines = answer.text.splitlines()
    header = answer.headers["content-type"].startswith("text/csv")
    assert total > 50
    assert len(lines) - header == int(answer.headers["x-total-count"]) == total


def test_the_national_figure_of_the_first_table_that_a_researcher_reads_is_right(api: AppClient) -> None:
    table = rows(api.get("/v1/outcomes?as_at=2024-03-31&format=csv").text)
    graded = [row["grade"] for row in table if row["grade"]]
    assert len(table) == 161
    assert round(100 * sum(grade in ("good", "outstanding") for grade in graded) / len(graded), 1) == 60.3


def test_with_a_limit_a_table_is_a_page_and_says_where_the_next_one_is(api: AppClient) -> None:
    for form in ("csv", "ndjson"):
        answer = api.get(f"/v1/judgements?format={form}&limit=5")
        assert len(answer.text.splitlines()) == 5 + (form == "csv")
        following = answer.links["next"]["url"]
        assert "limit=5" in following
        assert len(api.get(following).text.splitlines()) == 5 + (form == "csv")
    assert len(api.get("/v1/judgements").json()["items"]) == 50


def test_a_filter_and_an_order_hold_in_every_part(api: AppClient, parts_of: Callable[[int], None]) -> None:
    parts_of(10)
    ascending, descending = (
        rows(api.get(f"/v1/timeline?council=medway&format=csv&order={order}").text) for order in ("asc", "desc")
    )
    assert len(ascending) > 40
    assert {row["council_code"] for row in ascending} == {"medway"}
    assert ascending == descending[::-1]


def test_a_whole_table_has_a_strong_tag_for_each_coding_and_is_304_to_those_who_have_it(api: AppClient) -> None:
    plain = api.get(LONG, headers={"Accept-Encoding": "identity"})
    assert "content-length" not in plain.headers, "it is sent in parts"
    tags = {plain.headers["etag"]}
    for coding, undo in (
        ("gzip", gzip.decompress),
        ("zstd", lambda sent: zstandard.ZstdDecompressor().decompressobj().decompress(sent)),
        ("br", None),
    ):
        with api.stream("GET", LONG, headers={"Accept-Encoding": coding}) as answer:
            sent = b"".join(answer.iter_raw()) if undo else answer.read()
        assert (undo(sent) if undo else sent) == plain.content
        assert answer.headers["content-encoding"] == coding
        tags.add(answer.headers["etag"])
        known = {"Accept-Encoding": coding, "If-None-Match": answer.headers["etag"]}
        assert (api.get(LONG, headers=known).status_code, api.get(LONG, headers=known).content) == (304, b"")
        head = api.head(LONG, headers={"Accept-Encoding": coding})
        assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])
    assert len(tags) == 4
    assert all(tag.startswith('"') for tag in tags)


def test_each_part_costs_two_selects_and_the_parts_are_joined_under_one_header(
    plain: AppClient, parts_of: Callable[[int], None]
) -> None:
    parts_of(4)
    names = plain.get("/v1/judgements?format=csv&limit=1").text.splitlines()[0]
    with counted() as seen:
        text = plain.get(LONG).text
    total = len(rows(text))
    assert total > 8
    assert len(seen) == 2 * -(-total // 4)
    assert text.splitlines().count(names) == 1


def test_a_table_is_of_one_release_even_if_another_is_published_while_it_is_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, parts_of: Callable[[int], None]
) -> None:
    parts_of(40)
    settings = Settings(data_dir=folder / "data", cache_bytes=0)
    world = small_world()
    for number in range(1000, 1100):
        world.add("sources", f"paper-{number}")
    reseed(world.write(folder / "one"), settings)
    another = world.remove("sources", "paper-1099").add("sources", "paper-1001", title="Another title")
    patched = "app.http.strict_route.without_header"

    def meanwhile(body: bytes, media_type: str) -> bytes:
        monkeypatch.setattr(patched, without_header)
        reseed(another.write(folder / "two"), settings)
        return without_header(body, media_type)

    with client_of(settings) as client:
        before = client.get("/v1/sources?format=csv")
        monkeypatch.setattr(patched, meanwhile)
        during = client.get("/v1/sources?format=csv")
        after = client.get("/v1/sources?format=csv")
    assert (during.text, during.headers["x-release"]) == (before.text, before.headers["x-release"])
    assert len(rows(during.text)) == 102
    assert len(rows(after.text)) == 101
