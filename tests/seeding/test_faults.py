"""What was found by breaking a seeding: a lost list, a disk that fails at any step, and what is left behind."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.errors import SeedError
from app.releases.files import ReleaseFiles
from app.seeding import scratch
from app.seeding.seed import seed
from app.settings import Settings
from tests.conftest import client_of
from tests.seeding.test_publish import contents, first, names_of, second, served
from tests.test_releases import numbered

LOST = {"damaged": b"{", "empty": b"", "null": b"null", "of another shape": b'[{"release": "a"}]', "no list": b"{}"}


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two packages and the dataset that was seeded from one and then the other."""
    home = tmp_path_factory.mktemp("two")
    for packages in (first(home), second(home)):
        seed(packages, Settings(data_dir=home / "data"))
    return home


@pytest.fixture
def settings(folder: Path, two_releases: Path) -> Settings:
    """Settings of a dataset with two releases, for one test alone."""
    shutil.copytree(two_releases, folder, dirs_exist_ok=True)
    return Settings(data_dir=folder / "data")


def listed_in(settings: Settings) -> list[str]:
    """The releases that the list of releases names."""
    return [entry["code"] for entry in json.loads((settings.data_dir / "history.json").read_bytes())]


# The list of releases.


@pytest.mark.parametrize("lost", [*LOST.values(), None], ids=[*LOST, "missing"])
def test_a_lost_list_of_releases_is_made_anew_and_no_release_is_deleted(
    lost: bytes | None, settings: Settings, folder: Path
) -> None:
    # The same data seeded with exit code 0 and left the list as it was, other data failed with a traceback, and an
    # empty list let the next seeding delete every release that was kept.
    path = settings.data_dir / "history.json"
    codes = listed_in(settings)
    path.unlink() if lost is None else path.write_bytes(lost)
    with client_of(settings) as client:
        assert [item["code"] for item in client.get("/v1/releases").json()["items"]] == codes
        assert client.get(f"/v1/councils?release={codes[1]}").status_code == 200
        assert client.get("/v1/councils?release=0123456789abcdef").status_code == 404
    assert seed(folder / "second", settings).changed
    assert listed_in(settings) == codes
    path.unlink() if lost is None else path.write_bytes(lost)
    new = seed(numbered(1, folder), settings).release.code
    assert listed_in(settings) == [new, *codes]
    assert set(contents(settings.data_dir)) == names_of(new, *codes)


def test_a_release_that_the_list_does_not_name_is_kept_like_the_oldest(settings: Settings, folder: Path) -> None:
    path, codes = settings.data_dir / "history.json", listed_in(settings)
    path.write_text(json.dumps([{"code": codes[0], "previous": None, "changes": None}]))
    new = seed(numbered(1, folder), settings).release.code
    assert set(contents(settings.data_dir)) == names_of(new, *codes)
    less = settings.model_copy(update={"keep_releases": 2})
    assert not seed(folder / "packages-1", less).changed
    assert set(contents(settings.data_dir)) == names_of(new, codes[0])


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"release": "a"}'])
def test_a_damaged_manifest_of_a_past_release_costs_that_release_alone(damage: bytes, settings: Settings) -> None:
    new, old = listed_in(settings)
    ReleaseFiles(settings.data_dir).manifest(old).write_bytes(damage)
    with client_of(settings) as client:
        answer = client.get("/v1/releases")
        assert [item["code"] for item in answer.json()["items"]] == [new]
        assert client.get(f"/v1/councils?release={old}").status_code == 503


# A step that fails.


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[list[str]]:
    """Lets the fsync, rename or removal of this number fail, and names the steps that were taken."""
    taken: list[str] = []

    def counted(patched: pytest.MonkeyPatch, name: str, owner: object) -> None:
        real = getattr(owner, name)

        def step(*arguments: object, **named: object) -> object:
            taken.append(name)
            if len(taken) == number:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return real(*arguments, **named)

        patched.setattr(owner, name, step)

    with monkeypatch.context() as patched:
        for name, owner in (("fsync", os), ("rename", Path), ("unlink", Path), ("rmtree", shutil)):
            counted(patched, name, owner)
        yield taken


@pytest.mark.parametrize("stride", [3, pytest.param(1, marks=pytest.mark.thorough)])
def test_whatever_step_fails_the_answer_says_what_is_served_and_nothing_is_left(
    stride: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In 8 of 52 injected faults, a seeding said that it changed nothing after it had; 25 left files behind.
    settings = Settings(data_dir=folder / "data", keep_releases=1)
    packages = [first(folder), second(folder)]
    codes = [seed(path, settings).release.code for path in packages]
    ends = {"not published": 0, "published with a warning": 0}
    for number in range(1, 100, stride):
        old, new = codes[number % 2], codes[1 - number % 2]
        seed(packages[number % 2], settings)
        with failing(monkeypatch, number) as taken:
            try:
                done = seed(packages[1 - number % 2], settings)
            except SeedError:
                end, current = "not published", old
            else:
                end, current = "published with a warning", new
                assert done.changed
                assert bool(done.warnings) == (len(taken) >= number)
        assert served(settings) == current, (number, taken)
        if len(taken) < number:
            break
        ends[end] += 1
        if end == "not published":
            assert set(contents(settings.data_dir)) <= names_of(old, new), (number, taken)
    else:
        pytest.fail("the seeder never came to its end")
    assert min(ends.values()) >= 2, ends


def test_a_release_that_is_current_already_stays_so_when_nothing_can_be_cleared_away(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = listed_in(settings)[0]
    (settings.data_dir / "building.sqlite").touch()
    with failing(monkeypatch, 1):
        done = seed(folder / "second", settings)
    assert (done.changed, done.release.code) == (False, new)
    assert done.warnings == [f"{settings.data_dir / 'building.sqlite'} could not be cleared away: Input/output error"]
    assert seed(folder / "second", settings).warnings == []
    assert not (settings.data_dir / "building.sqlite").exists()


def test_a_commit_whose_answer_is_lost_is_published_if_the_database_holds_it(
    small_on_postgres: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(database_url=small_on_postgres)
    commit = sa.Connection.commit

    def cut_off(connection: sa.Connection) -> None:
        commit(connection)
        if connection.dialect.name == "sqlite":
            return  # The file that the downloads are made of.
        raise sa.exc.OperationalError("COMMIT", {}, OSError("the connection was reset"))

    with monkeypatch.context() as within:
        within.setattr(sa.Connection, "commit", cut_off)
        done = seed(second(folder), settings)
    assert done.changed
    assert done.warnings == ["The release is published, but the connection was lost: the connection was reset"]
    assert served(settings) == done.release.code


# What is left behind.


def test_what_a_killed_process_leaves_in_the_folder_for_temporary_files_is_removed_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ten killed seedings of PostgreSQL left 98 MB.
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    child = os.fork()
    if child == 0:
        with scratch.scratch_folder() as left:
            (left / "building.sqlite").touch()
            os._exit(0)
    os.waitpid(child, 0)
    (left,) = folder.iterdir()
    with scratch.scratch_folder() as one, scratch.scratch_folder() as other:
        assert sorted(folder.iterdir()) == sorted([one, other])
        assert left not in (one, other)
    assert list(folder.iterdir()) == []


def test_a_folder_of_somebody_else_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    others = {folder / "inspection-history", folder / "of-another-user", folder / f"{scratch.PREFIX}link"}
    for path in others:
        if path.name.endswith("link"):
            path.symlink_to(folder / "of-another-user")
        else:
            path.mkdir()
    with scratch.scratch_folder():
        assert others < set(folder.iterdir())
    assert set(folder.iterdir()) == others


def test_seeding_postgres_leaves_nothing_in_the_folder_for_temporary_files(
    postgres: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    (folder / "tmp" / f"{scratch.PREFIX}left").mkdir()
    seed(first(folder), Settings(database_url=postgres))
    assert list((folder / "tmp").iterdir()) == []


# A database that is not ours, or cannot hold the dataset.


def test_a_database_of_another_program_is_refused_by_its_name(postgres: str, folder: Path) -> None:
    owner = sa.create_engine(postgres)
    with owner.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('deadbeef')")
    owner.dispose()
    with pytest.raises(SeedError, match=r"belongs to another program: it has its alembic_version \(deadbeef\)"):
        seed(first(folder), Settings(database_url=postgres))


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_in_another_encoding_is_refused_with_the_command_that_makes_the_right_one(
    encoding: str, postgres: str, folder: Path
) -> None:
    owner = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    name = f"in_{encoding.lower()}_{sa.make_url(postgres).database}"
    with owner.connect() as connection:
        connection.exec_driver_sql(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    url = sa.make_url(postgres).set(database=name).render_as_string(hide_password=False)
    try:
        with pytest.raises(SeedError, match=rf"encoding {encoding}; expected UTF8.*createdb"):
            seed(first(folder), Settings(database_url=url))
    finally:
        with owner.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        owner.dispose()
