"""What a page costs when there is a thousand times as much, and what the last page costs."""

import json
from contextlib import ExitStack

from tests.bench.candidates import ours
from tests.bench.data import HOME, database_in, seeded
from tests.bench.measure import CannotMeasure, Load, Row, Server, compared, in_turn
from tests.bench.questions import cold, whole_timeline
from tests.bench.synthetic import grown

TIMES = 1000
ONCE, GROWN, FIRST, LAST = "the shipped data", f"{TIMES} times the data", "the first page", "the last page"
TARGETS = {"council": None, "timeline": 1.5, "timeline of all": 1.5, "judgements": 2.0}
# The longest lists in which every item is on one page or another: what they answer is the same wherever one begins.
WALKED = "/v1/judgements?aspect=overall&grade=inadequate"


def rows(rounds: int, seconds: int) -> list[Row]:
    """The CPU of a page of the same number of items from more data, and from further down."""
    folder = seeded()
    original = database_in(folder)
    larger = grown(original, HOME / f"x{TIMES}", TIMES)
    found = []
    with ExitStack() as stack:
        servers = {GROWN: stack.enter_context(ours(larger, 0)), ONCE: stack.enter_context(ours(folder, 0))}
        asked = cold(original) | {"timeline of all": whole_timeline(original)}
        for read, most in TARGETS.items():
            samples = in_turn({name: Load(server, asked[read]) for name, server in servers.items()}, rounds, seconds)
            found.append(compared(f"{TIMES} times the data: {read}, CPU", samples, GROWN, ONCE, "cpu", most=most))
        pages = {LAST: _last(servers[GROWN]), FIRST: f"{WALKED}&limit=50"}
        samples = in_turn({name: Load(servers[GROWN], [path]) for name, path in pages.items()}, rounds, seconds)
        found.append(compared("last page of judgements: CPU", samples, LAST, FIRST, "cpu", most=1.1))
    return found


def _last(server: Server) -> str:
    """The path of a page of 50 among the last 1,000 items, reached by walking there."""
    path, before = f"{WALKED}&limit=500", ""
    while True:
        status, _, body = server.get(path)
        if status != 200:
            raise CannotMeasure(f"{path} answers {status}: {body[:300].decode(errors='replace')}")
        following = json.loads(body)["next"]
        if following is None:
            return before.replace("limit=500", "limit=50")
        before, path = path, following
