"""The least that a server can do: a bare ASGI callable that sends known bytes, by path."""

import json
import os
from pathlib import Path
from typing import Any

# What the API answered, by path; whoever starts this server names the file.
ANSWERS = {
    path: (
        {"type": "http.response.start", "status": 200, "headers": [(k.encode(), v.encode()) for k, v in headers]},
        {"type": "http.response.body", "body": body.encode()},
    )
    for path, (headers, body) in json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text(encoding="utf-8")).items()
}


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        message = await receive()
        while message["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
            message = await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    start, body = ANSWERS[scope["path"]]
    await send(start)
    await send(body)
