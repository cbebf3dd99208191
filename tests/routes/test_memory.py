"""What a server remembers of the requests that it was asked: no more than is said, whatever they are."""

import subprocess
import sys

import pytest

from app.releases.snapshot import POOL_SIZE
from app.settings import ROOT, Settings

MOST_GROWTH_MB = 32
# A process of its own, so that nothing else in it grows. Lists of every length, on as many connections as there are
# threads: what grows is what each of them remembers of statements.
ASKER = """
import json, sys
from contextlib import ExitStack
from pathlib import Path
from app.queries.councils import CouncilQuery, find_councils
from app.queries.findings import FindingQuery, find_findings
from app.queries.inspections import InspectionQuery, JudgementQuery, find_inspections, find_judgements
from app.queries.tables import COUNCILS, DATED_JUDGEMENTS, FINDINGS, INSPECTIONS, TIMELINE
from app.queries.timeline import TimelineQuery, find_timeline
from app.releases.store import open_store

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

LISTS = [(find_inspections, InspectionQuery), (find_findings, FindingQuery), (find_timeline, TimelineQuery),
         (find_judgements, JudgementQuery)]

def ask(snapshot, number):
    find, query = LISTS[number % 4]
    first = number % 97
    find(snapshot, query(council=(codes * 2)[first : first + 1 + number % 200], limit=1 + number % 7))

url, folder, connections, requests = sys.argv[1:]
store = open_store(url, Path(folder))
with ExitStack() as stack:
    snapshots = [stack.enter_context(store.snapshot()) for _ in range(int(connections))]
    codes = [item["code"] for item in find_councils(snapshots[0], CouncilQuery(limit=500)).items]
    for snapshot in snapshots:
        # The pages that SQLite keeps are bounded by SQLite, and are none of what is measured.
        for table in (COUNCILS, INSPECTIONS, FINDINGS, TIMELINE, DATED_JUDGEMENTS):
            snapshot.rows(f"SELECT * FROM {table.name}", {})
        ask(snapshot, 0)
    before = resident()
    for number in range(int(requests)):
        # A stride without a common factor, so that each connection is asked for lists of every length.
        ask(snapshots[number * 7 % len(snapshots)], number)
    print((resident() - before) / 2**20)
"""


@pytest.mark.thorough
# PostgreSQL plans each of them anew, which takes its time.
@pytest.mark.parametrize(
    ("engine", "connections", "requests"), [("shipped", POOL_SIZE, 1_500), ("shipped_on_postgres", 4, 400)]
)
def test_lists_of_many_lengths_do_not_fill_the_memory(
    engine: str, connections: int, requests: int, request: pytest.FixtureRequest
) -> None:
    # 1,400 requests took a server from 88 to 397 MB.
    settings: Settings = request.getfixturevalue(engine)
    given = [settings.database_url, str(settings.data_dir), str(connections), str(requests)]
    done = subprocess.run([sys.executable, "-c", ASKER, *given], cwd=ROOT, capture_output=True, text=True, check=True)
    grown = float(done.stdout)
    assert grown < MOST_GROWTH_MB, f"{grown:.1f} MB"
