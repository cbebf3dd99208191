"""The artifacts of releases: files in a folder beside the SQLite releases, or in a table of PostgreSQL.

Both have the same paths:

    history.json                  every release that was published, newest first; beside the pointer to the current one
    releases/CODE.json            the manifest of a kept release: what it is, and what can be downloaded of it
    releases/CODE.sqlite          its database
    downloads/CODE/NAME           its other downloads
"""

import json
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa

from app.errors import DroppedRelease, ReleaseNotAvailable, Unavailable, UnknownRelease

HISTORY = "history.json"
# A file is read and sent in parts of this size, so that a large one takes no more memory than a small one, and a client
# that reads nothing holds little.
PART_BYTES = 32 * 1024
# PostgreSQL keeps a file in rows of this size: with smaller ones there would be more of them to write.
ROW_BYTES = 256 * 1024
# What the rest of the code reads from a manifest, and from an entry of the list of releases.
MANIFEST_NAMES = {"as_at", "known_to", "counts", "downloads"}
HISTORY_NAMES = {"code", "previous", "changes"}
RELEASE_FILES = sa.table("release_files", sa.column("path"), sa.column("position"), sa.column("content"))


def manifest_path(release: str) -> str:
    """The path of a release's manifest."""
    return f"releases/{release}.json"


class ArtifactStore(Protocol):
    """Files by path."""

    def read(self, path: str) -> bytes | None:
        """All of a small file; None if it does not exist."""

    def manifests(self) -> list[str]:
        """The releases that have a manifest, the current one first, then those whose manifest is newest."""

    def chunks(self, path: str, start: int, end: int) -> Generator[bytes]:
        """The bytes from `start` up to `end`, in parts. Raises Unavailable if the file is removed meanwhile."""


class FolderArtifacts:
    """The files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def manifests(self) -> list[str]:
        current = (self.read("current") or b"").strip().decode("ascii", "replace")
        found = []
        for path in self.folder.glob(manifest_path("*")):
            # A seeder may clear it away meanwhile.
            with suppress(FileNotFoundError):
                found.append((path.stem == current, path.stat().st_mtime_ns, path.stem))
        return [release for _, _, release in sorted(found, reverse=True)]

    def chunks(self, path: str, start: int, end: int) -> Generator[bytes]:
        try:
            # Without a buffer, which would hold another part.
            with (self.folder / path).open("rb", buffering=0) as file:
                file.seek(start)
                while start < end and (part := file.read(min(PART_BYTES, end - start))):
                    start += len(part)
                    yield part
        except OSError as error:
            raise _gone(path) from error
        if start < end:
            raise _gone(path)


class TableArtifacts:
    """The files in a table of PostgreSQL, each in parts.

    Each part is read on another connection, so a slow client holds none between two parts.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._connect = connect

    def read(self, path: str) -> bytes | None:
        wanted = (
            sa.select(RELEASE_FILES.c.content).where(RELEASE_FILES.c.path == path).order_by(RELEASE_FILES.c.position)
        )
        with self._connect() as connection:
            parts = connection.execute(wanted).scalars().all()
        return b"".join(parts) if parts else None

    def manifests(self) -> list[str]:
        paths = (
            sa.select(RELEASE_FILES.c.path)
            .distinct()
            .where(RELEASE_FILES.c.path.like(manifest_path("%")))
            .order_by(RELEASE_FILES.c.path)
        )
        with self._connect() as connection:
            return [Path(path).stem for path in connection.execute(paths).scalars()]

    def chunks(self, path: str, start: int, end: int) -> Generator[bytes]:
        while start < end:
            position, offset = divmod(start, ROW_BYTES)
            length = min(PART_BYTES, ROW_BYTES - offset, end - start)
            content = sa.func.substring(RELEASE_FILES.c.content, offset + 1, length)
            wanted = sa.select(content).where(RELEASE_FILES.c.path == path, RELEASE_FILES.c.position == position)
            with self._connect() as connection:
                part = connection.execute(wanted).scalar()
            if not part:
                raise _gone(path)
            start += len(part)
            yield bytes(part)


def _gone(path: str) -> Unavailable:
    return Unavailable(f"{path.rpartition('/')[2]} does not exist any more: another release took its place.")


def manifest(artifacts: ArtifactStore, release: str) -> dict[str, Any]:
    """The manifest of a kept release: what it is, and its downloads. Raises Unavailable if it has just been removed."""
    text = artifacts.read(manifest_path(release))
    if text is None:
        raise _gone(manifest_path(release))
    found = _from_json(text)
    if not isinstance(found, dict) or not found.keys() >= MANIFEST_NAMES:
        raise Unavailable(f"The manifest of release {release} is damaged: run `python -m app seed`.")
    return found


def listed_releases(artifacts: ArtifactStore) -> list[dict[str, Any]] | None:
    """The list of releases as it stands; None if it is missing, empty or damaged."""
    found = _from_json(artifacts.read(HISTORY) or b"")
    if not isinstance(found, list) or not found:
        return None
    return found if all(isinstance(entry, dict) and entry.keys() >= HISTORY_NAMES for entry in found) else None


def published_releases(artifacts: ArtifactStore) -> list[dict[str, Any]]:
    """Every release that was ever published here, newest first: its code, the one before it, what changed.

    Where the list is lost, it is made from the manifests. They do not say what changed.
    """
    found = listed_releases(artifacts)
    if found is not None:
        return found
    return [{"code": code, "previous": None, "changes": None} for code in artifacts.manifests()]


def kept(artifacts: ArtifactStore) -> list[dict[str, Any]]:
    """Those of them that can be answered from."""
    there = set(artifacts.manifests())
    return [entry for entry in published_releases(artifacts) if entry["code"] in there]


def release_not_available(artifacts: ArtifactStore, release: str) -> ReleaseNotAvailable:
    """The error for a release that is not kept: it never existed here, or it was removed."""
    known = any(entry["code"] == release for entry in published_releases(artifacts))
    error = DroppedRelease if known else UnknownRelease
    return error(release, [entry["code"] for entry in kept(artifacts)])


def _from_json(text: bytes) -> Any:
    """What a file says; None if it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
