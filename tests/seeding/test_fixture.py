"""The small dataset for the tests of others: what it holds, and that it changes only with its version."""

from typing import Any

from app.settings import FIXTURE, ROOT, Settings
from tests.conftest import case, client_of
from tests.fixture import RECORD, recorded, release_now, version

# What docs/ci.md promises, as a question and what its first answer has.
AWKWARD: dict[str, tuple[str, dict[str, Any]]] = {
    "no overall grade since April 2026": (
        "/v1/outcomes?council=brent",
        {"status": "in_force", "grade": None, "absence": "not_judged_under_framework"},
    ),
    "an abolished council": ("/v1/outcomes?council=cumbria", {"status": "abolished", "grade": None}),
    "a council of which no inspection is recorded": (
        "/v1/outcomes?council=cheshire-east",
        {"status": "no_inspection_recorded"},
    ),
    "a council that did not exist yet": (
        "/v1/outcomes?council=westmorland-and-furness&as_at=2022",
        {"status": "not_yet_established"},
    ),
    "a leadership grade that caps nothing": (
        "/v1/outcomes?council=herefordshire&as_at=2019&aspect=leadership,overall",
        {"aspect": "overall", "grade": "requires_improvement"},
    ),
    "sources that disagree": (
        "/v1/citations?record_code=herefordshire-ilacs-2018-06&standing=alternative",
        {"field": "started_on", "stated_value": "2018-06-04"},
    ),
    "a council with two GSS codes": (
        "/v1/council-codes?council=barnsley",
        {"gss_code": "E08000016", "valid_to": "2025-03-31"},
    ),
    "a day between two days": (
        "/v1/inspections?code=city-of-london-sif-2016-07",
        {"started_on": "[2016-07-01..2016-07-28]", "precision": "range"},
    ),
    "a month and no day": ("/v1/inspections?code=cumbria-sif-2015-03", {"started_on": "2015-03", "precision": "month"}),
    "a year and no month": ("/v1/interventions?council=surrey", {"started_on": "2008", "precision": "year"}),
    "an inspection whose publication is not known": (
        "/v1/inspections?code=cumbria-sif-2017-11",
        {"published_on": None},
    ),
    "a grade that no source states": ("/v1/judgements?council=cumbria&absence=not_found", {"grade": None}),
    "a domain that was not judged": ("/v1/judgements?council=birmingham&absence=not_judged", {"grade": None}),
    "the grade of before 2013": ("/v1/judgements?council=herefordshire&grade=adequate", {"grade_rank": 3}),
    "a reinspection": ("/v1/inspections?council=birmingham&type=reinspection", {"code": "birmingham-sif-2016-09"}),
    "a review of a safeguarding board": ("/v1/inspections?type=board_review", {"council_code": "surrey"}),
    "a joint inspection that required priority action": (
        "/v1/joint-inspections?council=torbay",
        {"priority_action": True},
    ),
    "an area SEND inspection": ("/v1/send-inspections", {"outcome": "inconsistent"}),
    "a focused visit that required priority action": (
        "/v1/focused-visits?council=herefordshire&order=desc",
        {"priority_action": True},
    ),
    "meetings": ("/v1/meetings?council=herefordshire", {"council_code": "herefordshire"}),
    "figures": ("/v1/figures?council=herefordshire", {"council_code": "herefordshire"}),
    "what is known to be missing": ("/v1/gaps?council=cumbria", {"reason": "not_found"}),
    "a change of the dataset": ("/v1/changes", {"cause": "our_correction"}),
}


def test_the_fixture_holds_every_awkward_case(of_fixture: Settings) -> None:
    with client_of(of_fixture) as client:
        for name, (path, expected) in AWKWARD.items():
            with case(name):
                items = client.get(path).json()["items"]
                assert expected.items() <= items[0].items()


def test_a_predecessor_leads_to_its_successors_which_inherit_nothing(of_fixture: Settings) -> None:
    with client_of(of_fixture) as client:
        successors = client.get("/v1/councils/cumbria").json()["successors"]
        assert [council["code"] for council in successors] == ["cumberland", "westmorland-and-furness"]
        assert client.get("/v1/outcomes?council=cumberland&as_at=2023-12").json()["items"][0]["grade"] is None


def test_a_fixture_with_another_release_has_another_version() -> None:
    expected = f"write it anew with `python -m tests.fixture`, which gives it the next version in {RECORD.name}"
    assert recorded().get(version() or "") == release_now(), expected


def test_the_fixture_is_smaller_than_a_megabyte() -> None:
    assert sum(file.stat().st_size for file in FIXTURE.iterdir()) < 1_000_000


def test_the_guide_names_every_council_of_the_fixture(of_fixture: Settings) -> None:
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    with client_of(of_fixture) as client:
        councils = client.get("/v1/councils?limit=500").json()["items"]
    assert [council["name"] for council in councils if council["name"] not in guide] == []
