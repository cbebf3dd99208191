"""Migrations: on both engines they make exactly the tables of the models, and can be walked down and up again."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import CommandLine
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from app.errors import Unavailable
from app.records import EVENTS, KINDS
from app.records.kind import table
from app.releases import files
from app.releases.files import schema_revision
from app.seeding.build import fill, release_of
from app.seeding.read import Dataset, read_packages
from app.seeding.schema import alembic_config, create_indexes, create_tables, migrate
from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.postgres import database
from tests.seeding.test_check import full_world

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("[0-9]*.py"))
METADATA = SQLModel.metadata


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, folder: Path) -> Iterator[sa.Engine]:
    """An engine on an empty database, on which foreign keys are enforced."""
    if request.param == "postgres":
        made = sa.create_engine(request.getfixturevalue("postgres"))
    else:
        made = sa.create_engine(f"sqlite:///{folder / 'own.db'}")
    yield made
    made.dispose()


@contextmanager
def made_once(dialect: str, name: str, request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An engine on an empty database for all tests of this file, of which none may change it."""
    if dialect == "postgres":
        with database(request.getfixturevalue("postgres_server"), f"{name}_{os.getpid()}") as url:
            made = sa.create_engine(url)
            yield made
            made.dispose()
        return
    home = request.getfixturevalue("tmp_path_factory").mktemp(name)
    made = sa.create_engine(f"sqlite:///{home / 'own.db'}")
    yield made
    made.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database that was migrated to the head, with rows of every kind, in which references are enforced."""
    rows = read_packages(full_world().write(tmp_path_factory.mktemp("packages")))
    with made_once(request.param, "filled", request) as engine:
        if request.param == "sqlite":
            sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
        with engine.begin() as connection:
            migrate(connection)
            fill(connection, rows, release_of(rows, None))
        yield engine


@pytest.fixture(scope="module")
def modelled(filled: sa.Engine, request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """A second database of the same sort, with the tables as the models declare them."""
    with made_once("sqlite" if filled.dialect.name == "sqlite" else "postgres", "modelled", request) as engine:
        METADATA.create_all(engine)
        yield engine


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    """A dataset with rows of every kind."""
    return read_packages(full_world().write(folder / "packages"))


def reflected(engine: sa.Engine) -> dict[str, Any]:
    """Everything that the inspector and the catalogue say of the tables, Alembic's own left out."""
    inspector = sa.inspect(engine)
    found: dict[str, Any] = {}
    for name in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
        found[name] = {
            "columns": [
                (column["name"], repr(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(name)
            ],
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": sorted(inspector.get_foreign_keys(name), key=lambda item: str(item["name"])),
            "unique": sorted(inspector.get_unique_constraints(name), key=lambda item: str(item["name"])),
            "checks": sorted(inspector.get_check_constraints(name), key=lambda item: str(item["name"])),
            "indexes": sorted(inspector.get_indexes(name), key=lambda item: str(item["name"])),
        }
    if engine.dialect.name == "postgresql":
        query = sa.text(
            "SELECT table_name, column_name, collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name <> 'alembic_version' AND data_type LIKE 'character%'"
        )
        with engine.connect() as connection:
            found["collations"] = {(row[0], row[1]): row[2] for row in connection.execute(query)}
    return found


def walk(engine: sa.Engine, revision: str, up: bool = True) -> None:
    """Takes a database to a revision."""
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.upgrade if up else command.downgrade)(config, revision)


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]


def test_the_migrations_make_the_tables_of_the_models(filled: sa.Engine, modelled: sa.Engine) -> None:
    made, declared = reflected(filled), reflected(modelled)
    assert set(made) == set(declared)
    for name, expected in declared.items():
        assert made[name] == expected, name
    derived = {"timeline", "dated_judgements", "search_documents", "search_terms"}
    known = {kind.name for kind in KINDS} | {"releases", "release_files"} | derived
    assert known == set(made) - {"collations"}


def test_a_release_file_has_exactly_the_tables_that_the_migrations_make(dataset: Dataset, folder: Path) -> None:
    migrated, release = (sa.create_engine(f"sqlite:///{folder / name}.db") for name in ("migrated", "release"))
    walk(migrated, "head")
    with release.begin() as connection:
        create_tables(connection)
        fill(connection, dataset, release_of(dataset, None))
        create_indexes(connection)
    assert reflected(release) == reflected(migrated)
    assert declared_in(release) == declared_in(migrated)
    assert "alembic_version" in declared_in(release)
    migrated.dispose()
    release.dispose()


def declared_in(engine: sa.Engine) -> dict[str, list[str]]:
    """What a database of SQLite says of itself by the names of its tables and indexes, clauses in any order.

    The row of Alembic's own table is among it.
    """
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    # SQLite writes the name of a table that was renamed between quotes.
    plain = {name: sql.replace(f'CREATE TABLE "{name}"', f"CREATE TABLE {name}") for name, sql in found}
    clauses = {name: sorted(line.strip().rstrip(",") for line in sql.splitlines()) for name, sql in plain.items()}
    return clauses | {"version": list(version)}


@pytest.mark.parametrize("filled", ["postgres"], indirect=True)
def test_every_text_of_postgres_sorts_by_code_point(filled: sa.Engine) -> None:
    collations = reflected(filled)["collations"]
    coded = {
        (home.name, column.name)
        for home in METADATA.tables.values()
        for column in home.columns
        if isinstance(column.type, sa.Enum)
    }
    assert ("councils", "code") in collations
    assert {place for place, collation in collations.items() if collation != "C"} <= coded


def test_the_models_have_no_check_that_only_they_know(filled: sa.Engine) -> None:
    # The inspector is asked for each by name, since a comparison of two empty lists would prove nothing.
    inspector = sa.inspect(filled)
    for home in METADATA.tables.values():
        declared = {str(item.name) for item in home.constraints if isinstance(item, sa.CheckConstraint)}
        assert {item["name"] for item in inspector.get_check_constraints(home.name)} == declared
    assert "ck_judgements_grade_xor_absence" in {item["name"] for item in inspector.get_check_constraints("judgements")}


# A release file is made anew and never migrated, so that on SQLite only those do this who bring their own database.
WITH_ROWS = pytest.mark.parametrize(
    "engine", [pytest.param("sqlite", marks=pytest.mark.thorough), "postgres"], indirect=True
)


@WITH_ROWS
def test_every_revision_can_be_walked_up_down_and_up_with_data_loaded(engine: sa.Engine, dataset: Dataset) -> None:
    steps = revisions()
    assert steps[-1] == schema_revision()
    for revision in steps:
        walk(engine, revision)
    first = reflected(engine)
    load(engine, dataset)
    for revision in [*steps[-2::-1], "base"]:
        walk(engine, revision, up=False)
    assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version"}
    for revision in steps:
        walk(engine, revision)
    assert reflected(engine) == first
    load(engine, dataset)


# An older one is history, and changes no more.
@WITH_ROWS
@pytest.mark.parametrize("count", [2, pytest.param(1000, marks=pytest.mark.thorough)], ids=["the latest", "all"])
def test_each_single_revision_can_be_taken_back_and_made_again(count: int, engine: sa.Engine, dataset: Dataset) -> None:
    every = ["base", *revisions()]
    *_, before = every[:-count] or ["base"]
    walk(engine, before)
    for revision in every[every.index(before) + 1 :]:
        walk(engine, revision)
        there = reflected(engine)
        if revision == schema_revision():
            load(engine, dataset)
        walk(engine, before, up=False)
        walk(engine, revision)
        assert reflected(engine) == there
        before = revision


def load(engine: sa.Engine, dataset: Dataset) -> None:
    """Fills a database and counts what is in it."""
    release = release_of(dataset, None)
    with engine.begin() as connection:
        fill(connection, dataset, release)
    with engine.connect() as connection:
        for kind in KINDS:
            count = connection.execute(sa.select(sa.func.count()).select_from(table(kind.table))).scalar_one()
            assert count == release.counts[kind.name] > 0


@WITH_ROWS
def test_0004_carries_the_rows_down_to_the_old_columns_and_up_again(engine: sa.Engine, dataset: Dataset) -> None:
    # The tables of today are filled, since a kind that came later has none at 0004.
    walk(engine, "head")
    load(engine, dataset)
    walk(engine, "0004", up=False)
    with engine.begin() as connection:
        for code, known in {
            "medway": "1998-04-01",
            "cumbria": "1889",
            "cumberland": "[2023-04-01..2023-04-30]",
        }.items():
            connection.execute(sa.text(f"UPDATE councils SET established_on='{known}' WHERE code='{code}'"))
        connection.execute(
            sa.text(
                "INSERT INTO findings (code, recorded_on, source_code, locator, council_code, record_kind, "
                "record_code, position, type, polarity, theme) SELECT 'unwritten', recorded_on, source_code, locator, "
                "council_code, record_kind, record_code, 2, type, polarity, theme FROM findings"
            )
        )
    before = {name: rows(engine, name) for name in ("findings", "figures", "councils", "timeline", "dated_judgements")}

    walk(engine, "0003", up=False)
    for name in ("findings", "figures"):
        (row,) = rows(engine, name).values()
        parents = {column: value for column, value in row.items() if value == "herefordshire-mv-2023-03"}
        assert parents == {"monitoring_visit_code": "herefordshire-mv-2023-03"}
        assert "record_code" not in row
    established = {code: row["established_on"] for code, row in rows(engine, "councils").items()}
    assert {code: day and str(day) for code, day in established.items()} == {
        "herefordshire": None,
        "medway": "1998-04-01",
        "cumbria": None,
        "cumberland": None,
    }
    sent = {code: row["sent"] for code, row in rows(engine, "timeline").items()}
    assert sent == {code: row["rendered"] for code, row in before["timeline"].items()}

    walk(engine, "0004")
    del before["findings"]["unwritten"]
    for code in ("cumbria", "cumberland"):
        before["councils"][code]["established_on"] = None
    assert {name: rows(engine, name) for name in before} == before


@WITH_ROWS
def test_0006_keeps_the_focused_visits_and_the_meetings_that_considered_them(
    engine: sa.Engine, dataset: Dataset
) -> None:
    walk(engine, "head")
    load(engine, dataset)
    before = {name: rows(engine, name) for name in ("focused_visits", "meetings")}
    walk(engine, "0005", up=False)
    without = {
        code: {name: value for name, value in row.items() if name != "area"}
        for code, row in before["focused_visits"].items()
    }
    assert rows(engine, "focused_visits") == without
    walk(engine, "0006")
    assert {name: rows(engine, name) for name in before} == before


def rows(engine: sa.Engine, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by their codes, as the driver gives them."""
    with engine.connect() as connection:
        found = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings()
        return {row["code"]: dict(row) for row in found}


# What must never be false is refused by the database itself, also for those who write to it by hand.


EVENT_TABLES = tuple(kind.name for kind in EVENTS)
BREAKING: dict[str, str] = {
    "ck_neighbours_two_councils": "UPDATE neighbours SET neighbour_code = council_code",
    "ck_neighbours_rank_from_one_to_ten": "UPDATE neighbours SET rank=11",
    "ck_successions_two_councils": "UPDATE successions SET successor_code = predecessor_code",
    "ck_domains_judged_in_order": "UPDATE domains SET judged_from='2023-01-01', judged_to='2022-12-31'",
    "ck_judgements_grade_xor_absence": "UPDATE judgements SET absence='not_found'",
    "ck_judgements_printed_only_if_stated": "UPDATE judgements SET grade=NULL, absence='not_found'",
    "ck_send_inspections_previous_before": "UPDATE send_inspections SET previous_started_on='2030'",
    "ck_monitoring_visits_ordinal_in_range": "UPDATE monitoring_visits SET ordinal=11",
    "ck_findings_position_from_one": "UPDATE findings SET position=0",
    "ck_changes_field_if_changed": "UPDATE changes SET change='changed'",
    "ck_changes_values_of_a_field": "UPDATE changes SET after='x'",
    "ck_changes_sequence_from_one": "UPDATE changes SET sequence=0",
    "ck_citations_value_of_a_field": "UPDATE citations SET field=NULL WHERE stated_value IS NOT NULL",
    **{f"ck_{name}_happened_in_order": f"UPDATE {name} SET latest='2001-01-01'" for name in EVENT_TABLES},
    **{
        f"ck_{name}_published_in_order": f"UPDATE {name} SET published_earliest='2026-02-01', "
        "published_latest='2026-01-31'"
        for name in EVENT_TABLES
    },
    **{
        f"ck_{name}_published_after_it_began": f"UPDATE {name} SET published_earliest='2001-01-01', "
        "published_latest='2001-01-01'"
        for name in EVENT_TABLES
    },
}


def test_every_rule_of_the_database_is_broken_once_here() -> None:
    named = {
        str(item.name)
        for home in METADATA.tables.values()
        for item in home.constraints
        if isinstance(item, sa.CheckConstraint) and not getattr(item, "_type_bound", False)
    }
    assert set(BREAKING) == named


def test_the_database_refuses_what_breaks_a_rule(filled: sa.Engine) -> None:
    for name, statement in BREAKING.items():
        with filled.connect() as connection, pytest.raises(sa.exc.IntegrityError, match=name):
            connection.execute(sa.text(statement))


def test_the_database_refuses_a_word_that_is_not_of_the_vocabulary(filled: sa.Engine) -> None:
    coded = [
        (home.name, column.name, column.type.name)
        for home in METADATA.tables.values()
        for column in home.columns
        if isinstance(column.type, sa.Enum)
    ]
    assert len(coded) > 25
    for home, column, vocabulary in coded:
        # A judgement has a grade or an absence: the one must go for the other to be tried.
        other = ", grade=NULL, grade_printed=NULL" if (home, column) == ("judgements", "absence") else ""
        with filled.connect() as connection, pytest.raises(sa.exc.IntegrityError, match=f"ck_{home}_{vocabulary}"):
            connection.execute(sa.text(f"UPDATE {home} SET {column}='zebra'{other}"))


def test_the_database_refuses_a_reference_that_leads_nowhere(filled: sa.Engine) -> None:
    references = [(home.name, key.parent.name) for home in METADATA.tables.values() for key in home.foreign_keys]
    assert len(references) > 35
    for home, column in references:
        with filled.connect() as connection:
            one = connection.execute(sa.text(f"SELECT min(code) FROM {home} WHERE {column} IS NOT NULL")).scalar()
            one = one or connection.execute(sa.text(f"SELECT min(code) FROM {home}")).scalar()
            with pytest.raises(sa.exc.IntegrityError, match=r"(?i)foreign key"):
                connection.execute(sa.text(f"UPDATE {home} SET {column}='nobody' WHERE code='{one}'"))


# SQLite says that a number which names a row has another type.
NO_VALUE = r"(?i)not.null|datatype mismatch"


def test_the_database_refuses_an_empty_cell_where_a_value_is_needed(filled: sa.Engine) -> None:
    for home in METADATA.tables.values():
        for column in home.columns:
            if not column.nullable:
                with filled.connect() as connection:
                    if home.name == "release_files":
                        connection.execute(sa.insert(home), {"path": "a-file", "position": 0, "content": b"x"})
                    with pytest.raises(sa.exc.IntegrityError, match=NO_VALUE):
                        connection.execute(sa.text(f"UPDATE {home.name} SET {column.name}=NULL"))


# The revisions as files, and `alembic` as people run it.


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_revision_imports_nothing_of_the_application(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(str(node.module).split(".")[0])
    assert imported <= {"sqlalchemy", "alembic", "datetime", "typing"}
    assert "sqlalchemy" in imported


def test_the_revisions_are_one_line_and_named_by_their_numbers() -> None:
    scripts = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())[::-1]
    assert [Path(script.path) for script in scripts] == VERSIONS
    assert [script.revision for script in scripts] == [f"{number:04}" for number in range(1, len(scripts) + 1)]
    assert all(Path(script.path).stem.startswith(f"{script.revision}_") for script in scripts)


def test_a_new_revision_gets_the_next_number_and_the_server_sees_it(
    engine: sa.Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(ROOT / "migrations", folder / "migrations")
    walk(engine, "head")
    config = alembic_config()
    config.set_main_option("script_location", str(home))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.revision(config, "a new kind", autogenerate=True)
    expected = f"{int(schema_revision()) + 1:04}"
    assert [path.name for path in home.glob("versions/*_a_new_kind.py")] == [f"{expected}_a_new_kind.py"]
    monkeypatch.setattr(files, "MIGRATIONS", home)
    assert files.schema_revision.__wrapped__() == expected


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (
            {
                "c4f3_a": 'revision = "c4f3"\ndown_revision = None',
                "0002_b": 'revision = "0002"\ndown_revision = "c4f3"',
            },
            "0002",
        ),
        ({"a": "revision: str = 'c4f3'\ndown_revision: str | None = None", "b": "# No revision."}, "c4f3"),
    ],
)
def test_the_newest_revision_is_the_one_that_no_other_follows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, written: dict[str, str], found: str
) -> None:
    (folder / "versions").mkdir()
    for name, text in written.items():
        (folder / "versions" / f"{name}.py").write_text(text)
    monkeypatch.setattr(files, "MIGRATIONS", folder)
    assert files.schema_revision.__wrapped__() == found
    (folder / "versions" / "fork.py").write_text('revision = "fork"')
    with pytest.raises(Unavailable, match=f"they end in {found}, fork"):
        files.schema_revision.__wrapped__()


def alembic(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs plain `alembic` in the project's folder."""
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.thorough)], indirect=True)
def test_plain_alembic_makes_and_checks_a_database_of_either_engine(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    done = alembic("upgrade", "head", DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    # The others are called in this process, and end it if they fail.
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATABASE_URL", url)
    CommandLine().main(["check"])
    CommandLine().main(["downgrade", "base"])
    assert set(sa.inspect(engine).get_table_names()) <= {"alembic_version"}


def test_a_database_that_alembic_made_can_be_seeded(postgres: str, folder: Path) -> None:
    engine = sa.create_engine(postgres)
    walk(engine, "head")
    engine.dispose()
    assert seed(full_world().write(folder / "packages"), Settings(database_url=postgres)).changed


def test_plain_alembic_without_a_url_or_offline_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for arguments, words in (
        (["upgrade", "head"], "alembic: set DATABASE_URL, for example sqlite:///inspections.db"),
        (["upgrade", "head", "--sql"], "alembic: the migrations need a database; offline mode is not supported"),
    ):
        with pytest.raises(SystemExit, match=words):
            CommandLine().main(arguments)
