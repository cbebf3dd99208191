"""A stamp beside the pointer: from which bytes the current release was made, so that the same are not read again.

It imports nothing that reads or builds: finding that nothing changed takes less than importing what would.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.releases.files import ReleaseFiles
from app.settings import ROOT

STAMP = "seeded.json"
PACKAGE_FILES = ("*.csv", "*/*.csv", "datapackage.json", "*/datapackage.json")


def digest_of(folder: Path) -> str:
    """The SHA-256 of the packages under a folder or in a zip, and of the code and migrations that make a release.

    Other versions of the libraries are not seen; `check` reads and checks whatever the stamp says.
    """
    digest = hashlib.sha256()
    for root, path in _files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each file that a release depends on, after the folder that its name is relative to."""
    for place in ("app", "migrations"):
        yield from ((ROOT, path) for path in sorted((ROOT / place).rglob("*.py")))
    if folder.is_file():
        yield folder, folder
    else:
        yield from ((folder, path) for pattern in PACKAGE_FILES for path in sorted(folder.glob(pattern)))


def unchanged(folder: Path, data_dir: Path) -> dict[str, Any] | None:
    """The manifest of the current release, if it was made from these very packages and is whole; None otherwise."""
    files = ReleaseFiles(data_dir)
    try:
        stamp = json.loads((data_dir / STAMP).read_text(encoding="utf-8"))
        # What a killed seeder left behind is cleared away by a full run.
        if any((*data_dir.glob("building.*"), *data_dir.glob("*.new"))):
            return None
        if stamp != _stamp(digest_of(folder), files.current()) or not files.complete(stamp["release"]):
            return None
        return dict(json.loads(files.manifest(stamp["release"]).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def remember(data_dir: Path, digest: str, release: str) -> None:
    """Says that these bytes make this release. One that a crash cut short is no stamp, and only costs a full run."""
    path, text = data_dir / STAMP, json.dumps(_stamp(digest, release))
    aside = path.with_name(f"{STAMP}.new")
    # A folder that may only be read can be seeded with what it holds, and then has no stamp.
    with suppress(OSError):
        if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
            aside.write_text(text, encoding="utf-8")
            aside.rename(path)


def _stamp(digest: str, release: str | None) -> dict[str, str | None]:
    return {"made_from": digest, "release": release}
