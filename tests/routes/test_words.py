"""Words and codes as people write them: capitals, hyphens and names are understood, and the answer is canonical."""

from typing import Any

import pytest

from tests.client import AppClient
from tests.routes import problem, refused


def get(api: AppClient, url: str, **query: str) -> Any:
    answer = api.get(url, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Herefordshire", "herefordshire"),
        ("HEREFORDSHIRE COUNCIL", "herefordshire"),
        ("e06000035", "medway"),
        # Its code until March 2025.
        ("e08000016", "barnsley"),
        ("Hull", "kingston-upon-hull"),
        ("kingston_upon_hull", "kingston-upon-hull"),
        ("Hull City Council", "kingston-upon-hull"),
        ("Bournemouth Christchurch", "bournemouth-christchurch-and-poole"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
        # A whole name is that council, even if others have it as a part of theirs.
        ("Bournemouth", "bournemouth"),
        ("Gloucestershire", "gloucestershire"),
    ],
)
def test_a_council_is_found_by_any_code_and_by_a_name_that_is_no_other_ones(
    name: str, code: str, api: AppClient
) -> None:
    assert get(api, f"/v1/councils/{name}")["code"] == code
    assert get(api, f"/v1/councils/{name}/timeline")["items"] == get(api, f"/v1/councils/{code}/timeline")["items"]
    for path in ("/v1/coverage", "/v1/outcomes", "/v1/spells", "/v1/waiting-times", "/v1/inspections"):
        named = get(api, path, council=name)
        assert named["items"] == get(api, path, council=code)["items"]
        assert {item["council_code"] for item in named["items"]} <= {code}


def test_names_and_codes_can_be_mixed_in_a_filter(api: AppClient) -> None:
    page = get(api, "/v1/coverage", council="Hull, E06000035 ,Bournemouth, Christchurch and Poole,medway")
    assert [item["council_code"] for item in page["items"]] == [
        "bournemouth-christchurch-and-poole",
        "kingston-upon-hull",
        "medway",
    ]


def test_a_name_that_several_councils_share_is_refused_with_those_that_it_can_mean(api: AppClient) -> None:
    error = refused(api.get("/v1/outcomes?council=Sussex"), "council", "unknown_council")
    assert "east-sussex, west-sussex" in error["message"]
    assert error["suggestion"] is None
    answer = api.get("/v1/councils/Sussex")
    assert problem(answer, 404) == []
    assert "east-sussex, west-sussex" in answer.json()["detail"]
    assert problem(api.get("/v1/councils/London"), 404) == []


@pytest.mark.parametrize(
    ("path", "asked", "canonical"),
    [
        ("/v1/outcomes", {"region": "south-east"}, {"region": "South East"}),
        ("/v1/outcomes", {"grade": "Good,Requires improvement"}, {"grade": "good,requires_improvement"}),
        ("/v1/inspections", {"framework": "ILACS", "order": "DESC"}, {"framework": "ilacs", "order": "desc"}),
        ("/v1/outcomes/series", {"every": "Quarter", "by": "Council-Type"}, {"every": "quarter", "by": "council_type"}),
        ("/v1/spells", {"aspect": "Care leavers"}, {"aspect": "care_leavers"}),
    ],
)
def test_words_are_the_same_in_capitals_and_with_hyphens_or_spaces(
    path: str, asked: dict[str, str], canonical: dict[str, str], api: AppClient
) -> None:
    one, other = get(api, path, **asked), get(api, path, **canonical)
    assert one["items"]
    assert one["items"] == other["items"]
    assert (
        one["next"] is None
        or one["next"].split("&cursor")[0].casefold() == other["next"].split("&cursor")[0].casefold()
    )


def test_a_record_is_found_by_its_code_in_capitals(api: AppClient) -> None:
    assert get(api, "/v1/inspections/MEDWAY-ILACS-2023-07")["code"] == "medway-ilacs-2023-07"
    assert get(api, "/v1/vocabularies/Grade")["name"] == "grade"


@pytest.mark.parametrize(
    ("name", "near"), [("colour", None), ("page", None), ("LIMIT", "limit"), ("ordr", "order"), ("oredr", "order")]
)
def test_a_suggestion_is_close_or_there_is_none(name: str, near: str | None, api: AppClient) -> None:
    error = refused(api.get(f"/v1/inspections?{name}=x"), name, "unknown_parameter")
    assert error["suggestion"] == near


@pytest.mark.parametrize(("name", "near"), [("medwai", "medway"), ("Hereford shire", "herefordshire"), ("hul", None)])
def test_a_suggested_council_is_close_or_there_is_none(name: str, near: str | None, api: AppClient) -> None:
    error = refused(api.get("/v1/coverage", params={"council": name}), "council", "unknown_council")
    assert error["suggestion"] == near
