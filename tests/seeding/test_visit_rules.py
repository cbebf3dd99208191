"""Each rule of visits that `check` sees: a row that breaks it is refused, and one that keeps it is not."""

from pathlib import Path

import pytest

from app.seeding.read import read_packages
from app.seeding.visit_rules import broken_visit_rules
from tests.world import World, small_world

EARLIER, LATER, VISIT = "herefordshire-ilacs-2018-06", "herefordshire-ilacs-2022-07", "herefordshire-mv-2023-03"


def broken(world: World, folder: Path) -> list[str]:
    """The columns and words of the rules that a world breaks."""
    dataset = read_packages(world.write(folder / "packages"))
    assert dataset.faults == []
    return [f"{fault.column}: {fault.message}" for fault in broken_visit_rules(dataset)]


def test_the_world_breaks_no_rule(tmp_path: Path) -> None:
    assert broken(small_world(), tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "started_on", "first"),
    [
        ("monitoring_visits", "2016-04-29", "2016-05-01"),
        ("monitoring_visits", "2016", "2016-05-01"),
        ("focused_visits", "2017-12", "2018-01-01"),
    ],
)
def test_no_visit_is_before_the_first_of_its_kind(kind: str, started_on: str, first: str, tmp_path: Path) -> None:
    about = {"council_code": "herefordshire", **({"inspection_code": LATER} if kind == "monitoring_visits" else {})}
    world = small_world().add(kind, "a-visit", started_on=started_on, ended_on="", **about)
    assert broken(world, tmp_path) == [
        f"started_on: {started_on} can be before {first}, when there were none; expected it later"
    ]
    world.add(kind, "a-visit", started_on=first[:7])
    assert broken(world, tmp_path) == []


def test_a_monitoring_visit_follows_an_inspection_that_judged_something_inadequate(tmp_path: Path) -> None:
    world = small_world()
    for code in [row["code"] for row in world.rows["judgements"] if row["inspection_code"] == LATER]:
        world.add("judgements", code, grade="good", grade_printed="Good")
    assert broken(world, tmp_path) == [
        f"inspection_code: {LATER} judged nothing inadequate; expected one that did",
    ]


@pytest.mark.parametrize(("day", "name"), [("2023-04-01", "Saturday"), ("2023-04-02", "Sunday")])
def test_inspectors_do_not_visit_at_a_weekend(day: str, name: str, tmp_path: Path) -> None:
    world = small_world().add("monitoring_visits", VISIT, ended_on=day)
    assert broken(world, tmp_path) == [f"ended_on: {day} is a {name}; expected a working day"]


@pytest.mark.parametrize(
    ("published_on", "fits"),
    [
        ("2023-04-12", False),
        ("2023-04-13", True),
        ("2023-06-07", True),
        ("2023-06-09", False),
        ("2023", True),
        ("[2023-06-07..2023-12-31]", True),
    ],
)
def test_a_letter_comes_out_two_to_ten_weeks_after_the_visit(published_on: str, fits: bool, tmp_path: Path) -> None:
    days = {"started_on": "2023-03-29", "ended_on": "2023-03-30"}
    world = small_world().add("monitoring_visits", VISIT, published_on=published_on, **days)
    assert (broken(world, tmp_path) == []) is fits
    if not fits:
        cited = {"record_kind": "monitoring_visits", "record_code": VISIT, "field": "published_on"}
        world.add("citations", "a-citation", stated_value=published_on, **cited)
        assert broken(world, tmp_path) != []
        world.add("citations", "a-citation", note="An election delayed it.")
        assert broken(world, tmp_path) == []


@pytest.mark.parametrize(("started_on", "apart"), [("2023-04-17", False), ("2023-04-18", True), ("2023-04", True)])
def test_two_visits_in_three_weeks_need_two_sources_each(started_on: str, apart: bool, tmp_path: Path) -> None:
    first = {"started_on": "2023-03-29", "ended_on": "2023-03-30", "published_on": ""}
    world = small_world().add("monitoring_visits", VISIT, **first)
    world.add("focused_visits", "a-visit", council_code="herefordshire", started_on=started_on, ended_on="")
    assert (broken(world, tmp_path) == []) is apart
    if not apart:
        world.add("sources", "another-source")
        for kind, code in (("monitoring_visits", VISIT), ("focused_visits", "a-visit")):
            assert broken(world, tmp_path) != []
            cited = {"record_kind": kind, "record_code": code, "field": "started_on", "source_code": "another-source"}
            world.add("citations", f"{code}.another", **cited)
        assert broken(world, tmp_path) == []
