"""The least that filling a database from the packages can be: `python -m tests.bench.raw_seeding PACKAGES DATABASE`.

No checks, no types, no indexes: the lines of each CSV file into a table of its name.
"""

import csv
import sqlite3
import sys
from pathlib import Path


def main() -> None:
    connection = sqlite3.connect(sys.argv[2])
    for path in sorted(Path(sys.argv[1]).glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            names = ", ".join(f'"{name}"' for name in next(lines))
            marks = ", ".join("?" * (names.count(",") + 1))
            connection.execute(f"CREATE TABLE IF NOT EXISTS {path.stem} ({names})")
            connection.executemany(f"INSERT INTO {path.stem} ({names}) VALUES ({marks})", lines)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
