"""The command line: what it says, to whom, and with which exit code."""

import hashlib
import http.server
import io
import json
import os
import pty
import re
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import Result
from typer.testing import CliRunner

from app.__main__ import _steps, cli
from app.seeding import seed
from app.seeding.publish import BUSY, _file_lock
from app.seeding.read import Dataset
from app.seeding.seed import ReportStep, checked
from app.settings import ROOT
from tests.world import small_world

RELEASE = re.compile(r"^[0-9a-f]{16}$")


@pytest.fixture
def data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the releases, as the environment names it."""
    monkeypatch.setenv("DATA_DIR", str(folder / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("SEED_DATA", raising=False)
    return folder / "data"


@pytest.fixture
def packages(folder: Path) -> Path:
    """Packages of the small world."""
    return small_world().write(folder / "packages")


@pytest.fixture
def faulty(folder: Path) -> Path:
    """Packages with two faults."""
    world = small_world().add("councils", "medway", name="").add("inspections", "medway-ilacs-2023-07", ended_on="June")
    return world.write(folder / "faulty")


EXPECTED_FAULTS = [
    "faulty/records/councils.csv:3: name: empty; expected a value",
    "faulty/records/inspections.csv:4: ended_on: 'June'; "
    "expected YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]",
]


def said(*arguments: object) -> Result:
    """What the command line answers."""
    result: Any = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    answer: Result = result
    return answer


def bytes_of(folder: Path) -> dict[str, str]:
    """The digest of every file under a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_seed_says_which_release_is_current_and_the_second_time_that_nothing_changed(
    data: Path, packages: Path
) -> None:
    first = said("seed", "--from", packages)
    assert first.exit_code == 0
    assert first.stderr.splitlines() == ["reading ...", "checking ...", "publishing ..."]
    (line,) = first.stdout.splitlines()
    found = re.fullmatch(r"Release ([0-9a-f]{16}) \((\d+) rows\) is now current\.", line)
    assert found
    assert (data / "current").read_text() == f"{found[1]}\n"
    before = bytes_of(data)
    second = said("seed", "--from", packages)
    assert second.exit_code == 0
    assert second.stdout == f"Release {found[1]} ({found[2]} rows) was current already; nothing changed.\n"
    assert bytes_of(data) == before


def test_seed_as_json_answers_in_one_line(data: Path, packages: Path) -> None:
    answers = []
    for _ in range(2):
        result = said("seed", "--from", packages, "--json")
        assert result.exit_code == 0
        assert result.stderr == ""
        assert len(result.stdout.splitlines()) == 1
        answers.append(json.loads(result.stdout))
    assert [answer["changed"] for answer in answers] == [True, False]
    assert answers[0] | {"changed": False} == answers[1]
    assert RELEASE.match(answers[0]["release"])
    assert answers[0]["counts"]["councils"] == 4
    assert set(answers[0]) == {"changed", "release", "counts", "warnings"}


@pytest.mark.parametrize("command", ["seed", "check"])
def test_faults_are_told_all_at_once_with_exit_1_and_nothing_changes(
    data: Path, packages: Path, faulty: Path, command: str
) -> None:
    said("seed", "--from", packages)
    before = bytes_of(data)
    result = said(command, "--from", faulty)
    assert result.exit_code == 1
    assert result.stdout == ""
    told = [line for line in result.stderr.splitlines() if not line.endswith(" ...")]
    assert told == [*EXPECTED_FAULTS, "2 faults; nothing was changed."]
    assert bytes_of(data) == before


@pytest.mark.parametrize("command", ["seed", "check"])
def test_faults_as_json_have_their_place_in_parts(data: Path, faulty: Path, command: str) -> None:
    result = said(command, "--from", faulty, "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    answer = json.loads(result.stdout)
    assert answer["changed"] is False
    assert answer["error"] == "The dataset was not changed"
    assert answer["detail"].splitlines() == EXPECTED_FAULTS
    assert [f"{f['file']}:{f['line']}: {f['column']}: {f['message']}" for f in answer["faults"]] == EXPECTED_FAULTS
    assert not data.exists()


def test_check_changes_nothing_and_names_the_release_that_seed_would_make(data: Path, packages: Path) -> None:
    plain, machine = said("check", "--from", packages), said("check", "--from", packages, "--json")
    assert (plain.exit_code, machine.exit_code) == (0, 0)
    assert plain.stderr.splitlines() == ["reading ...", "checking ..."]
    assert not data.exists()
    answer = json.loads(machine.stdout)
    assert answer["faults"] == []
    assert answer["changed"] is False
    made = json.loads(said("seed", "--from", packages, "--json").stdout)
    assert made["release"] == answer["release"]
    assert made["counts"] == answer["counts"]
    rows = sum(answer["counts"].values())
    assert plain.stdout == f"No faults. The {rows} rows make release {answer['release']}.\n"


def test_the_shipped_dataset_is_seeded_if_nothing_else_is_named(
    data: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def checked_in_its_place(folder: Path, report: ReportStep) -> Dataset:
        asked.append(folder)
        return checked(packages, report)

    monkeypatch.setattr(seed, "checked", checked_in_its_place)
    assert said("check", "--json").exit_code == 0
    assert asked == [ROOT / "seed_data"]


def test_seed_data_names_the_packages_and_from_goes_before_it(
    data: Path, packages: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEED_DATA", str(packages))
    assert json.loads(said("check", "--json").stdout)["counts"]["councils"] == 4
    assert said("check", "--from", faulty).exit_code == 1


def test_only_seeds_a_subset(data: Path, packages: Path) -> None:
    result = said("seed", "--from", packages, "--only", " medway , cumberland,", "--json")
    assert result.exit_code == 0
    counts = json.loads(result.stdout)["counts"]
    assert (counts["councils"], counts["inspections"], counts["successions"]) == (3, 1, 1)


def test_only_with_an_unknown_council_is_refused_with_a_suggestion(data: Path, packages: Path) -> None:
    result = said("seed", "--from", packages, "--only", "medwey")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "--only: 'medwey' is no council (did you mean medway?). Expected codes of councils.csv, separated by commas."
    )
    assert not data.exists()


def test_a_folder_without_packages_is_refused(data: Path, folder: Path) -> None:
    result = said("seed", "--from", folder / "nowhere")
    assert result.exit_code == 1
    assert f"{folder / 'nowhere'}:1: folder: no data package here; expected a folder that holds a datapackage.json" in (
        result.stderr.splitlines()
    )
    assert not data.exists()


def test_a_shrunken_dataset_is_refused_unless_it_is_allowed(data: Path, packages: Path, folder: Path) -> None:
    said("seed", "--from", packages)
    world = small_world()
    for kind in ("citations", "monitoring_visits", "inspections", "judgements"):
        world.rows[kind] = []
    smaller = world.write(folder / "smaller")
    before = bytes_of(data)
    refused = said("seed", "--from", smaller)
    assert refused.exit_code == 1
    assert "inspections: 0 rows, 3 before" in refused.stderr
    assert refused.stderr.splitlines()[-1].endswith("If that is meant, seed with --allow-shrink.")
    assert bytes_of(data) == before
    assert said("seed", "--from", smaller, "--allow-shrink").stdout.endswith("is now current.\n")


@pytest.mark.parametrize("as_json", [False, True])
def test_a_second_seeder_exits_with_75_and_says_why(data: Path, packages: Path, as_json: bool) -> None:
    data.mkdir()
    with _file_lock(data / "seed.lock"):
        result = said("seed", "--from", packages, *(["--json"] if as_json else []))
    assert result.exit_code == 75
    if as_json:
        assert json.loads(result.stdout) == {
            "changed": False,
            "error": "The dataset was not changed",
            "detail": BUSY,
            "faults": [],
            "more_faults": 0,
        }
    else:
        assert result.stderr.splitlines()[-1] == BUSY
    assert not (data / "current").exists()


def test_describe_writes_the_descriptors_and_says_which(data: Path, packages: Path) -> None:
    path = packages / "records" / "datapackage.json"
    before = path.read_bytes()
    path.write_text("{}")
    result = said("describe", "--from", packages)
    assert (result.exit_code, result.stdout) == (0, f"wrote {path}\n")
    assert path.read_bytes() == before


def test_describe_of_what_cannot_be_read_is_told_in_one_line(data: Path, packages: Path, folder: Path) -> None:
    result = said("describe", "--from", folder / "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == (
        f"{folder / 'nowhere'}:1: folder: no data package here; expected a folder that holds a datapackage.json"
    )
    (packages / "records" / "councils.csv").write_bytes(b"code\n\xff\n")
    result = said("describe", "--from", packages)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr.splitlines()[0]
        == "records/councils.csv:2: row: not UTF-8, it seems to be Windows-1252; save the file as UTF-8"
    )


@pytest.mark.parametrize("command", ["seed", "check"])
def test_a_file_without_a_column_is_told_in_one_line_and_not_by_what_refers_to_it(
    data: Path, packages: Path, command: str
) -> None:
    path = packages / "records" / "councils.csv"
    path.write_text(path.read_text().replace("ofsted_urn", "ofsted_urns", 1))
    result = said(command, "--from", packages)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line for line in result.stderr.splitlines() if not line.endswith(" ...")] == [
        "packages/records/councils.csv:1: ofsted_urn: the column is missing; expected it in the header",
        "packages/records/councils.csv:1: ofsted_urns: unknown column; did you mean ofsted_urn?",
        "2 faults; nothing was changed.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "http", "PORT: Input should be a valid integer"),
        ("PORT", "70000", "PORT: Input should be less than or equal to 65535"),
        ("KEEP_RELEASES", "0", "KEEP_RELEASES: Input should be greater than or equal to 1"),
        ("DATABASE_URL", "sqlite:///x.db", "DATABASE_URL: expected a URL that starts with postgresql+psycopg://"),
        ("DATABASE_URL", "postgresql+psycopg://me:secret@host:port/data", "DATABASE_URL: not a URL with one host and"),
        (
            "DATABASE_URL",
            "postgresql+psycopg://me:secret@one:1,two:2/data",
            "DATABASE_URL: not a URL with one host and",
        ),
        ("DATABASE_URL", "postgresql+psycopg://me:secret@host:99999/data", "DATABASE_URL: not a URL with one host and"),
        ("DATABASE_URL", "postgresql+psycopg://me:secret@[::1/data", "DATABASE_URL: not a URL with one host and"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: String should match pattern"),
    ],
)
@pytest.mark.parametrize("command", ["seed", "serve", "health"])
def test_a_setting_that_makes_no_sense_is_named_with_exit_2(
    data: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    result = said(command)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(words)
    assert "secret" not in line
    assert not data.exists()


def test_serve_starts_the_server_with_the_settings_and_names_three_urls_to_try(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    monkeypatch.setattr(uvicorn, "run", lambda *given, **named: started.append((given, named)))
    for name, value in {"PORT": "8123", "LOG_LEVEL": "warning", "WORKERS": "2"}.items():
        monkeypatch.setenv(name, value)
    result = said("serve")
    assert result.exit_code == 0
    ((given, named),) = started
    assert given == ("app.main:from_environment",)
    assert (named["host"], named["port"], named["log_level"], named["factory"]) == ("127.0.0.1", 8123, "warning", True)
    assert (named["workers"], named["access_log"], named["server_header"]) == (2, False, False)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == hard, "as many connections as the system allows"
    first, *urls = result.stdout.splitlines()
    assert first == "Inspection History on http://127.0.0.1:8123"
    assert [line.split()[0] for line in urls] == [
        "http://127.0.0.1:8123/v1/councils/herefordshire/timeline",
        "http://127.0.0.1:8123/v1/inspections?aspect=overall&grade=inadequate",
        "http://127.0.0.1:8123/docs",
    ]


class ReadyHandler(http.server.BaseHTTPRequestHandler):
    """Answers as a server does that is ready, or is not."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()
        self.wfile.write(b'{"status": "told"}')

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class SixServer(http.server.HTTPServer):
    address_family = socket.AF_INET6


@pytest.fixture
def server(host: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server on this machine, at the port that the environment names."""
    six = ":" in host
    with (SixServer if six else http.server.HTTPServer)(("::1" if six else "127.0.0.1", 0), ReadyHandler) as made:
        monkeypatch.setenv("PORT", str(made.server_port))
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield
        made.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::"])
def test_health_asks_the_server_whether_it_is_alive(
    data: Path, server: None, monkeypatch: pytest.MonkeyPatch, host: str, status: int, code: int
) -> None:
    monkeypatch.setattr(ReadyHandler, "status", status)
    monkeypatch.setenv("HOST", host)
    result = said("health")
    assert (result.exit_code, result.stdout) == (code, '{"status": "told"}\n')


def test_health_of_a_server_that_is_away_is_told_in_one_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), ReadyHandler) as gone:
        port = gone.server_port
    monkeypatch.setenv("PORT", str(port))
    result = said("health")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("not alive: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("host", ["no host", "::1]"])
def test_health_at_an_address_that_is_none_is_told_in_one_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("HOST", host)
    result = said("health")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("not alive: http://")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("localhost", "http://localhost:8123"),
        ("::1", "http://[::1]:8123"),
        ("::", "http://[::1]:8123"),
    ],
)
def test_serve_prints_addresses_that_a_browser_on_this_machine_can_open(
    data: Path, monkeypatch: pytest.MonkeyPatch, host: str, home: str
) -> None:
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("PORT", "8123")
    lines = said("serve").stdout.splitlines()
    assert lines[0] == f"Inspection History on {home}"
    assert all(line.strip().startswith(f"{home}/") for line in lines[1:])


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_serve_at_a_port_that_is_taken_says_so_and_greets_nobody(
    data: Path, server: None, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: pytest.fail("the server was started"))
    monkeypatch.setenv("HOST", host)
    result = said("serve")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"Cannot listen on http://\S+: Address already in use\n", result.stderr)


def test_without_a_command_the_commands_are_listed() -> None:
    result = said()
    for command in ("serve", "seed", "check", "describe", "health"):
        assert command in result.output


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with _steps(False, 3) as report:
        for step in ("reading", "checking", "publishing"):
            report(step)
    assert "publishing" in terminal.getvalue()
    assert "..." not in terminal.getvalue()


def test_seeding_on_a_real_terminal_draws_a_bar_and_still_answers_in_plain_words(packages: Path, data: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "seed", "--from", str(packages)],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    drawn = b""
    # A terminal whose other end is closed is an error on Linux, where a pipe would be at its end.
    try:
        while piece := os.read(ours, 65536):
            drawn += piece
    except OSError:
        pass
    stdout, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert re.fullmatch(r"Release [0-9a-f]{16} \(\d+ rows\) is now current\.\n", stdout)
    assert b"\x1b[" in drawn
    assert b"reading ..." not in drawn
