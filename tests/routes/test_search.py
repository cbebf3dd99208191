"""The search: what is found by which words, in which order, and what is shown of it."""

import threading
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.queries.search import EXACT, STOP_WORDS
from app.records import EVENTS
from app.words import fold, stem, words_of
from tests.client import AppClient
from tests.conftest import case, examples
from tests.routes import Whole, bounds, codes, everything, refused

PATH = "/v1/search"
Item = dict[str, Any]


@pytest.fixture(scope="module")
def all_items(api: AppClient) -> list[Item]:
    return everything(api, PATH)


@pytest.fixture(scope="module")
def vocabulary(all_items: list[Item]) -> list[str]:
    """The different words of all titles."""
    return sorted({word for item in all_items for word in words_of(item["title"])})


def found(api: AppClient, q: str, **parameters: str) -> list[Item]:
    return everything(api, PATH, q=q, **parameters)


def among(item: Item) -> dict[str, str]:
    """The filters that leave few other items."""
    return {"kind": item["kind"], **({"council": item["council_code"]} if item["council_code"] else {})}


def test_without_words_everything_is_listed(all_items: list[Item], whole: Whole) -> None:
    counts: dict[str, int] = {}
    for item in all_items:
        counts[item["kind"]] = counts.get(item["kind"], 0) + 1
    for kind, count in counts.items():
        assert count == len(whole(f"/v1/{kind.replace('_', '-')}")), kind
    assert {item["score"] for item in all_items} == {0}


@examples(15)
@given(data=st.data())
def test_an_item_is_found_by_each_word_of_its_title_and_by_a_beginning_of_the_last_one(
    data: st.DataObject, api: AppClient, all_items: list[Item]
) -> None:
    item = data.draw(st.sampled_from(all_items))
    words = words_of(item["title"])
    *others, last = words
    begun = " ".join([*others, last[: data.draw(st.integers(1, len(last)))]])
    for q in (data.draw(st.sampled_from(words)), begun[-200:].strip()):
        with case(q):
            assert item["code"] in codes(found(api, q, **among(item)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("herefordshire", "HEREFORDSHIR\u00c9"),
        ("herefordshire", "herefordshire\u0301"),
        ("stoke-on-trent", "  Stoke, on: TRENT!"),
        ("children's services", "children\u2019s services"),
        ("children's services", "childrens services"),
        ("visits herefordshire", "visit herefordshire"),
        ("inspecting medway", "inspections medway"),
        ("the inspection of medway", "inspection medway"),
        ("medway medway", "medway"),
    ],
)
def test_case_accents_punctuation_forms_and_little_words_do_not_count(one: str, other: str, api: AppClient) -> None:
    expected = found(api, one)
    assert expected
    # The beginning of the last word is as it was typed.
    assert {*codes(expected)} == {*codes(found(api, other))}


def test_all_words_must_be_there(api: AppClient) -> None:
    monitoring, visit, both = ({*codes(found(api, q))} for q in ("monitoring", "visits", "monitoring visits"))
    assert both == monitoring & visit
    assert both < monitoring


def test_only_the_last_word_may_be_a_beginning(api: AppClient) -> None:
    assert found(api, "eleanor braz")
    assert found(api, "elean brazil") == []


def test_a_beginning_finds_fewer_with_each_letter_and_never_loses_what_the_whole_word_finds(api: AppClient) -> None:
    word = "commissioner"
    sets = [{*codes(found(api, word[:end]))} for end in range(1, len(word) + 1)]
    for shorter, longer in pairwise(sets):
        assert longer <= shorter
    assert len(sets[-1]) < len(sets[0])


def test_a_council_comes_first_by_its_name_and_by_each_of_its_codes(api: AppClient, whole: Whole) -> None:
    councils = whole("/v1/councils")
    for council in councils[::4]:
        for field in ("name", "official_name", "code", "gss_code", "ofsted_urn", "la_code"):
            if council[field]:
                with case(council[field]):
                    items = api.get(PATH, params={"q": council[field], "limit": "2"}).json()["items"]
                    assert council["code"] in codes(items)
                    assert items[0]["kind"] == "councils"
                    assert items[0]["score"] == EXACT


def test_a_record_comes_first_by_its_code(api: AppClient, all_items: list[Item]) -> None:
    for item in all_items[:: len(all_items) // 30]:
        first = api.get(PATH, params={"q": item["code"]}).json()["items"][0]
        assert (first["code"], first["score"]) == (item["code"], EXACT)


def test_kind_completes_the_names_of_councils(api: AppClient, whole: Whole) -> None:
    for council in whole("/v1/councils")[::7]:
        letters = words_of(council["name"])[0]
        for end in range(1, len(letters) + 1):
            assert council["code"] in codes(found(api, letters[:end], kind="councils"))
    assert codes(found(api, "hert", kind="councils")) == ["hertfordshire"]


@pytest.fixture(scope="module")
def days(whole: Whole) -> dict[str, str]:
    """The first possible day of what a search can find, by code."""
    found = {item["code"]: item["earliest"] for kind in EVENTS for item in whole(kind.path)}
    found |= {item["code"]: found[item["record_code"]] for item in whole("/v1/findings")}
    dated = (source for source in whole("/v1/sources") if source["published_on"])
    return found | {source["code"]: bounds(source["published_on"])[0] for source in dated}


@pytest.mark.parametrize("q", ["neglect", "herefordshire visit", "c", "care leavers", "medway"])
def test_the_best_come_first_then_councils_and_then_the_latest(q: str, days: dict[str, str], api: AppClient) -> None:
    def key(item: Item) -> tuple[Any, ...]:
        return item["score"], item["kind"] == "councils", days.get(item["code"], "0000")

    keys = [key(item) for item in found(api, q)]
    assert keys == sorted(keys, reverse=True)


def test_a_word_in_a_title_counts_more_than_one_in_a_text_and_that_more_than_the_name_of_the_council(
    api: AppClient,
) -> None:
    def scores(q: str) -> tuple[int, int, int]:
        items = found(api, q)
        by_code = {item["code"]: item["score"] for item in items}
        in_text = next(i for i in items if i["kind"] == "findings" and any(part["match"] for part in i["snippet"]))
        return by_code["medway-independent-review-2024"], in_text["score"], by_code["medway-ilacs-2023-07"]

    whole, begun = scores("medway"), scores("medwa")
    assert whole[0] > whole[1] > whole[2]
    assert all(one > other for one, other in zip(whole, begun, strict=True)), "the word itself counts more"


@examples(10)
@given(data=st.data())
def test_what_is_marked_in_a_snippet_is_what_was_searched(
    data: st.DataObject, api: AppClient, vocabulary: list[str]
) -> None:
    asked = data.draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=2))
    words = [word for word in asked if word not in STOP_WORDS] or asked
    stems = {stem(word) for word in words}
    for item in api.get(PATH, params={"q": " ".join(asked), "limit": "20"}).json()["items"]:
        for part in item["snippet"]:
            marked = [stem(word) in stems or word.startswith(words[-1]) for word in words_of(part["text"])]
            assert marked == [True] if part["match"] else not any(marked)


def test_a_long_text_is_cut_between_words_around_what_was_found(api: AppClient, whole: Whole) -> None:
    texts = {item["code"]: item["summary"] for item in whole("/v1/meetings") if item["summary"]}
    code, text = max(texts.items(), key=lambda pair: len(pair[1]))
    word = max(text[-60:].split()[1:-1], key=len)
    (item,) = [item for item in found(api, f"{code} {word}", kind="meetings") if item["code"] == code]
    shown = "".join(part["text"] for part in item["snippet"])
    assert len(shown) <= 242
    assert shown.startswith("\u2026")
    # What comes after the summary is separated by a dot.
    piece = shown.strip("\u2026").partition(" \u00b7 ")[0]
    assert piece.split() == text.split()[-len(piece.split()) :], "it begins with a whole word"
    assert word in [part["text"] for part in item["snippet"] if part["match"]]


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("\U0001f600", "no_word"),
        ("'\";--", "no_word"),
        ("%*_?", "no_word"),
        ("\u200b\u0301", "no_word"),
        ("a" * 201, "string_too_long"),
        ("a" * 1000, "string_too_long"),
        ("   ", "empty_parameter"),
        ("medway\x00", "unprintable_value"),
        ("medway\nkent", "unprintable_value"),
    ],
    ids=ascii,
)
def test_what_holds_no_word_or_too_much_is_refused(q: str, code: str, api: AppClient) -> None:
    refused(api.get(PATH, params={"q": q}), "q", code)


@pytest.mark.parametrize(
    ("q", "least"),
    [
        ("the of", 1),
        ("a", 1),
        ("a" * 200, 0),
        (" ".join("abcdefghijklmnopqrstuvwxyz" * 3), 0),
        ("medway*", 1),
        ("%medway%", 1),
        ("medway' OR '1'='1", 0),
        ("med\U0001f600way", 0),
        ("=medway", 1),
        ("\uff4dedway", 1),
        ("\ufb01nding", 1),
        ("\u0130", 1),
        ("\u00bd", 0),
    ],
    ids=ascii,
)
def test_whatever_else_is_searched_has_an_answer(q: str, least: int, api: AppClient) -> None:
    answer = api.get(PATH, params={"q": q})
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] >= least


@examples(15)
@given(data=st.data())
def test_both_engines_find_the_same_in_the_same_order(
    data: st.DataObject, api: AppClient, api_on_postgres: AppClient, vocabulary: list[str]
) -> None:
    word = st.sampled_from(vocabulary).flatmap(lambda word: st.integers(1, len(word)).map(lambda end: word[:end]))
    asked = data.draw(st.lists(word | st.text(max_size=4), min_size=1, max_size=4))
    query = {"q": " ".join(asked)[:200], "limit": str(data.draw(st.integers(1, 60)))}
    if data.draw(st.booleans()):
        query["kind"] = data.draw(st.sampled_from(("findings", "councils,sources", "inspections,meetings")))
    if data.draw(st.booleans()):
        query["council"] = data.draw(st.sampled_from(("medway", "herefordshire,E06000035")))
    one, other = (client.get(PATH, params=query) for client in (api, api_on_postgres))
    assert one.content == other.content
    assert one.status_code in (200, 422)
    if one.status_code == 200 and (following := one.json()["next"]):
        assert api.get(following).content == api_on_postgres.get(following).content


def test_a_source_is_of_a_council_if_all_that_is_taken_from_it_is(api: AppClient) -> None:
    sources = {item["code"]: item for item in found(api, "ofsted", kind="sources")}
    assert sources["medway-send-2024-02-report"]["council_name"] == "Medway"
    assert sources["ofsted-csc-overview-2026-08-22"]["council_code"] is None


def test_threads_stem_at_the_same_time() -> None:
    words = [f"{start}{end}" for start in ("visit", "inspect", "plan", "care") for end in ("s", "ing", "ed", "er", "")]
    expected = [stem(word) for word in words] * 20
    stem.cache_clear()
    results: list[list[str]] = []

    def work() -> None:
        mine = []
        for _ in range(20):
            mine += [stem.__wrapped__(word) for word in words]
        results.append(mine)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_folding_leaves_small_letters_and_digits() -> None:
    assert words_of("King's Lynn \u2013 No. 12/2023, caf\u00e9_E06000019") == [
        *("kings", "lynn", "no", "12", "2023", "cafe", "e06000019")
    ]
    assert fold("\u2163") == "iv"
