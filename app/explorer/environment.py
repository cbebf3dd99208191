"""The templates. All text is escaped; a name that a template has and a page does not is an error."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.explorer import markdown, rows, words
from app.explorer.assets import asset_url


class RecordEnvironment(Environment):
    """Records are dicts. Jinja looks for an attribute first, which takes three times as long as the key."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)


ENVIRONMENT = RecordEnvironment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
ENVIRONMENT.filters.update(words.FILTERS)
ENVIRONMENT.filters.update(markdown=markdown.inline, markdown_blocks=markdown.paragraphs)
ENVIRONMENT.filters.update(source_link=rows.source_link, entries=rows.entries, figure_rows=rows.figures)
ENVIRONMENT.globals.update(asset_url=asset_url)
