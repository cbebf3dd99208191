"""One list in three forms: which one is sent, and that all of them say the same."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from app.csv_cells import RISKY
from app.seeding.seed import seed
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, client_of
from tests.routes import COMPUTED_PATHS, EXAMPLES, LIST_PATHS, PAGED_PATHS, RECORD_PATHS, codes, problem, refused
from tests.world import small_world

JSON, CSV, NDJSON = "application/json", "text/csv; charset=utf-8", "application/x-ndjson"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("application/json", JSON),
        ("APPLICATION/JSON", JSON),
        ("application/*", JSON),
        (BROWSER, JSON),
        ("text/csv", CSV),
        ("text/*", CSV),
        ("text/csv;header=present", CSV),
        ("application/x-ndjson", NDJSON),
        ("application/json;q=0.5, text/csv;q=0.6", CSV),
        ("application/json;q=0.6, text/csv;q=0.6", JSON),
        ("text/csv;q=0.1, application/x-ndjson;q=0.2", NDJSON),
        ("application/json;q=0, */*", CSV),
        ("application/json;q=0, text/csv;q=0, */*;q=0.1", NDJSON),
        ("*/*;q=0.1, text/csv", CSV),
        ("text/html, text/csv;q=0.1", CSV),
        ("application/json;q=nonsense, text/csv;q=0.1", CSV),
        ("application/json ; q=0.2 , text/csv ; q=0.3", CSV),
        ("application/*;q=0.4, application/json;q=0.1", NDJSON),
    ],
)
def test_the_accept_header_is_weighed(accept: str, form: str, api: AppClient) -> None:
    answer = api.get("/v1/monitoring-visits", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form


def _names_the_formats(accept: str, path: str, api: AppClient) -> None:
    answer = api.get(path, headers={"Accept": accept})
    assert problem(answer, 406) == []
    assert "application/json, text/csv, application/x-ndjson" in answer.json()["detail"]


def test_every_list_refuses_a_format_that_does_not_exist_and_names_those_that_do(api: AppClient) -> None:
    for path in [*LIST_PATHS, *COMPUTED_PATHS]:
        with case(path):
            _names_the_formats("image/png", path, api)


@pytest.mark.parametrize(
    "accept", ["application/json;q=0", "text/html", "*/*;q=0", "json", "*", "text/csvx", ";;;", "/", "q=1"]
)
def test_an_accept_header_that_matches_no_format_is_refused_with_the_formats_that_exist(
    accept: str, api: AppClient
) -> None:
    _names_the_formats(accept, "/v1/monitoring-visits", api)


FORMS = {"json": JSON, "csv": CSV, "ndjson": NDJSON}


@pytest.mark.parametrize("path", [*LIST_PATHS, *COMPUTED_PATHS])
def test_every_list_is_sent_in_every_form_whatever_is_accepted(path: str, asked: AppClient) -> None:
    for word, form in FORMS.items():
        with case(word):
            answer = asked.get(f"{path}?format={word}", headers={"Accept": "image/png"})
            assert answer.status_code == 200
            assert answer.headers["content-type"] == form


@pytest.mark.parametrize("accept", ["text/csv", "application/json", "application/x-ndjson", "*/*"])
def test_format_outranks_accept(accept: str, api: AppClient) -> None:
    for word, form in FORMS.items():
        answer = api.get(f"/v1/monitoring-visits?format={word}", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (200, form)


def test_a_record_is_json_or_nothing(api: AppClient) -> None:
    for path in [*(EXAMPLES[path] for path in RECORD_PATHS), "/v1/vocabularies/grade"]:
        with case(path):
            assert api.get(path, headers={"Accept": BROWSER}).headers["content-type"] == JSON
            answer = api.get(path, headers={"Accept": "text/csv"})
            problem(answer, 406)
            assert "application/json" in answer.json()["detail"]
            assert "text/csv" not in answer.json()["detail"]


@pytest.mark.parametrize("accept", ["text/csv", "application/x-ndjson", "text/html"])
def test_an_error_is_a_problem_whatever_form_was_asked_for(accept: str, api: AppClient) -> None:
    answer = api.get("/v1/inspections?limit=0", headers={"Accept": accept})
    refused(answer, "limit", "greater_than_equal")
    refused(api.get("/v1/inspections?format=csv&limit=0"), "limit", "greater_than_equal")


def test_an_unknown_format_is_refused_with_the_formats_that_exist(api: AppClient) -> None:
    error = refused(api.get("/v1/inspections?format=xlsx"), "format", "enum")
    assert error["allowed"] == ["json", "csv", "ndjson"]


def _reread(cell: str, value: Any) -> Any:
    """A cell as a program reads it that knows the type of the field from the documentation."""
    if cell == "":
        # A list of no words is an empty cell.
        return [] if value == [] else None
    if isinstance(value, bool):
        return {"true": True, "false": False}[cell]
    if isinstance(value, int | float):
        return float(cell)
    if isinstance(value, list | dict):
        # The names in `inferred` are separated by spaces.
        return json.loads(cell) if cell[0] in "[{" else cell.split(" ")
    return cell[1:] if cell[0] == "'" and cell[1:].startswith(RISKY) else cell


def _pages(client: AppClient, path: str, form: str) -> Iterator[tuple[list[dict[str, Any]], bytes]]:
    """Each page of a list as JSON items, and as it is sent in another form; both are walked by their own links."""
    large = "&limit=500" if path in (*PAGED_PATHS, *COMPUTED_PATHS) else ""
    plain, other = f"{path}?format=json{large}", f"{path}?format={form}{large}"
    while True:
        page, sent = client.get(plain), client.get(other)
        assert sent.headers["x-total-count"] == str(page.json()["total"])
        assert sent.headers["x-release"] == page.json()["release"]
        yield page.json()["items"], sent.content
        assert ("next" in page.links) == ("next" in sent.links) == (page.json()["next"] is not None)
        if "next" not in page.links:
            return
        plain, other = page.links["next"]["url"], sent.links["next"]["url"]
        assert plain == page.json()["next"]
        assert f"format={form}" in other


# The first page and the one that its link leads to, or all. Each page of a computed list is computed anew.
TO_PAGE = pytest.mark.parametrize("to_page", [2, pytest.param(None, marks=pytest.mark.thorough, id="all")])


@TO_PAGE
@pytest.mark.parametrize("path", LIST_PATHS)
def test_csv_rereads_to_the_values_of_json(path: str, to_page: int | None, asked: AppClient) -> None:
    for items, sent in islice(_pages(asked, path, "csv"), to_page):
        text = sent.decode("utf-8")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert header == list(_flat(items[0], header))
        assert len(rows) == len(items)
        for item, row in zip((_flat(item, header) for item in items), rows, strict=True):
            assert {name: _reread(cell, item[name]) for name, cell in zip(header, row, strict=True)} == item
        assert text.endswith("\r\n")
        assert all(not cell.startswith(RISKY) for row in rows for cell in row if not _number(cell))


def _flat(item: dict[str, Any], header: list[str]) -> dict[str, Any]:
    """An item with a field for each value of a field that CSV has several columns for."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        inner = value if isinstance(value, dict) and name not in header else None
        found |= {name: value} if inner is None else {f"{name}_{part}": inner[part] for part in inner}
    return found


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@TO_PAGE
@pytest.mark.parametrize("path", [*LIST_PATHS, *COMPUTED_PATHS])
def test_each_line_of_ndjson_is_an_item_of_json(path: str, to_page: int | None, asked: AppClient) -> None:
    for items, sent in islice(_pages(asked, path, "ndjson"), 2 if path in COMPUTED_PATHS else to_page):
        assert sent.endswith(b"\n")
        lines = sent.decode().split("\n")[:-1]
        assert [json.loads(line) for line in lines] == items
        assert [list(json.loads(line)) for line in lines] == [list(item) for item in items]


@pytest.mark.parametrize(("form", "sent"), [("csv", 1), ("ndjson", 0)])
def test_an_empty_list_is_a_header_in_csv_and_nothing_in_ndjson(form: str, sent: int, api: AppClient) -> None:
    answer = api.get(f"/v1/meetings?happened_to=1999&format={form}")
    assert answer.status_code == 200
    assert answer.headers["x-total-count"] == "0"
    assert len(answer.content.decode().splitlines()) == sent
    assert api.get("/v1/meetings?happened_to=1999").json()["items"] == []


DANGEROUS = [
    '=HYPERLINK("http://evil.example","click")',
    "+44 20 7946 0000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "'=1+1",
    "'quoted'",
    'with "quotes", commas; and \u2019 dashes \u2013',
    "\u00c5ngstr\u00f6m \u4e2d\u6587 \U0001f469\u200d\U0001f467",
    "</script><script>alert(1)</script>",
]


def test_no_cell_of_csv_starts_a_formula_and_every_text_comes_back(tmp_path: Any) -> None:
    world = small_world()
    for number, text in enumerate(DANGEROUS):
        world.add("meetings", f"meeting-{number:02}", held_on="2020-01-01", title=text, body=text, locator=text)
    config = Settings(data_dir=tmp_path / "data")
    seed(world.write(tmp_path / "packages"), config)
    with client_of(config) as client:
        items = client.get("/v1/meetings").json()["items"]
        assert [item["title"] for item in items] == DANGEROUS
        answer = client.get("/v1/meetings?format=csv")
        assert answer.headers["x-content-type-options"] == "nosniff"
        rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
        assert [row["code"] for row in rows] == codes(items)
        for row, text in zip(rows, DANGEROUS, strict=True):
            for field in ("title", "body", "locator"):
                assert not row[field].startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
                assert row[field] in (text, f"'{text}")
                assert (row[field] == text) == (not text.startswith(RISKY))
        headlines = csv.DictReader(io.StringIO(client.get("/v1/timeline?kind=meetings&format=csv").text, newline=""))
        assert all(not row["headline"].startswith(RISKY) for row in headlines)


def test_every_character_that_starts_a_formula_is_known() -> None:
    # What OWASP names, with the full-width forms that a spreadsheet of an East Asian locale takes for the same.
    assert sorted(RISKY) == sorted("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
