"""What holds of every list, over the register of lists: a new list is under these tests unasked."""

import csv
from collections.abc import Callable
from datetime import date
from typing import Any, cast, get_args

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from app.records.kind import reading_order
from app.settings import ROOT
from tests.routes import (
    DATED_PATHS,
    EXAMPLES,
    LIST_PATHS,
    LISTS,
    ORDERED_PATHS,
    PAGED_PATHS,
    PARAMETERS,
    ROUTES,
    bounds,
    codes,
    everything,
    happened,
    in_period,
    published,
)

Item = dict[str, Any]
Holds = Callable[[Item], bool]


def _is(field: str, *values: object) -> Holds:
    return lambda item: item[field] in values


def _belongs(code: str) -> Holds:
    return lambda item: code in [value for name, value in item.items() if name.endswith("_code")]


def _judged(aspects: tuple[str, ...] = (), grades: tuple[str, ...] = ()) -> Holds:
    return lambda item: any(
        (not aspects or line["aspect"] in aspects) and (not grades or line["grade"] in grades)
        for line in item["judgements"]
    )


def _named(*names: str) -> Holds:
    return _is("council_code", *names)


COUNCIL = ("E06000019,nottingham", _named("herefordshire", "nottingham"))
REGION = ("South East,East Midlands", _is("region", "South East", "East Midlands"))
HAPPENED: dict[str, tuple[str, Holds]] = {
    "happened_from": ("2022-07", lambda item: item["latest"] >= "2022-07-01"),
    "happened_to": ("2022-09", lambda item: item["earliest"] <= "2022-09-30"),
    "published_from": ("2022-09", lambda item: (published(item) or ("", ""))[1] >= "2022-09-01"),
    "published_to": ("2022-09", lambda item: (published(item) or ("9999", ""))[0] <= "2022-09-30"),
}
# The timeline's entries do not say in which region they lie.
with (ROOT / "seed_data/reference/councils.csv").open(encoding="utf-8") as file:
    REGIONS = {row["code"]: row["region"] for row in csv.DictReader(file)}
# For each list, each filter: a value, and whether an item of the unfiltered list is to be kept.
FILTERS: dict[str, dict[str, tuple[str, Holds]]] = {
    "/v1/councils": {
        "region": ("London", _is("region", "London")),
        "type": ("county,sui_generis", _is("type", "county", "sui_generis")),
        "abolished": ("true", lambda item: item["abolished_on"] is not None),
    },
    "/v1/timeline": {
        **HAPPENED,
        "council": COUNCIL,
        "region": (REGION[0], lambda item: REGIONS[item["council_code"]] in ("South East", "East Midlands")),
        "kind": ("meetings,context_events", _is("kind", "meetings", "context_events")),
    },
    "/v1/inspections": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "framework": ("sif,ilacs", _is("framework_code", "sif", "ilacs")),
        "type": ("standard", _is("type", "standard")),
        "aspect": ("adoption,care_and_care_leavers", _judged(aspects=("adoption", "care_and_care_leavers"))),
        "grade": ("outstanding,requires_improvement", _judged(grades=("outstanding", "requires_improvement"))),
    },
    "/v1/judgements": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "framework": ("sif", _is("framework_code", "sif")),
        "inspection": (
            "herefordshire-ilacs-2018-06,medway-ilacs-2019-07",
            _is("inspection_code", "herefordshire-ilacs-2018-06", "medway-ilacs-2019-07"),
        ),
        "aspect": ("leadership,overall", _is("aspect", "leadership", "overall")),
        "grade": ("inadequate", _is("grade", "inadequate")),
        "absence": ("not_found", _is("absence", "not_found")),
    },
    "/v1/monitoring-visits": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "inspection": ("medway-ilacs-2019-07", _is("inspection_code", "medway-ilacs-2019-07")),
    },
    "/v1/focused-visits": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "priority_action": ("true", _is("priority_action", True)),
    },
    "/v1/interventions": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "type": ("commissioner,improvement_board", _is("type", "commissioner", "improvement_board")),
    },
    "/v1/meetings": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "inspection": ("nottingham-ilacs-2022-07", _is("inspection_code", "nottingham-ilacs-2022-07")),
        "monitoring_visit": ("herefordshire-mv-2023-03", _is("monitoring_visit_code", "herefordshire-mv-2023-03")),
    },
    "/v1/context-events": {
        **HAPPENED,
        "council": COUNCIL,
        "region": REGION,
        "type": ("peer_review", _is("type", "peer_review")),
    },
    "/v1/findings": {
        "council": COUNCIL,
        "region": REGION,
        "record": ("herefordshire-mv-2023-03,nottingham-ilacs-2022-07", lambda item: False),
        "type": ("area_for_improvement,vote", _is("type", "area_for_improvement", "vote")),
        "polarity": ("strength", _is("polarity", "strength")),
        "theme": ("front_door,missing", _is("theme", "front_door", "missing")),
    },
    "/v1/figures": {
        "council": COUNCIL,
        "region": REGION,
        "record": (
            "herefordshire-commissioner-2022-09",
            _belongs("herefordshire-commissioner-2022-09"),
        ),
    },
    "/v1/frameworks": {},
    "/v1/sources": {"type": ("news,ofsted_letter", _is("type", "news", "ofsted_letter"))},
    "/v1/citations": {
        "source_code": (
            "herefordshire-cabinet-minutes-2023-06-22",
            _is("source_code", "herefordshire-cabinet-minutes-2023-06-22"),
        ),
        "record_kind": ("meetings,domains", _is("record_kind", "meetings", "domains")),
        "record_code": ("herefordshire-ilacs-2018-06", _is("record_code", "herefordshire-ilacs-2018-06")),
        "field": ("started_on,grade", _is("field", "started_on", "grade")),
        "standing": ("alternative,rejected", _is("standing", "alternative", "rejected")),
        "basis": ("inferred", _is("basis", "inferred")),
    },
    "/v1/vocabularies": {},
    "/v1/coverage": {"council": COUNCIL, "region": REGION},
}
FILTERS["/v1/changes"] = {
    "after": ("100", lambda item: item["sequence"] > 100),
    "record_kind": ("gaps,findings", _is("record_kind", "gaps", "findings")),
    "record_code": (
        "herefordshire-improvement-adviser-2021-05-minimum-months",
        _is("record_code", "herefordshire-improvement-adviser-2021-05-minimum-months"),
    ),
    "change": ("added,removed", _is("change", "added", "removed")),
}
FILTERS["/v1/downloads"] = FILTERS["/v1/releases"] = {}
FILTERS["/v1/findings"]["record"] = (
    "herefordshire-mv-2023-03,nottingham-ilacs-2022-07",
    lambda item: _belongs("herefordshire-mv-2023-03")(item) or _belongs("nottingham-ilacs-2022-07")(item),
)
# Not filters of what an item says by itself: the form and the page, the order, and what has tests of its own below.
OTHERS = {"limit", "cursor", "format", "order", "match", "release"}
# Every change so far has one cause, so that a filter by it has tests of its own, with the log.
JUDGED_ELSEWHERE = {"/v1/timeline": {"aspect", "grade"}, "/v1/changes": {"cause"}}
CASES = [(path, name) for path, filters in FILTERS.items() for name in filters]


def test_every_list_and_every_filter_is_in_the_table_of_these_tests() -> None:
    assert set(FILTERS) == set(LIST_PATHS)
    for path, filters in FILTERS.items():
        assert set(filters) | JUDGED_ELSEWHERE.get(path, set()) == PARAMETERS[path] - OTHERS, path


def test_every_endpoint_has_a_real_example_in_these_tests() -> None:
    assert set(EXAMPLES) == {route.path for route in ROUTES}


def _shape(route: APIRoute) -> type[BaseModel]:
    page = route.response_model
    assert page is not None
    (shape,) = get_args(page.model_fields["items"].annotation)
    assert issubclass(shape, BaseModel)
    return cast(type[BaseModel], shape)


@pytest.mark.parametrize("route", LISTS, ids=LIST_PATHS)
def test_a_list_is_items_total_next_and_release_and_every_item_has_every_field(
    route: APIRoute, api: TestClient
) -> None:
    answer = api.get(route.path)
    page = answer.json()
    assert list(page) == ["items", "total", "next", "release"]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-total-count"] == str(page["total"])
    assert answer.headers["x-release"] == page["release"] == api.get("/v1/releases/current").json()["code"]
    items = everything(api, route.path)
    assert items
    for item in items:
        assert list(item) == reading_order(_shape(route))
        _shape(route).model_validate(item)


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_list_has_fifty_items_to_a_page_unless_asked_otherwise(path: str, api: TestClient) -> None:
    page = api.get(path).json()
    assert len(page["items"]) == min(50, page["total"])
    assert (page["next"] is None) == (page["total"] <= 50)


@pytest.mark.parametrize("path", [*PAGED_PATHS, "/v1/councils/herefordshire/timeline"])
def test_pages_of_a_list_join_to_the_whole_list_and_link_to_each_other(path: str, api: TestClient) -> None:
    whole = everything(api, path)
    limit = min(500, max(1, len(whole) // 7))
    found: list[Item] = []
    following: str | None = f"{path}?limit={limit}"
    while following is not None:
        answer = api.get(following)
        page = answer.json()
        following = page["next"]
        assert page["total"] == len(whole)
        assert answer.headers.get("link") == (f'<{following}>; rel="next"' if following else None)
        assert len(page["items"]) == limit or following is None
        found += page["items"]
        assert len(found) <= len(whole), "a row came twice, and the walk may never end"
    assert found == whole
    assert len(set(codes(found))) == len(found)


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_page_that_ends_exactly_with_the_list_has_no_next_one(path: str, api: TestClient) -> None:
    narrowed = ""
    if api.get(path).json()["total"] > 500:
        name, (value, _) = next(iter(FILTERS[path].items()))
        narrowed = f"&{name}={value}"
    total = api.get(f"{path}?{narrowed[1:]}").json()["total"]
    limit = next(limit for limit in range(min(500, total), 0, -1) if total % limit == 0)
    page = api.get(f"{path}?limit={limit}{narrowed}").json()
    for _ in range(total // limit - 1):
        assert len(page["items"]) == limit
        page = api.get(page["next"]).json()
    assert len(page["items"]) == limit
    assert page["next"] is None


@pytest.mark.parametrize("path", [*ORDERED_PATHS, "/v1/councils/nottingham/timeline"])
def test_order_desc_is_the_exact_reverse_and_asc_is_the_default(path: str, api: TestClient) -> None:
    ascending = everything(api, path)
    assert everything(api, path, order="asc") == ascending
    assert everything(api, path, order="desc") == ascending[::-1]
    small = everything(api, path, order="desc", limit="3" if len(ascending) < 200 else "40")
    assert small == ascending[::-1]


@pytest.mark.parametrize("path", [*ORDERED_PATHS, "/v1/councils/medway/timeline"])
def test_a_dated_list_runs_by_its_bounds_and_then_by_code(path: str, api: TestClient) -> None:
    items = everything(api, path)
    keys = [(item["earliest"], item["latest"], item["code"]) for item in items]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "path", [path for path in PAGED_PATHS if path not in (*ORDERED_PATHS, "/v1/findings", "/v1/changes")]
)
def test_an_undated_list_runs_by_code(path: str, api: TestClient) -> None:
    names = codes(everything(api, path))
    assert names == sorted(names)


def test_findings_run_by_council_and_record_and_position(api: TestClient) -> None:
    def key(item: Item) -> tuple[str, str, int]:
        (parent,) = [value for name, value in item.items() if name in parents and value]
        return item["council_code"], parent, item["position"]

    parents = {"inspection_code", "monitoring_visit_code", "focused_visit_code"}
    parents |= {"intervention_code", "meeting_code", "context_event_code"}
    keys = [key(item) for item in everything(api, "/v1/findings")]
    assert keys == sorted(keys)


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_filter_keeps_what_it_names_and_leaves_out_the_strangers(path: str, name: str, api: TestClient) -> None:
    value, holds = FILTERS[path][name]
    whole = everything(api, path)
    kept = [item for item in whole if holds(item)]
    assert 0 < len(kept) < len(whole), "without strangers this test would prove nothing"
    assert everything(api, path, **{name: value}) == kept


@pytest.mark.parametrize("path", sorted({path for path, _ in CASES}))
def test_all_filters_of_a_list_at_once_keep_what_each_of_them_keeps(path: str, api: TestClient) -> None:
    whole = everything(api, path)
    filters = FILTERS[path]
    kept = [item for item in whole if all(holds(item) for _, holds in filters.values())]
    if {"aspect", "grade"} <= set(filters) and path == "/v1/inspections":
        both = _judged(("adoption", "care_and_care_leavers"), ("outstanding", "requires_improvement"))
        kept = [item for item in kept if both(item)]
    assert everything(api, path, **{name: value for name, (value, _) in filters.items()}) == kept


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, name in CASES if "," in FILTERS[path][name][0]])
def test_several_words_of_a_filter_keep_what_each_word_keeps_in_any_order(
    path: str, name: str, api: TestClient
) -> None:
    words = FILTERS[path][name][0].split(",")
    together = codes(everything(api, path, **{name: ",".join(words)}))
    assert codes(everything(api, path, **{name: ",".join(reversed(words))})) == together
    alone = [codes(everything(api, path, **{name: word})) for word in words]
    assert all(alone), "a word that keeps nothing proves nothing"
    assert sorted({code for found in alone for code in found}) == sorted(together)


def test_false_is_not_the_same_as_not_asked(api: TestClient) -> None:
    visits = everything(api, "/v1/focused-visits")
    assert {visit["priority_action"] for visit in visits} == {True, False, None}
    without = everything(api, "/v1/focused-visits", priority_action="false")
    assert without == [visit for visit in visits if visit["priority_action"] is False]
    present = everything(api, "/v1/councils", abolished="false")
    assert len(present) == 153
    assert all(council["abolished_on"] is None for council in present)


YEARS = st.integers(2008, 2027)
DATES = st.one_of(
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.dates(date(2008, 1, 1), date(2027, 12, 31)).map(str),
)
PERIOD = st.tuples(st.none() | DATES, st.none() | DATES).filter(
    lambda period: not (period[0] and period[1] and bounds(period[0])[0] > bounds(period[1])[1])
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(
    path=st.sampled_from([*DATED_PATHS, "/v1/councils/herefordshire/timeline"]),
    happening=PERIOD,
    publishing=PERIOD,
    match=st.sampled_from([None, "overlaps", "within"]),
)
def test_a_period_keeps_what_a_naive_reading_of_the_dates_keeps(
    api: TestClient,
    path: str,
    happening: tuple[str | None, str | None],
    publishing: tuple[str | None, str | None],
    match: str | None,
) -> None:
    asked = dict(
        zip(
            ("happened_from", "happened_to", "published_from", "published_to", "match"),
            (*happening, *publishing, match),
            strict=True,
        )
    )
    within = match == "within"
    kept = [
        item
        for item in everything(api, path)
        if in_period(happened(item), *happening, within) and in_period(published(item), *publishing, within)
    ]
    assert everything(api, path, **{name: value for name, value in asked.items() if value}) == kept
