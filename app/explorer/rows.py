"""The rows of the long lists of a page as HTML. A council has hundreds; a template takes twice as long for them.

Texts of the data are escaped here, once. Dates and words of a vocabulary need no escape.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markupsafe import Markup

from app.explorer.words import (
    amount,
    claimed,
    day,
    event_days,
    grade_badge,
    grade_class,
    grade_letter,
    judged,
    page,
    said,
    short_day,
)

Row = Mapping[str, Any]


def source_link(source: Row, locator: str | None) -> Markup:
    """Where something stands: publisher and title of the source as a link to its page, and the locator."""
    return Markup(_from(source, locator))  # noqa: S704 - all parts are escaped


def _from(source: Row, locator: str | None) -> str:
    link = _link_of(source["code"], source["publisher"], source["title"])
    return f"{link}, at {escape(locator)}" if locator else link


@lru_cache(maxsize=4_096)
def _link_of(code: str, publisher: str, title: str) -> str:
    return f'<a href="/sources/{escape(code)}">{escape(publisher)}, {escape(title)}</a>'


def entries(events: Sequence[tuple[Row, str]], sources: Mapping[str, Row]) -> Markup:
    """Events as entries of a list, each with the name of the overall grade that was then in force."""
    return Markup("\n".join([_entry(event, in_force, sources) for event, in_force in events]))  # noqa: S704 - escaped


def _entry(event: Row, in_force: str, sources: Mapping[str, Row]) -> str:
    grade, headline, path = event["grade"], escape(event["headline"]), escape(page(event["url"]))
    when, badge, letter, report = event_days(event), "", "", ""
    if event["published_on"] and event["published_on"] != event["first"]:
        when += f", published {day(event['published_on'])}"
        if "published_on" in (event["inferred"] or "").split():
            when += " (worked out, not stated)"
    if grade:
        badge = f"{grade_badge(grade)} "
        letter = f'<b class="gr {grade_class(grade)} at" aria-hidden="true">{grade_letter(grade)}</b>'
    if event["report_url"]:
        name = "The report" if event["kind"] == "inspections" else "The document"
        opening = f'. <a href="{escape(event["report_url"])}" rel="external">'
        report = f'{opening}{name}<span class="vh"> of: {headline}</span></a>'
    parts = [
        f'<li id="{escape(event["code"])}" class="on-{grade_class(in_force)[3:]}{" judged" if grade else ""}">{letter}',
        f'<p class="date">{when}</p>',
        f'<p class="title">{badge}<a href="{path}">{headline}</a></p>',
    ]
    if event["judgements"]:
        parts.append(f"<p>{judged(event['judgements'])}</p>")
    parts += [f"<p>{escape(text)}</p>" for text in said(event)]
    for claim in event["claims"]:
        source = sources[claim["source_code"]]
        parts.append(
            f'<p class="claim">Sources differ: {escape(source["publisher"])}, {escape(source["title"])}, says '
            f'{escape(claimed(claim))}. <a href="{path}#claims">Compare the claims</a></p>'
        )
    parts.append(f'<p class="from">Source: {_from(sources[event["source_code"]], event["locator"])}{report}</p>\n</li>')
    return "\n".join(parts)


def figures(found: Sequence[Row], sources: Mapping[str, Row]) -> Markup:
    """Figures as rows of a table: of when, what, the number, the source."""
    return Markup("\n".join([_figure(figure, sources) for figure in found]))  # noqa: S704 - all parts are escaped


def _figure(figure: Row, sources: Mapping[str, Row]) -> str:
    when = short_day(figure["as_of"]) if figure["as_of"] else "–"
    return (
        f'<tr><td>{when}</td><td>{escape(figure["summary"])}</td><td class="num">{escape(amount(figure))}</td>'
        f"<td>{_from(sources[figure['source_code']], figure['locator'])}</td></tr>"
    )
