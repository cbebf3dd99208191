"""The templates. All text is escaped; a name that a template has and a page does not is an error."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app.explorer import markdown, words
from app.explorer.assets import asset_url


def source_link(source: Mapping[str, Any], locator: str | None) -> Markup:
    """Where something stands: publisher and title of the source as a link to its page, and the locator.

    A page of a council has hundreds of them, and a macro takes six times as long.
    """
    at = f", at {escape(locator)}" if locator else ""
    link = _link_of(source["code"], source["publisher"], source["title"])
    return Markup(link + at)  # noqa: S704 - all parts are escaped


@cache
def grade_badge(grade: str | None) -> Markup:
    """A grade as a word on its colour. It is made once for each grade, as `letter_badge` is."""
    return Markup('<b class="gr {}">{}</b>').format(words.grade_class(grade), words.grade_word(grade))


@cache
def letter_badge(grade: str | None) -> Markup:
    """A grade as a letter on its colour, with the word for screen readers."""
    return Markup('<b class="gr {}"><span aria-hidden="true">{}</span><span class="vh">{}</span></b>').format(
        words.grade_class(grade), words.grade_letter(grade), words.grade_word(grade)
    )


@lru_cache(maxsize=4_096)
def _link_of(code: str, publisher: str, title: str) -> str:
    return f'<a href="/sources/{escape(code)}">{escape(publisher)}, {escape(title)}</a>'


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
ENVIRONMENT.filters.update(markdown=markdown.inline, markdown_blocks=markdown.paragraphs, source_link=source_link)
ENVIRONMENT.filters.update(grade_badge=grade_badge, letter_badge=letter_badge)
ENVIRONMENT.globals.update(asset_url=asset_url)
