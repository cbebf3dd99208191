"""The TypeScript client: built once, and asked in Node and in a browser."""

import shutil
from pathlib import Path

from tests.node import CLIENT, node_modules, run


def generate(folder: Path) -> str:
    """The types of the OpenAPI document, as they are committed."""
    tools = node_modules() / ".bin"
    document = CLIENT.parent.parent / "app" / "static" / "openapi.json"
    made = run(tools / "openapi-typescript", document, "--output", "api.ts", cwd=folder, seconds=120)
    assert made.returncode == 0, made.stderr
    return (folder / "api.ts").read_text(encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the client in which it can be built, with the programs that it needs."""
    ignored = shutil.ignore_patterns("node_modules", "dist")
    home = Path(shutil.copytree(CLIENT, folder / "client", ignore=ignored))
    (home / "node_modules").symlink_to(node_modules())
    return home
