"""What /openapi.json promises as a document. Whether the promises are kept is asked in the other files here.

`python -m tests.contract.test_openapi` writes the committed file anew.
"""

import json
import re
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from fastapi.routing import APIRoute
from openapi_spec_validator import OpenAPIV31SpecValidator

from app.http.openapi import LAST_PARAMETERS
from app.http.problem_details import PROBLEM_MEDIA_TYPE
from app.main import create_app
from app.records import KINDS
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, client_of
from tests.document import SCHEMAS, SNAPSHOT, TABLE_MEDIA_TYPES, Operation, document, examples, operations, shapes

RENEW = "python -m tests.contract.test_openapi"
FIELDS = [(name, field, schema) for name, shape in shapes().items() for field, schema in shape["properties"].items()]
PARAMETERS = [(operation, parameter) for operation in operations() for parameter in operation.parameters]


@cache
def made() -> dict[str, Any]:
    """The document as the server makes it; it needs no dataset."""
    return create_app(Settings()).openapi()


def as_snapshot(described: dict[str, Any]) -> str:
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_the_document_is_valid_openapi_3_1() -> None:
    assert document()["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(document()).iter_errors()] == []


def test_the_document_is_the_one_that_was_reviewed() -> None:
    """A change of the API is seen in review, and a breaking one is never an accident."""
    kept = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    found = as_snapshot(made()).splitlines()
    gone, new = set(kept) - set(found), set(found) - set(kept)
    changed = [f"-{line}" for line in kept if line in gone] + [f"+{line}" for line in found if line in new]
    shown = "\n".join(changed[:40])
    assert kept == found, f"the API changed; if that is meant, run `{RENEW}` and commit {SNAPSHOT.name}:\n{shown}"


def test_the_document_that_is_served_is_the_one_that_is_committed(api: AppClient) -> None:
    answer = api.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == document()


def test_every_path_answers_get_alone() -> None:
    assert {tuple(methods) for methods in document()["paths"].values()} == {("get",)}


def test_every_kind_of_record_has_its_list() -> None:
    declared = set(document()["paths"])
    inside_others = {"/v1/successions", "/v1/domains"}
    assert {kind.path for kind in KINDS} - declared == inside_others
    for kind in KINDS:
        if kind.path in declared and kind.name not in ("judgements", "citations", "changes"):
            one = "council" if kind.name == "councils" else "code"
            assert f"{kind.path}/{{{one}}}" in declared


def test_operation_ids_are_the_names_of_the_functions_and_unique(api: AppClient) -> None:
    names = [operation.name for operation in operations()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"(list|read)_[a-z_]+", name) for name in names)
    app: Any = api.app
    routes = (route for route in app.routes if isinstance(route, APIRoute))
    written = {route.endpoint.__name__ for route in routes if route.include_in_schema}
    assert set(names) == written


def test_every_operation_is_described() -> None:
    for operation in operations():
        with case(operation.name):
            assert operation.declared["description"].endswith((".", ")"))
            assert len(operation.declared["tags"]) == 1
            assert all(response["description"].endswith(".") for response in operation.responses.values())


def test_every_shape_and_field_has_a_description() -> None:
    assert [f"{name}.{field}" for name, field, schema in FIELDS if len(schema.get("description", "")) < 3] == []
    named = document()["components"]["schemas"].items()
    assert [name for name, shape in named if not name.endswith("Page") and len(shape.get("description", "")) < 3] == []


def test_every_field_has_an_example_or_is_made_of_fields_that_have_theirs() -> None:
    without = {f"{name}.{field}": schema for name, field, schema in FIELDS if not schema.get("examples")}
    made_of_others = {
        place
        for place, schema in without.items()
        for one in [next((variant for variant in schema.get("anyOf", []) if variant.get("type") != "null"), schema)]
        if one.get("items", one).get("$ref", "").removeprefix(SCHEMAS) in shapes()
    }
    assert set(without) == made_of_others
    empty = [f"{name}.{field}" for name, field, schema in FIELDS for e in schema.get("examples", []) if e in (None, [])]
    assert empty == [], "an example that is null or empty shows nobody what the field looks like"


def test_every_parameter_has_a_description_and_an_example() -> None:
    undescribed = [f"{o.name}.{p['name']}" for o, p in PARAMETERS if not p.get("description", "").endswith(".")]
    assert undescribed == []
    # A cursor belongs to one release, and no release is kept for ever: none that could be written down would be real.
    without = {p["name"] for _, p in PARAMETERS if not examples(p)}
    assert without <= {"cursor", "release"}


def test_no_field_of_an_answer_is_optional_or_has_a_default() -> None:
    """A client never meets a field that is sometimes missing: what is not known is null."""
    for name, shape in shapes().items():
        assert sorted(shape["required"]) == sorted(shape["properties"]), name
    assert [f"{name}.{field}" for name, field, schema in FIELDS if "default" in schema] == []


def test_no_parameter_is_said_to_be_null() -> None:
    assert [f"{o.name}.{p['name']}" for o, p in PARAMETERS if '"null"' in json.dumps(p["schema"])] == []


def test_several_words_are_one_parameter_with_commas() -> None:
    arrays = {f"{o.name}.{p['name']}": p for o, p in PARAMETERS if p["schema"].get("type") == "array"}
    assert "list_timeline.council" in arrays
    assert "list_citations.standing" in arrays
    for place, parameter in arrays.items():
        assert (parameter["style"], parameter["explode"]) == ("form", False), place
    # Without the two lines a generated client would repeat the parameter, which is refused.
    assert [
        f"{o.name}.{p['name']}" for o, p in PARAMETERS if "explode" in p and f"{o.name}.{p['name']}" not in arrays
    ] == []


def test_shapes_have_names_that_can_be_read() -> None:
    names = set(document()["components"]["schemas"])
    assert {"InspectionPage", "TimelineEntryPage", "InspectionPublic", "InspectionDetail", "Problem", "Grade"} <= names
    assert [name for name in names if not re.fullmatch(r"(?:[A-Z][a-z]+)+", name)] == []
    assert all(schema["title"] == name for name, schema in document()["components"]["schemas"].items())


def test_every_reference_leads_to_a_shape_and_every_shape_is_referred_to() -> None:
    text = json.dumps(document())
    referred = set(re.findall(rf'"\$ref": "{SCHEMAS}([^"]+)"', text))
    assert referred == set(document()["components"]["schemas"])


def test_every_subject_is_described_and_has_an_operation() -> None:
    described = [tag["name"] for tag in document()["tags"]]
    assert set(described) == {operation.declared["tags"][0] for operation in operations()}
    assert len(described) == len(set(described))
    assert all(tag["description"].endswith(".") for tag in document()["tags"])


def test_the_document_says_where_the_server_is_and_that_nobody_needs_a_key(api: AppClient) -> None:
    assert [server["url"] for server in document()["servers"]] == ["/"]
    assert document()["security"] == []
    assert api.get("/" + document()["externalDocs"]["url"]).status_code == 200


def test_titles_are_words() -> None:
    titles = {schema["title"] for _, _, schema in FIELDS if "title" in schema and "$ref" not in schema}
    assert {"GSS code", "Report URL", "Date text"} <= titles
    assert [title for title in titles if re.search("_|[a-z] [A-Z][a-z]", title.replace("Ofsted", "ofsted"))] == []
    summaries = [operation.declared["summary"] for operation in operations()]
    assert "A council's whole history" in summaries
    assert [words for words in summaries if words.istitle() or words.endswith(".") or len(words) > 120] == []


def test_filters_stand_between_the_path_and_what_says_how_the_answer_is_sent() -> None:
    for operation in operations():
        with case(operation.name):
            places = [
                0 if parameter["in"] == "path" else 2 if parameter["name"] in LAST_PARAMETERS else 1
                for parameter in operation.parameters
            ]
            assert places == sorted(places)
    (timeline,) = [operation for operation in operations() if operation.name == "list_timeline"]
    last = ["grade", "order", "sort", "fields", "format", "limit", "cursor", "release"]
    assert [parameter["name"] for parameter in timeline.parameters][-len(last) :] == last


def test_every_parameter_of_a_path_is_prefilled() -> None:
    paths = [parameter for _, parameter in PARAMETERS if parameter["in"] == "path"]
    assert len(paths) > 15
    assert [parameter for parameter in paths if not {"example", "examples"} & set(parameter)] == []


def test_a_page_shows_the_addresses_of_its_own_list() -> None:
    seen = set()
    for operation in operations():
        if operation.is_list and operation.shape not in seen:
            seen.add(operation.shape)
            fields = shapes()[operation.shape]["properties"]
            for field in {"self", "next", "cite"} & set(fields):
                assert f"{operation.paths()[0]}?" in fields[field]["examples"][0], operation.name


def test_the_example_of_each_error_is_an_error_that_is_really_given(api: AppClient, empty: AppClient) -> None:
    """A release that was dropped has no example here: test_past_releases.py drops one and asks for it."""
    found = {
        "NotFound": api.get("/v1/councils/herfordshire"),
        "NotAcceptable": api.get("/v1/councils", headers={"Accept": "image/png"}),
        "TooLong": api.get(f"/v1/councils?limit={'1' * 60_001}"),
        "NotUnderstood": api.get("/v1/frameworks?formt=csv"),
        "NoSuchRange": api.get("/v1/downloads/councils.csv", headers={"Range": "bytes=99999999-"}),
        "NotAvailable": empty.get("/v1/councils"),
    }
    shown = document()["components"]["examples"]
    assert set(shown) - set(found) == {"Gone"}
    for name, answer in found.items():
        body = answer.json()
        # The size of a file is of one release.
        kept = re.sub(r"\d+ bytes\.", "25934 bytes.", body["detail"]) if name == "NoSuchRange" else body["detail"]
        assert shown[name]["value"] == {**body, "detail": kept}, name


def test_csv_and_ndjson_are_declared_by_the_parameter_and_in_words() -> None:
    """As content they would make generated clients say that every answer is a page or a text."""
    for operation in operations():
        answer = operation.responses["200"]
        tabular = operation.media_types >= TABLE_MEDIA_TYPES
        assert not TABLE_MEDIA_TYPES & set(answer["content"]) or operation.name == "read_download"
        assert ("text/csv" in answer["description"]) == (tabular and operation.name != "read_download")


def test_every_error_is_declared_as_exactly_the_problem() -> None:
    for operation in operations():
        with case(operation.name):
            _declares_its_errors(operation)


def _declares_its_errors(operation: Operation) -> None:
    errors = {status: deepcopy(response) for status, response in operation.responses.items() if status >= "400"}
    assert {"406", "414", "422"} <= set(errors)
    released = any(parameter["name"] == "release" for parameter in operation.parameters)
    assert ("404" in errors) == ("{" in operation.path or released)
    assert ("410" in errors) == (released or operation.name == "read_release")
    for status, response in errors.items():
        (shown,) = response["content"][PROBLEM_MEDIA_TYPE].pop("examples").values()
        assert document()["components"]["examples"][shown["$ref"].rpartition("/")[2]]["value"]["status"] == int(status)
        assert response["content"] == {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}Problem"}}}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A client of a server that has no dataset."""
    with client_of(Settings(data_dir=tmp_path_factory.mktemp("empty"))) as client:
        yield client


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_the_declared_statuses_are_those_that_occur(operation: Operation, api: AppClient, empty: AppClient) -> None:
    url = operation.paths()[0]
    occurring = {
        api.get(url),
        api.get(url, follow_redirects=False),
        api.get(url, headers={"If-None-Match": "*"}),
        api.get(url, headers={"Range": "bytes=0-0"}),
        api.get(url, headers={"Range": "bytes=99999999-"}),
        api.get(url, headers={"Accept": "image/png"}),
        api.get(f"{url}?nonsense=1"),
        api.get(f"{url}?limit={'1' * 60_001}"),
        empty.get(url),
    }
    if any(parameter["name"] == "release" for parameter in operation.queries):
        occurring.add(api.get(f"{url}?release={'0' * 16}"))
    if "{" in operation.path:
        occurring.add(api.get(re.sub(r"\{.*\}", "nothing-has-this-name", operation.path)))
    # That 410 occurs wherever it is declared is asked in test_releases, where a release is dropped.
    assert {str(answer.status_code) for answer in occurring} == set(operation.responses) - {"410"}
    for answer in occurring:
        declared = operation.responses[str(answer.status_code)]
        given = answer.headers.get("content-type", "").split(";")[0]
        assert given in declared.get("content", {"": {}})
        for header in set(declared.get("headers", {})) - {"Link", "X-Release"}:
            assert header in answer.headers


def test_what_no_dataset_is_needed_for_is_answered_without_one(empty: AppClient) -> None:
    answered = {operation.name for operation in operations() if empty.get(operation.paths()[0]).status_code == 200}
    assert answered == {"read_landing", "read_vocabulary", "read_health"}


if __name__ == "__main__":
    SNAPSHOT.write_text(as_snapshot(made()), encoding="utf-8")
    print(f"wrote {SNAPSHOT.name}")  # noqa: T201
