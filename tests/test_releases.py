"""Past releases: what was answered once is answered again, byte for byte, for as long as the release is kept."""

import csv
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from app.errors import DroppedRelease
from app.releases.files import ReleaseFiles
from app.releases.snapshot import OTHER_TABLES
from app.releases.sqlite import MAX_PAST_RELEASES, SqliteStore
from app.seeding.describe import write_descriptors
from app.seeding.seed import seed
from app.settings import FIXTURE, Settings
from tests.client import AppClient
from tests.conftest import case, client_of, reseed, same_headers
from tests.document import documented, operations
from tests.world import World, small_world

# What is about all releases, or about none.
OF_NO_RELEASE = {"/", "/healthz", "/readyz", "/v1/releases", "/v1/vocabularies/{name}"}
# One release has its code in its path.
BY_CODE = "/v1/releases/{code}"
OF_A_RELEASE = [operation for operation in operations() if operation.path not in {*OF_NO_RELEASE, BY_CODE}]


def questions() -> Iterator[str]:
    """Every documented example of a path or a parameter that is answered from a release, as a URL."""
    asked = (example for example in documented() if example.operation.path not in OF_NO_RELEASE)
    # Of a council that is named in four ways, one is enough here.
    yield from (e.url for e in asked if e.parameter or e.url == e.operation.paths()[0])


def with_release(url: str, release: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}release={release}"


def corrected(folder: Path) -> Path:
    """The fixture with another name for every council, and one source more."""
    packages = folder / "corrected"
    shutil.copytree(FIXTURE, packages)
    for name in ("councils", "sources"):
        path = packages / f"{name}.csv"
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        if name == "councils":
            rows = [{**row, "name": f"{row['name']} Renamed"} for row in rows]
        else:
            rows.append({**rows[0], "code": "another-source"})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    write_descriptors(packages)
    return packages


def numbered(number: int, folder: Path) -> Path:
    """Packages of a small world of its own."""
    return small_world().add("sources", f"source-{number}").write(folder / f"packages-{number}")


def current(settings: Settings) -> str:
    """The current release."""
    code = ReleaseFiles(settings.data_dir).current()
    assert code
    return code


def seeded(numbers: range, settings: Settings, folder: Path) -> list[str]:
    return [seed(numbered(number, folder), settings).release.code for number in numbers]


def refusal(answer: Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["parameter"] == "release"
    return dict(error)


# The same answers as then.


# With every endpoint, a share of the examples of its parameters is asked.
@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.thorough)], ids=["some", "all"])
def test_what_was_answered_before_a_new_release_is_answered_again_when_it_is_named(
    share: int, folder: Path, of_fixture: Settings
) -> None:
    settings = Settings(data_dir=shutil.copytree(of_fixture.data_dir, folder / "data"))
    old = ReleaseFiles(settings.data_dir).current()
    assert old is not None
    packages = corrected(folder)
    with client_of(settings) as client:
        asked = [url for number, url in enumerate(questions()) if "?" not in url or number % share == 0]
        # Some examples are about councils that the fixture lacks.
        before = {url: answer for url in asked if (answer := client.get(url)).status_code == 200}
        assert len(before) > len(OF_A_RELEASE) + 150 // share
        named = {url: client.get(with_release(url, old)) for url in list(before)[::7]}
        new = reseed(packages, settings).release.code
        assert client.get("/readyz").json()["release"] == new
        different = 0
        for url, then in before.items():
            now = client.get(with_release(url, old))
            assert now.status_code == then.status_code == 200, url
            assert now.content == then.content, url
            # An answer of a named release never changes, so it may be kept for longer.
            assert now.headers.pop("cache-control") == "public, max-age=31536000, immutable"
            then.headers.pop("cache-control", None)
            assert same_headers(now, then), url
            different += client.get(url).content != then.content
        assert different > len(before) / 2, "the releases must differ, or the old one might never have been asked"
        for url, then in named.items():
            assert client.get(with_release(url, old)).content == then.content


def test_a_walk_that_was_begun_in_a_release_is_finished_in_it(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    old = seed(numbered(1, folder), settings).release.code
    with client_of(settings) as client:
        whole = [item["code"] for item in client.get("/v1/sources").json()["items"]]
        first = client.get("/v1/sources?limit=1")
        page = first.json()
        found = page["items"]
        new = reseed(numbered(2, folder), settings).release.code
        assert first.links["next"]["url"] == page["next"]
        while page["next"]:
            assert f"release={old}" in page["next"]
            page = client.get(page["next"]).json()
            assert page["release"] == old
            found += page["items"]
        assert [item["code"] for item in found] == whole
        # Without the release, the cursor has no place in the list of the new one.
        cursor = first.json()["next"].partition("cursor=")[2]
        answer = client.get(f"/v1/sources?limit=1&cursor={cursor}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "cursor_of_another_release"
        # Nor can one of the new release be used in the old one.
        newer = client.get("/v1/sources?limit=1").json()["next"].replace(new, old)
        assert client.get(newer).status_code == 422


def test_every_endpoint_takes_a_release_and_says_what_becomes_of_one_that_is_not_kept() -> None:
    assert len(OF_A_RELEASE) > 40
    for operation in OF_A_RELEASE:
        (declared,) = (parameter for parameter in operation.parameters if parameter["name"] == "release")
        assert declared["schema"]["pattern"] == "^[0-9a-f]{16}$", operation.path
        assert not declared["required"], operation.path
        assert {"404", "410"} <= set(operation.responses), operation.path


@pytest.mark.parametrize("path", sorted(OF_NO_RELEASE))
def test_what_is_of_no_release_refuses_one(path: str, client: AppClient) -> None:
    answer = client.get(f"{path.replace('{name}', 'grade')}?release={'0' * 16}")
    assert refusal(answer, 422)["code"] == "unknown_parameter"


# Releases that are not there.


def test_unknown_releases_are_404_and_dropped_ones_410_with_those_that_are_kept(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data", keep_releases=2)
    first, second, third = seeded(range(3), settings, folder)
    with client_of(settings) as client:
        for path in ("/v1/councils", "/v1/councils/medway", "/v1/downloads/sources.csv", "/v1/vocabularies"):
            with case(path):
                gone = refusal(client.get(f"{path}?release={first}"), 410)
                assert (gone["code"], gone["allowed"]) == ("dropped_release", [third, second])
                unknown = refusal(client.get(f"{path}?release={'0' * 16}"), 404)
                assert (unknown["code"], unknown["allowed"]) == ("unknown_release", [third, second])
                assert client.get(f"{path}?release={second}").status_code == 200
                for malformed in ("current", first.upper(), first[:15], "..%2F..%2Fx"):
                    assert refusal(client.get(f"{path}?release={malformed}"), 422)


def test_a_dropped_release_is_410_wherever_a_release_can_be_named(folder: Path, own_small: Settings) -> None:
    settings = own_small.model_copy(update={"keep_releases": 1})
    first = current(settings)
    seeded(range(1), settings, folder)
    with client_of(settings) as client:
        paths = {url.partition("?")[0] for url in questions()}
        assert len(paths) == len(OF_A_RELEASE)
        for path in sorted(paths):
            assert refusal(client.get(f"{path}?release={first}"), 410)["code"] == "dropped_release", path


def test_postgres_keeps_the_current_release_alone_and_remembers_the_others(
    small_on_postgres: str, folder: Path
) -> None:
    settings = Settings(database_url=small_on_postgres)
    first, second = seeded(range(2), settings, folder)
    with client_of(settings) as client:
        assert client.get(f"/v1/sources?release={second}").content == client.get("/v1/sources").content
        assert refusal(client.get(f"/v1/sources?release={first}"), 410)["allowed"] == [second]
        assert refusal(client.get(f"/v1/sources?release={'0' * 16}"), 404)["allowed"] == [second]
        (only,) = client.get("/v1/releases").json()["items"]
        assert (only["code"], only["current"], only["previous"]) == (second, True, first)
        assert only["changes"] == [{"kind": "sources", "added": 1, "removed": 1, "changed": 0}]


def test_a_release_that_is_dropped_while_it_is_open_is_answered_no_more(folder: Path, own_small: Settings) -> None:
    settings = own_small.model_copy(update={"keep_releases": 2})
    first = current(settings)
    seeded(range(1), settings, folder)
    with client_of(settings) as client:
        assert client.get(f"/v1/sources?release={first}").status_code == 200
        seeded(range(2, 3), settings, folder)
        assert refusal(client.get(f"/v1/sources?release={first}"), 410)


def test_a_past_release_that_is_damaged_is_not_answered_from(folder: Path, own_small: Settings) -> None:
    settings = own_small
    first = current(settings)
    seeded(range(1), settings, folder)
    path = ReleaseFiles(settings.data_dir).database(first)
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with client_of(settings) as client:
        assert client.get(f"/v1/sources?release={first}").status_code == 503
        assert client.get("/v1/sources").status_code == 200


def test_a_release_with_other_tables_is_cleared_away_by_the_next(folder: Path, own_small: Settings) -> None:
    """This code could not answer from it."""
    settings = own_small
    first = current(settings)
    path = ReleaseFiles(settings.data_dir).manifest(first)
    path.write_text(path.read_text().replace('"schema_revision": "', '"schema_revision": "0'))
    seeded(range(1, 2), settings, folder)
    with client_of(settings) as client:
        assert refusal(client.get(f"/v1/sources?release={first}"), 410)


def test_a_past_release_with_other_tables_is_not_answered_from(folder: Path, own_small: Settings) -> None:
    """A newer seeder beside this server may have published it."""
    settings = own_small
    first = current(settings)
    seeded(range(1), settings, folder)
    path = ReleaseFiles(settings.data_dir).manifest(first)
    path.write_text(path.read_text().replace('"schema_revision": "', '"schema_revision": "0'))
    with client_of(settings) as client:
        answer = client.get(f"/v1/sources?release={first}")
        assert (answer.status_code, answer.json()["detail"]) == (503, OTHER_TABLES)
        assert client.get("/v1/sources").status_code == 200


@pytest.mark.parametrize("table", ["sources", "councils"])
def test_tables_that_do_not_match_their_revision_are_unavailable_and_no_error_of_ours(
    own_small: Settings, table: str
) -> None:
    """A model that was changed without a migration shows only in the tables."""
    settings = own_small
    first = current(settings)
    files = ReleaseFiles(settings.data_dir)
    with closing(sqlite3.connect(files.database(first))) as database:
        database.execute(f"ALTER TABLE {table} RENAME COLUMN recorded_on TO noted_on")
        database.execute("ALTER TABLE frameworks RENAME TO rules")
        database.commit()
    manifest = json.loads(files.manifest(first).read_text())
    manifest["sha256"] = hashlib.sha256(files.database(first).read_bytes()).hexdigest()
    files.manifest(first).write_text(json.dumps(manifest))
    with client_of(settings) as client:
        for path in (f"/v1/{table}", "/v1/frameworks", "/v1/outcomes?as_at=2024"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["detail"]) == (503, OTHER_TABLES), path


def test_a_current_release_with_other_tables_is_not_answered_from(
    own_small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise the refusal would be remembered for some seconds.
    monkeypatch.setattr("app.releases.sqlite.REFUSED_SECONDS", 0)
    settings = own_small
    first = current(settings)
    path = ReleaseFiles(settings.data_dir).manifest(first)
    manifest = path.read_text()
    other = manifest.replace('"schema_revision": "', '"schema_revision": "0')
    path.write_text(other)
    with client_of(settings) as client:
        assert client.get("/healthz").status_code == 200
        for url in ("/readyz", "/v1/councils"):
            answer = client.get(url)
            assert answer.status_code == 503
            assert "another version: run `python -m app seed`" in answer.json()["detail"]
        path.write_text(manifest)
        assert client.get("/v1/councils").json()["release"] == first
        # A newer seeder beside this server: it goes on with the release that it has open.
        path.write_text(other)
        ReleaseFiles(settings.data_dir).pointer.write_text(f"{first}\n")
        assert client.get("/v1/sources").json()["release"] == first


def test_no_more_past_releases_are_open_at_once_than_is_said(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data", keep_releases=MAX_PAST_RELEASES + 3)
    codes = seeded(range(MAX_PAST_RELEASES + 3), settings, folder)
    store = SqliteStore(settings.data_dir)
    for code in [*codes, *reversed(codes), codes[0]]:
        with store.snapshot(code) as snapshot:
            assert snapshot.release == code
        assert len(store._past) <= MAX_PAST_RELEASES
    with pytest.raises(DroppedRelease), store.snapshot(_dropped(settings, folder)):
        pass
    store.close()
    assert not store._past


def _dropped(settings: Settings, folder: Path) -> str:
    files = ReleaseFiles(settings.data_dir)
    current = files.current()
    first = next(path.stem for path in sorted(files.releases.glob("*.sqlite")) if path.stem != current)
    files.database(first).unlink()
    files.manifest(first).unlink()
    return first


# The list of releases.


def test_releases_are_listed_newest_first_with_what_changed(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    worlds: list[World] = [small_world(), small_world(), small_world()]
    worlds[1].add("sources", "another").add("councils", "medway", name="Medway Towns").remove(
        "citations", "herefordshire-ilacs-2018-06.started-on"
    )
    worlds[2].add("sources", "another").add("sources", "the-minutes", note="Read again.")
    codes = [
        seed(world.write(folder / str(number)), settings, shrink=True).release.code
        for number, world in enumerate(worlds)
    ]
    with client_of(settings) as client:
        page = client.get("/v1/releases").json()
        assert (page["total"], page["next"]) == (3, None)
        assert [item["code"] for item in page["items"]] == codes[::-1]
        assert [item["current"] for item in page["items"]] == [True, False, False]
        assert [item["previous"] for item in page["items"]] == [codes[1], codes[0], None]
        third, second, first = (item["changes"] for item in page["items"])
        assert first is None
        assert second == [
            {"kind": "sources", "added": 1, "removed": 0, "changed": 0},
            {"kind": "councils", "added": 0, "removed": 0, "changed": 1},
            {"kind": "citations", "added": 0, "removed": 1, "changed": 0},
        ]
        assert {"kind": "sources", "added": 0, "removed": 0, "changed": 1} in third
        for item in page["items"]:
            described = client.get(item["url"]).json()
            assert {name: described[name] for name in ("code", "counts", "as_at")} == {
                name: item[name] for name in ("code", "counts", "as_at")
            }
        assert client.get("/v1/releases?format=csv").text.splitlines()[1].startswith(codes[2])


def test_a_release_that_comes_back_is_the_newest_again_and_is_kept(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data", keep_releases=2)
    first, second = seeded(range(2), settings, folder)
    assert seeded(range(1), settings, folder) == [first]
    with client_of(settings) as client:
        assert [item["code"] for item in client.get("/v1/releases").json()["items"]] == [first, second]
        (third,) = seeded(range(2, 3), settings, folder)
        items = client.get("/v1/releases").json()["items"]
        assert [(item["code"], item["previous"]) for item in items] == [(third, first), (first, second)]
        assert refusal(client.get(f"/v1/sources?release={second}"), 410)


def test_a_seeding_that_changes_nothing_is_no_new_release(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    seeded(range(2), settings, folder)
    history = (settings.data_dir / "history.json").read_bytes()
    assert not seed(numbered(1, folder), settings).changed
    assert (settings.data_dir / "history.json").read_bytes() == history
    assert len(json.loads(history)) == 2


# How to cite it.


def test_a_release_says_how_to_cite_it_and_on_what_terms_it_may_be_used(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()
    assert release["code"] in release["citation"]
    assert release["as_at"] in release["citation"]
    assert release["licence"] == "Open Government Licence v3.0"
    assert release["licence"] in release["citation"]
    assert "public sector information" in release["attribution"]
    assert api.get(release["url"]).json() == release
