"""`python -m tests.bench.profiling`: where the CPU time of a cold request goes, by package, as a table.

The application is called in this process, without a server, and what it would hand to a thread it does at once, so that
one profile sees all of it. A profile slows calls down, so the shares are to be read and not the sums.
"""

import asyncio
import cProfile
import json
import pstats
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from unittest import mock

from app.main import create_app
from app.settings import Settings

REQUESTS = 1_000
PACKAGES = ("sqlalchemy", "pydantic", "fastapi", "starlette_compress", "starlette", "anyio")
Url = tuple[str, str]


def urls(councils: list[str]) -> dict[str, list[Url]]:
    """The three reads that the bench measures."""
    months = [f"{year}-{month:02}" for year in range(2015, 2026) for month in range(1, 13)]
    return {
        "a council": [(f"/v1/councils/{code}", "") for code in councils],
        "a timeline": [("/v1/councils/herefordshire/timeline", f"limit={limit}") for limit in range(60, 500)],
        "50 judgements": [("/v1/judgements", f"aspect=overall&grade=good&published_to={month}") for month in months],
    }


def package(file: str, function: str) -> str:
    """Whose function it is; what is built in is named for what it does."""
    if file == "~":
        return "SQLite" if "sqlite3" in function else "pydantic_core" if "pydantic" in function else "Python"
    parts = Path(file).parts
    if "site-packages" in parts:
        name = parts[parts.index("site-packages") + 1]
        return name if name in PACKAGES else "others"
    return "our own" if "app" in parts else "Python"


async def call(app: Any, url: Url) -> bytes:
    """The body of an answer."""
    path, query = url
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert sent[0]["status"] == 200, sent
    return b"".join(message.get("body", b"") for message in sent)


async def at_once(function: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
    """Instead of a thread of its own."""
    return function(*arguments)


async def profiled() -> list[tuple[str, float, dict[str, float]]]:
    """Each read with its CPU time in microseconds, unprofiled, and the share of each package."""
    app = create_app(Settings(cache_bytes=0, log_level="warning"))
    found = []
    async with app.router.lifespan_context(app):
        councils = [item["code"] for item in json.loads(await call(app, ("/v1/councils", "limit=500")))["items"]]
        for name, asked in urls(councils).items():
            await call(app, asked[0])
            began = time.process_time()
            for url in islice(cycle(asked), REQUESTS):
                await call(app, url)
            spent = (time.process_time() - began) / REQUESTS * 1e6
            profile = cProfile.Profile(time.process_time)
            profile.enable()
            for url in islice(cycle(asked), REQUESTS):
                await call(app, url)
            profile.disable()
            shares: defaultdict[str, float] = defaultdict(float)
            for (file, _, function), figures in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
                shares[package(file, function)] += figures[2]
            total = sum(shares.values())
            found.append((name, spent, {key: value / total for key, value in shares.items()}))
    return found


def main() -> None:
    with mock.patch("anyio.to_thread.run_sync", at_once):
        reads = asyncio.run(profiled())
    names = sorted({name for _, _, shares in reads for name in shares}, key=lambda name: -reads[-1][2].get(name, 0))
    print("| CPU time | " + " | ".join(f"{name}, {spent:.0f} us" for name, spent, _ in reads) + " |")
    print("|---|" + "---|" * len(reads))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{shares.get(name, 0):.0%}" for _, _, shares in reads) + " |")


if __name__ == "__main__":
    main()
