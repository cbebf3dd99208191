"""What a page costs when there is a thousand times as much, and what the last page costs."""

import json
import time
from collections.abc import Sequence
from contextlib import ExitStack

from app.vocabulary import Aspect, Grade
from tests.bench.candidates import ours
from tests.bench.data import HOME, database_in, seeded
from tests.bench.measure import CannotMeasure, Load, Row, Sample, Server, compared, in_turn
from tests.bench.questions import cold, whole_timeline
from tests.bench.synthetic import grown

TIMES = 1000
ONCE, GROWN, FIRST, LAST = "the shipped data", f"{TIMES} times the data", "the first page", "the last page"
# A timeline that is filtered is a filtered list.
FILTERED = "timeline of all in a period"
TARGETS = {"council": None, "timeline": 1.5, FILTERED: 2.0, "judgements": 2.0}
# Lists that are asked page by page, as a reader of all of them does; the filters are the same, so the total is too.
GRADED = [f"/v1/judgements?aspect={aspect.value}&grade={grade.value}" for aspect in Aspect for grade in Grade]
WALKS = {"timeline of all": (["/v1/timeline"], 1.5), "judgements": (GRADED, 2.0)}
PAGES = 20
# The first period that is asked of a filter, whose other periods are then looked up.
FIRST_PERIODS = [f"{path}&happened_from=2013" for path in GRADED]
WALKED = "/v1/judgements?aspect=overall&grade=inadequate"


def rows(rounds: int, seconds: int) -> list[Row]:
    """The CPU of a page of the same number of items from more data, and from further down."""
    folder = seeded()
    original = database_in(folder)
    larger = grown(original, HOME / f"x{TIMES}", TIMES)
    found = []
    with ExitStack() as stack:
        servers = {GROWN: stack.enter_context(ours(larger, 0)), ONCE: stack.enter_context(ours(folder, 0))}
        asked = cold(original) | {FILTERED: whole_timeline(original)}
        first = {name: [_once(server, FIRST_PERIODS)] for name, server in servers.items()}
        what = f"{TIMES} times the data: judgements, the first period of each filter, CPU"
        found.append(compared(what, first, GROWN, ONCE, "cpu"))
        for read, most in TARGETS.items():
            samples = in_turn({name: Load(server, asked[read]) for name, server in servers.items()}, rounds, seconds)
            found.append(compared(f"{TIMES} times the data: {read}, CPU", samples, GROWN, ONCE, "cpu", most=most))
        for read, (starts, most) in WALKS.items():
            loads = {name: Load(server, _pages(server, starts)) for name, server in servers.items()}
            what = f"{TIMES} times the data: {read}, page by page, CPU"
            found.append(compared(what, in_turn(loads, rounds, seconds), GROWN, ONCE, "cpu", most=most))
        pages = {LAST: _last(servers[GROWN]), FIRST: f"{WALKED}&limit=50"}
        # A tenth is less than one sample differs from the next, so more of them are taken.
        ends = {name: Load(servers[GROWN], [path]) for name, path in pages.items()}
        samples = in_turn(ends, rounds * 7, 1)
        found.append(compared("last page of judgements: CPU", samples, LAST, FIRST, "cpu", most=1.1))
    return found


def _once(server: Server, paths: Sequence[str]) -> Sample:
    """What some requests cost that are made once, one after the other."""
    before = server.cpu()
    began = time.perf_counter()
    for path in paths:
        server.get(path)
    seconds = time.perf_counter() - began
    return Sample(len(paths) / seconds, (server.cpu() - before) / len(paths), 0.0)


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
