"""The whole import of the real files, where they are at hand: it makes the shipped package, byte for byte."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.importing.run import import_overview, import_reports

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "ofsted_reports"
SHIPPED = ROOT / "seed_data" / "ofsted_reports"
COUNCILS = ROOT / "seed_data" / "reference" / "councils.csv"

pytestmark = pytest.mark.skipif(
    not (REPORTS.is_dir() and SHIPPED.is_dir()), reason="the real files are not shipped with the project"
)

LOOKED_AT = {
    # Printed so, and read as printed: a full inspection of one day, one of nine days, a standard one of seventeen.
    "80450_london corporation/children's services inspection - 20 september 2016.pdf",
    "80456_coventry/children's services inspection - 21 march 2014.pdf",
    "80580_wiltshire/children's services inspection - 22 july 2019.pdf",
}


def test_the_real_files_make_the_shipped_package(tmp_path: Path) -> None:
    package = tmp_path / "ofsted_reports"
    shutil.copytree(SHIPPED, package)
    today = date(2030, 1, 1)
    reports = import_reports(REPORTS, package, COUNCILS, today)
    overview = import_overview(REPORTS / "ofsted_csc_ilacs_overview.xlsx", package, COUNCILS, today)
    assert (reports.written, overview.written) == ([], [])
    assert reports.summary == "388 read, 4 refused, 3 to look at"
    assert {look.cause for look in reports.refused} == {"a web page, not a PDF"}
    assert {look.file_name for look in reports.looks} == LOOKED_AT
    assert overview.summary == "153 read, 0 refused, 2 to look at"
