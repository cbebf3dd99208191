"""PostgreSQL as the home of the dataset."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.releases.postgres import NO_RIGHT
from app.releases.snapshot import OTHER_TABLES
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


@pytest.fixture
def stranger(small_on_postgres: str) -> Iterator[str]:
    """The URL of a seeded database for a role that may do nothing but connect."""
    owner = sa.create_engine(small_on_postgres, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        # A server of somebody's own may ask for the password that stands in its URL.
        connection.execute(
            sa.text(f"CREATE ROLE stranger LOGIN PASSWORD '{sa.make_url(small_on_postgres).password or 'none'}'")
        )
        yield sa.make_url(small_on_postgres).set(username="stranger").render_as_string(hide_password=False)
        connection.execute(sa.text("DROP OWNED BY stranger"))
        connection.execute(sa.text("DROP ROLE stranger"))
    owner.dispose()


def test_a_role_without_rights_is_told_which_it_needs_and_with_them_reads_all(
    small_on_postgres: str, stranger: str
) -> None:
    with client_of(Settings(database_url=stranger)) as client:
        for path in ("/readyz", "/v1/councils", "/v1/timeline", "/v1/downloads"):
            refused = client.get(path)
            assert (refused.status_code, refused.json()["detail"]) == (503, NO_RIGHT), path
        owner = sa.create_engine(small_on_postgres, isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.execute(sa.text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger"))
        owner.dispose()
        for path in ("/readyz", "/v1/councils", "/v1/timeline", "/v1/downloads"):
            assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE releases SET schema_revision = '0000'",
        "ALTER TABLE councils RENAME COLUMN recorded_on TO noted_on",
        "ALTER TABLE councils RENAME TO authorities",
    ],
)
def test_tables_of_another_version_are_unavailable_and_no_error_of_ours(small_on_postgres: str, change: str) -> None:
    owner = sa.create_engine(small_on_postgres, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(sa.text(change))
    owner.dispose()
    with client_of(Settings(database_url=small_on_postgres)) as client:
        answer = client.get("/v1/councils")
        assert (answer.status_code, answer.json()["detail"]) == (503, OTHER_TABLES)
