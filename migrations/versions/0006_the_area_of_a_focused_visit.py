"""the area of a focused visit

A focused visit has, beside the printed words for its topic, the area of the framework that these mean.

Revision ID: 0006
Revises: 0005
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MEETINGS = "fk_meetings_focused_visit_code_focused_visits"


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    _remake([_area()])


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    _remake([])


def _remake(area: list[Any]) -> None:
    """Makes the table anew with its rows, since no engine can put a column between two others.

    PostgreSQL drops no table that another one refers to, so the reference of meetings is taken away meanwhile.
    """
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.drop_constraint(op.f(MEETINGS), "meetings", type_="foreignkey")
    op.execute("CREATE TABLE rows_before AS SELECT * FROM focused_visits")
    op.drop_table("focused_visits")
    made = op.create_table("focused_visits", *_focused_visits(area))
    columns = ", ".join(column.name for column in made.columns if column.name != "area")
    op.execute(f"INSERT INTO focused_visits ({columns}) SELECT {columns} FROM rows_before ORDER BY code")
    op.drop_table("rows_before")
    for indexed in (["council_code"], ["earliest", "latest", "code"], ["source_code"]):
        op.create_index(op.f(f"ix_focused_visits_{'_'.join(indexed)}"), "focused_visits", indexed)
    if not on_sqlite:
        op.create_foreign_key(op.f(MEETINGS), "meetings", "focused_visits", ["focused_visit_code"], ["code"])


def _focused_visits(area: list[Any]) -> list[Any]:
    return [
        sa.Column("earliest", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        _word("precision", "precision", "day", "month", "year", "range", nullable=False),
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
        _text("letter_on", nullable=True),
        _word("published_by", "publisher", "ofsted", "council"),
        _text("inspectors", nullable=True),
        _text("topic", nullable=True),
        *area,
        sa.Column("priority_action", sa.Boolean(), nullable=True),
        _text("summary", nullable=True),
        sa.CheckConstraint("earliest <= latest", name=op.f("ck_focused_visits_happened_in_order")),
        sa.CheckConstraint("earliest <= published_latest", name=op.f("ck_focused_visits_published_after_it_began")),
        sa.CheckConstraint("published_earliest <= published_latest", name=op.f("ck_focused_visits_published_in_order")),
        sa.ForeignKeyConstraint(
            ["council_code"], ["councils.code"], name=op.f("fk_focused_visits_council_code_councils")
        ),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f("fk_focused_visits_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_focused_visits")),
    ]


def _area() -> sa.Column[str]:
    return _word(
        "area",
        "focused_visit_area",
        *("front_door", "children_in_need_and_child_protection", "extra_familial_risk", "children_in_care"),
        *("permanence", "care_leavers", "placement_decisions", "covid_19"),
    )


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)


def _word(name: str, vocabulary: str, *words: str, nullable: bool = True) -> sa.Column[str]:
    type_ = sa.Enum(*words, name=vocabulary, native_enum=False, create_constraint=True, length=64)
    return sa.Column(name, type_, nullable=nullable)
