"""What is computed, beside DuckDB: the same rows in SQL over the Parquet downloads, and what it costs to write them.

Both run in this process, on one thread, and CPU time is what is compared. Ours is the whole answer, with everything
that HTTP asks of it; DuckDB's is the statement and its rows as Python has them, with its tables already in memory.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from pydantic_core import to_json

from app.main import create_app
from app.releases.files import ReleaseFiles
from app.settings import Settings
from app.vocabulary import Aspect
from tests.analysis import second_opinion as sql
from tests.bench.data import seeded
from tests.bench.measure import Row
from tests.bench.profiling import Url, at_once, call

MOST_MS = 15
REPEATS = 10
FOREVER = "9999-12-31"


def questions(last: str) -> dict[str, tuple[Url, str, dict[str, Any]]]:
    """Each question as a URL, as SQL, and with what the SQL asks. All fit on one page but the longest."""
    final = date.fromisoformat(last)
    held = {"within": None, "by_day": None, "known_to": FOREVER, "aspect": "overall"}
    months = [date(year, month, 28).isoformat() for year in range(2022, final.year) for month in range(1, 13)]
    years = [f"{year}-12-31" for year in range(final.year - 3, final.year)]
    by_region = "every=month&by=region&limit=500&from=2022&to=" + str(final.year - 1)
    spells = {"aspect": "overall", "as_at": last, "clock": "inspection", "split": False}
    pairs = {"aspect": "overall", "ended_by": None, "published_by": None}
    return {
        "series": (("/v1/outcomes/series", by_region), sql.SERIES, held | {"days": months, "by": "region"}),
        "outcomes": (("/v1/outcomes", "limit=500"), sql.OUTCOMES, held | {"days": [last]}),
        "panel": (("/v1/panel", f"limit=500&from={years[0][:4]}"), sql.PANEL, held | {"days": years}),
        "spells": (("/v1/spells", "limit=500"), sql.SPELLS, spells),
        "pairs": (("/v1/transitions/pairs", "limit=500"), sql.PAIRS, pairs),
        "interval rows": (("/v1/intervals/rows", "limit=500"), sql.INTERVALS, {"measure": "end_to_publication"}),
        "waiting times": (("/v1/waiting-times", "limit=500"), sql.WAITING, {"as_at": last, "within": "nation"}),
    }


def rows(rounds: int, _: int) -> list[Row]:
    """Ours against DuckDB and the writing of the same JSON, and against the line that is drawn for each question."""
    with mock.patch("anyio.to_thread.run_sync", at_once):
        return asyncio.run(_rows(seeded(), rounds))


async def _rows(folder: Path, rounds: int) -> list[Row]:
    release = ReleaseFiles(folder).current()
    database = sql.opened(folder / "downloads" / str(release), [aspect.value for aspect in Aspect])
    app = create_app(Settings(data_dir=folder, cache_bytes=0, log_level="warning"))
    found = []
    async with app.router.lifespan_context(app):
        last = json.loads(await call(app, ("/v1/outcomes", "limit=1")))["as_at"]
        for name, (url, statement, asked) in questions(last).items():
            items = json.loads(await call(app, url))["items"]
            ours, theirs, written = [], [], []
            for _ in range(rounds):
                ours.append(await _ours(app, url))
                theirs.append(_ms(lambda s=statement, a=asked: sql.answer(database, s, **a)))  # type: ignore[misc]
                written.append(_ms(lambda i=items: to_json(i)))  # type: ignore[misc]
            found.append(_compared(name, ours, theirs, written))
    return found


async def _ours(app: Any, url: Url) -> float:
    spent = []
    for _ in range(REPEATS):
        began = time.thread_time()
        await call(app, url)
        spent.append(time.thread_time() - began)
    return min(spent) * 1000


def _ms(run: Callable[[], object]) -> float:
    spent = []
    for _ in range(REPEATS):
        began = time.process_time()
        run()
        spent.append(time.process_time() - began)
    return min(spent) * 1000


def _compared(name: str, ours: Sequence[float], theirs: Sequence[float], written: Sequence[float]) -> Row:
    ratios = [mine / (other + json_) for mine, other, json_ in zip(ours, theirs, written, strict=True)]
    mine, other, writing = map(statistics.median, (ours, theirs, written))
    figures = f"{mine:.1f} ms of CPU, DuckDB {other:.1f}, JSON {writing:.1f}; at most {MOST_MS} ms wanted"
    return Row(f"analysis: {name}", "DuckDB and the writing of the JSON", ratios, most=1, figures=figures)
