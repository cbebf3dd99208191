"""PostgreSQL that goes away, comes back, or stops answering: 503 with Retry-After, and 200 again without a restart."""

import signal
import threading
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.errors import Unavailable
from app.releases import postgres as database
from app.releases.postgres import AWAY_SECONDS, PostgresStore
from app.seeding.seed import seed
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.postgres import Server, own_server
from tests.world import small_world

TIMELINE = "/v1/councils/herefordshire/timeline"


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL that holds the small world, and may be killed."""
    with own_server() as server:
        seed(small_world().write(tmp_path_factory.mktemp("packages")), Settings(database_url=server.url))
        yield server


@pytest.fixture
def client(mortal: Server) -> Iterator[AppClient]:
    """A client of it, whose every question goes to the database."""
    with client_of(Settings(database_url=mortal.url, cache_bytes=0)) as client:
        yield client


def again(client: AppClient) -> float:
    """How many seconds it takes until there is an answer again; until then nothing but 503 is allowed."""
    began = time.monotonic()
    while (answer := client.get(TIMELINE)).status_code != 200:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert time.monotonic() - began < 10
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.mark.thorough
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_of_the_database_is_503_and_then_200_again_within_two_seconds(
    mode: str, mortal: Server, client: AppClient
) -> None:
    assert client.get(TIMELINE).status_code == 200
    mortal.stop(mode)
    for path in (TIMELINE, "/readyz"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == "The database does not answer."
    assert client.get("/healthz").status_code == 200
    mortal.start()
    assert again(client) < 2


@pytest.mark.thorough
def test_a_server_that_starts_before_its_database_is_alive_and_becomes_ready(mortal: Server) -> None:
    mortal.stop()
    with client_of(Settings(database_url=mortal.url)) as client:
        began = time.monotonic()
        assert client.get("/readyz").status_code == 503
        assert time.monotonic() - began < 1
        assert client.get("/healthz").status_code == 200
        mortal.start()
        assert again(client) < 2
        assert client.get("/readyz").status_code == 200


@pytest.mark.thorough
def test_answers_that_are_kept_outlive_the_database_for_no_longer_than_a_release_is_believed_in(
    mortal: Server,
) -> None:
    with client_of(Settings(database_url=mortal.url)) as client:
        assert client.get(TIMELINE).status_code == 200
        mortal.stop()
        time.sleep(database.POLL_SECONDS)
        assert client.get(TIMELINE).status_code == 503
        mortal.start()
        assert again(client) < 2


@pytest.mark.thorough
def test_a_database_that_stops_answering_is_503_within_five_seconds(
    mortal: Server, client: AppClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.REPLY_SECONDS + database.CONNECT_SECONDS < 5
    monkeypatch.setattr(database, "REPLY_SECONDS", 0.5)
    assert client.get(TIMELINE).status_code == 200
    mortal.signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert client.get(TIMELINE).status_code == 503
        assert time.monotonic() - began < 0.5 + database.CONNECT_SECONDS + 1
        began = time.monotonic()
        assert client.get(TIMELINE).status_code == 503
        assert time.monotonic() - began < 1, "for a moment nobody else waits for it"
        with client_of(Settings(database_url=mortal.url)) as cached:
            time.sleep(AWAY_SECONDS)
            began = time.monotonic()
            assert cached.get("/healthz").status_code == 200
            assert time.monotonic() - began < 1, "who asks whether we live need not know of which release"
    finally:
        mortal.signal(signal.SIGCONT)
    assert again(client) < 2


@pytest.mark.thorough
def test_a_database_that_ends_in_the_middle_of_a_snapshot_is_unavailable(mortal: Server) -> None:
    store = PostgresStore(mortal.url)

    def read() -> None:
        with store.snapshot() as snapshot:
            mortal.stop()
            mortal.start()
            snapshot.connection.execute(sa.text("SELECT 1"))

    with pytest.raises(Unavailable):
        read()
    time.sleep(AWAY_SECONDS)
    with store.snapshot() as snapshot:
        assert snapshot.release
    store.close()


def test_a_statement_that_takes_too_long_is_unavailable_and_others_are_answered(
    shipped_on_postgres: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.STATEMENT_MILLISECONDS / 1000 < database.REPLY_SECONDS
    monkeypatch.setattr(database, "STATEMENT_MILLISECONDS", 200)
    store = PostgresStore(shipped_on_postgres.database_url)
    began = time.monotonic()
    with pytest.raises(Unavailable), store.snapshot() as snapshot:
        snapshot.connection.execute(sa.text("SELECT pg_sleep(30)"))
    assert time.monotonic() - began < 2
    with store.snapshot() as snapshot:
        assert snapshot.release
    store.close()


def test_what_is_no_fault_of_the_server_is_not_taken_for_one(shipped_on_postgres: Settings) -> None:
    store = PostgresStore(shipped_on_postgres.database_url)
    with pytest.raises(sa.exc.DBAPIError), store.snapshot() as snapshot:
        snapshot.connection.execute(sa.text("SELECT :text"), {"text": "\0"})
    with pytest.raises(sa.exc.ProgrammingError), store.snapshot() as snapshot:
        snapshot.connection.execute(sa.text("SELEKT"))
    with store.snapshot() as snapshot:
        assert snapshot.release
    store.close()


def test_as_many_requests_as_there_are_threads_each_have_a_connection(shipped_on_postgres: Settings) -> None:
    store = PostgresStore(shipped_on_postgres.database_url)
    everybody = threading.Barrier(40)
    faults: list[BaseException] = []

    def read() -> None:
        try:
            with store.snapshot():
                everybody.wait(10)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert faults == []


def test_why_the_database_is_away_is_logged_without_its_password(caplog: pytest.LogCaptureFixture) -> None:
    with client_of(Settings(database_url="postgresql+psycopg://reader:hunter2@127.0.0.1:1/away")) as client:
        answers = [client.get("/readyz") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503] * 3
    (line,) = [record.getMessage() for record in caplog.records if record.name == "inspection_history"]
    assert line.startswith("PostgreSQL is away: ")
    assert "127.0.0.1" in line
    assert "hunter2" not in line + "".join(answer.text for answer in answers)
