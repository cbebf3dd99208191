"""The least that seeding can be: `python -m tests.bench.raw_seeding FOLDER DATABASE [TABLES]`.

The lines of each CSV file into a table of its name, without a check of ours. TABLES is a file of JSON with what makes
the tables, and the indexes once they are filled; without it, tables have no types, no keys and no indexes.
"""

import csv
import json
import sqlite3
import sys
from pathlib import Path


def main() -> None:
    folder, database, *declared = sys.argv[1:]
    tables, indexes = json.loads(Path(declared[0]).read_text(encoding="utf-8")) if declared else ([], [])
    connection = sqlite3.connect(database)
    for statement in tables:
        connection.execute(statement)
    for path in sorted(Path(folder).glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            names = ", ".join(f'"{name}"' for name in next(lines))
            marks = ", ".join("?" * (names.count(",") + 1))
            connection.execute(f"CREATE TABLE IF NOT EXISTS {path.stem} ({names})")
            # An empty cell is none: a table with rules refuses it otherwise.
            rows = ([cell or None for cell in line] for line in lines) if declared else lines
            connection.executemany(f"INSERT INTO {path.stem} ({names}) VALUES ({marks})", rows)
    for statement in indexes:
        connection.execute(statement)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
