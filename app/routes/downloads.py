"""Downloads: whole files, which seeding makes with the release."""

import base64
import re
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from app.http.dependencies import RELEASED, faults, listed, router
from app.http.problem_details import problem
from app.http.responses import (
    LEAST_COMPRESSED,
    VARY,
    Answer,
    FileAnswer,
    answer_list,
    caching,
    coding_of,
    compressed,
    header_of,
    must_accept,
    names_tag,
    nothing,
)
from app.http.scope import GIVEN, HEAD
from app.http.strict_route import StoreDep
from app.listing.page import Page
from app.listing.parameters import FormatQuery
from app.queries.dataset import get_downloads, get_file
from app.records.release import DownloadPublic
from app.releases.artifacts import ArtifactStore

routes = router("Downloads")
BINARY_TYPES = (
    "text/csv",
    "application/x-ndjson",
    "application/vnd.apache.parquet",
    "application/zip",
    "application/vnd.sqlite3",
)
# One range of bytes. For several ranges, or for anything else, the whole file is sent, as RFC 9110 allows.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
BINARY = {"schema": {"type": "string", "format": "binary"}}
CONTENT = {**dict.fromkeys(BINARY_TYPES, BINARY), "application/csvm+json": {"schema": {"type": "object"}}}


@routes.get("/v1/downloads", **listed(DownloadPublic))
def list_downloads(request: Request, store: StoreDep, query: Annotated[FormatQuery, Query()]) -> Response:
    """Every file to download: each kind of record, inspections with a column for each aspect, and the whole dataset.

    All are on one page. Each kind is there as CSV, NDJSON and Parquet.
    """
    with store.snapshot() as snapshot:
        files = get_downloads(snapshot)
        page = Page(files, len(files), None, snapshot.release, snapshot.as_at)
    return answer_list(request, query, page, DownloadPublic)


@routes.get(
    "/v1/downloads/{name}",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": CONTENT},
        206: {
            "description": "The part of the file that Range asked for.",
            "content": dict.fromkeys(BINARY_TYPES, BINARY),
        },
        302: {"description": "The same file with the current release in its URL, where the request names no release."},
        **faults(404, 410, 503),
        416: {**faults(404)[404], "description": "The file has no such part."},
    },
    dependencies=RELEASED,
)
def read_download(
    request: Request,
    store: StoreDep,
    name: Annotated[str, Path(description="A name from /v1/downloads.", examples=["inspections.parquet"])],
) -> Response:
    """One file, whole or in part. `dataset.zip` is the data package that seeding takes, cell by cell as it was seeded;
    `dataset.sqlite` is a SQLite database; `inspections_wide` has a row for each inspection and a column for the grade
    of each aspect; every other table is a kind of record. As in lists, no cell of a CSV begins a formula.
    `NAME.csv-metadata.json` describes the columns of `NAME.csv` (CSV on the Web).

    A URL without `release` redirects to the file in the current release. So a download that is continued later is of
    the same file, even if a new release was published meanwhile.

    The answer states the length and the SHA-256 of the file (`Repr-Digest`, and the ETag), so you notice if a download
    was cut off. `Range` and `If-Range` continue it. CSV, NDJSON and JSON are compressed if `Accept-Encoding` asks for
    it; then the length is not stated, and the ETag is another one.
    """
    with store.snapshot() as snapshot:
        file = get_file(snapshot, name)
    if "release" not in request.scope[GIVEN]:
        return _to_release(request, file, snapshot.release)
    return _answer_file(request, file, store.store.artifacts, snapshot.release)


def _to_release(request: Request, file: dict[str, Any], release: str) -> Answer:
    """Sends the client to the URL that names the release, under which the file never changes.

    `curl -C -` asks for the rest of a file without saying of which: after a new release, it joined two files.
    """
    must_accept(request.scope, file["media_type"])
    location = f"{request.scope['root_path']}/v1/downloads/{file['name']}?release={release}"
    headers = [(b"location", location.encode()), (b"cache-control", b"no-cache"), (b"x-release", release.encode())]
    return Answer(b"", "", headers, 302)


def _answer_file(request: Request, file: dict[str, Any], artifacts: ArtifactStore, release: str) -> Answer | FileAnswer:
    media_type, size, plain = file["media_type"], file["bytes"], f'"{file["sha256"]}"'
    must_accept(request.scope, media_type)
    asked = _asked_range(request, size, plain)
    # A part is one of the file itself, so that it can be joined to what the client has of it.
    coding = "identity" if asked or size < LEAST_COMPRESSED else coding_of(request.scope, media_type)
    tag = plain if coding == "identity" else f'"{file["sha256"]}-{coding}"'
    validators = {"ETag": tag, "Cache-Control": caching(request.scope), "Vary": VARY}
    wanted = header_of(request.scope, b"if-match")
    if wanted and not (wanted.strip() == "*" or tag in [part.strip() for part in wanted.split(",")]):
        return problem(412, "Precondition failed", f"{file['name']} has the ETag {tag}, which If-Match does not name.")
    if names_tag(header_of(request.scope, b"if-none-match"), tag):
        return Answer(b"", "", [(name.lower().encode(), value.encode()) for name, value in validators.items()], 304)
    headers = {
        **validators,
        "Content-Disposition": f'attachment; filename="{file["name"]}"',
        "X-Release": release,
    }
    if coding == "identity":
        digest = base64.b64encode(bytes.fromhex(file["sha256"])).decode()
        headers |= {"Accept-Ranges": "bytes", "Content-Length": str(size), "Repr-Digest": f"sha-256=:{digest}:"}
    else:
        headers["Content-Encoding"] = coding
    if file["name"].endswith(".csv"):
        described = f"/v1/downloads/{file['name']}-metadata.json?release={release}"
        headers["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    if request.scope.get(HEAD):
        return FileAnswer(nothing(), 200, headers, media_type)
    start, end, status = 0, size, 200
    if asked is not None:
        (start, end), status = asked, 206
        if start >= end:
            detail = f"{file['name']} has {size} bytes."
            return problem(416, "Range not satisfiable", detail, headers={"Content-Range": f"bytes */{size}"})
        headers |= {"Content-Range": f"bytes {start}-{end - 1}/{size}", "Content-Length": str(end - start)}
    return FileAnswer(compressed(artifacts.chunks(file["path"], start, end), coding), status, headers, media_type)


def _asked_range(request: Request, size: int, tag: str) -> tuple[int, int] | None:
    """The first byte and the one after the last. An empty range lies outside of the file; None means the whole file."""
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or request.headers.get("if-range", tag) != tag:
        return None
    first, last = match.groups()
    if first:
        if last and int(last) < int(first):
            return None
        return int(first), min(int(last) + 1 if last else size, size)
    return (max(size - int(last), 0), size) if last else None
