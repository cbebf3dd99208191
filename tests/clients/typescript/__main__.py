"""`python -m tests.clients.typescript` writes the types of the TypeScript client anew."""

import tempfile
from pathlib import Path

from tests.clients.typescript import generate
from tests.node import CLIENT

with tempfile.TemporaryDirectory() as folder:
    (CLIENT / "src" / "api.ts").write_text(generate(Path(folder)), encoding="utf-8")
print("wrote api.ts")  # noqa: T201
