"""Writes the downloads of a release into a folder: the files that the server sends, byte for byte."""

import hashlib
from pathlib import Path

from app.errors import SeedError
from app.releases.artifacts import manifest
from app.releases.snapshot import Store


def export(store: Store, folder: Path, release: str | None = None) -> list[Path]:
    """Writes every download of the current release, or of the one named, and gives their paths.

    Raises SeedError if the folder cannot be written to or a file is not what the release says.
    """
    with store.snapshot(release) as snapshot:
        files = manifest(snapshot.artifacts, snapshot.release)["downloads"]
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            path = folder / file["name"]
            aside = path.with_name(f"{path.name}.part")
            digest = hashlib.sha256()
            with aside.open("wb") as target:
                for part in store.artifacts.chunks(file["path"], 0, file["bytes"]):
                    digest.update(part)
                    target.write(part)
            if digest.hexdigest() != file["sha256"]:
                aside.unlink()
                raise SeedError(f"{file['name']} is damaged: run `python -m app seed`.")
            aside.rename(path)
            written.append(path)
    except OSError as error:
        raise SeedError(f"Cannot write to {folder}: {error.strerror or error}") from error
    return written
