"""A file that is downloaded: written aside, checked, and only then put in its place."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from .errors import DamagedDownload, Unreachable
from .models import DownloadPage, DownloadPublic


def announced(page: DownloadPage, name: str) -> DownloadPublic:
    """What the API says of a file that it has."""
    return next(file for file in page.items if file.name == name)


def _bar(stack: ExitStack, wanted: DownloadPublic) -> Callable[[int], object] | None:
    """Shows a bar until the stack is closed, and says how to move it on. Without rich there is none."""
    try:
        from rich.console import Console
        from rich.progress import Progress, TimeRemainingColumn, TransferSpeedColumn
    except ImportError:
        return None
    columns = (*Progress.get_default_columns()[:-1], TransferSpeedColumn(), TimeRemainingColumn())
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True)))
    task = bar.add_task(wanted.name, total=wanted.bytes)
    return lambda length: bar.update(task, advance=length)


@contextmanager
def unbroken(name: str) -> Iterator[None]:
    """Raises Unreachable if the connection breaks while a file is read."""
    try:
        yield
    except httpx.TransportError as error:
        raise Unreachable(f"{name}: the connection broke: {error}") from error


class Destination:
    """Where a download goes. It is a context manager: at its end the file is in its place, or there is an error."""

    def __init__(self, wanted: DownloadPublic, folder: Path, progress: bool) -> None:
        self.path = folder / wanted.name
        self._wanted = wanted
        self._progress = progress
        self._digest = hashlib.sha256()
        self._length = 0

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            aside = tempfile.NamedTemporaryFile(dir=self.path.parent, prefix=f".{self.path.name}.", delete=False)
            self._file = stack.enter_context(aside)
            self._advance = _bar(stack, self._wanted) if self._progress else None
            self._stack = stack.pop_all()
        return self

    def write(self, part: bytes) -> None:
        """Takes the next part of the file."""
        self._file.write(part)
        self._digest.update(part)
        self._length += len(part)
        if self._advance:
            self._advance(len(part))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()
        whole = self._length == self._wanted.bytes and self._digest.hexdigest() == self._wanted.sha256
        if error is None and whole:
            Path(self._file.name).replace(self.path)
            return
        Path(self._file.name).unlink()
        if error is None:
            raise DamagedDownload(
                f"{self._wanted.name}: {self._length} of {self._wanted.bytes} bytes came, "
                f"with SHA-256 {self._digest.hexdigest()} in place of {self._wanted.sha256}"
            )
