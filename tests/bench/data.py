"""The dataset that is measured: the shipped packages, seeded once into a folder that git does not see."""

import os
import subprocess
import sys
from pathlib import Path

from app.releases.files import ReleaseFiles
from app.settings import ROOT

HOME = ROOT / ".bench"


def seeded(folder: Path = HOME / "data") -> Path:
    """The folder of the shipped dataset, seeded if it is not so already."""
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}
    words = [sys.executable, "-m", "app", "seed", "--json"]
    subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder


def database_in(folder: Path) -> Path:
    """The file of the current release of a folder."""
    files = ReleaseFiles(folder)
    release = files.current()
    assert release is not None
    return files.database(release)
