"""Answers kept on disk, so that what has not changed is not sent again."""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True)
class Kept:
    """An answer that was kept."""

    etag: str
    immutable: bool
    """Whether it never changes, because its URL names a release."""
    body: bytes


class Cache:
    """A folder with a file for each URL: a line of JSON, then the body. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, url: str) -> Kept | None:
        """What is kept for a URL. A file that is damaged counts as none."""
        try:
            head, _, body = self._file(url).read_bytes().partition(b"\n")
            said = json.loads(head)
        except (OSError, ValueError):
            return None
        if said["url"] != url or said["sha256"] != hashlib.sha256(body).hexdigest():
            return None
        return Kept(said["etag"], said["immutable"], body)

    def put(self, answer: httpx.Response) -> None:
        """Keeps an answer, if it can be asked about again."""
        etag = answer.headers.get("etag")
        if answer.status_code != 200 or not etag:
            return
        url, body = str(answer.request.url), answer.content
        immutable = "immutable" in answer.headers.get("cache-control", "")
        head = {"url": url, "etag": etag, "immutable": immutable, "sha256": hashlib.sha256(body).hexdigest()}
        # A reader finds the old file or the new one, never half of one.
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            file.write(json.dumps(head).encode() + b"\n" + body)
        Path(file.name).replace(self._file(url))

    def _file(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()
