"""The programs of Node that tests run: installed once, as the lock file of the TypeScript client pins them."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from app.settings import ROOT
from tests.needs import need_program

CLIENT = ROOT / "clients" / "typescript"
LOCK = CLIENT / "package-lock.json"


def run(*command: str | Path, cwd: Path, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    """Runs a program, and leaves it to the test to judge how it ended."""
    environment = {**os.environ, "npm_config_update_notifier": "false", "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off"}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=seconds, check=False)


def node_modules() -> Path:
    """Where the packages are. A changed lock file installs anew, beside what else is installed, and gone with it."""
    need_program("node", "npm")
    home = ROOT / ".venv" / f"node-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]}"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "installed").exists():
            for file in ("package.json", "package-lock.json"):
                shutil.copy(CLIENT / file, home / file)
            done = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=home, seconds=240)
            assert done.returncode == 0, done.stderr
            (home / "installed").touch()
    return home / "node_modules"
