"""one reference to a record

Findings and figures name their record by kind and code, the summary of a finding may be missing, the column of
rendered JSON has that name, and of a council the year alone may be known in which it was established.

Revision ID: 0004
Revises: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The column that named a record, and the kind of record that it named. A kind is a table with a code.
PARENTS = {
    "inspection_code": "inspections",
    "monitoring_visit_code": "monitoring_visits",
    "focused_visit_code": "focused_visits",
    "intervention_code": "interventions",
    "meeting_code": "meetings",
    "context_event_code": "context_events",
}
PARENT_KINDS = ", ".join(f"'{kind}'" for kind in PARENTS.values())
ONE_PARENT = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in PARENTS) + " = 1"
UPWARDS = {
    "record_kind": "CASE " + " ".join(f"WHEN {name} IS NOT NULL THEN '{PARENTS[name]}'" for name in PARENTS) + " END",
    "record_code": f"COALESCE({', '.join(PARENTS)})",
}
DOWNWARDS = {name: f"CASE record_kind WHEN '{kind}' THEN record_code END" for name, kind in PARENTS.items()}


def upgrade() -> None:
    # A release is named by its tables too, so what was seeded into the old ones is no release any more.
    op.execute("DELETE FROM releases")
    _remake("findings", _findings(_record_by_kind_and_code(), "record_code"), UPWARDS)
    _remake("figures", _figures(_record_by_kind_and_code()), UPWARDS)
    op.create_index(op.f("ix_figures_record_code"), "figures", ["record_code"])
    for name in ("timeline", "dated_judgements"):
        op.alter_column(name, "sent", new_column_name="rendered")
    if _on_sqlite():
        _remake("councils", _councils(_text("established_on", nullable=True)), {})
        _index_councils()
    else:
        op.drop_constraint(op.f("ck_councils_established_before_abolished"), "councils", type_="check")
        op.alter_column(
            "councils",
            "established_on",
            type_=_text("established_on").type,
            postgresql_using="to_char(established_on, 'YYYY-MM-DD')",
        )


def downgrade() -> None:
    op.execute("DELETE FROM releases")
    # Only a whole day fits into the old column: of a year or a month no day is known, and none is made up.
    established = sa.Column("established_on", sa.Date(), nullable=True)
    ordered = sa.CheckConstraint("established_on < abolished_on", name=op.f("ck_councils_established_before_abolished"))
    if _on_sqlite():
        days = {"established_on": "CASE WHEN length(established_on) = 10 THEN established_on END"}
        _remake("councils", [*_councils(established), ordered], days)
        _index_councils()
    else:
        op.alter_column(
            "councils",
            "established_on",
            type_=established.type,
            postgresql_using="CASE WHEN length(established_on) = 10 THEN CAST(established_on AS DATE) END",
        )
        op.create_check_constraint(ordered.name, "councils", ordered.sqltext)
    for name in ("timeline", "dated_judgements"):
        op.alter_column(name, "rendered", new_column_name="sent")
    # The old tables have no place for what belongs to a record of a later kind, nor for a finding without a summary.
    for name in ("findings", "figures"):
        op.execute(f"DELETE FROM {name} WHERE record_kind NOT IN ({PARENT_KINDS})")
    op.execute("DELETE FROM findings WHERE summary IS NULL")
    _remake("findings", _findings(_record_by_column("findings"), *PARENTS), DOWNWARDS)
    _remake("figures", _figures(_record_by_column("figures")), DOWNWARDS)
    for name in ("findings", "figures"):
        for column in PARENTS:
            op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _remake(name: str, items: list[Any], values: dict[str, str]) -> None:
    """Makes a table anew with its rows, since no engine can put a column between two others.

    `values` gives the expression for each column that is not copied as it is.
    """
    op.execute(f"CREATE TABLE rows_before AS SELECT * FROM {name}")
    op.drop_table(name)
    made = op.create_table(name, *items)
    columns = [column.name for column in made.columns]
    copied = ", ".join(values.get(column, column) for column in columns)
    op.execute(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {copied} FROM rows_before ORDER BY code")
    op.drop_table("rows_before")
    if name != "councils":
        for column in ("council_code", "source_code"):
            op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _index_councils() -> None:
    op.create_index(op.f("ix_councils_la_code"), "councils", ["la_code"])
    op.create_index(op.f("ix_councils_source_code"), "councils", ["source_code"])


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)


def _word(name: str, vocabulary: str, *words: str) -> sa.Column[str]:
    type_ = sa.Enum(*words, name=vocabulary, native_enum=False, create_constraint=True, length=64)
    return sa.Column(name, type_, nullable=False)


def _record_by_kind_and_code() -> list[Any]:
    return [_text("record_kind"), _text("record_code")]


def _record_by_column(table: str) -> list[Any]:
    return [
        *(_text(name, nullable=True) for name in PARENTS),
        sa.CheckConstraint(ONE_PARENT, name=op.f(f"ck_{table}_one_parent")),
        *(
            sa.ForeignKeyConstraint([name], [f"{kind}.code"], name=op.f(f"fk_{table}_{name}_{kind}"))
            for name, kind in PARENTS.items()
        ),
    ]


def _belonging(table: str, record: list[Any]) -> list[Any]:
    """What findings and figures have in common."""
    return [
        _text("code"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        _text("source_code"),
        _text("locator"),
        _text("council_code"),
        *record,
        sa.ForeignKeyConstraint(["council_code"], ["councils.code"], name=op.f(f"fk_{table}_council_code_councils")),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f(f"fk_{table}_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_{table}")),
    ]


def _findings(record: list[Any], *unique: str) -> list[Any]:
    """The table of findings, in which a position is used once for each value of the `unique` columns."""
    return [
        *_belonging("findings", record),
        sa.Column("position", sa.Integer(), nullable=False),
        _word(
            "type",
            "finding_type",
            *("finding", "area_for_improvement", "discussion", "decision", "vote", "next_step"),
        ),
        _word("polarity", "polarity", "strength", "improvement", "concern", "neutral"),
        _word(
            "theme",
            "theme",
            *("front_door", "assessment", "planning", "practice", "protection", "early_help", "care", "permanence"),
            *("placements", "care_leavers", "homelessness", "missing", "exploitation", "education", "disability"),
            *("asylum", "private_fostering", "voice", "oversight", "quality_assurance", "leadership", "governance"),
            *("workforce", "partnership", "funding", "improvement_plan", "inspection", "other"),
        ),
        _text("summary", nullable="record_code" in unique),
        _text("due_on", nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_findings_position_from_one")),
        *(sa.UniqueConstraint(column, "position", name=op.f(f"uq_findings_{column}_position")) for column in unique),
    ]


def _figures(record: list[Any]) -> list[Any]:
    return [
        *_belonging("figures", record),
        _text("measure"),
        sa.Column("value", sa.Float(), nullable=False),
        _word("comparator", "comparator", "=", "<", ">", ">=", "<=", "about"),
        _text("unit"),
        _text("as_of", nullable=True),
        _text("summary"),
    ]


def _councils(established_on: sa.Column[Any]) -> list[Any]:
    return [
        _text("code"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        _text("source_code"),
        _text("locator"),
        _text("name"),
        _text("official_name"),
        _text("gss_code"),
        _text("la_code"),
        _text("ofsted_urn", nullable=True),
        _word("type", "council_type", "county", "unitary", "metropolitan", "london_borough", "sui_generis"),
        _word(
            "region",
            "region",
            *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands"),
            *("East of England", "London", "South East", "South West"),
        ),
        established_on,
        sa.Column("abolished_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["source_code"], ["sources.code"], name=op.f("fk_councils_source_code_sources")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_councils")),
        sa.UniqueConstraint("gss_code", name=op.f("uq_councils_gss_code")),
        sa.UniqueConstraint("ofsted_urn", name=op.f("uq_councils_ofsted_urn")),
    ]
