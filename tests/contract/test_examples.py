"""Every documented example is asked of the dataset that we ship, and every answer is what the document says."""

import json
from collections import defaultdict
from collections.abc import Hashable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client import AppClient
from tests.conftest import case
from tests.contract import faults, validator
from tests.document import (
    NOT_FILTERS,
    SCHEMAS,
    Example,
    Operation,
    document,
    documented,
    examples,
    operations,
    shapes,
)

LISTS = [operation for operation in operations() if operation.is_list]
# Their examples are true of another release: these fields say which release it is, and how much it holds.
OF_A_RELEASE = {"release", "total", "next", "self", "cite"}
# These name a release wherever they stand.
PINNED = {"outcomes_url", "rows_url"}
RELEASES = {"ReleasePublic", "Status", "KeptReleasePublic", "KindChanges", "DownloadPublic"}
# The first area SEND inspections of this framework are of 2023.
ALIKE = {"/v1/send-inspections?happened_from=2021-06", "/v1/send-inspections?published_from=2018"}
# All lists of dated records share this example, and neither council had a joint targeted area inspection.
NOTHING = {"/v1/joint-inspections?council=herefordshire,E06000035"}
# The examples of filters that many lists share cannot fit a list of fewer records, such as that of a new kind.
FEW_RECORDS = 5
# These endpoints count the rows of a list.
COUNTS = ("/summary", "/crosstab")
# What an error says is shown by an error, below.
ERRORS = {"Problem", "ProblemError"}
# What only a search with words has.
OF_A_SEARCH = {"SearchResultPublic", "SnippetPart"}


def schema_of(operation: Operation) -> str:
    return str(operation.responses["200"]["content"]["application/json"]["schema"]["$ref"])


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_documented_example_answers_as_declared(operation: Operation, api: AppClient) -> None:
    for example in (example for example in documented() if example.operation is operation):
        with case(example):
            _answers_as_declared(example, api)


def _answers_as_declared(example: Example, api: AppClient) -> None:
    forms = example.operation.media_types
    answer = api.get(example.url, headers={"Accept": "application/json" if "application/json" in forms else "*/*"})
    assert answer.status_code == 200, answer.text
    if example.parameter == "recorded_from":
        # All records of a kind may have come on one day.
        return
    if example.operation.is_list and int(answer.headers["x-total-count"]) == 0 and example.url not in NOTHING:
        whole = api.get(example.operation.paths()[0])
        assert example.is_filter, "an example that finds nothing shows nothing"
        assert whole.json()["total"] < FEW_RECORDS, "an example that finds nothing shows nothing"
    if example.parameter == "fields":
        names = parse_qs(urlsplit(example.url).query)["fields"][0].split(",")
        assert {tuple(item) for item in answer.json()["items"]} == {tuple(names)}
    elif answer.headers["content-type"] == "application/json":
        if example.is_filter and example.operation.is_list and not example.operation.is_computed:
            # No filter changes the form of an item; those of the whole list are looked at below.
            return
        page = answer.json()
        if example.operation.is_list:
            # Looking at all items of all examples takes long; the test of every list looks at more of each.
            page["items"] = page["items"][:: max(1, len(page["items"]) // 5)]
        assert faults(schema_of(example.operation), page) == []
    else:
        assert answer.headers["content-type"].split(";")[0] in example.operation.media_types


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.name)
def test_every_example_of_a_filter_leaves_some_items_out(operation: Operation, api: AppClient) -> None:
    """An example that finds everything would answer the same if the filter were forgotten."""
    whole = api.get(operation.paths()[0]).json()
    few = not operation.is_computed and whole["total"] < FEW_RECORDS
    for example in documented():
        if example.operation is operation and example.is_filter and example.url not in ALIKE and not few:
            if example.parameter == "recorded_from":
                continue
            with case(example):
                answer = api.get(example.url).json()
                if operation.is_computed or operation.name == "list_council_neighbours":
                    # A filter can leave as many groups, with less in them.
                    assert answer["items"] != whole["items"]
                else:
                    assert answer["total"] < whole["total"]


@pytest.mark.parametrize("part", ["some", pytest.param("all", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.name)
def test_every_item_of_every_list_has_the_declared_shape(operation: Operation, part: str, api: AppClient) -> None:
    """Not only the examples: the items of the whole list, all of them or forty that lie far apart."""
    limited = any(parameter["name"] == "limit" for parameter in operation.queries)
    url: str | None = operation.paths()[0] + ("?limit=500" if limited else "")
    items: list[Any] = []
    page: dict[str, Any] = {}
    while url:
        page = api.get(url).json()
        items += page["items"]
        url = page["next"]
    assert len(items) == page["total"] > 0
    chosen = items if part == "all" else items[:: max(1, len(items) // 40)]
    assert faults(schema_of(operation), {**page, "items": chosen}) == []


def test_a_value_that_is_not_declared_would_be_seen(api: AppClient) -> None:
    """The validator is closed: it refuses a field too many, one too few, a wrong word and a day that is no day."""
    reference = f"{SCHEMAS}InspectionDetail"
    record = api.get("/v1/inspections/herefordshire-ilacs-2018-06").json()
    assert faults(reference, record) == []
    line = record["judgements"][0]
    for broken in (
        {**record, "surplus": 1},
        {name: value for name, value in record.items() if name != "summary"},
        {**record, "region": "Middle Earth"},
        {**record, "earliest": "2018-02-30"},
        {**record, "judgements": [{**line, "surplus": 1}]},
    ):
        assert len(faults(reference, broken)) == 1


def written(value: Any) -> Hashable:
    """A value in a form that is the same for all that are equal, as 5 and 5.0 are, and for no others."""
    return json.dumps(value, sort_keys=True) if isinstance(value, bool | dict | list) else value


@pytest.fixture(scope="module")
def held(api: AppClient) -> dict[str, set[Hashable]]:
    """Every value that each field with an example has somewhere in the dataset, by the name of the field."""
    shown = {name for shape in shapes().values() for name, field in shape["properties"].items() if "examples" in field}
    values: defaultdict[str, set[Hashable]] = defaultdict(set)

    def read(value: Any) -> None:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            read(inner)
        for name in shown.intersection(value) if isinstance(value, dict) else ():
            values[name].add(written(value[name]))

    for operation in operations():
        if "{" in operation.path and "timeline" not in operation.path:
            for path in operation.paths():
                answer = api.get(path)
                if answer.headers["content-type"] == "application/json":
                    read(answer.json())
        elif operation.is_list and "{" not in operation.path:
            url: str | None = operation.path
            if any(parameter["name"] == "limit" for parameter in operation.queries):
                url = f"{operation.path}?limit=500"
            while url:
                page = api.get(url).json()
                read(page["items"])
                url = page["next"]
    for example in documented():
        counts = example.operation.path.endswith(COUNTS) or example.operation.is_computed
        if counts and example.parameter != "format":
            large = example.operation.is_list and example.parameter not in (None, "limit")
            read(api.get(f"{example.url}&limit=500" if large else example.url).json())
    read(api.get("/").json())
    return values


def test_every_example_of_a_field_is_a_value_that_the_dataset_holds(held: dict[str, set[Hashable]]) -> None:
    """Codes, dates and words are taken from the data, so that a reader can go and look."""
    invented = [
        f"{name}.{field}: {example!r}"
        for name, shape in shapes().items()
        if name not in ERRORS | RELEASES | OF_A_SEARCH
        for field, schema in shape["properties"].items()
        if not (name.endswith(("Page", "SummaryPublic", "Summary", "Crosstab")) and field in OF_A_RELEASE)
        if field not in PINNED
        for example in schema.get("examples", [])
        if written(example) not in held[field]
    ]
    assert invented == [], "\n".join(invented)


def test_every_example_of_a_field_is_of_the_declared_form() -> None:
    malformed = []
    for name, shape in shapes().items():
        for field, schema in shape["properties"].items():
            one = validator(f"{SCHEMAS}{name}/properties/{field}")
            malformed += [f"{name}.{field}: {e!r}" for e in schema.get("examples", []) if not one.is_valid(e)]
    assert malformed == []


def test_the_code_that_a_record_is_shown_with_is_one_of_its_own_kind(api: AppClient) -> None:
    for operation in operations():
        # A release is shown with `current`, a word that stands for its code.
        if operation.path.endswith("/{code}") and operation.name != "read_release":
            shown = shapes()[schema_of(operation).removeprefix(SCHEMAS)]["properties"]["code"]["examples"]
            assert shown == examples(operation.parameters[0])
            assert api.get(operation.path.replace("{code}", shown[0])).json()["code"] == shown[0]


def test_the_example_of_an_error_is_an_error_that_is_really_given(api: AppClient) -> None:
    answer = api.get("/v1/frameworks?formt=csv").json()
    for shape, given in (("Problem", answer), ("ProblemError", answer["errors"][0])):
        for field, schema in shapes()[shape]["properties"].items():
            assert schema.get("examples", [given[field]]) == [given[field]], field


def test_the_examples_name_every_way_of_naming_a_council(api: AppClient) -> None:
    (read_council,) = (operation for operation in operations() if operation.name == "read_council")
    assert [api.get(path).json()["code"] for path in read_council.paths()] == [
        *["herefordshire"] * 3,
        "kingston-upon-hull",
        "herefordshire",
    ]


def test_there_are_as_many_examples_as_there_is_to_show() -> None:
    """Guards the guards: were examples no longer found in the document, the tests above would run on nothing."""
    parameters = sum(len(operation.parameters) for operation in operations())
    # A cursor and a release are of one dataset, which is another one by the time that an example is read.
    passing = sum(1 for o in operations() for p in o.parameters if p["name"] in ("cursor", "release"))
    assert len(documented()) >= parameters - passing
    assert len([example for example in documented() if example.is_filter]) > 80
    declared = {p["name"] for operation in operations() for p in operation.queries}
    assert declared > NOT_FILTERS
    assert len(document()["paths"]) == len(operations()) > 30
