"""Counts by anything: each group is what a plain count of the rows of the list gives."""

import csv
import io
from collections import Counter, defaultdict
from typing import Any

import pytest

from tests.client import AppClient
from tests.routes import Whole, everything, refused

Item = dict[str, Any]
# The list that is counted, what it is counted by, and the filters that go with it.
CASES = [
    ("/v1/inspections", "year", {}),
    ("/v1/inspections", "framework,region,type", {"grade": "inadequate", "happened_from": "2016"}),
    ("/v1/inspections", "council_type,year", {"framework": "ilacs", "lead_inspector": "Pauline Higham"}),
    ("/v1/judgements", "grade", {"aspect": "overall", "framework": "ilacs"}),
    ("/v1/judgements", "aspect,grade,year", {"region": "London,South East", "recorded_from": "2026-11-21"}),
    ("/v1/judgements", "type,council_type", {"published_from": "2018", "absence": "not_found"}),
    ("/v1/findings", "theme", {}),
    ("/v1/findings", "region,type,year", {"council": "medway,E06000019", "happened_from": "2019", "match": "within"}),
    ("/v1/findings", "council_type,theme", {"polarity": "concern"}),
]


@pytest.mark.parametrize(("path", "by", "filters"), CASES)
def test_a_summary_counts_the_rows_that_the_list_has_with_the_same_filters(
    path: str, by: str, filters: dict[str, str], api: AppClient, whole: Whole
) -> None:
    councils = {council["code"]: council for council in whole("/v1/councils")}
    inspections = {inspection["code"]: inspection for inspection in whole("/v1/inspections")}
    records = {entry["code"]: entry for entry in whole("/v1/timeline")}

    def value(row: Item, name: str) -> Any:
        if name == "year":
            return int((row if "latest" in row else records[row["record_code"]])["latest"][:4])
        if name == "council_type":
            return councils[row["council_code"]]["type"]
        if name == "framework":
            return row["framework_code"]
        return inspections[row["inspection_code"]]["type"] if name == "type" and "grade" in row else row[name]

    names = by.split(",")
    expected: Counter[tuple[Any, ...]] = Counter()
    whose = defaultdict(set)
    for row in everything(api, path, **filters):
        key = tuple(value(row, name) for name in names)
        expected[key] += 1
        whose[key].add(row["council_code"])
    assert expected, "a count of nothing proves nothing"
    answer = api.get(f"{path}/summary", params={"by": by, **filters}).json()
    fields = ["framework_code" if name == "framework" else name for name in names]
    found = {tuple(group[field] for field in fields): group for group in answer["groups"]}
    assert {key: group["count"] for key, group in found.items()} == expected
    assert {key: group["councils"] for key, group in found.items()} == {key: len(of) for key, of in whose.items()}
    assert answer["total"] == sum(expected.values())
    assert answer["by"] == names
    others = {name for group in answer["groups"] for name, one in group.items() if one is not None}
    assert others <= {*fields, "count", "councils"}, "what is not counted by is null"


def test_groups_stand_in_the_order_of_what_is_counted_by_with_null_last(api: AppClient) -> None:
    groups = api.get("/v1/judgements/summary?by=aspect,grade").json()["groups"]
    places = {}
    for name in ("aspect", "grade"):
        words = api.get(f"/v1/vocabularies/{name}").json()["words"]
        places[name] = {word["word"]: word["order"] for word in words} | {None: 999}
    keys = [(places["aspect"][group["aspect"]], places["grade"][group["grade"]]) for group in groups]
    assert keys == sorted(keys)
    assert 999 in {grade for _, grade in keys}


def test_a_summary_as_csv_has_a_row_for_each_group(api: AppClient) -> None:
    asked = {"by": "year,framework", "council": "medway"}
    groups = api.get("/v1/inspections/summary", params=asked).json()["groups"]
    rows = list(csv.DictReader(io.StringIO(api.get("/v1/inspections/summary", params={**asked, "format": "csv"}).text)))
    assert [(int(r["year"]), r["framework_code"], int(r["count"])) for r in rows] == [
        (group["year"], group["framework_code"], group["count"]) for group in groups
    ]


@pytest.mark.parametrize(
    ("path", "by"),
    [("inspections", "aspect"), ("inspections", "theme"), ("judgements", "theme"), ("findings", "grade")],
)
def test_what_rows_of_a_kind_do_not_have_is_nothing_to_count_them_by(path: str, by: str, api: AppClient) -> None:
    assert by not in (refused(api.get(f"/v1/{path}/summary?by={by}"), "by", "literal_error")["allowed"] or [by])


def test_more_than_three_things_to_count_by_are_refused_and_repeated_ones_are_read_as_a_list(api: AppClient) -> None:
    refused(api.get("/v1/judgements/summary?by=year,region,aspect,grade"), "by", "too_long")
    commas = api.get("/v1/judgements/summary?by=year,region")
    assert api.get("/v1/judgements/summary?by=year&by=region").content == commas.content


def test_the_grades_of_two_aspects_are_counted_across(api: AppClient) -> None:
    asked = {"framework": "ilacs", "happened_from": "2018", "region": "London,North West"}
    expected: Counter[tuple[str | None, str | None]] = Counter()
    for inspection in everything(api, "/v1/inspections", **asked):
        given = {line["aspect"]: line["grade"] for line in inspection["judgements"]}
        if {"leadership", "overall"} <= set(given):
            expected[given["leadership"], given["overall"]] += 1
    across = {"rows": "leadership", "cols": "overall"}
    answer = api.get("/v1/judgements/crosstab", params={**asked, **across}).json()
    assert {(cell["row_grade"], cell["col_grade"]): cell["count"] for cell in answer["groups"]} == expected
    assert answer["total"] == sum(expected.values())
    turned = api.get("/v1/judgements/crosstab", params={**asked, "rows": "overall", "cols": "leadership"}).json()
    assert {(cell["col_grade"], cell["row_grade"]): cell["count"] for cell in turned["groups"]} == expected


def test_first_outcomes_are_those_of_the_first_inspection_under_a_framework(api: AppClient) -> None:
    as_at = "2024-03-31"
    first: dict[str, str] = {}
    for inspection in everything(api, "/v1/inspections", framework="ilacs", happened_to=as_at, match="within"):
        if any(line["aspect"] == "overall" for line in inspection["judgements"]):
            first.setdefault(inspection["council_code"], inspection["code"])
    asked = {"as_at": as_at, "framework": "ilacs"}
    rows = everything(api, "/v1/outcomes", basis="first", **asked)
    assert {row["council_code"]: row["inspection_code"] for row in rows}.items() <= first.items()
    latest = {row["council_code"]: row["inspection_code"] for row in everything(api, "/v1/outcomes", **asked)}
    moved = [row for row in rows if row["inspection_code"] != latest[row["council_code"]]]
    assert 30 < len(moved) < len(rows)
    wide = everything(api, "/v1/outcomes", basis="first", shape="wide", **asked)
    assert [row["inspection_code"] for row in wide] == [row["inspection_code"] for row in rows]
    # A framework of the past is asked for by name, whatever came later.
    sif = everything(api, "/v1/outcomes", basis="first", as_at=as_at, framework="sif")
    assert len(sif) > 100
    assert {row["framework_code"] for row in sif} == {"sif"}
    assert everything(api, "/v1/outcomes", as_at=as_at, framework="sif") != sif


def test_the_summary_of_first_outcomes_leads_to_their_rows(api: AppClient) -> None:
    (group,) = api.get("/v1/outcomes/summary?as_at=2024-03-31&basis=first").json()["groups"]
    rows = everything(api, group["outcomes_url"].partition("?")[0], as_at="2024-03-31", basis="first")
    assert "basis=first" in group["outcomes_url"]
    assert Counter(row["grade"] for row in rows if row["grade"]) == {g: n for g, n in group["counts"].items() if n}
