"""Lists that are followed to their end, asynchronously."""

from collections.abc import AsyncIterator
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


class AsyncAsks(Protocol):
    """What asks a server without blocking."""

    async def _read(self, call: Call) -> dict[str, Any]: ...
    async def _read_bytes(self, call: Call) -> bytes: ...


class AsyncListing(Generic[PageT, ItemT]):
    """A list of the API. `async for` asks for page after page, all from the release of the first."""

    def __init__(self, client: AsyncAsks, call: Call, page: type[PageT]) -> None:
        self._client = client
        self._call = first_page(call)
        self._page = page
        self._first: PageT | None = None

    async def page(self) -> PageT:
        """The first page, with what the API says about the list: `total`, `release`, `cite`, perhaps days."""
        if self._first is None:
            self._first = self._page(await self._client._read(self._call))
        return self._first

    async def pages(self) -> AsyncIterator[PageT]:
        """Each page."""
        page = await self.page()
        yield page
        while page.next is not None:
            page = self._page(await self._client._read(next_page(self._call, page)))
            yield page

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def _rows(self) -> list[dict[str, Any]]:
        return [row async for page in self.pages() for row in page.raw["items"]]

    async def to_arrow(self) -> "pa.Table":
        """The whole list as an Arrow table."""
        return frames.to_arrow(item_model(self._page), await self._rows())

    async def to_pandas(self) -> "pd.DataFrame":
        """The whole list as a pandas data frame."""
        return frames.to_pandas(item_model(self._page), await self._rows())

    async def to_polars(self) -> "pl.DataFrame":
        """The whole list as a Polars data frame."""
        return frames.to_polars(item_model(self._page), await self._rows())
