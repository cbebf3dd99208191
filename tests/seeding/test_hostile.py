"""Packages that are cut, unreadable or made to do harm: one plain fault for one cause, and never a traceback."""

import io
import json
import os
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import MAX_LISTED_FAULTS, Fault, FaultyData
from app.records import KINDS
from app.seeding import pack, read
from app.seeding.describe import write_descriptors
from app.seeding.seed import checked
from tests.seeding.test_check import full_world
from tests.test_cli import said
from tests.world import small_world

HERE = "packages/records"
RENEW = "if that is meant, renew datapackage.json with `python -m app describe`"


@pytest.fixture
def packages(folder: Path) -> Path:
    """The small world as a package."""
    return small_world().write(folder / "packages")


def told(root: Path) -> list[str]:
    """The faults of packages."""
    try:
        checked(root)
    except FaultyData as error:
        return error.detail.split("\n")
    return []


# A file that is not what the descriptor states.


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_file_that_is_cut_between_two_rows_is_told_alone_whatever_its_kind(kind: str, folder: Path) -> None:
    # The change log, the citations, the gaps and the successions were taken when cut to 60 %.
    world = full_world()
    if len(world.rows[kind]) < 2:
        world.rows[kind].append({**world.rows[kind][0], "code": "one-more"})
    path = world.write(folder / "packages") / "records" / f"{kind}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    (fault,) = told(folder / "packages")
    assert fault.startswith(f"{HERE}/{kind}.csv:1: file: {len(lines) - 2} rows, ")
    assert f"datapackage.json states {len(lines) - 1} rows, " in fault
    assert fault.endswith(RENEW)


def test_an_edit_is_told_beside_its_faults_until_the_descriptor_is_renewed(packages: Path) -> None:
    path = packages / "records" / "councils.csv"
    path.write_text(path.read_text().replace("Medway,", "Midway,", 1))
    (stale,) = told(packages)
    assert stale.startswith(f"{HERE}/councils.csv:1: file: 4 rows, ")
    path.write_text(path.read_text().replace("South East", "Somewhere", 1))
    assert [line.split(": ")[1] for line in told(packages)] == ["file", "region"]
    path.write_text(path.read_text().replace("Somewhere", "South East", 1))
    assert said("describe", "--from", packages).exit_code == 0
    assert told(packages) == []


def test_a_file_that_is_gone_and_one_that_no_descriptor_names_are_told(packages: Path) -> None:
    records = packages / "records"
    (records / "gaps.csv").unlink()
    assert told(packages) == [f"{HERE}/gaps.csv:1: file: missing, although datapackage.json names it; {RENEW}"]
    write_descriptors(packages)
    assert told(packages) == []
    stated = json.loads((records / "datapackage.json").read_text())
    stated["resources"] = [item for item in stated["resources"] if item["name"] != "changes"]
    (records / "datapackage.json").write_text(json.dumps(stated))
    (fault,) = told(packages)
    assert fault.startswith(f"{HERE}/changes.csv:1: file: 0 rows, ")
    assert f"; datapackage.json states nothing of it; {RENEW}" in fault


@pytest.mark.parametrize("text", ["", "[", "[]", '{"resources": 1}', '{"resources": [{}]}', "[" * 100_000, "\x00"])
def test_a_descriptor_that_is_none_is_told_and_can_be_renewed(text: str, packages: Path) -> None:
    (packages / "records" / "datapackage.json").write_text(text)
    assert told(packages) == [f"{HERE}/datapackage.json:1: file: no descriptor of a package; {RENEW}"]
    write_descriptors(packages)
    assert told(packages) == []


# What cannot be read.


def in_utf_16(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")


def in_utf_16_without_a_mark(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16-le"))


def in_utf_32(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-32")


def with_semicolons(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")


def as_a_spreadsheet(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"\x14\x00" * 100)


def as_a_pointer(path: Path) -> None:
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")


def as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def as_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nothing"))


def under_another_name(path: Path) -> None:
    path.rename(path.with_name("council.csv"))


SEEMS: list[tuple[Callable[[Path], None], str]] = [
    (in_utf_16, "file: this seems to be UTF-16; save the table as CSV in UTF-8"),
    (in_utf_16_without_a_mark, "file: this seems to be UTF-16; save the table as CSV in UTF-8"),
    (in_utf_32, "file: this seems to be UTF-32; save the table as CSV in UTF-8"),
    (with_semicolons, "header: this seems to be a table with semicolons; expected commas"),
    (as_a_spreadsheet, "file: this seems to be a zip or a spreadsheet; save the table as CSV in UTF-8"),
    (as_a_pointer, "file: this seems to be a pointer of Git LFS, not the file itself; save the table as CSV in UTF-8"),
    (as_a_folder, "file: no regular file; expected a CSV file"),
    (as_a_device, "file: no regular file; expected a CSV file"),
    (as_a_pipe, "file: no regular file; expected a CSV file"),
    (as_a_link_to_nothing, "file: cannot be read: No such file or directory"),
]


@pytest.mark.parametrize(("change", "fault"), SEEMS, ids=[change.__name__ for change, _ in SEEMS])
@pytest.mark.parametrize("described", [True, False])
def test_what_cannot_be_read_is_told_alone_with_what_it_seems_to_be(
    change: Callable[[Path], None], fault: str, described: bool, packages: Path
) -> None:
    # A councils.csv in UTF-16 gave 2,123 lines, with the true cause at line 2,096.
    path = packages / "records" / "councils.csv"
    change(path)
    if not described:
        stated = json.loads((packages / "records" / "datapackage.json").read_text())
        stated["resources"] = [item for item in stated["resources"] if item["name"] != "councils"]
        (packages / "records" / "datapackage.json").write_text(json.dumps(stated))
    lines = told(packages)
    assert f"{HERE}/councils.csv:1: {fault}" in lines
    assert len(lines) == 1 + (described and change in (as_a_folder, as_a_device, as_a_pipe, as_a_link_to_nothing))


def test_a_file_under_another_name_is_told_without_what_refers_to_it(packages: Path) -> None:
    under_another_name(packages / "records" / "councils.csv")
    names = [line.split(":")[0] for line in told(packages)]
    assert names == [f"{HERE}/council.csv", f"{HERE}/councils.csv"]


# What takes too long, or too much.


def test_twenty_thousand_equal_columns_are_one_fault_at_once(packages: Path) -> None:
    path = packages / "records" / "councils.csv"
    path.write_text(",".join(["code"] * 20_000) + "\n")
    write_descriptors(packages)
    began = time.monotonic()
    (fault,) = told(packages)
    assert fault.startswith(f"{HERE}/councils.csv:1: header: 20000 columns; expected ")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("column", "cell", "rows"),
    [
        ("type", "findin", 1_200),
        ("source_code", "the-rapport", 1_200),
        ("record_code", "medway-ilacs-2023-O7", 1_200),
        pytest.param("source_code", "the-rapport", 20_000, marks=pytest.mark.thorough),
    ],
)
def test_thousands_of_bad_rows_are_counted_and_a_thousand_of_them_told(
    column: str, cell: str, rows: int, folder: Path
) -> None:
    # 180,005 lines were printed, and to guess what was meant took the square of the rows.
    world = small_world().add("findings", "finding-0", record_kind="inspections", position="1")
    world.add("findings", "finding-0", record_code="medway-ilacs-2023-07", council_code="medway")
    (row,) = world.rows["findings"]
    world.rows["findings"] = [
        {**row, "code": f"finding-{n}", "position": str(n + 1), column: f"{cell}{n}"} for n in range(rows)
    ]
    world.rows["sources"] += [{**world.rows["sources"][0], "code": f"source-{n}"} for n in range(rows // 4)]
    root = world.write(folder / "packages")
    began = time.monotonic()
    result = said("check", "--from", root)
    assert time.monotonic() - began < 60
    lines = [line for line in result.stderr.splitlines() if not line.endswith(" ...")]
    assert len(lines) == MAX_LISTED_FAULTS + 2
    assert lines[-2:] == [f"and {rows - 1000} more", f"{rows} faults; nothing was changed."]
    answer = json.loads(said("check", "--from", root, "--json").stdout)
    assert (len(answer["faults"]), answer["more_faults"]) == (MAX_LISTED_FAULTS, rows - MAX_LISTED_FAULTS)


def test_the_bytes_of_all_files_together_are_bounded(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in packages.rglob("*.csv"))
    monkeypatch.setattr(read, "MAX_BYTES", size)
    assert told(packages) == []
    monkeypatch.setattr(read, "MAX_BYTES", size - 1)
    assert told(packages) == [f"{packages}:1: folder: more than {size - 1} bytes of CSV; expected less"]


def test_no_control_character_reaches_the_terminal(packages: Path) -> None:
    path = packages / "records" / "councils.csv"
    path.write_text(path.read_text().replace("gss_code", "gss\a\x1b[31m\u202ecode", 1))
    write_descriptors(packages)
    result = said("check", "--from", packages)
    assert result.exit_code == 1
    assert r"gss\x07\x1b[31m\u202ecode" in result.stderr
    assert all(line.isprintable() for line in result.stderr.splitlines())
    assert str(Fault("a\nb\x00", 1, "\ud800", "c")) == r"a\nb\x00:1: \ud800: c"


# Zips.


def zip_of(root: Path, path: Path) -> Path:
    """The packages in a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(root).as_posix())
    return path


@pytest.mark.parametrize(
    "names",
    [[f"records/{'x' * 300}.csv"], ["records", "records/councils.csv"], ["records/councils.csv", "records"]],
    ids=["a name of 300 letters", "a file that is also a folder", "a folder that is also a file"],
)
def test_a_zip_whose_names_no_disk_can_hold_is_refused_in_one_line(names: list[str], folder: Path) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "code\n")
    (fault,) = told(folder / "bad.zip")
    assert fault.startswith("bad.zip:1: file: not a zip that can be read (")


def test_a_zip_with_a_broken_member_is_refused_in_one_line(packages: Path, folder: Path) -> None:
    sound = bytearray(zip_of(packages, folder / "sound.zip").read_bytes())
    assert told(folder / "sound.zip") == []
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        place = archive.infolist()[2].header_offset + 80
    for number in range(place, place + 20):
        sound[number] ^= 0xFF
    (folder / "bad.zip").write_bytes(sound)
    (fault,) = told(folder / "bad.zip")
    assert fault.startswith("bad.zip:1: file: not a zip that can be read (")


def test_the_files_of_a_zip_are_bounded_in_sum(packages: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in packages.rglob("*") if path.is_file())
    zip_of(packages, folder / "a.zip")
    monkeypatch.setattr(pack, "MAX_BYTES", size)
    assert told(folder / "a.zip") == []
    monkeypatch.setattr(pack, "MAX_BYTES", size - 1)
    (fault,) = told(folder / "a.zip")
    assert fault == f"a.zip:1: file: its files have more than {size - 1} bytes in sum; expected less"


@pytest.mark.parametrize("cases", [30, pytest.param(500, marks=pytest.mark.thorough)])
def test_no_damage_to_a_zip_makes_the_reader_crash(cases: int, packages: Path, folder: Path) -> None:
    sound = zip_of(packages, folder / "sound.zip").read_bytes()
    chance = random.Random(20261130)
    for _ in range(cases):
        damaged = bytearray(sound)
        for _ in range(chance.choice([1, 3, 30])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.3:
            del damaged[chance.randrange(len(damaged)) :]
        (folder / "damaged.zip").write_bytes(damaged)
        told(folder / "damaged.zip")
