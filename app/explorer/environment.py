"""The templates. All text is escaped; a name that a template has and a page does not is an error."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.explorer import markdown, words
from app.explorer.assets import asset_url

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
ENVIRONMENT.filters.update(words.FILTERS)
ENVIRONMENT.filters.update(markdown=markdown.inline, markdown_blocks=markdown.paragraphs)
ENVIRONMENT.globals.update(asset_url=asset_url)
