"""What is logged of requests: one line of JSON each, an id that the client gets too, and figures for Prometheus."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.http import logs
from app.http.problem_details import unexpected
from app.http.request_log import RequestLog, RequestLogger
from app.http.responses import Answer
from app.http.scope import REQUEST_ID
from app.queries import inspections
from app.releases.files import ReleaseFiles
from app.routes import inspections as inspection_routes
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of
from tests.readme import RUNNING_GUIDE

COUNCIL = "/v1/councils/medway"
HOSTILE = "/v1/nowhere%0d%0a%1b%5b31m%7f%e2%80%a8%c3%a9%22%5c%00"


def logged_by(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged since this was asked last, a line each."""
    logs.lines.flush()
    text = capsys.readouterr().err
    assert re.fullmatch(r"[ -~\n]*", text), "printable ASCII and ends of lines alone"
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def client(small: Settings, capsys: pytest.CaptureFixture[str]) -> Any:
    """A client of the small world, of which nothing is logged yet."""
    with client_of(small) as client:
        logged_by(capsys)
        yield client


def test_a_request_is_one_line_that_says_what_was_asked_and_answered(
    client: AppClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.get(COUNCIL, headers={"Accept-Encoding": "identity"})
    (line,) = logged_by(capsys)
    (printed,) = re.findall(r'^{"time":.*}$', RUNNING_GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(line) == list(json.loads(printed)), "docs/running.md prints such a line"
    when = datetime.strptime(line.pop("time"), "%Y-%m-%dT%H:%M:%S.%f%z")
    assert timedelta(0) <= datetime.now(UTC) - when < timedelta(seconds=10)
    assert 0 < line.pop("duration_ms") < 10_000
    assert line == {
        "level": "info",
        "event": "request",
        "request_id": answer.headers["x-request-id"],
        "method": "GET",
        "route": "/v1/councils/{council}",
        "path": COUNCIL,
        "status": 200,
        "bytes": len(answer.content),
        "release": answer.headers["x-release"],
    }


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("HEAD", COUNCIL, "/v1/councils/{council}", 200),
        ("OPTIONS", COUNCIL, None, 204),
        ("POST", COUNCIL, "/v1/councils/{council}", 405),
        ("GET", "/v1/councils/nowhere", "/v1/councils/{council}", 404),
        ("GET", "/v1/councils?limit=0", "/v1/councils", 422),
        ("GET", "/v1/downloads/councils.csv", "/v1/downloads/{name}", 302),
        ("GET", "/nowhere", None, 404),
        ("GET", "/v1/councils?" + "a" * 60_000, None, 414),
    ],
)
def test_every_answer_is_logged_with_its_route(
    method: str, path: str, route: str | None, status: int, client: AppClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.request(method, path, follow_redirects=False)
    (line,) = logged_by(capsys)
    assert (line["method"], line["path"], line["route"]) == (method, path.partition("?")[0], route)
    assert line["status"] == answer.status_code == status
    assert line["bytes"] == len(answer.content)


def test_no_control_byte_of_a_request_stands_in_the_log(client: AppClient, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = b"\x1b[31m\xe2\x80\xa8\x85"
    client.get(
        HOSTILE + "?x=%0d%0a%1b", headers={b"User-Agent": hostile, b"X-Request-ID": hostile, b"Referer": hostile}
    )
    (line,) = logged_by(capsys)
    assert line["path"] == '/v1/nowhere\r\n\x1b[31m\x7f\u2028é"\\\x00'


def test_a_long_path_is_cut_so_that_a_line_fits_into_a_pipe(
    client: AppClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/" + "%f0%9f%92%a5" * 4000)
    logs.lines.flush()
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["path"] == "/" + "\U0001f4a5" * 199
    assert len(line) < logs.PIECE_BYTES


def test_the_id_of_a_request_is_new_each_time_and_never_the_clients_own(client: AppClient) -> None:
    ids = {client.get("/healthz", headers={"X-Request-ID": "mine"}).headers["x-request-id"] for _ in range(600)}
    assert len(ids) == 600
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in ids)


def test_an_error_that_nobody_foresaw_is_one_line_with_its_traceback(
    client: AppClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("it\nbroke \x1b")

    monkeypatch.setattr(inspection_routes, "find_inspections", fails)
    answer = client.get("/v1/inspections")
    (line,) = logged_by(capsys)
    assert (line["level"], line["status"], line["route"]) == ("error", 500, "/v1/inspections")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["traceback"].startswith("Traceback (most recent call last):\n")
    assert line["traceback"].endswith("RuntimeError: it\nbroke \x1b\n")
    monkeypatch.setattr(inspection_routes, "find_inspections", inspections.find_inspections)
    client.get("/v1/inspections")
    assert "traceback" not in logged_by(capsys)[0]


def test_an_error_in_the_middle_of_an_answer_bears_the_id_that_the_client_has() -> None:
    sent: list[Any] = []

    class Breaks(Answer):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [scope[REQUEST_ID]]})
            raise RuntimeError

    async def breaks(_: Scope) -> Answer:
        return Breaks(b"", "", [])

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": []}
    with pytest.raises(RuntimeError) as raised:
        asyncio.run(RequestLog(breaks, RequestLogger("critical"), unexpected)(scope, None, send))  # type: ignore[arg-type]
    ((name, value),) = sent[0]["headers"]
    assert name == b"x-request-id"
    assert raised.value.__notes__ == [f"request_id: {value.decode()}"]


def test_from_warning_on_only_what_failed_is_logged(
    small: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for settings, logged in ((small, []), (Settings(data_dir=tmp_path), [503])):
        with client_of(settings.model_copy(update={"log_level": "warning"})) as client:
            logged_by(capsys)
            client.get("/readyz")
            assert [line["status"] for line in logged_by(capsys)] == logged


def test_lines_wait_for_each_other_and_are_written_in_pieces_that_a_pipe_takes_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(logs, "_write", written.append)
    monkeypatch.setattr(logs, "HELD_SECONDS", 0.01)
    sent = [f"{number:>{number % 300}}\n" for number in range(1000)]

    async def log() -> None:
        kept = logs.Lines()
        for line in sent:
            kept.hold(line)
        await asyncio.sleep(0.1)

    asyncio.run(log())
    assert "".join(written) == "".join(sent)
    assert len(written) < 100
    assert all(len(piece) <= logs.PIECE_BYTES and piece.endswith("\n") for piece in written)


def test_without_the_setting_there_are_no_metrics(client: AppClient) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 404
    assert answer.json() == client.get("/nowhere").json()


@pytest.mark.parametrize("level", ["info", "warning"])
def test_metrics_count_requests_by_route_and_say_which_release_answers(level: str, small: Settings) -> None:
    with client_of(small.model_copy(update={"metrics": True, "log_level": level})) as client:
        for path in (COUNCIL, COUNCIL, "/v1/councils/nowhere", "/nowhere", HOSTILE):
            client.get(path)
        answer = client.get("/metrics")
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        lines = answer.text.splitlines()
        labels = 'route="/v1/councils/{council}",method="GET",status="200"'
        release = ReleaseFiles(small.data_dir).current()
        for line in (
            f'inspection_history_release_info{{release="{release}"}} 1',
            "http_requests_in_flight 1",
            "response_cache_hits_total 1",
            f'http_request_duration_seconds_bucket{{{labels},le="+Inf"}} 2',
            f"http_request_duration_seconds_count{{{labels}}} 2",
            'http_request_duration_seconds_count{route="",method="GET",status="404"} 2',
        ):
            assert line in lines
        assert "nowhere" not in answer.text, "a client cannot make a label"
        buckets = [int(line.rpartition(" ")[2]) for line in lines if f"bucket{{{labels}" in line]
        assert buckets == sorted(buckets)
        for line in lines:
            assert re.fullmatch(r'# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [0-9.e+-]+', line)
        assert client.get("/metrics?x=1").status_code == 422
        assert "/metrics" not in client.get("/openapi.json").json()["paths"]


def test_metrics_are_answered_without_a_dataset(tmp_path: Path) -> None:
    with client_of(Settings(data_dir=tmp_path, metrics=True)) as client:
        answer = client.get("/metrics")
        assert answer.status_code == 200
        assert 'release_info{release=""} 1' in answer.text
