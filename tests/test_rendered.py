"""What is stored as the JSON that is sent is what the records say."""

import json
from typing import Any

import sqlalchemy as sa

from app.listing.statement import RENDERED
from app.partial_date import PartialDate, text_of
from app.queries.tables import (
    COUNCIL_COLUMNS,
    COUNCILS,
    DATED_JUDGEMENTS,
    DOMAINS,
    INSPECTIONS,
    JUDGEMENTS,
    SOURCES,
    TIMELINE,
)
from app.records import EVENTS
from app.records.event import TimelineEntryPublic
from app.records.inspection import JudgementPublic
from app.records.kind import reading_order, table
from app.releases.store import open_store
from app.settings import Settings

# The place of each grade on its scale, written here and not read from the code that is tested.
RANKS = {None: None, "outstanding": 1, "good": 2, "requires_improvement": 3, "adequate": 3, "inadequate": 4}


def test_every_judgement_is_stored_as_its_records_say(shipped: Settings) -> None:
    with open_store("", shipped.data_dir).snapshot() as snapshot:
        rows = snapshot.connection.execute(
            sa.select(JUDGEMENTS, INSPECTIONS, DOMAINS.c.aspect, COUNCILS)
            .join_from(JUDGEMENTS, INSPECTIONS, JUDGEMENTS.c.inspection_code == INSPECTIONS.c.code)
            .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
            .join(COUNCILS, INSPECTIONS.c.council_code == COUNCILS.c.code)
        )
        reports = {row[0]: row[1] for row in snapshot.connection.execute(sa.select(SOURCES.c.code, SOURCES.c.url))}
        expected = {}
        for row in rows.mappings():
            values = {column.name: row[column] for column in INSPECTIONS.c}
            values |= {column.name: row[column] for column in JUDGEMENTS.c}
            values |= {name: row[column] for name, column in COUNCIL_COLUMNS.items()}
            values |= {"aspect": row[DOMAINS.c.aspect], "grade_rank": RANKS[values["grade"]]}
            values["date_text"] = _in_words(values["started_on"], values["ended_on"])
            values["report_url"] = reports.get(f"{values['inspection_code']}-report")
            expected[values["code"]] = _as_sent(JudgementPublic, values)
        lines = snapshot.connection.execute(sa.select(DATED_JUDGEMENTS.c.code, DATED_JUDGEMENTS.c[RENDERED]))
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
        councils = {row["code"]: row for row in run(sa.select(COUNCILS)).mappings()}
        sources = {row["code"]: row for row in run(sa.select(SOURCES)).mappings()}
        seen = 0
        for kind in EVENTS:
            for stored in run(sa.select(table(kind.table))).mappings():
                record: Any = kind.row.model_validate({name: stored[name] for name in kind.row.model_fields})
                line = lines[stored["code"]]
                source, grade = sources[stored["source_code"]], grades.get(stored["code"])
                council = councils[stored["council_code"]]
                ended_on = stored.get("ended_on")
                # An inspection has its own report, wherever it is taken from.
                report = sources.get(f"{stored['code']}-report") if kind.name == "inspections" else source
                values = {
                    **stored,
                    **{name: council[column.name] for name, column in COUNCIL_COLUMNS.items()},
                    "kind": kind.name,
                    "ended_on": ended_on,
                    "date_text": _in_words(stored.get("started_on") or stored["held_on"], ended_on),
                    "source_title": source["title"],
                    "source_publisher": source["publisher"],
                    "report_url": report and report["url"],
                    "headline": record.headline,
                    "url": f"{kind.path}/{stored['code']}",
                    "grade": grade,
                    "grade_rank": RANKS[grade],
                }
                assert line[RENDERED] == _as_sent(TimelineEntryPublic, values)
                assert all(
                    line[name] == values[name] for name in ("earliest", "latest", "council_code", "published_earliest")
                )
                seen += 1
    assert seen == len(lines)


def _in_words(first: str, last: str | None) -> str:
    return text_of(PartialDate(first), PartialDate(last) if last else None)


def _as_sent(shape: Any, values: dict[str, Any]) -> str:
    ordered = {name: values[name] for name in reading_order(shape)}
    return json.dumps(ordered, default=str, ensure_ascii=False, separators=(",", ":"))
