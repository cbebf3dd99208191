"""What is installed is what was locked, no older than is safe, and no file says from where."""

import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from app.settings import ROOT

LOCKS = ("requirements.lock", "requirements-mcp.lock", "requirements-dev.lock")
BENCH_LOCK = "requirements-bench.lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
# Written apart, so that this file is not the first to break what it holds.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "deb" + "ian.org")
MACHINES = ("/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/")
# Vendored as it was published; it names the registry and machines of others in its comments.
VENDORED = "app/static/swagger-ui/"


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonical(match["name"]): match["version"] for match in PIN.finditer(text)}


def direct(*, dev: bool) -> set[str]:
    """The dependencies that pyproject.toml asks for by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    if dev:
        wanted += project["project"]["optional-dependencies"]["mcp"] + project["dependency-groups"]["dev"]
    return {canonical(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in wanted}


@pytest.mark.parametrize(
    ("name", "floor", "reason"),
    [
        ("starlette", "1.3.0", "earlier versions have known holes"),
        ("httptools", "0.8.0", "earlier versions cut a URL at 65,536 bytes without a word"),
        ("h11", "0.16.0", "earlier versions take malformed chunks"),
    ],
)
def test_no_dependency_is_older_than_its_floor(name: str, floor: str, reason: str) -> None:
    assert numbers(version(name)) >= numbers(floor), reason
    for lock in LOCKS:
        assert numbers(pins(lock)[name]) >= numbers(floor), f"{lock}: {reason}"


def test_versions_are_compared_as_numbers() -> None:
    assert numbers("1.10.0") > numbers("1.3.0")
    assert numbers("0.9.0") < numbers("0.16.0")


@pytest.mark.parametrize("lock", [*LOCKS, BENCH_LOCK])
def test_every_pin_has_hashes(lock: str) -> None:
    """pip with --require-hashes installs these bytes and no others, wherever it fetches them."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())
    assert len(entries) == len(pins(lock)) > 20
    for entry in entries:
        assert PIN.match(entry), entry[:100]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry[:100]


@pytest.mark.parametrize("lock", [*LOCKS, BENCH_LOCK])
def test_a_lock_file_names_no_address_and_no_option(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(r"https?://|git\+|file:| @ ", text) is None
    assert not [name for name in REGISTRIES if name in text]
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_every_direct_dependency_is_locked() -> None:
    assert direct(dev=False) - set(pins("requirements.lock")) == set()
    assert direct(dev=True) - set(pins("requirements-dev.lock")) == set()


def test_the_tests_run_on_the_versions_that_the_server_runs_on() -> None:
    served, tested = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: tested.get(name) for name in served} == served
    with_tools = pins("requirements-mcp.lock")
    assert {name: tested.get(name) for name in with_tools} == with_tools


def test_the_bench_compares_servers_on_the_same_ground() -> None:
    served, compared = pins("requirements.lock"), pins(BENCH_LOCK)
    for name in ("uvicorn", "uvloop", "httptools"):
        assert compared[name] == served[name]


def test_the_server_does_not_install_what_only_tests_need() -> None:
    assert not (direct(dev=True) - direct(dev=False)) & set(pins("requirements.lock"))


def test_what_is_installed_is_what_is_locked() -> None:
    pinned = pins("requirements-dev.lock")
    asked = sorted(direct(dev=True))
    assert {name: version(name) for name in asked} == {name: pinned[name] for name in asked}


def tracked() -> list[Path]:
    """The files that are or would be committed; a copy without Git has no list of them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return [path for path in ROOT.rglob("*.py") if not path.relative_to(ROOT).parts[0].startswith(".")]
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def naming(words: tuple[str, ...]) -> list[str]:
    """The files that hold one of some words, by name and word."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8", errors="replace")
        if not name.startswith(VENDORED):
            found += [f"{name}: {word}" for word in words if word in text]
    return found


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the business of the machine: some reach a mirror alone."""
    assert len(tracked()) > 60
    assert naming(REGISTRIES) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert naming(MACHINES) == []


def test_a_file_that_names_what_it_must_not_would_be_seen() -> None:
    assert "pyproject.toml: requires-python" in naming(("requires-python",))
