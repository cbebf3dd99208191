"""The whole import of the real files, where they are at hand: it makes the shipped package, byte for byte."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.importing.merged import keep_history
from app.importing.report import read_report
from app.importing.run import import_addresses, import_overview, import_reports
from app.importing.store import read_package, write_package
from app.importing.text import read_pages
from app.importing.workers import Refused
from app.settings import ROOT
from tests.importing.files import PERIODS, REFERENCE
from tests.needs import need_file

SHARED = ROOT.parent / "shared"
REPORTS = SHARED / "ofsted_reports"
OVERVIEWS = [
    SHARED / "ofsted_reports" / "ofsted_csc_ilacs_overview.xlsx",
    SHARED / "tables" / "jt39_ofsted_csc_ilacs_overview_2026-08-22.xlsx",
]
ADDRESSES = SHARED / "tables" / "jt39_ofsted_csc_ilacs_history.csv"
SEED_DATA = ROOT / "seed_data"
SHIPPED = SEED_DATA / "ofsted_reports"
FILES = ("sources", "inspections", "judgements", "citations")

LOOKED_AT = {
    # Printed so, and read as printed: a full inspection of one day, one of nine days, a standard one of seventeen.
    "80450_london corporation/children's services inspection - 20 september 2016.pdf",
    "80456_coventry/children's services inspection - 21 march 2014.pdf",
    "80580_wiltshire/children's services inspection - 22 july 2019.pdf",
    # Neither cover names a lead inspector, and no page does.
    "80461_devon/children's services inspection - 13 may 2025.pdf",
    "80576_warwickshire/children's services inspection - 14 october 2025.pdf",
}


@pytest.mark.thorough
def test_the_real_files_make_the_shipped_package_from_nothing_and_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    need_file(ADDRESSES)
    # The packages beside it are part of what an import sees.
    for path in SEED_DATA.iterdir():
        if path.is_dir() and path != SHIPPED:
            shutil.copytree(path, tmp_path / path.name)
    package, today = tmp_path / "ofsted_reports", date(2030, 1, 1)
    reports = import_reports(REPORTS, package, REFERENCE, today)
    assert reports.summary == "469 read, 4 refused, 5 to look at"
    assert {look.cause for look in reports.refused} == {"a web page, not a PDF"}
    assert {look.file_name for look in reports.looks} == LOOKED_AT
    assert [import_overview(path, package, REFERENCE, today).summary for path in OVERVIEWS] == [
        "153 read, 0 refused, 0 to look at",
        "153 read, 0 refused, 0 to look at",
    ]
    addresses = import_addresses(ADDRESSES, package, REFERENCE, today)
    # The four files of 2012 that are web pages have an address, and no report that was read.
    assert addresses.summary == "497 read, 0 refused, 4 to look at"
    # An import from nothing cannot know when a row was first recorded, nor what only people write.
    made = read_package(package)
    keep_history(read_package(SHIPPED), made, today)
    # A person read one sentence of each of these reports, and says so in its note.
    for code in ("cornwall-ilacs-2024-07-report", "halton-ilacs-2024-05-report", "sefton-ilacs-2025-06-report"):
        made.sources[code].note = read_package(SHIPPED).sources[code].note
    write_package(package, made)
    for name in FILES:
        assert (package / f"{name}.csv").read_bytes() == (SHIPPED / f"{name}.csv").read_bytes(), name
    assert import_reports(REPORTS, package, REFERENCE, today).written == []
    for path in OVERVIEWS:
        assert import_overview(path, package, REFERENCE, today).written == []
    assert import_addresses(ADDRESSES, package, REFERENCE, today).written == []


def test_the_importer_gives_the_facts_that_were_recorded_by_hand() -> None:
    shipped = read_package(SHIPPED)
    with (Path(__file__).parents[1] / "data" / "recorded_by_hand.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert len({fact["record_code"] for fact in facts}) == 61
    for fact in facts:
        code, field = fact["record_code"], fact["field"]
        row = shipped.inspections.get(code) or shipped.judgements[code]
        assert (getattr(row, field) or "") == fact["value"], (code, field)


def test_nearly_every_inspection_has_the_address_of_its_report() -> None:
    shipped = read_package(SHIPPED)
    server = "https://files.ofsted.gov.uk/v1/file/"
    with_address = [
        code
        for code in shipped.inspections
        if (source := shipped.sources.get(f"{code}-report")) and (source.url or "").startswith(server)
    ]
    # What a later report says of an earlier inspection is no report of that inspection.
    rows = shipped.inspections.values()
    restated = [row for row in rows if row.source_code.endswith("-report") and not row.source_code.startswith(row.code)]
    assert len(with_address) >= 0.97 * (len(rows) - len(restated))
    assert len(with_address) > 480
    addresses = [row.url for row in shipped.sources.values() if row.url]
    assert len(set(addresses)) == len(addresses)


def test_letters_of_other_kinds_are_refused_by_their_kind() -> None:
    need_file(SHARED)
    for folder, kind in (
        ("jtai_letters", "a letter on a joint targeted area inspection (JTAI)"),
        ("send_reports", "a report of an area SEND inspection"),
    ):
        for path in sorted((SHARED / folder).rglob("*.pdf"))[::9]:
            with pytest.raises(Refused) as refusal:
                read_report(read_pages(path.read_bytes()), path.name, "0" * 64, PERIODS)
            assert str(refusal.value) == f"{kind}, not a report of an inspection", path
