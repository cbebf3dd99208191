"""The server on a real socket: deadlines, refusals that the application never sees, and an orderly end."""

import json
import re
import resource
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.http import server as serving
from app.seeding.seed import seed
from app.settings import Settings
from tests.served import GET, GET_AND_CLOSE, Running, answer_on, running
from tests.world import small_world

# What the deadlines are here, so that nobody waits for them.
DEADLINE = 0.5
SHORT = (
    "import sys; sys.argv=['app','serve']; from app.http import server as serving; "
    f"serving.REQUEST_SECONDS={DEADLINE}; "
)


def closed_after(connection: socket.socket) -> float:
    """How many seconds it takes until the other side closes."""
    began = time.monotonic()
    answer_on(connection)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def hasty(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose deadline for requests is short."""
    code = SHORT + "from app.__main__ import cli; cli()"
    with running(tmp_path_factory.mktemp("hasty"), small, code) as server:
        yield server


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\n",
        b"\r\n",
    ],
)
def test_a_request_that_is_not_sent_whole_in_time_is_closed(begun: bytes, hasty: Running) -> None:
    with closing(hasty.connect()) as connection:
        connection.sendall(begun)
        assert DEADLINE * 0.8 < closed_after(connection) < DEADLINE + 1


def test_a_head_that_comes_byte_by_byte_is_closed_in_time_too(hasty: Running) -> None:
    with closing(hasty.connect()) as connection:
        began = time.monotonic()
        with suppress(ConnectionError):
            for _ in range(200):
                connection.sendall(b"G")
                time.sleep(0.02)
        assert time.monotonic() - began < DEADLINE + 1


def test_the_second_request_of_a_connection_has_a_deadline_of_its_own(hasty: Running) -> None:
    with closing(hasty.connect()) as connection:
        for _ in range(3):
            connection.sendall(GET % b"/healthz")
            heard = connection.recv(65536)
            while not heard.endswith(b"}"):
                heard += connection.recv(65536)
            assert heard.startswith(b"HTTP/1.1 200 ")
            time.sleep(DEADLINE * 0.6)
        connection.sendall(b"GET /hea")
        assert DEADLINE * 0.8 < closed_after(connection) < DEADLINE + 1


def test_a_body_that_comes_slowly_is_answered_at_once_and_closed_in_time(hasty: Running) -> None:
    with closing(hasty.connect()) as connection:
        connection.sendall(b"POST /v1/councils HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nslow")
        began = time.monotonic()
        assert connection.recv(65536).startswith(b"HTTP/1.1 405 ")
        assert time.monotonic() - began < DEADLINE
        assert closed_after(connection) < DEADLINE + 1


def test_a_body_that_is_too_large_ends_the_connection_and_has_one_answer(hasty: Running) -> None:
    heard = hasty.ask(b"POST /v1/councils HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n" + b"x" * 2_000_000)
    assert len(re.findall(rb"HTTP/1\.1 \d+", heard)) <= 1


@pytest.mark.parametrize("length", [60_001, 65_535, 65_536, 70_000, 131_072])
def test_a_url_that_is_too_long_is_a_414_problem_however_long_it_is(length: int, hasty: Running) -> None:
    path = b"/v1/councils?region="
    head, _, body = hasty.ask(GET_AND_CLOSE % (path + b"a" * (length - len(path)))).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"content-type: application/problem+json" in head
    problem = json.loads(body)
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert (problem["title"], problem["detail"]) == ("URI too long", "The URL is longer than 60000 bytes.")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\n" + b"A: " + b"b" * 1_000_000, 431),
    ],
)
def test_what_the_parser_cannot_read_is_a_problem_and_the_end_of_the_connection(
    request_: bytes, status: int, hasty: Running
) -> None:
    heard = hasty.ask(request_)
    if heard or status == 400:
        head, _, body = heard.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 %d " % status)
        assert b"connection: close" in head
        assert json.loads(body)["status"] == status


def test_a_client_that_offers_another_protocol_is_answered_in_this_one(hasty: Running) -> None:
    heard = hasty.ask(
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
    )
    assert heard.startswith(b"HTTP/1.1 200 ")


def test_every_line_of_the_servers_log_is_json(hasty: Running) -> None:
    hasty.ask(b"NONSENSE\r\n\r\n")
    hasty.ask(GET_AND_CLOSE % b"/healthz")
    time.sleep(0.5)
    told = [json.loads(line) for line in hasty.log.read_text().splitlines()]
    events = {line["event"] for line in told}
    assert {"request", "Application startup complete.", "Invalid HTTP request received."} <= events
    assert all({"time", "level", "event"} <= set(line) for line in told)
    assert len([line for line in told if line.get("path") == "/healthz"]) >= 1


def test_a_client_that_reads_nothing_is_dropped_and_frees_the_file(small: Settings, folder: Path) -> None:
    code = SHORT + "serving.READ_SECONDS=0.5; from app.__main__ import cli; cli()"
    large = Settings(data_dir=folder / "data")
    seed(small_world().write(folder / "packages"), large)
    with running(folder, large, code) as server:
        before = server.held()
        stuck = []
        for _ in range(5):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            # Many answers, so that they are more than the system keeps for a client.
            connection.sendall(GET % b"/static/swagger-ui/swagger-ui-bundle.js" * 20)
            stuck.append(connection)
        time.sleep(0.3)
        assert server.held() > before
        deadline = time.monotonic() + 10
        while server.held() > before:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        for connection in stuck:
            connection.close()


def test_sigterm_finishes_what_was_begun_and_ends_in_time_with_its_log_written(small: Settings, folder: Path) -> None:
    code = (
        SHORT + "import time; from app.routes import councils; real=councils.find_councils; "
        "councils.find_councils=lambda *given: time.sleep(1) or real(*given); "
        "from app.__main__ import cli; cli()"
    )
    with running(folder, small, code) as server:
        with closing(server.connect()) as busy, closing(server.connect()) as idle:
            busy.sendall(GET % b"/v1/councils")
            time.sleep(0.3)
            began = time.monotonic()
            server.process.terminate()
            assert answer_on(busy).startswith(b"HTTP/1.1 200 ")
            assert answer_on(idle) == b""
        assert server.process.wait(15) == -signal.SIGTERM
        assert time.monotonic() - began < 10
        lines = [json.loads(line) for line in server.log.read_text().splitlines()]
        assert [line["path"] for line in lines if line["event"] == "request"][-1] == "/v1/councils"


def test_the_limit_of_open_files_is_raised_to_what_the_system_allows() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, soft), hard))
    serving.raise_file_limit()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
