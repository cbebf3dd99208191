"""The stamp: packages that did not change are not read again, and whatever is different goes the whole way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.releases.files import ReleaseFiles
from app.seeding import stamp
from app.seeding.pack import write_zip
from app.seeding.read import read_packages
from app.seeding.seed import seed
from app.seeding.stamp import STAMP, digest_of, remember, unchanged
from app.settings import Settings
from tests.seeding.test_publish import contents, first, run, second


def append(path: Path, content: bytes = b"\n") -> None:
    path.write_bytes(path.read_bytes() + content)


def flip(path: Path) -> None:
    """Changes one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_packages_that_did_not_change_are_not_read_again(folder: Path) -> None:
    packages, data = first(folder), folder / "data"
    arguments = ("seed", "--from", str(packages))
    done = run(*arguments, DATA_DIR=str(data))
    before = contents(data)
    again = run(*arguments, DATA_DIR=str(data))
    assert "reading ..." in done.stderr
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == done.stdout.replace("is now current", "was current already; nothing changed")
    assert contents(data) == before


def test_check_reads_and_checks_whatever_the_stamp_says(folder: Path) -> None:
    packages, data = first(folder), folder / "data"
    seed(packages, Settings(data_dir=data))
    assert unchanged(packages, data)
    done = run("check", "--from", str(packages), DATA_DIR=str(data))
    assert (done.returncode, done.stderr) == (0, "reading ...\nchecking ...\n")


def test_what_is_not_read_again_is_told_as_a_full_run_would(folder: Path) -> None:
    packages, settings = first(folder), Settings(data_dir=folder / "data")
    done = seed(packages, settings)
    manifest = unchanged(packages, settings.data_dir)
    assert manifest
    assert (manifest["release"], manifest["counts"]) == (done.release.code, done.release.counts)


def add_package(package: Path) -> None:
    package.mkdir()
    (package / "datapackage.json").write_text("{}")


CHANGES: dict[str, Callable[[Path, ReleaseFiles], object]] = {
    "a byte of a package": lambda packages, _: append(packages / "records" / "councils.csv"),
    "a descriptor": lambda packages, _: append(packages / "records" / "datapackage.json"),
    "a file less": lambda packages, _: (packages / "records" / "gaps.csv").unlink(),
    "a package more": lambda packages, _: add_package(packages / "more"),
    "a package renamed": lambda packages, _: (packages / "records").rename(packages / "others"),
    "the database is damaged": lambda _, files: flip(files.database(files.current() or "")),
    "a download is damaged": lambda _, files: flip(files.downloads(files.current() or "") / "councils.csv"),
    "a download is gone": lambda _, files: (files.downloads(files.current() or "") / "councils.csv").unlink(),
    "the manifest is gone": lambda _, files: files.manifest(files.current() or "").unlink(),
    "the pointer is gone": lambda _, files: files.pointer.unlink(),
    "the stamp is gone": lambda _, files: (files.folder / STAMP).unlink(),
    "the stamp was cut short": lambda _, files: (files.folder / STAMP).write_text('{"release": '),
    "a killed seeder left its building": lambda _, files: (files.folder / "building.sqlite").touch(),
    "a killed seeder left a small file": lambda _, files: (files.folder / "current.new").touch(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_different_goes_the_whole_way(change: Callable[[Path, ReleaseFiles], object], folder: Path) -> None:
    packages, settings = first(folder), Settings(data_dir=folder / "data")
    done = seed(packages, settings)
    assert unchanged(packages, settings.data_dir)
    change(packages, ReleaseFiles(settings.data_dir))
    assert unchanged(packages, settings.data_dir) is None
    # A full run mends it, and the next one is quick again.
    if (packages / "records" / "gaps.csv").exists():
        assert seed(packages, settings).release == done.release
        assert unchanged(packages, settings.data_dir)


def test_a_folder_that_was_never_seeded_goes_the_whole_way(folder: Path) -> None:
    assert unchanged(first(folder), folder / "data") is None
    assert unchanged(folder / "nowhere", folder / "data") is None


@pytest.mark.parametrize("place", ["app", "migrations"])
def test_other_code_reads_the_packages_again(place: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = first(folder)
    code = folder / "code" / place / "rules.py"
    code.parent.mkdir(parents=True)
    code.write_text("LIMIT = 1\n")
    monkeypatch.setattr(stamp, "ROOT", folder / "code")
    before = digest_of(packages)
    code.write_text("LIMIT = 2\n")
    assert digest_of(packages) != before


def test_a_subset_has_no_stamp_and_what_comes_after_it_is_published(folder: Path) -> None:
    packages, settings = first(folder), Settings(data_dir=folder / "data")
    whole = seed(packages, settings).release
    seed(packages, settings, only=["herefordshire"])
    assert unchanged(packages, settings.data_dir) is None
    assert seed(packages, settings).release == whole


def test_a_stamp_of_a_release_that_another_seeder_replaced_counts_for_nothing(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    packages = first(folder)
    old = seed(packages, settings).release.code
    seed(second(folder), settings)
    remember(settings.data_dir, digest_of(packages), old)
    assert unchanged(packages, settings.data_dir) is None


def test_a_zip_that_did_not_change_is_not_read_again(folder: Path) -> None:
    packages, settings = first(folder), Settings(data_dir=folder / "data")
    archive = folder / "dataset.zip"
    write_zip(read_packages(packages), archive)
    seed(archive, settings)
    assert unchanged(archive, settings.data_dir)
    assert unchanged(packages, settings.data_dir) is None


def test_a_folder_that_cannot_be_written_to_is_seeded_without_a_stamp(folder: Path) -> None:
    remember(folder / "nowhere", "0", "0")
    assert not (folder / "nowhere").exists()
