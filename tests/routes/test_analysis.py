"""What researchers run: outcomes, transitions, spells, intervals, waiting times and the panel, as they are answered."""

import base64
import csv
import hashlib
import io
import json
from collections import Counter
from datetime import date, timedelta
from itertools import chain
from typing import Any
from urllib.parse import quote

import pytest

from app.queries.aspects import AbsencesHeld, GradesHeld
from app.queries.outcomes import AbsenceCounts, GradeCounts, GradePercents, StatusCounts
from app.seeding.seed import seed
from app.settings import Settings
from app.vocabulary import Absence, Aspect, Grade, OutcomeStatus
from tests.client import AppClient
from tests.conftest import case, client_of
from tests.nation import nation
from tests.selects import counted
from tests.world import World, small_world

ALL = 500
WORLD = nation()
LISTS = (
    "/v1/outcomes?as_at=2024-03-31&aspect=overall,leadership",
    "/v1/outcomes/series?every=quarter&from=2019&to=2020&by=region",
    "/v1/transitions",
    "/v1/transitions/pairs?from_framework=sif&to_framework=ilacs",
    "/v1/spells?as_at=2025-06",
    "/v1/intervals?measure=end_to_publication&by=year",
    "/v1/intervals/rows?measure=between_inspections",
    "/v1/waiting-times?as_at=2024-03-31",
    "/v1/panel?from=2020&to=2022",
)


def get(client: AppClient, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(client: AppClient, url: str) -> list[dict[str, Any]]:
    """All the items of a list, page after page."""
    page = get(client, f"{url}{'&' if '?' in url else '?'}limit={ALL}")
    items: list[dict[str, Any]] = page["items"]
    while page["next"]:
        page = get(client, page["next"])
        items += page["items"]
    assert len(items) == page["total"]
    return items


def table(client: AppClient, url: str) -> list[dict[str, str]]:
    answer = client.get(f"{url}{'&' if '?' in url else '?'}format=csv&limit={ALL}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def fault(client: AppClient, url: str) -> dict[str, Any]:
    answer = client.get(url)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    errors: list[dict[str, Any]] = answer.json()["errors"]
    return errors[0]


def held_in(world: World, as_at: str, aspect: str) -> dict[str, tuple[str | None, str | None] | None]:
    """Grade and absence in force for each council, computed anew from the rows of a world, with dates as text."""
    full = {row["code"] for row in world.rows["frameworks"] if row["full_inspection"] == "true"}
    month_ends = {"01": 31, "02": 29, "03": 31, "04": 30, "05": 31, "06": 30}
    month_ends |= {"07": 31, "08": 31, "09": 30, "10": 31, "11": 30, "12": 31}

    def ended(row: dict[str, Any]) -> str:
        day = row.get("ended_on") or row["started_on"]
        return day if len(day) == 10 else f"{day}-{month_ends[day[5:]]}"

    held: dict[str, tuple[str | None, str | None] | None] = {}
    for council in world.rows["councils"]:
        if (council.get("abolished_on") or "9999") <= as_at or (council.get("established_on") or "0") > as_at:
            continue
        past = [
            row
            for row in world.rows["inspections"]
            if row["council_code"] == council["code"] and row["framework_code"] in full and ended(row) <= as_at
        ]
        held[council["code"]] = None
        if past:
            code = max(past, key=ended)["code"]
            found = [
                row
                for row in world.rows["judgements"]
                if row["inspection_code"] == code and row["domain_code"].split("-", 1)[1] == aspect.replace("_", "-")
            ]
            held[council["code"]] = (found[0].get("grade"), found[0].get("absence")) if found else (None, "?")
    return held


# Outcomes.


def test_medway_held_good_for_247_days_as_at_the_end_of_march_2024(api: AppClient) -> None:
    page = get(api, "/v1/outcomes?as_at=2024-03-31&aspect=overall&council=medway")
    assert page["items"] == [
        {
            "council_code": "medway",
            "council_name": "Medway",
            "region": "South East",
            "council_type": "unitary",
            "gss_code": "E06000035",
            "la_code": "887",
            "ofsted_urn": "80522",
            "aspect": "overall",
            "status": "in_force",
            "grade": "good",
            "grade_rank": 2,
            "absence": None,
            "inspection_code": "medway-ilacs-2023-07",
            "framework_code": "ilacs",
            "ended_on": "2023-07-28",
            "published_on": "2023-09-11",
            "report_url": "https://files.ofsted.gov.uk/v1/file/50227723",
            "held_for_days": 247,
            "as_at": "2024-03-31",
            "published_by": None,
            "known_to": "2026-08-22",
            "as_at_beyond_known": False,
        }
    ]


@pytest.mark.parametrize(
    ("asked", "resolved"), [("2024-03", "2024-03-31"), ("2023", "2023-12-31"), (None, "2026-11-21")]
)
def test_the_answer_says_which_day_it_is_about_however_it_was_asked(
    client: AppClient, asked: str | None, resolved: str
) -> None:
    query = f"?as_at={asked}" if asked else ""
    page = get(client, f"/v1/outcomes{query}")
    assert (page["as_at"], page["published_by"]) == (resolved, None)
    assert {item["as_at"] for item in page["items"]} == {resolved}
    assert get(client, f"/v1/outcomes/summary{query}")["as_at"] == resolved
    assert get(client, f"/v1/spells{query}")["as_at"] == resolved
    assert get(client, f"/v1/waiting-times{query}")["as_at"] == resolved
    assert get(client, "/v1/outcomes?published_by=2023")["published_by"] == "2023-12-31"


@pytest.mark.parametrize(
    "url",
    [
        "/v1/outcomes?as_at={}",
        "/v1/outcomes?published_by={}",
        "/v1/outcomes/summary?as_at={}",
        "/v1/outcomes/series?to={}",
        "/v1/spells?as_at={}",
        "/v1/waiting-times?as_at={}",
        "/v1/intervals?ended_by={}",
        "/v1/intervals/rows?published_by={}",
        "/v1/transitions?ended_by={}",
        "/v1/transitions/pairs?published_by={}",
        "/v1/panel?published_by={}",
    ],
)
def test_a_day_up_to_a_year_after_what_is_known_is_answered_with_a_flag_and_a_later_one_is_refused(
    client: AppClient, url: str
) -> None:
    def flags(day: str) -> set[bool]:
        answer = get(client, url.format(day))
        assert answer.get("known_to", "2026-11-21") == "2026-11-21"
        rows = answer.get("items") or answer.get("groups")
        return {thing["as_at_beyond_known"] for thing in [answer, *rows] if "as_at_beyond_known" in thing}

    assert flags("2026-11-21") == {False}
    assert flags("2027-11-21") == ({False, True} if "series" in url else {True})
    error = fault(client, url.format("2027-11-22"))
    assert (error["code"], error["suggestion"]) == ("after_known_to", "2026-11-21")


def test_the_default_day_of_every_statistic_is_the_day_up_to_which_the_sources_reach(api: AppClient) -> None:
    for url in LISTS:
        path = url.split("?")[0]
        answer = get(api, f"{path}?limit=1")
        with case(path):
            assert answer["known_to"] == "2026-08-22"
            assert answer.get("as_at", "2026-08-22") == "2026-08-22"
    summary = get(api, "/v1/outcomes/summary")
    assert (summary["as_at"], summary["known_to"], summary["as_at_beyond_known"]) == ("2026-08-22", "2026-08-22", False)
    assert every(api, "/v1/panel?council=medway")[-1]["as_at"] == "2025-12-31"


# The region's own table of 27 March 2026 (https://seslip.co.uk/ofsted-visit-analysis-page-4): days and national rank.
SESLIP = {
    "Slough": (1159, 19),
    "Wokingham": (1117, 26),
    "West Sussex": (1110, 28),
    "Portsmouth": (1047, 34),
    "Southampton": (1026, 35),
    "Medway": (984, 42),
    "Isle of Wight": (879, 50),
    "East Sussex": (837, 59),
    "Oxfordshire": (774, 61),
    "Brighton and Hove": (746, 66),
    "Reading": (704, 70),
    "Hampshire": (655, 83),
    "Windsor and Maidenhead": (536, 95),
    "Milton Keynes": (515, 99),
    "Buckinghamshire": (424, 112),
    "Surrey": (375, 117),
    "West Berkshire": (193, 138),
}


def test_waiting_times_are_those_that_others_published(api: AppClient) -> None:
    rows = {row["council_name"]: row for row in every(api, "/v1/waiting-times?as_at=2026-03-27")}
    assert {row["of"] for row in rows.values()} == {153}
    assert {row["published_by"] for row in rows.values()} == {"2026-03-27"}
    assert {name: rows[name]["days"] for name in SESLIP} == {name: days for name, (days, _) in SESLIP.items()}
    off = [abs(rows[name]["rank"] - rank) for name, (_, rank) in SESLIP.items()]
    assert (off.count(0), max(off)) == (10, 2)


@pytest.mark.parametrize("day", ["2022-09-20", "2022-09-21"])
def test_published_by_means_the_same_in_every_statistic(client: AppClient, day: str) -> None:
    # The report of July 2022 came out on 21 September 2022.
    known = ["herefordshire-ilacs-2018-06", "herefordshire-ilacs-2022-07"][: 1 + (day == "2022-09-21")]

    def codes(url: str, name: str) -> list[Any]:
        return [row[name] for row in every(client, f"{url}council=herefordshire&published_by={day}")]

    assert codes("/v1/outcomes?", "inspection_code") == known[-1:]
    assert codes("/v1/waiting-times?", "inspection_code") == known[-1:]
    assert codes("/v1/panel?from=2025&", "inspection_code") == known[-1:]
    assert list(chain(*codes("/v1/panel?", "inspection_codes"))) == known
    assert list(chain(*codes("/v1/spells?", "inspection_codes"))) == known
    assert codes("/v1/intervals/rows?measure=end_to_publication&", "inspection_code") == known
    assert codes("/v1/intervals?measure=end_to_publication&", "n") == [len(known)]
    assert codes("/v1/transitions/pairs?", "to_inspection_code") == known[1:]
    assert codes("/v1/transitions?", "count") == [1] * (len(known) - 1)


def test_a_series_says_how_many_councils_its_percentages_are_of(api: AppClient) -> None:
    page = get(api, "/v1/outcomes/series?limit=500")
    _, second, *_ = page["items"]
    assert (second["as_at"], second["good_or_outstanding_percent"], second["share_known"]) == ("2010-12-31", 66.7, 2.0)
    since = page["mostly_known_from"]
    summary = "/v1/outcomes/summary?as_at="
    before = date.fromisoformat(since) - timedelta(days=1)
    assert get(api, f"{summary}{since}")["groups"][0]["share_known"] >= 90
    assert get(api, f"{summary}{before}")["groups"][0]["share_known"] < 90
    assert get(api, "/v1/outcomes/series?from=2020&by=region")["mostly_known_from"] == since
    # Medway's report came out on that day. Few councils have a grade for safeguarding.
    url = "/v1/outcomes/series?council=medway&aspect=safeguarding_board&published_within_days=0"
    assert get(api, url)["mostly_known_from"] == "2015-11-27"
    assert get(api, "/v1/outcomes/series?aspect=safeguarding")["mostly_known_from"] is None


def test_a_successor_inherits_nothing_and_the_abolished_and_the_unborn_are_told_apart(
    api_of_nation: AppClient,
) -> None:
    def status(as_at: str, *codes: str) -> list[tuple[str, str | None]]:
        url = f"/v1/outcomes?as_at={as_at}&council={','.join(codes)}"
        return [(item["status"], item["grade"]) for item in get(api_of_nation, url)["items"]]

    assert status("2023-03-31", "cumberland", "cumbria") == [("no_inspection_recorded", None), ("in_force", "good")]
    assert status("2023-04-01", "cumberland", "cumbria") == [("no_inspection_recorded", None), ("abolished", None)]
    assert status("2019-03-31", "borough-01") == [("not_yet_established", None)]
    assert status("2019-04-01", "borough-01") == [("no_inspection_recorded", None)]


def test_care_leavers_had_no_judgement_of_their_own_before_2023_and_the_answer_says_so(api: AppClient) -> None:
    url = "/v1/outcomes?council=herefordshire&aspect=care_leavers,care_and_care_leavers&as_at="
    before = {item["aspect"]: (item["grade"], item["absence"]) for item in get(api, f"{url}2024-03-31")["items"]}
    assert before == {
        "care_leavers": (None, "judgement_not_yet_introduced"),
        "care_and_care_leavers": ("inadequate", None),
    }
    after = {item["aspect"]: (item["grade"], item["absence"]) for item in get(api, f"{url}2026-03-31")["items"]}
    assert after == {"care_leavers": ("good", None), "care_and_care_leavers": (None, "not_judged_under_framework")}


def test_no_overall_grade_is_made_up_after_april_2026(api_of_nation: AppClient) -> None:
    (item,) = get(api_of_nation, "/v1/outcomes?council=medway&as_at=2026-06-30")["items"]
    assert item["inspection_code"] == "medway-ilacs-2026-04"
    assert (item["grade"], item["absence"]) == (None, "not_judged_under_framework")
    (leaders,) = get(api_of_nation, "/v1/outcomes?council=medway&as_at=2026-06-30&aspect=leadership")["items"]
    assert leaders["grade"] == "good"
    (spell,) = get(api_of_nation, "/v1/spells?council=medway&as_at=2026-06-30")["items"]
    assert (spell["ended_on"], spell["event"], spell["censoring"]) == ("2026-04-24", False, "not_graded_next")


def test_an_inspection_that_is_not_a_full_one_is_never_in_force(api_of_nation: AppClient, api: AppClient) -> None:
    (item,) = get(api_of_nation, "/v1/outcomes?council=medway&as_at=2024-06-30")["items"]
    assert item["inspection_code"] == "medway-ilacs-2023-07"
    (old,) = get(api, "/v1/outcomes?council=medway&as_at=2013-12-31")["items"]
    assert (old["inspection_code"], old["absence"]) == ("medway-slac-2011-08", "not_judged_under_framework")


def test_a_review_of_a_safeguarding_board_is_never_in_force(folder: Any) -> None:
    world = small_world()
    world.inspection("medway-ilacs-2024-06", "2024-06-03", "2024-06-14", "inadequate", council_code="medway")
    world.add("inspections", "medway-ilacs-2024-06", type="board_review")
    settings = Settings(data_dir=folder / "data")
    seed(world.write(folder / "packages"), settings)
    with client_of(settings) as client:
        (item,) = get(client, "/v1/outcomes?council=medway&as_at=2024-12-31")["items"]
        assert item["inspection_code"] == "medway-ilacs-2023-07"
        assert get(client, "/v1/intervals?measure=end_to_publication&council=medway")["items"][0]["n"] == 1
        assert get(client, "/v1/panel?council=medway&from=2024&to=2024")["items"][0]["inspected"] is False


@pytest.mark.parametrize("as_at", ["2013-12-31", "2017-03-31", "2021-03-31", "2021-04-01", "2024-02-29", "2026-06-30"])
@pytest.mark.parametrize("aspect", ["overall", "leadership", "care_leavers"])
def test_outcomes_of_a_nation_are_what_its_rows_say(api_of_nation: AppClient, as_at: str, aspect: str) -> None:
    expected = held_in(WORLD, as_at, aspect)
    items = every(api_of_nation, f"/v1/outcomes?as_at={as_at}&aspect={aspect}")
    assert len(items) == len(WORLD.rows["councils"])
    for item in items:
        if item["council_code"] not in expected:
            assert item["status"] in ("abolished", "not_yet_established")
            continue
        held = expected[item["council_code"]]
        assert (item["status"] == "in_force") == (held is not None), item
        assert item["grade"] == (held[0] if held else None)
        assert (item["absence"] is not None) == bool(held and held[0] is None)


@pytest.mark.parametrize("by", ["none", "region", "council_type", "framework"])
@pytest.mark.parametrize("aspect", ["overall", "care_leavers"])
def test_every_number_of_a_summary_is_the_number_of_rows_behind_it(
    api_of_nation: AppClient, by: str, aspect: str
) -> None:
    rows = every(api_of_nation, f"/v1/outcomes?as_at=2022-03-31&aspect={aspect}")
    summary = get(api_of_nation, f"/v1/outcomes/summary?as_at=2022-03-31&aspect={aspect}&by={by}")
    assert (summary["by"], summary["aspect"]) == (by, aspect)
    groups = summary["groups"]
    assert sum(group["statuses"][word] for group in groups for word in group["statuses"]) == len(rows)
    for group in groups:
        behind = every(api_of_nation, group["outcomes_url"])
        assert f"release={summary['release']}" in group["outcomes_url"]
        assert {row["as_at"] for row in behind} <= {"2022-03-31"}
        statuses, grades = Counter(row["status"] for row in behind), Counter(row["grade"] for row in behind)
        absences = Counter(row["absence"] for row in behind)
        assert all(group["statuses"][word] == statuses[word] for word in list(OutcomeStatus))
        assert all(group["counts"][word] == grades[word] for word in list(Grade))
        assert all(group["absences"][word] == absences[word] for word in list(Absence))
        assert group["graded"] == sum(group["counts"].values())
        assert group["not_graded"] == sum(group["absences"].values())
        parts = ("graded", "not_graded")
        without = group["statuses"]["no_inspection_recorded"] + group["statuses"]["none_published"]
        assert group["total"] == sum(group[part] for part in parts) + without
        best = group["counts"]["good"] + group["counts"]["outstanding"]
        assert group["good_or_outstanding"] == best
        share = group["good_or_outstanding_percent"]
        assert share is None if group["graded"] == 0 else abs(share - 100 * best / group["graded"]) <= 0.05


def test_a_series_says_of_each_day_what_the_summary_says_of_it(api_of_nation: AppClient) -> None:
    items = every(api_of_nation, "/v1/outcomes/series?every=quarter&from=2021-03&to=2022&by=region&aspect=leadership")
    days = sorted({item["as_at"] for item in items})
    assert days == [
        "2021-03-31",
        "2021-06-30",
        "2021-09-30",
        "2021-12-31",
        "2022-03-31",
        "2022-06-30",
        "2022-09-30",
        "2022-12-31",
    ]
    for day in days:
        summary = get(api_of_nation, f"/v1/outcomes/summary?as_at={day}&by=region&aspect=leadership")
        shown = [item for item in items if item["as_at"] == day]
        known = {"known_to": "2026-11-21", "as_at_beyond_known": False}
        asked = {"as_at": day, "published_by": None, **known, "aspect": "leadership", "by": "region"}
        assert shown == [{**asked, **group} for group in summary["groups"]]


def test_a_series_can_wait_for_publication_as_the_yearly_statistics_do(api_of_nation: AppClient) -> None:
    (item,) = get(
        api_of_nation, "/v1/outcomes/series?every=quarter&from=2022-03-31&to=2022-03-31&published_within_days=30"
    )["items"]
    assert item["published_by"] == "2022-04-30"
    summary = get(api_of_nation, "/v1/outcomes/summary?as_at=2022-03-31&published_by=2022-04-30")
    assert item["counts"] == summary["groups"][0]["counts"]
    assert item["counts"] != get(api_of_nation, "/v1/outcomes/summary?as_at=2022-03-31")["groups"][0]["counts"]


def test_a_series_does_not_wait_for_publication_beyond_the_day_of_the_release(api_of_nation: AppClient) -> None:
    url = "/v1/outcomes/series?every=quarter&from=2026-09&to=2026-09&published_within_days=365"
    (item,) = get(api_of_nation, url)["items"]
    assert item["published_by"] == "2026-11-21"
    assert len(every(api_of_nation, item["outcomes_url"])) == len(WORLD.rows["councils"])


def test_the_rows_behind_a_group_are_those_of_the_councils_that_were_asked_about(api_of_nation: AppClient) -> None:
    chosen = "council_type=county,metropolitan&region=London,North%20East"
    groups = get(api_of_nation, f"/v1/outcomes/summary?as_at=2022-03-31&by=region&{chosen}")["groups"]
    assert [group["group"] for group in groups] == ["North East", "London"]
    for group in groups:
        behind = every(api_of_nation, group["outcomes_url"])
        assert {row["council_type"] for row in behind} == {"county", "metropolitan"}
        assert len(behind) == sum(group["statuses"].values())


def test_a_series_is_neither_endless_nor_turned_round(client: AppClient) -> None:
    assert fault(client, "/v1/outcomes/series?from=1800&every=month")["code"] == "series_too_long"
    assert fault(client, "/v1/outcomes/series?from=2022&to=2020")["code"] == "period_reversed"
    assert get(client, "/v1/outcomes/series?from=2022-03-05&to=2022-03-20")["items"] == []
    assert [item["as_at"] for item in get(client, "/v1/outcomes/series")["items"]][:1] == ["2018-12-31"]


def test_the_summary_as_csv_has_a_column_for_each_number_and_the_question_in_each_row(
    api_of_nation: AppClient,
) -> None:
    url = "/v1/outcomes/summary?as_at=2022-03-31&by=region&council_type=county"
    groups = get(api_of_nation, url)["groups"]
    rows = list(csv.DictReader(io.StringIO(api_of_nation.get(f"{url}&format=csv").text)))
    assert [(row["group"], int(row["counts_good"])) for row in rows] == [
        (group["group"], group["counts"]["good"]) for group in groups
    ]
    assert {(row["as_at"], row["by"]) for row in rows} == {("2022-03-31", "region")}
    lines = api_of_nation.get(url, headers={"Accept": "application/x-ndjson"}).text.splitlines()
    assert [json.loads(line)["counts"] for line in lines] == [group["counts"] for group in groups]


# Transitions.


def test_pairs_of_one_framework_are_never_mixed_with_another_unless_asked(api: AppClient) -> None:
    items = get(api, "/v1/transitions?council=herefordshire,medway,nottingham")["items"]
    assert [
        (i["from_framework_code"], i["to_framework_code"], i["from_grade"], i["to_grade"], i["count"]) for i in items
    ] == [
        ("ilacs", "ilacs", "requires_improvement", "inadequate", 2),
        ("ilacs", "ilacs", "inadequate", "good", 2),
    ]
    assert [pair["days"] for pair in items[1]["pairs"]] == [1211, 1463]
    assert (items[1]["median_days"], items[1]["direction"]) == (1337, "improved")
    across = "/v1/transitions?council=herefordshire,medway,nottingham&from_framework=sif&to_framework=ilacs"
    assert {(i["from_framework_code"], i["to_framework_code"]) for i in get(api, across)["items"]} == {("sif", "ilacs")}


def test_transitions_of_a_nation_add_up_to_graded_inspections_less_councils_with_one(api_of_nation: AppClient) -> None:
    graded = Counter(
        next(row["council_code"] for row in WORLD.rows["inspections"] if row["code"] == judgement["inspection_code"])
        for judgement in WORLD.rows["judgements"]
        if judgement["domain_code"] in ("ilacs-overall", "sif-overall") and judgement.get("grade")
    )
    both = "from_framework=sif,ilacs&to_framework=sif,ilacs"
    cells = every(api_of_nation, f"/v1/transitions?{both}")
    assert sum(cell["count"] for cell in cells) == sum(graded.values()) - len(graded)
    pooled = every(api_of_nation, f"/v1/transitions?{both}&pooled=true")
    assert sum(cell["count"] for cell in pooled) == sum(cell["count"] for cell in cells)
    assert {cell["from_framework_code"] for cell in pooled} == {None}
    assert len(pooled) < len(cells)
    behind = every(api_of_nation, f"/v1/transitions/pairs?{both}")
    assert len(behind) == sum(cell["count"] for cell in cells)
    for cell in cells:
        assert cell["count"] == len(cell["pairs"])
        of_cell = [
            row
            for row in behind
            if (row["from_grade"], row["to_grade"], row["from_framework_code"], row["to_framework_code"])
            == (cell["from_grade"], cell["to_grade"], cell["from_framework_code"], cell["to_framework_code"])
        ]
        assert [row["to_inspection_code"] for row in of_cell] == [pair["to_inspection_code"] for pair in cell["pairs"]]
        assert cell["timed"] == sum(pair["days"] is not None for pair in cell["pairs"])


def test_pairs_can_be_chosen_by_period_grade_direction_and_region(api_of_nation: AppClient) -> None:
    both = "from_framework=sif,ilacs&to_framework=sif,ilacs"
    rows = every(api_of_nation, f"/v1/transitions/pairs?{both}")
    improved = every(api_of_nation, f"/v1/transitions/pairs?{both}&direction=improved&region=London&ended_from=2020")
    expected = [
        row
        for row in rows
        if row["direction"] == "improved" and row["region"] == "London" and (row["to_ended_on"] or "9") >= "2020"
    ]
    assert [row["to_inspection_code"] for row in improved] == [row["to_inspection_code"] for row in expected]
    assert 0 < len(improved) < len(rows)
    worst = every(api_of_nation, f"/v1/transitions/pairs?{both}&from_grade=good&to_grade=inadequate")
    assert {(row["from_grade"], row["to_grade"]) for row in worst} == {("good", "inadequate")}
    earlier = every(api_of_nation, f"/v1/transitions/pairs?{both}&ended_by=2019")
    assert {row["to_inspection_code"] for row in earlier} < {row["to_inspection_code"] for row in rows}
    known = every(api_of_nation, f"/v1/transitions/pairs?{both}&published_by=2019")
    assert {row["to_inspection_code"] for row in known} != {row["to_inspection_code"] for row in earlier}
    assert fault(api_of_nation, "/v1/transitions?ended_from=2022&ended_by=2020")["code"] == "period_reversed"


# Spells.


def test_herefordshire_was_inadequate_for_1211_days_and_had_seven_monitoring_visits(api: AppClient) -> None:
    (spell,) = get(api, "/v1/spells?aspect=overall&grade=inadequate&council=herefordshire&as_at=2026-06-30")["items"]
    assert (spell["started_on"], spell["ended_on"], spell["duration_days"]) == ("2022-07-29", "2025-11-21", 1211)
    assert (spell["event"], spell["exit_grade"], spell["censoring"]) == (True, "good", None)
    assert spell["inspection_codes"] == ["herefordshire-ilacs-2022-07"]
    assert (spell["monitoring_visits"], spell["left_truncated"]) == (7, False)


def test_on_the_clock_of_publication_it_was_1209_days(api: AppClient) -> None:
    url = "/v1/spells?grade=inadequate&council=herefordshire&clock=publication&as_at=2026-06-30"
    (spell,) = get(api, url)["items"]
    assert (spell["started_on"], spell["ended_on"], spell["duration_days"]) == ("2022-09-21", "2026-01-12", 1209)


def test_a_start_that_is_not_known_to_the_day_gives_a_spell_without_a_duration(api: AppClient) -> None:
    first = get(api, "/v1/spells?council=nottingham&as_at=2026-06-30")["items"][0]
    assert (first["grade"], first["started_on"], first["counts_from"]) == ("good", None, "2010-12-31")
    assert (first["duration_days"], first["undated"], first["left_truncated"]) == (None, "from_not_known", True)


def test_the_grade_continues_across_frameworks_unless_spells_are_split(api: AppClient) -> None:
    url = "/v1/spells?council=herefordshire&grade=requires_improvement"
    (whole,) = get(api, url)["items"]
    assert whole["framework_codes"] == ["sif", "ilacs"]
    first, second = get(api, f"{url}&split=true")["items"]
    assert (first["event"], first["censoring"], first["ended_on"]) == (False, "same_grade_again", "2018-06-22")
    assert whole["duration_days"] == first["duration_days"] + second["duration_days"] == 2991
    assert whole["focused_visits"] == first["focused_visits"] + second["focused_visits"] == 3


@pytest.mark.parametrize("as_at", ["2016-06-30", "2021-03-31", "2021-04-01", "2025-12-31"])
def test_spells_of_a_nation_hold_on_a_day_what_the_outcomes_of_that_day_say(
    api_of_nation: AppClient, as_at: str
) -> None:
    spells = every(api_of_nation, "/v1/spells?as_at=2026-06-30")
    held = {
        item["council_code"]: item["grade"]
        for item in every(api_of_nation, f"/v1/outcomes?as_at={as_at}")
        if item["grade"]
    }
    covering = [
        spell
        for spell in spells
        if spell["counts_from"] <= as_at and (not spell["counts_to"] or as_at < spell["counts_to"])
    ]
    assert len({spell["council_code"] for spell in covering}) == len(covering)
    assert {spell["council_code"]: spell["grade"] for spell in covering} == held


def test_the_csv_of_spells_is_ready_for_kaplan_and_meier(api_of_nation: AppClient) -> None:
    rows = table(api_of_nation, "/v1/spells?grade=inadequate&as_at=2026-06-30")
    spells = [(int(row["duration_days"]), row["event"] == "true") for row in rows if row["duration_days"]]
    survival, steps = 1.0, {}
    for day in sorted({days for days, event in spells if event}):
        survival *= 1 - sum(days == day and event for days, event in spells) / sum(days >= day for days, _ in spells)
        steps[day] = survival
    assert len(spells) > 20
    assert any(not event for _, event in spells)
    # Up to the first censored spell, the curve is the plain part of spells that lasted longer.
    censored = min(days for days, event in spells if not event)
    for day, value in steps.items():
        if day < censored:
            assert value == pytest.approx(sum(days > day for days, _ in spells) / len(spells))
    assert list(steps.values()) == sorted(steps.values(), reverse=True)


# Intervals.


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("end_to_publication", "none"),
        ("start_to_publication", "framework"),
        ("inadequate_to_first_monitoring_visit", "year"),
        ("publication_to_first_meeting", "region"),
        ("between_inspections", "year"),
    ],
)
def test_every_group_of_intervals_has_its_rows_behind_it(api_of_nation: AppClient, measure: str, by: str) -> None:
    page = get(api_of_nation, f"/v1/intervals?measure={measure}&by={by}&ended_from=2015-06&ended_by=2024-09-15")
    assert (page["measure"], page["by"]) == (measure, by)
    rows = every(api_of_nation, f"/v1/intervals/rows?measure={measure}&ended_from=2015-06&ended_by=2024-09-15")
    assert sum(group["n"] + group["excluded"] for group in page["items"]) == len(rows) > 20
    for group in page["items"]:
        behind = every(api_of_nation, group["rows_url"])
        assert group["rows_url"].endswith(f"release={page['release']}")
        known = sorted(row["days"] for row in behind if row["days"] is not None)
        assert (group["n"], group["excluded"]) == (len(known), len(behind) - len(known))
        assert all((row["days"] is None) == (row["undated"] is not None) for row in behind)
        if known:
            assert (group["min"], group["max"]) == (known[0], known[-1])
            assert known[0] <= group["lower_quartile"] <= group["median"] <= group["upper_quartile"] <= known[-1]
            assert group["median"] == (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
        else:
            assert group["median"] is None


def test_intervals_of_the_records_are_counted_between_days_that_are_known(api: AppClient) -> None:
    url = "measure=end_to_publication&council=herefordshire,medway,nottingham"
    groups = {group["group"]: group for group in get(api, f"/v1/intervals?{url}&by=framework")["items"]}
    assert (groups["ilacs"]["n"], groups["ilacs"]["median"], groups["ilacs"]["lower_quartile"]) == (7, 45, 38.5)
    assert (groups["slac"]["n"], groups["slac"]["excluded"], groups["slac"]["median"]) == (0, 3, None)
    visits = "measure=inadequate_to_first_monitoring_visit&council=herefordshire,medway"
    assert [row["days"] for row in get(api, f"/v1/intervals/rows?{visits}")["items"]] == [243, 391]


def test_a_meeting_that_considered_a_visit_is_not_the_first_that_considered_the_inspection(folder: Any) -> None:
    world = small_world()
    of_visit = {"inspection_code": "herefordshire-ilacs-2022-07", "monitoring_visit_code": "herefordshire-mv-2023-03"}
    world.add("meetings", "herefordshire-meeting-2023-06-22-cab", held_on="2023-06-22", **of_visit)
    inspection = {"inspection_code": "herefordshire-ilacs-2022-07"}
    world.add("meetings", "herefordshire-meeting-2023-07-20-cab", held_on="2023-07-20", **inspection)
    settings = Settings(data_dir=folder / "data")
    seed(world.write(folder / "packages"), settings)
    url = "/v1/intervals/rows?measure=publication_to_first_meeting&council=herefordshire&ended_from=2022"
    with client_of(settings) as client:
        (row,) = get(client, url)["items"]
        assert (row["to_code"], row["days"]) == ("herefordshire-meeting-2023-07-20-cab", 302)


def test_a_measure_is_said_in_the_answer_and_must_be_known(client: AppClient) -> None:
    assert get(client, "/v1/intervals")["measure"] == "end_to_publication"
    assert fault(client, "/v1/intervals?measure=end_to_publicaton")["suggestion"] == "end_to_publication"
    assert fault(client, "/v1/intervals/rows?measure=end_to_publication&by=year")["code"] == "unknown_parameter"


# Waiting times and the panel.


def test_who_has_waited_longest_stands_first(api: AppClient) -> None:
    items = get(api, "/v1/waiting-times?as_at=2024-03-31&council=herefordshire,medway,nottingham")["items"]
    assert [(item["council_code"], item["days"]) for item in items] == [
        ("nottingham", 629),
        ("herefordshire", 622),
        ("medway", 258),
    ]
    assert items[0]["rank"] < items[1]["rank"] < items[2]["rank"] <= items[2]["of"]


def test_a_council_whose_wait_is_not_known_stands_last_without_a_rank(api_of_nation: AppClient) -> None:
    rows = every(api_of_nation, "/v1/waiting-times?as_at=2024-03-31")
    unknown = [row for row in rows if row["days"] is None]
    assert unknown == rows[-len(unknown) :]
    assert {row["rank"] for row in unknown} == {None}
    assert {row["undated"] for row in unknown} == {"from_not_known", "from_not_exact"}
    assert "borough-03" in {row["council_code"] for row in unknown}
    assert {"borough-02", "cumbria"}.isdisjoint(row["council_code"] for row in rows)


def test_a_rank_is_within_the_nation_or_the_region_whatever_rows_are_chosen(api_of_nation: AppClient) -> None:
    rows = every(api_of_nation, "/v1/waiting-times?as_at=2024-03-31")
    ranked = [row for row in rows if row["rank"]]
    assert {row["of"] for row in rows} == {len(ranked)}
    assert [row["days"] for row in ranked] == sorted((row["days"] for row in ranked), reverse=True)
    assert [row["rank"] for row in ranked] == [
        1 + sum(other["days"] > row["days"] for other in ranked) for row in ranked
    ]
    london = every(api_of_nation, "/v1/waiting-times?as_at=2024-03-31&region=London")
    assert london == [row for row in rows if row["region"] == "London"]
    within = every(api_of_nation, "/v1/waiting-times?as_at=2024-03-31&region=London&rank_within=region")
    assert {row["of"] for row in within} == {sum(row["rank"] is not None for row in london)}
    assert [row["council_code"] for row in within] == [row["council_code"] for row in london]
    assert within[0]["rank"] == 1


def test_the_panel_holds_at_each_years_end_what_the_outcomes_say(api_of_nation: AppClient) -> None:
    rows = every(api_of_nation, "/v1/panel?from=2019&to=2023")
    assert len({(row["council_code"], row["year"]) for row in rows}) == len(rows)
    for year in (2019, 2021, 2023):
        outcomes = every(api_of_nation, f"/v1/outcomes?as_at={year}-12-31&aspect=overall,care_leavers")
        expected = {(item["council_code"], item["aspect"]): item for item in outcomes}
        for row in (row for row in rows if row["year"] == year):
            for aspect in ("overall", "care_leavers"):
                item = expected[row["council_code"], aspect]
                assert row["grade"][aspect] == item["grade"]
                assert row["absence"][aspect] == item["absence"]
                assert (row["status"], row["inspection_code"]) == (item["status"], item["inspection_code"])
    years = [row["year"] for row in rows if row["council_code"] == "borough-02"]
    assert years == [2019, 2020, 2021]


def test_the_panel_counts_every_inspection_once(api_of_nation: AppClient) -> None:
    rows = every(api_of_nation, "/v1/panel?to=2025")
    counted_codes = [code for row in rows for code in row["inspection_codes"]]
    over = [
        row["code"]
        for row in WORLD.rows["inspections"]
        if row["framework_code"] in ("sif", "ilacs") and (row["ended_on"] or row["started_on"]) < "2026"
    ]
    assert sorted(counted_codes) == sorted(over)
    assert sum(row["monitoring_visits"] for row in rows) <= len(WORLD.rows["monitoring_visits"])
    assert all(row["inspected"] == bool(row["inspection_codes"]) for row in rows)


def test_the_panel_as_csv_has_a_column_for_each_aspect(api: AppClient) -> None:
    (row,) = table(api, "/v1/panel?council=medway&from=2023&to=2023&unit=council-year")
    assert (row["year"], row["inspected"], row["grade_help_and_protection"]) == ("2023", "true", "requires_improvement")
    assert (row["grade_adoption"], row["absence_adoption"]) == ("", "not_judged_under_framework")


def test_a_year_that_is_not_over_is_no_row_of_a_panel_unless_it_is_asked_for(client: AppClient) -> None:
    asked = every(client, "/v1/panel?to=2026")
    assert {row["year"] for row in asked if row["as_at_beyond_known"]} == {2026}
    error = fault(client, "/v1/panel?to=2027")
    assert (error["parameter"], error["code"]) == ("to", "after_known_to")
    assert fault(client, "/v1/panel?from=2020&to=2019")["code"] == "period_reversed"
    assert max(row["year"] for row in get(client, "/v1/panel?limit=500")["items"]) == 2025


# What all of them promise.


@pytest.mark.parametrize("url", LISTS)
def test_pages_of_a_computed_list_lose_and_repeat_nothing(api_of_nation: AppClient, url: str) -> None:
    whole = every(api_of_nation, url)
    # Each page is computed anew, so that small pages of a long list would take minutes.
    limit = max(7, len(whole) // 12)
    page = get(api_of_nation, f"{url}{'&' if '?' in url else '?'}limit={limit}")
    walked = page["items"]
    while page["next"]:
        page = get(api_of_nation, page["next"])
        walked += page["items"]
        assert page["total"] == len(whole)
    assert walked == whole
    assert len(whole) > limit


@pytest.mark.parametrize("url", LISTS)
def test_a_cursor_of_a_computed_list_is_bound_to_its_filters_and_release_and_cannot_be_altered(
    api_of_nation: AppClient, api: AppClient, url: str
) -> None:
    joint = "&" if "?" in url else "?"
    following = get(api_of_nation, f"{url}{joint}limit=1")["next"]
    cursor = following.split("cursor=")[1]
    others = f"{url}{joint}region=London&cursor={cursor}"
    assert fault(api_of_nation, others)["code"] == "cursor_of_another_list"
    assert fault(api, f"{url}{joint}cursor={cursor}")["code"] == "cursor_of_another_release"
    assert fault(api_of_nation, f"{url}{joint}cursor={cursor[:-2]}xx")["code"] == "malformed_cursor"


def test_a_cursor_with_a_place_of_another_form_is_refused(api_of_nation: AppClient) -> None:
    cursor = get(api_of_nation, "/v1/panel?limit=1")["next"].split("cursor=")[1]
    body = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()[12:])
    places: tuple[list[Any], ...] = (["borough-00"], ["borough-00", "2020"], [None, 2020], [{}, []])
    for place in places:
        text = json.dumps([*body[:2], *place], separators=(",", ":"))
        forged = base64.urlsafe_b64encode(f"{hashlib.sha256(text.encode()).hexdigest()[:12]}{text}".encode()).decode()
        error = fault(api_of_nation, f"/v1/panel?cursor={quote(forged.rstrip('='))}")
        assert error["code"] == "malformed_cursor"


@pytest.mark.parametrize("url", LISTS)
def test_a_computed_list_is_the_same_in_csv_and_ndjson(api_of_nation: AppClient, url: str) -> None:
    whole = every(api_of_nation, url)[:ALL]
    rows = table(api_of_nation, url)
    assert len(rows) == len(whole)
    for row, item in zip(rows, whole, strict=True):
        for name, value in item.items():
            flat = (
                {f"{name}_{part}": inner for part, inner in value.items()} if isinstance(value, dict) else {name: value}
            )
            for column, cell in flat.items():
                shown = (
                    "" if cell is None else json.dumps(cell, separators=(",", ":")) if isinstance(cell, list) else cell
                )
                shown = str(cell).lower() if isinstance(cell, bool) else str(shown)
                assert row[column] == shown
    lines = api_of_nation.get(f"{url}{'&' if '?' in url else '?'}limit={ALL}&format=ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == whole


@pytest.mark.parametrize(
    "url",
    [
        "/v1/outcomes?council=medway&framework=ilacs",
        "/v1/outcomes/summary?by=region",
        "/v1/transitions/pairs?from_framework=sif&to_framework=ilacs",
        "/v1/intervals/rows?measure=publication_to_first_meeting&limit=500",
        "/v1/waiting-times?council=medway",
        "/v1/panel?limit=500",
    ],
)
def test_an_answer_costs_no_select_once_the_facts_of_the_release_are_read(api_of_nation: AppClient, url: str) -> None:
    get(api_of_nation, "/v1/outcomes")
    with counted() as seen:
        get(api_of_nation, url)
    assert seen == []


@pytest.mark.parametrize(
    "path",
    [url.split("?")[0] for url in (*LISTS, "/v1/outcomes/summary")],
)
def test_what_is_not_understood_is_refused_with_a_suggestion(client: AppClient, path: str) -> None:
    measure = "measure=end_to_publication&" if "intervals" in path else ""
    error = fault(client, f"{path}?{measure}councl=medway")
    assert (error["code"], error["suggestion"]) == ("unknown_parameter", "council")
    assert fault(client, f"{path}?{measure}council=medwya")["suggestion"] == "medway"
    assert fault(client, f"{path}?{measure}region=Londn")["code"] == "enum"
    assert fault(client, f"{path}?{measure}council=")["code"] == "empty_parameter"
    assert fault(client, f"{path}?{measure}format=csv&format=csv")["code"] == "repeated_parameter"


@pytest.mark.parametrize(
    ("url", "suggestion"),
    [
        ("/v1/outcomes?framework=ilcas", "ilacs"),
        ("/v1/transitions?from_framework=ilcas", "ilacs"),
        ("/v1/transitions/pairs?to_framework=ilcas", "ilacs"),
        ("/v1/intervals?measure=end_to_publication&framework=ilcas", "ilacs"),
    ],
)
def test_a_framework_that_there_is_not_is_refused_with_a_suggestion(
    client: AppClient, url: str, suggestion: str
) -> None:
    error = fault(client, url)
    assert (error["code"], error["suggestion"]) == ("unknown_code", suggestion)


@pytest.mark.parametrize("as_at", ["0", "1e9", "2024-13", "24-03-31", "2024-02-30", "yesterday"])
def test_a_day_that_is_none_is_refused(client: AppClient, as_at: str) -> None:
    assert fault(client, f"/v1/outcomes?as_at={as_at}")["parameter"] == "as_at"


def test_there_is_a_field_for_each_word_that_is_counted() -> None:
    assert list(GradeCounts.model_fields) == list(GradePercents.model_fields) == list(Grade)
    assert list(AbsenceCounts.model_fields) == list(Absence)
    assert list(StatusCounts.model_fields) == list(OutcomeStatus)


def test_the_panel_has_each_aspect_that_a_framework_of_full_inspections_judges(api: AppClient) -> None:
    judged = {
        domain["aspect"]
        for framework in every(api, "/v1/frameworks")
        if framework["full_inspection"]
        for domain in framework["domains"]
    }
    columns = list(GradesHeld.model_fields)
    assert columns == list(AbsencesHeld.model_fields) == [aspect for aspect in Aspect if aspect in judged]


def test_the_landing_page_leads_to_every_list(client: AppClient) -> None:
    links = {link["href"] for link in get(client, "/")["links"]}
    assert {url.split("?")[0] for url in LISTS} <= links


@pytest.mark.parametrize("url", [*LISTS, "/v1/outcomes/summary?by=framework&as_at=2024-03-31"])
def test_both_engines_answer_the_same_bytes(api: AppClient, api_on_postgres: AppClient, url: str) -> None:
    assert api.get(url).content == api_on_postgres.get(url).content
