"""URLs never asked before: what an answer costs when nothing is kept from an earlier one."""

from contextlib import ExitStack

from tests.bench.candidates import datasette, naive, ours
from tests.bench.canned import canned
from tests.bench.data import database_in, seeded
from tests.bench.measure import Load, Row, compared, in_turn
from tests.bench.questions import cold

# So small that what it keeps is gone before it is asked for again: it is looked into and written to in vain.
SMALL_CACHE = 300_000
OURS, MISS, NAIVE, DATASETTE = "ours", "ours, cache on", "plain FastAPI + SQLModel", "Datasette"
# Plain code is worth a third of the speed that the first of these had: they were 4, 5 and 4.
TARGETS = {"council": (3, 8), "timeline": (3, 25), "judgements": (3, 18)}


def rows(rounds: int, seconds: int) -> list[Row]:
    """Ours against Datasette and the reference, and the cost of a cache that never helps."""
    folder = seeded()
    database = database_in(folder)
    found = []
    with ExitStack() as stack:
        servers = {
            OURS: stack.enter_context(ours(folder, 0)),
            MISS: stack.enter_context(ours(folder, SMALL_CACHE)),
            NAIVE: stack.enter_context(naive(database)),
            DATASETTE: stack.enter_context(datasette(database)),
        }
        for read, paths in cold(database).items():
            loads = {name: Load(server, paths) for name, server in servers.items()}
            loads[DATASETTE].paths = [canned(path, database) for path in paths]
            samples = in_turn(loads, rounds, seconds)
            for other, least in zip((DATASETTE, NAIVE), TARGETS[read], strict=True):
                what = f"cold {read}"
                found.append(compared(f"{what}: requests/s", samples, OURS, other, "rate", least=least))
                found.append(compared(f"{what}: less CPU", samples, OURS, other, "cpu", inverse=True, least=least))
                if other == DATASETTE:
                    found.append(compared(f"{what}: p99", samples, OURS, other, "p99", most=0.5))
            found.append(compared(f"cold {read}: CPU of a miss", samples, MISS, OURS, "cpu"))
    return found
