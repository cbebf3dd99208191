"""Fixtures: a release seeded once from the small world, and a client that asks it; the same for the shipped dataset."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.http.logs import lines
from app.main import create_app
from app.releases.sqlite import POLL_SECONDS
from app.seeding.seed import Seeded, seed
from app.settings import ROOT, Settings
from tests.postgres import database, server
from tests.world import small_world


def client_of(settings: Settings) -> TestClient:
    """A client of an application with these settings. Errors that nobody expected are answers here, as in life."""
    return TestClient(create_app(settings), raise_server_exceptions=False)


def reseed(packages: Path, settings: Settings) -> Seeded:
    """Seeds beside a server of this process, and waits for the moment from which it looks for a new release again."""
    seeded = seed(packages, settings)
    time.sleep(POLL_SECONDS)
    return seeded


@pytest.fixture(autouse=True)
def _told() -> Iterator[None]:
    """What a test made the server tell is told before the test ends, so that it is kept with the test."""
    yield
    lines.flush()


def same_headers(one: Response, other: Response) -> bool:
    """Whether two answers have the same headers. The id of a request is of that request alone."""
    kept = [
        {name: answer.headers[name] for name in answer.headers if name != "x-request-id"} for answer in (one, other)
    ]
    return kept[0] == kept[1]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a SQLite dataset that holds the small world."""
    root = tmp_path_factory.mktemp("small")
    settings = Settings(data_dir=root / "data")
    seed(small_world().write(root / "packages"), settings)
    return settings


@pytest.fixture(scope="session")
def client(small: Settings) -> Iterator[TestClient]:
    """A client of the small world."""
    with client_of(small) as client:
        yield client


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a SQLite dataset that holds what the project ships."""
    # Thousands of lines of a log would hide what a failed test says; those that are about logs ask the small world.
    settings = Settings(data_dir=tmp_path_factory.mktemp("shipped"), log_level="warning")
    seed(ROOT / "seed_data", settings)
    return settings


@pytest.fixture(scope="session")
def api(shipped: Settings) -> Iterator[TestClient]:
    """A client of the shipped dataset."""
    with client_of(shipped) as client:
        yield client


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of the maintenance database of a PostgreSQL server."""
    with server() as url:
        yield url


@pytest.fixture
def postgres(postgres_server: str, worker_id: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with database(postgres_server, f"empty_{worker_id}") as url:
        yield url


@pytest.fixture(scope="session")
def shipped_on_postgres(postgres_server: str, worker_id: str) -> Iterator[Settings]:
    """Settings of a PostgreSQL dataset that holds what the project ships."""
    with database(postgres_server, f"shipped_{worker_id}") as url:
        settings = Settings(database_url=url, log_level="warning")
        seed(ROOT / "seed_data", settings)
        yield settings


@pytest.fixture(scope="session")
def api_on_postgres(shipped_on_postgres: Settings) -> Iterator[TestClient]:
    """A client of the shipped dataset on PostgreSQL."""
    with client_of(shipped_on_postgres) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    return tmp_path
