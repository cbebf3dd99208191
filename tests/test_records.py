"""The register: what holds for every kind of record, whatever it is."""

import csv
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlmodel import SQLModel

from app.records import EVENTS, KINDS
from app.records.event import Event, EventTable, Timeline, TimelineEntry
from app.records.kind import Kind, Record, Sourced, reading_order, table
from app.releases.store import open_store
from app.seeding.read import packages
from app.settings import ROOT, Settings
from app.vocabulary import VOCABULARIES, Vocabulary
from tests.client import AppClient
from tests.conftest import case

FILES = {path.stem for package in packages(ROOT / "seed_data") for path in package.glob("*.csv")}
# Kinds that are sent out inside others, and where.
INSIDE = {"domains": "/v1/frameworks", "successions": "/v1/councils", "gaps": "/v1/coverage"}
DERIVED = {"earliest", "latest", "precision", "published_earliest", "published_latest"}
# What is derived in the tables of other kinds.
DERIVED_ELSEWHERE = {"councils": {"ofsted_url"}}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_event = pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.name)


def test_no_kind_is_registered_twice_and_every_dated_kind_is_a_kind() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert [kind for kind in KINDS if issubclass(kind.row, Event)] == list(EVENTS)


def test_every_table_of_the_models_is_of_a_kind_or_known() -> None:
    derived = {"timeline", "dated_judgements", "search_documents", "search_terms"}
    assert set(SQLModel.metadata.tables) == {kind.name for kind in KINDS} | {"releases", "release_files"} | derived


@every_kind
def test_parents_come_before_children(kind: Kind) -> None:
    before = [other.name for other in KINDS[: KINDS.index(kind)]]
    assert {key.column.table.name for key in table(kind.table).foreign_keys} <= set(before)


@every_kind
def test_the_name_of_a_kind_is_its_table_and_its_row_is_in_it(kind: Kind) -> None:
    assert table(kind.table).name == kind.name
    assert issubclass(kind.table, kind.row)
    assert issubclass(kind.row, Record)
    assert [column.name for column in table(kind.table).primary_key] == ["code"]


@every_kind
def test_a_field_of_the_row_is_a_column_of_the_table_and_nothing_else_is_but_what_is_derived(kind: Kind) -> None:
    columns = {column.name for column in table(kind.table).columns}
    derived = DERIVED if kind in EVENTS else DERIVED_ELSEWHERE.get(kind.name, set())
    assert columns == set(kind.row.model_fields) | derived
    assert not derived & set(kind.row.model_fields)


@every_kind
def test_a_field_may_be_null_exactly_if_its_column_may(kind: Kind) -> None:
    for name, field in kind.row.model_fields.items():
        optional = type(None) in getattr(field.annotation, "__args__", ())
        assert table(kind.table).c[name].nullable is optional, name
        # A field without a value must be written down as such: there is no silent default.
        assert field.is_required(), name


@every_kind
def test_the_header_of_a_seed_file_is_the_columns_in_reading_order(kind: Kind) -> None:
    headers = []
    for package in packages(ROOT / "seed_data"):
        path = package / f"{kind.name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                headers.append(next(csv.reader(file)))
    assert headers, f"no package holds {kind.name}"
    for header in headers:
        assert header == reading_order(kind.row)


def test_the_project_ships_every_kind_and_nothing_else() -> None:
    assert {kind.name for kind in KINDS} == FILES


@every_kind
def test_every_field_has_a_description_and_an_example(kind: Kind) -> None:
    for name, field in kind.row.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        (example,) = field.examples or [None]
        if example is None:
            assert type(None) in getattr(field.annotation, "__args__", ()), name
        else:
            # An example that its own field would refuse teaches the wrong thing.
            TypeAdapter(Any if field.annotation is None else field.annotation).validate_python(str(example))


@every_kind
def test_an_example_keeps_the_pattern_of_its_field(kind: Kind) -> None:
    examples: dict[str, Any] = {
        name: field.examples[0] for name, field in kind.row.model_fields.items() if field.examples
    }
    row = kind.row.model_validate({name: None if value is None else str(value) for name, value in examples.items()})
    for name, value in examples.items():
        assert str(getattr(row, name)) in (str(value), f"{value}.0"), name


@every_kind
def test_a_row_says_when_it_was_recorded_and_all_that_is_taken_from_a_source_from_where(kind: Kind) -> None:
    assert kind.row.model_fields["recorded_on"].annotation is date
    assert issubclass(kind.row, Sourced) is (kind.name not in ("sources", "changes"))


@every_kind
def test_a_coded_column_takes_the_words_of_its_vocabulary_and_no_other(kind: Kind) -> None:
    for name, field in kind.row.model_fields.items():
        words = [part for part in getattr(field.annotation, "__args__", (field.annotation,)) if part is not type(None)]
        stored = table(kind.table).c[name].type
        if isinstance(words[0], type) and issubclass(words[0], Vocabulary):
            assert isinstance(stored, sa.Enum), name
            assert stored.enums == [word.value for word in words[0]], name
            assert words[0] in VOCABULARIES.values(), name
        else:
            assert not isinstance(stored, sa.Enum), name


def constraints() -> list[sa.Constraint | sa.Index]:
    """Every constraint and index of every table."""
    homes = SQLModel.metadata.tables.values()
    found: list[sa.Constraint | sa.Index] = [item for home in homes for item in home.constraints]
    return found + [item for home in homes for item in home.indexes]


def test_every_constraint_and_index_has_a_name_of_its_own_that_postgres_does_not_cut() -> None:
    names = [str(item.name) for item in constraints()]
    assert "None" not in names
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 63] == []


@every_kind
def test_every_reference_has_an_index_that_begins_with_it(kind: Kind) -> None:
    first = {next(iter(index.columns)).name for index in table(kind.table).indexes}
    assert {key.parent.name for key in table(kind.table).foreign_keys} <= first


@every_kind
def test_what_is_sent_out_has_every_column_under_the_same_name(kind: Kind, api: AppClient) -> None:
    if kind.name in INSIDE:
        key = {"successions": "successors"}.get(kind.name, kind.name)
        items = api.get(INSIDE[kind.name], params={"limit": 500}).json()["items"]
        item = next(inner for outer in items for inner in outer[key])
        if kind.name == "successions":
            # A succession is sent out as a link from either of its councils.
            assert set(item) == {"code", "name", "happened_on", "extent", "url"}
            return
    else:
        answer = api.get(kind.path, params={"limit": 1})
        assert answer.status_code == 200
        (item,) = answer.json()["items"]
    assert set(kind.row.model_fields) <= set(item)


@every_kind
def test_every_row_of_the_shipped_files_is_in_the_database_value_by_value(kind: Kind, shipped: Settings) -> None:
    rows: dict[str, dict[str, str]] = {}
    for package in packages(ROOT / "seed_data"):
        path = package / f"{kind.name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                rows |= {row["code"]: row for row in csv.DictReader(file)}
    store = open_store(shipped.database_url, shipped.data_dir)
    with store.snapshot() as snapshot:
        stored = snapshot.connection.execute(sa.select(table(kind.table))).mappings().fetchall()
    store.close()
    # Seeding cites each record as a whole by itself.
    own = [row for row in stored if not (kind.name == "citations" and row["field"] is None)]
    assert {row["code"] for row in own} == set(rows)
    assert rows
    for row in own:
        for name, cell in rows[row["code"]].items():
            value = row[name]
            if isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, float):
                assert float(cell) == value
            else:
                assert cell == ("" if value is None else str(value))


@every_event
def test_every_dated_kind_is_on_the_timeline_and_has_an_endpoint(kind: Kind, api: AppClient) -> None:
    listed = api.get(kind.path, params={"limit": 500}).json()
    entries = api.get("/v1/timeline", params={"kind": kind.name, "limit": 500}).json()
    assert listed["total"] == entries["total"] > 0
    assert {entry["kind"] for entry in entries["items"]} == {kind.name}
    by_code = {item["code"]: item for item in listed["items"]}
    for entry in entries["items"]:
        item = by_code[entry["code"]]
        for name in ("council_code", "earliest", "latest", "precision", "published_on"):
            assert entry[name] == item[name]
        assert entry["url"] == f"{kind.path}/{entry['code']}"
        assert entry["headline"]
    one = api.get(entries["items"][0]["url"]).json()
    assert {name: one[name] for name in by_code[one["code"]]} == by_code[one["code"]]


def test_the_timeline_holds_the_dated_kinds_and_no_other(api: AppClient) -> None:
    totals = [api.get(kind.path, params={"limit": 1}).json()["total"] for kind in EVENTS]
    assert api.get("/v1/timeline", params={"limit": 1}).json()["total"] == sum(totals)


@every_event
def test_a_dated_table_has_the_span_of_the_timeline(kind: Kind) -> None:
    assert issubclass(kind.table, EventTable)
    assert set(TimelineEntry.model_fields) - {"kind", "headline"} <= set(kind.table.model_fields)
    line, home = table(Timeline), table(kind.table)
    for name in DERIVED:
        assert type(home.c[name].type) is type(line.c[name].type)


def test_a_dated_kind_must_say_when_it_happened_and_what_to_call_it() -> None:
    nameless = Event.model_construct()
    with pytest.raises(NotImplementedError):
        _ = nameless.happened
    with pytest.raises(NotImplementedError):
        _ = nameless.headline


def test_the_values_of_a_row_are_its_fields_in_their_order() -> None:
    # They are taken from where pydantic keeps them, which is quick and undocumented.
    for kind in KINDS:
        values: dict[str, Any] = {name: name for name in kind.row.model_fields}
        with case(kind.name):
            assert list(kind.row.model_construct(**values).stated().items()) == list(values.items())
