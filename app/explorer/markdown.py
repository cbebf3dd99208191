"""Markdown as HTML: documents of `docs/`, and descriptions in the OpenAPI document. HTML within it is escaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

# What GitHub leaves out of the anchor of a heading.
NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class GuideDocument:
    """A document as HTML: its title, its body without it, and its headings of the second level by anchor."""

    title: str
    body: Markup
    contents: Sequence[tuple[str, str]]


def read(text: str, links: Mapping[str, str]) -> GuideDocument:
    """A document. `links` has the address of each file that it may lead to; other files are named without a link."""
    tokens = PARSER.parse(text)
    title, contents = "", []
    body: list[Token] = []
    tables = count(1)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open":
            words = _plain(tokens[place + 1])
            if token.tag == "h1":
                title = words
                place += 3
                continue
            token.attrSet("id", anchor(words))
            if token.tag == "h2":
                contents.append((anchor(words), words))
        elif token.type == "table_open":
            token.meta["number"] = next(tables)
        elif token.type == "inline":
            token.children = _linked(token.children or [], links)
        body.append(token)
        place += 1
    # The renderer escapes text and attributes.
    return GuideDocument(title, Markup(RENDERER.render(body, PARSER.options, {})), contents)  # noqa: S704


def inline(text: str) -> Markup:
    """One paragraph, such as a description, without links."""
    return Markup(PARSER.renderInline(text))  # noqa: S704


def paragraphs(text: str) -> Markup:
    """Several paragraphs, lists and tables, such as a long description."""
    return read(text, {}).body


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type in ("text", "code_inline"))


def _linked(children: Sequence[Token], links: Mapping[str, str]) -> list[Token]:
    """The parts of a paragraph, with links to files as the addresses of pages."""
    kept = []
    dropped = 0
    for child in children:
        if child.type == "link_open":
            href = str(child.attrGet("href") or "")
            file, mark, part = href.partition("#")
            if file in links:
                child.attrSet("href", links[file] + mark + part)
            elif file and not file.startswith(("https://", "http://", "/")):
                dropped += 1
                continue
        elif child.type == "link_close" and dropped:
            dropped -= 1
            continue
        kept.append(child)
    return kept


class Renderer(RendererHTML):
    """Wide tables scroll within a region of their own, and so does code, both by keyboard too."""

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f'<div class="scroll" role="region" aria-label="Table {tokens[idx].meta["number"]}" tabindex="0"><table>'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table></div>"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return RendererHTML.fence(self, tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)


RENDERER = Renderer()
