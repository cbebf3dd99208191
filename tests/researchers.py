"""The code of docs/researchers.md with the answers that it prints. `python -m tests.researchers` writes them anew."""

import contextlib
import csv
import io
import json
import re
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.serving import serving

PAGE = ROOT / "docs/researchers.md"
HOST = "http://127.0.0.1:8000"
COMMANDS = {"sh": ["sh", "-c"], "r": ["Rscript", "-e"]}
LANGUAGES = {*COMMANDS, "python"}
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.S | re.M)
_RELEASE = re.compile(r"\b[0-9a-f]{16}\b")


class Code(NamedTuple):
    """A block of code on the page, and the block with its answer: the first one below it that is no code."""

    section: str
    language: str
    text: str
    answer: re.Match[str]

    def urls(self) -> set[str]:
        """The URLs that it asks."""
        return set(re.findall(rf"{HOST}[^'\"]*", self.text))


def codes(page: str) -> list[Code]:
    """Every block of code of the page."""
    found, waiting = [], []
    for block in _BLOCK.finditer(page):
        if block["language"] in LANGUAGES:
            waiting.append(block)
            continue
        for code in waiting:
            section = re.findall(r"^## (.*)", page[: code.start()], re.M)[-1]
            found.append(Code(section, code["language"], code["text"], block))
        waiting = []
    assert not waiting, "a block of code without an answer"
    return found


def run(code: Code, port: int, folder: Path) -> str:
    """What the code prints, asking the server at the port, in the folder."""
    text = code.text.replace(HOST, f"http://127.0.0.1:{port}")
    said = (
        _run_here(text, folder) if code.language == "python" else _run_there([*COMMANDS[code.language], text], folder)
    )
    return said.replace("\r", "").strip() + "\n"


def _run_here(text: str, folder: Path) -> str:
    """Runs Python in this process: in one of its own, each block would import pandas anew for a second."""
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), warnings.catch_warnings(action="ignore"):
        exec(compile(text, str(PAGE), "exec"), {"__name__": "__main__"})
    return said.getvalue()


def _run_there(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout


def table(text: str) -> list[list[str | float]]:
    """The cells of an answer. The languages write 53.0, true and no value each in its own way."""
    return [[_cell(cell) for cell in row] for row in csv.reader(text.splitlines())]


def _cell(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text.strip().lower()


def of_release(page: str, port: int) -> str:
    """The page with the release of the server wherever it names one."""
    with urlopen(f"http://127.0.0.1:{port}/v1/releases/current") as answer:
        return _RELEASE.sub(json.load(answer)["code"], page)


def _main() -> None:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(data))
        seed(ROOT / "seed_data", settings)
        with serving(settings) as port:
            page = of_release(PAGE.read_text(encoding="utf-8"), port)
            firsts = {code.answer.start("text"): code for code in reversed(codes(page)) if code.language != "r"}
            for place, code in sorted(firsts.items(), reverse=True):
                page = page[:place] + run(code, port, Path(folder)) + page[code.answer.end("text") :]
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    _main()
