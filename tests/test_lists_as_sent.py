"""What is stored as it is sent out is what the records say."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import Unavailable
from app.listing import known_codes as known
from app.queries.tables import COUNCILS, DATED_JUDGEMENTS, DOMAINS, FRAMEWORKS, INSPECTIONS, JUDGEMENTS, TIMELINE
from app.records import EVENTS
from app.records.event import TimelineEntryPublic
from app.records.inspection import JudgementPublic
from app.records.kind import reading_order, table
from app.releases.files import ReleaseFiles
from app.releases.prepared import Prepared, padded, place
from app.releases.sqlite import SqliteStore
from app.releases.store import open_store
from app.settings import Settings


def test_every_judgement_is_stored_as_its_records_say(shipped: Settings) -> None:
    with open_store("", shipped.data_dir).snapshot() as snapshot:
        rows = snapshot.connection.execute(
            sa.select(JUDGEMENTS, INSPECTIONS, DOMAINS.c.aspect, COUNCILS.c.name, COUNCILS.c.region)
            .join_from(JUDGEMENTS, INSPECTIONS, JUDGEMENTS.c.inspection_code == INSPECTIONS.c.code)
            .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
            .join(COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code)
        )
        expected = {}
        for row in rows.mappings():
            values = {column.name: row[column] for column in INSPECTIONS.c}
            values |= {column.name: row[column] for column in JUDGEMENTS.c}
            values |= {"aspect": row[DOMAINS.c.aspect], "council_name": row[COUNCILS.c.name]}
            values["region"] = row[COUNCILS.c.region]
            expected[values["code"]] = _as_sent(JudgementPublic, values)
        lines = snapshot.connection.execute(sa.select(DATED_JUDGEMENTS.c.code, DATED_JUDGEMENTS.c.rendered))
        stored = {row[0]: row[1] for row in lines}
    assert stored == expected


def test_every_line_of_the_timeline_is_stored_as_its_record_says(shipped: Settings) -> None:
    with open_store("", shipped.data_dir).snapshot() as snapshot:
        run = snapshot.connection.execute
        lines = {row["code"]: row for row in run(sa.select(TIMELINE)).mappings()}
        judged = run(
            sa.select(JUDGEMENTS.c.inspection_code, JUDGEMENTS.c.grade)
            .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
            .where(DOMAINS.c.aspect == "overall")
        )
        grades = {row[0]: row[1] for row in judged}
        seen = 0
        for kind in EVENTS:
            home = table(kind.table)
            for row in run(sa.select(home)).mappings():
                line = lines[row["code"]]
                values = {**row, "kind": kind.name, "headline": line["headline"], "url": f"{kind.path}/{row['code']}"}
                values["grade"] = grades.get(row["code"])
                assert line["rendered"] == _as_sent(TimelineEntryPublic, values)
                assert all(
                    line[name] == values[name] for name in ("earliest", "latest", "council_code", "published_earliest")
                )
                seen += 1
    assert seen == len(lines)


def _as_sent(shape: Any, values: dict[str, Any]) -> str:
    ordered = {name: values[name] for name in reading_order(shape)}
    return json.dumps(ordered, default=str, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("engine", ["shipped", "shipped_on_postgres"])
def test_a_prepared_statement_finds_what_the_statement_does(engine: str, request: pytest.FixtureRequest) -> None:
    where: Settings = request.getfixturevalue(engine)
    codes = ["herefordshire", "medway", "nowhere"]
    some = COUNCILS.c.code.in_([place(at, COUNCILS.c.code.type) for at in range(len(codes))])
    store = open_store(where.database_url, where.data_dir)
    with closing(store), store.snapshot() as snapshot:
        for statement, plain, values in [
            (sa.select(COUNCILS).where(some), sa.select(COUNCILS).where(COUNCILS.c.code.in_(codes)), codes),
            (sa.select(FRAMEWORKS), sa.select(FRAMEWORKS), []),
            (sa.select(DOMAINS.c.code, DOMAINS.c.limiting, DOMAINS.c.judged_from),) * 2 + ([],),
        ]:
            found = snapshot.rows(Prepared(statement.order_by(sa.text("1"))), values)
            expected = [tuple(row) for row in snapshot.connection.execute(plain.order_by(sa.text("1")))]
            assert [tuple(map(str, row)) for row in found] == [tuple(map(str, row)) for row in expected]
            assert len(found) >= 2


def test_values_are_padded_to_a_few_lengths() -> None:
    assert padded([]) == []
    assert padded(["a"]) == ["a"]
    assert padded("abca") == ["a", "b", "c", "c"]
    assert {len(padded(range(number))) for number in range(1, 201)} == {1, 2, 4, 8, 16, 32, 64, 128, 256}


def test_what_was_probably_meant_is_found_without_looking_through_everything(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "NEIGHBOURS", 3)
    known._around.cache_clear()
    with open_store("", shipped.data_dir).snapshot() as snapshot:
        asked = ["Medwya", *(f"herefordshir{letter}" for letter in "abcdfghij")]
        near = known.nearest(snapshot, asked, COUNCILS.c.code)
        statement = known._around(COUNCILS.c.code, 8).written(snapshot.connection.dialect)
        places = padded(code.lower() for code in asked[:5])
        plan = snapshot.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement.sql}",
            tuple((*places, *statement.constants)[number] for number in statement.order),
        ).fetchall()
    known._around.cache_clear()
    assert near["Medwya"] == "medway"
    assert near["herefordshira"] == "herefordshire"
    assert len(near) == known.SUGGESTED
    assert not [row for row in plan if "SCAN councils" in str(row[3])]


def test_a_connection_that_is_given_back_to_a_release_that_is_closed_is_closed(small: Settings) -> None:
    store = SqliteStore(small.data_dir)
    with store.snapshot() as snapshot:
        snapshot.rows(Prepared(sa.select(COUNCILS.c.code)))
        held = snapshot._raw
        store.close()
        assert held is not None
        held.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError):
        held.execute("SELECT 1")


def test_a_release_that_is_cleared_away_is_read_to_the_end_by_who_began_and_unavailable_to_others(
    small: Settings, tmp_path: Any
) -> None:
    folder = tmp_path / "data"
    files, copy = ReleaseFiles(small.data_dir), ReleaseFiles(folder)
    code = files.current()
    assert code is not None
    copy.releases.mkdir(parents=True)
    for source, target in [(files.database(code), copy.database(code)), (files.manifest(code), copy.manifest(code))]:
        target.write_bytes(source.read_bytes())
    copy.pointer.write_text(code)
    store = SqliteStore(folder)
    with closing(store):
        with store.snapshot() as begun:
            copy.database(code).unlink()
            assert begun.rows(Prepared(sa.select(COUNCILS.c.code)))
            assert begun.connection.execute(sa.select(COUNCILS.c.code)).all()
        with pytest.raises(Unavailable, match="cleared away"):
            store.snapshot()
