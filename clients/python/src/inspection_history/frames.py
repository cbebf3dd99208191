"""Items as a table with proper types, for Arrow, pandas and Polars."""

import datetime
import typing
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import models
from .model import Model
from .partial_date import PartialDate

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


def to_arrow(model: type[Model], rows: Sequence[dict[str, Any]]) -> "pa.Table":
    """The rows as an Arrow table; README.md says which type each field has."""
    import pyarrow as pa

    columns: dict[str, Any] = {}
    for name, hint in _fields(model, rows).items():
        _add(pa, columns, name, hint, [row.get(name) for row in rows])
    return pa.table(columns)


def to_pandas(model: type[Model], rows: Sequence[dict[str, Any]]) -> "pd.DataFrame":
    """The rows as a pandas data frame: days are datetime64, whole numbers and truth values may be missing."""
    import pandas as pd
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    return to_arrow(model, rows).to_pandas(types_mapper=types.get, date_as_object=False)


def to_polars(model: type[Model], rows: Sequence[dict[str, Any]]) -> "pl.DataFrame":
    """The rows as a Polars data frame: words of a vocabulary are an Enum."""
    import polars as pl
    import pyarrow as pa

    table = to_arrow(model, rows)
    enums = {}
    for field in table.schema:
        if pa.types.is_dictionary(field.type):
            words = _words(table.column(field.name))
            enums[field.name] = pl.Enum(words)
            place = table.schema.get_field_index(field.name)
            table = table.set_column(place, field.name, table.column(field.name).cast(pa.string()))
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.cast(enums)


def _words(column: Any) -> list[str]:
    """The words of a column of a vocabulary, in order."""
    words: list[str] = column.combine_chunks().dictionary.to_pylist()
    return words


def _fields(model: type[Model], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a table: those that the rows have, in their order, or all of the model if there are no rows."""
    return {name: model.hints.get(name, Any) for name in rows[0]} if rows else model.hints


def _add(pa: Any, columns: dict[str, Any], name: str, hint: Any, values: list[Any]) -> None:
    """Adds the columns of a field."""
    if isinstance(hint, type) and issubclass(hint, Model):
        # As in the API's CSV: an object becomes a column for each of its fields.
        inner = [value or {} for value in values]
        for part, part_hint in _fields(hint, [value for value in inner if value]).items():
            _add(pa, columns, f"{name}_{part}", part_hint, [value.get(part) for value in inner])
        return
    columns[name] = _column(pa, hint, values)
    if hint is PartialDate:
        days = [None if value is None else PartialDate(value) for value in values]
        columns[f"{name}_earliest"] = pa.array([day and day.earliest for day in days], pa.date32())
        columns[f"{name}_latest"] = pa.array([day and day.latest for day in days], pa.date32())


def _column(pa: Any, hint: Any, values: list[Any]) -> Any:
    if hint is datetime.date:
        return pa.array([value and datetime.date.fromisoformat(value) for value in values], pa.date32())
    if typing.get_origin(hint) is typing.Literal:
        return _of_vocabulary(pa, hint, values)
    plain = {str: pa.string(), PartialDate: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if hint in plain:
        return pa.array(values, plain[hint])
    return pa.array(values, pa.list_(pa.string()) if hint == list[str] else None)


def _of_vocabulary(pa: Any, hint: Any, values: list[Any]) -> Any:
    """Words as categories. A word that is newer than this client makes the column text: it has no place among them."""
    ordered = hint == models.Grade
    # Grades go from worst to best, so that `grade >= "good"` says what it means.
    words = typing.get_args(hint)[:: -1 if ordered else 1]
    places = {word: place for place, word in enumerate(words)}
    if any(value not in places for value in values if value is not None):
        return pa.array(values, pa.string())
    codes = pa.array([None if value is None else places[value] for value in values], pa.int8())
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string()), ordered=ordered)
