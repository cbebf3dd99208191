"""Councils: one by any of its codes, those before and after it, and as a filter of other lists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.seeding.seed import seed
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of, examples
from tests.routes import PAGED_PATHS, PARAMETERS, codes, everything, problem
from tests.world import small_world

HEREFORDSHIRE = ("herefordshire", "E06000019", "884", "80474")
NAMES = ("code", "gss_code", "la_code", "ofsted_urn")


@pytest.mark.parametrize("name", HEREFORDSHIRE)
def test_a_council_answers_by_each_of_its_four_codes_with_the_same_bytes(name: str, api: AppClient) -> None:
    answer = api.get(f"/v1/councils/{name}")
    assert answer.status_code == 200
    assert answer.content == api.get("/v1/councils/herefordshire").content
    council = answer.json()
    assert [council[field] for field in NAMES] == list(HEREFORDSHIRE)
    assert (council["name"], council["type"], council["region"]) == ("Herefordshire", "unitary", "West Midlands")


@pytest.mark.parametrize("name", HEREFORDSHIRE)
def test_a_timeline_answers_by_each_of_the_four_codes_with_the_same_items(name: str, api: AppClient) -> None:
    assert everything(api, f"/v1/councils/{name}/timeline") == everything(api, "/v1/councils/herefordshire/timeline")


def test_every_council_is_found_by_every_code_that_its_list_shows(api: AppClient) -> None:
    councils = everything(api, "/v1/councils")
    present = {council["la_code"] for council in councils if council["abolished_on"] is None}
    for council in councils[::9] + [council for council in councils if council["abolished_on"]]:
        for field in NAMES:
            name = council[field]
            if name is None or (field == "la_code" and council["abolished_on"] and name in present):
                continue
            assert api.get(f"/v1/councils/{name}").json()["code"] == council["code"], (field, name)


def test_a_record_is_its_item_of_the_list_with_its_citations(api: AppClient) -> None:
    (item,) = [council for council in everything(api, "/v1/councils") if council["code"] == "medway"]
    record = api.get("/v1/councils/medway").json()
    citations = record.pop("citations")
    assert record.pop("included") is None
    assert record == item
    assert citations
    assert {citation["record_code"] for citation in citations} == {"medway"}


@pytest.mark.parametrize(
    ("code", "abolished_on", "successors"),
    [
        ("cumbria", "2023-04-01", ["cumberland", "westmorland-and-furness"]),
        ("northamptonshire", "2021-04-01", ["north-northamptonshire", "west-northamptonshire"]),
        ("poole", "2019-04-01", ["bournemouth-christchurch-and-poole"]),
    ],
)
def test_an_abolished_council_answers_with_its_successors(
    code: str, abolished_on: str, successors: list[str], api: AppClient
) -> None:
    council = api.get(f"/v1/councils/{code}").json()
    assert council["abolished_on"] == abolished_on
    assert [link["code"] for link in council["successors"]] == successors
    for link in council["successors"]:
        assert link["happened_on"] == abolished_on
        successor = api.get(link["url"]).json()
        assert (successor["code"], successor["name"]) == (link["code"], link["name"])
        assert code in [before["code"] for before in successor["predecessors"]]
        assert successor["abolished_on"] is None


def test_a_council_has_its_page_on_ofsteds_site_if_it_has_a_number_there(api: AppClient) -> None:
    assert api.get("/v1/councils/medway").json()["ofsted_url"] == "https://reports.ofsted.gov.uk/provider/44/80522"
    for council in everything(api, "/v1/councils"):
        number = council["ofsted_urn"]
        assert council["ofsted_url"] == (f"https://reports.ofsted.gov.uk/provider/44/{number}" if number else None)


def test_a_present_council_that_follows_nobody_has_empty_links(api: AppClient) -> None:
    council = api.get("/v1/councils/medway").json()
    assert (council["predecessors"], council["successors"], council["abolished_on"]) == ([], [], None)


def test_successors_inherit_no_event_of_the_council_before_them(client: AppClient) -> None:
    assert [link["code"] for link in client.get("/v1/councils/cumbria").json()["successors"]] == ["cumberland"]
    assert client.get("/v1/councils/cumberland/timeline").json()["items"] == []


def test_a_code_that_was_passed_on_means_the_council_that_has_it_now(tmp_path: Path) -> None:
    config = Settings(data_dir=tmp_path / "data")
    seed(small_world().add("councils", "cumberland", la_code="909").write(tmp_path / "packages"), config)
    with client_of(config) as client:
        assert client.get("/v1/councils/909").json()["code"] == "cumberland"
        assert client.get("/v1/councils/cumbria").json()["la_code"] == "909"
        assert client.get("/v1/coverage?council=909").json()["items"][0]["council_code"] == "cumberland"


@pytest.mark.parametrize("suffix", ["", "/timeline"])
def test_a_misspelt_council_is_not_found_with_a_suggestion(suffix: str, api: AppClient) -> None:
    (error,) = problem(api.get(f"/v1/councils/herefordshir{suffix}"), 404)
    assert error["suggestion"] == "herefordshire"
    assert "'herefordshir'" in error["message"]


@pytest.mark.parametrize("name", ["999", "E99999999", "88", "80474x", "xyzzy", "%25", "_", "*", "null"])
def test_a_code_that_no_council_has_is_not_found(name: str, api: AppClient) -> None:
    problem(api.get(f"/v1/councils/{name}"), 404)


OF_COUNCILS = [path for path in PAGED_PATHS if "council" in PARAMETERS[path]]
# What is cited and what changed belongs to the council of a record, which the row does not name: test_filters.py.
OF_RECORDS = ("/v1/changes", "/v1/citations", "/v1/sources")


@pytest.mark.parametrize("path", [path for path in OF_COUNCILS if path not in OF_RECORDS])
def test_council_takes_a_list_of_codes_of_mixed_kinds(path: str, api: AppClient) -> None:
    whole = everything(api, path)
    kept = [item for item in whole if item["council_code"] in ("herefordshire", "medway", "nottingham")]
    assert everything(api, path, council="herefordshire,E06000035,892") == kept
    assert everything(api, path, council="80474,medway,E06000018") == kept
    assert everything(api, path, council="herefordshire,E06000019,884,80474") == [
        item for item in whole if item["council_code"] == "herefordshire"
    ]


@pytest.mark.parametrize("path", OF_COUNCILS)
def test_an_unknown_council_in_a_filter_is_refused_and_each_one_is_named(path: str, api: AppClient) -> None:
    errors = problem(api.get(f"{path}?council=medwai,herefordshire,nowhere-at-all"), 422)
    assert [(error["parameter"], error["code"], error["suggestion"]) for error in errors] == [
        ("council", "unknown_council", "medway"),
        ("council", "unknown_council", None),
    ]
    assert "'medwai'" in errors[0]["message"]
    assert "'nowhere-at-all'" in errors[1]["message"]


@examples(10)
@given(data=st.data())
def test_any_mix_of_codes_of_any_councils_keeps_those_councils(api: AppClient, data: st.DataObject) -> None:
    councils = everything(api, "/v1/councils", abolished="false")
    picked = data.draw(st.lists(st.sampled_from(councils), min_size=1, max_size=12))
    names = [council[data.draw(st.sampled_from([field for field in NAMES if council[field]]))] for council in picked]
    found = everything(api, "/v1/coverage", council=",".join(names))
    assert codes(found) == sorted({council["code"] for council in picked})
