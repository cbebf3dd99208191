"""Downloads: the same bytes on both engines and from the command line, whole, in part, or noticed to be cut off."""

import asyncio
import base64
import csv
import gzip
import hashlib
import io
import json
import socket
import sqlite3
import subprocess
import threading
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
import uvicorn
from csvw import CSVW
from typer.testing import CliRunner

from app.__main__ import cli
from app.csv_cells import safe_cell
from app.errors import FaultyData, Unavailable
from app.http.concurrency_limit import MAX_DOWNLOADS
from app.http.responses import FileAnswer
from app.main import create_app
from app.records import KINDS
from app.records.kind import table
from app.releases.artifacts import PART_BYTES, ROW_BYTES, FolderArtifacts, manifest
from app.releases.files import ReleaseFiles
from app.releases.postgres import PostgresStore
from app.seeding.seed import checked, seed
from app.settings import FIXTURE, Settings
from app.vocabulary import Aspect
from tests.client import AppClient
from tests.conftest import case, client_of, reseed, same_headers
from tests.needs import need_program
from tests.routes import everything
from tests.seeding.test_check import full_world
from tests.world import small_world

TABLES = [*(kind.name for kind in KINDS), "inspections_wide", "panel"]
ENDINGS = ("csv", "ndjson", "parquet", "csv-metadata.json")
NAMES = ["dataset.sqlite", "dataset.zip", *(f"{name}.{ending}" for name in TABLES for ending in ENDINGS)]


# A list whose whole table is sent in parts.
LONG = "/v1/citations"


@pytest.fixture(scope="module")
def api(shipped: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset that takes files as they are, as programs for downloads do."""
    with client_of(shipped) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


@pytest.fixture(scope="module")
def api_on_postgres(shipped_on_postgres: Settings) -> Iterator[AppClient]:
    """The same on PostgreSQL."""
    with client_of(shipped_on_postgres) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


@pytest.fixture(scope="module")
def api_of_fixture(of_fixture: Settings) -> Iterator[AppClient]:
    """The same of the fixture."""
    with client_of(of_fixture) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


@pytest.fixture(scope="module", params=["of_fixture", pytest.param("shipped", marks=pytest.mark.thorough)])
def either(request: pytest.FixtureRequest) -> Iterator[AppClient]:
    """The same of the fixture, or of the shipped dataset, which takes long to read from end to end."""
    with client_of(request.getfixturevalue(request.param)) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


def lines(client: AppClient, name: str) -> list[dict[str, Any]]:
    """The rows of a table as NDJSON sends them."""
    return [json.loads(line) for line in client.get(f"/v1/downloads/{name}.ndjson").text.splitlines()]


def cells(client: AppClient, name: str) -> list[dict[str, str]]:
    """The rows of a table as a CSV reader sees them."""
    return list(csv.DictReader(io.StringIO(client.get(f"/v1/downloads/{name}.csv").text, newline="")))


# What there is.


def test_every_kind_and_the_wide_table_are_there_in_every_form_and_the_whole_besides(api: AppClient) -> None:
    listed = api.get("/v1/downloads").json()
    assert [file["name"] for file in listed["items"]] == NAMES
    assert listed["total"] == len(NAMES)
    release = api.get("/v1/releases/current").json()
    assert release["downloads"] == listed["items"]
    rows = {file["name"]: file["rows"] for file in listed["items"]}
    for kind in KINDS:
        assert rows[f"{kind.name}.csv"] == rows[f"{kind.name}.parquet"] == release["counts"][kind.name]
    assert rows["inspections_wide.ndjson"] == rows["inspections.csv"] > 0


def test_the_panel_that_is_downloaded_is_the_panel_that_is_asked_for(api: AppClient) -> None:
    asked = api.get("/v1/panel?format=csv")
    assert api.get("/v1/downloads/panel.csv").content == asked.content
    nested = [json.loads(line) for line in api.get("/v1/panel?format=ndjson").text.splitlines()]
    flat = [json.loads(line) for line in api.get("/v1/downloads/panel.ndjson").text.splitlines()]
    held = pq.read_table(io.BytesIO(api.get("/v1/downloads/panel.parquet").content)).to_pylist()
    assert len(nested) == len(flat) == len(held) > 2_000
    for row, line, record in zip(nested, flat, held, strict=True):
        parts = {
            f"{name}_{part}": value for name in ("grade", "grade_rank", "absence") for part, value in row[name].items()
        }
        assert line == {name: value for name, value in row.items() if f"{name}_overall" not in parts} | parts
        days = {name: value.isoformat() for name, value in record.items() if isinstance(value, date)}
        assert record | days == line


def test_every_file_has_the_size_and_digest_that_the_release_says(api: AppClient) -> None:
    for said in api.get("/v1/downloads").json()["items"]:
        with case(said["name"]):
            answer = api.get(said["url"])
            digest = hashlib.sha256(answer.content)
            assert (len(answer.content), digest.hexdigest()) == (said["bytes"], said["sha256"])
            assert answer.headers["content-length"] == str(said["bytes"])
            assert answer.headers["etag"] == f'"{said["sha256"]}"'
            assert answer.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
            assert answer.headers["content-type"] == said["media_type"]
            assert api.get(f"/v1/downloads/{said['name']}", follow_redirects=False).headers["location"] == said["url"]


def one_large_file_of_each_sort(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest file of each ending."""
    by_size = sorted(files, key=lambda file: int(file["bytes"]))
    return list({file["name"].partition(".")[2]: file for file in by_size}.values())


@pytest.mark.parametrize("part", ["some", pytest.param("all", marks=pytest.mark.thorough)])
def test_both_engines_send_the_same_bytes(part: str, api: AppClient, api_on_postgres: AppClient) -> None:
    for path in ("/v1/releases/current", "/v1/downloads"):
        one, other = api.get(path), api_on_postgres.get(path)
        assert (one.status_code, one.content) == (200, other.content)
        assert same_headers(one, other)
    # What SQLite sends is held against the digest by the test above.
    files = api.get("/v1/downloads").json()["items"]
    for file in one_large_file_of_each_sort(files) if part == "some" else files:
        with case(file["name"]):
            one, other = api.head(file["url"]), api_on_postgres.get(file["url"])
            assert one.status_code == other.status_code == 200
            assert hashlib.sha256(other.content).hexdigest() == file["sha256"]
            assert same_headers(one, other)


def test_a_url_without_a_release_redirects_to_the_one_that_names_it(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()["code"]
    for method in ("GET", "HEAD"):
        answer = api.request(method, "/v1/downloads/gaps.csv", follow_redirects=False)
        assert (answer.status_code, answer.content) == (302, b"")
        assert answer.headers["Location"] == f"/v1/downloads/gaps.csv?release={release}"
        assert answer.headers["X-Release"] == release
        assert answer.headers["Cache-Control"] == "no-cache"
    refused = api.get("/v1/downloads/gaps.csv", headers={"Accept": "text/html"}, follow_redirects=False)
    assert refused.status_code == 406


def test_a_download_that_goes_on_after_a_new_release_goes_on_in_the_same_file(folder: Path) -> None:
    # `curl -C -` ended with exit code 0 and the right length, and 60 rows of one release stood before 101 of the next.
    need_program("curl")
    settings = Settings(data_dir=folder / "data")
    first = small_world()
    seed(first.write(folder / "first"), settings)
    second = small_world()
    for name in ("herefordshire", "medway", "cumbria", "cumberland"):
        second.add("councils", name, official_name="Another name, and a longer one")
    with listening(settings) as home:
        url = httpx.get(f"{home}/v1/downloads/councils.csv", trust_env=False).headers["Location"]
        whole = httpx.get(f"{home}{url}", trust_env=False).content
        part = folder / "councils.csv"
        part.write_bytes(whole[: len(whole) // 2])
        reseed(second.write(folder / "second"), settings)
        done = subprocess.run(
            ["curl", "-sS", "--noproxy", "*", "-C", "-", "-o", str(part), f"{home}{url}"], check=False, timeout=30
        )
        assert done.returncode == 0
        assert part.read_bytes() == whole
        assert httpx.get(f"{home}/v1/downloads/councils.csv", trust_env=False).headers["Location"] != url


def test_a_name_that_is_none_is_refused_with_a_suggestion(api: AppClient) -> None:
    answer = api.get("/v1/downloads/inspection.csv")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["suggestion"] == "inspections.csv"
    for path in ("..%2Fcurrent", "%2e%2e", "history.json", "current"):
        assert api.get(f"/v1/downloads/{path}").status_code == 404


# How it is sent.


@pytest.mark.parametrize("name", ["citations.csv", "findings.ndjson", "citations.csv-metadata.json"])
def test_text_is_compressed_if_the_client_asks_for_it_and_then_has_another_tag(name: str, api: AppClient) -> None:
    path = f"/v1/downloads/{name}"
    plain = api.get(path)
    with api.stream("GET", path, headers={"Accept-Encoding": "gzip"}, follow_redirects=True) as answer:
        sent = b"".join(answer.iter_raw())
    assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content) / 2
    assert (answer.headers["content-encoding"], plain.headers["accept-ranges"]) == ("gzip", "bytes")
    assert not {"accept-ranges", "content-length", "repr-digest"} & set(answer.headers)
    assert answer.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
    known = {"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]}
    assert api.get(path, headers=known).status_code == 304
    assert api.get(path, headers=known | {"Accept-Encoding": "br"}).status_code == 200


def test_a_range_is_one_of_the_file_itself_whatever_coding_is_accepted(api: AppClient) -> None:
    path = "/v1/downloads/citations.csv"
    whole = api.get(path)
    part = api.get(path, headers={"Range": "bytes=5-99", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.content, part.headers["etag"]) == (206, whole.content[5:100], whole.headers["etag"])
    assert "content-encoding" not in part.headers
    of_coded = {"Range": "bytes=5-99", "Accept-Encoding": "gzip", "If-Range": whole.headers["etag"][:-1] + '-gzip"'}
    assert api.get(path, headers=of_coded).status_code == 200


def test_a_url_that_names_its_release_may_be_kept_for_a_year_and_others_for_a_minute(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()["code"]
    for path in ("/v1/downloads/gaps.csv", "/v1/downloads/dataset.zip", "/v1/councils", "/v1/panel", LONG):
        named = api.get(path, params={"release": release} | ({"format": "csv"} if path == LONG else {}))
        assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/v1/councils", "/v1/panel", "/v1/releases/current", f"{LONG}?format=csv"):
        assert api.get(path).headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    assert api.get("/v1/councils", params={"release": "0" * 16}).headers["cache-control"] == "no-store"


def test_a_file_that_is_no_text_is_sent_as_it_is_and_not_at_all_to_those_who_have_it(api: AppClient) -> None:
    path = "/v1/downloads/citations.parquet"
    answer = api.get(path, headers={"Accept-Encoding": "gzip, br, zstd"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == str(len(answer.content))
    again = api.get(path, headers={"If-None-Match": f'"other", {answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=0-9", slice(0, 10)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=-99999999", slice(0, None)),
        ("bytes=5-99999999", slice(5, None)),
        (f"bytes={PART_BYTES - 3}-{PART_BYTES + 3}", slice(PART_BYTES - 3, PART_BYTES + 4)),
        (f"bytes={PART_BYTES}-{2 * PART_BYTES - 1}", slice(PART_BYTES, 2 * PART_BYTES)),
    ],
)
@pytest.mark.parametrize("engine", ["api", "api_on_postgres"])
def test_a_part_is_sent_to_those_who_ask_for_it(
    asked: str, part: slice, engine: str, request: pytest.FixtureRequest
) -> None:
    client: AppClient = request.getfixturevalue(engine)
    whole = client.get("/v1/downloads/sources.csv").content
    assert len(whole) > 2 * PART_BYTES
    answer = client.get("/v1/downloads/sources.csv", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[part]
    start, end, _ = part.indices(len(whole))
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize(
    "asked", ["bytes=5-4", "bytes=0-1,3-4", "bytes=-", "lines=0-9", "bytes=a-b", "bytes=" + "9" * 60_000]
)
def test_what_is_no_single_range_is_answered_with_the_whole_file(asked: str, api: AppClient) -> None:
    whole = api.get("/v1/downloads/gaps.csv")
    answer = api.get("/v1/downloads/gaps.csv", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, whole.content)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=99999998-99999999", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_as_a_problem(asked: str, api: AppClient) -> None:
    size = len(api.get("/v1/downloads/gaps.csv").content)
    answer = api.get("/v1/downloads/gaps.csv", headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-range"] == f"bytes */{size}"


def test_a_part_of_another_file_than_the_one_begun_is_never_sent(api: AppClient) -> None:
    whole = api.get("/v1/downloads/gaps.csv")
    for validator, status in ((whole.headers["etag"], 206), ('"older"', 200), ("Sat, 21 Nov 2026 12:00:00 GMT", 200)):
        answer = api.get("/v1/downloads/gaps.csv", headers={"Range": "bytes=10-", "If-Range": validator})
        assert answer.status_code == status
        assert answer.content == whole.content[10 if status == 206 else 0 :]


def test_head_says_what_get_says_and_reads_no_file(api: AppClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = api.get("/v1/downloads/dataset.sqlite")

    def forbidden(*_: object) -> Iterator[bytes]:
        raise AssertionError("read")

    monkeypatch.setattr(FolderArtifacts, "chunks", forbidden)
    answer = api.head("/v1/downloads/dataset.sqlite")
    assert (answer.status_code, answer.content) == (200, b"")
    assert same_headers(answer, whole)


def test_a_large_file_passes_through_in_parts_and_is_never_held_whole(shipped: Settings) -> None:
    app, sent = create_app(shipped), list[int]()

    async def ask() -> None:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(len(message.get("body", b"")))

        path = "/v1/downloads/dataset.sqlite"
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode()}
        scope |= {"scheme": "http", "http_version": "1.1", "root_path": ""}
        scope["query_string"] = f"release={ReleaseFiles(shipped.data_dir).current()}".encode()
        async with app.router.lifespan_context(app):
            await app({**scope, "headers": [(b"host", b"a"), (b"accept-encoding", b"gzip")]}, receive, send)

    asyncio.run(ask())
    assert max(sent) == PART_BYTES
    assert sum(sent) > 2 * PART_BYTES


# A download that is cut off.


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    """A real server on a port of its own, since a test client has no connection to be cut."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            for _ in range(500):
                if server.started:
                    break
                time.sleep(0.02)
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_a_download_that_is_cut_off_is_noticed_and_can_be_taken_up_again(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FolderArtifacts.chunks

    def cut(self: FolderArtifacts, path: str, start: int, end: int) -> Iterator[bytes]:
        yield next(whole(self, path, start, end))
        raise Unavailable("The disk is gone.")

    with listening(shipped) as home, httpx.Client(trust_env=False) as client:
        url = home + client.get(f"{home}/v1/downloads/dataset.sqlite").headers["Location"]
        monkeypatch.setattr(FolderArtifacts, "chunks", cut)
        got = bytearray()
        with client.stream("GET", url) as answer:
            assert answer.status_code == 200
            parts = answer.iter_bytes()
            got += next(parts)
            with pytest.raises(httpx.RemoteProtocolError):
                got += b"".join(parts)
        monkeypatch.undo()
        assert 0 < len(got) < int(answer.headers["content-length"])
        tag = answer.headers["etag"]
        rest = client.get(url, headers={"Range": f"bytes={len(got)}-", "If-Range": tag})
        assert rest.status_code == 206
        got += rest.content
    assert f'"{hashlib.sha256(got).hexdigest()}"' == tag


def test_on_postgres_a_download_ends_in_an_error_when_another_release_takes_its_place(
    small_on_postgres: str, folder: Path
) -> None:
    settings = Settings(database_url=small_on_postgres)
    store = PostgresStore(small_on_postgres)
    with store.snapshot() as snapshot:
        (file,) = (
            f for f in manifest(snapshot.artifacts, snapshot.release)["downloads"] if f["name"] == "dataset.sqlite"
        )
    parts = store.artifacts.chunks(file["path"], 0, file["bytes"])
    assert len(next(parts)) == PART_BYTES < file["bytes"]
    seed(small_world().add("sources", "another").write(folder / "second"), settings)
    with pytest.raises(Unavailable):
        next(parts)
    store.close()


def test_a_file_that_was_damaged_is_not_passed_off_as_whole_and_seeding_mends_it(
    folder: Path, own_small: Settings
) -> None:
    release = ReleaseFiles(own_small.data_dir).current()
    assert release
    path = ReleaseFiles(own_small.data_dir).downloads(release) / "councils.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    done = CliRunner().invoke(cli, ["export", str(folder / "out")], env={"DATA_DIR": str(own_small.data_dir)})
    assert done.exit_code != 0
    assert not (folder / "out" / "councils.csv").exists()
    assert seed(small_world().write(folder / "packages"), own_small).changed
    assert path.read_bytes() == whole


# What stands in the tables.


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_table_holds_what_the_list_of_its_kind_sends(kind: Any, either: AppClient) -> None:
    rows = {row["code"]: row for row in lines(either, kind.name)}
    assert list(rows) == sorted(rows)
    url: str | None = f"{kind.path}?limit=500"
    if either.get(kind.path).status_code == 404:
        assert kind.name in ("successions", "domains", "gaps")
        return
    seen = 0
    while url:
        page = either.get(url).json()
        for item in page["items"]:
            row = rows[item["code"]]
            shared = row.keys() & item.keys()
            assert shared >= set(kind.row.model_fields)
            if "inferred" in item:
                # A cell of a download holds words, and the list of the API a list of them.
                item["inferred"] = " ".join(item["inferred"]) or None
            assert {name: row[name] for name in shared} == {name: item[name] for name in shared}
        seen, url = seen + len(page["items"]), page["next"]
    assert seen == len(rows)


@pytest.mark.parametrize("name", TABLES)
def test_the_three_forms_hold_the_same(name: str, either: AppClient) -> None:
    rows = lines(either, name)
    assert cells(either, name) == [{key: str(safe_cell(value)) for key, value in row.items()} for row in rows]
    columns = pq.read_table(io.BytesIO(either.get(f"/v1/downloads/{name}.parquet").content))
    assert json.loads(json.dumps(columns.to_pylist(), default=str)) == rows
    assert rows == [] or columns.column_names == list(rows[0])


def test_parquet_has_days_as_dates_numbers_as_numbers_and_says_what_columns_mean(api: AppClient) -> None:
    def schema(name: str) -> pa.Schema:
        return pq.read_schema(io.BytesIO(api.get(f"/v1/downloads/{name}.parquet").content))

    inspections = schema("inspections")
    for day in ("earliest", "latest", "published_earliest", "recorded_on"):
        assert inspections.field(day).type == pa.date32()
    # A partial date is no day.
    assert inspections.field("started_on").type == pa.string()
    assert not inspections.field("code").nullable
    assert inspections.field("ended_on").nullable
    assert inspections.field("earliest").metadata[b"description"].startswith(b"The first day")
    assert schema("figures").field("value").type == pa.float64()
    assert schema("findings").field("position").type == pa.int64()
    assert schema("domains").field("limiting").type == pa.bool_()
    rows = pq.read_table(io.BytesIO(api.get("/v1/downloads/inspections.parquet").content)).to_pylist()
    (row,) = (row for row in rows if row["code"] == "herefordshire-ilacs-2018-06")
    assert (row["earliest"], row["started_on"]) == (date(2018, 6, 11), "2018-06-11")


def test_inspections_wide_has_each_judgement_in_the_column_of_its_aspect(api: AppClient) -> None:
    wide = {row["code"]: row for row in lines(api, "inspections_wide")}
    for inspection in everything(api, "/v1/inspections"):
        row = wide.pop(inspection["code"])
        assert (row["council_name"], row["region"]) == (inspection["council_name"], inspection["region"])
        judged = {line["aspect"]: line for line in inspection["judgements"]}
        for aspect in Aspect:
            line = judged.get(aspect.value, {"grade": None, "absence": None})
            assert (row[aspect.value], row[f"{aspect.value}_absence"]) == (line["grade"], line["absence"])
    assert wide == {}


def test_no_cell_of_a_csv_begins_a_formula_and_nothing_else_is_altered(folder: Path) -> None:
    world = small_world().add("sources", "trap", title='=HYPERLINK("x")', publisher="@SUM(A1)", note="-1+2")
    world.add(
        "figures",
        "trap-figure",
        value="2.5",
        council_code="medway",
        record_kind="inspections",
        record_code="medway-ilacs-2023-07",
    )
    settings = Settings(data_dir=folder / "data")
    seed(world.write(folder / "packages"), settings)
    with client_of(settings) as client:
        (row,) = (row for row in cells(client, "sources") if row["code"] == "trap")
        assert (row["title"], row["publisher"], row["note"]) == ('\'=HYPERLINK("x")', "'@SUM(A1)", "'-1+2")
        (raw,) = (row for row in lines(client, "sources") if row["code"] == "trap")
        assert (raw["title"], raw["publisher"]) == ('=HYPERLINK("x")', "@SUM(A1)")
        (figure,) = cells(client, "figures")
        assert (figure["comparator"], figure["value"]) == ("'=", "2.5")
        with zipfile.ZipFile(io.BytesIO(client.get("/v1/downloads/dataset.zip").content)) as archive:
            assert (
                '\ntrap,ofsted_report,@SUM(A1),"=HYPERLINK(""x"")"'
                in archive.read("inspection-history/sources.csv").decode()
            )


def test_the_sqlite_file_opens_and_is_the_release(api: AppClient, folder: Path) -> None:
    path = folder / "dataset.sqlite"
    path.write_bytes(api.get("/v1/downloads/dataset.sqlite").content)
    release = api.get("/v1/releases/current").json()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT code FROM releases").fetchall() == [(release["code"],)]
        for kind in KINDS:
            (count,) = connection.execute(f"SELECT count(*) FROM {table(kind.table).name}").fetchone()
            assert count >= release["counts"][kind.name]
    connection.close()


# The data package.


def zipped(client: AppClient, folder: Path) -> Path:
    path = folder / "dataset.zip"
    path.write_bytes(client.get("/v1/downloads/dataset.zip").content)
    return path


def test_seeding_the_zip_or_what_it_holds_makes_the_same_release(folder: Path) -> None:
    settings = Settings(data_dir=folder / "data")
    seed(full_world().write(folder / "packages"), settings)
    with client_of(settings) as client:
        release = client.get("/v1/releases/current").json()["code"]
        path = zipped(client, folder)
    assert seed(path, Settings(data_dir=folder / "zip")).release.code == release
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "out")
    assert seed(folder / "out", Settings(data_dir=folder / "unzipped")).release.code == release
    # And so it goes on: the zip that it makes is the zip that it was made of.
    with client_of(Settings(data_dir=folder / "zip")) as client:
        assert client.get("/v1/downloads/dataset.zip").content == path.read_bytes()


@pytest.mark.thorough
def test_seeding_the_zip_of_what_is_shipped_makes_the_same_release(api: AppClient, folder: Path) -> None:
    release = api.get("/v1/releases/current").json()["code"]
    assert seed(zipped(api, folder), Settings(data_dir=folder / "zip")).release.code == release


def test_the_zip_of_some_councils_alone_can_be_seeded_too(folder: Path) -> None:
    council = "herefordshire"
    settings = Settings(data_dir=folder / "data")
    part = seed(FIXTURE, settings, [council]).release
    with client_of(settings) as client:
        path = zipped(client, folder)
    # A part is a release of its own, so it is the same one only if it is said to be the same part.
    assert seed(path, Settings(data_dir=folder / "again"), [council]).release.code == part.code
    assert seed(path, Settings(data_dir=folder / "whole")).release.counts == part.counts
    assert {entry.row.code for entry in checked(path).entries["inspections"]} > {"herefordshire-ilacs-2018-06"}


def test_nothing_in_the_zip_says_when_it_was_made_and_its_files_are_in_order(api: AppClient) -> None:
    with zipfile.ZipFile(io.BytesIO(api.get("/v1/downloads/dataset.zip").content)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    # The descriptor is last, because it states the size of every other file.
    names = [*(f"{kind.name}.csv" for kind in KINDS), "datapackage.json"]
    assert [entry.filename for entry in entries] == [f"inspection-history/{name}" for name in names]


@pytest.mark.parametrize(
    ("name", "size"),
    [("../evil.csv", 1), ("/etc/evil.csv", 1), ("a/../evil.csv", 1), ("a/b/c.csv", 1), ("p/councils.csv", 65 * 2**20)],
)
def test_a_zip_that_is_no_package_is_refused_and_writes_nothing_outside(name: str, size: int, folder: Path) -> None:
    path = folder / "bad.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"x" * size)
    with pytest.raises(FaultyData) as caught:
        checked(path)
    assert caught.value.faults[0].file == "bad.zip"
    assert sorted(folder.iterdir()) == [path]


def test_a_file_that_is_no_zip_is_refused(folder: Path) -> None:
    path = folder / "councils.csv"
    path.write_text("code\n")
    with pytest.raises(FaultyData, match=r"councils\.csv:1: file: not a zip"):
        checked(path)


# The command line, and the description of the tables.


def test_export_writes_the_files_that_the_server_sends(small_anywhere: Settings, folder: Path) -> None:
    _export_writes_them(small_anywhere, folder)


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ["shipped", "shipped_on_postgres"])
def test_export_writes_all_that_is_shipped(engine: str, folder: Path, request: pytest.FixtureRequest) -> None:
    _export_writes_them(request.getfixturevalue(engine), folder)


def _export_writes_them(settings: Settings, folder: Path) -> None:
    variables = {"DATA_DIR": str(settings.data_dir), "DATABASE_URL": settings.database_url}
    done = CliRunner().invoke(cli, ["export", str(folder / "out")], env=variables)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(NAMES)
    # What the server sends has these digests too.
    with client_of(settings) as client:
        sent = client.get("/v1/downloads").json()["items"]
    for file in sent:
        assert hashlib.sha256((folder / "out" / file["name"]).read_bytes()).hexdigest() == file["sha256"]


def test_export_of_a_release_that_is_not_there_says_which_are(small: Settings, folder: Path) -> None:
    done = CliRunner().invoke(
        cli, ["export", str(folder), "--release", "0" * 16], env={"DATA_DIR": str(small.data_dir), "DATABASE_URL": ""}
    )
    assert done.exit_code == 1
    assert "expected one of" in done.output
    assert "Traceback" not in done.output


def described(client: AppClient, name: str, folder: Path) -> Path:
    """A CSV with its description beside it."""
    for file in (f"{name}.csv", f"{name}.csv-metadata.json"):
        (folder / file).write_bytes(client.get(f"/v1/downloads/{file}").content)
    return folder / f"{name}.csv"


# A validator in Python reads the shipped dataset for most of a minute; the small world has every column too.
@pytest.mark.parametrize("dataset", ["client", pytest.param("api_of_fixture", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", TABLES)
def test_a_csv_is_what_its_description_says(
    name: str, dataset: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    path = described(request.getfixturevalue(dataset), name, folder)
    found = CSVW(str(path), md_url=f"{path}-metadata.json", validate=True)
    assert [str(warning.message) for warning in found.warnings] == []
    assert found.is_valid


@pytest.mark.parametrize(("column", "wrong"), [("region", "Middle Earth"), ("established_on", "never"), ("name", "")])
def test_a_csv_that_is_not_what_its_description_says_is_seen(
    column: str, wrong: str, client: AppClient, folder: Path
) -> None:
    """Guards the test above: the validator reads types, words and what must not be empty."""
    path = described(client, "councils", folder)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    rows[0][column] = wrong
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with warnings.catch_warnings(action="always"):
        assert not CSVW(str(path), md_url=f"{path}-metadata.json", validate=True).is_valid


def test_a_csv_points_to_its_description_and_that_back(api: AppClient) -> None:
    answer = api.get("/v1/downloads/councils.csv")
    described = api.get(answer.links["describedby"]["url"])
    assert described.headers["content-type"] == answer.links["describedby"]["type"] == "application/csvm+json"
    assert described.json()["url"] == "councils.csv"


def test_a_file_of_postgres_is_in_parts_that_fit(shipped_on_postgres: Settings) -> None:
    engine = sa.create_engine(shipped_on_postgres.database_url)
    with engine.connect() as connection:
        largest = connection.execute(sa.text("SELECT max(octet_length(content)) FROM release_files")).scalar()
    engine.dispose()
    assert largest == ROW_BYTES


def test_no_more_than_so_many_downloads_are_sent_at_once(client: AppClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileAnswer, "being_sent", MAX_DOWNLOADS)
    answer = client.get("/v1/downloads/councils.csv")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert client.get("/v1/downloads").status_code == 200
    monkeypatch.setattr(FileAnswer, "being_sent", MAX_DOWNLOADS - 1)
    assert client.get("/v1/downloads/councils.csv").status_code == 200
