"""Folders for work in progress. If a process dies, its folder stays, and the next process that makes one removes it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# No folder that a person makes has such a name.
PREFIX = "inspection-history.scratch."


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder in the system's folder for temporary files, for as long as the context lasts.

    Its user holds a lock of the kernel on it, which ends when the process dies. So a folder without a lock is of no use
    to anybody.
    """
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        _remove_if_left_behind(path)
    descriptor, folder = _locked_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _locked_folder() -> tuple[int, Path]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        # Another process may have taken the folder for one that was left behind, before it was locked.
        with suppress(FileNotFoundError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if folder.exists():
                return descriptor, folder
            os.close(descriptor)


def _remove_if_left_behind(path: Path) -> None:
    # The folder may be another user's, or be removed by another process meanwhile.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(descriptor).st_uid == os.geteuid():
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path)
        finally:
            os.close(descriptor)
