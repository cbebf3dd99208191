"""Fixtures for what is asked of the lists."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.routes import Whole, everything

# In what the project ships, these have more than a thousand rows. The fixture has hundreds, and every case of them.
LONG_PATHS = {"/v1/changes", "/v1/citations", "/v1/findings", "/v1/judgements", "/v1/neighbours", "/v1/search"}
LONG_PATHS |= {"/v1/sources", "/v1/timeline"}


@pytest.fixture(scope="session")
def few(of_fixture: Settings) -> Iterator[AppClient]:
    """A client of the fixture."""
    with client_of(of_fixture) as client:
        yield client


@pytest.fixture
def asked(request: pytest.FixtureRequest, api: AppClient, few: AppClient) -> AppClient:
    """A client for a test that walks through the list of its `path`: of the fixture if that is a long one."""
    return few if request.node.callspec.params["path"] in LONG_PATHS else api


def _whole_of(client: AppClient) -> Whole:
    @cache
    def found(path: str) -> list[dict[str, Any]]:
        return everything(client, path)

    return found


@pytest.fixture(scope="session")
def whole(api: AppClient) -> Whole:
    """The whole of a list of the shipped dataset by its path, without any filter, asked for once in a run."""
    return _whole_of(api)


@pytest.fixture(scope="session")
def whole_of_few(few: AppClient) -> Whole:
    """The same of the fixture."""
    return _whole_of(few)
