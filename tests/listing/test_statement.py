"""Conditions: SQL with parameters, which finds what a plain reading of every row finds, on both engines."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.tables import COUNCILS, DOMAINS, FINDINGS, INSPECTIONS
from app.releases.store import open_store
from app.settings import Settings

CODE, REGION = COUNCILS.c.code, COUNCILS.c.region
DAY = date(2018, 6, 11)
Row = dict[str, Any]

# What a condition is on, the condition, and what it says in Python.
CONDITIONS: dict[str, tuple[sa.Table, Callable[[Where], Where], Callable[[Row], bool]]] = {
    "equals": (COUNCILS, lambda w: w.equals(CODE, "medway"), lambda r: r["code"] == "medway"),
    "one word": (COUNCILS, lambda w: w.one_of(["medway"], CODE), lambda r: r["code"] == "medway"),
    "three words": (
        COUNCILS,
        lambda w: w.one_of(["medway", "nowhere", "barnet"], CODE),
        lambda r: r["code"] in ("medway", "barnet"),
    ),
    "words of two columns": (
        COUNCILS,
        lambda w: w.one_of(["London"], REGION).one_of(["barnet", "E06000035"], CODE, COUNCILS.c.gss_code),
        lambda r: r["region"] == "London" and (r["code"] == "barnet" or r["gss_code"] == "E06000035"),
    ),
    "no word": (COUNCILS, lambda w: w.one_of([], CODE), lambda r: False),
    "no condition": (
        COUNCILS,
        lambda w: (
            w.one_of(None, CODE)
            .at_least(CODE, None)
            .at_most(CODE, None)
            .more_than(CODE, None)
            .is_true(CODE, None)
            .is_known(CODE, None)
        ),
        lambda r: True,
    ),
    "known": (COUNCILS, lambda w: w.is_known(COUNCILS.c.abolished_on, True), lambda r: r["abolished_on"] is not None),
    "unknown": (COUNCILS, lambda w: w.is_known(COUNCILS.c.abolished_on, False), lambda r: r["abolished_on"] is None),
    "true": (DOMAINS, lambda w: w.is_true(DOMAINS.c.limiting, True), lambda r: r["limiting"] is True),
    "false": (DOMAINS, lambda w: w.is_true(DOMAINS.c.limiting, False), lambda r: r["limiting"] is False),
    "at least a day": (
        INSPECTIONS,
        lambda w: w.at_least(INSPECTIONS.c.earliest, DAY),
        lambda r: str(r["earliest"]) >= str(DAY),
    ),
    "at most a day": (
        INSPECTIONS,
        lambda w: w.at_most(INSPECTIONS.c.earliest, DAY),
        lambda r: str(r["earliest"]) <= str(DAY),
    ),
    "at least a number": (FINDINGS, lambda w: w.at_least(FINDINGS.c.position, 3), lambda r: r["position"] >= 3),
    "more than a number": (FINDINGS, lambda w: w.more_than(FINDINGS.c.position, 3), lambda r: r["position"] > 3),
    "both": (
        FINDINGS,
        lambda w: w.more_than(FINDINGS.c.position, 1).at_most(FINDINGS.c.position, 2),
        lambda r: r["position"] == 2,
    ),
}


@pytest.mark.parametrize("engine", ["shipped", "shipped_on_postgres"])
def test_a_condition_finds_what_a_reading_of_every_row_finds(engine: str, request: pytest.FixtureRequest) -> None:
    settings: Settings = request.getfixturevalue(engine)
    with closing(open_store(settings.database_url, settings.data_dir)) as store, store.snapshot() as snapshot:
        for name, (table, add, says) in CONDITIONS.items():
            definition = ListDefinition(name, sa.select(table), (table.c.code,))
            every = fetch_all(snapshot, definition, Where())
            found = fetch_all(snapshot, definition, add(Where()))
            assert found == [row for row in every if says(row)], name
            assert 0 < len(found) < len(every) or name in ("no word", "no condition"), name


@pytest.mark.parametrize("engine", ["shipped", "shipped_on_postgres"])
def test_the_rows_of_a_list_are_those_that_sqlalchemy_finds(engine: str, request: pytest.FixtureRequest) -> None:
    settings: Settings = request.getfixturevalue(engine)
    with closing(open_store(settings.database_url, settings.data_dir)) as store, store.snapshot() as snapshot:
        for table in (COUNCILS, DOMAINS, INSPECTIONS, FINDINGS):
            statement = sa.select(table)
            found = fetch_all(snapshot, ListDefinition(table.name, statement, (table.c.code,)), Where())
            expected = snapshot.connection.execute(statement.order_by(table.c.code)).mappings()
            # Dates come as their text from SQLite.
            assert [{name: str(row[name]) for name in row} for row in found] == [
                {name: str(row[name]) for name in row} for row in expected
            ]
            assert {type(row[flag]) for row in found for flag in row if flag == "limiting"} <= {bool}


def test_values_are_padded_to_a_few_lengths_so_that_few_statements_serve_all() -> None:
    def bound(words: list[str]) -> list[str]:
        where = Where()
        where.bind_all(words)
        return list(where.values.values())

    assert bound([]) == []
    assert bound(["a"]) == ["a"]
    assert bound(list("abca")) == ["a", "b", "c", "c"]
    many = [[f"c{number}" for number in range(length)] for length in range(1, 201)]
    assert {len(bound(words)) for words in many} == {1, 2, 4, 8, 16, 32, 64, 128, 256}
    assert len({Where().one_of(words, CODE).sql for words in many}) == 9


@given(st.lists(st.text(min_size=1), max_size=5), st.text(min_size=1))
def test_no_word_of_a_client_becomes_part_of_a_statement(words: list[str], word: str) -> None:
    where = Where().one_of(words, CODE).equals(REGION, word).at_least(CODE, None)
    same = Where().one_of([f"w{number}" for number, _ in enumerate(dict.fromkeys(words))], CODE).equals(REGION, "x")
    assert where.sql == same.sql
    assert set(where.values.values()) == {*words, word}


def test_every_value_has_a_parameter_of_its_own() -> None:
    where = Where().equals(CODE, "a").one_of(["b", "c"], REGION).at_least(INSPECTIONS.c.earliest, DAY)
    assert where.sql == (" WHERE councils.code = :p0 AND councils.region IN (:p1, :p2) AND inspections.earliest >= :p3")
    assert where.values == {"p0": "a", "p1": "b", "p2": "c", "p3": "2018-06-11"}
