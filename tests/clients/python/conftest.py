"""A server of the shipped dataset, and clients that ask it."""

from collections.abc import Iterator

import pytest
from inspection_history import InspectionHistory

from app.settings import Settings
from tests.serving import serving


@pytest.fixture(scope="package")
def url(shipped: Settings) -> Iterator[str]:
    """Where a server of the shipped dataset is reached."""
    with serving(shipped) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="package")
def history(url: str) -> Iterator[InspectionHistory]:
    """A client of that server."""
    with InspectionHistory(url) as history:
        yield history
