"""Rows that join: names, codes, ends, ranks and reports are in the row, so that no second request is needed."""

import csv
import io
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from app.records import EVENTS
from app.settings import ROOT, Settings
from app.vocabulary import Grade
from tests.client import AppClient
from tests.document import operations, shapes
from tests.needs import need_program
from tests.routes import everything
from tests.served import running

COUNCIL_FIELDS = ("council_code", "council_name", "region", "gss_code", "la_code", "ofsted_urn")
HEREFORDSHIRE = ("herefordshire", "Herefordshire", "West Midlands", "E06000019", "884", "80474")
OF_A_COUNCIL = [o for o in operations() if o.is_list and set(COUNCIL_FIELDS) <= set(shapes()[o.item]["properties"])]
# The place of each grade on its scale, written here and not read from the code that is tested.
RANKS = {None: None, "outstanding": 1, "good": 2, "requires_improvement": 3, "adequate": 3, "inadequate": 4}
GRADED = ("/v1/judgements", "/v1/timeline", "/v1/outcomes?aspect=care", "/v1/spells?aspect=safeguarding")


def test_every_row_that_names_a_council_has_its_name_its_region_and_its_codes() -> None:
    """Rows that are inside others too.

    Gaps stand inside the coverage of their council, which has them, and a result of a search leads to a record.
    """
    lacking = {
        name: set(COUNCIL_FIELDS) - set(shape["properties"])
        for name, shape in shapes().items()
        if "council_code" in shape["properties"] and not set(COUNCIL_FIELDS) <= set(shape["properties"])
    }
    assert set(lacking) == {"SearchResultPublic"}
    assert len(OF_A_COUNCIL) > 18


@pytest.mark.parametrize("path", [operation.path for operation in OF_A_COUNCIL if "{" not in operation.path])
def test_a_row_has_the_codes_of_its_own_council_in_every_format(path: str, api: AppClient) -> None:
    councils = {council["code"]: council for council in everything(api, "/v1/councils")}
    limit = "" if path == "/v1/coverage" else "limit=60&"
    answer = api.get(f"{path}?{limit}format=json")
    if path == "/v1/outcomes":
        answer = api.get(f"{path}?{limit}format=json&shape=wide")
        path = f"{path}?shape=wide&"
    else:
        path = f"{path}?"
    items = answer.json()["items"]
    assert any(item["council_code"] for item in items)
    for item in items:
        council = councils.get(item["council_code"], {})
        expected = [council.get(name) for name in ("code", "name", "region", "gss_code", "la_code", "ofsted_urn")]
        if path.startswith("/v1/council-codes"):
            # A row is about one of the codes that its council has had, and not about the present one.
            assert item["gss_code"] in {line["gss_code"] for line in council["gss_codes"]}
            expected[COUNCIL_FIELDS.index("gss_code")] = item["gss_code"]
        assert [item[name] for name in COUNCIL_FIELDS] == expected
    rows = list(csv.DictReader(io.StringIO(api.get(f"{path}{limit}format=csv").text)))
    lines = [json.loads(line) for line in api.get(f"{path}{limit}format=ndjson").text.splitlines()]
    for name in COUNCIL_FIELDS:
        assert [row[name] for row in rows[: len(items)]] == [item[name] or "" for item in items]
        assert [line[name] for line in lines[: len(items)]] == [item[name] for item in items]


@pytest.mark.parametrize("path", GRADED)
def test_a_grade_has_its_rank_beside_it_and_no_grade_has_none(path: str, api: AppClient) -> None:
    items = everything(api, *path.split("?")[:1], **dict([path.split("?")[1].split("=")] if "?" in path else []))
    assert {item["grade"] for item in items} >= {"good", "inadequate"} or "safeguarding" in path
    assert all(item["grade_rank"] == RANKS[item["grade"]] for item in items)


def test_ranks_stand_beside_the_grades_of_pairs_of_the_panel_and_of_an_inspection(api: AppClient) -> None:
    for pair in api.get("/v1/transitions/pairs?limit=50").json()["items"]:
        assert [pair["from_grade_rank"], pair["to_grade_rank"]] == [RANKS[pair["from_grade"]], RANKS[pair["to_grade"]]]
    for row in api.get("/v1/panel?council=medway").json()["items"]:
        assert row["grade_rank"] == {aspect: RANKS[grade] for aspect, grade in row["grade"].items()}
    for line in api.get("/v1/inspections/herefordshire-ilacs-2018-06").json()["judgements"]:
        assert line["grade_rank"] == RANKS[line["grade"]]
    assert set(RANKS) == {None, *(grade.value for grade in Grade)}


def test_downloads_have_the_council_in_every_row_and_ranks_beside_grades(api: AppClient) -> None:
    for name in ("findings", "meetings", "judgements", "inspections_wide", "interventions"):
        rows = list(csv.DictReader(io.StringIO(api.get(f"/v1/downloads/{name}.csv").text)))
        ours = [row for row in rows if row["council_code"] == "herefordshire"]
        assert ours
        assert {tuple(row[field] for field in COUNCIL_FIELDS) for row in ours} == {HEREFORDSHIRE}
        assert all(row["council_name"] for row in rows)
        if name == "judgements":
            assert all(row["grade_rank"] == str(RANKS[row["grade"] or None] or "") for row in rows)
        if name == "inspections_wide":
            assert all(row["overall_rank"] == str(RANKS[row["overall"] or None] or "") for row in rows)
    gaps = list(csv.DictReader(io.StringIO(api.get("/v1/downloads/gaps.csv").text)))
    assert any(row["council_name"] == "Herefordshire" for row in gaps)


def test_an_entry_of_the_timeline_has_its_end_its_source_and_its_report(api: AppClient) -> None:
    sources = {source["code"]: source for source in everything(api, "/v1/sources")}
    records = {item["code"]: item for kind in EVENTS for item in everything(api, kind.path)}
    for entry in everything(api, "/v1/timeline"):
        record, source = records[entry["code"]], sources[entry["source_code"]]
        assert entry["ended_on"] == record.get("ended_on")
        assert entry["date_text"] == record["date_text"]
        # A later report that restates an inspection is its source, and not its report.
        report = sources.get(f"{entry['code']}-report") if entry["kind"] == "inspections" else source
        assert entry["report_url"] == record["report_url"] == (report and report["url"])
        assert (entry["source_title"], entry["source_publisher"]) == (source["title"], source["publisher"])


def test_what_lasted_says_when_it_ended_also_in_words(api: AppClient) -> None:
    (entry,) = [
        entry
        for entry in everything(api, "/v1/councils/medway/timeline", kind="interventions")
        if entry["code"] == "medway-commissioner-2019-08"
    ]
    record = api.get(entry["url"]).json()
    assert entry["ended_on"] == record["ended_on"]
    assert entry["date_text"] == record["date_text"]
    assert entry["date_text"].startswith("27 August 2019")
    # Where it stands in the timeline is the day on which it began.
    assert entry["latest"] == "2019-08-27"


def test_the_kind_of_an_entry_is_a_word_of_a_vocabulary_with_labels(api: AppClient) -> None:
    assert shapes()["TimelineEntryPublic"]["properties"]["kind"]["$ref"].endswith("/EventKind")
    words = api.get("/v1/vocabularies/event_kind").json()["words"]
    assert [word["word"] for word in words] == [kind.name for kind in EVENTS]
    assert all(word["label"] and word["meaning"] for word in words)


def test_a_council_says_what_stands_where_overall_is_no_longer_judged(api: AppClient) -> None:
    councils = everything(api, "/v1/councils")
    wide = {row["council_code"]: row for row in everything(api, "/v1/outcomes", shape="wide")}
    without = 0
    for council in councils:
        latest, row = council["latest"], wide[council["code"]]
        assert latest["inspection_code"] == row["inspection_code"]
        assert {aspect: latest[aspect] for aspect in row["grade"]} == row["grade"]
        assert (latest["status"], latest["report_url"]) == (row["status"], row["report_url"])
        assert latest["overall_absence"] == row["absence"]["overall"]
        if latest["overall"]:
            assert latest["last_overall"] == latest["overall"]
            assert latest["last_overall_inspection_code"] == latest["inspection_code"]
        elif latest["last_overall"]:
            without += 1
            judged = api.get("/v1/judgements", params={"inspection": latest["last_overall_inspection_code"]}).json()
            grades = {line["aspect"]: line["grade"] for line in judged["items"]}
            assert grades["overall"] == latest["last_overall"]
    assert without, "inspections of 2026 give no overall grade"
    abolished = next(council for council in councils if council["code"] == "cumbria")
    assert {name: value for name, value in abolished["latest"].items() if value is not None}.keys() == {
        "known_to",
        "status",
    }


def test_every_link_of_a_council_and_of_a_record_leads_to_what_it_names(api: AppClient) -> None:
    for path in ("/v1/councils/medway", "/v1/inspections/herefordshire-ilacs-2022-07", "/v1/findings?limit=1"):
        answer = api.get(path).json()
        record = api.get(f"/v1/findings/{answer['items'][0]['code']}").json() if "items" in answer else answer
        for name, link in record["links"].items():
            assert link is None or api.get(link).status_code == 200, (name, link)
    links = api.get("/v1/focused-visits/nottingham-fv-2021-06").json()["links"]
    meetings = everything(api, links["meetings"].partition("?")[0], focused_visit="nottingham-fv-2021-06")
    assert {meeting["focused_visit_code"] for meeting in meetings} == {"nottingham-fv-2021-06"}


def test_what_is_included_is_what_the_lists_say(api: AppClient) -> None:
    code = "herefordshire-ilacs-2022-07"
    record = api.get(f"/v1/inspections/{code}?include=findings,figures,visits,meetings,sources").json()
    found = record["included"]
    assert found["findings"] == everything(api, "/v1/findings", record=code) != []
    assert found["figures"] == everything(api, "/v1/figures", record=code)
    assert found["visits"] == everything(api, "/v1/monitoring-visits", inspection=code) != []
    assert found["meetings"] == everything(api, "/v1/meetings", inspection=code) != []
    assert found["predecessors"] is None
    sources = {source["code"]: source for source in everything(api, "/v1/sources")}
    named = {row["source_code"] for rows in (found["findings"], found["visits"], found["meetings"]) for row in rows}
    assert {source["code"] for source in found["sources"]} >= {record["source_code"], *named}
    assert all(source == sources[source["code"]] for source in found["sources"])
    council = api.get("/v1/councils/cumberland?include=predecessors").json()
    (cumbria,) = council["included"]["predecessors"]
    assert cumbria == next(one for one in everything(api, "/v1/councils") if one["code"] == "cumbria")


def test_only_what_a_kind_has_can_be_included(api: AppClient) -> None:
    answer = api.get("/v1/meetings/herefordshire-meeting-2023-06-22-cab-8?include=finding")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["allowed"], error["suggestion"]) == (["findings", "figures", "sources"], "findings")


def test_a_source_lists_what_rests_on_it_and_says_where_the_rest_is(api: AppClient) -> None:
    sizes = set()
    for code in ("herefordshire-cabinet-minutes-2023-06-22", "local-authority-eng-register"):
        source = api.get(f"/v1/sources/{code}").json()
        cited = everything(api, "/v1/citations", source_code=code)
        assert source["records_total"] == len(cited)
        assert source["links"]["citations"] == f"/v1/citations?source_code={code}"
        assert source["records"] == [
            {
                "kind": one["record_kind"],
                "code": one["record_code"],
                "field": one["field"],
                "locator": one["locator"],
                "url": one["record_url"],
            }
            for one in cited[:100]
        ]
        sizes.add(len(cited) > 100)
    assert sizes == {False, True}


def test_a_source_of_one_council_names_it_and_one_of_many_names_none(api: AppClient) -> None:
    sources = {source["code"]: source for source in everything(api, "/v1/sources")}
    minutes = sources["herefordshire-cabinet-minutes-2023-06-22"]
    assert tuple(minutes[field] for field in COUNCIL_FIELDS) == HEREFORDSHIRE
    register = sources["local-authority-eng-register"]
    assert [register[field] for field in COUNCIL_FIELDS] == [None] * len(COUNCIL_FIELDS)


def test_the_wide_outcomes_have_a_row_for_each_council_and_a_column_for_each_aspect(api: AppClient) -> None:
    day = {"as_at": "2024-03-31"}
    wide = {row["council_code"]: row for row in everything(api, "/v1/outcomes", shape="wide", **day)}
    aspects = list(wide["medway"]["grade"])
    long = everything(api, "/v1/outcomes", aspect=",".join(aspects), **day)
    assert len(long) == len(wide) * len(aspects)
    for row in long:
        one = wide[row["council_code"]]
        for field in ("grade", "grade_rank", "absence"):
            assert one[field][row["aspect"]] == row[field]
        assert all(one[field] == row[field] for field in ("status", "inspection_code", "ended_on", "report_url"))
    cells = list(csv.DictReader(io.StringIO(api.get("/v1/outcomes?shape=wide&format=csv&limit=500").text)))
    assert len(cells) == len(wide)
    assert {f"grade_{aspect}" for aspect in aspects} <= set(cells[0])
    lines = api.get("/v1/outcomes?shape=wide&format=ndjson&limit=500&as_at=2024-03-31").text.splitlines()
    assert [json.loads(line) for line in lines] == list(wide.values())


def test_the_wide_outcomes_take_filters_pages_and_no_aspect(api: AppClient) -> None:
    inadequate = everything(api, "/v1/outcomes", shape="wide", grade="inadequate")
    assert inadequate
    assert all("inadequate" in row["grade"].values() for row in inadequate)
    first = api.get("/v1/outcomes?shape=wide&limit=1&region=London").json()
    second = api.get(first["next"]).json()
    assert second["items"][0]["council_code"] > first["items"][0]["council_code"]
    assert "grade" in second["items"][0]
    (error,) = api.get("/v1/outcomes?shape=wide&aspect=care").json()["errors"]
    assert (error["parameter"], error["code"]) == ("aspect", "not_with_wide")


EXAMPLE = ROOT / "docs" / "examples" / "timeline.mjs"


def test_a_front_end_of_fifty_lines_makes_one_request_and_has_names_ends_and_reports(
    shipped: Settings, folder: Path
) -> None:
    need_program("node")
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= 50
    with running(folder, shipped) as server:
        home = f"http://127.0.0.1:{server.port}"
        command = ["node", str(EXAMPLE), home, "medway"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        asked: list[str] = []
        # A server writes its log a little later than its answers.
        for _ in range(50):
            log = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines()]
            asked = [line["path"] for line in log if line["event"] == "request" and line["path"] != "/healthz"]
            if asked:
                break
            time.sleep(0.1)
    assert asked == ["/v1/councils/medway/timeline"]
    page: Any = done.stdout
    assert "<h1>Medway</h1>" in page
    assert "27 August 2019" in page
    assert "17 to 28 July 2023" in page
    assert 'href="https://files.ofsted.gov.uk/v1/file/50227723"' in page
    assert "undefined" not in page
    assert "null" not in page
