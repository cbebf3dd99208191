"""Pages: each row once, in order, whatever the limit, the filters and the order, and the total that they add up to."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from itertools import repeat
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from pydantic import BaseModel

from app.listing.page import Page
from app.listing.parameters import ListQuery
from app.partial_date import PartialDate
from app.queries.councils import CouncilQuery, find_councils
from app.queries.findings import FigureQuery, FindingQuery, find_figures, find_findings
from app.queries.inspections import InspectionQuery, JudgementQuery, find_inspections, find_judgements
from app.queries.meetings import MeetingQuery, find_meetings
from app.queries.monitoring_visits import MonitoringVisitQuery, find_monitoring_visits
from app.queries.sources import CitationQuery, SourceQuery, find_citations, find_sources
from app.queries.timeline import TimelineQuery, find_timeline
from app.records.citation import CitationPublic
from app.records.council import CouncilPublic
from app.records.event import TimelineEntryPublic
from app.records.finding import FigurePublic, FindingPublic
from app.records.inspection import InspectionPublic, JudgementPublic
from app.records.meeting import MeetingPublic
from app.records.monitoring_visit import MonitoringVisitPublic
from app.records.source import SourcePublic
from app.releases.snapshot import Snapshot, Store
from app.releases.store import open_store
from app.seeding.seed import seed
from app.settings import Settings
from app.vocabulary import Grade, Region, Theme
from tests.conftest import examples
from tests.routes import codes
from tests.world import small_world

Find = Callable[[Snapshot, Any], Page]
COUNCILS = ["herefordshire", "E06000035", "892", "80474", "barnet"]


def _words(words: list[str]) -> st.SearchStrategy[list[str] | None]:
    return st.none() | st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)


YEARS = st.none() | st.integers(2009, 2016).map(str) | st.dates(date(2009, 1, 1), date(2016, 12, 31)).map(str)
LATER = st.none() | st.integers(2017, 2026).map(str) | st.dates(date(2017, 1, 1), date(2026, 1, 1)).map(str)
DATED = {
    "council": _words(COUNCILS),
    "happened_from": YEARS,
    "happened_to": LATER,
    "published_from": YEARS,
    "published_to": LATER,
    "match": st.sampled_from([None, "within", "overlaps"]),
    "order": st.sampled_from([None, "asc", "desc"]),
}
REGIONS = _words([word.value for word in Region])
STANDINGS = _words(["alternative", "rejected", "preferred"])
Listed = tuple[Find, type[ListQuery], type[BaseModel], dict[str, st.SearchStrategy[Any]]]
QUERIES: list[Listed] = [
    (find_timeline, TimelineQuery, TimelineEntryPublic, {**DATED, "kind": _words(["meetings", "inspections"])}),
    (find_judgements, JudgementQuery, JudgementPublic, {**DATED, "grade": _words([word.value for word in Grade])}),
    (find_inspections, InspectionQuery, InspectionPublic, {**DATED, "region": REGIONS}),
    (find_monitoring_visits, MonitoringVisitQuery, MonitoringVisitPublic, DATED),
    (find_meetings, MeetingQuery, MeetingPublic, DATED),
    (find_findings, FindingQuery, FindingPublic, {"theme": _words([word.value for word in Theme])}),
    (find_figures, FigureQuery, FigurePublic, {"council": _words(COUNCILS)}),
    (find_sources, SourceQuery, SourcePublic, {"type": _words(["news", "council_page", "government"])}),
    (find_citations, CitationQuery, CitationPublic, {"standing": STANDINGS}),
    (find_councils, CouncilQuery, CouncilPublic, {"region": REGIONS, "abolished": st.sampled_from([None, True])}),
]


def _sorts(shape: type[ListQuery]) -> st.SearchStrategy[list[str]]:
    """Any sort that a list takes."""
    (declared,) = [part for part in shape.model_json_schema()["properties"]["sort"]["anyOf"] if "items" in part]
    return st.lists(st.sampled_from(declared["items"]["enum"]), max_size=3)


def _sorted(items: list[dict[str, Any]], sort: list[str], public: type[BaseModel]) -> list[dict[str, Any]]:
    """The items, which are in the list's own order, sorted as `sort` says, in plain Python."""

    def place(value: Any, name: str) -> Any:
        annotation = public.model_fields[name].annotation
        for part in (annotation, *get_args(annotation)):
            if isinstance(part, type) and issubclass(part, Enum):
                return list(part).index(part(value))
        if public is JudgementPublic and name == "published_on":
            return PartialDate(value).earliest
        return value.lstrip("[") if re.search("_on$|^as_of$", name) and isinstance(value, str) else value

    for word in reversed(sort):
        name = word.removeprefix("-")
        known = [item for item in items if item[name] is not None]
        known.sort(key=lambda item: place(item[name], name), reverse=word.startswith("-"))
        items = [*known, *(item for item in items if item[name] is None)]
    return items


@pytest.fixture(scope="module")
def store(shipped: Settings) -> Iterator[Store]:
    """The shipped dataset, below the web."""
    store = open_store(shipped.database_url, shipped.data_dir)
    yield store
    store.close()


def _walk(snapshot: Snapshot, find: Find, shape: type[ListQuery], limits: Iterator[int], **asked: Any) -> list[Page]:
    """Every page of a list, each with the next of some limits."""
    pages, cursor = [], None
    while True:
        page = find(snapshot, shape.model_validate({**asked, "limit": next(limits), "cursor": cursor}))
        pages.append(page)
        assert sum(len(page.items) for page in pages) <= page.total, "a row came twice, and the walk may never end"
        cursor = page.cursor
        if cursor is None:
            return pages


@examples(10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_walk_with_any_limits_and_filters_and_sort_gives_each_row_once_in_order(
    store: Store, data: st.DataObject
) -> None:
    find, shape, public, filters = data.draw(st.sampled_from(QUERIES))
    asked = {name: data.draw(values, label=name) for name, values in filters.items()}
    asked = {name: value for name, value in asked.items() if value is not None}
    sort = data.draw(_sorts(shape), label="sort")
    with store.snapshot() as snapshot:
        own = [item for page in _walk(snapshot, find, shape, repeat(500), **asked) for item in page.items]
        asked |= {"sort": sort} if sort else {}
        whole = [item for page in _walk(snapshot, find, shape, repeat(500), **asked) for item in page.items]
        # Small pages of large lists cost minutes, so the smallest page is a twelfth of the list.
        least = min(500, max(1, len(whole) // 12))
        draw = st.integers(least, max(least, min(500, len(whole) + 1)))
        limits: list[int] = []

        def drawn() -> Iterator[int]:
            while True:
                limits.append(data.draw(draw, label="limit"))
                yield limits[-1]

        pages = _walk(snapshot, find, shape, drawn(), **asked)
    assert [item for page in pages for item in page.items] == whole
    assert len(set(codes(whole))) == len(whole)
    assert {page.total for page in pages} == {len(whole)}
    assert [len(page.items) for page in pages[:-1]] == limits[:-1]
    assert len(pages[-1].items) <= limits[-1]
    assert pages[-1].items or not whole, "a next page that is empty should not have been promised"
    assert whole == _sorted(own, sort, public)
    if "order" in filters:
        keys = [(item["earliest"], item["latest"], item["code"]) for item in own]
        assert keys == sorted(keys, reverse=asked.get("order") == "desc")


@pytest.mark.parametrize("sort", ["abolished_on", "-abolished_on"])
def test_a_sorted_walk_goes_on_from_the_last_value_that_is_known_to_those_that_are_not(store: Store, sort: str) -> None:
    with store.snapshot() as snapshot:
        (whole,) = _walk(snapshot, find_councils, CouncilQuery, repeat(500), sort=[sort])
        pages = _walk(snapshot, find_councils, CouncilQuery, repeat(5), sort=[sort])
    # A page must end among the councils that were abolished, or nothing goes over.
    assert pages[0].items[-1]["abolished_on"]
    assert [item for page in pages for item in page.items] == whole.items


def test_rows_that_share_their_dates_are_told_apart_by_code(tmp_path: Path) -> None:
    world = small_world()
    # Written backwards, so that the order of the file is not the order of the list by chance.
    for number in reversed(range(23)):
        world.add("meetings", f"m-{number:02}", held_on="2021" if number % 2 else "[2021-01-01..2021-12-31]")
    config = Settings(data_dir=tmp_path / "data")
    seed(world.write(tmp_path / "packages"), config)
    store = open_store(config.database_url, config.data_dir)
    try:
        for order in ("asc", "desc"):
            for limit in (1, 2, 3, 22, 23, 24):
                with store.snapshot() as snapshot:
                    walked = _walk(snapshot, find_meetings, MeetingQuery, repeat(limit), order=order)
                found = [item["code"] for page in walked for item in page.items]
                assert found == sorted((f"m-{number:02}" for number in range(23)), reverse=order == "desc")
                assert len(walked) == -(-23 // limit)
    finally:
        store.close()
