"""Statistical neighbours: ten a council, with the judgements in force for them, and as a filter of lists."""

import pytest

from tests.client import AppClient
from tests.routes import PARAMETERS, codes, everything, problem, refused

OF_MEDWAY = [
    *("swindon", "dudley", "kent", "bexley", "norfolk", "suffolk", "thurrock", "nottinghamshire", "bury"),
    "wakefield",
]
FILTERED = sorted(path for path, names in PARAMETERS.items() if "neighbours_of" in names)


def test_each_present_council_has_ten_neighbours_in_ranks_from_one_to_ten(api: AppClient) -> None:
    ranks: dict[str, list[int]] = {}
    for item in everything(api, "/v1/neighbours", present="true"):
        assert item["valid_to"] is None
        ranks.setdefault(item["council_code"], []).append(item["rank"])
    assert sorted(ranks) == codes(everything(api, "/v1/councils", abolished="false"))
    assert all(sorted(found) == list(range(1, 11)) for found in ranks.values())


def test_the_earlier_model_is_there_for_all_but_the_two_councils_that_it_does_not_know(api: AppClient) -> None:
    earlier = everything(api, "/v1/neighbours", present="false")
    assert len(earlier) == 10 * (153 - 2)
    assert {item["valid_to"] for item in earlier} == {"[2023-04-01..2026-06-29]"}
    assert not {"cumberland", "westmorland-and-furness"} & {item["council_code"] for item in earlier}
    # The earlier model is older than the two councils that took over from Cumbria.
    assert "cumbria" in {item["neighbour_code"] for item in earlier}


def test_the_neighbours_of_a_council_come_by_rank_with_their_grades_as_at_a_day(api: AppClient) -> None:
    asked = {"as_at": "2024-03-31", "published_by": "2024-04-30", "aspect": "overall,care"}
    answer = api.get("/v1/councils/E06000035/neighbours", params=asked).json()
    assert (answer["as_at"], answer["published_by"], answer["total"]) == ("2024-03-31", "2024-04-30", 20)
    assert [(item["council_code"], item["rank"]) for item in answer["items"][::2]] == [
        (code, rank) for rank, code in enumerate(OF_MEDWAY, 1)
    ]
    outcomes = everything(api, "/v1/outcomes", neighbours_of="medway", **asked)
    own = {(item["council_code"], item["aspect"]): item for item in outcomes}
    assert len(own) == 20
    for item in answer["items"]:
        assert item.pop("neighbour_of") == "medway"
        assert item.pop("rank")
        assert item == own[item["council_code"], item["aspect"]]


@pytest.mark.parametrize("name", ["MEDWAY", "e06000035", "887", "Medway Council"])
@pytest.mark.parametrize("path", ["/v1/inspections", "/v1/outcomes", "/v1/councils"])
def test_neighbours_of_takes_any_code_in_any_case_and_a_name(path: str, name: str, api: AppClient) -> None:
    named = api.get(path, params={"neighbours_of": name}).json()
    assert named["total"] >= 10
    assert named["items"] == api.get(path, params={"neighbours_of": "medway"}).json()["items"]


def test_neighbours_of_takes_a_code_of_old_and_a_name_with_a_comma(api: AppClient) -> None:
    for name, code in (
        ("e08000016", "barnsley"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
    ):
        for path in ("/v1/neighbours", "/v1/outcomes"):
            named = api.get(path, params={"neighbours_of": name}).json()
            assert named["items"]
            assert named["items"] == api.get(path, params={"neighbours_of": code}).json()["items"]


def test_a_name_that_several_councils_share_has_no_neighbours(api: AppClient) -> None:
    error = refused(api.get("/v1/outcomes?neighbours_of=Sussex"), "neighbours_of", "unknown_council")
    assert "east-sussex, west-sussex" in error["message"]


def test_the_neighbours_of_a_council_say_how_far_the_sources_reach(api: AppClient) -> None:
    page = api.get("/v1/councils/Medway/neighbours?as_at=2027-01-01").json()
    assert page["as_at_beyond_known"]
    assert {(item["as_at"], item["known_to"], item["as_at_beyond_known"]) for item in page["items"]} == {
        ("2027-01-01", page["known_to"], True)
    }


def test_an_abolished_council_has_no_neighbours(api: AppClient) -> None:
    assert api.get("/v1/councils/cumbria/neighbours").json()["items"] == []
    assert api.get("/v1/outcomes?neighbours_of=cumbria").json()["items"] == []
    assert api.get("/v1/inspections?neighbours_of=cumbria").json()["items"] == []


@pytest.mark.parametrize("path", FILTERED)
def test_neighbours_of_finds_what_the_ten_named_councils_would(path: str, api: AppClient) -> None:
    given = {"aspect": "overall"} if path in ("/v1/spells", "/v1/transitions", "/v1/transitions/pairs") else {}
    if "council" in PARAMETERS[path]:
        named = api.get(path, params={**given, "council": ",".join(OF_MEDWAY)})
        found = api.get(path, params={**given, "neighbours_of": "80522"})
        assert named.status_code == found.status_code == 200
        # The address of the rows behind a number repeats the question, which is put in two ways here.
        kept = [
            [
                {name: value for name, value in item.items() if name not in ("outcomes_url", "rows_url")}
                for item in answer.json().get("items", answer.json().get("groups"))
            ]
            for answer in (named, found)
        ]
        assert kept[0] == kept[1]
    else:
        assert codes(everything(api, path, neighbours_of="medway")) == sorted(OF_MEDWAY)


@pytest.mark.parametrize("path", FILTERED)
def test_an_unknown_council_has_no_neighbours_to_find(path: str, api: AppClient) -> None:
    (error,) = problem(api.get(f"{path}?neighbours_of=medwai"), 422)
    assert (error["parameter"], error["code"], error["suggestion"]) == ("neighbours_of", "unknown_council", "medway")


def test_a_list_of_neighbours_and_of_councils_are_both_kept_to(api: AppClient) -> None:
    both = {"council": "swindon,leeds", "neighbours_of": "medway"}
    for path in ("/v1/inspections", "/v1/outcomes"):
        assert {item["council_code"] for item in everything(api, path, **both)} == {"swindon"}


def test_the_outcomes_behind_a_summary_are_those_of_the_neighbours(api: AppClient) -> None:
    summary = api.get("/v1/outcomes/summary?neighbours_of=medway&as_at=2024-03-31").json()
    (group,) = summary["groups"]
    behind = api.get(group["outcomes_url"]).json()
    assert group["total"] == behind["total"] == 10
