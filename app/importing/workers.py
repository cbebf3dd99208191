"""Worker processes in which files from strangers are read, each within limits of time and memory.

PDFium is not thread-safe, and a hostile file can burn a processor or fill the memory; in a process of its own it
harms nothing but its own reading. A worker reads many files; one that dies is replaced, and only its file is refused.
"""

import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any


class Refused(Exception):
    """A file that is not read; the message says why, in words for a person."""


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds of processor time, seconds by the clock, bytes of address space."""

    cpu_seconds: int = 20
    clock_seconds: float = 60.0
    memory_bytes: int = 1_500_000_000


DEFAULT_LIMITS = Limits()
_START = 30.0


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    index: int = -1
    deadline: float = 0.0

    def take(self, index: int, item: Any, limits: Limits) -> None:
        # The first file of a worker waits until the worker has imported what it needs.
        allowance = _START if self.index < 0 else 0.0
        self.index, self.deadline = index, monotonic() + limits.clock_seconds + allowance
        self.pipe.send(item)

    def end(self) -> int | None:
        """Stops the process for good, and says how it ended."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


def read_each(
    read: Callable[[Any], Any], items: Sequence[Any], limits: Limits = DEFAULT_LIMITS, processes: int | None = None
) -> Iterator[tuple[int, Any]]:
    """Yields `(index, result)` for each item as it is done, in any order; the result is a Refused where it failed.

    `read` must be a function of a module, since the workers find it by its name.
    """
    context = multiprocessing.get_context("forkserver")
    # The process from which workers are forked imports what they need, once for all of them.
    context.set_forkserver_preload([read.__module__])
    waiting = deque(range(len(items)))
    busy: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < (processes or os.cpu_count() or 1):
                busy.append(_hire(context, read, limits))
                busy[-1].take(waiting[0], items[waiting.popleft()], limits)
            nearest = min(worker.deadline for worker in busy)
            ready = set(wait([worker.pipe for worker in busy], timeout=max(0.0, nearest - monotonic())))
            for worker in list(busy):
                if worker.pipe in ready:
                    result, alive = _result(worker, limits)
                elif worker.deadline <= monotonic():
                    result, alive = Refused(f"took longer than {limits.clock_seconds:g} s to read"), False
                else:
                    continue
                yield worker.index, result
                if alive and waiting:
                    worker.take(waiting[0], items[waiting.popleft()], limits)
                else:
                    worker.end()
                    busy.remove(worker)
    finally:
        for worker in busy:
            worker.end()


def _hire(context: Any, read: Callable[[Any], Any], limits: Limits) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, read, limits), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _result(worker: _Worker, limits: Limits) -> tuple[Any, bool]:
    """What the worker says, and whether it lives; a worker that died is the reason for a refusal."""
    try:
        return worker.pipe.recv(), True
    except (EOFError, OSError):
        exit_code = worker.end()
    if exit_code == -signal.SIGXCPU:
        return Refused(f"took more than {limits.cpu_seconds} s of processor time to read"), False
    return Refused("could not be read within the limit of memory, or crashed the reader"), False


def _work(pipe: Connection, read: Callable[[Any], Any], limits: Limits) -> None:
    """The life of a worker: take an item, read it within the limits, send the result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        # The kernel counts the time of the whole process, so each file's share begins at what is already used.
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + limits.cpu_seconds, resource.RLIM_INFINITY))
        try:
            result = read(item)
        except Refused as refusal:
            result = refusal
        except MemoryError:
            result = Refused("could not be read within the limit of memory")
        pipe.send(result)
