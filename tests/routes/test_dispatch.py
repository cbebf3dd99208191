"""The dispatcher: the same route as the framework would find, and none where it finds none."""

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Match

from app.http.dispatch import Dispatcher
from app.http.strict_parameters import StrictRoute, parameter_names
from app.main import ROUTERS, _routes
from app.releases.sqlite import SqliteStore
from app.settings import Settings
from tests.routes import PARAMETERS, ROUTES, problem


async def _nobody(*_: Any) -> None:
    raise AssertionError


DISPATCHER = Dispatcher(Starlette(), _nobody, _routes(ROUTERS))
SEGMENTS = sorted({part for route in ROUTES for part in route.path.split("/") if "{" not in part})
PARTS = st.sampled_from([*SEGMENTS, "medway", "", ".", "..", "{code}", "{council}", "a b", "é", "%2F"])
# Real paths with a part changed, and paths of parts in any order.
PATHS = st.lists(PARTS, max_size=5).map(lambda parts: "/" + "/".join(parts)) | st.tuples(
    st.sampled_from([route.path for route in ROUTES]), PARTS, st.sampled_from(["", "/", "/x"])
).map(
    lambda made: made[0].partition("{")[0] + (made[1] if "{" in made[0] else "") + made[0].partition("}")[2] + made[2]
)


@given(PATHS)
def test_a_path_leads_to_the_route_and_the_parameters_that_the_framework_would_find(path: str) -> None:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": []}
    expected = None
    for route in ROUTES:
        match, found = route.matches(dict(scope))
        if match is Match.FULL:
            expected = route.path, found["path_params"]
            break
    mine = DISPATCHER._found(scope)
    assert (None if mine is None else (mine.path, scope["path_params"])) == expected


@pytest.mark.parametrize(
    "path", ["/v1/councils%0A", "/v1/councils/medway%0A", "/v1/councils%0A?limit=0", "/healthz%0A"]
)
def test_a_path_that_ends_in_a_line_feed_is_not_found(path: str, client: TestClient) -> None:
    # To the framework it is the path without it, and an error there was answered by nobody.
    problem(client.get(path), 404)


def test_reads_are_made_at_once_of_the_current_release_alone(small: Settings) -> None:
    store = SqliteStore(small.data_dir)
    assert store.at_once() == (), "a release that is not open yet is checked byte by byte first"
    store.look()
    assert set(store.at_once()) == {"always", "small"}
    store._current = ((0, 0), store._current[1])  # type: ignore[index]
    store._trusted_until = 0.0
    assert store.at_once() == ()
    store.close()


def test_threads_that_are_the_first_to_ask_a_route_for_its_parameters_all_get_them() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for route in _routes(ROUTERS):
                new = StrictRoute(route.path, route.endpoint, **route._declared)
                assert list(pool.map(parameter_names, [new] * 8)) == [PARAMETERS[route.path]] * 8
    finally:
        sys.setswitchinterval(before)
