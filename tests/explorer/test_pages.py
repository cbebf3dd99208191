"""What every page promises: one heading, an escape for every text, its own data, few SELECTs, few bytes."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.explorer.assets import STATIC
from app.queries.titles import find_titles
from app.records import EVENTS, KINDS
from app.records.kind import table
from app.releases.snapshot import Store
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of, of_world
from tests.explorer import BROWSER, COUNCIL, PAGES, RECORDS, SOURCE
from tests.selects import counted
from tests.world import World, small_world

HOSTILE = "<script>alert('1')</script>\" onload=x &amp;"
# What every page asks, once the facts of a release are read.
COSTS = {
    # Everything is kept for each release.
    "/": 0,
    "/councils": 0,
    # The council, its timeline, each kind that it has, judgements, areas, figures, gaps.
    COUNCIL: 6 + 7,
    # Whose record it is, and the council with all its events, as above; then what belongs to the record alone.
    "/monitoring-visits/herefordshire-mv-2023-03": 16,
    # The titles of what is on it: one or two for each kind of record among them and their owners.
    SOURCE: 4 + 6,
    "/coverage": 4,
    "/search?q=north": 3,
}


@pytest.fixture(scope="module")
def uncached(shipped: Settings) -> Iterator[AppClient]:
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        for path in PAGES:
            client.get(path, headers=BROWSER)
        yield client


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(("/nowhere", "/embed"))])
def test_a_page_has_one_heading_a_description_and_addresses_that_answer(api: AppClient, path: str) -> None:
    answer = api.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    page = answer.text
    assert len(re.findall("<h1", page)) == 1
    assert re.search('<meta name="description" content="[^"]{20,}">', page)
    canonical = re.search('<link rel="canonical" href="([^"]+)">', page)
    assert canonical
    assert path.startswith(canonical[1])
    for kind, href in re.findall(r'<link rel="alternate" type="(application/json|text/csv)" href="([^"]+)"', page):
        data = api.get(href.replace("&amp;", "&"))
        assert data.status_code == 200
        assert data.headers["content-type"].startswith(kind)


@pytest.mark.parametrize("path", COSTS)
def test_a_page_costs_its_number_of_selects(uncached: AppClient, path: str) -> None:
    with counted() as sent:
        assert uncached.get(path, headers=BROWSER).status_code == 200
    assert len(sent) == COSTS[path], sent


def test_the_records_of_changes_are_named_in_few_selects_however_many_they_are(uncached: AppClient) -> None:
    # Which kinds there are depends on what changed last. A citation can belong to a finding, and that to an inspection.
    with counted() as sent:
        assert uncached.get("/changes", headers=BROWSER).status_code == 200
    assert max(Counter(sql.partition(" IN ")[0] for sql in sent).values()) <= 3
    assert len(sent) < 20


@pytest.mark.parametrize("path", PAGES)
def test_a_page_and_its_files_are_at_most_sixty_kilobytes(api: AppClient, path: str) -> None:
    files = sum(len(gzip.compress(file.read_bytes())) for file in STATIC.iterdir())
    page = api.get(path, headers=BROWSER).content
    assert len(gzip.compress(page, 6)) + files <= 60_000


def test_a_change_names_its_record_in_words_whatever_its_kind(api: AppClient) -> None:
    store: Store = api.app.state.store
    with store.snapshot() as snapshot:
        for kind in KINDS:
            if kind.name == "changes":
                continue
            (code,) = snapshot.connection.execute(sa.select(table(kind.table).c.code).limit(1)).one()
            title = find_titles(snapshot, [(kind.name, code)])[code]
            assert title.words
            assert title.words != code
            if title.url:
                assert api.get(title.url.removeprefix("/v1"), headers=BROWSER).status_code == 200
        assert find_titles(snapshot, [("inspections", "long-gone")]) == {}


def test_every_dated_kind_has_a_page() -> None:
    assert len(RECORDS) == len(EVENTS)


def _hostile() -> World:
    world = small_world()
    world.add("councils", "herefordshire", name=HOSTILE, official_name=HOSTILE)
    world.add("sources", "the-report", title=HOSTILE, publisher=HOSTILE, note=HOSTILE)
    for kind, field in (("meetings", "title"), ("interventions", "summary"), ("monitoring_visits", "focus")):
        for row in world.rows[kind]:
            row[field] = HOSTILE
    return world


def test_hostile_text_in_the_data_is_escaped_on_every_page(shared: Path) -> None:
    with client_of(of_world(_hostile, shared / "hostile_pages")) as client:
        codes = [item["url"] for item in client.get("/v1/timeline?limit=500").json()["items"]]
        paths = ["/", "/councils", "/councils/herefordshire", "/sources/the-report", "/coverage", "/search?q=script"]
        found = 0
        for path in (*paths, *(code.removeprefix("/v1") for code in codes)):
            page = client.get(path, headers=BROWSER)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text
            assert '" onload=x' not in page.text
            found += "&lt;script&gt;alert" in page.text
        assert found >= len(paths)


def test_an_empty_field_of_a_form_is_no_field(api: AppClient) -> None:
    plain = api.get(COUNCIL, headers=BROWSER).text
    assert api.get(f"{COUNCIL}?happened_from=&happened_to=", headers=BROWSER).text == plain


def test_ticked_boxes_are_one_list(api: AppClient) -> None:
    ticked = api.get(f"{COUNCIL}?kind=inspections&kind=meetings", headers=BROWSER).text
    assert ticked == api.get(f"{COUNCIL}?kind=inspections,meetings", headers=BROWSER).text
    assert 'id="medway-ilacs-2023-07"' in ticked
    assert 'id="medway-mv-2022-05"' not in ticked


def test_the_list_of_a_council_holds_what_its_timeline_in_the_api_holds(api: AppClient) -> None:
    page = api.get(f"{COUNCIL}?happened_from=2015&happened_to=2022-06", headers=BROWSER).text
    shown = re.findall(r'<li id="([^"]+)"', page)
    items = api.get(f"/v1{COUNCIL}/timeline?happened_from=2015&happened_to=2022-06&order=desc&limit=500").json()[
        "items"
    ]
    assert sorted(shown) == sorted(item["code"] for item in items)


@pytest.mark.parametrize(
    ("council", "said"),
    [
        ("medway", "for 4 years: from the end of the"),
        ("somerset", "Ofsted stopped judging overall effectiveness in April 2026"),
        ("cumbria", "existed until 1 April 2023"),
        ("cumberland", "It took over from"),
    ],
)
def test_a_council_page_answers_first(api: AppClient, council: str, said: str) -> None:
    assert said in api.get(f"/councils/{council}", headers=BROWSER).text


def test_a_name_leads_straight_to_the_council(api: AppClient) -> None:
    answer = api.get("/search?q=medway", headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, COUNCIL)


def test_words_find_records_with_the_place_marked(api: AppClient) -> None:
    found = api.get("/search?q=front+door+medway", headers=BROWSER).text
    assert "/monitoring-visits/medway-mv-2020-08" in found
    assert "<mark>" in found
    assert "Nothing holds" in api.get("/search?q=xyzzyx", headers=BROWSER).text
    assert api.get("/search?q=%3F%3F", headers=BROWSER).status_code == 200


def test_a_council_stands_beside_its_statistical_neighbours(api: AppClient) -> None:
    neighbours = api.get("/v1/councils/medway/neighbours").json()["items"]
    page = api.get(COUNCIL, headers=BROWSER).text
    section = page[page.index('id="neighbours"') : page.index('id="missing"')]
    assert re.findall('<li><a href="/councils/([^"]+)"', section) == [item["council_code"] for item in neighbours]
    (compared,) = re.findall('href="(/compare[^"]+)"', section)
    heads = re.findall('<th scope="row"><a href="/councils/([^"]+)"', api.get(compared, headers=BROWSER).text)
    assert heads == ["medway", *(item["council_code"] for item in neighbours)]
    refused = api.get(f"{compared}&council=dorset", headers=BROWSER)
    assert refused.status_code == 422
    assert "not together with council" in refused.text


def test_a_council_leads_to_ofsteds_page_and_each_inspection_to_its_report(api: AppClient) -> None:
    page = api.get(COUNCIL, headers=BROWSER).text
    assert f'href="{api.get(f"/v1{COUNCIL}").json()["ofsted_url"]}"' in page
    report = api.get("/v1/inspections/medway-ilacs-2023-07").json()["report_url"]
    assert f'href="{report}"' in page
    assert f'href="{report}"' in api.get("/inspections/medway-ilacs-2023-07", headers=BROWSER).text


def test_where_sources_differ_the_page_of_a_record_shows_each_value_with_its_standing_and_source(
    api: AppClient,
) -> None:
    page = api.get("/inspections/herefordshire-ilacs-2018-06", headers=BROWSER).text
    claims = [row for row in re.findall("<tr>.*?</tr>", page, re.S) if "<td>4 June 2018</td>" in row]
    (row,) = claims
    assert "Alternative" in row
    assert ">Herefordshire Council, " in row
    assert "opening text, first sentence" in row
