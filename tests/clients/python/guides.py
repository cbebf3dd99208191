"""The pages about the Python client, run from top to bottom. `make readme` writes their answers anew."""

import contextlib
import io
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.serving import serving

README = ROOT / "clients/python/README.md"
RESEARCHERS = ROOT / "docs/researchers_python.md"
PAGES = (README, RESEARCHERS)
HOST = "http://127.0.0.1:8000"
BLOCK = re.compile(
    r"^```(?P<language>python|sh)\n(?P<code>.*?)^```\n(?:\n```(?:csv|text)\n(?P<answer>.*?)^```)?", re.S | re.M
)
RELEASE = re.compile(r"\b[0-9a-f]{16}\b")


def with_answers(page: str, url: str, folder: Path) -> str:
    """The page with what its code answers: each block of Python goes on where the one before it ended."""
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        with contextlib.chdir(folder):
            return BLOCK.sub(lambda block: _answered(block, names, url), page)
    finally:
        names["history"].close()


def _answered(block: re.Match[str], names: dict[str, Any], url: str) -> str:
    code = block["code"].replace(HOST, url)
    if block["answer"] is None and block["language"] == "sh":
        return block[0]  # It installs something.
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        if block["language"] == "python":
            exec(compile(code, "the page", "exec"), names)
        else:
            _run_command(shlex.split(code))
    if block["answer"] is None:
        return block[0]
    start, end = (place - block.start() for place in block.span("answer"))
    return block[0][:start] + said.getvalue().strip() + "\n" + block[0][end:]


def _run_command(words: list[str]) -> None:
    from inspection_history.__main__ import main  # noqa: PLC0415  # `make readme` finds the package first.

    assert words[0] == "inspection-history"
    assert main(words[1:]) == 0


def _main() -> None:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(data))
        seed(ROOT / "seed_data", settings)
        with serving(settings) as port:
            for page in PAGES:
                text = with_answers(page.read_text(encoding="utf-8"), f"http://127.0.0.1:{port}", Path(folder))
                page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
