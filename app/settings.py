"""Settings: read once from the environment, frozen, and passed in. docs/running.md has the table."""

from pathlib import Path
from typing import Self

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
# A small dataset for the tests of other projects, beside the whole one.
FIXTURE = ROOT / "fixture_data"


def _refuse_unreadable(url: str) -> None:
    """Raises ValueError for a URL that cannot be taken apart, without a word of it: it may hold a password."""
    # Imported here, because a server of SQLite files needs it later, and `--help` not at all.
    from sqlalchemy import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        readable = make_url(url)
    except (ArgumentError, ValueError):
        readable = None
    if readable is None or (readable.port or 0) > 65535:
        raise ValueError(
            "not a URL with one host and a port in figures; expected postgresql+psycopg://USER@HOST:5432/DATABASE, "
            "or for several hosts postgresql+psycopg://USER@/DATABASE?host=HOST1:5432&host=HOST2:5432"
        )


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on.")
    database_url: str = Field(
        "",
        description="A `postgresql+psycopg://` URL to keep the dataset in PostgreSQL; empty for SQLite in `DATA_DIR`.",
    )
    data_dir: Path = Field(ROOT / ".data", description="The folder of the SQLite releases. Only seeding writes to it.")
    seed_data: Path = Field(ROOT / "seed_data", description="The folder of the data packages that seeding reads.")
    keep_releases: int = Field(5, ge=1, description="How many SQLite releases to keep, the current one included.")
    cache_bytes: int = Field(64 * 2**20, ge=0, description="How many bytes of answers to keep in memory; 0 for none.")
    log_level: str = Field(
        "info",
        pattern="^(critical|error|warning|info|debug)$",
        description="How much to log; from `warning` on, requests that succeed are left out.",
    )
    metrics: bool = Field(False, description="Whether `/metrics` answers, for Prometheus.")
    mcp: bool = Field(
        False, description="Whether `/mcp` answers assistants, in the Model Context Protocol; docs/assistants.md."
    )
    root_path: str = Field(
        "",
        pattern="^(/[A-Za-z0-9._~-]+)*$",
        description="The path under which a proxy serves this server, such as `/api`; links begin with it.",
    )
    workers: int = Field(
        1, ge=1, le=64, description="How many processes answer. On PostgreSQL each holds up to 41 connections."
    )

    @field_validator("database_url")
    @classmethod
    def _one_of_two_homes(cls, url: str) -> str:
        if url and not url.startswith("postgresql+psycopg://"):
            raise ValueError(
                "expected a URL that starts with postgresql+psycopg://, or nothing; "
                "SQLite datasets are release files, and DATA_DIR says where they are kept"
            )
        if url:
            _refuse_unreadable(url)
        return url

    @classmethod
    def from_environment(cls) -> Self:
        """The settings of this process. Raises pydantic's ValidationError, which names what is wrong."""
        return cls()
