"""From files to the package: the same whatever the order, unchanged by a second run, and nothing else touched."""

import csv
import hashlib
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.importing.councils import load_councils
from app.importing.merge_reports import merge_reports
from app.importing.report import read_report
from app.importing.rows import cite
from app.importing.run import ImportResult, import_addresses, import_overview, import_reports
from app.importing.store import Package, read_package, write_package
from app.importing.text import read_pages
from app.partial_date import PartialDate
from app.vocabulary import Basis
from tests.importing.files import PERIODS, REFERENCE, ilacs, pdf, sif, xlsx
from tests.importing.test_councils import HEADER, ROWS
from tests.importing.test_overview import HEADER as COLUMNS
from tests.importing.test_overview import row

TABLE = "urn,local_authority,inspection_link,pdf_filename,publication_date,inspection_start_date"
FIRST, LATER = date(2026, 11, 21), date(2026, 12, 24)


class Desk:
    """A folder of reports, an overview, and the package that is made of them."""

    def __init__(self, root: Path) -> None:
        self.root, self.reports, self.package = root, root / "reports", root / "package"
        self.reports.mkdir()
        self.reference = root / "reference"
        self.reference.mkdir()
        (self.reference / "councils.csv").write_text(HEADER + ROWS, encoding="utf-8")
        shutil.copy(REFERENCE / "domains.csv", self.reference)

    def file(self, name: str, *pages: str, data: bytes | None = None) -> None:
        path = self.reports / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if data is not None else pdf(*pages))

    def read(self, today: date = FIRST) -> ImportResult:
        return import_reports(self.reports, self.package, self.reference, today, processes=1)

    def overview(self, *rows: list[str], today: date = FIRST, changed_on: str = "2026-06-29") -> ImportResult:
        (self.root / "overview.xlsx").write_bytes(xlsx([COLUMNS, *rows], changed_on=changed_on))
        return import_overview(self.root / "overview.xlsx", self.package, self.reference, today)

    def addresses(self, *rows: str, today: date = FIRST) -> ImportResult:
        (self.root / "history.csv").write_text("\n".join([TABLE, *rows, ""]), encoding="utf-8")
        return import_addresses(self.root / "history.csv", self.package, self.reference, today)

    def rows(self, kind: str) -> dict[str, dict[str, str]]:
        with (self.package / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            return {row["code"]: row for row in csv.DictReader(file)}

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.package.iterdir())}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


BEXLEY = "80488_bexley/children's services inspection - 20 august 2018.pdf"
NEW = """Inspection of Bexley local authority
children’s services
Inspection dates: 6 to 10 February 2023
Lead inspector: Tom Anthony, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Outstanding
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care Good
The experiences and progress of care leavers Outstanding
Overall effectiveness Outstanding
"""


def test_a_report_becomes_a_source_an_inspection_its_judgements_and_its_citations(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs(care="Inadequate", overall="Inadequate"))
    outcome = desk.read()
    assert outcome.summary == "1 read, 0 refused, 0 to look at"
    assert desk.rows("sources")["bexley-ilacs-2018-07-report"]["file_name"] == BEXLEY
    inspection = desk.rows("inspections")["bexley-ilacs-2018-07"]
    assert (inspection["type"], inspection["started_on"], inspection["ended_on"], inspection["published_on"]) == (
        "standard", "2018-07-09", "2018-07-20", "2018-08-20",
    )  # fmt: skip
    assert {code: row["grade"] for code, row in desk.rows("judgements").items()} == {
        "bexley-ilacs-2018-07-overall": "inadequate",
        "bexley-ilacs-2018-07-leadership": "good",
        "bexley-ilacs-2018-07-help-and-protection": "good",
        "bexley-ilacs-2018-07-care-and-care-leavers": "inadequate",
    }
    assert {(row["field"], row["basis"], row["locator"]) for row in desk.rows("citations").values()} == {
        ("type", "derived", "p. 1, inspection dates"),
        ("published_on", "derived", "file name"),
    }


def test_a_second_run_changes_no_byte_and_keeps_the_day_of_the_first(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.file("80488_bexley/x - 23 may 2014.pdf", *sif())
    desk.read()
    desk.overview(row())
    before = desk.bytes()
    assert desk.read(LATER).written == []
    assert desk.overview(row(), today=LATER).written == []
    assert desk.bytes() == before


def test_reports_in_another_order_make_the_same_package(desk: Desk) -> None:
    names = ["Bexley", "Bromley", "Hull", "Nottingham City", "City of London", "Cumbria County Council"]
    reports = []
    for number, name in enumerate([*names, "Bexley", "Bexley"]):
        dates = f"{2 + 7 * (number // 6)} to {6 + 7 * (number // 6)} July 2018"
        pages = read_pages(pdf(ilacs(authority=name, dates=dates)))
        reports.append(read_report(pages, f"{number % 7}/x - 20 august 2018.pdf", f"{number:064}", PERIODS))
    councils = load_councils(desk.reference / "councils.csv")
    made = set()
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))
        merged = merge_reports(Package(), shuffled, set(), councils, FIRST)
        write_package(desk.package, merged.package)
        made.add((tuple(desk.bytes().items()), tuple(sorted(merged.looks))))
    assert len(made) == 1
    assert len(desk.rows("inspections")) == 7


def test_a_new_report_adds_its_rows_and_changes_nothing_else(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    before = desk.rows("inspections") | desk.rows("judgements") | desk.rows("citations") | desk.rows("sources")
    desk.file("80490_bromley/x - 7 january 2019.pdf", ilacs(authority="Bromley", dates="19 to 30 November 2018"))
    desk.read(LATER)
    after = desk.rows("inspections") | desk.rows("judgements") | desk.rows("citations") | desk.rows("sources")
    assert {code: row for code, row in after.items() if code in before} == before
    assert {row["recorded_on"] for code, row in after.items() if code not in before} == {"2026-12-24"}


def test_a_folder_with_new_files_only_leaves_the_rest_of_the_package(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    (desk.reports / BEXLEY).unlink()
    desk.file("80490_bromley/x - 7 january 2019.pdf", ilacs(authority="Bromley", dates="19 to 30 November 2018"))
    desk.read()
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2018-07", "bromley-ilacs-2018-11"]


def test_a_refused_file_leaves_the_rest_intact(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.file("80490_bromley/x - 17 august 2012.pdf", data=b"<!DOCTYPE html>")
    outcome = desk.read()
    assert [str(look) for look in outcome.refused] == ["80490_bromley/x - 17 august 2012.pdf: a web page, not a PDF"]
    assert not outcome.clean
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2018-07"]


def test_a_report_that_is_read_anew_replaces_its_rows_and_keeps_what_people_wrote(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    path = desk.package / "inspections.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Marcie Taylor,", "Marcie Taylor,In our own words."), encoding="utf-8"
    )
    desk.file(BEXLEY, ilacs(help="Inadequate", overall="Inadequate"))
    desk.read(LATER)
    inspection = desk.rows("inspections")["bexley-ilacs-2018-07"]
    assert (inspection["summary"], inspection["recorded_on"]) == ("In our own words.", "2026-11-21")
    assert desk.rows("judgements")["bexley-ilacs-2018-07-overall"]["grade"] == "inadequate"


def test_a_report_that_is_read_anew_does_not_undo_what_a_person_inferred(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    package = read_package(desk.package)
    inspection = package.inspections["bexley-ilacs-2018-07"]
    printed = str(inspection.started_on)
    inspection.started_on, inspection.inferred = PartialDate("2018-07"), "started_on"
    why = "The cover prints the day of the feedback."
    report = inspection.source_code
    citation = cite(
        inspection, "started_on", "2018-07", "figures", why, source=report, locator="p. 6", basis=Basis.INFERRED
    )
    package.citations[citation.code] = citation
    write_package(desk.package, package)
    inferred = desk.bytes()["citations.csv"]
    desk.read(LATER)
    assert desk.rows("inspections")["bexley-ilacs-2018-07"]["started_on"] == "2018-07" != printed
    assert desk.bytes()["citations.csv"] == inferred


def test_the_same_inspection_in_two_files_is_used_once_and_looked_at(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.file("80488_bexley/a second edition - 20 august 2018.pdf", ilacs(lead="Somebody Else"))
    outcome = desk.read()
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2018-07"]
    assert ["another file reports the same inspection" in str(look) for look in outcome.looks] == [True]


def test_two_inspections_of_one_month_are_numbered_by_date(desk: Desk) -> None:
    desk.file("80488_bexley/b - 20 august 2018.pdf", ilacs(dates="2 to 6 July 2018"))
    desk.file("80488_bexley/a - 20 august 2018.pdf", ilacs(dates="23 to 27 July 2018"))
    desk.read()
    assert {code: row["started_on"] for code, row in desk.rows("inspections").items()} == {
        "bexley-ilacs-2018-07": "2018-07-02",
        "bexley-ilacs-2018-07-2": "2018-07-23",
    }


def test_an_inspection_after_an_inadequate_one_is_a_reinspection_though_its_cover_is_silent(desk: Desk) -> None:
    desk.file("80488_bexley/x - 23 may 2014.pdf", *sif(overall="inadequate"))
    desk.file(
        "80488_bexley/x - 13 june 2017.pdf",
        *sif(dates="6 March 2017 to 30 March 2017", published="13 June 2017"),
    )
    desk.read()
    assert {code: row["type"] for code, row in desk.rows("inspections").items()} == {
        "bexley-sif-2014-03": "full",
        "bexley-sif-2017-03": "reinspection",
    }
    assert desk.rows("citations")["bexley-sif-2017-03.type.report"]["basis"] == "derived"


def test_the_report_is_preferred_and_the_overview_kept_beside_it(desk: Desk) -> None:
    desk.file("80488_bexley/x - 24 march 2023.pdf", NEW)
    desk.read()
    outcome = desk.overview(row(inspection_end_date="11/02/2023", in_care_grade="requires improvement"))
    assert len(outcome.disagreements) == 2
    assert desk.rows("inspections")["bexley-ilacs-2023-02"]["ended_on"] == "2023-02-10"
    assert desk.rows("judgements")["bexley-ilacs-2023-02-care"]["grade"] == "good"
    citations = desk.rows("citations")
    ended_on = citations["bexley-ilacs-2023-02.ended-on.overview"]
    assert (ended_on["standing"], ended_on["stated_value"], ended_on["locator"]) == (
        "alternative", "2023-02-11", "overview!row 2, inspection_end_date",
    )  # fmt: skip
    assert citations["bexley-ilacs-2023-02-care.grade.overview"]["stated_value"] == "requires_improvement"
    assert citations["bexley-ilacs-2023-02.published-on.overview"]["standing"] == "preferred"


def test_what_only_the_overview_knows_is_an_inspection_until_its_report_comes(desk: Desk) -> None:
    desk.overview(row())
    known = desk.rows("inspections")["bexley-ilacs-2023-02"]
    assert (known["source_code"], known["locator"]) == ("ofsted-csc-overview-2026-06-29", "overview!row 2")
    assert desk.rows("judgements")["bexley-ilacs-2023-02-care-leavers"]["grade"] == "outstanding"
    desk.file("80488_bexley/x - 24 march 2023.pdf", NEW)
    desk.read(LATER)
    known = desk.rows("inspections")["bexley-ilacs-2023-02"]
    assert (known["source_code"], known["recorded_on"]) == ("bexley-ilacs-2023-02-report", "2026-11-21")


def test_overview_first_or_last_makes_the_same_package(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    other = Desk(tmp_path / "second")
    wrong = row(inspection_end_date="11/02/2023", inspector_name="someone else", in_care_grade="inadequate")
    for one in (desk, other):
        one.file("80488_bexley/x - 24 march 2023.pdf", NEW)
    desk.read()
    desk.overview(wrong)
    other.overview(wrong)
    other.read()
    assert desk.bytes() == other.bytes()


def test_a_grade_for_care_leavers_that_no_report_gives_is_kept_as_rejected(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    outcome = desk.overview(
        row(
            inspection_framework="None", inspection_start_date="", inspection_end_date="", publication_date="20/08/18",
            inspector_name="marcie taylor", overall_effectiveness_grade="good", impact_of_leaders_grade="good",
            care_leavers_grade="inadequate",
        )
    )  # fmt: skip
    citation = desk.rows("citations")["bexley-ilacs-2018-07-care-and-care-leavers.grade.overview.care-leavers"]
    assert (citation["standing"], citation["stated_value"]) == ("rejected", "inadequate")
    assert len(outcome.disagreements) == 1


def test_no_overall_grade_from_april_2026_on_is_an_absence_with_its_reason(desk: Desk) -> None:
    desk.overview(
        row(
            inspection_start_date="27/04/2026", inspection_end_date="01/05/2026", publication_date="17/06/26",
            overall_effectiveness_grade="nan",
        )
    )  # fmt: skip
    overall = desk.rows("judgements")["bexley-ilacs-2026-04-overall"]
    assert (overall["grade"], overall["absence"]) == ("", "not_judged_under_framework")


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ({"inspection_start_date": ""}, "not used: no start date"),
        ({"local_authority": "atlantis", "urn": ""}, "no council has its number or its name"),
        ({"in_care_grade": ""}, "no in_care_grade"),
        ({"inspection_framework": "standard"}, "called standard, but on site from 2023-02-06 to 2023-02-10"),
        ({"help_and_protection_grade": "inadequate"}, "a limiting judgement is inadequate"),
        ({"publication_date": "24/01/23"}, "out of order"),
        ({"inspection_end_date": "11/02/2023"}, "at a weekend"),
        ({"inspector_name": "None"}, "no inspector_name"),
    ],
)
def test_an_unlikely_line_is_looked_at(desk: Desk, cells: dict[str, str], cause: str) -> None:
    assert cause in "; ".join(str(look) for look in desk.overview(row(**cells)).looks)


def test_a_workbook_that_is_refused_changes_nothing(desk: Desk) -> None:
    desk.overview(row())
    before = desk.bytes()
    (desk.root / "overview.xlsx").write_bytes(b"PK")
    outcome = import_overview(desk.root / "overview.xlsx", desk.package, desk.reference, LATER)
    assert (outcome.summary, outcome.written) == ("0 read, 1 refused, 0 to look at", [])
    assert desk.bytes() == before


def test_nothing_is_written_outside_the_package(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    before = set(desk.root.rglob("*"))
    desk.read()
    assert {path.name for path in desk.root.rglob("*") if path not in before} == {
        "package", "sources.csv", "inspections.csv", "judgements.csv", "citations.csv",
    }  # fmt: skip


NO_LEAVERS = NEW.replace("The experiences and progress of care leavers Outstanding\n", "")


def test_a_report_that_is_silent_does_not_outrank_the_overview(desk: Desk) -> None:
    desk.overview(row())
    desk.file("80488_bexley/x - 24 march 2023.pdf", NO_LEAVERS)
    outcome = desk.read(LATER)
    leavers = desk.rows("judgements")["bexley-ilacs-2023-02-care-leavers"]
    assert (leavers["grade"], leavers["source_code"], leavers["locator"]) == (
        "outstanding", "ofsted-csc-overview-2026-06-29", "overview!row 2, care_leavers_grade",
    )  # fmt: skip
    assert desk.rows("judgements")["bexley-ilacs-2023-02-care"]["source_code"] == "bexley-ilacs-2023-02-report"
    assert ["no grade is found in the report; outstanding is the overview's" in line for line in outcome.disagreements]
    before = desk.bytes()
    desk.read(LATER)
    assert desk.bytes() == before


def test_what_a_report_said_before_is_kept_and_listed_when_it_is_not_found_any_more(desk: Desk) -> None:
    name = "80488_bexley/x - 24 march 2023.pdf"
    desk.file(name, NEW)
    desk.read()
    desk.file(name, NO_LEAVERS.replace("Lead inspector: Tom Anthony, His Majesty’s Inspector\n", ""))
    outcome = desk.read(LATER)
    assert desk.rows("judgements")["bexley-ilacs-2023-02-care-leavers"]["grade"] == "outstanding"
    assert desk.rows("inspections")["bexley-ilacs-2023-02"]["lead_inspector"] == "Tom Anthony"
    listed = " ".join(map(str, outcome.looks))
    assert "bexley-ilacs-2023-02-care-leavers: no grade is found any more; outstanding is kept" in listed
    assert "no lead_inspector is found any more; Tom Anthony is kept" in listed
    before = desk.bytes()
    desk.read(LATER)
    assert desk.bytes() == before


@pytest.mark.parametrize("data", [b"<!DOCTYPE html>", pdf("Focused visit to Bexley\n" * 20)])
def test_what_was_read_of_a_file_that_is_refused_now_is_kept_and_listed(desk: Desk, data: bytes) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    before = desk.bytes()
    desk.file(BEXLEY, data=data)
    outcome = desk.read(LATER)
    assert desk.bytes() == before
    assert [look.cause for look in outcome.looks] == ["refused now; what was known of bexley-ilacs-2018-07 is kept"]


def test_an_inspection_that_gets_another_code_is_listed(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    desk.file(BEXLEY, ilacs(dates="30 July 2018 to 10 August 2018").replace("9 July", "30 June"))
    desk.file(BEXLEY, ilacs(dates="6 August 2018 to 17 August 2018"))
    outcome = desk.read(LATER)
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2018-08"]
    assert "bexley-ilacs-2018-07 is now bexley-ilacs-2018-08" in " ".join(map(str, outcome.looks))


def test_dates_without_any_grade_are_looked_at_and_make_no_inspection(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs().split("Judgement Grade")[0] + "Prose of a letter.\n" * 9)
    outcome = desk.read()
    assert [look.cause for look in outcome.looks] == ["not used: dates on site and no grade at all"]
    assert desk.rows("inspections") == {}


def sibling(desk: Desk, *inspections: str) -> None:
    """A package beside the one that is written, which records inspections of its own."""
    other = desk.root / "council_records"
    other.mkdir()
    lines = ["code,council_code,framework_code,started_on", *inspections, ""]
    (other / "inspections.csv").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("started_on", ["2018-07-09", "2018-07", "2018-07-12"])
def test_every_importer_leaves_alone_what_another_package_records(desk: Desk, started_on: str) -> None:
    sibling(desk, f"by-hand-1,bexley,ilacs,{started_on}", "by-hand-2,bexley,ilacs,2023-02-06")
    desk.file(BEXLEY, ilacs())
    desk.file("80490_bromley/x - 7 january 2019.pdf", ilacs(authority="Bromley", dates="19 to 30 November 2018"))
    of_reports, of_overview = desk.read(), desk.overview(row())
    assert [*desk.rows("inspections")] == ["bromley-ilacs-2018-11"]
    for outcome, code in ((of_reports, "by-hand-1"), (of_overview, "by-hand-2")):
        cause = f"the package council_records records this inspection, {code}"
        assert ([look.cause for look in outcome.left_alone], outcome.looks) == ([cause], [])


def test_a_copy_of_the_package_beside_it_deletes_nothing(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    desk.overview(row())
    before = desk.bytes()
    shutil.copytree(desk.package, desk.root / "a copy")
    desk.overview(row())
    desk.read()
    assert desk.bytes() == before


def test_of_identical_files_that_with_the_better_name_wins(desk: Desk) -> None:
    desk.file("downloads/report.pdf", ilacs())
    desk.read()
    assert desk.rows("inspections")["bexley-ilacs-2018-07"]["published_on"] == ""
    desk.file(BEXLEY, ilacs())
    outcome = desk.read(LATER)
    source = desk.rows("sources")["bexley-ilacs-2018-07-report"]
    assert (source["file_name"], source["published_on"]) == (BEXLEY, "2018-08-20")
    assert [str(look) for look in outcome.looks] == [f"downloads/report.pdf: not used: the same file as {BEXLEY}"]
    before = desk.bytes()
    (desk.reports / BEXLEY).unlink()
    desk.read(LATER)
    assert desk.bytes() == before


def test_a_better_name_that_comes_alone_replaces_the_worse_one(desk: Desk) -> None:
    desk.file("downloads/report.pdf", ilacs())
    desk.read()
    (desk.reports / "downloads" / "report.pdf").unlink()
    desk.file(BEXLEY, ilacs())
    desk.read(LATER)
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2018-07"]
    assert desk.rows("sources")["bexley-ilacs-2018-07-report"]["file_name"] == BEXLEY


def test_a_trust_in_the_title_is_cited(desk: Desk) -> None:
    title = "Inspection of Bexley Children and Families Trust"
    desk.file(
        "80488_bexley/x - 24 march 2023.pdf", NEW.replace(NEW.split("Inspection dates", maxsplit=1)[0], f"{title}\n")
    )
    outcome = desk.read()
    citation = desk.rows("citations")["bexley-ilacs-2023-02.council-code.report"]
    assert (citation["stated_value"], citation["basis"], outcome.looks) == ("bexley", "derived", [])


def test_the_overview_is_cited_as_the_file_that_it_is(desk: Desk) -> None:
    desk.overview(row())
    source = desk.rows("sources")["ofsted-csc-overview-2026-06-29"]
    assert (source["published_on"], source["file_name"]) == ("2026-06-29", "overview.xlsx")
    assert source["sha256"] == hashlib.sha256((desk.root / "overview.xlsx").read_bytes()).hexdigest()


def test_an_overview_that_another_package_cites_keeps_its_code(desk: Desk) -> None:
    desk.overview(row())
    made = desk.rows("sources")["ofsted-csc-overview-2026-06-29"]["sha256"]
    sibling(desk)
    (desk.root / "council_records" / "sources.csv").write_text(f"code,sha256\nby-hand,{made}\n", encoding="utf-8")
    shutil.rmtree(desk.package)
    desk.overview(row())
    assert desk.rows("inspections")["bexley-ilacs-2023-02"]["source_code"] == "by-hand"
    assert desk.rows("sources") == {}


def test_a_later_overview_adds_what_is_not_held_and_takes_nothing(desk: Desk) -> None:
    desk.overview(row(inspection_end_date=""), row(urn="80490", local_authority="bromley"))
    later = row(inspector_name="someone else", in_care_grade="")
    outcome = desk.overview(later, today=LATER, changed_on="2026-08-22")
    assert [*desk.rows("inspections")] == ["bexley-ilacs-2023-02", "bromley-ilacs-2023-02"]
    bexley, citations = desk.rows("inspections")["bexley-ilacs-2023-02"], desk.rows("citations")
    assert (bexley["lead_inspector"], bexley["ended_on"]) == ("Tom Anthony", "2023-02-10")
    assert {code: (line["standing"], line["source_code"], line["recorded_on"]) for code, line in citations.items()} == {
        "bexley-ilacs-2023-02.ended-on.overview": ("preferred", "ofsted-csc-overview-2026-08-22", "2026-12-24"),
        "bexley-ilacs-2023-02.lead-inspector.overview": ("alternative", "ofsted-csc-overview-2026-08-22", "2026-12-24"),
    }
    assert desk.rows("judgements")["bexley-ilacs-2023-02-care"]["grade"] == "good"
    assert len(outcome.disagreements) == 1
    before = desk.bytes()
    assert desk.overview(later, today=LATER, changed_on="2026-08-22").written == []
    assert desk.read(LATER).written == []
    assert desk.bytes() == before


LINK = "https://files.ofsted.gov.uk/v1/file/50004345"


def test_a_report_gets_its_address_from_a_table(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    outcome = desk.addresses(f"80488,bexley,{LINK},{Path(BEXLEY).name},20/08/18,", today=LATER)
    assert (outcome.looks, desk.rows("sources")["bexley-ilacs-2018-07-report"]["url"]) == ([], LINK)
    citation = desk.rows("citations")["bexley-ilacs-2018-07-report.url.table"]
    assert (citation["record_kind"], citation["field"], citation["locator"]) == (
        "sources",
        "url",
        "row 2, inspection_link",
    )
    assert (citation["stated_value"], citation["recorded_on"]) == (LINK, "2026-12-24")
    before = desk.bytes()
    desk.addresses(f"80488,bexley,{LINK},{Path(BEXLEY).name},20/08/18,", today=LATER)
    desk.read()
    assert desk.bytes() == before


def test_a_report_that_only_an_overview_knows_gets_a_source_with_its_address(desk: Desk) -> None:
    desk.overview(row())
    desk.addresses(f"80488,bexley,{LINK},x - 24 march 2023.pdf,24/03/23,06/02/2023")
    source = desk.rows("sources")["bexley-ilacs-2023-02-report"]
    assert (source["url"], source["file_name"], source["published_on"]) == (LINK, "", "2023-03-24")
    desk.file("80488_bexley/x - 24 march 2023.pdf", NEW)
    desk.read()
    source = desk.rows("sources")["bexley-ilacs-2023-02-report"]
    assert (source["url"], source["file_name"]) == (LINK, "80488_bexley/x - 24 march 2023.pdf")


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        ([f"80490,bexley,{LINK},NAME,20/08/18,"], "no council has both the number 80490 and the name 'bexley'"),
        ([f"80490,bromley,{LINK},NAME,20/08/18,"], "no report of bromley of 2018-08-20"),
        ([f"80488,bexley,{LINK},NAME,20/08/18,06/02/2023"], "began on 2018-07-09, not on 2023-02-06"),
        ([f"80488,bexley,{LINK},another.pdf,20/08/18,"], "no report of bexley of 2018-08-20"),
        ([f"80488,bexley,{LINK},NAME,in August,"], "publication_date is 'in August', which is no date"),
        (["80488,bexley,https://example.org/v1/file/1,NAME,20/08/18,"], "no address on Ofsted's file server"),
        ([f"80488,bexley,{LINK},NAME,20/08/18,", f"80488,bexley,{LINK}0,NAME,20/08/18,"], "not its own alone"),
        ([f"80488,bexley,{LINK},NAME,20/08/18,", f"80490,bromley,{LINK},y.pdf,07/01/19,"], "not its own alone"),
    ],
)
def test_a_wrong_address_cannot_enter(desk: Desk, lines: list[str], cause: str) -> None:
    desk.file(BEXLEY, ilacs())
    desk.file("80490_bromley/y.pdf", ilacs(authority="Bromley", dates="19 to 30 November 2018"))
    desk.read()
    outcome = desk.addresses(*(line.replace("NAME", Path(BEXLEY).name) for line in lines))
    assert {source["url"] for source in desk.rows("sources").values()} == {""}
    assert cause in " ".join(map(str, outcome.looks))


def test_an_address_that_is_there_already_stays(desk: Desk) -> None:
    desk.file(BEXLEY, ilacs())
    desk.read()
    desk.addresses(f"80488,bexley,{LINK},{Path(BEXLEY).name},20/08/18,")
    (desk.root / "history.csv").unlink()
    outcome = desk.addresses(f"80488,bexley,{LINK}0,{Path(BEXLEY).name},20/08/18,")
    assert desk.rows("sources")["bexley-ilacs-2018-07-report"]["url"] == LINK
    assert f"has the address {LINK} already" in str(outcome.looks[0])
