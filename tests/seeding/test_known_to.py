"""How far the sources reach: the descriptor of a package states it, with its source, and the release serves it."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import FaultyData
from app.seeding.build import release_of
from app.seeding.pack import unpacked, write_zip
from app.seeding.seed import checked
from tests.client import AppClient
from tests.world import small_world

REACH = {"day": "2023-12-31", "source_code": "the-report", "locator": "p. 1"}


def stating(folder: Path, package: str, known_to: Any) -> Path:
    """A package of the small world whose descriptor states how far its sources reach."""
    root = small_world().write(folder / "packages", package)
    path = root / package / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "known_to": known_to}))
    return root


def test_the_shipped_sources_reach_to_the_day_of_the_overview_and_a_stranger_can_follow_it(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()
    assert release["known_to"] == "2026-08-22"
    source = api.get(f"/v1/sources/{release['known_to_source_code']}").json()
    assert (source["published_on"], source["file_name"]) == (
        "2026-08-22",
        "jt39_ofsted_csc_ilacs_overview_2026-08-22.xlsx",
    )
    assert "docProps/core.xml" in release["known_to_locator"]
    assert api.get("/v1/releases").json()["items"][0]["known_to"] == "2026-08-22"
    assert api.get("/v1/coverage?limit=1").json()["known_to"] == "2026-08-22"


def test_a_release_reaches_as_far_as_its_package_states_and_its_code_depends_on_it(folder: Path) -> None:
    stated = release_of(checked(stating(folder, "records", REACH)), None)
    assert (stated.known_to.isoformat(), stated.known_to_source_code, stated.known_to_locator) == tuple(REACH.values())
    silent = release_of(checked(small_world().write(folder / "silent")), None)
    assert (silent.known_to, silent.known_to_source_code, silent.known_to_locator) == (silent.as_at, None, None)
    assert stated.code != silent.code


@pytest.mark.parametrize(("day", "furthest"), [("2023-06-30", "2023-12-31"), ("2024-06-30", "2024-06-30")])
def test_of_several_packages_the_one_that_reaches_furthest_counts(folder: Path, day: str, furthest: str) -> None:
    root = stating(folder, "records", REACH)
    (root / "visits").mkdir()
    (root / "visits" / "datapackage.json").write_text(json.dumps({"known_to": {**REACH, "day": day}}))
    assert release_of(checked(root), None).known_to.isoformat() == furthest


def test_the_zip_of_a_dataset_states_it_too(folder: Path) -> None:
    dataset = checked(stating(folder, "records", REACH))
    write_zip(dataset, folder / "dataset.zip")
    with unpacked(folder / "dataset.zip") as root:
        assert release_of(checked(root), None) == release_of(dataset, None)


@pytest.mark.parametrize(
    ("known_to", "column", "words"),
    [
        ({**REACH, "day": "soon"}, "known_to.day", "valid date"),
        ({**REACH, "locator": ""}, "known_to.locator", "at least 1 character"),
        ({"day": "2023-12-31", "locator": "p. 1"}, "known_to.source_code", "required"),
        ("2023-12-31", "known_to", "KnownTo"),
        ({**REACH, "source_code": "the-raport"}, "known_to.source_code", "did you mean the-report?"),
    ],
)
def test_a_statement_that_cannot_be_followed_is_a_fault(folder: Path, known_to: Any, column: str, words: str) -> None:
    with pytest.raises(FaultyData) as caught:
        checked(stating(folder, "records", known_to))
    (fault,) = caught.value.faults
    assert fault.file.endswith("datapackage.json")
    assert fault.column == column
    assert words in fault.message
