"""Which requests are answered in the event loop: short reads of the release that is open. Others have a thread."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.queries.latest import read_latest
from app.releases import sqlite
from app.releases.sqlite import SqliteStore
from app.routes import frameworks, outcomes
from app.settings import Settings
from tests.conftest import client_of
from tests.test_releases import seeded

LIST, COMPUTED = "/v1/frameworks", "/v1/outcomes?as_at=2024"
Threads = list[str]


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    """The names of the threads in which frameworks and outcomes were read."""
    found: Threads = []

    def noted(module: ModuleType, name: str) -> Callable[..., Any]:
        query = getattr(module, name)

        def read(*given: Any) -> Any:
            found.append("event loop" if "worker" not in threading.current_thread().name else "worker")
            return query(*given)

        return read

    monkeypatch.setattr(frameworks, "find_frameworks", noted(frameworks, "find_frameworks"))
    monkeypatch.setattr(outcomes, "find_outcomes", noted(outcomes, "find_outcomes"))
    return found


def test_a_short_read_of_the_open_release_is_made_in_the_event_loop_and_what_is_computed_is_not(
    small: Settings, threads: Threads
) -> None:
    with client_of(small) as client:
        release = client.get("/readyz").json()["release"]
        for path in (LIST, f"{LIST}?release={release}", COMPUTED):
            assert client.get(path).status_code == 200
    assert threads == ["event loop", "event loop", "worker"]


def test_a_release_that_must_be_checked_byte_by_byte_first_is_read_in_a_thread(folder: Path, threads: Threads) -> None:
    settings = Settings(data_dir=folder / "data", cache_bytes=0)
    old, _ = seeded(range(2), settings, folder)
    with client_of(settings) as client:
        for path in (LIST, f"{LIST}?release={old}"):
            assert client.get(path).status_code == 200
    assert threads == ["worker", "worker"]


def test_a_large_file_is_read_in_threads(small: Settings, threads: Threads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "SMALL_BYTES", 1_000)
    with client_of(small) as client:
        client.get("/readyz")
        assert client.get(LIST).status_code == 200
    assert threads == ["worker"]


def test_postgres_is_read_in_threads(shipped_on_postgres: Settings, threads: Threads) -> None:
    with client_of(shipped_on_postgres) as client:
        client.get("/readyz")
        assert client.get(LIST).status_code == 200
    assert threads == ["worker"]


def test_reads_are_short_only_while_the_release_that_is_open_is_the_current_one(
    small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(small.data_dir)
    assert not store.reads_are_short(), "a release that is not open yet is checked byte by byte first"
    assert store.current_release() is None
    release = store.find_current_release()
    assert store.reads_are_short()
    assert store.current_release() == release
    # As when another release is published.
    assert store._current is not None
    store._current = ((0, 0, 0), store._current[1])
    store._looked_until = 0.0
    assert not store.reads_are_short()
    assert store.current_release() is None
    store.close()


def test_what_needs_a_value_of_the_release_is_short_only_once_that_was_computed(small: Settings) -> None:
    store = SqliteStore(small.data_dir)
    store.find_current_release()
    assert not store.reads_are_short(read_latest)
    with store.snapshot() as snapshot:
        snapshot.once(read_latest)
    assert store.reads_are_short(read_latest)
    store.close()
