"""What the bench compares is comparable. How fast anything is, no test says."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.seeding.seed import checked
from app.settings import ROOT, Settings
from tests.bench.candidates import BENCH_PYTHON, bare, datasette, naive
from tests.bench.canned import canned
from tests.bench.data import database_in
from tests.bench.measure import Server
from tests.bench.packages import multiplied, written_out
from tests.bench.questions import HOT, cold
from tests.bench.synthetic import grown
from tests.client import AppClient
from tests.conftest import client_of
from tests.world import small_world

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def database(shipped: Settings) -> Path:
    return database_in(shipped.data_dir)


@pytest.fixture(scope="module")
def asked(database: Path) -> list[str]:
    """Some questions of each kind: the first, the last and two between."""
    return [paths[number * (len(paths) - 1) // 3] for paths in cold(database).values() for number in range(4)]


@pytest.fixture(scope="module")
def reference(database: Path) -> Iterator[Server]:
    with naive(database) as server:
        yield server


@pytest.fixture(scope="module")
def other(database: Path) -> Iterator[Server]:
    if not BENCH_PYTHON.exists():
        pytest.skip("Datasette is not installed; `make bench` installs it")
    with datasette(database) as server:
        yield server


def rows(answer: Any) -> list[Any]:
    """The items of a list, or a record as the only item."""
    return list(answer["items"]) if "items" in answer else [answer]


def test_the_questions_are_as_many_as_they_seem(database: Path) -> None:
    for paths in cold(database).values():
        assert len(set(paths)) == len(paths) > 500


def test_every_page_of_judgements_is_full(api: AppClient, asked: list[str]) -> None:
    pages = [len(api.get(path).json()["items"]) for path in asked if "judgements" in path]
    assert pages == [50] * 4


# What only ours says of a council: the first is computed from the facts of the release, and the second is asked for.
OURS_ALONE = ("latest", "included")


def compared(ours: Any) -> list[Any]:
    """Our rows, a council without what only ours says of it."""
    return rows(ours) if "items" in ours else [{name: ours[name] for name in ours if name not in OURS_ALONE}]


def test_the_reference_answers_the_same_rows_to_the_same_questions(
    api: AppClient, reference: Server, asked: list[str]
) -> None:
    for path in asked:
        ours, theirs = api.get(path).json(), json.loads(reference.get(path)[2])
        assert rows(theirs) == compared(ours), path
        assert theirs.get("total") == ours.get("total"), path


def test_datasette_answers_the_same_rows_to_the_same_questions(
    api: AppClient, other: Server, database: Path, asked: list[str]
) -> None:
    for path in asked:
        assert json.loads(other.get(canned(path, database))[2]) == compared(api.get(path).json()), path


def test_the_bare_callable_sends_the_bytes_and_headers_that_it_was_given(tmp_path: Path) -> None:
    given = {
        path.partition("?")[0]: ([["x-release", "0f1e"], ["content-length", "3"]], "née"[:2]) for path in HOT.values()
    }
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(given), encoding="utf-8")
    with bare(answers) as server:
        status, headers, body = server.get(HOT["judgements"])
    assert (status, body) == (200, "né".encode())
    assert {"x-release": "0f1e", "content-length": "3"}.items() <= dict(headers).items()


def test_synthetic_data_is_the_same_twice(small: Settings, tmp_path: Path) -> None:
    original = database_in(small.data_dir)
    first, second = (database_in(grown(original, tmp_path / name, 3)) for name in ("first", "second"))
    assert first.name == second.name != original.name
    assert first.read_bytes() == second.read_bytes()


def test_synthetic_data_answers_like_the_data_it_was_made_of(
    client: AppClient, small: Settings, tmp_path: Path
) -> None:
    grown(database_in(small.data_dir), tmp_path, 3)
    with client_of(Settings(data_dir=tmp_path)) as larger:
        lists = [given.get("/v1/timeline?limit=500").json() for given in (client, larger)]
        code = lists[0]["items"][0]["council_code"]
        path = f"/v1/councils/{code}/timeline"
        assert lists[1]["total"] == 3 * lists[0]["total"] > 0
        assert larger.get(path).json()["items"] == client.get(path).json()["items"]
        copied = larger.get(f"/v1/councils/{code}-x0002/timeline").json()
        assert copied["total"] == client.get(path).json()["total"]
        assert {item["council_code"] for item in copied["items"]} == {f"{code}-x0002"}
        assert {larger.get(item["url"]).status_code for item in copied["items"]} == {200}


def test_packages_with_more_rows_pass_every_check(tmp_path: Path) -> None:
    packages = small_world().write(tmp_path / "packages")
    once = checked(packages).entries
    twice = checked(multiplied(packages, tmp_path / "twice", 2)).entries
    assert len(twice["inspections"]) == 2 * len(once["inspections"]) > 0
    assert len(twice["councils"]) == 2 * len(once["councils"])


def test_the_raw_copy_fills_the_tables_of_a_release_with_its_rows(small: Settings, tmp_path: Path) -> None:
    release = database_in(small.data_dir)
    tables = written_out(release, tmp_path / "release")
    copy = tmp_path / "copy.sqlite"
    words = [sys.executable, "-m", "tests.bench.raw_seeding", str(tables.parent), str(copy), str(tables)]
    subprocess.run(words, cwd=ROOT, check=True)
    original, copied = (sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) for path in (release, copy))
    made = (
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'search_%' "
        "ORDER BY name"
    )
    declared = original.execute(made).fetchall()
    assert copied.execute(made).fetchall() == declared
    assert {"table", "index"} == {kind for kind, *_ in declared}
    for name in (name for kind, name, _ in declared if kind == "table"):
        filled, meant = (Counter(connection.execute(f"SELECT * FROM {name}")) for connection in (copied, original))
        assert filled == meant, name
    original.close()
    copied.close()
