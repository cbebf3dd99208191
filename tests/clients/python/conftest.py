"""A client that asks the server of the shipped dataset."""

from collections.abc import Iterator

import pytest
from inspection_history import InspectionHistory


@pytest.fixture(scope="package")
def url(site: str) -> str:
    """Where a server of the shipped dataset is reached."""
    return site


@pytest.fixture(scope="package")
def history(url: str) -> Iterator[InspectionHistory]:
    """A client of that server."""
    with InspectionHistory(url) as history:
        yield history
