"""Filters by what an item does not say by itself, or says in a way of its own, each held against a plain reading."""

from typing import Any

import pytest

from tests.client import AppClient
from tests.routes import Whole, bounds, codes, everything, in_period, refused

Item = dict[str, Any]


@pytest.mark.parametrize(
    ("asked", "field"), [("happened", None), ("published", None), ("happened", "within"), ("published", "within")]
)
def test_findings_by_date_are_those_of_the_records_of_that_time(
    asked: str, field: str | None, api: AppClient, whole: Whole
) -> None:
    records = {entry["code"]: entry for entry in whole("/v1/timeline")}

    def span(finding: Item) -> tuple[str, str] | None:
        record = records[finding["record_code"]]
        if asked == "happened":
            return record["earliest"], record["latest"]
        return bounds(record["published_on"]) if record["published_on"] else None

    within = field == "within"
    expected = [item for item in whole("/v1/findings") if in_period(span(item), "2022-07", "2023-06-28", within)]
    assert 0 < len(expected) < len(whole("/v1/findings"))
    period = {f"{asked}_from": "2022-07", f"{asked}_to": "2023-06-28", **({"match": field} if field else {})}
    assert everything(api, "/v1/findings", **period) == expected


@pytest.mark.parametrize("match", ["overlaps", "within"])
def test_figures_by_period_are_those_that_speak_of_that_time(match: str, api: AppClient, whole: Whole) -> None:
    def kept(first: str | None, last: str | None) -> list[Item]:
        spans = ((item, item["as_of"] and bounds(item["as_of"])) for item in whole("/v1/figures"))
        return [item for item, span in spans if in_period(span or None, first, last, match == "within")]

    for first, last in (("2018", "2018-06"), ("2022-06-30", None), (None, "2017-12-31"), ("2014", "2014")):
        period = {"as_of_from": first, "as_of_to": last, "match": match}
        found = everything(api, "/v1/figures", **{name: value for name, value in period.items() if value})
        assert found == kept(first, last)
        assert 0 < len(found) < len(whole("/v1/figures"))


def test_figures_by_measure_and_period_are_those_that_are_both(api: AppClient) -> None:
    (figure,) = everything(api, "/v1/figures", measure="families_waiting", as_of_from="2023-06", as_of_to="2023-06")
    assert (figure["measure"], figure["value"], figure["as_of"]) == ("families_waiting", 32, "2023-06-22")
    fault = refused(api.get("/v1/figures?measure=families_waitin"), "measure", "unknown_code")
    assert fault["suggestion"] == "families_waiting"
    refused(api.get("/v1/figures?as_of_from=2024&as_of_to=2023"), "as_of_to", "period_reversed")


def test_meetings_by_body_are_those_of_the_body_in_any_case_of_letters(api: AppClient, whole: Whole) -> None:
    expected = [item for item in whole("/v1/meetings") if item["body"] == "Cabinet"]
    assert everything(api, "/v1/meetings", body="cabinet") == expected
    # The name of a body can hold a comma, so it is one value.
    board = "Children's Services, Education & Skills Scrutiny Board"
    assert {item["body"] for item in everything(api, "/v1/meetings", body=board)} == {board}
    assert refused(api.get("/v1/meetings?body=Cabnet"), "body", "unknown_name")["suggestion"] == "Cabinet"
    refused(api.get("/v1/meetings?body=Cabinet&body=Council"), "body", "repeated_parameter")


def test_inspections_by_lead_inspector_are_those_that_the_person_led_alone_or_with_another(
    api: AppClient, whole: Whole
) -> None:
    asked = ("Pauline Higham", "Matthew Reed")
    expected = [item for item in whole("/v1/inspections") if {*asked} & {*(item["lead_inspector"] or "").split("; ")}]
    assert {item["lead_inspector"] for item in expected} == {"Pauline Higham", "Rebecca Quested; Matthew Reed"}
    assert everything(api, "/v1/inspections", lead_inspector=",".join(asked).lower()) == expected
    fault = refused(api.get("/v1/inspections?lead_inspector=Paulin Higham"), "lead_inspector", "unknown_name")
    assert fault["suggestion"] == "Pauline Higham"


def _council_of(code: str, councils: list[str]) -> str | None:
    """The council of a record: the longest code of a council that the code of the record begins with."""
    return max((one for one in councils if code == one or code.startswith(f"{one}-")), key=len, default=None)


@pytest.mark.parametrize("path", ["/v1/changes", "/v1/citations"])
def test_changes_and_citations_by_council_are_those_of_its_records(path: str, api: AppClient, whole: Whole) -> None:
    councils = codes(whole("/v1/councils"))
    expected = [item for item in whole(path) if _council_of(item["record_code"], councils) in ("dorset", "medway")]
    assert 0 < len(expected) < len(whole(path))
    # Dorset County was another council, and its code begins with that of Dorset.
    assert everything(api, path, council="dorset,E06000035") == expected
    refused(api.get(f"{path}?council=dorsett"), "council", "unknown_council")


def test_sources_by_council_are_those_that_a_record_of_the_council_rests_on(api: AppClient, whole: Whole) -> None:
    councils = codes(whole("/v1/councils"))
    cited = {c["source_code"] for c in whole("/v1/citations") if _council_of(c["record_code"], councils) == "medway"}
    expected = [item for item in whole("/v1/sources") if item["code"] in cited]
    assert 0 < len(expected) < len(whole("/v1/sources"))
    assert everything(api, "/v1/sources", council="medway") == expected


@pytest.mark.parametrize("path", ["/v1/timeline", "/v1/findings", "/v1/figures"])
def test_the_code_of_a_record_begins_with_the_code_of_its_council(path: str, whole: Whole) -> None:
    councils = codes(whole("/v1/councils"))
    assert [i["code"] for i in whole(path) if _council_of(i["code"], councils) != i["council_code"]] == []


def test_changes_by_day_are_those_that_were_recorded_then(api: AppClient, whole: Whole) -> None:
    first = min(item["recorded_on"] for item in whole("/v1/changes"))
    expected = [item for item in whole("/v1/changes") if item["recorded_on"] == first]
    assert 0 < len(expected) < len(whole("/v1/changes"))
    assert everything(api, "/v1/changes", recorded_from=first, recorded_to=first) == expected
    refused(api.get("/v1/changes?recorded_from=2026-12&recorded_to=2026-11"), "recorded_to", "period_reversed")


@pytest.mark.parametrize(
    ("path", "name", "field"),
    [("/v1/waiting-times", "waited_at_least", "days"), ("/v1/spells", "duration_at_least", "duration_days")],
)
def test_so_many_days_at_least_leave_out_what_is_shorter_or_not_known(
    path: str, name: str, field: str, api: AppClient
) -> None:
    rows = everything(api, path, as_at="2024-03-31")
    days = sorted(row[field] for row in rows if row[field] is not None)
    least = days[len(days) // 2]
    expected = [row for row in rows if row[field] is not None and row[field] >= least]
    assert everything(api, path, as_at="2024-03-31", **{name: str(least)}) == expected
    assert least in {row[field] for row in expected}


def test_intervals_by_council_type_have_a_group_for_each_type_and_lead_to_its_rows(api: AppClient) -> None:
    groups = everything(api, "/v1/intervals", by="council_type")
    types = [word["word"] for word in api.get("/v1/vocabularies/council_type").json()["words"]]
    assert [group["group"] for group in groups] == types
    for group in groups:
        rows = api.get(group["rows_url"] + "&limit=500").json()
        assert {row["council_type"] for row in rows["items"]} == {group["group"]}
        assert rows["total"] == group["n"] + group["excluded"]


def test_gaps_have_a_list_and_a_record_each(api: AppClient) -> None:
    gaps = everything(api, "/v1/gaps")
    assert len(gaps) == api.get("/v1/releases/current").json()["counts"]["gaps"]
    meetings = everything(api, "/v1/gaps", council="E06000019", record_kind="meetings")
    assert meetings == [g for g in gaps if (g["council_code"], g["record_kind"]) == ("herefordshire", "meetings")]
    one = api.get(f"/v1/gaps/{meetings[0]['code']}").json()
    assert {name: one[name] for name in meetings[0]} == meetings[0]
    assert [citation["record_url"] for citation in one["citations"]] == [f"/v1/gaps/{one['code']}"]
    # What concerns all councils is listed too, and no council asks for it.
    assert None in {gap["council_code"] for gap in gaps}


def test_a_release_is_read_by_its_code(api: AppClient) -> None:
    current = api.get("/v1/releases/current").json()
    assert api.get(f"/v1/releases/{current['code']}").json() == current
    answer = api.get("/v1/releases/0000000000000000")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "unknown_release"
    refused(api.get(f"/v1/releases/{current['code']}?release={current['code']}"), "release", "unknown_parameter")
