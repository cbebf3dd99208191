"""What is asked: three reads, the same again or in as many forms as there are."""

import sqlite3
from collections import Counter
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path

HOT = {
    "council": "/v1/councils/herefordshire",
    "timeline": "/v1/councils/herefordshire/timeline",
    "judgements": "/v1/judgements?aspect=overall&grade=requires_improvement",
}
# The councils with a history of more than a few inspections.
STORIED = ("herefordshire", "medway", "nottingham")
FIRST_DAY = date(2006, 1, 1)
PAGE = 50
LENGTHS = "SELECT count(*) FROM timeline GROUP BY council_code"
COMBINATIONS = """
SELECT d.aspect, j.grade, group_concat(i.latest)
FROM judgements j JOIN inspections i ON i.code = j.inspection_code JOIN domains d ON d.code = j.domain_code
WHERE j.grade IS NOT NULL GROUP BY d.aspect, j.grade HAVING count(*) >= 50 ORDER BY d.aspect, j.grade
"""


def cold(database: Path) -> dict[str, list[str]]:
    """For each read the paths that ask for it, in a fixed order; hundreds or thousands, all valid.

    Councils by each of their four codes that is theirs alone; timelines by every limit that takes them in whole; pages
    of 50 judgements from every day on which at least 50 were still to come.
    """
    names = _rows(database, "SELECT code, gss_code, la_code, ofsted_urn FROM councils ORDER BY code")
    # A successor can have the number of the council before it.
    once = Counter(name for row in names for name in row)
    councils = [f"/v1/councils/{row[number]}" for number in range(4) for row in names if once[row[number]] == 1]
    longest = max(int(number) for (number,) in _rows(database, LENGTHS))
    timelines = [f"/v1/councils/{code}/timeline?limit={limit}" for limit in range(longest, 501) for code in STORIED]
    judgements = [
        _from_each_day(f"/v1/judgements?aspect={aspect}&grade={grade}&happened_from={{day}}", days.split(","))
        for aspect, grade, days in _rows(database, COMBINATIONS)
    ]
    mixed = [path for paths in zip_longest(*judgements) for path in paths if path]
    return {"council": councils, "timeline": timelines, "judgements": mixed}


def _from_each_day(path: str, days: list[str]) -> list[str]:
    last = date.fromisoformat(sorted(days)[-PAGE])
    return [path.format(day=FIRST_DAY + timedelta(number)) for number in range((last - FIRST_DAY).days + 1)]


def _rows(database: Path, statement: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()
