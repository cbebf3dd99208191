"""How far a request travels through the code: what a reader has to open to follow it."""

import asyncio
import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

from app.main import create_app
from app.settings import ROOT, Settings

APP = str(ROOT / "app")
# What the design promises: a reader has to open no more files than these to follow a request.
MOST_FILES, MOST_MOVES = 14, 30


def test_a_timeline_that_is_not_kept_visits_few_files_with_few_moves_between_them(
    shipped: Settings,
) -> None:
    calls: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(APP):
            calls.append((str(Path(code.co_filename).relative_to(APP)), code.co_name))

    async def ask(app: Any, path: str) -> int:
        statuses = []

        async def send(message: Any) -> None:
            statuses.append(message.get("status"))

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"accept", b"*/*")],
        }
        await app(scope, None, send)
        return int(statuses[0])

    async def traced() -> int:
        app = create_app(shipped.model_copy(update={"cache_bytes": 0}))
        async with app.router.lifespan_context(app):
            # What is made once, and found from then on.
            for path in ("/readyz", "/v1/councils/medway/timeline"):
                assert await ask(app, path) == 200
            status = 0
            traces = []
            for _ in range(5):
                calls.clear()
                sys.setprofile(note)
                try:
                    status = await ask(app, "/v1/councils/herefordshire/timeline")
                finally:
                    sys.setprofile(None)
                traces.append(list(calls))
            # On a busy machine a request may wait for its turn, or look whether the release is still the current one.
            fewest = min(map(len, traces))
            calls[:] = next(trace for trace in traces if len(trace) == fewest)
            return status

    assert asyncio.run(traced()) == 200
    files = list(dict.fromkeys(file for file, _ in calls))
    moves = sum(before != after for (before, _), (after, _) in pairwise(calls))
    trace = "\n".join(f"{file}: {name}" for file, name in calls)
    assert len(files) <= MOST_FILES, f"{len(files)} files: {', '.join(files)}\n{trace}"
    assert moves <= MOST_MOVES, f"{moves} moves between {len(files)} files\n{trace}"
    assert "queries/timeline.py" in files, "the request was not traced"
