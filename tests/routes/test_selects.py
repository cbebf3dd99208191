"""What each endpoint costs: the number of SELECTs, pinned, however many items it answers with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from tests.routes import EXAMPLES, PAGED_PATHS, PARAMETERS

COSTS = {
    "/": 0,
    "/healthz": 0,
    "/readyz": 0,
    "/v1/councils": 3,
    "/v1/councils/{council}": 4,
    "/v1/councils/{council}/timeline": 3,
    "/v1/timeline": 2,
    "/v1/inspections": 3,
    "/v1/inspections/{code}": 3,
    "/v1/judgements": 2,
    "/v1/monitoring-visits": 2,
    "/v1/monitoring-visits/{code}": 2,
    "/v1/focused-visits": 2,
    "/v1/focused-visits/{code}": 2,
    "/v1/interventions": 2,
    "/v1/interventions/{code}": 2,
    "/v1/meetings": 2,
    "/v1/meetings/{code}": 2,
    "/v1/context-events": 2,
    "/v1/context-events/{code}": 2,
    "/v1/findings": 2,
    "/v1/findings/{code}": 2,
    "/v1/figures": 2,
    "/v1/figures/{code}": 2,
    "/v1/frameworks": 3,
    "/v1/frameworks/{code}": 3,
    "/v1/sources": 2,
    "/v1/sources/{code}": 2,
    "/v1/citations": 2,
    "/v1/vocabularies": 0,
    "/v1/vocabularies/{name}": 0,
    "/v1/releases": 0,
    "/v1/releases/current": 1,
    "/v1/releases/current/dcat.jsonld": 1,
    "/v1/releases/current/schema-org.jsonld": 1,
    "/v1/downloads": 0,
    "/v1/downloads/{name}": 0,
    "/v1/changes": 2,
    "/v1/coverage": 4,
    "/v1/outcomes": 5,
    "/v1/outcomes/summary": 5,
    "/v1/outcomes/series": 5,
    "/v1/transitions": 5,
    "/v1/transitions/pairs": 5,
    "/v1/spells": 7,
    "/v1/intervals": 7,
    "/v1/intervals/rows": 7,
    "/v1/waiting-times": 3,
    "/v1/panel": 7,
}
# What is a file on SQLite is a row on PostgreSQL: the manifest of a release, the history of them, a download.
FILES_READ = {
    "/v1/releases": 3,
    "/v1/releases/current": 1,
    "/v1/releases/current/dcat.jsonld": 1,
    "/v1/releases/current/schema-org.jsonld": 1,
    "/v1/downloads": 1,
    "/v1/downloads/{name}": 2,
}
# A filter by codes asks once more, whether there are such codes.
BY_CODES = {"council", "framework", "inspection", "monitoring_visit", "record", "record_code", "source_code"}
WORDS = {
    "council": "medway,E06000019",
    "framework": "ilacs,sif",
    "inspection": "herefordshire-ilacs-2018-06",
    "monitoring_visit": "herefordshire-mv-2023-03",
    "record": "herefordshire-mv-2023-03",
    "record_code": "herefordshire-improvement-adviser-2021-05-minimum-months",
    "source_code": "herefordshire-cabinet-minutes-2023-06-22",
}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to any database meanwhile."""
    sent: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def _cost(client: TestClient, path: str) -> int:
    client.get("/readyz")
    with counted() as sent:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert all(statement.lstrip().startswith("SELECT") for statement in sent), "an answer only reads"
    return len(sent)


def test_every_endpoint_is_in_the_table_of_costs() -> None:
    assert set(COSTS) == set(EXAMPLES)


@pytest.mark.parametrize("path", COSTS)
def test_an_endpoint_costs_its_number_of_selects(path: str, api: TestClient) -> None:
    assert _cost(api, EXAMPLES[path]) == COSTS[path]


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_page_of_five_hundred_costs_what_a_page_of_one_does_and_the_second_what_the_first_does(
    path: str, api: TestClient
) -> None:
    assert _cost(api, f"{path}?limit=500") == _cost(api, f"{path}?limit=1") == COSTS[path]
    second = api.get(f"{path}?limit=1").json()["next"]
    assert _cost(api, second) == COSTS[path]


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for path in PAGED_PATHS for name in sorted(BY_CODES & PARAMETERS[path])]
)
def test_a_filter_by_codes_costs_one_select_more(path: str, name: str, api: TestClient) -> None:
    assert _cost(api, f"{path}?{name}={WORDS[name]}") == COSTS[path] + 1


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_the_form_of_an_answer_costs_nothing(path: str, api: TestClient) -> None:
    assert _cost(api, f"{path}?format=csv") == _cost(api, f"{path}?format=ndjson") == COSTS[path]


def test_two_hundred_unknown_councils_cost_no_more_than_one(api: TestClient) -> None:
    def cost(names: list[str]) -> int:
        with counted() as sent:
            assert api.get(f"/v1/inspections?council={','.join(names)}").status_code == 422
        return len(sent)

    assert cost([f"no{number}" for number in range(200)]) == cost(["nowhere"])


@pytest.mark.parametrize("path", COSTS)
def test_on_postgres_an_answer_costs_one_select_more_which_names_the_release(
    path: str, api_on_postgres: TestClient
) -> None:
    asks = path not in ("/", "/healthz", "/v1/vocabularies/{name}")
    assert _cost(api_on_postgres, EXAMPLES[path]) == COSTS[path] + asks + FILES_READ.get(path, 0)
