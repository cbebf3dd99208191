"""Packages in one zip file: written from what was seeded, and read again. Seeding the zip makes the same release."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from app.errors import Fault, FaultyData
from app.records import KINDS
from app.seeding.describe import described, resource
from app.seeding.read import Dataset
from app.seeding.seed_csv import MAX_FILE_BYTES, write_seed_csv

PACKAGE = "inspection-history"
MAX_FILES = 200


def write_zip(dataset: Dataset, path: Path) -> None:
    """Writes the dataset as one package. No time stands in the file, so that the same rows make the same bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        # The one package holds every kind, so that every reference stays inside.
        resources = [resource(kind, lambda *_: True) for kind in KINDS]
        with _added(archive, "datapackage.json") as file:
            file.write(described(PACKAGE, resources))
        for kind in KINDS:
            with _added(archive, f"{kind.name}.csv") as file:
                write_seed_csv(file, kind, dataset.sorted_rows(kind))


@contextmanager
def _added(archive: zipfile.ZipFile, name: str) -> Iterator[TextIO]:
    entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w") as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        yield text


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder of the packages: the path itself, or what a zip holds, for as long as the context lasts.

    Raises FaultyData if the file is no zip of packages. Sizes are bounded by what is read, not by what the zip says.
    """
    if not path.is_file():
        yield path
        return
    with TemporaryDirectory() as folder:
        root = Path(folder) / path.stem
        try:
            with zipfile.ZipFile(path) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if len(entries) > MAX_FILES:
                    raise _refused(path, f"holds {len(entries)} files; expected at most {MAX_FILES}")
                for entry in entries:
                    _extract(archive, entry, path, root)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise _refused(path, f"not a zip that can be read ({error}); expected one, or a folder") from error
        yield root


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, root: Path) -> None:
    parts = entry.filename.split("/")
    if len(parts) > 2 or not all(parts) or {".", ".."} & set(parts) or "\\" in entry.filename:
        raise _refused(path, f"{entry.filename!r} is no file of a package; expected PACKAGE/FILE")
    with archive.open(entry) as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _refused(path, f"{entry.filename} is larger than {MAX_FILE_BYTES} bytes")
    target = root.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _refused(path: Path, message: str) -> FaultyData:
    return FaultyData([Fault(path.name, 1, "file", message)])
