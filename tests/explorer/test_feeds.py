"""Atom feeds, against the rules of RFC 4287."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from app.explorer.atom import ATOM, id_of
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of, of_world
from tests.explorer import BROWSER
from tests.selects import counted
from tests.world import World, small_world

FEEDS = ("/feeds/inspections.atom", "/feeds/councils/herefordshire.atom", "/feeds/changes.atom")
HOSTILE = '<script>alert("&")</script> ]]> é'
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")


def _hostile() -> World:
    world = small_world()
    world.inspection("herefordshire-ilacs-2024-05", "2024-05-06", "2024-05-17", published_on="2024-07")
    world.add("focused_visits", "herefordshire-fv-2025-02", started_on="2025-02-04", published_on="2025-03-20")
    world.add("councils", "herefordshire", name=HOSTILE)
    changed = {"record_kind": "inspections", "record_code": "herefordshire-ilacs-2024-05"}
    return world.add("changes", "change-1", sequence="1", **changed)


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppClient]:
    """A client of a world with hostile text and with a report of which only the month is known."""
    settings: Settings = of_world(_hostile, tmp_path_factory.mktemp("hostile"))
    with client_of(settings) as client:
        yield client


def _read(client: AppClient, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)


def _texts(node: ET.Element, tag: str) -> list[str]:
    return [found.text or "" for found in node.findall(f"{{{ATOM}}}{tag}")]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_the_rules_of_rfc_4287(feeds: AppClient, path: str) -> None:
    feed = _read(feeds, path)
    assert feed.tag == f"{{{ATOM}}}feed"
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert entries
    assert feed.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    (itself,) = [link for link in feed.findall(f"{{{ATOM}}}link") if link.get("rel") == "self"]
    assert itself.get("href") == path
    for node in (feed, *entries):
        for tag in ("id", "title", "updated"):
            assert len(_texts(node, tag)) == 1, tag
        assert _texts(node, "id")[0].startswith("urn:uuid:")
        assert all(DAY.fullmatch(day) for day in (*_texts(node, "updated"), *_texts(node, "published")))
        alternates = [link for link in node.findall(f"{{{ATOM}}}link") if link.get("rel") == "alternate"]
        # An entry without content needs one, and no two may be of the same type.
        assert alternates
        assert len({link.get("type") for link in alternates}) == len(alternates)
    for entry in entries:
        assert len(_texts(entry, "summary")) == 1
        assert entry.find(f"{{{ATOM}}}category").get("term")  # type: ignore[union-attr]
    ids = [_texts(node, "id")[0] for node in (feed, *entries)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", FEEDS)
def test_entries_come_by_publication_the_latest_first(feeds: AppClient, path: str) -> None:
    feed = _read(feeds, path)
    days = [_texts(entry, "updated")[0] for entry in feed.findall(f"{{{ATOM}}}entry")]
    assert days == sorted(days, reverse=True)
    assert _texts(feed, "updated") == days[:1]


def test_the_ids_of_entries_never_change() -> None:
    # Whoever changes these numbers shows every reader every entry again.
    assert id_of("/inspections/medway-ilacs-2023-07") == "urn:uuid:9ccd3ae1-e9f4-5f4a-81d0-b4d1a73e9687"
    assert id_of("/feeds/inspections.atom") == "urn:uuid:e81bcd8c-d751-5136-8e4b-d03d8c83dc31"


def test_a_report_of_which_the_month_is_known_has_no_day_of_publication(feeds: AppClient) -> None:
    feed = _read(feeds, "/feeds/inspections.atom")
    entry = next(one for one in feed.findall(f"{{{ATOM}}}entry") if "published July 2024" in _texts(one, "summary")[0])
    assert _texts(entry, "published") == []
    assert _texts(entry, "updated") == ["2024-07-31T00:00:00Z"]


def test_hostile_text_stays_text(feeds: AppClient) -> None:
    feed = _read(feeds, "/feeds/councils/herefordshire.atom")
    assert _texts(feed, "title")[0].startswith(HOSTILE)


def test_the_feed_of_a_council_has_that_council_alone(feeds: AppClient) -> None:
    links = ET.tostring(_read(feeds, "/feeds/councils/herefordshire.atom")).decode()
    assert "herefordshire-fv-2025-02" in links
    assert "medway" not in links
    assert feeds.get("/feeds/councils/nowhere.atom").status_code == 404


def test_pages_name_their_feed(feeds: AppClient) -> None:
    page = feeds.get("/councils/herefordshire", headers=BROWSER).text
    assert '<link rel="alternate" type="application/atom+xml" href="/feeds/councils/herefordshire.atom"' in page


@pytest.mark.parametrize(("path", "most"), list(zip(FEEDS, (1, 5, 1), strict=True)))
def test_a_feed_costs_few_selects(api_of_nation: AppClient, path: str, most: int) -> None:
    path = path.replace("herefordshire", "borough-01")
    api_of_nation.get(path)
    with counted() as sent:
        api_of_nation.get(path)
    assert len(sent) <= most, sent


def test_a_feed_is_validated_like_any_answer(feeds: AppClient) -> None:
    tag = feeds.get(FEEDS[0]).headers["etag"]
    assert feeds.get(FEEDS[0], headers={"if-none-match": tag}).status_code == 304
