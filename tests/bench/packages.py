"""What is seeded to be measured: packages with several times the rows of the shipped ones, which pass every check since
each copy has its own councils; and the rows of a release as they are filled in.
"""

import csv
import json
import sqlite3
from pathlib import Path

from app.seeding.describe import write_descriptor

# The ground on which all copies stand, and the log, whose numbers have no gaps.
SINGLE = {"frameworks", "domains", "changes"}
NO_CODES = {"framework_code", "domain_code", "la_code"}


def multiplied(packages: Path, folder: Path, times: int) -> Path:
    """Writes the packages with so many copies of their rows into a folder."""
    for path in sorted(packages.glob("*/*.csv")):
        home = folder / path.parent.name
        home.mkdir(parents=True, exist_ok=True)
        with path.open(encoding="utf-8", newline="") as given, (home / path.name).open("w", encoding="utf-8") as made:
            reader = csv.DictReader(given)
            writer = csv.DictWriter(made, reader.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            for line in reader:
                writer.writerow(line)
                for number in range(1, times) if path.stem not in SINGLE else ():
                    writer.writerow({name: _copied(line, name, number) for name in line})
    for home in sorted(folder.iterdir()):
        write_descriptor(home)
    return folder


def written_out(database: Path, folder: Path) -> Path:
    """Writes the rows of a release into CSV files, one for each table; gives the file with what makes the tables."""
    home = folder / "rows"
    home.mkdir(parents=True)
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    made: dict[str, list[str]] = {"table": [], "index": []}
    # The index of the search holds bitmaps, which CSV cannot hold.
    declared = (
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND tbl_name NOT LIKE 'search_%'"
    )
    for kind, name, statement in connection.execute(declared).fetchall():
        made[kind].append(statement)
        if kind == "table":
            found = connection.execute(f"SELECT * FROM {name}")
            with (home / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([column[0] for column in found.description])
                writer.writerows(found)
    connection.close()
    path = folder / "tables.json"
    path.write_text(json.dumps([made["table"], made["index"]]), encoding="utf-8")
    return path


def _copied(line: dict[str, str], name: str, number: int) -> str:
    """The value of a column in a copy of its line. National numbers keep their form."""
    value = line[name]
    if not value or (name == "record_code" and line["record_kind"] in SINGLE):
        return value
    if name == "gss_code":
        return f"E{int(value[1:]) + number * 10_000_000:08d}"
    if name == "ofsted_urn":
        return str(int(value) + number * 100_000)
    if name == "code" or (name.endswith("_code") and name not in NO_CODES):
        return f"{value}-x{number}"
    return value
