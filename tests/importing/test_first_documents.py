"""The importer of ModernGov's pages reads, of the first documents, what is recorded of them."""

import csv

import pytest

from app.importing.known_records import load_known
from app.importing.moderngov import read_moderngov
from app.importing.proposals import Proposal
from app.importing.propose_meetings import ReadPage, propose
from app.importing.saved_pages import read_saved_page
from app.importing.workers import Refused
from app.settings import ROOT
from tests.needs import need_file

SEEDS = ROOT.parent / "shared" / "seeds"
SEED_DATA = ROOT / "seed_data"
RECORDS = SEED_DATA / "council_records"
COMPARED = ("council_code", "body", "held_on", "item_number", "title", "inspection_code", "monitoring_visit_code")
# What other sources gave to the record: the page names no council and prints the inspection's month without its year.
FROM_ELSEWHERE = {"003_91336aabfdb308eb.txt": {"inspection_code"}}


def rows(kind: str) -> list[dict[str, str]]:
    with (RECORDS / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(name: str) -> list[Proposal]:
    page = read_saved_page(SEEDS / name, name)
    return list(propose(ReadPage(page, read_moderngov(page)), load_known(SEED_DATA)))


def source_of(name: str) -> str:
    return next(row["code"] for row in rows("sources") if row["file_name"] == name)


@pytest.mark.parametrize(
    "name",
    [
        "000_75bcac68f91af565.txt",
        "001_e95ac735ff5be21a.txt",
        "002_721121e8ce96e7c8.txt",
        "003_91336aabfdb308eb.txt",
    ],
)
def test_each_field_that_the_page_prints_is_read_as_recorded_and_none_that_the_record_infers_is_made_up(
    name: str,
) -> None:
    need_file(SEEDS)
    meeting, *others = read(name)
    source = source_of(name)
    (record,) = [row for row in rows("meetings") if row["source_code"] == source]
    unprinted = set(record["inferred"].split()) | FROM_ELSEWHERE.get(name, set())
    for field in COMPARED:
        expected = None if field in unprinted else record[field] or None
        assert getattr(meeting, field) == expected, field
    # What was resolved is printed; the record has it in our own words.
    assert bool(record["decision"]) == (meeting.printed.startswith(("Resolved", "The Committee noted")))
    visits = [one for one in others if one.kind == "monitoring_visits"]
    held = {row["code"]: row for row in rows("monitoring_visits")}
    for visit in visits:
        row = held[str(visit.row_code)]
        assert (visit.started_on, visit.ended_on, str(visit.ordinal), visit.inspection_code) == (
            row["started_on"], row["ended_on"], row["ordinal"], row["inspection_code"],
        )  # fmt: skip
    assert [visit.row_code for visit in visits] == [code for code in [record["monitoring_visit_code"]] if code]
    recorded = {(float(row["value"]), row["comparator"]) for row in rows("figures") if row["source_code"] == source}
    assert recorded <= {(one.value, one.comparator) for one in others if one.kind == "figures"}


def test_the_fifth_document_is_news_and_no_page_of_the_system() -> None:
    need_file(SEEDS)
    assert len(list(SEEDS.glob("*.txt"))) == 5
    with pytest.raises(Refused, match="no page of ModernGov"):
        read("004_488ce777d8b9a693.txt")
