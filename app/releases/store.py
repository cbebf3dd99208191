"""Opens the store that the settings name."""

from pathlib import Path

from app.releases.postgres import PostgresStore
from app.releases.snapshot import Store
from app.releases.sqlite import SqliteStore


def open_store(database_url: str, data_dir: Path) -> Store:
    """The store that the settings name."""
    return PostgresStore(database_url) if database_url else SqliteStore(data_dir)
