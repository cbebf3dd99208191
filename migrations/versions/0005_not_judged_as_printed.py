"""not judged as printed

A report can print `Not Judged` in the place of a grade. The words are kept beside the absence, as they are beside a
grade.

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ("ck_judgements_printed_only_if_graded", "grade IS NOT NULL OR grade_printed IS NULL")
AFTER = (
    "ck_judgements_printed_only_if_stated",
    "grade IS NOT NULL OR absence = 'not_judged' OR grade_printed IS NULL",
)


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    _replace(BEFORE, AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    op.execute("UPDATE judgements SET grade_printed = NULL WHERE grade IS NULL")
    _replace(AFTER, BEFORE)


def _replace(old: tuple[str, str], new: tuple[str, str]) -> None:
    """Puts one rule in the place of another. SQLite cannot change a rule, so its table is made anew with its rows."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(old[0]), "judgements", type_="check")
        op.create_check_constraint(op.f(new[0]), "judgements", new[1])
        return
    op.execute("CREATE TABLE rows_before AS SELECT * FROM judgements")
    op.drop_table("judgements")
    made = op.create_table("judgements", *_judgements(new))
    columns = ", ".join(column.name for column in made.columns)
    op.execute(f"INSERT INTO judgements ({columns}) SELECT {columns} FROM rows_before ORDER BY code")
    op.drop_table("rows_before")
    for indexed in (["domain_code"], ["domain_code", "grade"], ["inspection_code"], ["source_code"]):
        op.create_index(op.f(f"ix_judgements_{'_'.join(indexed)}"), "judgements", indexed)


def _judgements(rule: tuple[str, str]) -> list[Any]:
    return [
        _text("code"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        _text("source_code"),
        _text("locator"),
        _text("inspection_code"),
        _text("domain_code"),
        _word("grade", "outstanding", "good", "requires_improvement", "adequate", "inadequate"),
        _word(
            "absence",
            *("not_judged_under_framework", "judgement_not_yet_introduced", "not_yet_published", "not_found"),
            *("not_judged", "withdrawn"),
        ),
        _text("grade_printed", nullable=True),
        sa.CheckConstraint("(grade IS NULL) <> (absence IS NULL)", name=op.f("ck_judgements_grade_xor_absence")),
        sa.CheckConstraint(rule[1], name=op.f(rule[0])),
        sa.ForeignKeyConstraint(["domain_code"], ["domains.code"], name=op.f("fk_judgements_domain_code_domains")),
        sa.ForeignKeyConstraint(
            ["inspection_code"], ["inspections.code"], name=op.f("fk_judgements_inspection_code_inspections")
        ),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f("fk_judgements_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_judgements")),
        sa.UniqueConstraint("inspection_code", "domain_code", name=op.f("uq_judgements_inspection_code_domain_code")),
    ]


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)


def _word(name: str, *words: str) -> sa.Column[str]:
    type_ = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=64)
    return sa.Column(name, type_, nullable=True)
