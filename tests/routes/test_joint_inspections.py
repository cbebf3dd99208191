"""Joint targeted area inspections and area SEND inspections, as the API gives them."""

from tests.client import AppClient
from tests.routes import codes, everything


def test_the_lists_are_filtered_by_theme_priority_action_and_outcome(api: AppClient) -> None:
    letters = everything(api, "/v1/joint-inspections")
    assert len(letters) == 57
    violence = everything(api, "/v1/joint-inspections", theme="youth_violence")
    assert codes(violence) == [row["code"] for row in letters if row["theme"] == "youth_violence"]
    demanding = everything(api, "/v1/joint-inspections", priority_action="true", council="sefton,leeds")
    assert codes(demanding) == ["sefton-jtai-2019-09"]
    failing = everything(api, "/v1/send-inspections", outcome="systemic_failings")
    assert {row["outcome"] for row in failing} == {"systemic_failings"}
    assert len(failing) == 11


def test_the_timeline_of_a_council_has_its_joint_inspection_beside_its_inspections(api: AppClient) -> None:
    story = everything(api, "/v1/councils/leeds/timeline")
    assert "inspections" in {entry["kind"] for entry in story}
    (joint,) = [entry for entry in story if entry["kind"] == "joint_inspections"]
    assert (joint["headline"], joint["earliest"], joint["grade"]) == (
        "Joint targeted area inspection: serious youth violence",
        "2024-03-04",
        None,
    )
    assert api.get(joint["url"]).json()["partners"] == "Ofsted; CQC; HMICFRS; HMI Probation"
    (send,) = everything(api, "/v1/councils/dorset/timeline", kind="send_inspections")
    assert send["headline"] == "Area SEND inspection: typically positive experiences and outcomes"


def test_coverage_counts_them_and_what_is_judged_does_not(api: AppClient) -> None:
    (leeds,) = api.get("/v1/coverage?council=leeds").json()["items"]
    assert {"year": 2024, "kind": "joint_inspections", "records": 1} in leeds["years"]
    dated = {row["inspection_code"] for row in everything(api, "/v1/outcomes", council="leeds")}
    assert not {code for code in dated if code and ("-jtai-" in code or "-send-" in code)}
