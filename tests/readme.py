"""The pages that print queries with their answers. `python -m tests.readme` writes the answers anew."""

import json
import re
import tempfile
from pathlib import Path

from app.seeding.seed import seed
from app.settings import ROOT, Settings
from tests.client import AppClient
from tests.conftest import client_of

README = ROOT / "README.md"
API_GUIDE = ROOT / "docs/api.md"
RUNNING_GUIDE = ROOT / "docs/running.md"
PAGES_WITH_QUERIES = (README, API_GUIDE)
QUERY = re.compile(
    r"```sh\ncurl -s 'http://127\.0\.0\.1:8000(?P<path>[^']+)'\n```\n\n```(?P<form>json|csv)\n(?P<answer>.*?)```", re.S
)
SETTINGS_TABLE = re.compile(r"(\| name \| default \| meaning \|\n\|---\|---\|---\|\n)(\|.*\n)*")


def printed(client: AppClient, path: str, form: str) -> str:
    """An answer as a page prints it."""
    text = client.get(path).text
    return (
        json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n" if form == "json" else text.replace("\r", "")
    )


def settings_table() -> str:
    """The rows of the table of settings."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        rows.append(f"| `{name.upper()}` | {f'`{default}`' if str(default) else 'empty'} | {field.description} |\n")
    return "".join(rows)


def _with_answers(text: str, client: AppClient) -> str:
    for query in list(QUERY.finditer(text)):
        answer = printed(client, query["path"], query["form"])
        block = query[0].replace(f"```{query['form']}\n{query['answer']}", f"```{query['form']}\n{answer}")
        text = text.replace(query[0], block)
    return text


def _main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        seed(ROOT / "seed_data", settings)
        with client_of(settings) as client:
            for page in PAGES_WITH_QUERIES:
                page.write_text(_with_answers(page.read_text(encoding="utf-8"), client), encoding="utf-8")
    text = RUNNING_GUIDE.read_text(encoding="utf-8")
    RUNNING_GUIDE.write_text(SETTINGS_TABLE.sub(rf"\1{settings_table()}", text), encoding="utf-8")


if __name__ == "__main__":
    _main()
