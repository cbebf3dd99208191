"""The Python client as a package: built twice, installed into an empty environment, and used from there."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.settings import ROOT
from tests.clients.python.guides import HOST, README

pytestmark = pytest.mark.thorough
FOLDER = ROOT / "clients/python"


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a command prints; it has to succeed."""
    words = [str(word) for word in command]
    # The tests see the package in its folder. Here only the one that is installed may be found.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment
    done = subprocess.run(words, cwd=folder, env=variables, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment, with what builds packages."""
    home = tmp_path_factory.mktemp("builder")
    run(sys.executable, "-m", "venv", home / "venv", folder=home)
    python = home / "venv/bin/python"
    run(python, "-m", "pip", "install", "--quiet", "build", "hatchling", folder=home)
    return python


@pytest.fixture(scope="module")
def package(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the package, built."""
    home = tmp_path_factory.mktemp("package")
    built(python, home)
    return home / "dist"


def built(python: Path, home: Path) -> dict[str, bytes]:
    """The files of the package, built from a copy of its folder: name to bytes."""
    shutil.copytree(FOLDER, home / "source", ignore=shutil.ignore_patterns("__pycache__"))
    where = ("--outdir", home / "dist", home / "source")
    run(python, "-m", "build", "--no-isolation", *where, folder=home, SOURCE_DATE_EPOCH="1764460800")
    return {file.name: file.read_bytes() for file in sorted((home / "dist").iterdir())}


def test_the_package_has_the_same_bytes_each_time(package: Path, python: Path, folder: Path) -> None:
    one = {file.name: file.read_bytes() for file in sorted(package.iterdir())}
    assert one == built(python, folder)
    assert [name.rsplit("-", 1)[0] for name in one] == ["inspection_history-0.3.0-py3-none", "inspection_history"]


def test_the_package_says_what_a_registry_shows(package: Path) -> None:
    (wheel,) = package.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
        said = files.read(next(name for name in names if name.endswith("/METADATA"))).decode()
    assert "inspection_history/py.typed" in names
    for line in ("License-Expression: MIT", "License-File: LICENSE", "Requires-Python: >=3.11", "Typing :: Typed"):
        assert line in said
    assert not any(name.endswith("generate.py") for name in names)


def test_the_first_lines_of_the_readme_run_where_nothing_but_the_package_is_installed(
    package: Path, url: str, folder: Path
) -> None:
    (wheel,) = package.glob("*.whl")
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    installed = folder / "venv/bin/python"
    run(installed, "-m", "pip", "install", "--quiet", wheel, folder=folder)
    found = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert found is not None
    assert len([line for line in found[1].splitlines() if line]) <= 5
    (folder / "five.py").write_text(found[1].replace(HOST, url), encoding="utf-8")
    assert run(installed, "-W", "error::SyntaxWarning", "five.py", folder=folder) == found[2]
    said = run(folder / "venv/bin/inspection-history", "timeline", "medway", folder=folder, INSPECTION_HISTORY_URL=url)
    assert "17 to 28 July 2023" in said
