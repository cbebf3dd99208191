"""A stated grade that is lost without a word in the change log is a fault."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.__main__ import cli
from tests.world import World, small_world

INSPECTION = "medway-ilacs-2023-07"
LOST = f"{INSPECTION}-overall"


def check_after(before: World, after: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """What `check` says of one world while a release of the other is current."""
    monkeypatch.setenv("DATA_DIR", str(folder / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert CliRunner().invoke(cli, ["seed", "--from", str(before.write(folder / "before"))]).exit_code == 0
    monkeypatch.setenv("SEED_DATA", str(after.write(folder / "after")))
    result = CliRunner().invoke(cli, ["check"])
    return result.exit_code, result.stderr


def without_the_grade() -> World:
    return small_world().add("judgements", LOST, grade="", absence="not_found", grade_printed="")


def without_the_inspection() -> World:
    world = small_world()
    for row in list(world.rows["judgements"]):
        if row["inspection_code"] == INSPECTION:
            world.remove("judgements", row["code"])
    return world.remove("inspections", INSPECTION)


def test_a_grade_that_became_an_absence_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = check_after(small_world(), without_the_grade(), folder, monkeypatch)
    assert code == 1
    assert f"grade: {LOST} was good in the current release; expected the grade" in told


def test_a_judgement_that_went_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = check_after(small_world(), without_the_inspection(), folder, monkeypatch)
    assert (code, f"{LOST} was good in the current release" in told) == (1, True)


def test_a_grade_that_is_another_one_is_no_loss(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    after = small_world().add("judgements", LOST, grade="outstanding")
    assert check_after(small_world(), after, folder, monkeypatch)[0] == 0


def test_a_loss_that_the_change_log_explains_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"record_kind": "judgements", "record_code": LOST, "change": "changed", "recorded_on": "2026-11-21"}
    after = without_the_grade()
    after.add("changes", "change-1", sequence="1", field="grade", before="good", after="", **changed)
    after.add("changes", "change-2", sequence="2", field="absence", before="", after="not_found", **changed)
    assert check_after(small_world(), after, folder, monkeypatch) == (0, "reading ...\nchecking ...\n")


def test_a_change_of_another_field_explains_no_loss(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    after = without_the_grade()
    changed = {"record_kind": "judgements", "record_code": LOST, "change": "changed", "recorded_on": "2026-11-21"}
    after.add("changes", "change-1", sequence="1", field="grade_printed", before="Good", after="", **changed)
    code, told = check_after(small_world(), after, folder, monkeypatch)
    assert (code, f"{LOST} was good in the current release" in told) == (1, True)


def test_that_a_judgement_was_once_added_explains_no_loss(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    after = without_the_grade()
    added = {"record_kind": "judgements", "record_code": LOST, "change": "added", "recorded_on": "2026-11-21"}
    after.add("changes", "change-1", sequence="1", field="", before="", after="", **added)
    code, told = check_after(small_world(), after, folder, monkeypatch)
    assert (code, f"{LOST} was good in the current release" in told) == (1, True)
