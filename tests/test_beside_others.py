"""Beside other software: PgBouncer in front of the database, nginx in front of the server."""

import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
import sqlalchemy as sa

from app.releases.postgres import STATEMENT_MILLISECONDS, PostgresStore
from app.seeding import publish
from app.seeding.publish import copy_rows
from app.seeding.seed import seed
from app.settings import Settings
from tests.conftest import client_of
from tests.needs import need_program, program
from tests.postgres import unprivileged
from tests.seeding.test_publish import second
from tests.served import running
from tests.world import small_world

# Other programs have to be started for each of these.
pytestmark = pytest.mark.thorough
PATHS = ["/readyz", "/v1/councils", "/v1/councils/medway/timeline", "/v1/releases/current", "/v1/downloads/gaps.csv"]


@contextmanager
def process(*command: str, user: str | None = None) -> Iterator[None]:
    """A program that runs for as long as the context lasts."""
    started = subprocess.Popen(command, user=user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield
        assert started.poll() is None, started.stdout and started.stdout.read()
    finally:
        started.terminate()
        started.communicate(timeout=20)


def until(there: Path | int) -> None:
    """Waits for a socket or a port, up to ten seconds."""
    for _ in range(100):
        if isinstance(there, Path):
            if there.exists():
                return
        else:
            with closing(socket.socket()) as connection:
                if connection.connect_ex(("127.0.0.1", there)) == 0:
                    return
        time.sleep(0.1)
    pytest.fail(f"{there} never came to be")


# PgBouncer with transaction pooling, and its defaults for the rest.


@pytest.fixture
def pooled(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty database behind PgBouncer, which has two connections to it."""
    need_program("pgbouncer")
    url = sa.make_url(postgres)
    # The path of a socket may have a hundred letters, and its user is not the one who runs the tests.
    home = Path(tempfile.mkdtemp(prefix="pgbouncer-"))
    home.chmod(0o777)
    server = {"host": url.host or url.query["host"], "port": url.port or 5432, "dbname": url.database}
    server |= {"user": url.username} | ({"password": url.password} if url.password else {})
    (home / "pgbouncer.ini").write_text(
        f"[databases]\npooled = {' '.join(f'{name}={value}' for name, value in server.items())}\n"
        f"[pgbouncer]\nlisten_addr =\nlisten_port = 6432\nunix_socket_dir = {home}\nauth_type = any\n"
        "pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 200\n"
    )
    try:
        with process(str(program("pgbouncer")), str(home / "pgbouncer.ini"), user=unprivileged()):
            until(home / ".s.PGSQL.6432")
            yield f"postgresql+psycopg://anybody@/pooled?host={home}&port=6432"
    finally:
        for path in home.iterdir():
            path.unlink()
        home.rmdir()


def test_behind_pgbouncer_seeding_and_serving_work_for_many_at_once(pooled: str, folder: Path) -> None:
    # "unsupported startup parameter: options" was the answer to both.
    settings = Settings(database_url=pooled, cache_bytes=0)
    packages = small_world().write(folder / "packages")
    done = [seed(packages, settings) for _ in range(2)]
    assert [each.changed for each in done] == [True, False]
    with client_of(settings) as client:
        seen: list[tuple[int, str]] = []

        def ask() -> None:
            for _ in range(5):
                for path in PATHS:
                    answer = client.get(path)
                    seen.append((answer.status_code, answer.headers.get("X-Release", "")))

        askers = [threading.Thread(target=ask) for _ in range(6)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert set(seen) == {(200, done[0].release.code)}
        new = seed(second(folder), settings).release.code
        time.sleep(0.6)
        assert client.get("/v1/councils").json()["release"] == new


def test_behind_pgbouncer_the_timeouts_are_those_of_each_transaction_and_of_no_other(
    pooled: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[object] = []

    def watched(built: sa.Connection, connection: sa.Connection) -> None:
        waited.append(connection.execute(sa.text("SELECT current_setting('lock_timeout')")).scalar())
        copy_rows(built, connection)

    monkeypatch.setattr(publish, "copy_rows", watched)
    seed(small_world().write(folder), Settings(database_url=pooled))
    assert waited == ["4s"]
    with closing(PostgresStore(pooled)) as store, store.snapshot() as snapshot:
        timeout = sa.text("SELECT current_setting('statement_timeout')")
        assert snapshot.connection.execute(timeout).scalar() == f"{STATEMENT_MILLISECONDS // 1000}s"
        with pytest.raises(sa.exc.DBAPIError):
            snapshot.connection.execute(sa.text("DELETE FROM councils"))
    plain = sa.make_url(pooled)
    with psycopg.connect(host=str(plain.query["host"]), port=6432, user="anybody", dbname="pooled") as connection:
        for name in ("statement_timeout", "lock_timeout"):
            assert connection.execute(f"SELECT current_setting('{name}')").fetchone() == ("0",)


# nginx under a path.


@contextmanager
def nginx(folder: Path, location: str) -> Iterator[str]:
    """The URL of an nginx with one location."""
    need_program("nginx")
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    home = folder / "nginx"
    home.mkdir()
    temporary = "".join(
        f"{name}_temp_path {home}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {home}/pid;\nerror_log {home}/log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}server {{\nlisten 127.0.0.1:{port};\n{location}\n}}\n}}\n"
    )
    with process(str(program("nginx")), "-p", str(home), "-c", str(home / "nginx.conf"), "-e", str(home / "log")):
        until(port)
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("passed_on", ["", "/"], ids=["with the prefix passed on", "with the prefix cut off"])
def test_under_a_path_of_nginx_every_link_leads_to_where_it_says(passed_on: str, small: Settings, folder: Path) -> None:
    # Every link led to the root of the host, where something else answers.
    with running(folder, small, ROOT_PATH="/api") as server:
        location = f"location /api/ {{ proxy_pass http://127.0.0.1:{server.port}{passed_on}; }}"
        with nginx(folder, location) as host, httpx.Client(trust_env=False, base_url=host) as client:
            first = client.get("/api/v1/sources?limit=1")
            following = first.json()["next"]
            assert following.startswith("/api/v1/sources?limit=1&release=")
            assert first.headers["Link"] == f'<{following}>; rel="next"'
            assert client.get(following).json()["total"] == 2
            landing = client.get("/api/").json()["links"]
            entries = client.get("/api/v1/councils/medway/timeline").json()["items"]
            files = client.get("/api/v1/downloads").json()["items"][:3]
            for url in [*(link["href"] for link in landing), *(thing["url"] for thing in [*entries, *files])]:
                assert url.startswith("/api/"), url
                assert client.get(url).status_code == 200, url
            bare = client.get("/api/v1/downloads/gaps.csv")
            assert bare.status_code == 302
            assert bare.headers["Location"].startswith("/api/v1/downloads/gaps.csv?release=")
            assert client.get(bare.headers["Location"]).status_code == 200
            assert client.get("/api/openapi.json").json()["servers"] == [{"url": "/api"}]
            page = client.get("/api/docs")
            assert page.status_code == 200
            assert '"/static' not in page.text
            assert client.get("/v1/councils").status_code == 404, "only the prefix is ours"
