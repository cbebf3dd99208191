"""`python -m tests.fixture`: cuts the fixture out of seed_data/ anew, under a version of its own.

The fixture is frozen, because no test of somebody else may fail when a fact is added to seed_data/. Only this command
changes it. A fixture whose release has another code has another version. `tests/data/fixture_releases.json` records the
release of each version.
"""

import json
from typing import Any

from app.records import KINDS
from app.records.kind import Record, Sourced
from app.seed_csv import write_seed_csv
from app.seeding.build import release_of
from app.seeding.describe import write_descriptor
from app.seeding.read import DESCRIPTOR, Dataset, read_packages, stated_in
from app.seeding.seed import checked, cut_down
from app.settings import FIXTURE, ROOT

# Each council is here for what is awkward about it: docs/ci.md says what.
COUNCILS = (
    "barnsley",
    "birmingham",
    "brent",
    "cheshire",
    "city-of-london",
    "cumberland",
    "cumbria",
    "herefordshire",
    "surrey",
    "torbay",
    "westmorland-and-furness",
)
RECORD = ROOT / "tests" / "data" / "fixture_releases.json"
# The changes of these are half of the change log, and say nothing that the changes of the records do not say.
UNLOGGED = {"sources", "citations"}


def cut() -> Dataset:
    """The records of the councils, the sources that they name, and what is cited for them."""
    dataset = checked(ROOT / "seed_data")
    cut_down(dataset, list(COUNCILS))
    rows = [row for name, entries in dataset.entries.items() if name != "sources" for row in entries.rows]
    kept = {row.code for row in rows}
    about_records = [row for row in rows if _about(row) is None or _about(row) in kept]
    named = {row.source_code for row in about_records if isinstance(row, Sourced)}
    if dataset.known_to:
        named.add(dataset.known_to.source_code)
    dataset.entries["sources"].keep(lambda row: row.code in named)
    for name in ("citations", "gaps", "changes"):
        dataset.entries[name].keep(lambda row: _about(row) is None or _about(row) in kept | named)
    dataset.entries["citations"].keep(lambda row: isinstance(row, Sourced) and row.source_code in named)
    dataset.entries["changes"].keep(lambda row: getattr(row, "record_kind", None) not in UNLOGGED)
    return dataset


def _about(row: Record) -> str | None:
    """The code of the record that a citation, a gap or a change is about."""
    code: str | None = getattr(row, "record_code", None)
    return code


def write(dataset: Dataset) -> None:
    """Writes the package, with the version that stands in it already."""
    FIXTURE.mkdir(exist_ok=True)
    for kind in KINDS:
        with (FIXTURE / f"{kind.name}.csv").open("w", encoding="utf-8", newline="") as file:
            write_seed_csv(file, kind.row, dataset.sorted_rows(kind))
    known = dataset.known_to
    describe(version(), json.loads(known.model_dump_json()) if known else None)


def describe(version: str | None, known_to: Any) -> None:
    """Writes the descriptor of the package anew, with a version."""
    (FIXTURE / DESCRIPTOR).write_text(json.dumps({"version": version, "known_to": known_to}), encoding="utf-8")
    write_descriptor(FIXTURE)


def version() -> str | None:
    """The version that the descriptor states; None before the first one."""
    stated: str | None = stated_in(FIXTURE / DESCRIPTOR, "version")
    return stated


def release_now() -> str:
    """The code of the release that the fixture makes with the code of today."""
    return release_of(read_packages(FIXTURE), None).code


def recorded() -> dict[str, str]:
    """The code of the release of each version."""
    found: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    write(cut())
    releases = recorded()
    if release_now() != releases.get(version() or ""):
        describe(str(len(releases) + 1), stated_in(FIXTURE / DESCRIPTOR, "known_to"))
        releases[version() or ""] = release_now()
        RECORD.write_text(json.dumps(releases, indent=1) + "\n", encoding="utf-8")
