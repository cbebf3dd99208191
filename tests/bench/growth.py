"""What a page costs when there is a hundred times as much, and what the last page costs."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from urllib.parse import quote_plus

from app.vocabulary import Aspect, Grade
from tests.bench.candidates import ours
from tests.bench.data import HOME, database_in, seeded
from tests.bench.measure import CannotMeasure, Load, Row, Server, compared, in_turn
from tests.bench.questions import cold
from tests.bench.synthetic import grown

TIMES = 100
ONCE, GROWN, FIRST, LAST = "the shipped data", f"{TIMES} times the data", "the first page", "the last page"
TARGETS = {"council": None, "timeline": 1.5}
# A search reads a bit for each document, so its cost grows with the data, but slowly.
SEARCH_TARGET = 3.0
# One rare word and common ones, one and several, whole and begun, and the name of a council.
SEARCHES = [
    "medway",
    "front door",
    "children",
    "c",
    "comm",
    "the",
    "care leavers",
    "inspection of leadership",
    "kent vi",
]
# Lists that are asked page by page, as a reader of all of them does. They have no target: each page states the total of
# the list, which is counted each time, and to count a hundred times as many items takes a hundred times as long.
GRADED = [f"/v1/judgements?aspect={aspect.value}&grade={grade.value}" for aspect in Aspect for grade in Grade]
WALKS = {"timeline of all": ["/v1/timeline"], "judgements": GRADED}
PAGES = 20
WALKED = "/v1/judgements?aspect=overall&grade=inadequate"


def rows(rounds: int, seconds: int) -> list[Row]:
    """The CPU of a page of the same number of items from more data, and from further down."""
    folder = seeded()
    original = database_in(folder)
    larger = grown(original, HOME / f"x{TIMES}", TIMES)
    found = []
    with ExitStack() as stack:
        servers = {GROWN: stack.enter_context(ours(larger, 0)), ONCE: stack.enter_context(ours(folder, 0))}
        asked = cold(original)
        for read, most in TARGETS.items():
            samples = in_turn({name: Load(server, asked[read]) for name, server in servers.items()}, rounds, seconds)
            found.append(compared(f"{TIMES} times the data: {read}, CPU", samples, GROWN, ONCE, "cpu", most=most))
        for read, starts in WALKS.items():
            loads = {name: Load(server, _pages(server, starts)) for name, server in servers.items()}
            what = f"{TIMES} times the data: {read}, page by page, CPU"
            found.append(compared(what, in_turn(loads, rounds, seconds), GROWN, ONCE, "cpu"))
        pages = {LAST: _last(servers[GROWN]), FIRST: f"{WALKED}&limit=50"}
        searches = [f"/v1/search?q={quote_plus(words)}" for words in SEARCHES]
        samples = in_turn({name: Load(server, searches) for name, server in servers.items()}, rounds, seconds)
        found.append(compared(f"{GROWN}: search, CPU", samples, GROWN, ONCE, "cpu", most=SEARCH_TARGET))
        # A tenth is less than one sample differs from the next, so more of them are taken.
        ends = {name: Load(servers[GROWN], [path]) for name, path in pages.items()}
        samples = in_turn(ends, rounds * 7, 1)
        found.append(compared("last page of judgements: CPU", samples, LAST, FIRST, "cpu", most=1.1))
    return found


def _pages(server: Server, starts: Sequence[str]) -> list[str]:
    """The paths of the pages of some lists, those that are full, each list as far as it goes or we do."""
    found = []
    for start in starts:
        path, walked = start, 0
        while (following := _next(server, path)) is not None and walked < PAGES:
            found.append(path)
            path, walked = following, walked + 1
    return found


def _last(server: Server) -> str:
    """The path of a page of 50 among the last 1,000 items, reached by walking there."""
    path, before = f"{WALKED}&limit=500", ""
    while (following := _next(server, path)) is not None:
        before, path = path, following
    return before.replace("limit=500", "limit=50")


def _next(server: Server, path: str) -> str | None:
    status, _, body = server.get(path)
    if status != 200:
        raise CannotMeasure(f"{path} answers {status}: {body[:300].decode(errors='replace')}")
    following: str | None = json.loads(body)["next"]
    return following
