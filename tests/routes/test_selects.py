"""What each endpoint costs: the number of SELECTs, pinned, however many items it answers with."""

from collections.abc import Iterator

import pytest

from app.listing.known_codes import SUGGESTED
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.document import Example, documented
from tests.routes import EXAMPLES, PAGED_PATHS, PARAMETERS
from tests.selects import counted

# A list costs the SELECT of its page and one that counts; a record costs its own and that of its citations.
USUAL = 2
COMPUTED = (
    "/v1/waiting-times",
    "/v1/outcomes",
    "/v1/outcomes/summary",
    "/v1/outcomes/series",
    "/v1/transitions",
    "/v1/transitions/pairs",
    "/v1/spells",
    "/v1/intervals",
    "/v1/intervals/rows",
    "/v1/panel",
)
# The facts: councils twice, their old codes, their neighbours, inspections, judgements, domains, frameworks, two kinds
# of visits, meetings, the day.
FACTS = 12
UNUSUAL = {
    "/": 0,
    "/healthz": 0,
    "/readyz": 0,
    "/v1/vocabularies": 0,
    "/v1/vocabularies/{name}": 0,
    "/v1/releases": 0,
    "/v1/downloads": 0,
    "/v1/downloads/{name}": 0,
    "/v1/releases/current": 1,
    "/v1/releases/{code}": 1,
    "/v1/releases/current/dcat.jsonld": 1,
    "/v1/releases/current/schema-org.jsonld": 1,
    # The codes of a council, and those before and after it, are read once for each release.
    "/v1/councils/{council}": 2,
    # The judgements of each inspection, the domains of each framework.
    "/v1/inspections": 3,
    "/v1/inspections/{code}": 3,
    "/v1/frameworks": 3,
    "/v1/frameworks/{code}": 3,
    # What rests on a source is read too, and counted if it is more than is sent.
    "/v1/sources/{code}": 3,
    # Counts are one SELECT, whatever is counted.
    "/v1/inspections/summary": 1,
    "/v1/judgements/summary": 1,
    "/v1/judgements/crosstab": 1,
    "/v1/findings/summary": 1,
    # The council is found by its name first.
    "/v1/councils/{council}/neighbours": 1,
    "/v1/councils/{council}/timeline": 3,
    "/v1/coverage": 4,
    # What is computed is computed from facts that are read once for each release.
    **dict.fromkeys(COMPUTED, 0),
}
COSTS = {path: UNUSUAL.get(path, USUAL) for path in EXAMPLES}
# What is a file on SQLite is a row on PostgreSQL: the manifest of a release, the history of them, a download.
FILES_READ = {
    "/v1/releases": 3,
    "/v1/releases/current": 1,
    "/v1/releases/{code}": 1,
    "/v1/releases/current/dcat.jsonld": 1,
    "/v1/releases/current/schema-org.jsonld": 1,
    "/v1/downloads": 1,
    # The address of a file leads to the one of its release, which the manifest names.
    "/v1/downloads/{name}": 1,
}
# A filter by codes asks once more, whether there are such codes.
BY_CODES = {
    "council": "medway,E06000019",
    "neighbours_of": "medway",
    "framework": "ilacs,sif",
    "inspection": "herefordshire-ilacs-2018-06",
    "focused_visit": "nottingham-fv-2021-06",
    "monitoring_visit": "herefordshire-mv-2023-03",
    "record": "herefordshire-mv-2023-03",
    "record_code": "herefordshire-improvement-adviser-2021-05-minimum-months",
    "source_code": "herefordshire-cabinet-minutes-2023-06-22",
    # So do filters by names, and by dates whose bounds are not stored.
    "as_of_from": "2023",
    "body": "Cabinet",
    "lead_inspector": "Pauline Higham",
    "measure": "families_waiting",
}
# These look at all codes of councils too.
BY_CODE_OF_COUNCIL = ("/v1/changes", "/v1/citations", "/v1/sources")


@pytest.fixture(scope="module")
def uncached(shipped: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset that makes every answer anew, from facts that it has read."""
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        for path in ("/v1/outcomes", "/v1/sources", "/v1/councils"):
            client.get(path)
        yield client


@pytest.fixture(scope="module")
def uncached_on_postgres(shipped_on_postgres: Settings) -> Iterator[AppClient]:
    with client_of(shipped_on_postgres.model_copy(update={"cache_bytes": 0})) as client:
        for path in ("/v1/outcomes", "/v1/sources", "/v1/councils"):
            client.get(path)
        yield client


def _cost(client: AppClient, path: str) -> int:
    """What an answer costs, with the SELECT that is saved where a page is the whole list."""
    client.get("/readyz")
    with counted() as sent:
        answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (200, 302), answer.text
    assert all(statement.lstrip().startswith("SELECT") for statement in sent), "an answer only reads"
    paged = path.partition("?")[0] in PAGED_PATHS or path.partition("?")[0].endswith("/timeline")
    whole = paged and "cursor=" not in path and "rel=" not in answer.headers.get("link", "")
    return len(sent) + whole


def test_every_endpoint_that_costs_more_or_less_than_others_is_there() -> None:
    assert set(UNUSUAL) <= set(EXAMPLES)


@pytest.mark.parametrize("path", COSTS)
def test_an_endpoint_costs_its_number_of_selects(path: str, uncached: AppClient) -> None:
    assert _cost(uncached, EXAMPLES[path]) == COSTS[path]


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_page_of_five_hundred_and_the_second_page_cost_what_the_first_page_of_one_does(
    path: str, uncached: AppClient
) -> None:
    assert _cost(uncached, f"{path}?limit=500") == _cost(uncached, f"{path}?limit=1") == COSTS[path]
    assert _cost(uncached, uncached.get(f"{path}?limit=1").json()["next"]) == COSTS[path]


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for path in PAGED_PATHS for name in BY_CODES if name in PARAMETERS[path]]
)
def test_a_filter_by_codes_costs_one_select_more(path: str, name: str, uncached: AppClient) -> None:
    more = 2 if name == "council" and path in BY_CODE_OF_COUNCIL else 1
    assert _cost(uncached, f"{path}?{name}={BY_CODES[name]}") == COSTS[path] + more


@pytest.mark.parametrize("example", [e for e in documented() if e.parameter in ("code", "fields", "sort")], ids=str)
def test_codes_cost_one_select_more_and_fields_and_a_sort_cost_none(example: Example, uncached: AppClient) -> None:
    assert _cost(uncached, example.url) == COSTS[example.operation.path] + (example.parameter == "code")


INCLUDED = {
    "/v1/inspections/herefordshire-ilacs-2022-07": ("findings", "figures", "visits", "meetings", "sources"),
    "/v1/monitoring-visits/herefordshire-mv-2023-03": ("findings", "figures", "meetings", "sources"),
    "/v1/meetings/herefordshire-meeting-2023-06-22-cab-8": ("findings", "figures", "sources"),
    "/v1/councils/herefordshire": ("visits", "meetings", "sources"),
    "/v1/findings/herefordshire-ilacs-2018-06-finding-1": ("sources",),
}


@pytest.mark.parametrize("path", INCLUDED)
def test_each_thing_that_is_included_costs_one_select_more(path: str, uncached: AppClient) -> None:
    alone, words = _cost(uncached, path), INCLUDED[path]
    for number in range(1, len(words) + 1):
        assert _cost(uncached, f"{path}?include={','.join(words[:number])}") == alone + number


def test_predecessors_cost_one_select_however_many_there_are(uncached: AppClient) -> None:
    for code, predecessors in (("herefordshire", 0), ("cumberland", 1), ("bournemouth-christchurch-and-poole", 3)):
        path = f"/v1/councils/{code}"
        assert len(uncached.get(path).json()["predecessors"]) == predecessors
        assert _cost(uncached, f"{path}?include=predecessors") == _cost(uncached, path) + 1


@pytest.mark.parametrize("path", PAGED_PATHS)
def test_the_form_of_an_answer_costs_nothing(path: str, uncached: AppClient) -> None:
    # Without a limit it is a whole table, and each of its parts costs as much: test_whole_tables.py.
    for form in ("csv", "ndjson"):
        assert _cost(uncached, f"{path}?limit=50&format={form}") == COSTS[path]


def test_facts_are_read_once_for_each_release_whatever_is_computed_from_them(shipped: Settings) -> None:
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        client.get("/readyz")
        for cost, path in zip((FACTS, *[0] * len(COMPUTED)), (*COMPUTED, "/v1/panel?region=London"), strict=True):
            with counted() as sent:
                assert client.get(path).status_code == 200
            assert len(sent) == cost, path


def test_a_bad_cursor_of_what_is_computed_is_refused_before_anything_is_read(shipped: Settings) -> None:
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        client.get("/readyz")
        with counted() as sent:
            assert client.get("/v1/outcomes/series?every=month&cursor=abc").status_code == 422
        assert sent == []


def test_two_hundred_unknown_councils_cost_no_more_than_those_that_a_guess_is_made_for(uncached: AppClient) -> None:
    def cost(names: list[str]) -> int:
        with counted() as sent:
            assert uncached.get(f"/v1/inspections?council={','.join(names)}").status_code == 422
        return len(sent)

    # The names of councils are read once for each release.
    cost(["nowhere"])
    assert cost([f"no{number}" for number in range(200)]) == cost([f"no{number}" for number in range(SUGGESTED)])
    assert cost(["nowhere"]) == 3


@pytest.mark.parametrize("path", COSTS)
def test_on_postgres_an_answer_costs_one_select_more_which_names_the_release(
    path: str, uncached_on_postgres: AppClient
) -> None:
    asks = path not in ("/", "/healthz", "/v1/vocabularies/{name}")
    assert _cost(uncached_on_postgres, EXAMPLES[path]) == COSTS[path] + asks + FILES_READ.get(path, 0)
