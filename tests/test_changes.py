"""The log of changes: what `compare` writes, what `check` proves of it, and how a follower reads it."""

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.__main__ import cli
from app.errors import FaultyData
from app.seeding.change_log import compare
from app.seeding.check import check
from app.seeding.describe import write_descriptors
from app.seeding.read import read_packages
from app.seeding.seed import checked, seed
from app.settings import ROOT, Settings
from app.vocabulary import Cause
from tests.client import AppClient
from tests.conftest import client_of, examples
from tests.routes import everything
from tests.world import World, small_world

FIGURE = "herefordshire-improvement-adviser-2021-05-minimum-months"
DAY = date(2026, 12, 1)
ROW: dict[str, Any] = {"change": "added", "field": None, "before": None, "after": None}


def log_of(packages: Path) -> list[dict[str, str]]:
    """The lines of the log of some packages."""
    (path,) = packages.glob("*/changes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(packages: Path) -> list[tuple[str, ...]]:
    """What the log says, without numbers and days."""
    names = ("record_kind", "record_code", "change", "field", "before", "after", "cause")
    return [tuple(line[name] for name in names) for line in log_of(packages)]


def faults(world: World, folder: Path) -> list[str]:
    return [str(fault) for fault in check(read_packages(world.write(folder / "packages")))]


def changed(world: World, number: int, **values: Any) -> World:
    """Adds a line to the log of a world: that the focus of the only monitoring visit changed."""
    line = {
        "sequence": number,
        "record_kind": "monitoring_visits",
        "record_code": "herefordshire-mv-2023-03",
        "change": "changed",
        "field": "focus",
        "before": "a focus",
        "after": "the front door",
        "cause": "our_correction",
        **values,
    }
    return world.add("changes", f"change-{number}", **line)


# Comparing.


def test_compare_logs_rows_that_came_went_and_changed_with_the_cause(folder: Path) -> None:
    old = small_world().write(folder / "old")
    world = small_world().add("sources", "the-letter", type="ofsted_letter")
    world.remove("citations", "herefordshire-ilacs-2018-06.started-on")
    world.add("monitoring_visits", "herefordshire-mv-2023-03", focus="another focus", ordinal=None)
    new = world.write(folder / "new")
    changes = compare(old, new, Cause.SOURCE_EVENT, DAY)
    visit = ("monitoring_visits", "herefordshire-mv-2023-03", "changed")
    assert told(new) == [
        ("sources", "the-letter", "added", "", "", "", "source_event"),
        (*visit, "ordinal", "1", "", "source_event"),
        (*visit, "focus", "the front door", "another focus", "source_event"),
        ("citations", "herefordshire-ilacs-2018-06.started-on", "removed", "", "", "", "source_event"),
    ]
    assert [line["sequence"] for line in log_of(new)] == ["1", "2", "3", "4"]
    assert {line["recorded_on"] for line in log_of(new)} == {"2026-12-01"}
    assert len(changes) == 4
    assert checked(new).faults == []


def test_compare_of_what_is_the_same_logs_nothing(folder: Path) -> None:
    old, new = small_world().write(folder / "old"), small_world().write(folder / "new", newline="\r\n", bom=True)
    before = (new / "records" / "changes.csv").read_bytes()
    assert compare(old, new, Cause.OUR_CORRECTION, DAY) == []
    assert (new / "records" / "changes.csv").read_bytes() == before


def test_what_is_logged_already_is_not_logged_again_so_that_causes_can_follow_one_another(folder: Path) -> None:
    old = small_world().write(folder / "old")
    new = folder / "new"
    first = small_world().add("sources", "the-letter")
    packages = first.write(new)
    compare(old, packages, Cause.SOURCE_EVENT, DAY)
    assert compare(old, packages, Cause.WITHDRAWAL, DAY) == []
    path = new / "records" / "sources.csv"
    path.write_text(path.read_text().replace("A report", "A better title", 1))
    compare(old, packages, Cause.OUR_CORRECTION, DAY)
    assert told(packages) == [
        ("sources", "the-letter", "added", "", "", "", "source_event"),
        ("sources", "the-report", "changed", "title", "A report", "A better title", "our_correction"),
    ]
    assert checked(packages).faults == []


def test_compare_makes_the_log_a_package_of_its_own_where_there_is_none(folder: Path) -> None:
    old = small_world().write(folder / "old")
    new = small_world().add("sources", "the-letter").write(folder / "new")
    (new / "records" / "changes.csv").unlink()
    write_descriptors(new)
    compare(old, new, Cause.SOURCE_EVENT, DAY)
    assert sorted(path.name for path in (new / "changes").iterdir()) == ["changes.csv", "datapackage.json"]
    assert len(checked(new).entries["changes"]) == 1


def test_compare_reads_the_zip_that_anybody_can_download_and_says_what_it_did(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    old = small_world().write(folder / "old")
    seed(old, settings)
    with client_of(settings) as client:
        (folder / "dataset.zip").write_bytes(client.get("/v1/downloads/dataset.zip").content)
    new = small_world().add("councils", "medway", official_name="Medway Borough").write(folder / "new")
    arguments = ["compare", str(folder / "dataset.zip"), str(new), "--cause", "source_correction"]
    done = CliRunner().invoke(cli, [*arguments, "--recorded-on", "2026-12-01"])
    assert done.exit_code == 0, done.output
    assert "1: changed councils/medway official_name: Medway Council -> Medway Borough" in done.output
    assert "1 changes were added to the log." in done.output
    again = CliRunner().invoke(cli, [*arguments, "--json"])
    assert again.output == '{"changes": 0}\n'
    assert CliRunner().invoke(cli, [*arguments[:3], "--cause", "whim"]).exit_code == 2


def test_compare_with_packages_that_cannot_be_read_changes_nothing(folder: Path) -> None:
    old = small_world().write(folder / "old")
    new = small_world().add("councils", "medway", region="Middle Earth").write(folder / "new")
    with pytest.raises(FaultyData):
        compare(old, new, Cause.OUR_CORRECTION, DAY)
    assert log_of(new) == []


VALUES = st.sampled_from(["a", "b", "c", "=d", "e, f"])
VERSIONS = st.lists(st.dictionaries(st.sampled_from(["s-1", "s-2", "s-3"]), VALUES), min_size=2, max_size=5)


@examples(6)
@given(VERSIONS)
def test_whatever_happens_the_log_ends_in_the_rows_and_can_be_replayed(
    tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("versions")
    before: Path | None = None
    for number, titles in enumerate(versions):
        world = small_world()
        for code, title in titles.items():
            world.add("sources", code, title=title)
        packages = world.write(folder / str(number))
        if before:
            shutil.copy(before / "records" / "changes.csv", packages / "records" / "changes.csv")
            compare(before, packages, Cause.OUR_CORRECTION, DAY)
        assert check(read_packages(packages)) == []
        before = packages
    assert before is not None
    # A follower who had the first version and reads the log has the last one, but for what a new row says.
    held: dict[str, str | None] = dict(versions[0])
    for line in log_of(before):
        assert line["record_kind"] == "sources"
        if line["change"] == "removed":
            del held[line["record_code"]]
        elif line["change"] == "added":
            assert line["record_code"] not in held
            held[line["record_code"]] = None
        else:
            assert held[line["record_code"]] in (None, line["before"])
            held[line["record_code"]] = line["after"]
    assert {code: title or versions[-1][code] for code, title in held.items()} == versions[-1]


# Checking.


def test_a_log_that_ends_in_the_present_rows_has_no_fault(folder: Path) -> None:
    world = changed(small_world(), 1, after="another").add("sources", "the-letter")
    changed(world, 2, before="another")
    changed(world, 3, record_kind="sources", record_code="the-letter", **ROW)
    changed(world, 4, record_kind="sources", record_code="gone", **{**ROW, "change": "removed"})
    changed(world, 5, field="ordinal", before=None, after="1")
    assert faults(world, folder) == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (
            {"after": "the back door"},
            "after: 'the back door', but focus of herefordshire-mv-2023-03 is 'the front door'",
        ),
        ({"after": None}, "after: None, but focus of herefordshire-mv-2023-03 is 'the front door'"),
        ({"record_code": "gone"}, "record_code: 'gone' is not there; expected it, or a later change that removed it"),
        ({"field": "focal"}, "field: 'focal' is no field of monitoring_visits"),
        ({"field": None, "before": None, "after": None}, "field: empty; expected a field if and only if it changed"),
        ({"record_kind": "changes"}, "record_kind: 'changes'; expected one of"),
        (
            {"change": "removed", "field": None, "before": None, "after": None},
            "change: herefordshire-mv-2023-03 is said",
        ),
        (
            {"change": "added", "field": None, "before": None, "after": None, "record_code": "x"},
            "record_code: 'x' is not",
        ),
    ],
)
def test_a_log_that_does_not_end_in_the_present_rows_is_told(
    values: dict[str, str | None], fault: str, folder: Path
) -> None:
    (found,) = faults(changed(small_world(), 1, **values), folder)
    assert f"packages/records/changes.csv:2: {fault}" in found


def test_a_log_that_does_not_go_on_from_where_it_was_is_told(folder: Path) -> None:
    world = changed(changed(small_world(), 1, after="another"), 2, before="a third")
    assert faults(world, folder) == [
        "packages/records/changes.csv:3: before: 'a third'; expected 'another', the value after change 1"
    ]


def test_a_number_that_is_used_twice_is_told(folder: Path) -> None:
    world = changed(small_world(), 1).add("sources", "the-letter")
    changed(world, 2, sequence=1, record_kind="sources", record_code="the-letter", change="added", field=None)
    world.add("changes", "change-2", before=None, after=None)
    with pytest.raises(FaultyData, match=r"another row has the same changes\.sequence"):
        checked(world.write(folder / "packages"))


# Following.


def test_a_follower_reads_the_log_in_one_sequence_that_only_grows(api: AppClient) -> None:
    first = api.get("/v1/changes?limit=500").json()
    seen = 0
    followed: list[dict[str, Any]] = []
    while items := api.get(f"/v1/changes?limit=200&after={seen}").json()["items"]:
        followed += items
        seen = items[-1]["sequence"]
    assert [item["sequence"] for item in followed] == list(range(1, first["total"] + 1))
    assert followed[:500] == first["items"]


def test_the_shipped_log_tells_a_mended_mistake_from_news(api: AppClient) -> None:
    mended = api.get(
        "/v1/changes?cause=our_correction&record_code=herefordshire-improvement-adviser-2021-05-minimum-months"
    )
    (item,) = mended.json()["items"]
    assert (item["field"], item["before"], item["after"]) == ("comparator", "=", ">=")
    # A report that was published later is news: its row was added, and none was mended.
    news = everything(api, "/v1/changes", cause="source_event")
    assert {item["change"] for item in news} == {"added"}
    kinds = {i["record_kind"] for i in api.get("/v1/changes?record_kind=gaps,findings&limit=500").json()["items"]}
    assert kinds == {"gaps", "findings"}
    sorts = {i["change"] for i in api.get("/v1/changes?change=added,removed&limit=500").json()["items"]}
    assert sorts == {"added", "removed"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("after=-1", "greater_than_equal"),
        ("after=x", "int_parsing"),
        ("after=99999999999", "less_than_equal"),
        ("cause=whim", "enum"),
        ("record_code=nobody", "unknown_code"),
    ],
)
def test_what_is_not_understood_is_refused(query: str, code: str, api: AppClient) -> None:
    answer = api.get(f"/v1/changes?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == code


def test_the_shipped_log_is_in_a_package_of_its_own() -> None:
    assert sorted(path.name for path in (ROOT / "seed_data" / "changes").iterdir()) == [
        "changes.csv",
        "datapackage.json",
    ]


def test_a_record_that_never_changed_has_no_changes_and_is_not_said_to_be_unknown(api: AppClient) -> None:
    for code in ("barnet", "ilacs"):
        assert api.get(f"/v1/changes?record_code={code}").json()["total"] == 0
