"""The same URL again: what the server itself allows, answers not modified, answers compressed."""

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.candidates import bare, ours
from tests.bench.data import seeded
from tests.bench.measure import Load, Row, Server, compared, in_turn
from tests.bench.questions import HOT

OURS, BARE, PLAIN = "ours", "bare ASGI", "hot 200"
CODINGS = ("zstd", "br", "gzip")
# The server writes the date itself.
OF_THE_SERVER = {"date", "server"}


def rows(rounds: int, seconds: int) -> list[Row]:
    """Ours against the bare callable; 304 and compressed answers against plain ones."""
    found = []
    with ExitStack() as stack:
        server = stack.enter_context(ours(seeded()))
        answers = stack.enter_context(tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8"))
        json.dump(_answers(server), answers)
        answers.flush()
        limit = stack.enter_context(bare(Path(answers.name)))
        for read, path in HOT.items():
            samples = in_turn({OURS: Load(server, [path]), BARE: Load(limit, [path])}, rounds, seconds)
            found.append(compared(f"hot {read}: requests/s", samples, OURS, BARE, "rate", least=0.88))
            found.append(compared(f"hot {read}: CPU", samples, OURS, BARE, "cpu", most=1.2))
        for read, path in HOT.items():
            loads = {PLAIN: Load(server, [path]), "304": Load(server, [path], [f"If-None-Match: {_tag(server, path)}"])}
            if read == "judgements":
                loads |= {coding: Load(server, [path], [f"Accept-Encoding: {coding}"]) for coding in CODINGS}
            samples = in_turn(loads, rounds, seconds)
            for name in list(loads)[1:]:
                least = 1.0 if name == "304" else 0.9
                found.append(compared(f"{name} {read}: requests/s", samples, name, PLAIN, "rate", least=least))
                found.append(
                    compared(f"{name} {read}: less CPU", samples, name, PLAIN, "cpu", inverse=True, least=least)
                )
    return found


def _answers(server: Server) -> dict[str, tuple[list[tuple[str, str]], str]]:
    """What ours answers to each of the paths, without what uvicorn adds."""
    found = {}
    for path in HOT.values():
        _, headers, body = server.get(path)
        kept = [(name, value) for name, value in headers if name.lower() not in OF_THE_SERVER]
        found[urlsplit(path).path] = (kept, body.decode())
    return found


def _tag(server: Server, path: str) -> str:
    return dict(server.get(path)[1])["etag"]
