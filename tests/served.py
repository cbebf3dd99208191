"""The server as a process of its own, on a port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.settings import ROOT, Settings

GET = b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n"
GET_AND_CLOSE = b"GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


@dataclass
class Running:
    """A server, as a process of its own."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, request: bytes) -> bytes:
        """All that a request is answered with until the server closes, or says nothing for a while."""
        with closing(self.connect()) as connection:
            connection.settimeout(2)
            connection.sendall(request)
            return answer_on(connection)

    def held(self) -> int:
        """How many connections and files of downloads the process has open."""
        held = []
        for entry in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                held.append(str(entry.readlink()))
        return len([target for target in held if target.startswith("socket:") or "/downloads/" in target])


def answer_on(connection: socket.socket) -> bytes:
    """What comes until the other side closes, or the connection's timeout."""
    heard = b""
    try:
        while part := connection.recv(65536):
            heard += part
    except (TimeoutError, ConnectionResetError):
        pass
    return heard


@contextmanager
def running(folder: Path, settings: Settings, code: str | None = None, **environment: str) -> Iterator[Running]:
    """A server with these settings; `code` is run in place of the command."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    log = folder / "log"
    command = ["-c", code] if code else ["-m", "app", "serve"]
    named = {name.upper(): str(getattr(settings, name)) for name in ("data_dir", "database_url", "workers", "metrics")}
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **named, "PORT": str(port), **environment},
            stdout=subprocess.DEVNULL,
            stderr=file,
            text=True,
        )
    server = Running(process, port, log)
    try:
        until_it_answers(server)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def until_it_answers(server: Running) -> None:
    """Waits for the server, up to a minute."""
    for _ in range(600):
        assert server.process.poll() is None, server.log.read_text()
        try:
            if server.ask(GET_AND_CLOSE % b"/healthz"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(server.log.read_text())
