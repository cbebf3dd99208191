"""One record by its code, for every kind that has a page of its own."""

import pytest
from httpx2 import Response

from app.records import KINDS
from app.vocabulary import VOCABULARIES
from tests.client import AppClient
from tests.conftest import case
from tests.routes import EXAMPLES, LIST_PATHS, PARAMETERS, RECORD_PATHS, everything, problem

# What a record has in addition when it is read by its code, and what has tests of its own.
DETAILS = ("links", "included", "records", "records_total")
# Lists of what belongs to a council, and a release, whose example is answered by another endpoint.
LISTS = ("/v1/councils/{council}/timeline", "/v1/councils/{council}/neighbours", "/v1/releases/{code}")
LIST_OF = {path: path.removesuffix("/{code}") for path in RECORD_PATHS}


def test_every_list_of_coded_records_has_a_page_for_each_record() -> None:
    coded = {kind.path for kind in KINDS if kind.path in LIST_PATHS}
    # A council has a page at any of its codes; a judgement, a citation and a change are read in their lists.
    assert set(LIST_OF.values()) == coded - {"/v1/councils", "/v1/judgements", "/v1/citations", "/v1/changes"}


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_a_record_is_its_item_of_the_list_with_its_citations(path: str, api: AppClient) -> None:
    items = {item["code"]: item for item in everything(api, LIST_OF[path])}
    example = EXAMPLES[path].rpartition("/")[2]
    release = api.get("/v1/releases/current").json()["code"]
    cited = 0
    for code in {example, *list(items)[:: max(1, len(items) // 12)]}:
        answer = api.get(path.format(code=code))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-release"] == release
        record = answer.json()
        citations = record.pop("citations")
        for own in DETAILS:
            record.pop(own, None)
        assert record == items[code], "another record, or another shape than in the list"
        inside = {line["code"] for line in record.get("judgements", [])}
        assert {citation["record_code"] for citation in citations} <= {code, *inside}
        assert citations == _cited(api, sorted({code, *inside}))
        cited += len(citations)
    assert cited or path == "/v1/sources/{code}", "sources cite other records, and nobody cites them"


def _cited(api: AppClient, codes: list[str]) -> list[dict[str, object]]:
    """What the list of citations says of some records; a code that is cited nowhere is refused there."""
    found = []
    for code in codes:
        answer = api.get("/v1/citations", params={"record_code": code, "limit": "500"})
        if answer.status_code == 200:
            found += answer.json()["items"]
    return sorted(found, key=lambda citation: (citation["record_code"], citation["code"]))


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_a_code_that_names_nothing_is_not_found_and_the_answer_says_what_was_looked_for(
    path: str, api: AppClient
) -> None:
    answer = api.get(path.format(code="there-is-no-such-thing-anywhere"))
    assert problem(answer, 404) == []
    kind = LIST_OF[path].removeprefix("/v1/").replace("-", " ")
    assert answer.json()["detail"] == f"There is no 'there-is-no-such-thing-anywhere' among the {kind}."


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_a_code_that_is_nearly_right_is_not_found_with_a_suggestion(path: str, api: AppClient) -> None:
    example = EXAMPLES[path].rpartition("/")[2]
    answer = api.get(f"{EXAMPLES[path]}x")
    (error,) = problem(answer, 404)
    assert error["code"] == "not_found"
    assert str(error["suggestion"]).startswith(example[:-1])
    assert error["suggestion"] in answer.json()["detail"]
    assert api.get(path.format(code=error["suggestion"])).status_code == 200


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_a_path_that_can_be_no_code_is_not_found_and_not_repeated(path: str, api: AppClient) -> None:
    for code in ("%00", "a%0ab", "%ff", "%ED%A0%80", "%E2%80%A8", "%C2%85", "a" * 201, "a" * 20_000):
        with case(code[:20]):
            answer = api.get(path.format(code=code))
            assert problem(answer, 404) == []
            assert answer.json()["detail"] == "There is nothing at this path. GET / lists every endpoint."


@pytest.mark.parametrize("path", RECORD_PATHS)
def test_a_record_of_one_kind_is_not_found_among_another_kind(path: str, api: AppClient) -> None:
    stranger = "herefordshire-ilacs-2018-06" if "inspections" not in path else "herefordshire-mv-2023-03"
    problem(api.get(path.format(code=stranger)), 404)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if EXAMPLES[path] != path and path not in LISTS])
def test_a_record_takes_no_parameter_but_its_release_and_include_and_says_so(path: str, api: AppClient) -> None:
    (error,) = problem(api.get(f"{EXAMPLES[path]}?format=csv"), 422)
    assert (error["parameter"], error["code"]) == ("format", "unknown_parameter")
    if path == "/v1/vocabularies/{name}":
        assert error["message"] == "format: unknown parameter; this path takes none"
    else:
        allowed = ["include", "release"] if "include" in PARAMETERS[path] else ["release"]
        assert error["allowed"] == allowed
        assert error["message"] == f"format: unknown parameter; expected one of {', '.join(allowed)}"


def test_each_vocabulary_is_found_by_its_name_as_it_stands_in_the_list(api: AppClient) -> None:
    items = everything(api, "/v1/vocabularies")
    assert [item["name"] for item in items] == list(VOCABULARIES)
    for item in items:
        assert api.get(f"/v1/vocabularies/{item['name']}").json() == item
        assert [word["order"] for word in item["words"]] == list(range(1, len(item["words"]) + 1))
        assert all(word["label"] and word["meaning"] for word in item["words"])


def test_a_vocabulary_that_is_none_is_not_found_and_all_are_named(api: AppClient) -> None:
    answer = api.get("/v1/vocabularies/grades")
    problem(answer, 404)
    assert "'grades'" in answer.json()["detail"]
    assert all(name in answer.json()["detail"] for name in VOCABULARIES)


def test_the_landing_page_links_to_every_list_and_each_link_answers_its_type(api: AppClient) -> None:
    links = api.get("/").json()["links"]
    hrefs = [link["href"] for link in links]
    assert len(set(hrefs)) == len(hrefs)
    assert {"/v1/councils", "/v1/timeline", "/openapi.json", "/docs", "/v1/releases/current"} <= set(hrefs)
    for link in links:
        assert list(link) == ["rel", "href", "type", "title"]
        assert link["title"]
        answer: Response = api.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == link["type"]


def test_the_current_release_counts_what_the_lists_hold(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()
    assert release["content_sha256"].startswith(release["code"])
    assert "Open Government Licence" in release["licence"]
    for kind in ("councils", "inspections", "judgements", "monitoring_visits", "meetings", "findings", "figures"):
        path = f"/v1/{kind.replace('_', '-')}"
        assert release["counts"][kind] == api.get(f"{path}?limit=1").json()["total"], kind


def test_coverage_counts_the_timeline_of_each_council(api: AppClient) -> None:
    for item in everything(api, "/v1/coverage", council="herefordshire,medway,nottingham,bedford"):
        entries = everything(api, f"/v1/councils/{item['council_code']}/timeline")
        assert item["records"] == len(entries) == sum(year["records"] for year in item["years"])
        assert item["first"] == min((entry["earliest"] for entry in entries), default=None)
        assert item["last"] == max((entry["latest"] for entry in entries), default=None)
        for year in item["years"]:
            assert year["records"] == sum(
                entry["kind"] == year["kind"] and entry["earliest"].startswith(str(year["year"])) for entry in entries
            )
        own = [gap for gap in item["gaps"] if gap["council_code"] == item["council_code"]]
        of_all = [gap for gap in item["gaps"] if gap["council_code"] is None]
        assert item["gaps"] == own + of_all
        assert of_all
        assert bool(own) == (item["council_code"] != "bedford")


def test_health_says_ok_without_asking_the_dataset_and_readiness_names_the_release(api: AppClient) -> None:
    assert api.get("/healthz").json() == {"status": "ok", "release": None}
    ready = api.get("/readyz")
    assert ready.json() == {"status": "ok", "release": api.get("/v1/releases/current").json()["code"]}
