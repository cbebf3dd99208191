"""the page of a council

A council has the address of its page on Ofsted's site, which is made from its number with Ofsted.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    text = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    # SQLite would write the new column behind the constraints. Made anew, the table reads as the models would make it.
    anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("councils", recreate=anew) as councils:
        councils.add_column(sa.Column("ofsted_url", text, nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    with op.batch_alter_table("councils") as councils:
        councils.drop_column("ofsted_url")
