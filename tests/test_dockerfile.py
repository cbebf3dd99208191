"""The container's recipe. No engine is needed: what it copies is laid out in a folder, and that folder is tried."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import ROOT

RECIPE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def stages() -> list[list[str]]:
    """The instructions of each stage, one a line, without comments."""
    lines = "\n".join(line for line in RECIPE.splitlines() if line and not line.startswith("#"))
    instructions = re.sub(r"\s*\\\n\s*", " ", lines).splitlines()
    starts = [place for place, instruction in enumerate(instructions) if instruction.startswith("FROM ")]
    return [instructions[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def arguments(stage: list[str], word: str) -> list[str]:
    """What follows an instruction's word, wherever a stage has it."""
    return [line.removeprefix(word + " ") for line in stage if line.startswith(word + " ")]


def copied_from_checkout() -> list[str]:
    """The files and folders of the project that get into any stage."""
    copies = [copy.split() for stage in stages() for copy in arguments(stage, "COPY") if "--from=" not in copy]
    return [source for copy in copies for source in copy[:-1]]


def test_the_linter_warns_of_nothing() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run(
        [hadolint, "--failure-threshold", "warning", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_server_is_nobody_and_everybody_can_tell_its_health() -> None:
    last = stages()[-1]
    assert arguments(last, "USER") == ["10001:10001"]
    # As lists and not as shell lines, so that the server is process 1 and hears the signal to stop.
    assert json.loads(arguments(last, "CMD")[0]) == ["python", "-m", "app", "serve"]
    (check,) = arguments(last, "HEALTHCHECK")
    assert json.loads(check.partition("CMD ")[2]) == ["python", "-m", "app", "health"]


def test_only_locked_packages_are_installed_and_nothing_says_where_from() -> None:
    (install,) = (line for stage in stages() for line in arguments(stage, "RUN") if "pip install" in line)
    for part in ("--require-hashes", "--no-deps", "--only-binary :all:", "-r requirements.lock"):
        assert part in install
    assert "index" not in RECIPE
    assert "://" not in RECIPE


def test_the_build_is_sent_what_it_copies_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert sorted(line[1:] for line in rules if line.startswith("!")) == sorted(copied_from_checkout())


def test_what_was_built_reaches_the_last_stage() -> None:
    build, last = stages()[-2:]
    (home,) = arguments(stages()[0], "WORKDIR")
    made = {"/opt/venv", home, "$DATA_DIR"}
    assert any("-m venv /opt/venv" in line for line in build)
    assert any(line.endswith("python -m app seed") for line in build)
    copies = [[part for part in copy.split() if not part.startswith("--")] for copy in arguments(last, "COPY")]
    assert {source for source, target in copies if source == target} == made
    # The environment's interpreter is a link to the base's, so both stages must stand on the same one.
    assert [arguments(stage, "FROM")[0].split()[0] for stage in (build, last)] == ["base", "base"]


@pytest.mark.thorough
def test_the_copied_files_alone_seed_and_serve(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for source in copied_from_checkout():
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy2
        copy(ROOT / source, home / source)
    # The folder that holds this checkout must not be found, and nothing of this machine's settings.
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG")}
    variables = kept | {"DATA_DIR": str(tmp_path / "data")}
    ask = (
        "from fastapi.testclient import TestClient; from app.main import from_environment; import app\n"
        "with TestClient(from_environment()) as client:\n"
        "    paths = ('/readyz', '/v1/councils/herefordshire/timeline', '/docs', '/static/start.js')\n"
        "    answers = [client.get(path) for path in paths]\n"
        "print(app.__file__, *(answer.status_code for answer in answers))"
    )
    for command in (["-m", "app", "seed"], ["-c", ask]):
        done = subprocess.run(
            [sys.executable, *command], cwd=home, env=variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(home / "app" / "__init__.py"), "200", "200", "200", "200"]
