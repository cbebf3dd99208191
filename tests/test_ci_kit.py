"""The kit for CI: the steps of the action and of the GitLab job, run as a plain script, and the container's recipe.

Two programs are replaced. `python3` makes an environment without the network: its `pip` writes down what it was asked
for. `git clone` links this checkout.
"""

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import ROOT
from tests.fixture import recorded, version

CLIENTS = ROOT / "clients"
# The interpreter of the made environment.
PYTHON = f"""#!/bin/sh
if [ "$1 $2" = "-m pip" ]; then
    echo "$@" >>"$(dirname "$0")/asked"
else
    exec {sys.executable} "$@"
fi
"""
PYTHON3 = f"""#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p "$3/bin"
    cp "$(dirname "$0")/python-of-venv" "$3/bin/python"
else
    exec {sys.executable} "$@"
fi
"""
GIT = f"""#!/bin/sh
for target; do :; done
ln -s {ROOT} "$target"
"""


def read(name: str) -> Any:
    """A file of the kit."""
    return yaml.safe_load((CLIENTS / name).read_text(encoding="utf-8"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with the replaced programs, and no setting of this machine but where its bytecode is."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"python3": PYTHON3, "python-of-venv": PYTHON, "git": GIT}.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name == "PYTHONPYCACHEPREFIX"}
    return {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1", **kept}


def free_port() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return str(found.getsockname()[1])


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """Stops the server whose number is below a folder."""
    try:
        yield
    finally:
        for file in folder.rglob("server.pid"):
            os.kill(int(file.read_text()), signal.SIGTERM)


def run(script: str, environment: dict[str, str]) -> None:
    """Runs a step as GitHub and GitLab do. What it starts may outlive it, so its output goes to a file."""
    done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], env=environment, timeout=120, check=False)
    assert done.returncode == 0


def is_served(url: str) -> str:
    """The release that a server answers from."""
    with urllib.request.urlopen(f"{url}/v1/councils/herefordshire/timeline?limit=1", timeout=30) as answer:
        release: str = json.load(answer)["release"]
        return release


def filled_in(text: str, values: dict[str, str]) -> str:
    """A text of an action with its expressions replaced. One that is not known is an error."""
    return re.sub(r"\$\{\{ ([a-z0-9_.-]+) \}\}", lambda found: values[found[1]], text)


@pytest.mark.thorough
def test_the_steps_of_the_action_serve_the_fixture(environment: dict[str, str], tmp_path: Path) -> None:
    action, port, output = read("action/action.yml"), free_port(), tmp_path / "output"
    values = {f"inputs.{name}": str(given["default"]) for name, given in action["inputs"].items()}
    values |= {
        "inputs.port": port,
        "runner.temp": str(tmp_path),
        "steps.python.outputs.python-path": str(tmp_path / "programs" / "python3"),
    }
    environment |= {"GITHUB_ACTION_PATH": str(CLIENTS / "action"), "GITHUB_OUTPUT": str(output)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with stopped(tmp_path):
        for step in action["runs"]["steps"]:
            if "run" in step:
                named = {name: filled_in(value, values) for name, value in step["env"].items()}
                run(step["run"], environment | named)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        given = dict(line.split("=", 1) for line in output.read_text().splitlines())
        assert is_served(given["url"]) == given["release"] == recorded()[version() or ""]
    assert given["url"] == f"http://127.0.0.1:{port}"
    assert set(action["outputs"]) == set(given)
    # Processor time, because it is the same on a busy machine.
    assert after.ru_utime - before.ru_utime < 10


def test_only_locked_packages_are_installed(environment: dict[str, str], tmp_path: Path) -> None:
    run(f'"{CLIENTS}/ci/install.sh"', environment | {"VENV": str(tmp_path / "venv")})
    (asked,) = (tmp_path / "venv" / "bin" / "asked").read_text().splitlines()
    assert asked.endswith("install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock")


@pytest.mark.thorough
def test_the_gitlab_job_serves_the_fixture_before_its_script(environment: dict[str, str], tmp_path: Path) -> None:
    job = read("gitlab/inspection-history.yml")[".inspection-history"]
    variables = job["variables"] | {"INSPECTION_HISTORY_REPOSITORY": "ours", "INSPECTION_HISTORY_PORT": free_port()}
    url = variables["INSPECTION_HISTORY_URL"].replace("$INSPECTION_HISTORY_PORT", variables["INSPECTION_HISTORY_PORT"])
    with stopped(tmp_path):
        run("\n".join(job["before_script"]), environment | variables | {"TMPDIR": str(tmp_path)})
        assert is_served(url) == recorded()[version() or ""]


def test_a_dataset_that_is_none_is_refused_before_anything_starts(tmp_path: Path) -> None:
    done = subprocess.run(
        [CLIENTS / "ci" / "start.sh"],
        env={"PATH": os.environ["PATH"], "DATASET": "hole", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "DATASET=hole is no dataset; expected fixture or whole\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_a_server_that_cannot_start_is_an_error_with_its_log(environment: dict[str, str], tmp_path: Path) -> None:
    run(f'python3 -m venv "{tmp_path}/venv"', environment)
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [CLIENTS / "ci" / "start.sh"],
            env=environment | {"VENV": str(tmp_path / "venv"), "PORT": port, "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "The server did not become ready:\nCannot listen on" in done.stderr


def test_the_compose_file_seeds_the_fixture_where_the_container_may_write() -> None:
    services = read("compose.yaml")["services"]
    fixture, whole = services["fixture"], services["whole"]
    assert fixture["read_only"] is whole["read_only"] is True
    assert "command" not in whole, "the image has the whole dataset inside"
    assert any(Path(fixture["environment"]["DATA_DIR"]).is_relative_to(folder) for folder in fixture["tmpfs"])
    assert fixture["command"][-1] == "python -m app seed --fixture && exec python -m app serve"
    assert (CLIENTS / whole["build"]).resolve() == ROOT
