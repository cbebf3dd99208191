"""Timelines: everything dated in one order, and what is asked of it."""

from pathlib import Path

import pytest

from app.records import EVENTS
from app.seeding.seed import seed
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.routes import codes, everything, problem, refused
from tests.world import small_world


def test_the_timeline_holds_every_record_of_every_dated_kind_once(api: AppClient) -> None:
    entries = everything(api, "/v1/timeline")
    records = {kind.name: everything(api, kind.path) for kind in EVENTS}
    assert all(records.values())
    assert sorted((entry["kind"], entry["code"]) for entry in entries) == sorted(
        (kind, item["code"]) for kind, items in records.items() for item in items
    )
    by_code = {item["code"]: item for items in records.values() for item in items}
    for entry in entries:
        record = by_code[entry["code"]]
        for field in ("council_code", "earliest", "latest", "precision", "published_on"):
            assert entry[field] == record[field], (entry["code"], field)


def test_every_entry_says_where_its_record_is(api: AppClient) -> None:
    entries = everything(api, "/v1/timeline")
    for entry in entries:
        assert entry["url"] == f"/v1/{entry['kind'].replace('_', '-')}/{entry['code']}"
    # Each kind has an endpoint of its own; what can break it for one record breaks it for the others.
    for kind in EVENTS:
        some = [entry for entry in entries if entry["kind"] == kind.name][::20]
        assert some, kind.name
        for entry in some:
            assert api.get(entry["url"]).json()["code"] == entry["code"]


def test_the_timelines_of_the_councils_make_up_the_timeline_of_all(api: AppClient) -> None:
    entries = everything(api, "/v1/timeline")
    owners = sorted({entry["council_code"] for entry in entries})
    assert len(owners) >= 3
    for owner in owners:
        own = [entry for entry in entries if entry["council_code"] == owner]
        assert everything(api, f"/v1/councils/{owner}/timeline") == own
        assert everything(api, "/v1/timeline", council=owner) == own


def test_an_entry_has_the_overall_grade_of_its_inspection_and_no_other(api: AppClient) -> None:
    inspections = {item["code"]: item for item in everything(api, "/v1/inspections")}
    graded = 0
    for entry in everything(api, "/v1/timeline"):
        lines = inspections.get(entry["code"], {"judgements": []})["judgements"]
        overall = [line["grade"] for line in lines if line["aspect"] == "overall"]
        assert entry["grade"] == (overall[0] if overall else None)
        graded += entry["grade"] is not None
    assert graded > 5


@pytest.mark.parametrize("path", ["/v1/timeline", "/v1/councils/herefordshire/timeline"])
@pytest.mark.parametrize(
    "asked",
    [
        {"aspect": "leadership"},
        {"grade": "inadequate"},
        {"aspect": "leadership", "grade": "inadequate"},
        {"aspect": "care_leavers,care_and_care_leavers", "grade": "good,requires_improvement"},
    ],
    ids=str,
)
def test_aspect_and_grade_of_the_timeline_are_those_of_the_list_of_inspections(
    path: str, asked: dict[str, str], api: AppClient
) -> None:
    kept = set(codes(everything(api, "/v1/inspections", **asked)))
    whole = everything(api, path)
    found = everything(api, path, **asked)
    assert found == [entry for entry in whole if entry["code"] in kept]
    assert 0 < len(found) < len(whole)


def test_aspect_and_grade_together_mean_one_judgement_and_not_two(client: AppClient) -> None:
    # The inspection of 2018 judged overall, and it gave an inadequate, but not in overall.
    assert codes(everything(client, "/v1/timeline", aspect="overall", council="herefordshire")) == [
        "herefordshire-ilacs-2018-06",
        "herefordshire-ilacs-2022-07",
    ]
    assert codes(everything(client, "/v1/timeline", aspect="overall", grade="inadequate")) == [
        "herefordshire-ilacs-2022-07"
    ]
    assert codes(everything(client, "/v1/timeline", aspect="leadership", grade="inadequate")) == [
        "herefordshire-ilacs-2018-06",
        "herefordshire-ilacs-2022-07",
    ]


def test_what_is_known_as_a_month_or_a_year_or_a_range_sorts_by_its_bounds(tmp_path: Path) -> None:

    world = small_world()
    for code, day in {
        "m-a": "[2021-02-01..2021-03-31]",
        "m-b": "2021",
        "m-c": "2021-02",
        "m-d": "2021-02-01",
        "m-e": "2021-02-28",
        "m-g": "2021-02",
    }.items():
        world.add("meetings", code, held_on=day)
    config = Settings(data_dir=tmp_path / "data")
    seed(world.write(tmp_path / "packages"), config)
    with client_of(config) as client:
        found = everything(client, "/v1/timeline", happened_from="2021", happened_to="2021")
        assert codes(found) == ["m-b", "m-d", "m-c", "m-g", "m-a", "m-e"]
        assert [item["precision"] for item in found] == ["year", "day", "month", "month", "range", "day"]

        def kept(**asked: str) -> str:
            return " ".join(sorted(codes(everything(client, "/v1/timeline", kind="meetings", **asked))))

        assert kept(happened_from="2021-02-28", happened_to="2021-02-28") == "m-a m-b m-c m-e m-g"
        assert kept(happened_from="2021-02", happened_to="2021-02", match="within") == "m-c m-d m-e m-g"
        assert kept(happened_from="2021-03-31", happened_to="2021-03-31") == "m-a m-b"
        assert kept(happened_from="2021-04") == "m-b"
        assert kept(happened_from="2021", happened_to="2021", match="within") == "m-a m-b m-c m-d m-e m-g"


def test_happened_and_published_are_two_axes(client: AppClient) -> None:
    # The visit of March 2023 became public in June; nothing else did.
    june = {"published_from": "2023-06", "published_to": "2023-06"}
    assert codes(everything(client, "/v1/timeline", **june)) == ["herefordshire-mv-2023-03"]
    assert everything(client, "/v1/timeline", happened_from="2023-06", happened_to="2023-06") == []
    assert codes(everything(client, "/v1/timeline", happened_to="2023-03-31", **june)) == ["herefordshire-mv-2023-03"]


@pytest.mark.parametrize("axis", ["happened", "published"])
def test_a_period_that_ends_before_it_begins_is_refused(axis: str, api: AppClient) -> None:
    error = refused(
        api.get(f"/v1/timeline?{axis}_from=2023-06-02&{axis}_to=2023-06-01"), f"{axis}_to", "period_reversed"
    )
    assert "2023-06-01" in error["message"]
    # A day and the year that it lies in are not reversed.
    assert api.get(f"/v1/timeline?{axis}_from=2023-06-02&{axis}_to=2023").status_code == 200


def test_a_kind_that_is_not_dated_is_refused_with_those_that_are(api: AppClient) -> None:
    error = refused(api.get("/v1/timeline?kind=meeting"), "kind", "enum")
    assert error["suggestion"] == "meetings"
    assert error["allowed"] == [kind.name for kind in EVENTS]
    refused(api.get("/v1/timeline?kind=findings"), "kind", "enum")


def test_a_council_s_own_timeline_takes_no_other_council(api: AppClient) -> None:
    (error,) = problem(api.get("/v1/councils/medway/timeline?council=herefordshire"), 422)
    assert error["code"] == "unknown_parameter"
