"""What must be seen to work: section 6 of the issue, on the dataset that is shipped, a test for each sentence."""

import csv
from typing import Any

import pytest

from app.settings import ROOT
from tests.client import AppClient
from tests.routes import bounds, codes, everything, refused

DATED = {
    "inspections": "started_on",
    "monitoring_visits": "started_on",
    "focused_visits": "started_on",
    "joint_inspections": "started_on",
    "send_inspections": "started_on",
    "interventions": "started_on",
    "context_events": "started_on",
    "meetings": "held_on",
}


def _recorded(council: str) -> list[tuple[str, str, str, str]]:
    """The dated rows of a council as they stand in the seed files: bounds, code and kind, in the order of a story."""
    rows = []
    for kind, first in DATED.items():
        for path in (ROOT / "seed_data").glob(f"*/{kind}.csv"):
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
                if row["council_code"] == council:
                    begin, last = bounds(row[first])
                    if kind != "interventions" and row.get("ended_on"):
                        last = max(last, bounds(row["ended_on"])[1])
                    rows.append((begin, last, row["code"], kind))
    return sorted(rows)


@pytest.mark.parametrize(
    ("name", "council"), [("E06000019", "herefordshire"), ("E06000035", "medway"), ("892", "nottingham")]
)
def test_a_council_s_whole_story_is_told_in_order(name: str, council: str, api: AppClient) -> None:
    story = everything(api, f"/v1/councils/{name}/timeline")
    told = [(item["earliest"], item["latest"], item["code"], item["kind"]) for item in story]
    assert told == _recorded(council)
    assert len(told) > 20


def test_herefordshire_runs_from_its_early_inspections_to_that_of_november_2025(api: AppClient) -> None:
    story = codes(everything(api, "/v1/councils/E06000019/timeline"))
    chapters = [
        "herefordshire-slac-2010-10",
        "herefordshire-child-protection-2012-10",
        "herefordshire-sif-2014-04",
        "herefordshire-ilacs-2018-06",
        "herefordshire-fv-2021-07",
        "herefordshire-ilacs-2022-07",
        "herefordshire-mv-2023-03",
        "herefordshire-meeting-2023-06-22-cab-8",
        "herefordshire-mv-2023-06",
        "herefordshire-ilacs-2025-11",
    ]
    assert [code for code in story if code in chapters] == chapters


def test_medway_runs_from_2011_to_the_focused_visit_of_april_2025(api: AppClient) -> None:
    story = everything(api, "/v1/councils/medway/timeline")
    assert story[0]["earliest"].startswith("2011")
    assert "medway-fv-2025-04" in codes(story)


def test_nottingham_runs_from_2010_on(api: AppClient) -> None:
    assert everything(api, "/v1/councils/nottingham/timeline")[0]["earliest"].startswith("2010")


def test_the_first_monitoring_visit_was_of_the_front_door_on_29_and_30_march_2023(api: AppClient) -> None:
    (entry,) = everything(
        api,
        "/v1/councils/E06000019/timeline",
        kind="monitoring_visits",
        happened_from="2023-03",
        happened_to="2023-03",
        match="within",
    )
    assert (entry["earliest"], entry["latest"], entry["precision"]) == ("2023-03-29", "2023-03-30", "day")
    assert entry["headline"] == "First monitoring visit: the front door"
    visit = api.get(entry["url"]).json()
    assert (visit["started_on"], visit["ended_on"], visit["ordinal"]) == ("2023-03-29", "2023-03-30", 1)
    assert visit["inspection_code"] == "herefordshire-ilacs-2022-07"
    assert visit["focus"] == "the front door"


def test_cabinet_considered_the_first_visit_on_22_june_2023_as_item_8(api: AppClient) -> None:
    (meeting,) = everything(api, "/v1/meetings", monitoring_visit="herefordshire-mv-2023-03")
    assert (meeting["body"], meeting["held_on"], meeting["item_number"]) == ("Cabinet", "2023-06-22", "8")
    assert meeting["council_code"] == "herefordshire"
    (entry,) = everything(
        api, "/v1/councils/E06000019/timeline", kind="meetings", happened_from="2023-06-22", happened_to="2023-06-22"
    )
    assert entry["code"] == meeting["code"]
    assert entry["headline"].startswith("Cabinet, item 8: ")
    assert everything(api, "/v1/findings", record=meeting["code"])
    said = everything(api, "/v1/citations", source_code="herefordshire-cabinet-minutes-2023-06-22")
    assert {meeting["code"], "herefordshire-mv-2023-03"} <= {citation["record_code"] for citation in said}


def test_the_second_monitoring_visit_was_in_june_2023(api: AppClient) -> None:
    visits = everything(
        api, "/v1/monitoring-visits", council="884", happened_from="2023-06", happened_to="2023-06", match="within"
    )
    (visit,) = visits
    assert visit["ordinal"] == 2
    assert visit["earliest"].startswith("2023-06")
    assert visit["latest"].startswith("2023-06")
    # The council's release says June alone, and that is kept beside the days that others give.
    record = api.get(f"/v1/monitoring-visits/{visit['code']}").json()
    assert ("started_on", "2023-06", "alternative") in _stated(record)


def _stated(record: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(line["field"], line["stated_value"], line["standing"]) for line in record["citations"]}


def test_in_2018_leadership_was_inadequate_and_overall_requires_improvement(api: AppClient) -> None:
    inspection = api.get("/v1/inspections/herefordshire-ilacs-2018-06").json()
    grades = {line["aspect"]: line["grade"] for line in inspection["judgements"]}
    assert grades["leadership"] == "inadequate"
    assert grades["overall"] == "requires_improvement"
    # It is not among those that were inadequate overall, and is among those whose leadership was.
    asked = {"council": "herefordshire", "grade": "inadequate", "happened_from": "2018", "happened_to": "2018"}
    assert everything(api, "/v1/inspections", aspect="overall", **asked) == []
    assert codes(everything(api, "/v1/inspections", aspect="leadership", **asked)) == ["herefordshire-ilacs-2018-06"]
    (entry,) = everything(api, "/v1/timeline", aspect="leadership", **asked)
    assert entry["grade"] == "requires_improvement"


def test_both_start_dates_of_the_inspection_of_2018_are_reachable_with_their_sources(api: AppClient) -> None:
    inspection = api.get("/v1/inspections/herefordshire-ilacs-2018-06").json()
    assert inspection["started_on"] == "2018-06-11"
    assert inspection["source_code"] == "herefordshire-ilacs-2018-06-report"
    assert api.get(f"/v1/sources/{inspection['source_code']}").json()["publisher"] == "Ofsted"
    (other,) = [line for line in inspection["citations"] if line["stated_value"] == "2018-06-04"]
    assert (other["field"], other["standing"]) == ("started_on", "alternative")
    assert other["locator"]
    assert api.get(f"/v1/sources/{other['source_code']}").json()["type"] == "council_minutes"
    disagreements = everything(api, "/v1/citations", standing="alternative", field="started_on")
    assert other["code"] in codes(disagreements)
    assert all(line["standing"] == "alternative" for line in disagreements)


def test_the_visit_to_medway_of_august_2020_is_found_from_august_to_the_end_of_2020(api: AppClient) -> None:
    found = api.get("/v1/timeline?happened_from=2020-08&happened_to=2020&council=medway").json()
    assert "medway-mv-2020-08" in codes(found["items"])
    assert {item["council_code"] for item in found["items"]} == {"medway"}
    for item in found["items"]:
        assert item["earliest"] <= "2020-12-31"
        assert item["latest"] >= "2020-08-01"
    later = api.get("/v1/timeline?happened_from=2020-09&happened_to=2020&council=medway").json()
    assert "medway-mv-2020-08" not in codes(later["items"])


def test_what_is_known_only_as_june_2023_is_found_in_june_2023(api: AppClient) -> None:
    found = api.get("/v1/timeline?happened_from=2023-06&happened_to=2023-06").json()["items"]
    known_to_the_month = [item for item in found if item["precision"] == "month"]
    assert "herefordshire-improvement-partner-2023-06" in codes(known_to_the_month)
    assert {(item["earliest"], item["latest"]) for item in known_to_the_month} == {("2023-06-01", "2023-06-30")}
    # The record itself invents no day.
    partner = api.get("/v1/interventions/herefordshire-improvement-partner-2023-06").json()
    assert partner["started_on"] == "2023-06"
    # A single day of June can be the one, and a day of May or July cannot.
    for day, there in (("2023-05-31", False), ("2023-06-01", True), ("2023-06-30", True), ("2023-07-01", False)):
        items = api.get(f"/v1/timeline?happened_from={day}&happened_to={day}").json()["items"]
        assert (partner["code"] in codes(items)) == there


def test_nottingham_s_three_domains_were_judged_in_2022_with_the_overall_grade(api: AppClient) -> None:
    inspection = api.get("/v1/inspections/nottingham-ilacs-2022-07").json()
    assert {line["aspect"]: line["grade"] for line in inspection["judgements"]} == {
        "leadership": "requires_improvement",
        "help_and_protection": "inadequate",
        "care_and_care_leavers": "requires_improvement",
        "overall": "inadequate",
    }
    assert all(line["grade_printed"] for line in inspection["judgements"])


def test_nottingham_had_eight_areas_for_improvement_in_2022(api: AppClient) -> None:
    areas = everything(api, "/v1/findings", record="nottingham-ilacs-2022-07", type="area_for_improvement")
    assert [area["position"] for area in areas] == list(range(1, 9))
    assert len({area["summary"] for area in areas}) == 8
    assert all("p. 2" in area["locator"] for area in areas)


def test_the_scrutiny_meeting_of_3_november_2022_is_nottingham_s_by_inference_and_says_why(api: AppClient) -> None:
    (meeting,) = everything(
        api, "/v1/meetings", council="nottingham", happened_from="2022-11-03", happened_to="2022-11-03"
    )
    assert (meeting["item_number"], meeting["held_on"]) == ("20", "2022-11-03")
    assert "Scrutiny" in meeting["body"]
    assert meeting["inspection_code"] == "nottingham-ilacs-2022-07"
    assert "council_code" in meeting["inferred"]
    record = api.get(f"/v1/meetings/{meeting['code']}").json()
    why = [line for line in record["citations"] if line["field"] == "council_code"]
    assert all(line["basis"] == "inferred" and line["note"] for line in why)
    assert {line["stated_value"] for line in why if line["standing"] == "preferred"} == {"nottingham"}
    assert "herefordshire" in {line["stated_value"] for line in why if line["standing"] == "rejected"}
    inferred = everything(api, "/v1/citations", basis="inferred", record_code=meeting["code"])
    assert sorted(codes(inferred)) == sorted(
        line["code"] for line in record["citations"] if line["basis"] == "inferred"
    )


@pytest.mark.parametrize("path", ["/v1/timeline", "/v1/councils/E06000019/timeline", "/v1/inspections"])
def test_a_misspelt_parameter_is_refused_with_the_right_suggestion(path: str, api: AppClient) -> None:
    error = refused(api.get(f"{path}?publshed_from=2023"), "publshed_from", "unknown_parameter")
    assert error["suggestion"] == "published_from"
    assert "did you mean published_from?" in error["message"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=-1", "limit"),
        ("limit=5&limit=7", "limit"),
        ("cursor=dGFtcGVyZWQ", "cursor"),
        ("happened_from=0", "happened_from"),
        ("happened_from=2023-02-29", "happened_from"),
        ("council=%00", "council"),
    ],
)
def test_what_is_not_understood_is_refused_and_named(query: str, parameter: str, api: AppClient) -> None:
    answer = api.get(f"/v1/timeline?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_a_cursor_that_was_tampered_with_or_is_of_another_list_is_refused(api: AppClient) -> None:
    following = api.get("/v1/timeline?limit=5").json()["next"]
    assert api.get(following).status_code == 200
    altered = following[:-9] + ("A" if following[-9] != "A" else "B") + following[-8:]
    refused(api.get(altered), "cursor", "malformed_cursor")
    refused(api.get(following.replace("/v1/timeline", "/v1/meetings")), "cursor", "cursor_of_another_list")
    refused(api.get(f"{following}&council=medway"), "cursor", "cursor_of_another_list")


def test_every_record_of_the_story_cites_a_source_that_answers(api: AppClient) -> None:
    sources = set(codes(everything(api, "/v1/sources")))
    entries = everything(api, "/v1/councils/E06000019/timeline")
    assert len(entries) > 20
    for entry in entries:
        record = api.get(entry["url"]).json()
        assert record["source_code"] in sources
        assert record["locator"]
        assert record["citations"], entry["code"]
        assert {line["source_code"] for line in record["citations"]} <= sources
