"""What a test needs beside Python, and what becomes of the test where that is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def need_program(*names: str) -> None:
    """Goes on if these programs are installed."""
    _need([name for name in names if program(name) is None])


def program(name: str) -> str | None:
    """Where a program is. Those of the system are not on everybody's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def need_r_package(name: str) -> None:
    """Goes on if R has this package. Debian installs R without `survival`, which other systems bring along."""
    need_program("Rscript")
    found = subprocess.run(["Rscript", "-e", f"library({name})"], capture_output=True, timeout=60, check=False)
    _need([] if found.returncode == 0 else [f"R's package {name}"])


def need_browser() -> str:
    """The path of Chromium. Goes on if it is installed."""
    found = program("chromium") or program("chromium-browser") or program("google-chrome")
    _need([] if found else ["chromium"])
    return str(found)


def need_file(*paths: Path) -> None:
    """Goes on if these files or folders are there."""
    _need([str(path) for path in paths if not path.exists()])


def _need(missing: list[str]) -> None:
    """Skips the test if something is missing. In CI everything has to be there, so that no test is lost unseen."""
    if not missing:
        return
    said = f"needs what is not on this machine: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)
