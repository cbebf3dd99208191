"""What is asked: three reads, the same again or in as many forms as there are."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

HOT = {
    "council": "/v1/councils/herefordshire",
    "timeline": "/v1/councils/herefordshire/timeline",
    "judgements": "/v1/judgements?aspect=overall&grade=requires_improvement",
}
# The councils with a history of more than a few inspections.
STORIED = ("herefordshire", "medway", "nottingham")
FIRST_DAY = date(2006, 1, 1)
COMBINATIONS = """
SELECT d.aspect, j.grade, group_concat(i.latest)
FROM judgements j JOIN inspections i ON i.code = j.inspection_code JOIN domains d ON d.code = j.domain_code
WHERE j.grade IS NOT NULL GROUP BY d.aspect, j.grade HAVING count(*) >= 50 ORDER BY d.aspect, j.grade
"""


def cold(database: Path) -> dict[str, list[str]]:
    """For each read the paths that ask for it, in a fixed order; hundreds or thousands, all valid.

    Councils by each of their four codes; timelines by every limit that takes them in whole; pages of 50 judgements
    from every day on which at least 50 were still to come.
    """
    connection = sqlite3.connect(database)
    try:
        names = connection.execute("SELECT code, gss_code, la_code, ofsted_urn FROM councils ORDER BY code").fetchall()
        combinations = connection.execute(COMBINATIONS).fetchall()
    finally:
        connection.close()
    councils = [f"/v1/councils/{row[number]}" for number in range(4) for row in names if row[number]]
    timelines = [f"/v1/councils/{code}/timeline?limit={limit}" for limit in range(55, 501) for code in STORIED]
    last_days = {
        (aspect, grade): date.fromisoformat(sorted(days.split(","))[-50]) for aspect, grade, days in combinations
    }
    judgements = []
    for number in range((max(last_days.values()) - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(number)
        judgements += [
            f"/v1/judgements?aspect={aspect}&grade={grade}&happened_from={day}"
            for (aspect, grade), last in last_days.items()
            if day <= last
        ]
    return {"council": councils, "timeline": timelines, "judgements": judgements}
