"""Packages in one zip file: written from what was seeded, and read again. Seeding the zip makes the same release."""

import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from app.errors import Fault, FaultyData
from app.records import KINDS
from app.seed_csv import MAX_FILE_BYTES, write_seed_csv
from app.seeding.describe import descriptor_text, resource, stated
from app.seeding.read import DESCRIPTOR, MAX_BYTES, Dataset
from app.seeding.scratch import scratch_folder

PACKAGE = "inspection-history"
MAX_FILES = 200
# What reading a zip raises that is broken, locked with a password, or made to do harm: a name of 300 letters, a file
# that is also a folder, a member that is no valid data of its compression.
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


def write_zip(dataset: Dataset, path: Path) -> None:
    """Writes the dataset as one package. No time stands in the file, so that the same rows make the same bytes."""
    resources = []
    with zipfile.ZipFile(path, "w") as archive:
        for kind in KINDS:
            with _added(archive, f"{kind.name}.csv") as measured:
                text = io.TextIOWrapper(io.BufferedWriter(measured), encoding="utf-8", newline="")
                with text:
                    write_seed_csv(text, kind.row, dataset.sorted_rows(kind))
                # The one package holds every kind, so that every reference stays inside.
                declared = resource(kind, lambda *_: True)
                rows = len(dataset.entries[kind.name])
                resources.append(declared | stated(rows, measured.size, measured.digest.hexdigest()))
        with _added(archive, DESCRIPTOR) as file:
            file.write(descriptor_text(PACKAGE, resources, dataset.known_to).encode())


class _Measured(io.RawIOBase):
    """A file that is written, its size, and the SHA-256 of what was written."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self._target.write(data)


@contextmanager
def _added(archive: zipfile.ZipFile, name: str) -> Iterator[_Measured]:
    entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w") as file:
        yield _Measured(file)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder of the packages: the path itself, or what a zip holds, for as long as the context lasts.

    Raises FaultyData if the file is no zip of packages. Sizes are bounded by what is read, not by what the zip says.
    """
    if not path.is_file():
        yield path
        return
    with scratch_folder() as folder:
        root = folder / path.stem
        try:
            with zipfile.ZipFile(path) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if len(entries) > MAX_FILES:
                    raise _refused(path, f"holds {len(entries)} files; expected at most {MAX_FILES}")
                left = MAX_BYTES
                for entry in entries:
                    left -= _extract(archive, entry, path, root, left)
        except UNREADABLE as error:
            raise _refused(path, f"not a zip that can be read ({error}); expected one, or a folder") from error
        yield root


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, root: Path, left: int) -> int:
    """Writes one file of a zip, and gives its size. `left` is how many bytes it may have beside the files before it."""
    parts = entry.filename.split("/")
    if len(parts) > 2 or not all(parts) or {".", ".."} & set(parts) or "\\" in entry.filename:
        raise _refused(path, f"{entry.filename!r} is no file of a package; expected PACKAGE/FILE")
    with archive.open(entry) as file:
        data = file.read(min(MAX_FILE_BYTES, left) + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _refused(path, f"{entry.filename} is larger than {MAX_FILE_BYTES} bytes")
    if len(data) > left:
        raise _refused(path, f"its files have more than {MAX_BYTES} bytes in sum; expected less")
    target = root.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return len(data)


def _refused(path: Path, message: str) -> FaultyData:
    return FaultyData([Fault(path.name, 1, "file", message)])
