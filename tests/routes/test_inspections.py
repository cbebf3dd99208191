"""Inspections and judgements: what was judged, how, and what is asked of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary import Aspect, Grade
from tests.client import AppClient
from tests.conftest import examples
from tests.routes import Whole, codes, everything, refused


def test_judgements_stand_inside_their_inspection_in_the_framework_s_order(api: AppClient) -> None:
    frameworks = {item["code"]: item for item in everything(api, "/v1/frameworks")}
    judged = 0
    for inspection in everything(api, "/v1/inspections"):
        order = [domain["code"] for domain in frameworks[inspection["framework_code"]]["domains"]]
        inside = [line["domain_code"] for line in inspection["judgements"]]
        judged += len(inside)
        assert inside == [domain for domain in order if domain in inside]
    assert judged == api.get("/v1/judgements?limit=1").json()["total"]


def test_the_list_of_judgements_is_what_the_inspections_hold_one_a_row(api: AppClient) -> None:
    lines = {
        line["code"]: (inspection, line)
        for inspection in everything(api, "/v1/inspections")
        for line in inspection["judgements"]
    }
    judgements = everything(api, "/v1/judgements")
    assert sorted(lines) == sorted(codes(judgements))
    for judgement in judgements:
        inspection, line = lines[judgement["code"]]
        assert {name: judgement[name] for name in line} == line
        assert judgement["inspection_code"] == inspection["code"]
        for field in ("council_code", "council_name", "region", "framework_code", "started_on", "ended_on"):
            assert judgement[field] == inspection[field]
        for field in ("published_on", "earliest", "latest", "precision"):
            assert judgement[field] == inspection[field]


def test_inspections_judgements_and_outcomes_have_the_address_of_the_report_of_their_inspection(
    api: AppClient,
) -> None:
    sources = {source["code"]: source["url"] for source in everything(api, "/v1/sources")}
    addresses = {code: sources.get(f"{code}-report") for code in codes(everything(api, "/v1/inspections"))}
    for path, name in (("/v1/inspections", "code"), ("/v1/judgements", "inspection_code")):
        for item in everything(api, path):
            assert item["report_url"] == addresses[item[name]]
    for item in everything(api, "/v1/outcomes", aspect="overall,care"):
        assert item["report_url"] == (item["inspection_code"] and addresses[item["inspection_code"]])
    for address in filter(None, addresses.values()):
        assert address.startswith("https://files.ofsted.gov.uk/v1/file/")
    # A report outlives what it reports: that of a later inspection is not the report of the one that it mentions.
    assert addresses["herefordshire-slac-2010-10"] is None
    # All under the two last frameworks but those of abolished councils.
    unknown = [
        code for code, address in addresses.items() if address is None and ("-ilacs-" in code or "-sif-" in code)
    ]
    assert len(unknown) == 9
    gone = codes(everything(api, "/v1/councils", abolished="true"))
    assert {code.partition("-ilacs-")[0].partition("-sif-")[0] for code in unknown} <= set(gone)


def test_a_judgement_has_a_grade_or_a_reason_and_never_both(api: AppClient) -> None:
    judgements = everything(api, "/v1/judgements")
    assert all((item["grade"] is None) != (item["absence"] is None) for item in judgements)
    assert any(item["absence"] for item in judgements)
    # A report may print words such as "Not Judged" where a grade would be.
    assert {item["absence"] for item in judgements if item["absence"] and item["grade_printed"]} <= {"not_judged"}


def test_adequate_is_a_grade_of_its_own(api: AppClient) -> None:
    adequate = everything(api, "/v1/judgements", grade="adequate")
    assert adequate
    assert {item["grade"] for item in adequate} == {"adequate"}
    assert all(item["latest"] < "2013-11" for item in adequate)
    assert not set(codes(adequate)) & set(codes(everything(api, "/v1/judgements", grade="requires_improvement")))


def test_aspect_and_grade_together_ask_for_one_judgement_of_both(client: AppClient) -> None:
    # In the small world the inspection of 2018 gave requires improvement overall, and inadequate in leadership only.
    assert codes(everything(client, "/v1/inspections", aspect="overall", grade="inadequate")) == [
        "herefordshire-ilacs-2022-07"
    ]
    assert codes(everything(client, "/v1/inspections", aspect="leadership", grade="inadequate")) == [
        "herefordshire-ilacs-2018-06",
        "herefordshire-ilacs-2022-07",
    ]
    assert codes(everything(client, "/v1/inspections", aspect="overall", grade="requires_improvement")) == [
        "herefordshire-ilacs-2018-06"
    ]
    assert everything(client, "/v1/inspections", aspect="leadership", grade="requires_improvement") == []
    assert codes(everything(client, "/v1/inspections", aspect="leadership,overall", grade="good")) == [
        "medway-ilacs-2023-07"
    ]


@examples(10)
@given(
    aspects=st.lists(st.sampled_from([word.value for word in Aspect]), max_size=3, unique=True),
    grades=st.lists(st.sampled_from([word.value for word in Grade]), max_size=3, unique=True),
)
def test_any_aspects_and_grades_keep_the_inspections_with_such_a_judgement(
    api: AppClient, whole: Whole, aspects: list[str], grades: list[str]
) -> None:
    asked = {"aspect": ",".join(aspects), "grade": ",".join(grades)}
    asked = {name: value for name, value in asked.items() if value}
    kept = [
        inspection
        for inspection in whole("/v1/inspections")
        if not asked
        or any(
            (not aspects or line["aspect"] in aspects) and (not grades or line["grade"] in grades)
            for line in inspection["judgements"]
        )
    ]
    assert everything(api, "/v1/inspections", **asked) == kept
    lines = [line["code"] for inspection in kept for line in inspection["judgements"]]
    judgements = codes(everything(api, "/v1/judgements", **asked))
    assert set(judgements) <= set(lines)
    assert set(judgements) == {
        item["code"]
        for item in whole("/v1/judgements")
        if (not aspects or item["aspect"] in aspects) and (not grades or item["grade"] in grades)
    }


def test_care_leavers_share_a_domain_until_2022_and_have_their_own_since(api: AppClient) -> None:
    inspections = everything(api, "/v1/inspections", framework="ilacs")
    assert inspections[0]["started_on"] < "2023" < inspections[-1]["started_on"]
    for inspection in inspections:
        aspects = {line["aspect"] for line in inspection["judgements"]}
        if inspection["started_on"] < "2023":
            assert "care_and_care_leavers" in aspects
            assert not aspects & {"care", "care_leavers"}
        else:
            assert {"care", "care_leavers"} <= aspects
            assert "care_and_care_leavers" not in aspects


@pytest.mark.parametrize(
    ("parameter", "value", "suggestion"),
    [
        ("grade", "inadequat", "inadequate"),
        ("grade", "good,requires improvment", "requires_improvement"),
        ("aspect", "leaderships", "leadership"),
        ("type", "standart", "standard"),
        ("region", "West Midland", "West Midlands"),
        ("match", "overlap", "overlaps"),
        ("order", "ascending", None),
        ("format", "cvs", "csv"),
    ],
)
def test_a_word_that_is_in_no_vocabulary_is_refused_with_the_allowed_ones(
    parameter: str, value: str, suggestion: str | None, api: AppClient
) -> None:
    error = refused(api.get("/v1/inspections", params={parameter: value}), parameter, "enum")
    assert error["suggestion"] == suggestion
    assert error["allowed"]
    assert repr(value.rsplit(",", maxsplit=1)[-1]) in error["message"]
    if suggestion:
        assert suggestion in error["allowed"]


@pytest.mark.parametrize(
    ("path", "parameter", "value", "suggestion"),
    [
        ("/v1/inspections", "framework", "ilac", "ilacs"),
        ("/v1/judgements", "inspection", "herefordshire-ilacs-2018-07", "herefordshire-ilacs-2018-06"),
        ("/v1/monitoring-visits", "inspection", "herefordshire-ilacs-2022-08", "herefordshire-ilacs-2022-07"),
        ("/v1/meetings", "monitoring_visit", "herefordshire-mv-2023-04", "herefordshire-mv-2023-0"),
        ("/v1/findings", "record", "herefordshire-mv-2023-0", "herefordshire-mv-2023-0"),
        ("/v1/figures", "record", "nottingham-ilacs-2022-70", "nottingham-ilacs-2022-07"),
        ("/v1/citations", "source_code", "herefordshire-ilacs-2018-06-repor", "herefordshire-ilacs-2018-06-report"),
    ],
)
def test_a_code_that_names_nothing_is_refused_instead_of_answered_with_an_empty_list(
    path: str, parameter: str, value: str, suggestion: str, api: AppClient
) -> None:
    error = refused(api.get(path, params={parameter: value}), parameter, "unknown_code")
    assert repr(value) in error["message"]
    assert str(error["suggestion"]).startswith(suggestion)
