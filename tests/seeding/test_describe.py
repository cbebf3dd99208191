"""The descriptors of the packages: they say what the register says, and a validator of others follows them."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Report, system

from app.records import KINDS
from app.records.kind import Kind, reading_order, table
from app.seeding.describe import descriptor, resource, write_descriptor, write_descriptors
from app.seeding.read import packages, stated_in, wanted
from app.settings import ROOT
from tests.seeding.test_check import full_world
from tests.world import small_world

SHIPPED = packages(ROOT / "seed_data")


def validate(path: Path) -> Report:
    """What frictionless says of a package."""
    # Our temporary folders are no web addresses: the paths in a descriptor are relative to it.
    with system.use_context(trusted=True):
        report: Report = Package(str(path / "datapackage.json")).validate()
    return report


def errors(report: Report) -> list[tuple[str, str]]:
    """The errors of a report: the file and the sort of each."""
    assert report.errors == []
    return sorted((task.name, error.type) for task in report.tasks for error in task.errors)


def merged(folders: list[Path], target: Path) -> Path:
    """One package of several, in which every foreign key has both its ends."""
    target.mkdir()
    for kind in KINDS:
        lines: list[dict[str, str]] = []
        for folder in folders:
            path = folder / f"{kind.name}.csv"
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    lines += csv.DictReader(file)
        with (target / f"{kind.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reading_order(kind.row))
            writer.writeheader()
            writer.writerows(lines)
    whole = {
        "profile": "tabular-data-package",
        "name": "whole",
        "resources": [resource(kind, all_inside) for kind in KINDS],
    }
    (target / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    return target


def all_inside(kind: Kind, column: str, target: str) -> bool:
    """Every reference ends in the package, as it does in one that is merged from all."""
    return True


def keys(package: Path, kind_name: str) -> set[tuple[str, str]]:
    """The foreign keys that a package's descriptor declares for a kind: column and file."""
    resources = json.loads(descriptor(package))["resources"]
    (declared,) = (each["schema"].get("foreignKeys", []) for each in resources if each["name"] == kind_name)
    return {(key["fields"], key["reference"]["resource"]) for key in declared}


def test_the_project_ships_its_packages() -> None:
    assert {"council_records", "reference"} <= {path.name for path in SHIPPED}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_descriptor_is_what_describe_writes(path: Path) -> None:
    text = descriptor(path)
    assert (path / "datapackage.json").read_text(encoding="utf-8") == text


@pytest.mark.thorough
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_package_is_accepted_by_frictionless(path: Path) -> None:
    report = validate(path)
    assert errors(report) == []
    assert report.valid
    assert {task.name for task in report.tasks} == {file.stem for file in path.glob("*.csv")}
    assert all(task.stats["rows"] for task in report.tasks)


@pytest.mark.thorough
def test_all_shipped_packages_together_keep_every_foreign_key(folder: Path) -> None:
    whole = merged(SHIPPED, folder / "whole")
    report = validate(whole)
    assert errors(report) == []
    assert report.valid
    assert len(report.tasks) == len(KINDS)
    declared = {
        (kind.name, key["fields"], key["reference"]["resource"])
        for kind in KINDS
        for key in resource(kind, all_inside)["schema"].get("foreignKeys", [])
    }
    assert declared == {
        (kind.name, key.parent.name, key.column.table.name) for kind in KINDS for key in table(kind.table).foreign_keys
    }
    assert len(declared) > 35


ORPHANS = [
    ("judgements", "inspection_code"),
    ("judgements", "domain_code"),
    ("findings", "source_code"),
    ("gaps", "source_code"),
]
FAULTS = [
    ("inspections", "started_on", "June", "constraint-error"),
    ("inspections", "council_code", "", "constraint-error"),
    ("inspections", "type", "rumour", "constraint-error"),
    ("frameworks", "full_inspection", "yes", "type-error"),
    ("domains", "position", "first", "type-error"),
    ("figures", "value", "many", "type-error"),
    ("sources", "recorded_on", "2026", "type-error"),
]


def test_a_sound_package_has_no_error(folder: Path) -> None:
    assert errors(validate(full_world().write(folder / "packages") / "records")) == []


# A validator takes seconds for a package, so that each of the next two plants all its faults in one.


def test_each_planted_orphan_is_refused(folder: Path) -> None:
    root = full_world().write(folder / "packages") / "records"
    for kind, column in ORPHANS:
        change(root / f"{kind}.csv", column, "nobody")
    # The descriptor stays as it was: a new one would leave out a key that leads out of the package.
    found = [error for error in errors(validate(root)) if error[1] == "foreign-key"]
    assert found == sorted((kind, "foreign-key") for kind, _ in ORPHANS)


def test_each_planted_fault_is_refused(folder: Path) -> None:
    root = full_world().write(folder / "packages") / "records"
    for kind, column, value, _ in FAULTS:
        change(root / f"{kind}.csv", column, value)
    write_descriptor(root)
    found = [error for error in errors(validate(root)) if error[1] != "foreign-key"]
    assert found == sorted((kind, sort) for kind, _, _, sort in FAULTS)


def change(path: Path, column: str, value: str) -> None:
    """Puts another value into the first row of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, lines = list(reader.fieldnames or ()), list(reader)
    lines[0][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(lines)


def test_describe_writes_every_package_and_a_second_time_the_same(folder: Path) -> None:
    root = folder / "seed_data"
    shutil.copytree(ROOT / "seed_data", root)
    for path in packages(root):
        # What a person states stays. The rest is made from the register and from the files.
        stated = json.dumps({"known_to": stated_in(path / "datapackage.json", "known_to")})
        (path / "datapackage.json").write_text(stated, encoding="utf-8")
    written = write_descriptors(root)
    assert [path.parent.name for path in written] == [path.name for path in SHIPPED]
    for path in written:
        assert path.read_bytes() == (ROOT / "seed_data" / path.parent.name / "datapackage.json").read_bytes()


def test_a_key_to_another_package_is_left_out_and_a_key_within_is_kept(folder: Path) -> None:
    package = small_world().write(folder) / "records"
    assert keys(package, "judgements") == {
        ("inspection_code", "inspections"),
        ("domain_code", "domains"),
        ("source_code", "sources"),
    }
    assert keys(package, "sources") == set()
    (package / "domains.csv").unlink()
    assert ("domain_code", "domains") not in keys(package, "judgements")
    elsewhere = small_world().add("judgements", "herefordshire-ilacs-2018-06-overall", source_code="of-another-package")
    package = elsewhere.write(folder / "more") / "records"
    assert keys(package, "judgements") == {("inspection_code", "inspections"), ("domain_code", "domains")}


def test_a_package_that_nobody_named_is_titled_by_its_folder(folder: Path) -> None:
    package = small_world().write(folder, "my_records") / "my_records"
    for path in package.glob("*.csv"):
        if path.stem != "councils":
            path.unlink()
    own: dict[str, Any] = json.loads(descriptor(package))
    assert (own["name"], own["title"]) == ("my-records", "my_records")
    assert [item["name"] for item in own["resources"]] == ["councils"]
    assert own["licenses"][0]["name"] == "OGL-UK-3.0"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_descriptor_says_of_every_column_what_the_record_says(kind: Any) -> None:
    fields = resource(kind, all_inside)["schema"]["fields"]
    assert [field["name"] for field in fields] == reading_order(kind.row)
    for field in fields:
        assert field["description"] == kind.row.model_fields[field["name"]].description
        optional = wanted(kind, field["name"])[1]
        assert field.get("constraints", {}).get("required", False) is not optional
    assert resource(kind, all_inside)["schema"]["primaryKey"] == "code"
