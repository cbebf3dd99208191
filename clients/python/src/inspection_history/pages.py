"""How the pages of a list follow each other."""

import typing
from typing import Any, ClassVar, Protocol
from urllib.parse import parse_qs, urlsplit

from .call import Call
from .model import Model

PAGE_SIZE = 500


class PageOf(Protocol):
    """What every page has."""

    hints: ClassVar[dict[str, Any]]
    raw: dict[str, Any]
    items: Any
    total: int
    next: str | None
    release: str

    def __init__(self, raw: dict[str, Any]) -> None: ...


def first_page(call: Call) -> Call:
    """The call for the first page, which is as long as the API allows unless the caller says otherwise."""
    return call.having(limit=call.query["limit"] or PAGE_SIZE) if "limit" in call.query else call


def next_page(call: Call, page: PageOf) -> Call:
    """The call for the page after this one, from the same release."""
    said = parse_qs(urlsplit(str(page.next)).query)
    return call.having(cursor=said["cursor"][0], release=page.release)


def item_model(page: type[PageOf]) -> type[Model]:
    """The model of the items of a page."""
    model: type[Model] = typing.get_args(page.hints["items"])[0]
    return model
