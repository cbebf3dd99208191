"""A real server, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.settings import ROOT, Settings


@contextmanager
def serving(settings: Settings) -> Iterator[int]:
    """The port of a server of a SQLite dataset; it must have survived when its time is over."""
    environment = {**os.environ, "PORT": "0", "HOST": "127.0.0.1", "DATA_DIR": str(settings.data_dir)}
    environment |= {"DATABASE_URL": "", "LOG_LEVEL": "info", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            found = re.search(r"running on http://127\.0\.0\.1:(\d+)", line)
            if found:
                break
        else:
            raise AssertionError("the server did not start: " + "".join(said))
        yield int(found[1])
        assert process.poll() is None, "the server died of a request"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
