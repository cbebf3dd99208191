"""The files of the SQLite releases in a folder: where they are, and whether they are undamaged."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from app.errors import Unavailable
from app.settings import ROOT

MIGRATIONS = ROOT / "migrations"
_ASSIGNED = re.compile(r"""^(revision|down_revision)\b[^=\n]*=\s*["']([^"']+)["']""", re.MULTILINE)


class ReleaseFiles:
    """The layout of the SQLite releases in a folder. Nothing here writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.releases = folder / "releases"
        self.pointer = folder / "current"
        self.lock = folder / "seed.lock"

    def database(self, release: str) -> Path:
        return self.releases / f"{release}.sqlite"

    def manifest(self, release: str) -> Path:
        return self.releases / f"{release}.json"

    def downloads(self, release: str) -> Path:
        return self.folder / "downloads" / release

    def current(self) -> str | None:
        """The release that the pointer names; None if there is no pointer, or if it names none."""
        try:
            named = self.pointer.read_bytes().strip().decode("ascii", "replace")
        except FileNotFoundError:
            return None
        return named if named.isalnum() else None

    def schema(self, release: str) -> str | None:
        """The migration that the release's tables come from; None if its manifest does not say."""
        try:
            return str(json.loads(self.manifest(release).read_text(encoding="utf-8"))["schema_revision"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def as_at(self, release: str) -> str:
        """The day up to which a release was recorded. Raises Unavailable if its manifest does not say."""
        try:
            return str(json.loads(self.manifest(release).read_text(encoding="utf-8"))["as_at"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable(f"The manifest of release {release} is damaged: run `python -m app seed`.") from error

    def intact(self, release: str) -> bool:
        """Whether the release's file is byte for byte the one that was published.

        SQLite's own integrity check missed 275 of 300 flipped bits, so the manifest holds a SHA-256.
        """
        try:
            manifest = json.loads(self.manifest(release).read_text(encoding="utf-8"))
            return isinstance(manifest, dict) and manifest.get("sha256") == _sha256(self.database(release))
        except (OSError, ValueError):
            return False

    def complete(self, release: str) -> bool:
        """Whether all files of the release are intact, its downloads included."""
        try:
            files = json.loads(self.manifest(release).read_text(encoding="utf-8"))["downloads"]
            return self.intact(release) and all(file["sha256"] == _sha256(self.folder / file["path"]) for file in files)
        except (OSError, ValueError, KeyError, TypeError):
            return False


@cache
def schema_revision() -> str:
    """The newest migration: the one that no other follows. It is part of what a release is. Raises Unavailable.

    The files are read as text. Alembic would find the same, but importing it takes a tenth of a second.
    """
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in (MIGRATIONS / "versions").glob("*.py"):
        found = dict(_ASSIGNED.findall(path.read_text(encoding="utf-8")))
        if "revision" in found:
            revisions.add(found["revision"])
            followed.add(found.get("down_revision", ""))
    heads = revisions - followed
    if len(heads) != 1:
        raise Unavailable(f"The migrations must end in one; they end in {', '.join(sorted(heads)) or 'none'}.")
    return heads.pop()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
