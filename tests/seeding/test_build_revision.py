"""What seeding makes of the same rows changes only together with BUILD_REVISION.

`tests/data/build_revision.json` records what a small dataset became: the code of its release and a digest of each file.
`python -m tests.seeding.test_build_revision` writes it anew.
"""

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest

from app.records import monitoring_visit
from app.releases.files import ReleaseFiles
from app.seeding import build
from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.seeding.test_check import full_world

RECORD = ROOT / "tests" / "data" / "build_revision.json"
RENEW = "write the record anew with `python -m tests.seeding.test_build_revision`"


def made(folder: Path) -> dict[str, Any]:
    """The code of the release that the small dataset makes, and a digest of what each of its files says."""
    settings = Settings(data_dir=folder / "data")
    release = seed(full_world().write(folder / "packages"), settings).release.code
    files = ReleaseFiles(settings.data_dir)
    downloads = {path.name: _digest(_said_by(path)) for path in sorted(files.downloads(release).iterdir())}
    return {"release": release, "files": {"dataset.sqlite": _digest(_said_by(files.database(release))), **downloads}}


def _said_by(path: Path) -> bytes:
    """What a file says, whichever version of SQLite, Arrow or zlib wrote it."""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            tables = database.execute(
                "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
            ).fetchall()
            rows = {
                name: sorted(map(repr, database.execute(f"SELECT * FROM {name}")))
                for name, sql in tables
                if sql.startswith("CREATE TABLE") and not name.startswith("sqlite_")
            }
        return repr((tables, rows)).encode()
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        fields = [(field.name, str(field.type), field.nullable, field.metadata) for field in table.schema]
        return repr((fields, table.to_pylist())).encode()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return repr([(name, archive.read(name)) for name in archive.namelist()]).encode()
    return path.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def difference(recorded: dict[str, Any], now: dict[str, Any]) -> str | None:
    """What is to be done about a difference; None if there is none."""
    files = sorted(
        name
        for name in recorded["files"].keys() | now["files"].keys()
        if recorded["files"].get(name) != now["files"].get(name)
    )
    if files and recorded["release"] == now["release"]:
        return (
            f"the same rows now make another {', '.join(files)}: raise BUILD_REVISION in app/seeding/build.py; {RENEW}"
        )
    return None if recorded == now else RENEW


def test_the_same_rows_make_the_same_files_as_long_as_the_revision_is_the_same(folder: Path) -> None:
    assert difference(json.loads(RECORD.read_text(encoding="utf-8")), made(folder)) is None


def test_another_headline_is_noticed_until_the_revision_is_raised(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    monkeypatch.setattr(monitoring_visit, "ORDINALS", ("Very first",))
    changed = difference(recorded, made(folder / "one"))
    assert changed
    assert changed.startswith("the same rows now make another dataset.sqlite: raise BUILD_REVISION")
    monkeypatch.setattr(build, "BUILD_REVISION", build.BUILD_REVISION + 1)
    raised = made(folder / "two")
    assert raised["release"] != recorded["release"]
    assert difference(recorded, raised) == RENEW


if __name__ == "__main__":
    with TemporaryDirectory() as aside:
        RECORD.write_text(json.dumps(made(Path(aside)), indent=1) + "\n", encoding="utf-8")
