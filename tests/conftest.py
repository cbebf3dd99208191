"""Fixtures: releases that are seeded once in a run, and clients that ask them.

The small world for tests that say what is in the data, a made-up nation for what is computed, and the dataset that the
project ships, which is also on PostgreSQL. All processes of a run share them, so no test may change them. A test that
changes the small world takes a copy, which costs far less than seeding it.
"""

import fcntl
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest
import sqlalchemy as sa
from httpx2 import Response

from app.http.logs import lines
from app.main import create_app
from app.releases.files import ReleaseFiles
from app.releases.sqlite import POLL_SECONDS, read_release
from app.seeding.publish import copy_rows, store_files
from app.seeding.schema import migrate
from app.seeding.seed import Seeded, seed
from app.settings import FIXTURE, ROOT, Settings
from tests.client import AppClient
from tests.nation import nation
from tests.postgres import SHIPPED, SMALL, database, make, shared_server, url_of
from tests.served import running
from tests.world import World, small_world

Thing = TypeVar("Thing")


def client_of(settings: Settings) -> AppClient:
    """A client of an application with these settings."""
    return AppClient(create_app(settings))


@contextmanager
def case(name: object) -> Iterator[None]:
    """Names what a test was looking at when it failed, in a test that looks at many things."""
    try:
        yield
    except BaseException as error:  # What `pytest.raises` throws is no Exception.
        error.add_note(f"in the case of {name}")
        raise


def one_of_each(things: Iterable[Thing], sort: Callable[[Thing], object]) -> list[Thing]:
    """The first thing of each sort: cases of a test that would say the same of the others."""
    first: dict[object, Thing] = {}
    for thing in things:
        first.setdefault(sort(thing), thing)
    return list(first.values())


# `make thorough` loads this profile, and runs each test of what Hypothesis makes up with more examples.
hypothesis.settings.register_profile("thorough", max_examples=400)


def examples(number: int, **others: Any) -> hypothesis.settings:
    """So many examples in the fast tests, each with all the time that it needs, and four times as many if thorough."""
    share = hypothesis.settings().max_examples / 100
    return hypothesis.settings(max_examples=int(number * share), deadline=None, **others)


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
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def once(home: Path, make: Callable[[], object]) -> None:
    """Makes what a run shares, in a folder: the first process that needs it makes it, and the others wait."""
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "made").exists():
            make()
            (home / "made").touch()


def of_world(world: Callable[[], World], home: Path, **values: object) -> Settings:
    """Settings of a SQLite dataset that holds a made-up world."""
    settings = Settings.model_validate({"data_dir": home / "data", **values})
    once(home, lambda: seed(world().write(home / "packages"), settings))
    return settings


@pytest.fixture(scope="session")
def small(shared: Path) -> Settings:
    """Settings of a SQLite dataset that holds the small world."""
    return of_world(small_world, shared / "small")


@pytest.fixture
def own_small(small: Settings, folder: Path) -> Settings:
    """Settings of a SQLite dataset that holds the small world, for one test, which may change it."""
    return Settings(data_dir=shutil.copytree(small.data_dir, folder / "data"))


@pytest.fixture(scope="session")
def client(small: Settings) -> Iterator[AppClient]:
    """A client of the small world."""
    with client_of(small) as client:
        yield client


@pytest.fixture(scope="session")
def api_of_nation(shared: Path) -> Iterator[AppClient]:
    """A client of a made-up nation, which keeps no answer."""
    with client_of(of_world(nation, shared / "nation", cache_bytes=0, log_level="warning")) as client:
        yield client


@pytest.fixture(scope="session")
def of_fixture(shared: Path) -> Settings:
    """Settings of a SQLite dataset that holds the fixture."""
    settings = Settings(data_dir=shared / "fixture" / "data", log_level="warning")
    once(shared / "fixture", lambda: seed(FIXTURE, settings))
    return settings


@pytest.fixture(scope="session")
def shipped(shared: Path) -> Settings:
    """Settings of a SQLite dataset that holds what the project ships."""
    # Thousands of lines of a log would hide what a failed test says; those that are about logs ask the small world.
    settings = Settings(data_dir=shared / "shipped" / "data", log_level="warning")
    once(shared / "shipped", lambda: seed(ROOT / "seed_data", settings))
    return settings


@pytest.fixture(scope="session")
def api(shipped: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset."""
    with client_of(shipped) as client:
        yield client


@pytest.fixture(scope="session")
def site(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the shipped dataset, which is a process of its own. Starting one takes seconds."""
    folder = tmp_path_factory.mktemp("site")
    with running(folder, shipped, LOG_LEVEL="warning") as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="session")
def postgres_server(shared: Path) -> Iterator[str]:
    """The URL of the maintenance database of a PostgreSQL server."""
    (shared / "postgres").mkdir(exist_ok=True)
    with shared_server(shared / "postgres") as url:
        yield url


@pytest.fixture
def postgres(postgres_server: str, worker_id: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with database(postgres_server, f"empty_{worker_id}") as url:
        yield url


@pytest.fixture
def small_on_postgres(postgres_server: str, shared: Path, worker_id: str) -> Iterator[str]:
    """The URL of a PostgreSQL database that holds the small world, for one test, which may change it."""
    home = shared / "postgres" / SMALL

    def seeded() -> None:
        seed(small_world().write(home / "packages"), Settings(database_url=make(postgres_server, SMALL)))

    once(home, seeded)
    with database(postgres_server, f"{SMALL}_{worker_id}", SMALL) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def small_anywhere(request: pytest.FixtureRequest) -> Settings:
    """Settings of a dataset on either engine that holds the small world, for one test, which may change it."""
    if request.param == "postgres":
        return Settings(database_url=request.getfixturevalue("small_on_postgres"))
    own: Settings = request.getfixturevalue("own_small")
    return own


@pytest.fixture(scope="session")
def shipped_on_postgres(postgres_server: str, shared: Path, shipped: Settings) -> Settings:
    """Settings of a PostgreSQL dataset that holds what the project ships.

    It is copied from the release file, as seeding does it. Seeding PostgreSQL from packages is tested with less data.
    """
    settings = Settings(database_url=url_of(postgres_server, SHIPPED), log_level="warning")

    def copied() -> None:
        make(postgres_server, SHIPPED)
        files = ReleaseFiles(shipped.data_dir)
        code = files.current()
        assert code is not None
        engine = sa.create_engine(settings.database_url)
        with engine.connect() as connection, read_release(files.database(code)) as release:
            migrate(connection)
            copy_rows(release, connection)
            store_files(connection, files.folder)
            connection.commit()
        engine.dispose()

    once(shared / "postgres" / SHIPPED, copied)
    return settings


@pytest.fixture(scope="session")
def api_on_postgres(shipped_on_postgres: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset on PostgreSQL."""
    with client_of(shipped_on_postgres) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    return tmp_path
