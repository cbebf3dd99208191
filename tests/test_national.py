"""What followed inspections in other councils: published statements, and the questions that they make answerable.

Each statement is of a page that is not the only source of its record, so that the two readings hold each other.
"""

from typing import Any

import pytest

from tests.client import AppClient
from tests.routes import everything

PAGES = {
    "local-guardian": "https://www.yourlocalguardian.co.uk/news/18118909.final-ofsted-report-croydons-childrens-"
    "services-published/",
    "stourbridge-news": "http://www.stourbridgenews.co.uk/news/regional/16285422.drift-and-delay-for-too-many-children-"
    "in-care-finds-ofsted-after-glos-visit/",
    "coventry-minutes": "https://edemocracy.coventry.gov.uk/mgAi.aspx?ID=28095",
    "halton-minutes": "https://councillors.halton.gov.uk/ieListDocuments.aspx?MId=8724",
    "rochdale-online": "https://www.rochdaleonline.co.uk/news-features/2/news-headlines/125877/watchdog-finds-childrens-"
    "services-have-improved-since-last-inspection",
    "written-answer": "https://www.parallelparliament.co.uk/mp/andrew-gwynne/dept/DfE/writtenanswers?department=DfE&"
    "document_type=writtenanswers&memb_pk=1506&page=2",
    "bbc-wokingham": "https://feeds.bbci.co.uk/news/uk-england-berkshire-46291942",
    "wirral-globe": "https://wirralglobe.co.uk/news/24676679.ofsted-finds-progress-send-problems-remain-wirral-council",
    "coventry-intervention": "https://edemocracy.coventry.gov.uk/mgAi.aspx?ID=22699",
    "lgc-trafford": "https://www.lgcplus.com/services/children/met-issued-improvement-notice-after-leadership-failures/"
    "7029072.article",
}
STATED: list[tuple[str, str, dict[str, Any]]] = [
    (
        "local-guardian",
        "/v1/monitoring-visits/croydon-mv-2019-10",
        {"started_on": "2019-10-16", "ended_on": "2019-10-17", "published_on": "2019-12-18"},
    ),
    ("stourbridge-news", "/v1/monitoring-visits/gloucestershire-mv-2018-05", {"started_on": "2018-05-15"}),
    (
        "coventry-minutes",
        "/v1/focused-visits/coventry-fv-2019-02",
        {"started_on": "2019-02-26", "ended_on": "2019-02-27", "area": "permanence"},
    ),
    (
        "halton-minutes",
        "/v1/focused-visits/halton-fv-2021-10",
        {"started_on": "2021-10-13", "ended_on": "2021-10-14", "priority_action": True},
    ),
    (
        "rochdale-online",
        "/v1/focused-visits/rochdale-fv-2019-01",
        {"started_on": "2019-01-09", "ended_on": "2019-01-10", "area": "front_door"},
    ),
    (
        "written-answer",
        "/v1/focused-visits/tameside-fv-2022-04",
        {"started_on": "2022-04", "priority_action": True},
    ),
    ("bbc-wokingham", "/v1/focused-visits/wokingham-fv-2018-10", {"started_on": "2018-10"}),
    (
        "wirral-globe",
        "/v1/focused-visits/wirral-fv-2024-09",
        {"started_on": "2024-09-17", "ended_on": "2024-09-18"},
    ),
    (
        "coventry-intervention",
        "/v1/interventions/coventry-improvement-notice-2014",
        {"type": "improvement_notice", "ended_on": "2017-06-13"},
    ),
    (
        "lgc-trafford",
        "/v1/interventions/trafford-improvement-notice-2019-05",
        {"type": "improvement_notice", "started_on": "2019-05-23"},
    ),
]


@pytest.mark.parametrize(("page", "url", "stated"), STATED, ids=[page for page, _, _ in STATED])
def test_a_record_says_what_another_page_than_its_own_source_says(
    page: str, url: str, stated: dict[str, Any], api: AppClient
) -> None:
    record = api.get(url).json()
    assert {name: record[name] for name in stated} == stated
    pages = {line["source_code"]: api.get(f"/v1/sources/{line['source_code']}").json() for line in record["citations"]}
    assert PAGES[page] in {source["url"] for source in pages.values()}
    assert pages[record["source_code"]]["url"] != PAGES[page]


def test_the_two_visits_on_placement_decisions_until_autumn_2024_are_those_that_seslip_counts(api: AppClient) -> None:
    """https://seslip.co.uk/ofsted-visit-analysis-page-11, below table 10.1: as at 21 November 2024 there were two."""
    visits = everything(api, "/v1/focused-visits", area="placement_decisions", happened_to="2024-09-30")
    assert [visit["council_code"] for visit in visits] == ["dudley", "stockton-on-tees"]


def test_the_story_of_bradford_runs_from_its_inadequate_judgement_to_the_visits_after_the_trust(
    api: AppClient,
) -> None:
    story = everything(api, "/v1/councils/bradford/timeline")
    chapters = [
        "bradford-ilacs-2018-09",
        "bradford-improvement-notice-2018-12",
        "bradford-mv-2019-10",
        "bradford-commissioner-2021-09",
        "bradford-ilacs-2022-11",
        "bradford-mv-2023-11",
    ]
    assert [entry["code"] for entry in story if entry["code"] in chapters] == chapters


def test_the_first_monitoring_visit_after_a_judgement_is_recorded_for_twenty_councils(api: AppClient) -> None:
    rows = everything(api, "/v1/intervals/rows", measure="inadequate_to_first_monitoring_visit")
    assert len({row["council_code"] for row in rows if row["to_code"]}) >= 20
    assert all(row["days"] > 0 for row in rows if row["days"] is not None)


def test_most_councils_that_were_inadequate_have_a_monitoring_visit(api: AppClient) -> None:
    # Visits are counted between two days.
    spells = [spell for spell in everything(api, "/v1/spells", grade="inadequate") if spell["started_on"]]
    assert sum(spell["monitoring_visits"] > 0 for spell in spells) > 0.9 * len(spells)


def test_commissioners_are_of_the_nation(api: AppClient) -> None:
    commissioners = everything(api, "/v1/interventions", type="commissioner")
    assert len({item["council_code"] for item in commissioners}) > 20
