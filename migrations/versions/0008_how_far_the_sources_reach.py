"""how far the sources reach

A release states the day up to which its sources reach, and the source and locator of that day.

Revision ID: 0008
Revises: 0007
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _remake(
        [
            sa.Column("known_to", sa.Date(), nullable=False),
            _text("known_to_source_code", nullable=True),
            _text("known_to_locator", nullable=True),
        ]
    )


def downgrade() -> None:
    _remake([])


def _remake(known_to: list[Any]) -> None:
    """Makes the table anew. A release is named by its tables too, so what was seeded into the old ones is none."""
    op.drop_table("releases")
    op.create_table(
        "releases",
        _text("code"),
        _text("content_sha256"),
        _text("schema_revision"),
        sa.Column("as_at", sa.Date(), nullable=False),
        *known_to,
        _text("subset", nullable=True),
        _text("licence"),
        _text("attribution"),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_releases")),
    )


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)
