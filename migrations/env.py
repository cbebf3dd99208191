"""Runs the migrations: on the connection that seeding hands over, or on DATABASE_URL for `alembic` itself."""

import os

import sqlalchemy as sa
from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import app.records
import app.records.release
import app.records.search  # noqa: F401  These two declare the tables that no package fills.


def number(_: MigrationContext, __: object, directives: list[MigrationScript]) -> None:
    """Gives a new migration the number after the newest one, whoever creates it: `0005`, and so on.

    The letters that Alembic makes up by default say nothing of the order.
    """
    newest = ScriptDirectory.from_config(context.config).get_current_head()
    for directive in directives:
        directive.rev_id = f"{int(newest or 0) + 1:04}"


def run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="sa.",
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("alembic: the migrations need a database; offline mode is not supported")

given: sa.Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise SystemExit("alembic: set DATABASE_URL, for example sqlite:///inspections.db")
    # Without a pool, so that no connection stays open.
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as own:
        run(own)
        own.commit()
