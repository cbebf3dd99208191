"""the search index

What a search can find, and the words that find it. Only seeding makes it.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    op.create_table(
        "search_documents",
        _text("kind"),
        _text("code"),
        _text("title"),
        _text("council_code", nullable=True),
        _text("council_name", nullable=True),
        _text("date_text", nullable=True),
        _text("url"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("text"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_documents")),
    )
    op.create_table(
        "search_terms",
        _text("term"),
        _text("field"),
        sa.Column("documents", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("term", "field", name=op.f("pk_search_terms")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    op.drop_table("search_terms")
    op.drop_table("search_documents")


def _text(name: str, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)
