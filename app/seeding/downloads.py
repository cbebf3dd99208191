"""Writes the files for download when a release is built, so that the server only has to send them.

Each table is read once, in batches, and written in all three formats, so that a large table needs no more memory than a
small one. The files depend on the rows alone, so a release has the same bytes wherever it is built.
"""

import csv
import os
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

from app.csv_cells import safe_cell
from app.records.release import LICENCE_URL
from app.seeding.build import sha256_of
from app.seeding.computed_tables import panel
from app.seeding.tables import DownloadColumn, DownloadTable, stored_tables

# This must be set before Arrow is loaded. Its own allocator takes 16 MB where a few are enough, and keeps them.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

import pyarrow as pa
import pyarrow.parquet as pq

# The media type of a file, by what follows the first dot of its name.
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "csv-metadata.json": "application/csvm+json",
    "zip": "application/zip",
    "sqlite": "application/vnd.sqlite3",
}
# The number of rows in a row group of a Parquet file. A reader can skip groups, and the writer holds one at a time.
GROUP = 10_000
ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    list: pa.list_(pa.string()),
}
# A list within a cell is JSON.
CSVW = {str: "string", int: "integer", float: "double", bool: "boolean", date: "date", list: "json"}


def write_downloads(connection: sa.Connection, folder: Path) -> list[dict[str, Any]]:
    """Writes every table, and gives the name, title and number of rows of each file, in order."""
    made: list[dict[str, Any]] = []
    for table in (*stored_tables(), panel()):
        rows = _write_table(table, connection, folder)
        path = folder / f"{table.name}.csv-metadata.json"
        path.write_bytes(to_json(csvw(table), indent=1) + b"\n")
        made += [
            {"name": f"{table.name}.{ending}", "title": table.title, "rows": rows}
            for ending in ("csv", "ndjson", "parquet")
        ]
        made.append({"name": path.name, "title": f"{table.title}: the columns of the CSV described", "rows": None})
    return made


def manifest_entry(file: dict[str, Any], now: Path, later: Path) -> dict[str, Any]:
    """The entry of a file in the manifest. The file is at `now`, and will be moved to `later`."""
    return {
        **file,
        "media_type": FILE_TYPES[file["name"].partition(".")[2]],
        "bytes": now.stat().st_size,
        "sha256": sha256_of(now),
        "path": later.as_posix(),
    }


def _write_table(table: DownloadTable, connection: sa.Connection, folder: Path) -> int:
    names = [column.name for column in table.columns]
    schema = arrow_schema(table.columns)
    count = 0
    with ExitStack() as stack:
        text = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
        lines = stack.enter_context((folder / f"{table.name}.ndjson").open("wb"))
        path = folder / f"{table.name}.parquet"
        parquet = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        group: list[pa.RecordBatch] = []
        for rows in table.batches(connection):
            count += len(rows)
            columns = list(zip(*rows, strict=True))
            writer.writerows(zip(*map(_cells, table.columns, columns), strict=True))
            lines.writelines(to_json(dict(zip(names, row, strict=True))) + b"\n" for row in rows)
            group.append(pa.record_batch(list(map(_array, columns, schema.types)), schema=schema))
            if count % GROUP == 0:
                parquet.write_table(pa.Table.from_batches(group))
                group = []
        if group:
            parquet.write_table(pa.Table.from_batches(group))
    return count


def _cells(column: DownloadColumn, values: tuple[Any, ...]) -> Iterable[Any]:
    """The cells of a column of CSV. Many cells have the same text, so each text is made safe once."""
    if column.type is list:
        return map(safe_cell, values)
    if column.type not in (str, bool):
        return values
    safe = {value: safe_cell(value) for value in set(values)}
    return map(safe.__getitem__, values)


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    """A column of Parquet. Days are parsed here, because Arrow's own parser takes a tenth of a second to load."""
    if pa.types.is_date(kind):
        days = {text: text and date.fromisoformat(text) for text in set(values)}
        return pa.array(map(days.__getitem__, values), kind)
    return pa.array(values, kind)


def arrow_schema(columns: list[DownloadColumn]) -> pa.Schema:
    """The types of a Parquet file: days are dates, a partial date is text, and each column says what it means."""
    return pa.schema(
        [
            pa.field(column.name, ARROW[column.type], column.optional, {"description": column.description})
            for column in columns
        ]
    )


def csvw(table: DownloadTable) -> dict[str, Any]:
    """The description of a CSV file in the vocabulary of CSV on the Web."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:license": {"@id": LICENCE_URL},
        "tableSchema": {"columns": [_csvw_column(column) for column in table.columns], "primaryKey": list(table.key)},
    }


def _csvw_column(column: DownloadColumn) -> dict[str, Any]:
    base = CSVW[column.type]
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": {"base": base, "format": column.pattern} if column.pattern else base,
        "required": not column.optional,
    }
