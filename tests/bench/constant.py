"""Imports what the server imports and answers a constant: `python -m tests.bench.constant LIST PORT`.

With `list` in place of a list it serves the API instead, and prints what had been imported at its first answer.
"""

import http.client
import importlib
import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

OWN = {"app", "tests", "__main__"}


async def app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"{}"})


def tell(path: str) -> None:
    """Waits for the first answer, prints the names of all modules but our own, and ends the process."""
    while True:
        with suppress(OSError):
            connection = http.client.HTTPConnection(os.environ["HOST"], int(os.environ["PORT"]))
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                break
        time.sleep(0.05)
    names = [name for name in list(sys.modules) if name.partition(".")[0] not in OWN]
    sys.__stdout__.write(f"\n{json.dumps(names)}\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]
    os._exit(0)


def main() -> None:
    if sys.argv[1] == "list":
        from app.__main__ import serve  # noqa: PLC0415

        threading.Thread(target=tell, args=sys.argv[2:], daemon=True).start()
        serve()
        return
    for name in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        # Some are made by others when these are imported, and cannot be imported by themselves.
        with suppress(ImportError, AttributeError):
            importlib.import_module(name)
    import uvicorn  # noqa: PLC0415

    uvicorn.run(app, host=os.environ["HOST"], port=int(sys.argv[2]), log_level="warning", lifespan="off")


if __name__ == "__main__":
    main()
