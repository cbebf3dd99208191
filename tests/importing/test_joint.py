"""Letters on joint targeted area inspections and reports of area SEND inspections: what they say, and their package."""

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.importing.joint import JointLetter, read_joint_letter
from app.importing.run import ImportResult, import_letters, import_send_reports
from app.importing.send import SendReport, read_send_report
from app.importing.workers import Refused
from app.settings import ROOT
from tests.importing.files import pdf
from tests.importing.test_councils import HEADER, ROWS
from tests.needs import need_file

LETTERS, SEND_REPORTS = ROOT.parent / "shared" / "jtai_letters", ROOT.parent / "shared" / "send_reports"
NEW = """24 May 2023
Jo Bloggs, Director of Children’s Services, Bexley Council
Sam Bloggs, Regional Probation Director
Dear Bexley Safeguarding Children Partnership
Joint targeted area inspection of Bexley
This letter summarises the findings of the joint targeted area inspection (JTAI) of the
multi-agency response to children and families who need help in Bexley.
This inspection took place from 26 to 31 March 2023. It was carried out by inspectors
from Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of
Constabulary and Fire & Rescue Services (HMICFRS).
Headline findings
"""
OLD = """1
2 August 2016
Dear local partnership
Joint targeted area inspection of the multi-agency response to abuse and
neglect in Bexley
Between 20 and 24 June, Ofsted, the Care Quality Commission (CQC), HMI
Constabulary (HMIC) and HMI Probation (HMI Prob) undertook a joint inspection of
the multi-agency response to abuse and neglect in Bexley.1 This inspection included a
'deep dive' focus on the response to child sexual exploitation and those missing from
home, care or education.
This letter to all the service leaders in the area outlines our findings.
"""
SEND = """Local area partnership report
Area SEND inspection of Bexley Local
Area Partnership
Inspection dates: 29 January 2024 to 2 February 2024
Dates of previous inspection: 10 to 14 July 2017
Inspection outcome
The local area partnership’s arrangements lead to inconsistent experiences and
outcomes for children and young people with special educational needs and/or
disabilities (SEND). The local area partnership must work jointly to make improvements.
"""
MEASURED = "80488_bexley/joint area child protection inspection - 24 may 2023.pdf"
COVERED = "80488_bexley/area send full inspection - 03 april 2024.pdf"


def letter(*pages: str, name: str = MEASURED) -> JointLetter:
    return read_joint_letter(list(pages), name, "0" * 64)


def report(cover: str) -> SendReport:
    return read_send_report([cover], COVERED, "0" * 64)


def test_a_letter_of_the_newer_form_is_read() -> None:
    read = letter(NEW)
    assert (read.authority, read.title) == ("Bexley", "Joint targeted area inspection of Bexley")
    assert (read.written_on, read.days.first, read.days.last) == (
        date(2023, 5, 24),
        date(2023, 3, 26),
        date(2023, 3, 31),
    )
    assert (read.theme, read.other_theme) == ("early_help", None)
    assert read.odd_days == [("started_on", date(2023, 3, 26), "a Sunday")]


def test_an_inspectorate_counts_where_the_letter_says_who_inspected_and_not_among_those_it_is_sent_to() -> None:
    assert letter(NEW).partners == ("Ofsted", "CQC", "HMICFRS")
    assert letter(OLD).partners == ("Ofsted", "CQC", "HMICFRS", "HMI Probation")


def test_days_without_a_year_are_of_the_year_of_the_letter() -> None:
    read = letter(OLD)
    assert (read.days.first, read.days.last, read.year_inferred) == (date(2016, 6, 20), date(2016, 6, 24), True)


def test_the_theme_is_that_of_the_deep_dive_rather_than_that_of_the_title() -> None:
    assert letter(OLD).theme == "exploitation_and_missing"
    neglect = OLD.replace("child sexual exploitation and those missing from\nhome", "children experiencing neglect")
    assert letter(neglect).theme == "neglect"


def test_an_area_that_the_title_leaves_out_is_found_below_it() -> None:
    title = (
        "Joint targeted area inspection of the multi-agency response to children missing from home, care or education\n"
    )
    body = OLD.replace("our findings.", "our findings about the work of individual agencies in Bexley local authority.")
    start, end = body.index("Joint targeted"), body.index("Between")
    assert letter(body[:start] + title + body[end:]).authority == "Bexley"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Areas for priority action\nThe partners must act.", (2, True)),
        ("12 Area for priority action \nThe partners must act.", (2, True)),
        ("Areas for priority action\nThere are no areas for priority action", (2, False)),
        ("Case study: area for priority action\nA child.", (None, False)),
        ("The partners called this a priority\naction of their own.", (None, False)),
    ],
)
def test_only_a_heading_demands_priority_action(second: str, expected: tuple[int | None, bool]) -> None:
    read = letter(NEW, second)
    assert (read.priority_page, read.priority_action) == expected


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        (NEW.replace("24 May 2023\n", ""), "the letter bears no date"),
        (NEW.replace("26 to 31 March", "26 to 31 Smarch"), "the days on site are not understood"),
        (NEW.replace("26 to 31 March", "26 to 31 June"), "the days on site are not understood"),
        (NEW.replace("children and families who need help", "the weather"), "the theme of the inspection is not known"),
        (NEW.replace("It was carried out by", "It was"), "the letter does not say who inspected"),
        ("Monitoring visit to Bexley", "a letter on a monitoring visit"),
        ("A letter about something else", "no letter on a joint targeted area inspection"),
    ],
)
def test_a_letter_that_does_not_say_what_a_record_needs_is_refused_with_the_reason(page: str, cause: str) -> None:
    with pytest.raises(Refused, match=cause):
        letter(page)


def test_a_send_report_is_read_from_its_cover() -> None:
    read = report(SEND)
    assert (read.authority, read.title) == ("Bexley", "Area SEND inspection of Bexley Local Area Partnership")
    assert (read.days.first, read.days.last) == (date(2024, 1, 29), date(2024, 2, 2))
    assert read.previous
    assert (read.previous.first, read.previous.last) == (date(2017, 7, 10), date(2017, 7, 14))
    assert (read.outcome, read.published_on) == ("inconsistent", date(2024, 4, 3))


@pytest.mark.parametrize(
    ("printed", "first", "others"),
    [
        ("Not previously inspected", None, ()),
        ("3 June 2019", date(2019, 6, 3), ()),
        (
            "The previous full inspection was on 19 March 2018. There\nwas a subsequent revisit on 24 March 2020.",
            date(2018, 3, 19),
            (date(2020, 3, 24),),
        ),
    ],
)
def test_the_previous_inspection_is_as_the_cover_has_it(
    printed: str, first: date | None, others: tuple[date, ...]
) -> None:
    read = report(SEND.replace("10 to 14 July 2017", printed))
    assert read.previous is None if first is None else read.previous and read.previous.first == first
    assert read.others_before == others


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("lead to inconsistent", "lead to unheard-of", "the outcome of the inspection is not understood"),
        ("10 to 14 July 2017", "some years ago", "the dates of the previous inspection are not understood"),
        ("29 January 2024 to 2 February 2024", "last winter", "the dates of the inspection are not understood"),
        ("Area SEND inspection", "Visit", "no report of an area SEND inspection"),
    ],
)
def test_a_send_report_that_is_not_understood_is_refused_with_the_reason(old: str, new: str, cause: str) -> None:
    with pytest.raises(Refused, match=cause):
        report(SEND.replace(old, new))


class Desk:
    """A folder of files and the package that is made of them."""

    def __init__(self, root: Path) -> None:
        self.files, self.package, self.reference = root / "files", root / "packages" / "joint", root / "reference"
        self.reference.mkdir()
        (self.reference / "councils.csv").write_text(HEADER + ROWS, encoding="utf-8")

    def file(self, name: str, *pages: str) -> None:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf(*pages))

    def letters(self, today: date = date(2026, 11, 21)) -> ImportResult:
        return import_letters(self.files, self.package, self.reference, today, processes=1)

    def send_reports(self, today: date = date(2026, 11, 21)) -> ImportResult:
        return import_send_reports(self.files, self.package, self.reference, today, processes=1)

    def rows(self, kind: str) -> dict[str, dict[str, str]]:
        return rows_of(self.package / f"{kind}.csv")

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.package.iterdir())}


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_no_source_states_is_marked_as_inferred_with_the_reason(desk: Desk) -> None:
    desk.file("80488_bexley/joint area child protection inspection - 03 august 2016.pdf", OLD)
    assert desk.letters().clean
    (row,) = desk.rows("joint_inspections").values()
    assert (row["code"], row["priority_action"]) == ("bexley-jtai-2016-06", "false")
    assert row["inferred"] == "ended_on priority_action published_on started_on"
    cited = {(c["field"], c["standing"]): c["stated_value"] for c in desk.rows("citations").values()}
    assert cited == {
        ("started_on", "preferred"): "2016-06-20",
        ("ended_on", "preferred"): "2016-06-24",
        ("priority_action", "preferred"): "false",
        ("published_on", "preferred"): "2016-08-02",
        ("published_on", "alternative"): "2016-08-03",
    }


def test_both_imports_share_a_package_and_a_second_run_changes_nothing(desk: Desk) -> None:
    desk.file(MEASURED, NEW)
    desk.file(COVERED, SEND)
    first = desk.letters()
    assert [str(look) for look in first.refused] == [
        f"{COVERED}: a report of an area SEND inspection, without the title of one"
    ]
    assert desk.send_reports().read == 1
    assert set(desk.rows("sources")) == {"bexley-jtai-2023-03-letter", "bexley-send-2024-01-report"}
    before = desk.bytes()
    assert desk.letters(date(2026, 12, 24)).written == desk.send_reports(date(2026, 12, 24)).written == []
    assert desk.bytes() == before


def test_an_import_overwrites_nothing_that_people_wrote(desk: Desk) -> None:
    desk.file(MEASURED, NEW)
    desk.letters()
    path = desk.package / "joint_inspections.csv"
    path.write_text(path.read_text().replace("HMICFRS,false,,", "HMICFRS,false,Help comes early.,"))
    desk.letters(date(2026, 12, 24))
    (row,) = desk.rows("joint_inspections").values()
    assert (row["summary"], row["recorded_on"]) == ("Help comes early.", "2026-11-21")


def test_a_second_file_on_one_inspection_is_not_used(desk: Desk) -> None:
    desk.file(MEASURED, NEW)
    desk.file("80488_bexley/z.pdf", NEW)
    outcome = desk.letters()
    assert [look.cause for look in outcome.looks] == [
        f"not used: {MEASURED} reports on the same inspection, bexley-jtai-2023-03"
    ]


def test_an_inspection_that_another_package_records_is_left_alone(desk: Desk) -> None:
    desk.file(MEASURED, NEW)
    beside = desk.package.parent / "by_hand"
    beside.mkdir(parents=True)
    (beside / "inspections.csv").write_text(
        "code,council_code,framework_code,started_on\nbexley-jtai,bexley,jtai,2023-03-27\n"
    )
    outcome = desk.letters()
    assert [look.cause for look in outcome.left_alone] == ["the package by_hand records this inspection, bexley-jtai"]
    assert not (desk.package / "joint_inspections.csv").exists()


def test_a_letter_merges_into_the_record_that_a_later_report_had_told_of(desk: Desk) -> None:
    desk.package.mkdir(parents=True)
    (desk.package / "joint_inspections.csv").write_text(
        "code,council_code,published_on,started_on,ended_on,theme,partners,priority_action,summary,source_code,locator,"
        "inferred,recorded_on\nbexley-jtai-2023-04,bexley,,2023-04,,early_help,Ofsted,,Help comes early.,"
        'bexley-ilacs-2025-01-report,"p. 8, para. 42",,2026-11-21\n'
    )
    desk.file(MEASURED, NEW)
    assert desk.letters(date(2026, 12, 24)).clean
    (row,) = desk.rows("joint_inspections").values()
    assert (row["code"], row["started_on"], row["source_code"]) == (
        "bexley-jtai-2023-04",
        "2023-03-26",
        "bexley-jtai-2023-04-letter",
    )
    assert (row["recorded_on"], row["summary"]) == ("2026-11-21", "Help comes early.")
    report = desk.rows("citations")["bexley-jtai-2023-04.started-on.before"]
    assert (report["stated_value"], report["standing"]) == ("2023-04", "alternative")
    assert (report["source_code"], report["locator"]) == ("bexley-ilacs-2025-01-report", "p. 8, para. 42")
    assert desk.letters().written == []


@pytest.mark.thorough
def test_the_real_files_make_the_package_that_is_shipped(tmp_path: Path) -> None:
    need_file(LETTERS, SEND_REPORTS)
    packages = tmp_path / "seed_data"
    shutil.copytree(ROOT / "seed_data", packages)
    package, reference = packages / "joint_inspections", packages / "reference"
    letters = import_letters(LETTERS, package, reference, date(2026, 12, 24))
    assert (letters.read, letters.looks, letters.written) == (52, [], [])
    assert [look.cause for look in letters.refused] == ["no letter on a joint targeted area inspection"]
    assert [look.cause for look in letters.left_alone] == [
        "the package council_records records this inspection, medway-jtai-2018"
    ]
    reports = import_send_reports(SEND_REPORTS, package, reference, date(2026, 12, 24))
    assert (reports.read, reports.clean, reports.written) == (45, True, [])


def test_the_totals_are_those_that_were_counted_by_eye() -> None:
    package = ROOT / "seed_data" / "joint_inspections"
    outcomes = Counter(row["outcome"] for row in rows_of(package / "send_inspections.csv").values())
    assert outcomes == {"typically_positive": 12, "inconsistent": 22, "systemic_failings": 11}
    letters = rows_of(package / "joint_inspections.csv")
    # 51 letters, and six inspections that other sources tell of.
    assert len(letters) == 57
    demanding = {code for code, row in letters.items() if row["priority_action"] == "true"}
    assert demanding == {
        "cheshire-east-jtai-2022-07",
        "durham-jtai-2018-07",
        "liverpool-jtai-2016-06",
        "sefton-jtai-2019-09",
        "solihull-jtai-2022-01",
        "torbay-jtai-2023-11",
    }
