"""A release file that is open: it answers whatever becomes of its folder, and stops when it is damaged."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.errors import Unavailable
from app.queries.tables import COUNCILS
from app.releases.files import ReleaseFiles
from app.releases.snapshot import POOL_SIZE
from app.releases.sqlite import SqliteStore
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of, reseed
from tests.test_releases import numbered
from tests.world import small_world

SELECT = "SELECT code FROM councils"
PATHS = ["/v1/councils", "/v1/councils/medway/timeline", "/v1/outcomes?as_at=2024", "/v1/releases/current"]


@pytest.fixture
def settings(small: Settings, folder: Path) -> Settings:
    """Settings of a dataset that a test may damage, whose every question is read from the file."""
    shutil.copytree(small.data_dir, folder / "data")
    return Settings(data_dir=folder / "data", cache_bytes=0)


@pytest.fixture
def packages(folder: Path) -> Path:
    """The packages that it was seeded from."""
    return small_world().write(folder / "packages")


@pytest.fixture
def files(settings: Settings) -> ReleaseFiles:
    return ReleaseFiles(settings.data_dir)


@pytest.fixture
def database(files: ReleaseFiles) -> Path:
    """The file of the current release."""
    release = files.current()
    assert release is not None
    return files.database(release)


@pytest.fixture
def client(settings: Settings) -> Iterator[AppClient]:
    """A client of a server that has the release open."""
    with client_of(settings) as client:
        assert client.get("/readyz").status_code == 200
        yield client


def _look_again(client: AppClient, when: float = 0.0) -> None:
    """Lets the store look at its files with the next question, or not before a time."""
    client.app.state.store._looked_until = when


def test_a_connection_that_is_given_back_to_a_release_that_is_closed_is_closed(small: Settings) -> None:
    store = SqliteStore(small.data_dir)
    with store.snapshot() as snapshot:
        snapshot.rows(SELECT, {})
        held = snapshot._raw
        store.close()
        held.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError):
        held.execute("SELECT 1")


# What is removed.

REMOVED: dict[str, Callable[[ReleaseFiles, Path], None]] = {
    "the pointer": lambda files, _: files.pointer.unlink(),
    "the database": lambda _, database: database.unlink(),
    "the releases": lambda files, _: shutil.rmtree(files.releases),
    "the folder": lambda files, _: shutil.rmtree(files.folder),
}


@pytest.mark.parametrize("what", REMOVED)
def test_a_release_that_is_open_answers_on_when_it_is_removed(
    what: str, client: AppClient, files: ReleaseFiles, database: Path
) -> None:
    # With the pointer gone every question was answered 503, and with the database gone 39 of 40 were.
    before = {path: client.get(path).content for path in PATHS[:-1]}
    REMOVED[what](files, database)
    for _ in range(2):
        for path, then in before.items():
            answer = client.get(path)
            assert (answer.status_code, answer.content) == (200, then), answer.text
        _look_again(client)
    ready = client.get("/readyz")
    assert ready.status_code == 503, "a server that starts now would find nothing"
    assert "removed: run `python -m app seed`" in ready.json()["detail"]


@pytest.mark.parametrize("what", REMOVED)
def test_seeding_brings_back_what_was_removed_without_a_restart(
    what: str, client: AppClient, settings: Settings, packages: Path, files: ReleaseFiles, database: Path
) -> None:
    REMOVED[what](files, database)
    assert client.get("/v1/councils").status_code == 200
    assert reseed(packages, settings).release.code == database.stem
    assert client.get("/readyz").status_code == 200
    new = reseed(numbered(1, settings.data_dir.parent), settings).release.code
    assert client.get("/readyz").json()["release"] == client.get("/v1/councils").json()["release"] == new


@pytest.mark.parametrize("what", REMOVED)
def test_a_release_that_is_removed_has_a_connection_for_every_thread(
    what: str, files: ReleaseFiles, database: Path
) -> None:
    store = SqliteStore(files.folder)
    with closing(store), ExitStack() as stack:
        begun = stack.enter_context(store.snapshot())
        rows = begun.rows(SELECT, {})
        REMOVED[what](files, database)
        store._looked_until = 0.0
        assert begun.rows(SELECT, {}) == rows
        for number in range(POOL_SIZE - 1):
            snapshot = stack.enter_context(store.snapshot())
            assert snapshot.rows(SELECT, {}) == rows
            if number % 2:
                assert [tuple(row) for row in snapshot.connection.execute(sa.select(COUNCILS.c.code))] == rows


@pytest.mark.parametrize("damage", ["removed", "emptied", "of another release"])
def test_a_server_is_not_ready_when_the_manifest_would_not_let_a_new_one_start(
    damage: str, client: AppClient, settings: Settings, packages: Path, files: ReleaseFiles, database: Path
) -> None:
    manifest = files.manifest(database.stem)
    match damage:
        case "removed":
            manifest.unlink()
        case "emptied":
            manifest.write_bytes(b"")
        case _:
            manifest.write_text('{"release": "0123456789abcdef", "sha256": "00"}')
    assert client.get("/v1/councils").status_code == 200, "what is open and verified answers on"
    assert client.get("/readyz").status_code == 503
    with client_of(settings) as another:
        assert another.get("/readyz").status_code == 503
    reseed(packages, settings)
    assert client.get("/readyz").status_code == 200


def test_a_server_is_not_ready_when_the_pointer_names_a_release_that_is_not_there(
    client: AppClient, files: ReleaseFiles
) -> None:
    files.pointer.write_text("0123456789abcdef\n")
    _look_again(client)
    assert client.get("/v1/councils").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_readiness_reads_the_file_once_for_each_state_of_it(
    client: AppClient, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    intact = ReleaseFiles.intact

    def counted(self: ReleaseFiles, release: str) -> bool:
        read.append(release)
        return intact(self, release)

    monkeypatch.setattr(ReleaseFiles, "intact", counted)
    for _ in range(3):
        assert client.get("/readyz").status_code == 200
    assert read == []
    database.touch()
    for _ in range(3):
        assert client.get("/readyz").status_code == 200
    assert 1 <= len(read) <= 2


def test_a_new_server_without_the_file_has_no_dataset(settings: Settings, database: Path) -> None:
    database.unlink()
    with client_of(settings) as client:
        assert client.get("/readyz").status_code == 503


# What is damaged.


def _truncated(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size // 2)


def _emptied(database: Path) -> None:
    database.write_bytes(b"")


def _overwritten(database: Path) -> None:
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (size - 100))


def _replaced(database: Path) -> None:
    other = database.with_suffix(".other")
    other.write_bytes(b"no database at all")
    other.replace(database)


DAMAGES = [_truncated, _emptied, _overwritten, _replaced]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("looked", [True, False], ids=["seen by its size and time", "met in reading"])
def test_a_file_that_is_damaged_while_it_is_served_is_503_not_ready_and_logged_once(
    damage: Callable[[Path], None],
    looked: bool,
    client: AppClient,
    files: ReleaseFiles,
    database: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Each question was answered 500 with a traceback, and the server stayed ready.
    caplog.set_level(logging.ERROR, "inspection_history")
    release = database.stem
    damage(database)
    # Whether the file is looked at again, or its damage is met in reading it.
    _look_again(client, 0.0 if looked else 2**60)
    if not looked and damage is _replaced:
        assert client.get("/v1/councils").status_code == 200, "what was replaced is still open"
        return
    for path in [*PATHS, "/readyz", *PATHS]:
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert answer.headers["retry-after"] == "2"
        assert answer.json()["detail"] == f"The file of release {release} is damaged: run `python -m app seed`."
    assert client.get("/healthz").status_code == 200
    (line,) = [record.getMessage() for record in caplog.records if record.name == "inspection_history"]
    assert line.startswith(f"The file of release {release} is damaged: run `python -m app seed`. (")


@pytest.mark.parametrize("damage", DAMAGES)
def test_seeding_repairs_a_damaged_file_without_a_restart(
    damage: Callable[[Path], None], client: AppClient, settings: Settings, packages: Path, database: Path
) -> None:
    before = client.get("/v1/councils").content
    damage(database)
    _look_again(client)
    assert client.get("/readyz").status_code == 503
    assert reseed(packages, settings).release.code == database.stem
    assert client.get("/readyz").status_code == 200
    assert client.get("/v1/councils").content == before
    assert (
        reseed(numbered(1, settings.data_dir.parent), settings).release.code == client.get("/readyz").json()["release"]
    )


def test_a_new_release_takes_the_place_of_a_damaged_one_without_a_restart(
    client: AppClient, settings: Settings, packages: Path, database: Path
) -> None:
    _truncated(database)
    _look_again(client)
    assert client.get("/v1/councils").status_code == 503
    new = reseed(numbered(1, settings.data_dir.parent), settings).release.code
    assert client.get("/v1/councils").json()["release"] == new


def test_a_request_that_meets_the_damage_in_the_middle_is_unavailable(settings: Settings, database: Path) -> None:
    store = SqliteStore(settings.data_dir)

    def read() -> None:
        with store.snapshot() as snapshot:
            snapshot.rows(SELECT, {})
            _overwritten(database)
            for table in ("sources", "timeline", "citations", "findings", "judgements"):
                snapshot.rows(f"SELECT * FROM {table}", {})

    with closing(store):
        with pytest.raises(Unavailable, match="damaged"):
            read()
        with pytest.raises(Unavailable, match="damaged"):
            store.snapshot()
        assert store._current is not None
        assert not store._current[1]._idle


@pytest.mark.parametrize("sql", ["SELEKT", "SELECT :a", "SELECT * FROM nothing", f"SELECT {'(' * 5000}1"])
def test_a_fault_of_ours_is_not_taken_for_damage(sql: str, settings: Settings) -> None:
    # One faulty statement would have stopped the whole server.
    store = SqliteStore(settings.data_dir)
    with closing(store):
        with pytest.raises(sqlite3.Error), store.snapshot() as snapshot:
            snapshot.rows(sql, {})
        with pytest.raises(sa.exc.DBAPIError), store.snapshot() as snapshot:
            snapshot.connection.exec_driver_sql(sql)
        with store.snapshot() as snapshot:
            assert snapshot.rows(SELECT, {})


def test_a_file_that_is_touched_or_copied_over_with_the_same_bytes_is_served_on(
    client: AppClient, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = database.read_bytes()
    for change in (database.touch, lambda: database.write_bytes(content)):
        change()
        _look_again(client)
        assert client.get("/v1/councils").status_code == 200
    assert not caplog.records
