"""The stylesheet, the script and the icon of the pages, under a path that changes with their contents."""

import hashlib
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from app.errors import NotFound
from app.http.problem_details import NOTHING_HERE
from app.http.responses import Answer

STATIC = Path(__file__).resolve().parent / "static"
# The path of a version always answers with the same bytes, so browsers need not ask again.
IMMUTABLE_HEADER = (b"cache-control", b"public, max-age=31536000, immutable")


def _read() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}


FILES = _read()
ASSETS_VERSION = hashlib.sha256(b"".join(FILES.values())).hexdigest()[:12]


@cache
def asset_url(name: str) -> str:
    """Where a file is. Raises KeyError if there is no such file."""
    if name not in FILES:
        raise KeyError(name)
    return f"/assets/{ASSETS_VERSION}/{name}"


def asset(version: str, name: str) -> Answer:
    """A file. Raises NotFound.

    A page that was kept from before an upgrade names an older version. It gets the file of today, but not for long.
    """
    if name not in FILES:
        raise NotFound(NOTHING_HERE)
    media_type = guess_type(name)[0] or "text/plain"
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Answer(FILES[name], media_type + charset, [IMMUTABLE_HEADER] if version == ASSETS_VERSION else [])
