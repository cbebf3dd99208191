"""Each rule of recording that `check` sees: a row that breaks it is refused, and one that keeps it is not."""

from pathlib import Path

import pytest

from app.seeding.read import read_packages
from app.seeding.record_rules import broken_record_rules
from tests.world import World, small_world

INSPECTION, LATER, VISIT = "herefordshire-ilacs-2018-06", "herefordshire-ilacs-2022-07", "herefordshire-mv-2023-03"


def broken(world: World, folder: Path) -> list[str]:
    """The columns and words of the rules that a world breaks."""
    dataset = read_packages(world.write(folder / "packages"))
    assert dataset.faults == []
    return [f"{fault.column}: {fault.message}" for fault in broken_record_rules(dataset)]


@pytest.mark.parametrize("begin", ["Of those, three", "These children", "They", "The same number", "Others", "Theft"])
def test_a_summary_stands_alone(begin: str, tmp_path: Path) -> None:
    about = {"record_kind": "inspections", "record_code": INSPECTION, "council_code": "herefordshire"}
    world = small_world().add("findings", "a-finding", position="1", summary=f"{begin} had a plan.", **about)
    leans = begin not in ("Others", "Theft")
    assert bool(broken(world, tmp_path)) is leans


def test_a_figure_has_a_time_or_a_citation_that_says_why_it_has_none(tmp_path: Path) -> None:
    about = {"record_kind": "inspections", "record_code": INSPECTION, "council_code": "herefordshire"}
    world = small_world().add("figures", "a-figure", value="1", as_of="", **about)
    assert broken(world, tmp_path) == [
        "as_of: empty; expected the time, or a citation of `as_of` that says why there is none"
    ]
    world.add("citations", "a-figure.as-of", record_kind="figures", record_code="a-figure", field="as_of")
    assert broken(world, tmp_path) == []


def test_a_meeting_that_considered_a_visit_names_its_inspection(tmp_path: Path) -> None:
    about = {"council_code": "herefordshire", "held_on": "2023-06-22", "monitoring_visit_code": VISIT}
    world = small_world().add("meetings", "a-meeting", **about)
    assert broken(world, tmp_path) == [f"inspection_code: empty; expected {LATER}, as of the visit"]
    world.add("meetings", "a-meeting", inspection_code=LATER)
    assert broken(world, tmp_path) == []


@pytest.mark.parametrize(("held_on", "fits"), [("2018-06-11", True), ("[2018-06-01..2018-12-31]", False)])
def test_an_event_is_not_before_the_one_that_it_considers(held_on: str, fits: bool, tmp_path: Path) -> None:
    about = {"council_code": "herefordshire", "inspection_code": INSPECTION}
    world = small_world().add("meetings", "a-meeting", held_on=held_on, **about)
    assert (broken(world, tmp_path) == []) is fits
