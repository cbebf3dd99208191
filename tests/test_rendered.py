"""What is stored as the JSON that is sent is what the records say."""

import json
from typing import Any

import sqlalchemy as sa

from app.listing.statement import RENDERED
from app.queries.tables import COUNCILS, DATED_JUDGEMENTS, DOMAINS, INSPECTIONS, JUDGEMENTS, TIMELINE
from app.records import EVENTS
from app.records.event import TimelineEntryPublic
from app.records.inspection import JudgementPublic
from app.records.kind import reading_order, table
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
        seen = 0
        for kind in EVENTS:
            for stored in run(sa.select(table(kind.table))).mappings():
                record: Any = kind.row.model_validate({name: stored[name] for name in kind.row.model_fields})
                line = lines[stored["code"]]
                values = {
                    **stored,
                    "kind": kind.name,
                    "headline": record.headline,
                    "url": f"{kind.path}/{stored['code']}",
                    "grade": grades.get(stored["code"]),
                }
                assert line[RENDERED] == _as_sent(TimelineEntryPublic, values)
                assert all(
                    line[name] == values[name] for name in ("earliest", "latest", "council_code", "published_earliest")
                )
                seen += 1
    assert seen == len(lines)


def _as_sent(shape: Any, values: dict[str, Any]) -> str:
    ordered = {name: values[name] for name in reading_order(shape)}
    return json.dumps(ordered, default=str, ensure_ascii=False, separators=(",", ":"))
