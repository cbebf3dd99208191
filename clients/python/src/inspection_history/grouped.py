"""Answers that are a table of groups, such as a summary by region."""

import typing
from typing import TYPE_CHECKING

from . import frames
from .model import Model

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Grouped(Model):
    """An answer with `groups`, which can be a table."""

    __slots__ = ()

    def to_arrow(self) -> "pa.Table":
        """The groups as an Arrow table."""
        return frames.to_arrow(self._group(), self.raw["groups"])

    def to_pandas(self) -> "pd.DataFrame":
        """The groups as a pandas data frame."""
        return frames.to_pandas(self._group(), self.raw["groups"])

    def to_polars(self) -> "pl.DataFrame":
        """The groups as a Polars data frame."""
        return frames.to_polars(self._group(), self.raw["groups"])

    def _group(self) -> type[Model]:
        model: type[Model] = typing.get_args(self.hints["groups"])[0]
        return model
