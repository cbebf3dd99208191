"""Publishing: a release is whole or not there, whoever dies, fails, races or flips a bit on the way."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.__main__ import cli
from app.errors import FaultyData, SeedError, Unavailable
from app.records import EVENTS, KINDS
from app.releases.files import ReleaseFiles
from app.releases.postgres import PostgresStore
from app.releases.snapshot import NO_RELEASE, Snapshot
from app.releases.sqlite import POLL_SECONDS, SqliteStore
from app.releases.store import open_store
from app.seeding import publish
from app.seeding.build import fill, release_of
from app.seeding.publish import BUSY, copy_rows
from app.seeding.read import read_packages
from app.seeding.seed import Seeded, seed
from app.settings import FIXTURE, ROOT, Settings
from tests.conftest import client_of, examples, reseed
from tests.world import World, small_world

COUNTED = [kind.name for kind in KINDS]


def first(folder: Path) -> Path:
    """Packages of the small world."""
    return small_world().write(folder / "first")


def second_world() -> World:
    """The small world with one more source and another focus, so that it is another release."""
    world = small_world().add("sources", "the-letter", type="ofsted_letter")
    return world.add("monitoring_visits", "herefordshire-mv-2023-03", focus="another focus")


def second(folder: Path) -> Path:
    """Packages of a world that differs from the first."""
    return second_world().write(folder / "second")


def whole(snapshot: Snapshot) -> str:
    """The release of a snapshot, after making sure that every row of it is there and none besides."""
    connection = snapshot.connection
    code, counts = connection.execute(sa.text("SELECT code, counts FROM releases")).one()
    expected = json.loads(counts) if isinstance(counts, str) else counts
    found = {name: connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() for name in COUNTED}
    assert found == {name: expected[name] for name in COUNTED}
    timeline = connection.execute(sa.text("SELECT count(*) FROM timeline")).scalar()
    assert timeline == sum(expected[kind.name] for kind in EVENTS)
    assert code == snapshot.release
    return str(code)


def served(settings: Settings) -> str:
    """The release that a server started now would answer from, after making sure that it is whole."""
    store = open_store(settings.database_url, settings.data_dir)
    try:
        with store.snapshot() as snapshot:
            return whole(snapshot)
    finally:
        store.close()


def contents(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file under a folder: its bytes, its inode, and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names_of(*releases: str) -> set[str]:
    """The files of a data folder that holds these releases and nothing else."""
    files = {f"releases/{release}.{ending}" for release in releases for ending in ("sqlite", "json")}
    tables = [*(kind.name for kind in KINDS), "inspections_wide", "panel"]
    endings = ("csv", "ndjson", "parquet", "csv-metadata.json")
    names = ["dataset.zip", *(f"{table}.{ending}" for table in tables for ending in endings)]
    downloads = {f"downloads/{release}/{name}" for release in releases for name in names}
    return {"current", "history.json", "seed.lock", *files, *downloads}


def sqlite_file(settings: Settings) -> Path:
    """The file of the current release."""
    files = ReleaseFiles(settings.data_dir)
    current = files.current()
    assert current is not None
    return files.database(current)


def command(*arguments: str, **environment: str) -> list[str]:
    """The command line of the application with these settings."""
    return ["env", *(f"{name}={value}" for name, value in environment.items()), sys.executable, "-m", "app", *arguments]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the application as a process of its own."""
    return subprocess.run(
        command(*arguments, **environment), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


# The same data makes the same release and the same bytes.


def test_a_first_run_publishes_and_a_second_changes_no_byte_and_says_so(folder: Path) -> None:
    packages, settings = first(folder), Settings(data_dir=folder / "data")
    done = seed(packages, settings)
    before = contents(settings.data_dir)
    again = seed(packages, settings)
    assert (done.changed, again.changed) == (True, False)
    assert again.release == done.release
    assert contents(settings.data_dir) == before
    assert set(before) == names_of(done.release.code)
    assert served(settings) == done.release.code


def test_a_second_run_on_postgres_changes_no_row(postgres: str, folder: Path) -> None:
    packages, settings = first(folder), Settings(database_url=postgres)
    done = seed(packages, settings)
    engine = sa.create_engine(postgres)
    # A row that is written anew, even with the same values, gets another xmin.
    query = sa.text("SELECT xmin::text FROM releases UNION ALL SELECT xmin::text FROM judgements")
    with engine.connect() as connection:
        before = connection.execute(query).fetchall()
    again = seed(packages, settings)
    with engine.connect() as connection:
        assert connection.execute(query).fetchall() == before
    engine.dispose()
    assert (done.changed, again.changed) == (True, False)
    assert served(settings) == done.release.code


@pytest.mark.parametrize(
    ("newline", "bom", "shuffled"),
    [("\r\n", False, False), ("\n", True, False), ("\n", False, True), ("\r\n", True, True)],
)
def test_row_order_line_ends_and_a_bom_change_neither_the_release_nor_a_byte_of_its_file(
    folder: Path, newline: str, bom: bool, shuffled: bool
) -> None:
    plain, other = Settings(data_dir=folder / "plain"), Settings(data_dir=folder / "other")
    done = seed(first(folder), plain)
    world = small_world()
    if shuffled:
        for rows in world.rows.values():
            random.Random(7).shuffle(rows)
        assert world.rows != small_world().rows
    reshaped = seed(world.write(folder / "reshaped", package="another-name", newline=newline, bom=bom), other)
    assert reshaped.release == done.release
    assert sqlite_file(other).read_bytes() == sqlite_file(plain).read_bytes()


@examples(6)
@given(st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_no_order_of_rows_changes_the_release(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, crlf: bool, bom: bool
) -> None:
    world = second_world()
    straight = release_of(read_packages(world.write(tmp_path_factory.mktemp("straight"))), None)
    for rows in world.rows.values():
        chance.shuffle(rows)
    folder = tmp_path_factory.mktemp("shuffled")
    shuffled = release_of(read_packages(world.write(folder, newline="\r\n" if crlf else "\n", bom=bom)), None)
    assert shuffled == straight


@examples(6)
@given(st.data())
def test_another_value_anywhere_is_another_release(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    world = second_world()
    kind = data.draw(st.sampled_from([name for name, rows in world.rows.items() if rows]))
    row = data.draw(st.sampled_from(world.rows[kind]))
    before = release_of(read_packages(world.write(tmp_path_factory.mktemp("before"))), None)
    row["recorded_on"] = "2026-11-22"
    dataset = read_packages(world.write(tmp_path_factory.mktemp("after")))
    assert dataset.faults == []
    assert release_of(dataset, None).code != before.code


@pytest.mark.parametrize("hash_seeds", [("1",), pytest.param(("2", "3"), marks=pytest.mark.thorough)])
def test_processes_with_other_hash_seeds_make_the_same_bytes(hash_seeds: tuple[str, ...], folder: Path) -> None:
    packages, found = second(folder), []
    for hash_seed in hash_seeds:
        home = Settings(data_dir=folder / hash_seed)
        done = run(
            "seed", "--from", str(packages), DATA_DIR=str(home.data_dir), PYTHONHASHSEED=hash_seed, TZ="Asia/Tokyo"
        )
        assert done.returncode == 0, done.stderr
        found.append(sqlite_file(home).read_bytes())
    here = Settings(data_dir=folder / "here")
    seed(packages, here)
    assert set(found) == {sqlite_file(here).read_bytes()}


def test_faulty_data_changes_nothing(folder: Path, own_small: Settings) -> None:
    before = contents(own_small.data_dir)
    world = second_world().add("councils", "medway", name="").add("councils", "cumbria", gss_code="E1")
    with pytest.raises(FaultyData) as caught:
        seed(world.write(folder / "faulty"), own_small)
    assert [fault.line for fault in caught.value.faults] == [3, 4]
    assert contents(own_small.data_dir) == before


def test_a_line_that_the_database_refuses_is_told_by_its_place_and_changes_nothing(
    folder: Path, own_small: Settings
) -> None:
    before = contents(own_small.data_dir)
    world = second_world().add("councils", "medway", gss_code="E06000019")
    with pytest.raises(FaultyData) as caught:
        seed(world.write(folder / "faulty"), own_small)
    assert [str(fault) for fault in caught.value.faults] == [
        "faulty/records/councils.csv:3: row: another row has the same councils.gss_code; "
        "expected councils.csv to keep this rule of the database"
    ]
    assert contents(own_small.data_dir) == before


# A server sees a new release without a restart, and a reader keeps the one it began with.


def test_a_running_server_answers_from_a_new_release_and_its_tag_changes(folder: Path, own_small: Settings) -> None:
    old = served(own_small)
    with client_of(own_small) as client:
        before = client.get("/v1/sources")
        assert (before.json()["total"], before.json()["release"]) == (2, old)
        new = reseed(second(folder), own_small).release.code
        after = client.get("/v1/sources", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert (after.json()["total"], after.json()["release"]) == (3, new)
        reseed(first(folder), own_small)
        assert client.get("/v1/sources").json()["release"] == old


def test_a_server_that_started_before_the_first_seeding_answers_after_it(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    with client_of(settings) as client:
        assert client.get("/v1/councils").status_code == 503
        seed(first(folder), settings)
        assert client.get("/v1/councils").json()["total"] == 4


def test_a_snapshot_goes_on_reading_the_release_that_it_began_with(folder: Path, small_anywhere: Settings) -> None:
    settings = small_anywhere.model_copy(update={"keep_releases": 1})
    old = served(settings)
    store = open_store(settings.database_url, settings.data_dir)
    with store.snapshot() as snapshot:
        assert snapshot.release == old
        new = seed(second(folder), settings).release.code
        assert whole(snapshot) == old
        with store.snapshot() as later:
            assert whole(later) == new
        assert whole(snapshot) == old
    with store.snapshot() as later:
        assert whole(later) == new
    store.close()


@pytest.mark.parametrize("rounds", [1, pytest.param(4, marks=pytest.mark.thorough)])
def test_readers_see_only_whole_releases_while_postgres_is_reseeded(
    rounds: int, small_on_postgres: str, folder: Path
) -> None:
    settings = Settings(database_url=small_on_postgres)
    packages = [first(folder), second(folder)]
    releases = {seed(path, settings).release.code for path in packages}
    store = PostgresStore(small_on_postgres)
    seen: list[str] = []
    wrong: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with store.snapshot() as snapshot:
                    seen.append(whole(snapshot))
        except BaseException as error:
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(rounds):
        for path in packages:
            assert seed(path, settings).changed
    done.set()
    for reader in readers:
        reader.join()
    store.close()
    assert wrong == []
    assert set(seen) == releases


# Two seeders at once.


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch, packages: Path, settings: Settings) -> Iterator[list[Seeded]]:
    """Runs a seeder in a thread and holds it up in the middle of its work for as long as the context lasts."""
    middle, go_on = threading.Event(), threading.Event()
    done: list[Seeded] = []

    def slow(*arguments: object) -> None:
        middle.set()
        assert go_on.wait(60)
        fill(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "fill", slow)
    seeder = threading.Thread(target=lambda: done.append(seed(packages, settings)))
    seeder.start()
    try:
        assert middle.wait(60)
        yield done
    finally:
        go_on.set()
        seeder.join()


def test_of_two_seeders_one_wins_and_the_other_says_so_and_exits_with_75(
    folder: Path, small_anywhere: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = small_anywhere
    old = served(settings)
    third = second_world().add("sources", "another").write(folder / "third")
    with held_up(monkeypatch, second(folder), settings) as winner:
        environment = {"DATA_DIR": str(settings.data_dir), "DATABASE_URL": settings.database_url}
        loser = CliRunner().invoke(cli, ["seed", "--from", str(third)], env=environment)
        assert loser.exit_code == 75
        assert loser.stdout == ""
        assert loser.stderr.splitlines()[-1] == BUSY
        assert "Traceback" not in loser.stderr
        # Nobody who reads is held up.
        assert served(settings) == old
    assert [done.changed for done in winner] == [True]
    assert served(settings) == winner[0].release.code
    monkeypatch.undo()
    assert seed(third, settings).changed


@pytest.mark.thorough
def test_many_seeders_that_start_at_once_leave_one_whole_release(folder: Path) -> None:
    home = Settings(data_dir=folder / "data")
    packages = [first(folder), second(folder)]
    started = [
        subprocess.Popen(
            command("seed", "--from", str(packages[number % 2]), DATA_DIR=str(home.data_dir)),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    ends = [(process, *process.communicate(timeout=120)) for process in started]
    assert {process.returncode for process, _, _ in ends} <= {0, 75}, [words for _, _, words in ends]
    assert 0 in {process.returncode for process, _, _ in ends}
    assert served(home) in {release_of(read_packages(path), None).code for path in packages}


# A seeder that is killed.

# Forks a seeder for each line that it reads: "<step> <folder>". With a name, or a number above 0, the seeder kills
# itself just before that step; with 0, whoever drives it kills it. A second line says that the killing is done.
# What a seeder imports when it needs it is imported once here, and not by each of them. Arrow imports pandas, if it is
# there, as it is for the tests.
DRIVER = """
import os, signal, sys
from pathlib import Path
import pandas
from alembic import command
from app.seeding import downloads, publish
from app.releases.files import schema_revision
from app.seeding.seed import seed
from app.settings import Settings

settings = Settings.from_environment()
schema_revision()

def die_before(step):
    steps = iter(range(1, 10**6))
    def counted(function):
        def wrapper(*arguments, **named):
            if step in (str(next(steps)), function.__name__):
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)
        return wrapper
    steps_of_publishing = (
        "create_tables", "migrate", "fill", "create_indexes", "write_zip", "copy_rows", "_sync", "sha256_of",
        "_replace", "_clear_away",
    )
    for name in steps_of_publishing:
        setattr(publish, name, counted(getattr(publish, name)))
    Path.rename = counted(Path.rename)
    Path.unlink = counted(Path.unlink)

for line in sys.stdin:
    step, folder = line.split()
    pid = os.fork()
    if pid == 0:
        if step != "0":
            die_before(step)
        seed(Path(folder), settings, shrink=True)
        os._exit(0)
    print(pid, flush=True)
    sys.stdin.readline()
    print(os.waitpid(pid, 0)[1], flush=True)
"""


class Driver:
    """A process that starts seeders which can be killed."""

    def __init__(self, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def _ask(self, line: str) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        return int(self.process.stdout.readline())

    def seed(self, packages: Path, step: int | str = 0, kill_after: float | None = None) -> bool:
        """Runs a seeder; True if it came to its end, False if it was killed."""
        pid = self._ask(f"{step} {packages}")
        if kill_after is not None:
            threading.Event().wait(kill_after)
            os.kill(pid, signal.SIGKILL)
        status = self._ask("")
        assert status in (0, signal.SIGKILL)
        return status == 0

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture
def sqlite_driver(folder: Path) -> Iterator[Driver]:
    """A driver of seeders that write to `data` in the test's folder."""
    driver = Driver(DATA_DIR=str(folder / "data"), DATABASE_URL="")
    yield driver
    driver.close()


@pytest.mark.thorough
def test_a_seeder_that_is_killed_at_a_random_moment_leaves_a_whole_release_and_nothing_in_the_way(
    folder: Path, sqlite_driver: Driver
) -> None:
    settings = Settings(data_dir=folder / "data")
    packages = [first(folder), second(folder)]
    codes = [seed(path, settings).release.code for path in packages]
    chance, killed = random.Random(20261121), 0
    for number in range(15):
        old, new = codes[1 - number % 2], codes[number % 2]
        for code in codes:
            # Each release is built anew, since one that is still there would only be pointed to.
            if code != old:
                ReleaseFiles(settings.data_dir).database(code).unlink(missing_ok=True)
        survived = sqlite_driver.seed(packages[number % 2], kill_after=chance.uniform(0.0, 0.25))
        killed += not survived
        assert served(settings) in ({new} if survived else {old, new})
        again = seed(packages[number % 2], settings)
        assert again.release.code == new
        assert served(settings) == new
        assert set(contents(settings.data_dir)) <= names_of(*codes)
    assert killed >= 3


@pytest.mark.thorough
def test_a_seeder_that_is_killed_before_any_of_its_steps_leaves_a_whole_release(
    folder: Path, sqlite_driver: Driver
) -> None:
    settings = Settings(data_dir=folder / "data", keep_releases=1)
    old_packages, new_packages = first(folder), second(folder)
    seen: list[str] = []
    for step in range(1, 60):
        old = seed(old_packages, settings).release.code
        survived = sqlite_driver.seed(new_packages, step=step)
        seen.append(served(settings))
        new = seed(new_packages, settings).release.code
        assert served(settings) == new
        assert set(contents(settings.data_dir)) <= names_of(old, new)
        if survived:
            break
    else:
        pytest.fail("the seeder never came to its end")
    # Until the pointer is renamed the old release is served, from then on the new one, and never anything else.
    turn = seen.index(new)
    assert seen == [old] * turn + [new] * (len(seen) - turn)
    assert turn >= 8


def test_the_lock_of_a_killed_seeder_is_free(folder: Path, sqlite_driver: Driver) -> None:
    settings = Settings(data_dir=folder / "data")
    assert not sqlite_driver.seed(first(folder), step=1)
    with pytest.raises(Unavailable):
        served(settings)
    done = seed(second(folder), settings)
    assert done.changed
    assert set(contents(settings.data_dir)) == names_of(done.release.code)


@pytest.mark.thorough
def test_a_seeder_of_postgres_that_is_killed_leaves_the_old_release(postgres: str, folder: Path) -> None:
    settings = Settings(database_url=postgres)
    packages = [first(folder), second(folder)]
    codes = [seed(path, settings).release.code for path in packages]
    driver = Driver(DATABASE_URL=postgres)
    chance = random.Random(7)
    try:
        # The first dies between the deleting of the old rows and the commit of the new ones.
        assert not driver.seed(packages[0], step="copy_rows")
        assert served(settings) == codes[1]
        for number in range(5):
            driver.seed(packages[number % 2], kill_after=chance.uniform(0.0, 0.3))
            assert served(settings) in codes
    finally:
        driver.close()
    for number in (0, 1):
        # The server may need a moment to notice that the killed seeder's connection is gone.
        wait_for_advisory_lock(postgres)
        seed(packages[number], settings)
        assert served(settings) == codes[number]


def wait_for_advisory_lock(url: str) -> None:
    """Waits until no session holds the seeders' lock."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(publish.ADVISORY_LOCK)))
    engine.dispose()


# A write that fails.


def test_a_data_folder_that_cannot_be_made_is_told_in_one_line(folder: Path) -> None:
    (folder / "file").write_text("in the way")
    environment = {"DATA_DIR": str(folder / "file" / "data"), "DATABASE_URL": ""}
    done = CliRunner().invoke(cli, ["seed", "--from", str(first(folder))], env=environment)
    assert done.exit_code == 1
    last = done.stderr.splitlines()[-1]
    assert last == f"Cannot write to {folder / 'file' / 'data'}: Not a directory"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("obstacle", ["building.sqlite", "current.new"])
def test_something_in_the_way_of_a_file_leaves_the_old_release(
    folder: Path, own_small: Settings, obstacle: str
) -> None:
    old = served(own_small)
    (own_small.data_dir / obstacle).mkdir()
    with pytest.raises(SeedError, match=f"^Cannot (write to|build the release in) {own_small.data_dir}: .+$") as caught:
        seed(second(folder), own_small)
    assert "\n" not in caught.value.detail
    assert served(own_small) == old
    # What a run leaves half done is removed by it, so that the next one finds room.
    assert not (own_small.data_dir / obstacle).exists()
    assert seed(second(folder), own_small).changed


@pytest.mark.parametrize("room", [100_000, pytest.param(0, marks=pytest.mark.thorough)])
def test_a_disk_that_is_full_leaves_the_old_release_and_a_message_without_a_traceback(
    folder: Path, own_small: Settings, room: int
) -> None:
    old = served(own_small)
    packages = second(folder)
    done = subprocess.run(
        [sys.executable, "-B", "-m", "app", "seed", "--from", str(packages)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(own_small.data_dir), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"Cannot build the release in {own_small.data_dir}: ")
    assert served(own_small) == old
    again = seed(packages, own_small)
    assert again.changed
    assert served(own_small) == again.release.code
    assert set(contents(own_small.data_dir)) == names_of(old, again.release.code)


def test_a_fault_in_the_middle_of_a_replacement_of_postgres_rolls_back(
    small_on_postgres: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(database_url=small_on_postgres)
    old = served(settings)

    def broken(built: sa.Connection, connection: sa.Connection) -> None:
        copy_rows(built, connection)
        connection.execute(sa.text("DELETE FROM timeline"))
        connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))

    monkeypatch.setattr(publish, "copy_rows", broken)
    with pytest.raises(SeedError, match=r"^The database refused: .+$") as caught:
        seed(second(folder), settings)
    assert "\n" not in caught.value.detail
    assert served(settings) == old
    monkeypatch.undo()
    assert seed(second(folder), settings).changed


def test_a_fault_in_the_first_seeding_of_postgres_leaves_it_empty(
    postgres: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault that nobody expected")

    monkeypatch.setattr(publish, "fill", broken)
    with pytest.raises(RuntimeError):
        seed(first(folder), Settings(database_url=postgres))
    engine = sa.create_engine(postgres)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_postgres_that_may_only_be_read_is_told_in_one_line(postgres: str, folder: Path) -> None:
    engine = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    name = sa.make_url(postgres).database
    with engine.connect() as connection:
        connection.execute(sa.text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    engine.dispose()
    with pytest.raises(SeedError, match=r"^The database refused: .*read-only transaction$"):
        seed(first(folder), Settings(database_url=postgres))


def test_a_postgres_of_a_newer_schema_is_told_in_one_line(small_on_postgres: str, folder: Path) -> None:
    settings = Settings(database_url=small_on_postgres)
    old = served(settings)
    engine = sa.create_engine(small_on_postgres)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SeedError, match="9999"):
        seed(second(folder), settings)
    assert served(settings) == old


def test_a_postgres_that_is_away_is_told_in_one_line_and_not_served(folder: Path) -> None:
    url = f"postgresql+psycopg://nobody@/nothing?host={folder}"
    with pytest.raises(SeedError, match=r"^The database refused: .+$") as caught:
        seed(first(folder), Settings(database_url=url))
    assert "\n" not in caught.value.detail
    with pytest.raises(Unavailable, match=r"^The database does not answer\.$"):
        served(Settings(database_url=url))


# A file that is damaged.


def flip(path: Path, bit: int) -> None:
    """Flips one bit of a file, in another file of the same name, so that who has the old one open keeps it."""
    data = bytearray(path.read_bytes())
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    aside = path.with_suffix(".flipped")
    aside.write_bytes(data)
    aside.rename(path)


@pytest.mark.parametrize("number", range(2))
def test_a_flipped_bit_is_refused_and_the_next_seeding_mends_it(folder: Path, own_small: Settings, number: int) -> None:
    packages = first(folder)
    code = served(own_small)
    path = sqlite_file(own_small)
    sound = path.read_bytes()
    flip(path, random.Random(number).randrange(len(sound) * 8))
    with pytest.raises(Unavailable, match="missing or damaged"):
        served(own_small)
    with client_of(own_small) as client:
        assert client.get("/readyz").status_code == 503
        assert seed(packages, own_small).changed
        assert path.read_bytes() == sound
        assert client.get("/v1/councils").json()["release"] == code


@pytest.mark.parametrize(
    "damage",
    [
        *("cut", "gone", "odd manifest"),
        *(
            pytest.param(damage, marks=pytest.mark.thorough)
            for damage in ("emptied", "longer", "no manifest", "other manifest")
        ),
    ],
)
def test_a_release_file_that_is_not_the_published_one_is_refused_and_mended(
    folder: Path, own_small: Settings, damage: str
) -> None:
    packages = first(folder)
    code = served(own_small)
    path = sqlite_file(own_small)
    sound = path.read_bytes()
    manifest = path.with_suffix(".json")
    match damage:
        case "emptied":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(sound[:-4096])
        case "longer":
            path.write_bytes(sound + b"\0")
        case "gone":
            path.unlink()
        case "no manifest":
            manifest.unlink()
        case "odd manifest":
            manifest.write_bytes(b"\xff\xfe")
        case "other manifest":
            manifest.write_text("[]")
    with pytest.raises(Unavailable, match="missing or damaged"):
        served(own_small)
    assert seed(packages, own_small).changed
    assert path.read_bytes() == sound
    assert served(own_small) == code
    assert not seed(packages, own_small).changed


@pytest.mark.parametrize(
    "pointer",
    [
        *(b"", b"0000000000000000\n", b"../../etc/passwd\n"),
        *(pytest.param(pointer, marks=pytest.mark.thorough) for pointer in (b"\n", b"\xff\xb0\n", b"\0" * 17)),
    ],
)
def test_a_pointer_that_leads_nowhere_is_refused_and_mended(folder: Path, own_small: Settings, pointer: bytes) -> None:
    packages = first(folder)
    code = served(own_small)
    (own_small.data_dir / "current").write_bytes(pointer)
    with pytest.raises(Unavailable, match="missing or damaged"):
        served(own_small)
    assert seed(packages, own_small).changed
    assert served(own_small) == code


@pytest.mark.parametrize("number", range(2))
def test_a_damaged_release_does_not_stop_another_from_replacing_it(
    folder: Path, own_small: Settings, number: int
) -> None:
    path = sqlite_file(own_small)
    data = path.read_bytes()
    if number:
        flip(path, random.Random(number).randrange(len(data) * 8))
    else:
        # The counts by which a shrunken dataset is known are JSON; here they are not.
        assert data.count(b'{"sources"') == 1
        path.write_bytes(data.replace(b'{"sources"', b'["sources"'))
    new = seed(second(folder), own_small)
    assert new.changed
    assert served(own_small) == new.release.code


def test_a_release_that_is_loaded_goes_on_being_served_when_the_new_one_is_damaged(
    folder: Path, own_small: Settings
) -> None:
    old = served(own_small)
    with client_of(own_small) as client:
        assert client.get("/v1/meetings").json()["release"] == old
        seed(second(folder), own_small)
        flip(sqlite_file(own_small), 800_000)
        time.sleep(POLL_SECONDS)
        assert client.get("/v1/meetings").json()["release"] == old
        assert client.get("/readyz").status_code == 503, "a server that starts now would find a damaged release"
        new = reseed(second(folder), own_small)
        assert new.changed
        assert client.get("/v1/meetings").json()["release"] == new.release.code


def test_a_server_opens_the_mended_file_of_the_release_that_it_serves(folder: Path, own_small: Settings) -> None:
    packages = first(folder)
    code = served(own_small)
    store = SqliteStore(own_small.data_dir)
    with store.snapshot() as snapshot:
        assert whole(snapshot) == code
    # The file is spoilt in place, as by a failing disk: pages that were read before may be read again.
    path = sqlite_file(own_small)
    path.write_bytes(path.read_bytes()[:4096])
    assert seed(packages, own_small).changed
    with store.snapshot() as snapshot:
        assert whole(snapshot) == code
    store.close()


def test_a_folder_without_a_release_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(Unavailable, match=r"^There is no dataset here yet") as caught:
        served(Settings(data_dir=folder / "nothing"))
    assert caught.value.detail == NO_RELEASE
    assert list(folder.iterdir()) == []


# What is kept, and what is not lost.


def test_old_releases_beyond_those_to_keep_are_removed_the_oldest_first(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data", keep_releases=3)
    codes = []
    for number in range(5):
        world = small_world().add("sources", f"source-{number}")
        codes.append(seed(world.write(folder / str(number)), settings).release.code)
        assert set(contents(settings.data_dir)) == names_of(*codes[-3:])
    assert seed(folder / "2", settings).release.code == codes[2]
    # An older release that becomes current again is kept, however old its file is.
    one = settings.model_copy(update={"keep_releases": 1})
    assert seed(folder / "3", settings).changed
    assert seed(folder / "2", one).changed
    assert set(contents(settings.data_dir)) == names_of(codes[2])
    assert served(settings) == codes[2]


def test_fewer_releases_are_kept_from_the_next_seeding_on_also_if_it_changes_nothing(
    folder: Path, own_small: Settings
) -> None:
    current = seed(second(folder), own_small).release.code
    again = seed(folder / "second", own_small.model_copy(update={"keep_releases": 1}))
    assert (again.changed, again.release.code) == (False, current)
    assert set(contents(own_small.data_dir)) == names_of(current)


def shrunken(folder: Path, keep: int = 1) -> Path:
    """The small world without most of its judgements' inspections."""
    world = small_world()
    world.rows["citations"] = []
    world.rows["monitoring_visits"] = []
    world.rows["inspections"] = world.rows["inspections"][:keep]
    codes = {row["code"] for row in world.rows["inspections"]}
    world.rows["judgements"] = [row for row in world.rows["judgements"] if row["inspection_code"] in codes]
    return world.write(folder / f"shrunken-{keep}")


def test_a_dataset_that_lost_most_of_a_kind_is_refused_unless_it_is_meant(
    folder: Path, small_anywhere: Settings
) -> None:
    settings = small_anywhere
    old = served(settings)
    with pytest.raises(SeedError) as caught:
        seed(shrunken(folder), settings)
    assert caught.value.detail == (
        "More than half of the rows of a kind would be lost: inspections: 1 rows, 3 before; "
        "judgements: 4 rows, 13 before; monitoring_visits: 0 rows, 1 before. "
        "If that is meant, seed with --allow-shrink."
    )
    assert served(settings) == old
    done = seed(shrunken(folder), settings, shrink=True)
    assert done.changed
    assert served(settings) == done.release.code
    # From few to many is no loss.
    assert seed(first(folder), settings).changed


def test_a_subset_is_meant_to_be_small_and_the_whole_after_it_is_no_loss(
    folder: Path, small_anywhere: Settings
) -> None:
    settings = small_anywhere
    part = seed(first(folder), settings, only=["medway"])
    assert part.changed
    assert part.release.subset == "medway"
    assert served(settings) == part.release.code
    # A subset is no measure for a whole: the shrunken dataset has fewer of nothing that counts.
    assert seed(shrunken(folder), settings).changed


def test_a_loss_of_half_is_taken(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    world = small_world().inspection("medway-ilacs-2025-01", "2025-01", council_code="medway")
    world.rows["citations"] = []
    world.rows["monitoring_visits"] = []
    seed(world.write(folder / "four"), settings)
    # Two of four inspections are half; 8 of 18 judgements are less than half.
    with pytest.raises(SeedError, match=r"would be lost: judgements: 8 rows, 18 before\. "):
        seed(shrunken(folder, keep=2), settings)


# A subset.


def test_a_subset_holds_its_councils_and_of_their_neighbours_only_the_name(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    world = small_world().inspection("cumbria-ilacs-2022-03", "2022-03", council_code="cumbria")
    world.add("meetings", "herefordshire-cabinet-2023-06-22-8", held_on="2023-06-22", item_number="8")
    world.add("gaps", "everywhere", record_kind="inspections")
    world.add("gaps", "of-medway", record_kind="inspections", council_code="medway")
    done = seed(world.write(folder / "packages"), settings, only=["cumberland", "herefordshire", "cumberland"])
    assert done.release.subset == "cumberland,herefordshire"
    with client_of(settings) as client:

        def codes(path: str) -> set[str]:
            answer = client.get(path)
            assert answer.status_code == 200
            return {item["code"] for item in answer.json()["items"]}

        assert codes("/v1/councils") == {"cumberland", "cumbria", "herefordshire"}
        assert codes("/v1/inspections") == {"herefordshire-ilacs-2018-06", "herefordshire-ilacs-2022-07"}
        assert client.get("/v1/councils/cumberland").json()["predecessors"][0]["code"] == "cumbria"
        assert codes("/v1/meetings") == {"herefordshire-cabinet-2023-06-22-8"}
        assert not [code for code in codes("/v1/judgements") if not code.startswith("herefordshire")]
        assert "medway.record" not in codes("/v1/citations?limit=500")
    assert done.release.counts["gaps"] == 1
    assert served(settings) == done.release.code


@pytest.mark.parametrize("code", ["herefordshire", "medway", "cumbria", "cumberland"])
def test_every_subset_of_one_council_is_consistent(folder: Path, code: str) -> None:
    # The references of a file are checked when it is built, so that a subset with a loose end would be refused.
    settings = Settings(data_dir=folder / "data")
    done = seed(second(folder), settings, only=[code])
    assert done.release.subset == code
    assert served(settings) == done.release.code


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        (FIXTURE, "cumberland"),
        pytest.param(ROOT / "seed_data", "nottingham", marks=pytest.mark.thorough),
    ],
    ids=["of the fixture", "of what is shipped"],
)
def test_a_subset_of_a_large_dataset_is_consistent(folder: Path, packages: Path, code: str) -> None:
    settings = Settings(data_dir=folder / "data")
    done = seed(packages, settings, only=[code])
    assert served(settings) == done.release.code
    assert done.release.counts["councils"] < 10
    assert done.release.counts["frameworks"] > 5


def test_a_subset_of_no_council_is_refused_with_a_suggestion(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    with pytest.raises(SeedError) as caught:
        seed(first(folder), settings, only=["medwey", "zzz"])
    assert caught.value.detail == (
        "--only: 'medwey' is no council (did you mean medway?); 'zzz' is no council. "
        "Expected codes of councils.csv, separated by commas."
    )
    assert not settings.data_dir.exists()
