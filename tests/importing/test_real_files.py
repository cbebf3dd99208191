"""The whole import of the real files, where they are at hand: it makes the shipped package, byte for byte."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.importing.merged import keep_history
from app.importing.run import import_overview, import_reports
from app.importing.store import read_package, write_package
from app.settings import ROOT
from tests.needs import need_file

REPORTS = ROOT.parent / "shared" / "ofsted_reports"
OVERVIEW = REPORTS / "ofsted_csc_ilacs_overview.xlsx"
SHIPPED = ROOT / "seed_data" / "ofsted_reports"
COUNCILS = ROOT / "seed_data" / "reference" / "councils.csv"
FILES = ("sources", "inspections", "judgements", "citations")

LOOKED_AT = {
    # Printed so, and read as printed: a full inspection of one day, one of nine days, a standard one of seventeen.
    "80450_london corporation/children's services inspection - 20 september 2016.pdf",
    "80456_coventry/children's services inspection - 21 march 2014.pdf",
    "80580_wiltshire/children's services inspection - 22 july 2019.pdf",
}


def _codes(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {line["code"] for line in csv.DictReader(file)}


@pytest.mark.thorough
def test_the_real_files_make_the_shipped_package_from_nothing_and_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    need_file(REPORTS)
    package, today = tmp_path / "ofsted_reports", date(2030, 1, 1)
    elsewhere = _codes(ROOT / "seed_data" / "council_records" / "inspections.csv")
    reports = import_reports(REPORTS, package, COUNCILS, today)
    overview = import_overview(OVERVIEW, package, COUNCILS, today, elsewhere=elsewhere)
    assert reports.summary == "388 read, 4 refused, 3 to look at"
    assert {look.cause for look in reports.refused} == {"a web page, not a PDF"}
    assert {look.file_name for look in reports.looks} == LOOKED_AT
    assert overview.summary == "153 read, 0 refused, 2 to look at"
    # An import from nothing cannot know when a row was first recorded, nor what only people write.
    made = read_package(package)
    keep_history(read_package(SHIPPED), made)
    write_package(package, made)
    for name in FILES:
        assert (package / f"{name}.csv").read_bytes() == (SHIPPED / f"{name}.csv").read_bytes(), name
    assert import_reports(REPORTS, package, COUNCILS, today).written == []
    assert import_overview(OVERVIEW, package, COUNCILS, today, elsewhere=elsewhere).written == []


def test_the_importer_gives_the_facts_that_were_recorded_by_hand() -> None:
    shipped = read_package(SHIPPED)
    with (Path(__file__).parents[1] / "data" / "recorded_by_hand.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert len({fact["record_code"] for fact in facts}) == 61
    for fact in facts:
        code, field = fact["record_code"], fact["field"]
        row = shipped.inspections.get(code) or shipped.judgements[code]
        assert (getattr(row, field) or "") == fact["value"], (code, field)
