"""What a server imports and makes before it answers: what it needs, and nothing that is only needed later or never."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.settings import ROOT, Settings
from tests.world import small_world

SERVER = """
import asyncio, gc, json, sys

gc.disable()
from app.listing.schema import Schema
from app.main import from_environment
from httpx2 import ASGITransport, AsyncClient
from sqlmodel import SQLModel

app = from_environment()
collecting = gc.isenabled()

def below(shape):
    return [shape, *(inner for each in shape.__subclasses__() for inner in below(each))]

ready = [shape for shape in below(Schema) + below(SQLModel)[1:] if shape.__pydantic_complete__]

async def asked():
    async with AsyncClient(transport=ASGITransport(app), base_url="http://server") as client:
        return await client.get("/v1/councils/herefordshire")

assert asyncio.run(asked()).status_code == 200
print(json.dumps({
    "collecting": collecting,
    # A generic shape is made ready as soon as it is filled in.
    "ready": [shape.__name__ for shape in ready if not shape.__pydantic_generic_metadata__["parameters"]],
    "imported": [name.partition(".")[0] for name in sys.modules],
}))
"""
# The drivers of PostgreSQL among them, since the dataset is in SQLite here.
NOT_NEEDED = {
    "alembic",
    "mako",
    "mcp",
    "mcp_types",
    "pyarrow",
    "numpy",
    "pandas",
    "pypdfium2",
    "python_calamine",
    "psycopg",
}


@pytest.fixture(scope="module")
def started(small: Settings) -> dict[str, Any]:
    """What a server says of itself that was started and asked for a council."""
    done = subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(small.data_dir), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_a_server_imports_no_library_of_seeding_or_importing(started: dict[str, Any]) -> None:
    imported = set(started["imported"])
    assert {"fastapi", "sqlmodel"} <= imported
    assert imported & NOT_NEEDED == set()


def test_the_collector_is_back_at_work_when_a_server_begins_to_answer(started: dict[str, Any]) -> None:
    assert started["collecting"]


def test_no_shape_is_made_ready_before_it_is_asked_for(started: dict[str, Any]) -> None:
    assert started["ready"] == []


SEEDER = """
import json, sys
from app.__main__ import cli
cli(sys.argv[1:], standalone_mode=False)
print(json.dumps([name.partition(".")[0] for name in sys.modules]))
"""


def imported_by(*arguments: str, **environment: str) -> set[str]:
    """The packages that a command of ours has imported when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", SEEDER, *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_release_file_is_built_without_alembic_and_packages_are_checked_without_arrow(tmp_path: Path) -> None:
    packages = str(small_world().write(tmp_path / "packages"))
    seeding = imported_by("seed", "--from", packages, DATA_DIR=str(tmp_path / "data"))
    assert "pyarrow" in seeding
    assert "alembic" not in seeding
    assert imported_by("check", "--from", packages) & {"alembic", "pyarrow"} == set()
