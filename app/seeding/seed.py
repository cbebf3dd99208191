"""Seeding from beginning to end: read, check, build and publish. Checking alone stops after the second step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import BadSubset, FaultyData
from app.records.council import CouncilRow
from app.records.neighbour import NeighbourRow
from app.records.release import ReleaseRow
from app.records.succession import SuccessionRow
from app.seeding.build import refused_by_database, release_of
from app.seeding.check import check
from app.seeding.pack import unpacked
from app.seeding.publish import publish_postgres, publish_sqlite
from app.seeding.read import Dataset, read_packages
from app.seeding.verify import verify
from app.settings import Settings


@dataclass(frozen=True)
class Seeded:
    """What a seeding run did."""

    release: ReleaseRow
    changed: bool
    # What failed after the release was published.
    warnings: list[str]


ReportStep = Callable[[str], None]


def _silent(step: str) -> None:
    """Reports no step."""


def checked(folder: Path, report: ReportStep = _silent, built_next: bool = False) -> Dataset:
    """The dataset in the packages under a folder or in a zip. Raises FaultyData with all its faults.

    `built_next` says that the whole dataset is built after this. Building finds what breaks the rules of the database,
    so they are checked here only if there are other faults already.
    """
    report("reading")
    with unpacked(folder) as packages:
        dataset = read_packages(packages)
        verify(dataset, packages)
    report("checking")
    faults = set(check(dataset))
    if not dataset.unreadable and (faults or not built_next):
        faults |= set(refused_by_database(dataset))
    if faults:
        raise FaultyData(sorted(faults))
    return dataset


def seed(
    folder: Path,
    settings: Settings,
    only: Iterable[str] = (),
    shrink: bool = False,
    report: ReportStep = _silent,
) -> Seeded:
    """Makes the packages under a folder the current release, or changes nothing and raises SeedError."""
    codes = sorted(set(only))
    dataset = checked(folder, report, built_next=not codes)
    if codes:
        cut_down(dataset, codes)
    release = release_of(dataset, ",".join(codes) or None)
    report("publishing")
    if settings.database_url:
        done = publish_postgres(dataset, release, settings.database_url, shrink)
    else:
        done = publish_sqlite(dataset, release, settings.data_dir, settings.keep_releases, shrink)
    return Seeded(release, done.changed, done.warnings)


def cut_down(dataset: Dataset, codes: list[str]) -> None:
    """Keeps the records of some councils. Of their predecessors and successors, it keeps the councils alone."""
    councils = set(dataset.rows("councils"))
    unknown = [code for code in codes if code not in councils]
    if unknown:
        raise BadSubset(unknown, councils)
    kept = set(codes)
    for row in dataset.rows("successions").values():
        if {row.predecessor_code, row.successor_code} & set(codes):
            kept |= {row.predecessor_code, row.successor_code}
    dropped: set[str] = set()

    def stays(row: Any) -> bool:
        if isinstance(row, CouncilRow):
            belongs = row.code in kept
        elif isinstance(row, SuccessionRow):
            belongs = {row.predecessor_code, row.successor_code} <= kept
        elif isinstance(row, NeighbourRow):
            belongs = {row.council_code, row.neighbour_code} <= set(codes)
        elif getattr(row, "council_code", None) is not None:
            belongs = row.council_code in codes
        else:
            about = getattr(row, "inspection_code", None) or getattr(row, "record_code", None)
            belongs = about not in dropped
        if not belongs:
            dropped.add(row.code)
        return belongs

    for entries in dataset.entries.values():
        entries.keep(stays)
