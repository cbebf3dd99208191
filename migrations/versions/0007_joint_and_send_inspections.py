"""joint and SEND inspections

Two kinds of record: joint targeted area inspections, and area SEND inspections.

Revision ID: 0007
Revises: 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEXES = (["council_code"], ["earliest", "latest", "code"], ["source_code"])


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    _create(
        "joint_inspections",
        _word(
            "theme",
            "joint_theme",
            *("exploitation_and_missing", "domestic_abuse", "neglect", "exploitation_gangs_and_missing"),
            *("family_sexual_abuse", "child_exploitation", "mental_health", "front_door", "criminal_exploitation"),
            *("early_help", "youth_violence"),
        ),
        _text("partners"),
        sa.Column("priority_action", sa.Boolean(), nullable=True),
        _text("summary", nullable=True),
    )
    _create(
        "send_inspections",
        _word("outcome", "send_outcome", "typically_positive", "inconsistent", "systemic_failings"),
        _text("partners"),
        _text("previous_started_on", nullable=True),
        _text("previous_ended_on", nullable=True),
        _text("summary", nullable=True),
        sa.CheckConstraint("previous_started_on < started_on", name=op.f("ck_send_inspections_previous_before")),
    )


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    for name in ("send_inspections", "joint_inspections"):
        op.drop_table(name)


def _create(name: str, *own: sa.schema.SchemaItem) -> None:
    """A dated table with its own columns and rules after those that every dated table has."""
    op.create_table(
        name,
        sa.Column("earliest", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        _word("precision", "precision", "day", "month", "year", "range"),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        _text("code"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        _text("source_code"),
        _text("locator"),
        _text("council_code"),
        _text("published_on", nullable=True),
        _text("inferred", nullable=True),
        _text("started_on"),
        _text("ended_on", nullable=True),
        *own,
        sa.CheckConstraint("earliest <= latest", name=op.f(f"ck_{name}_happened_in_order")),
        sa.CheckConstraint("earliest <= published_latest", name=op.f(f"ck_{name}_published_after_it_began")),
        sa.CheckConstraint("published_earliest <= published_latest", name=op.f(f"ck_{name}_published_in_order")),
        sa.ForeignKeyConstraint(["council_code"], ["councils.code"], name=op.f(f"fk_{name}_council_code_councils")),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f(f"fk_{name}_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{name}")),
    )
    for columns in INDEXES:
        op.create_index(op.f(f"ix_{name}_{'_'.join(columns)}"), name, columns)


def _text(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)


def _word(name: str, vocabulary: str, *words: str) -> sa.Column[Any]:
    type_ = sa.Enum(*words, name=vocabulary, native_enum=False, create_constraint=True, length=64)
    return sa.Column(name, type_, nullable=False)
