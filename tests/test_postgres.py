"""PostgreSQL as the home of the dataset."""

from pathlib import Path

from app.seeding.seed import seed
from app.settings import Settings
from tests.conftest import client_of
from tests.world import small_world


def test_postgres_seeds_once_says_so_the_second_time_and_answers(postgres: str, folder: Path) -> None:
    packages = small_world().write(folder)
    settings = Settings(database_url=postgres)
    first, second = seed(packages, settings), seed(packages, settings)
    assert (first.changed, second.changed) == (True, False)
    with client_of(settings) as client:
        answer = client.get("/v1/councils/E06000019/timeline")
        assert answer.status_code == 200
        assert answer.json()["total"] == 3
        assert answer.json()["release"] == first.release.code


def test_an_empty_postgres_is_not_ready(postgres: str) -> None:
    with client_of(Settings(database_url=postgres)) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
