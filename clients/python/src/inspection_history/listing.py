"""Lists that are followed to their end."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from . import frames
from .call import Call
from .pages import PageOf, first_page, item_model, next_page

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

PageT = TypeVar("PageT", bound=PageOf)
ItemT = TypeVar("ItemT")


class Asks(Protocol):
    """What asks a server."""

    def _read(self, call: Call) -> dict[str, Any]: ...
    def _read_bytes(self, call: Call) -> bytes: ...


class Listing(Generic[PageT, ItemT]):
    """A list of the API. Iterating over it asks for page after page, all from the release of the first.

    Nothing is asked before the first use. `len()` is the number of items of the whole list.
    """

    def __init__(self, client: Asks, call: Call, page: type[PageT]) -> None:
        self._client = client
        self._call = first_page(call)
        self._page = page

    @cached_property
    def page(self) -> PageT:
        """The first page, with what the API says about the list: `total`, `release`, `cite`, perhaps days."""
        return self._page(self._client._read(self._call))

    def pages(self) -> Iterator[PageT]:
        """Each page."""
        page = self.page
        yield page
        while page.next is not None:
            page = self._page(self._client._read(next_page(self._call, page)))
            yield page

    def __iter__(self) -> Iterator[ItemT]:
        for page in self.pages():
            yield from page.items

    def __len__(self) -> int:
        return self.page.total

    def _rows(self) -> list[dict[str, Any]]:
        return [row for page in self.pages() for row in page.raw["items"]]

    def to_arrow(self) -> "pa.Table":
        """The whole list as an Arrow table."""
        return frames.to_arrow(item_model(self._page), self._rows())

    def to_pandas(self) -> "pd.DataFrame":
        """The whole list as a pandas data frame."""
        return frames.to_pandas(item_model(self._page), self._rows())

    def to_polars(self) -> "pl.DataFrame":
        """The whole list as a Polars data frame."""
        return frames.to_polars(item_model(self._page), self._rows())
