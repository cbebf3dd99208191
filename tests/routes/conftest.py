"""Fixtures for what is asked of the lists."""

from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.routes import Whole, everything


@pytest.fixture(scope="session")
def whole(api: TestClient) -> Whole:
    """The whole of a list of the shipped dataset by its path, without any filter, asked for once in a run."""

    @cache
    def found(path: str) -> list[dict[str, Any]]:
        return everything(api, path)

    return found
