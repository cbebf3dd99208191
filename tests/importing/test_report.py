"""The traps of real reports, one small report each."""

from datetime import date

import pytest

from app.importing.report import Report
from app.vocabulary import Absence, Grade, InspectionType
from tests.importing.files import NEW_ILACS, causes, ilacs, read, sif

GOOD, RI = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT


def grades(report: Report) -> dict[str, Grade | Absence | None]:
    return {judged.domain.split("-", 1)[1]: judged.grade or judged.absence for judged in report.judgements}


def test_an_ilacs_report_is_read_without_doubt() -> None:
    report = read(ilacs(help="Requires improvement", overall="Requires improvement"))
    assert (report.authority, report.framework, report.type) == ("London Borough of Bexley", "ilacs", "standard")
    assert (report.started_on, report.ended_on) == (date(2018, 7, 9), date(2018, 7, 20))
    assert (report.published_on, report.published_page) == (date(2018, 8, 20), None)
    assert (report.lead_inspectors, report.lead_page) == (("Marcie Taylor",), 1)
    assert grades(report) == {
        "overall": RI, "leadership": GOOD, "help-and-protection": RI, "care-and-care-leavers": GOOD,
    }  # fmt: skip
    assert {judged.locator for judged in report.judgements} == {"p. 1, judgement table"}
    assert not report.doubts


def test_a_sif_report_is_read_without_doubt() -> None:
    report = read(*sif(care="Requires improvement", board="inadequate"))
    assert (report.framework, report.type, report.type_reason) == ("sif", InspectionType.FULL, None)
    assert (report.published_on, report.published_page) == (date(2014, 5, 23), 1)
    assert report.other_publications == ((date(2018, 8, 20), "file name"),)
    assert (report.lead_inspectors, report.lead_page) == (("Pietro Battista",), 2)
    assert grades(report)["care"] is RI
    assert grades(report)["safeguarding-board"] is Grade.INADEQUATE
    assert [judged.page for judged in report.judgements if judged.domain == "sif-safeguarding-board"] == [2]
    assert not report.doubts


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        ("9 July 2018 to 13 July 2018", InspectionType.SHORT),
        ("11 to 13 July 2018", InspectionType.SHORT),
        ("9 to 13 July 2018 and 6 to 7 August 2018", InspectionType.SHORT),
        ("9 July 2018 to 20 July 2018", InspectionType.STANDARD),
    ],
)
def test_the_type_is_derived_from_the_days_on_site(dates: str, kind: InspectionType) -> None:
    report = read(ilacs(dates=dates))
    assert report.type is kind
    assert report.type_reason is not None


def test_two_windows_last_until_the_end_of_the_second() -> None:
    report = read(ilacs(dates="9 to 13 July 2018 and 6 to 7 August 2018"))
    assert (len(report.windows), report.started_on, report.ended_on) == (2, date(2018, 7, 9), date(2018, 8, 7))


def test_rows_in_another_order_are_matched_by_their_words() -> None:
    table = """Judgement Grade
The experiences and progress of children who need
help and protection
Inadequate
The experiences and progress of children in care and
care leavers
Requires improvement
Overall effectiveness Inadequate
The impact of leaders on social work practice with
children and families
Good"""
    cover = ilacs().split("Judgement Grade")[0] + table
    assert grades(read(cover)) == {
        "overall": Grade.INADEQUATE, "leadership": GOOD,
        "help-and-protection": Grade.INADEQUATE, "care-and-care-leavers": RI,
    }  # fmt: skip


def test_a_table_broken_over_two_pages_is_one_table() -> None:
    cover, back = sif(leavers="Requires improvement", leadership="Inadequate")
    at = cover.index("2.2 Experiences")
    report = read(cover[:at], "2\n" + cover[at:], back)
    assert (grades(report)["care-leavers"], grades(report)["leadership"]) == (RI, Grade.INADEQUATE)
    assert [judged.page for judged in report.judgements] == [1, 1, 1, 1, 2, 2, 3]


@pytest.mark.parametrize("number", ["1. ", "", "3 ", "9.9 "])
def test_rows_without_a_number_or_with_a_wrong_one_are_read(number: str) -> None:
    cover, back = sif(leadership="Outstanding")
    assert grades(read(cover.replace("3. Lead", f"{number}Lead"), back))["leadership"] is Grade.OUTSTANDING


def test_a_grade_that_stands_between_the_lines_of_its_domain_is_found() -> None:
    cover, back = sif()
    split = cover.replace(
        "2. Children looked after and achieving\npermanence\nGood",
        "2. Children looked after and achieving Requires\nimprovement permanence\nto be good",
    )
    (care,) = [judged for judged in read(split, back).judgements if judged.domain == "sif-care"]
    assert (care.grade, care.printed) == (RI, "Requires improvement to be good")


def test_a_domain_may_break_after_its_first_word() -> None:
    cover, back = sif(adoption="Inadequate")
    broken = cover.replace("Adoption performance", "Adoption\nperformance")
    assert grades(read(broken, back))["adoption"] is Grade.INADEQUATE


def test_a_row_without_a_grade_of_its_own_is_an_absence_and_a_doubt() -> None:
    cover, back = sif(help="")
    report = read(cover, back)
    assert grades(report)["help-and-protection"] is Absence.NOT_FOUND
    assert "no grade is found by the words of sif-help-and-protection" in causes(report)


def test_two_spellings_of_one_grade_are_one_grade_and_stay_as_printed() -> None:
    report = read(ilacs(help="Requires improvement", care="Requires\nImprovement to be good"))
    printed = {judged.domain: judged.printed for judged in report.judgements}
    assert printed["ilacs-help-and-protection"] == "Requires improvement"
    assert printed["ilacs-care-and-care-leavers"] == "Requires Improvement to be good"
    assert not report.doubts


def test_not_judged_is_an_absence_with_its_reason() -> None:
    cover, back = sif(adoption="Not judged")
    (adoption,) = [judged for judged in read(cover, back).judgements if judged.domain == "sif-adoption"]
    assert (adoption.grade, adoption.absence, adoption.printed) == (None, Absence.NOT_JUDGED, "Not judged")


def test_a_paragraph_that_reads_like_a_judgement_is_none() -> None:
    before = (
        "Children’s services in London Borough of Bexley are inadequate\nat the front door, though not elsewhere.\n"
    )
    cover, back = sif(overall="good")
    report = read(cover.replace("Children’s services in", before + "Children’s services in"), back)
    assert grades(report)["overall"] is GOOD
    above = "The experiences and progress of children who need help and protection inadequate\nJudgement Grade"
    report = read(ilacs().replace("Judgement Grade", above))
    assert grades(report)["help-and-protection"] is GOOD
    assert not report.doubts


@pytest.mark.parametrize("bullet", ["\uf0b7 ", "- ", ""])
def test_previous_grades_in_the_form_of_the_new_ones_are_kept_apart(bullet: str) -> None:
    earlier = f"""The local authority
Previous Ofsted inspections
The last inspection report was published in May 2014. The judgements for the local authority were:
{bullet}overall effectiveness: inadequate
{bullet}children who need help and protection: inadequate
{bullet}children looked after and achieving permanence: requires improvement
{bullet}adoption performance: inadequate
The council operates one home."""
    cover, back = sif()
    for pages in [(cover, earlier, back), (cover + earlier, back)]:
        report = read(*pages)
        assert set(grades(report).values()) == {GOOD}
        assert [row.printed for row in report.earlier][1:3] == ["inadequate", "requires improvement"]
        assert not report.doubts


def test_a_heading_that_contradicts_the_table_is_a_doubt() -> None:
    report = read(ilacs(), "The experiences and progress of children who need help and protection: inadequate")
    assert grades(report)["help-and-protection"] is GOOD
    assert [doubt.page for doubt in report.doubts] == [2]


def test_a_heading_that_agrees_with_the_table_is_a_second_place_to_look() -> None:
    report = read(ilacs(), "The experiences and progress of children who need help and protection is\ngood")
    assert "p. 1, judgement table; p. 2, heading" in {judged.locator for judged in report.judgements}


RE = "Re-inspection of services for children in need of help and\nprotection, children looked after and care leavers\n"
WHOLE = "Inspection of services for children in need of help and\nprotection, children looked after and care leavers\n"
BOARD = "and\nReview of the effectiveness of the Local Safeguarding Children\nBoard1\n"


def test_a_reinspection_says_so_on_its_cover_and_reviews_no_board() -> None:
    cover, back = sif()
    report = read(cover.replace(WHOLE + BOARD, RE), back.split("\n", 3)[3])
    assert (report.type, report.type_reason) == (InspectionType.REINSPECTION, None)
    assert grades(report)["safeguarding-board"] is Absence.NOT_JUDGED


def test_a_reinspection_may_say_so_only_on_its_second_page() -> None:
    cover, back = sif()
    report = read(cover.replace(BOARD, ""), "This is a re-inspection of services in Bexley.", back.split("\n", 3)[3])
    assert (report.type, report.type_page) == (InspectionType.REINSPECTION, 2)


def test_a_board_review_on_its_own_judges_the_board_only() -> None:
    report = read(
        "Surrey Safeguarding Children Board\nReview of the effectiveness of the Local Safeguarding Children\nBoard\n"
        "Inspection date: 15 June 2015 – 17 June 2015\nReport published: 3 August 2015\n"
        "The Local Safeguarding Children Board requires improvement\nThe arrangements in place require improvement.\n"
        "Lead inspector: Dominic Stevens"
    )
    assert report.type is InspectionType.BOARD_REVIEW
    assert grades(report).pop("safeguarding-board") is RI
    assert set(grades(report).values()) == {RI, Absence.NOT_JUDGED_UNDER_FRAMEWORK}


def test_looked_after_children_of_2013_take_their_grades_from_the_record_of_main_findings() -> None:
    cover = (
        "Inspection of looked after children\nservices\nMedway Council\nInspection dates: 15-19 July 2013\n"
        "Reporting inspector Sarah Urding HMI\nAge group: All\nPublished: 23 August 2013"
    )
    scale = "Adequate (Grade 3) A service that only meets minimum\nrequirements"
    body = "Capacity to improve\nGrade 3 (Adequate)\n12. The council is able to improve."
    record = (
        "Record of main findings\nOverall effectiveness Inadequate Grade 4\nCapacity to improve Adequate Grade 3\n"
        "Outcomes for looked after children and\nyoung people\nInadequate\nQuality of provision Inadequate\n"
        "Leadership and management Inadequate"
    )
    report = read(cover, scale, body, record)
    assert grades(report) == {
        "after-children-overall": Grade.INADEQUATE,
        "after-children-capacity-to-improve": Grade.ADEQUATE,
        "after-children-care": Grade.INADEQUATE,
        "after-children-quality-of-practice": Grade.INADEQUATE,
        "after-children-leadership": Grade.INADEQUATE,
    }
    assert (report.lead_inspectors, report.published_on) == (("Sarah Urding",), date(2013, 8, 23))
    assert not report.doubts


def test_care_leavers_have_a_judgement_of_their_own_since_2023() -> None:
    report = read(NEW_ILACS.format(dates="6 to 10 February 2023"), name="x - 24 march 2023.pdf")
    assert (report.authority, grades(report)["care"], grades(report)["care-leavers"]) == (
        "Bexley", Grade.OUTSTANDING, RI,
    )  # fmt: skip
    assert not report.doubts


def test_a_domain_that_was_not_in_force_is_kept_and_doubted() -> None:
    report = read(NEW_ILACS.format(dates="7 to 11 February 2022"), name="x - 24 march 2022.pdf")
    assert grades(report)["care-leavers"] is RI
    assert "ilacs-care-leavers is not in force" in causes(report)


def test_overall_effectiveness_is_absent_with_its_reason_from_april_2026() -> None:
    cover = NEW_ILACS.format(dates="27 April to 1 May 2026").replace("Overall effectiveness Good\n", "")
    report = read(cover, name="x - 17 june 2026.pdf")
    assert grades(report)["overall"] is Absence.NOT_JUDGED_UNDER_FRAMEWORK
    assert not report.doubts


def test_the_cover_of_2025_that_speaks_of_children_care_leavers_is_read() -> None:
    cover = NEW_ILACS.format(dates="14 to 18 July 2025").replace("of care\nleavers", "of\nchildren care leavers")
    report = read(cover, name="x - 27 august 2025.pdf")
    assert (grades(report)["care"], grades(report)["care-leavers"]) == (Grade.OUTSTANDING, RI)
    assert not report.doubts


def test_the_wording_of_leadership_of_2026_is_read() -> None:
    cover = NEW_ILACS.format(dates="11 to 22 May 2026").replace("Overall effectiveness Good\n", "")
    report = read(cover.replace("on social work\npractice", "on practice"), name="x - 7 july 2026.pdf")
    assert grades(report)["leadership"] is GOOD
    assert not report.doubts


def test_two_rows_are_never_read_as_the_one_combined_domain() -> None:
    cover = NEW_ILACS.format(dates="6 to 10 February 2023").replace("children in care\nOutstanding", "children in care")
    report = read(cover, name="x - 24 march 2023.pdf")
    assert (grades(report)["care"], grades(report)["care-leavers"]) == (Absence.NOT_FOUND, RI)
    assert "no grade is found by the words of ilacs-care" in causes(report)


@pytest.mark.parametrize("label", ["The quality of homes for\nunaccompanied minors", "Readiness for the future"])
def test_a_row_of_the_cover_that_names_no_known_domain_is_looked_at(label: str) -> None:
    table = NEW_ILACS.format(dates="6 to 10 February 2023")
    for place in ("The experiences and progress of\nchildren in care", "Overall effectiveness"):
        report = read(table.replace(place, f"{label}\nGood\n{place}"), name="x - 24 march 2023.pdf")
        assert f"names no domain that is known: '{label.replace(chr(10), ' ')} Good'" in causes(report)
        assert grades(report)["overall"] is GOOD
    report = read(f"{table}{label} Good\nProse follows, and it ends with good\n", name="x - 24 march 2023.pdf")
    assert len(report.doubts) == 1


def test_a_grade_that_only_the_heading_inside_states_is_taken_and_looked_at() -> None:
    cover = NEW_ILACS.format(dates="6 to 10 February 2023").replace("leavers\nRequires", "xxx\nRequires")
    report = read(cover, "Prose.\nThe experiences and progress of care leavers: requires improvement", name="x.pdf")
    (leavers,) = [judged for judged in report.judgements if judged.domain == "ilacs-care-leavers"]
    assert (leavers.grade, leavers.locator) == (RI, "p. 2, heading")
    assert "the cover has no grade by its words" in causes(report)


def test_a_report_may_be_named_after_a_trust() -> None:
    cover = NEW_ILACS.format(dates="12 to 23 January 2026").replace(
        "Bexley local authority\nchildren’s services", "Bexley Children and\nFamilies Trust"
    )
    report = read(cover, name="x - 21 may 2026.pdf")
    assert (report.framework, report.authority) == ("ilacs", "Bexley Children and Families Trust")


def test_a_cover_with_dates_and_no_grade_judges_nothing() -> None:
    cover = NEW_ILACS.format(dates="6 to 10 February 2023").split("Judgement Grade")[0]
    assert not read(cover + "The visit looked at the front door.\n" * 9, name="x - 24 march 2023.pdf").judges
