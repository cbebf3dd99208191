"""What holds of every list, over the register of lists: a new list is under these tests unasked."""

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.records import KINDS
from app.records.kind import reading_order
from tests.client import AppClient
from tests.conftest import case, examples
from tests.document import Operation, document, shapes
from tests.routes import (
    COMPUTED_PATHS,
    DATED_PATHS,
    LIST_PATHS,
    LISTS,
    ORDERED_PATHS,
    PAGED_PATHS,
    PARAMETERS,
    SEVERAL,
    Whole,
    bounds,
    codes,
    everything,
    happened,
    in_period,
    published,
)

Item = dict[str, Any]
Holds = Callable[[Item], bool]
# These say how a list is sent, and not what is in it.
OTHERS = {"limit", "cursor", "fields", "format", "order", "match", "release", "sort"}
# What an item does not say by itself: test_timeline.py, test_changes.py and test_filters.py hold these filters.
JUDGED_ELSEWHERE = {("/v1/timeline", "aspect"), ("/v1/timeline", "grade"), ("/v1/changes", "cause")}
JUDGED_ELSEWHERE |= {(path, "council") for path in ("/v1/changes", "/v1/citations", "/v1/sources")}
JUDGED_ELSEWHERE |= {("/v1/findings", f"{axis}_{end}") for axis in ("happened", "published") for end in ("from", "to")}
JUDGED_ELSEWHERE |= {("/v1/figures", "as_of_from"), ("/v1/figures", "as_of_to"), ("/v1/changes", "recorded_to")}
JUDGED_ELSEWHERE |= {("/v1/meetings", "body"), ("/v1/inspections", "lead_inspector")}
# All their records came on one day.
ONE_DAY = (
    "/v1/councils",
    "/v1/frameworks",
    "/v1/joint-inspections",
    "/v1/send-inspections",
    "/v1/neighbours",
    "/v1/council-codes",
)
JUDGED_ELSEWHERE |= {("/v1/changes", "cause"), ("/v1/search", "q")}
FILTERS = [
    (path, name)
    for path in LIST_PATHS
    for name in sorted(PARAMETERS[path] - OTHERS)
    if (path, name) not in JUDGED_ELSEWHERE and (name != "recorded_from" or path not in ONE_DAY)
]
FILTERED = sorted({path for path, _ in FILTERS})
PERIOD_ENDS: dict[str, tuple[str, Holds]] = {
    "happened_from": ("2023-07", lambda item: item["latest"] >= "2023-07-01"),
    "happened_to": ("2023-09", lambda item: item["earliest"] <= "2023-09-30"),
    "published_from": ("2023-09", lambda item: (published(item) or ("", ""))[1] >= "2023-09-01"),
    "published_to": ("2023-09", lambda item: (published(item) or ("9999", ""))[0] <= "2023-09-30"),
}


class Lists:
    """What each filter of a list has to keep, found in what the lists hold."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.councils = {council["code"]: council for council in whole("/v1/councils")}

    def filter(self, path: str, name: str) -> tuple[str, Holds]:
        """A value for a filter, and whether an item of the unfiltered list is to be kept."""
        if name in PERIOD_ENDS:
            return PERIOD_ENDS[name]
        items = self.whole(path)
        if name == "recorded_from":
            last = max(item["recorded_on"] for item in items)
            return last, lambda item: item["recorded_on"] >= last
        if name == "after":
            middle = items[len(items) // 2]["sequence"]
            return str(middle), lambda item: item["sequence"] > middle
        if name == "neighbours_of":
            return self._neighbours(items)
        values = {value for item in items for value in self.values(item, name)} - {None}
        if values <= {True, False}:
            return "true", lambda item: True in self.values(item, name)
        assert len(values) > 1, f"{path} has no strangers for {name}, so that nothing would be proved"
        # Two words that different items have: the first and the last by the alphabet.
        words = [min(values), max(values)] if len(values) > 2 else [min(values)]
        asked = words
        if name == "council":
            # Codes of two kinds in one list.
            asked = [self.councils[words[0]]["gss_code"], *words[1:]]
        return ",".join(map(str, asked)), lambda item: any(word in self.values(item, name) for word in words)

    def _neighbours(self, items: list[Item]) -> tuple[str, Holds]:
        """A council that has neighbours in a list, and whether an item is of one of them."""
        near: defaultdict[str, set[str]] = defaultdict(set)
        for line in self.whole("/v1/neighbours"):
            if line["valid_to"] is None:
                near[line["council_code"]].add(line["neighbour_code"])
        owners = [item.get("council_code") or item["code"] for item in items]
        council = next(council for council in sorted(near) if not near[council].isdisjoint(owners))
        return council, lambda item: (item.get("council_code") or item["code"]) in near[council]

    def values(self, item: Item, name: str) -> list[Any]:
        """What an item says about the subject of a filter."""
        if name in item:
            return [item[name]]
        if f"{name}_code" in item:
            return [item[f"{name}_code"]]
        if name == "region":
            # The entries of the timeline do not say where their council lies.
            return [self.councils[item["council_code"]]["region"]]
        if name == "present":
            return [item["valid_to"] is None]
        if name == "record":
            # A finding or a figure names the record that it belongs to.
            others = ("council_code", "source_code")
            return [code for field, code in item.items() if field.endswith("_code") and field not in others and code]
        if f"{name}_on" in item:
            return [item[f"{name}_on"] is not None]
        return [line[name] for line in item["judgements"]]


@pytest.fixture
def lists(asked: AppClient, few: AppClient, whole: Whole, whole_of_few: Whole) -> Lists:
    return Lists(whole_of_few if asked is few else whole)


@pytest.mark.parametrize("operation", LISTS, ids=LIST_PATHS)
def test_a_list_is_items_total_next_and_release_and_every_item_has_every_field(
    operation: Operation, api: AppClient
) -> None:
    answer = api.get(operation.path)
    page = answer.json()
    # The page of the coverage states the day up to which the sources reach as well.
    assert list(page)[:6] == ["items", "total", "next", "release", "self", "cite"]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-total-count"] == str(page["total"])
    assert answer.headers["x-release"] == page["release"] == api.get("/v1/releases/current").json()["code"]
    items = everything(api, operation.path)
    assert items
    (fields,) = {tuple(item) for item in items}
    # What stands in the fields is held against the document in test_examples.py.
    assert sorted(fields) == sorted(shapes()[operation.item]["required"])
    for kind in KINDS:
        if kind.path == operation.path:
            # A client reads the columns in the order in which they stand in the file.
            assert [name for name in fields if name in kind.row.model_fields] == reading_order(kind.row)


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_list_has_fifty_items_to_a_page_unless_asked_otherwise(path: str, api: AppClient) -> None:
    page = api.get(path).json()
    assert len(page["items"]) == min(50, page["total"])
    assert (page["next"] is None) == (page["total"] <= 50)


@pytest.mark.parametrize("path", [*PAGED_PATHS, "/v1/councils/herefordshire/timeline"])
def test_pages_of_a_list_join_to_the_whole_list_and_link_to_each_other(path: str, asked: AppClient) -> None:
    whole = everything(asked, path)
    limit = min(500, max(1, len(whole) // 7))
    found: list[Item] = []
    following: str | None = f"{path}?limit={limit}"
    while following is not None:
        answer = asked.get(following)
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
def test_a_page_that_ends_exactly_with_the_list_has_no_next_one(path: str, lists: Lists, asked: AppClient) -> None:
    filters = [f"&{name}={lists.filter(path, name)[0]}" for filtered, name in FILTERS if filtered == path]
    for narrowed in ("", *filters):
        total = asked.get(f"{path}?{narrowed[1:]}").json()["total"]
        limit = next(limit for limit in range(min(500, total), 0, -1) if total % limit == 0)
        # A list of a prime number of items would be walked one by one.
        if total // limit <= 10:
            break
    page = asked.get(f"{path}?limit={limit}{narrowed}").json()
    for _ in range(total // limit - 1):
        assert len(page["items"]) == limit
        page = asked.get(page["next"]).json()
    assert len(page["items"]) == limit
    assert page["next"] is None


@pytest.mark.parametrize("path", [*ORDERED_PATHS, "/v1/councils/nottingham/timeline"])
def test_order_desc_is_the_exact_reverse_and_asc_is_the_default(path: str, api: AppClient) -> None:
    ascending = everything(api, path)
    assert everything(api, path, order="asc") == ascending
    assert everything(api, path, order="desc") == ascending[::-1]
    small = everything(api, path, order="desc", limit="3" if len(ascending) < 200 else "40")
    assert small == ascending[::-1]


@pytest.mark.parametrize("path", [*ORDERED_PATHS, "/v1/councils/medway/timeline"])
def test_a_dated_list_runs_by_its_bounds_and_then_by_code(path: str, api: AppClient) -> None:
    items = everything(api, path)
    keys = [(item["earliest"], item["latest"], item["code"]) for item in items]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "path", [path for path in PAGED_PATHS if path not in (*ORDERED_PATHS, "/v1/findings", "/v1/changes", "/v1/search")]
)
def test_an_undated_list_runs_by_code(path: str, asked: AppClient) -> None:
    names = codes(everything(asked, path))
    assert names == sorted(names)


def _words_of(schema: dict[str, Any]) -> list[str]:
    """The vocabulary of a field of the document; empty if it has none."""
    for part in schema.get("anyOf", [schema]):
        if "$ref" in part:
            words: list[str] = document()["components"]["schemas"][part["$ref"].rpartition("/")[2]].get("enum", [])
            return words
    return []


@pytest.mark.parametrize("operation", LISTS, ids=LIST_PATHS)
def test_a_list_that_is_sorted_by_words_of_a_vocabulary_has_its_order(operation: Operation, api: AppClient) -> None:
    declared: dict[str, Any] = next(
        (query["schema"] for query in operation.queries if query["name"] == "sort"), {"items": {"enum": []}}
    )
    fields = shapes()[operation.item]["properties"]
    for name in (word for word in declared["items"]["enum"] if not word.startswith("-")):
        words = _words_of(fields[name])
        if not words:
            continue
        for sort, order in ((name, words), (f"-{name}", words[::-1])):
            with case(sort):
                items = api.get(f"{operation.path}?limit=500&sort={sort}").json()["items"]
                places = [order.index(item[name]) for item in items if item[name] is not None]
                assert places == sorted(places)


def test_findings_run_by_council_and_record_and_position(api: AppClient) -> None:
    def key(item: Item) -> tuple[str, str, int]:
        (parent,) = [value for name, value in item.items() if name in parents and value]
        return item["council_code"], parent, item["position"]

    parents = {"inspection_code", "monitoring_visit_code", "focused_visit_code"}
    parents |= {"intervention_code", "meeting_code", "context_event_code"}
    keys = [key(item) for item in everything(api, "/v1/findings")]
    assert keys == sorted(keys)


@pytest.mark.parametrize("path", FILTERED)
def test_each_filter_keeps_what_it_names_and_leaves_out_the_strangers(
    path: str, lists: Lists, asked: AppClient
) -> None:
    whole = lists.whole(path)
    for name in [name for filtered, name in FILTERS if filtered == path]:
        value, holds = lists.filter(path, name)
        kept = [item for item in whole if holds(item)]
        assert 0 < len(kept) < len(whole), f"without strangers {name}={value} would prove nothing"
        assert everything(asked, path, **{name: value}) == kept, f"{name}={value}"


@pytest.mark.parametrize("path", FILTERED)
def test_filters_together_keep_what_each_of_them_keeps(path: str, lists: Lists, asked: AppClient) -> None:
    """Each filter with the next one, and all of them at once."""
    names = [name for filtered, name in FILTERS if filtered == path]
    filters = {name: lists.filter(path, name) for name in names}
    for pair in [*pairwise(names), tuple(names)]:
        # An inspection must have one judgement of that aspect and that grade; test_inspections.py asks for both.
        if {"aspect", "grade"} <= set(pair) and path == "/v1/inspections":
            continue
        kept = [item for item in lists.whole(path) if all(filters[name][1](item) for name in pair)]
        assert everything(asked, path, **{name: filters[name][0] for name in pair}) == kept, pair


@pytest.mark.parametrize("path", FILTERED)
def test_several_words_of_a_filter_keep_what_each_word_keeps_in_any_order(
    path: str, lists: Lists, asked: AppClient
) -> None:
    for name in [name for filtered, name in FILTERS if filtered == path]:
        words = lists.filter(path, name)[0].split(",")
        together = codes(everything(asked, path, **{name: ",".join(words)}))
        assert codes(everything(asked, path, **{name: ",".join(reversed(words))})) == together
        alone = [codes(everything(asked, path, **{name: word})) for word in words]
        assert all(alone), f"a word of {name} that keeps nothing proves nothing"
        assert sorted({code for found in alone for code in found}) == sorted(together), name


@pytest.mark.parametrize("path", FILTERED)
def test_a_parameter_that_is_repeated_is_the_same_as_its_values_with_commas(
    path: str, lists: Lists, asked: AppClient
) -> None:
    for name in [name for filtered, name in FILTERS if filtered == path and name in SEVERAL[path]]:
        words = lists.filter(path, name)[0].split(",")
        commas = asked.get(path, params={name: ",".join(words), "limit": "2"})
        repeated = asked.get(path, params={name: words, "limit": "2"})
        assert repeated.content == commas.content, name


@pytest.mark.parametrize("path", [*PAGED_PATHS, "/v1/councils/medway/timeline"])
def test_fields_leaves_all_other_fields_out_in_every_format(path: str, asked: AppClient) -> None:
    if "fields" not in PARAMETERS.get(path, {"fields"}):
        return
    whole = asked.get(path, params={"limit": "3"}).json()["items"]
    # Two fields, not in the order of the list, and without the code.
    names = [list(whole[0])[-1], list(whole[0])[2]]
    query = {"limit": "3", "fields": ",".join([*names, names[0]])}
    expected = [{name: item[name] for name in names} for item in whole]
    items = asked.get(path, params=query).json()["items"]
    assert items == expected
    assert [list(item) for item in items] == [names] * len(whole)
    lines = asked.get(path, params={**query, "format": "ndjson"}).text.splitlines()
    assert [json.loads(line) for line in lines] == expected
    assert asked.get(path, params={**query, "format": "csv"}).text.splitlines()[0] == ",".join(names)
    following = asked.get(path, params={**query, "limit": "1"}).json()["next"]
    assert following is None or list(asked.get(following).json()["items"][0]) == names


def test_a_sorted_list_runs_by_its_columns_with_null_last_both_ways(api: AppClient) -> None:
    def column(path: str, name: str, sort: str) -> list[Any]:
        return [item[name] for item in everything(api, path, sort=sort)]

    names = column("/v1/councils", "name", "-name")
    assert names == sorted(names, reverse=True)
    days = column("/v1/councils", "abolished_on", "abolished_on")
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days == [*known, *[None] * (len(days) - len(known))]
    assert column("/v1/councils", "abolished_on", "-abolished_on") == [*known[::-1], *days[len(known) :]]
    # A vocabulary has an order of its own: the best grade is first, and not the first by the alphabet.
    grades = list(dict.fromkeys(column("/v1/judgements", "grade", "grade")))
    assert grades == ["outstanding", "good", "requires_improvement", "adequate", "inadequate", None]
    (first,) = api.get("/v1/timeline?sort=-published_on&limit=1&kind=inspections").json()["items"]
    assert first["published_on"] == max(
        bounds(item["published_on"])[0] for item in everything(api, "/v1/inspections") if item["published_on"]
    )


@pytest.mark.parametrize("path", [*LIST_PATHS, *COMPUTED_PATHS, "/v1/councils/medway/timeline"])
def test_every_answer_of_a_list_says_its_own_address_and_how_to_cite_it(path: str, api: AppClient) -> None:
    limited = "limit" in PARAMETERS.get(path, {"limit"})
    page = api.get(f"{path}?limit=2&format=json" if limited else path).json()
    day = api.get("/v1/releases/current").json()["as_at"]
    assert page["cite"] == f"Inspection History, release {page['release']} of {day}, <{page['self']}>"
    assert (f"release={page['release']}" in page["self"]) == (path != "/v1/releases")
    assert api.get(page["self"]).json() == page
    following = page["next"] and api.get(page["next"]).json()
    assert not following or following["self"].endswith(page["next"].rpartition("&")[2])
    assert not following or api.get(following["self"]).json() == following


def test_the_address_of_an_answer_is_the_same_however_the_question_was_written(api: AppClient) -> None:
    one = api.get("/v1/inspections?region=London&limit=3&region=South%20East&council=medway").json()
    other = api.get("/v1/inspections?council=medway&limit=3&region=London,South+East").json()
    assert one["self"] == other["self"]


def test_false_is_not_the_same_as_not_asked(api: AppClient) -> None:
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


@examples(20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(
    path=st.sampled_from([*DATED_PATHS, "/v1/councils/herefordshire/timeline"]),
    happening=PERIOD,
    publishing=PERIOD,
    match=st.sampled_from([None, "overlaps", "within"]),
)
def test_a_period_keeps_what_a_naive_reading_of_the_dates_keeps(
    api: AppClient,
    whole: Whole,
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
        for item in whole(path)
        if in_period(happened(item), *happening, within) and in_period(published(item), *publishing, within)
    ]
    assert everything(api, path, **{name: value for name, value in asked.items() if value}) == kept
