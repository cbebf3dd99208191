"""council codes and neighbours

Two kinds of record: every GSS code that a council has had, and the statistical neighbours of a council.

Revision ID: 0011
Revises: 0010
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = {
    "council_codes": ("council_code", "source_code"),
    "neighbours": ("council_code", "neighbour_code", "source_code"),
}


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    _create(
        "council_codes",
        _text("council_code"),
        _text("gss_code"),
        _text("valid_from", nullable=True),
        _text("valid_to", nullable=True),
        sa.UniqueConstraint("gss_code", name=op.f("uq_council_codes_gss_code")),
    )
    _create(
        "neighbours",
        _text("council_code"),
        _text("neighbour_code"),
        sa.Column("rank", sa.Integer(), nullable=False),
        _text("valid_from", nullable=True),
        _text("valid_to", nullable=True),
        sa.CheckConstraint("council_code <> neighbour_code", name=op.f("ck_neighbours_two_councils")),
        sa.CheckConstraint("rank BETWEEN 1 AND 10", name=op.f("ck_neighbours_rank_from_one_to_ten")),
        sa.ForeignKeyConstraint(
            ["neighbour_code"], ["councils.code"], name=op.f("fk_neighbours_neighbour_code_councils")
        ),
    )


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    for name in reversed(TABLES):
        op.drop_table(name)


def _create(name: str, *own: sa.schema.SchemaItem) -> None:
    """A table of a kind that is taken from sources and belongs to councils."""
    op.create_table(
        name,
        _text("code"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        _text("source_code"),
        _text("locator"),
        *own,
        sa.ForeignKeyConstraint(["council_code"], ["councils.code"], name=op.f(f"fk_{name}_council_code_councils")),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f(f"fk_{name}_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{name}")),
    )
    for column in TABLES[name]:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _text(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)
