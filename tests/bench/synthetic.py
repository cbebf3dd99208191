"""A dataset many times the size of the shipped one, the same each time that it is made.

Every row of every table but a few is copied under codes of its own, councils and sources included, so that each copy
is a nation like the first with the same histories. What is judged against (frameworks, domains) stays as it is. The
days by which lists are ordered and filtered lie one day earlier with each copy; dates as printed are left alone.
"""

import hashlib
import json
import shutil
import sqlite3
import zlib
from pathlib import Path

from app.releases.artifacts import HISTORY
from app.releases.files import ReleaseFiles

# One of each, however much there is of the rest.
SINGLE = {"alembic_version", "releases", "release_files", "frameworks", "domains", "search_terms"}
# Columns that name a row of a table that is copied, besides those that are called `code` or end in `_code`.
CODES = {"ofsted_urn", "url"}
NO_CODES = {"framework_code", "domain_code"}
DAYS = {"earliest", "latest", "published_earliest", "published_latest"}
# The only number that must be unique over a whole table.
NUMBERS = {("changes", "sequence")}
# The documents of a search are numbered without gaps, so that their bitmaps are as long as those of real data.
SEARCHED = ("search_documents", "number")


def grown(original: Path, folder: Path, times: int) -> Path:
    """The folder with a release of so many times the rows of a release file; it is made if it is not there."""
    files = ReleaseFiles(folder)
    statements = _statements(original, times)
    content = hashlib.sha256("\n".join([original.stem, *statements]).encode()).hexdigest()
    release = content[:16]
    if files.current() == release:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    files.releases.mkdir(parents=True)
    database = files.database(release)
    shutil.copyfile(original, database)
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("ATTACH ? AS original", (str(original),))
        for statement in statements:
            connection.execute(statement)
        _copy_terms(connection, times)
        counts, as_at, schema = connection.execute("SELECT counts, as_at, schema_revision FROM releases").fetchone()
        numbers = {name: number * (1 if name in SINGLE else times) for name, number in json.loads(counts).items()}
        connection.execute(
            "UPDATE releases SET code = ?, content_sha256 = ?, counts = ?", (release, content, json.dumps(numbers))
        )
    finally:
        connection.close()
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = {
        "release": release,
        "sha256": digest,
        "bytes": database.stat().st_size,
        "schema_revision": schema,
        "as_at": as_at,
        "counts": numbers,
        "downloads": [],
    }
    files.manifest(release).write_text(json.dumps(manifest), encoding="utf-8")
    history = [{"code": release, "previous": None, "changes": None}]
    (folder / HISTORY).write_text(json.dumps(history), encoding="utf-8")
    files.pointer.write_text(f"{release}\n", encoding="utf-8")
    return folder


def _statements(original: Path, times: int) -> list[str]:
    """The SQL that adds the copies to a copy of a release file, to which the file itself is attached."""
    connection = sqlite3.connect(original)
    try:
        listed = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        indexes = connection.execute(listed, ("index",)).fetchall()
        tables = [name for name, _ in connection.execute(listed, ("table",)) if name not in SINGLE]
        columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables}
    finally:
        connection.close()
    copies = f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times - 1})"
    return [
        *(f"PRAGMA {name}" for name in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000")),
        # Filling an index at the end, in its own order, takes a fraction of the time.
        *(f"DROP INDEX main.{name}" for name, _ in indexes),
        *(
            f"{copies} INSERT INTO main.{name} SELECT {', '.join(_copied(name, column) for column in columns[name])} "
            f"FROM original.{name} o CROSS JOIN copies"
            for name in tables
        ),
        *(sql for _, sql in indexes),
        "ANALYZE main",
    ]


def _copied(table: str, column: str) -> str:
    """The SQL of a column's value in copy number `n` of a row `o`."""
    if column == "rendered":
        # An item as it is sent out, in JSON; a field that it does not have is not added to it.
        names = ("code", "council_code", "inspection_code", "source_code", "url", "earliest", "latest")
        fields = (f"'$.{name}', {_value(name, _field(name))}" for name in names)
        return f"json_replace(o.rendered, {', '.join(fields)})"
    if (table, column) in NUMBERS:
        return f'o."{column}" + n * 1000000'
    if (table, column) == SEARCHED:
        return "o.number + n * (SELECT count(*) FROM original.search_documents)"
    return _value(column, f'o."{column}"')


def _copy_terms(connection: sqlite3.Connection, times: int) -> None:
    """Lets the terms of the search find the copies too, a council each its own. A name finds the first copy alone."""
    (size,) = connection.execute("SELECT count(*) FROM original.search_documents").fetchone()
    all_copies = sum(1 << (number * size) for number in range(times))
    for term, field, stored in connection.execute(
        "SELECT term, field, documents FROM original.search_terms"
    ).fetchall():
        bits = int.from_bytes(zlib.decompress(stored), "little")
        if field == "council":
            copies = [(f"{term}-x{number:04}", field, _stored(bits << number * size)) for number in range(1, times)]
            connection.executemany("INSERT INTO search_terms (term, field, documents) VALUES (?, ?, ?)", copies)
        elif field != "name":
            changed = (_stored(bits * all_copies), term, field)
            connection.execute("UPDATE search_terms SET documents = ? WHERE term = ? AND field = ?", changed)


def _stored(bits: int) -> bytes:
    return zlib.compress(bits.to_bytes(-(-bits.bit_length() // 8), "little"))


def _field(name: str) -> str:
    return f"json_extract(o.rendered, '$.{name}')"


def _value(name: str, original: str) -> str:
    if name in CODES or ((name == "code" or name.endswith("_code")) and name not in NO_CODES):
        return f"{original} || printf('-x%04d', n)"
    if name in DAYS:
        return f"date({original}, -n || ' days')"
    return original
