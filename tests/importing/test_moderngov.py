"""Pages of ModernGov: what is read of them, and what they propose. Each test holds one way in which real pages vary."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from app.importing.councils import load_councils
from app.importing.known_records import Known, KnownRecords
from app.importing.moderngov import AgendaItem, read_moderngov
from app.importing.proposals import Proposal
from app.importing.propose_meetings import ReadPage, join_pages, propose
from app.importing.saved_pages import SavedPage, one_line, read_saved_page
from app.importing.workers import Refused
from app.partial_date import partial_date
from tests.importing.files import REFERENCE

COUNCILS = load_councils(REFERENCE / "councils.csv")
SURREY = "https://mycouncil.surreycc.gov.uk"
ISSUE = """Issue - meetings

Improvement Update

Meeting: 16/07/2019 - Cabinet (Item 126)

126 Children's Improvement Update pdf icon PDF 140 KB

To note the findings of the third Ofsted monitoring visit on 4 and 5 June 2019.

Minutes:

The report was considered.
"""


AGENDA_ITEM = f"Agenda item\n\nChildren's Improvement Update\n\n{ISSUE.split('KB')[1]}"


def known(*records: Known) -> KnownRecords:
    held: dict[str, list[Known]] = {}
    for record in records:
        held.setdefault(record.kind, []).append(record)
    inspections = frozenset(record.code for record in records if record.kind == "inspections")
    return KnownRecords(COUNCILS, held, inspections)


def inspection(code: str, council: str, first: str, last: str) -> Known:
    return Known("inspections", code, council, partial_date(first), partial_date(last), None, {"type": "standard"})


SIF = inspection("surrey-sif-2018-02", "surrey", "2018-02-26", "2018-03-22")


def page(text: str, address: str | None = None, name: str = "page.txt") -> SavedPage:
    return SavedPage(name, hashlib.sha256(text.encode()).hexdigest(), address, tuple(map(one_line, text.splitlines())))


def items(text: str, address: str | None = None) -> list[AgendaItem]:
    return read_moderngov(page(text, address))


def proposed(*pages: SavedPage, holding: KnownRecords | None = None) -> list[Proposal]:
    read = [ReadPage(one, read_moderngov(one)) for one in pages]
    join_pages(read)
    return [proposal for one in read for proposal in propose(one, holding or known(SIF))]


def agenda(number: str) -> str:
    return (
        f"Agenda and minutes\n\nItems\nNo. Item\n\n{number}\n\nOfsted Visit pdf icon PDF 74 KB\n\nMinutes:\n\nNoted.\n"
    )


@pytest.mark.parametrize(("printed", "number"), [("8", "8"), ("8.", "8"), ("801.", "801"), ("37/19", "37/19")])
def test_the_number_of_an_item_is_read_with_and_without_a_stop_or_a_year(printed: str, number: str) -> None:
    (item,) = items(agenda(printed))
    assert (item.number, item.title) == (number, "Ofsted Visit")


@pytest.mark.parametrize(
    ("heading", "body", "held_on"),
    [
        ("Scrutiny Committee - Thursday, 8 March 2018 6.30pm", "Scrutiny Committee", date(2018, 3, 8)),
        ("Ofsted Subgroup - Tuesday, 2nd October, 2018 10.00 am", "Ofsted Subgroup", date(2018, 10, 2)),
        ("Children's Panel - Monday 16th December 2019 11.30 am", "Children's Panel", date(2019, 12, 16)),
        ("Scrutiny Committee\nWednesday, 15th May, 2019 10.30 am", "Scrutiny Committee", date(2019, 5, 15)),
        ("Venue: Council House", None, None),
    ],
)
def test_a_heading_stands_on_one_line_on_two_or_nowhere(heading: str, body: str | None, held_on: date | None) -> None:
    (item,) = items(agenda("8.").replace("Items\n", f"{heading}\n\nItems\n", 1))
    assert (item.body, item.held_on) == (body, held_on)


def test_an_issue_lists_each_of_its_meetings_with_its_item() -> None:
    second = ISSUE.partition("Meeting: ")[2].replace("16/07/2019", "15/3/11").replace("126", "9")
    first, other = items(f"{ISSUE}\nMeeting: {second}")
    assert (first.body, first.held_on, first.number) == ("Cabinet", date(2019, 7, 16), "126")
    assert (other.body, other.held_on, other.number) == ("Cabinet", date(2011, 3, 15), "9")


def test_an_item_of_an_issue_has_a_title_though_its_number_stands_with_the_meeting_alone() -> None:
    (item,) = items(
        "Issue - meetings\n\nx\n\nMeeting: 23/01/2020 - Panel (Item 25)\n\nStatement from the Chair\n\nSaid.\n"
    )
    assert (item.number, item.title, item.paragraphs[0].text) == ("25", "Statement from the Chair", "Said.")


def test_an_agenda_item_that_prints_its_meeting_below_the_title_has_it() -> None:
    meeting = "- Meeting of Children, Adults and Health Panel, Monday 13th October 2025 9.30 am (Item 47.)"
    (item,) = items(f"Agenda item\nOFSTED Inspection Report\n{meeting}\nMinutes:\nNoted.\n")
    assert (item.title, item.number) == ("OFSTED Inspection Report", "47")
    assert (item.body, item.held_on) == ("Children, Adults and Health Panel", date(2025, 10, 13))


def test_a_title_without_number_and_without_document_is_known_by_the_purpose_below_it() -> None:
    text = (
        "Agenda and minutes\n\nScrutiny Committee\nMonday, 26th November, 2018 1.30 pm\n\n"
        "Minutes pdf icon PDF 59 KB\n\n"
        "Approved.\n\nOfsted Focused Visit\n\nTo receive a presentation on the visit.\n"
    )
    assert [(item.title, item.held_on) for item in items(text)] == [
        ("Minutes", date(2018, 11, 26)),
        ("Ofsted Focused Visit", date(2018, 11, 26)),
    ]


def test_a_history_gives_the_meetings_of_an_issue_without_their_text() -> None:
    text = "Issue history\n\nOfsted Action Plan\n\n20/03/2018 - Cabinet\n\n09/04/2018 - Scrutiny Committee\n"
    found = items(text, f"{SURREY}/mgIssueHistoryHome.aspx?IId=76910")
    assert [(item.title, item.body, str(item.held_on)) for item in found] == [
        ("Ofsted Action Plan", "Cabinet", "2018-03-20"),
        ("Ofsted Action Plan", "Scrutiny Committee", "2018-04-09"),
    ]


def test_an_issue_that_names_no_meeting_gives_the_one_at_which_its_decision_was_due_as_inferred() -> None:
    text = (
        "Issue details\n\nImprovement Report after Ofsted\n\nDecision type: Key\n\nDecision due: 20 Mar 18 by Cabinet\n"
    )
    (found,) = proposed(page(text, f"{SURREY}/mgIssueHistoryHome.aspx?IId=76910"))
    assert (found.body, found.held_on, found.inferred) == ("Cabinet", "2018-03-20", "held_on")
    assert found.note == "The page says when the decision was due, not when it was made."


def test_the_day_of_an_old_page_stands_in_its_address() -> None:
    address = "https://buckinghamshire.moderngov.co.uk/CeListDocuments.aspx?CommitteeId=5&MeetingId=6&DF=08%2f09%2f2014"
    (item,) = items(agenda("6."), address)
    assert (item.body, item.held_on) == (None, date(2014, 9, 8))
    assert [one.council_code for one in proposed(page(agenda("6."), address))] == ["buckinghamshire"]


def test_a_page_of_a_council_that_was_not_yet_there_is_of_the_one_before_it() -> None:
    holding = known()
    holding.predecessors["buckinghamshire"] = ["buckinghamshire-county"]
    address = "https://buckinghamshire.moderngov.co.uk/CeListDocuments.aspx?CommitteeId=5&MeetingId=6&DF=08%2f09%2f2014"
    (found,) = proposed(page(agenda("6."), address), holding=holding)
    assert found.council_code == "buckinghamshire-county"


def test_rows_of_a_table_that_lost_its_numbers_are_items() -> None:
    text = (
        "Apologies To note any apologies. Minutes: None. |\n"
        "Ofsted Outcome 2017 PDF 221 KB Additional documents: Minutes: The committee noted the Ofsted report.\n"
        "ILACS Improvement Plan To consider the plan. Additional documents:\nMinutes: It was discussed."
    )
    found = items(text, f"{SURREY}/ieListDocuments.aspx?CId=1&MId=2")
    assert [item.title for item in found] == ["Apologies", "Ofsted Outcome 2017", "ILACS Improvement Plan"]
    assert found[1].paragraphs[0].text == "The committee noted the Ofsted report."


@pytest.mark.parametrize("first", ["Purpose of report: to summarise the Ofsted visit.", "Decision:", "Minutes:"])
def test_a_missing_title_is_not_made_up_from_the_text_below_it(first: str) -> None:
    (found,) = proposed(page(f"Agenda item\n\n\n{first}\n\nThe Ofsted report was noted.\n"))
    assert found.title is None
    assert "The page shows no title of the item." in str(found.note)


def test_an_item_of_urgent_business_is_found_by_its_text_and_says_that_its_title_tells_nothing() -> None:
    (found,) = proposed(page("Agenda item\n\nUrgent Business\n\nThe Ofsted report had come out.\n"))
    assert (found.title, found.note and found.note.split(".")[0]) == (
        "Urgent Business",
        "The title says nothing of the matter",
    )


def test_a_text_that_is_cut_off_is_marked_and_loses_the_words_of_the_system() -> None:
    (item,) = items(f"{ISSUE}\nthe council has  ...  view the full minutes text for item 126")
    assert item.cut
    assert item.paragraphs[-1].text == "the council has"


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Minutes:\n\nSaid.\n\nRESOLVED – That it be noted.\n\nSupporting documents:", "RESOLVED - That it be noted."),
        ("Decision:\n\nThe plan was agreed.\n\nMinutes:\n\nIt was discussed.", "The plan was agreed."),
        # The decision repeats the minutes: what was resolved is not told apart.
        ("Decision:\n\nIt was discussed.\n\nMinutes:\n\nIt was discussed.\n\nMore was said.", None),
        (
            "Decision:\n\nSaid.\n\nRESOLVED to note it.\n\nMinutes:\n\nSaid.\n\nRESOLVED to note it.",
            "RESOLVED to note it.",
        ),
        ("Additional documents:\n\nIt was received.\n\nThat the report be noted.", "That the report be noted."),
        ("Decision number: |\nDecision: |\nThe Cabinet noted it. |\nReasons:\nTo know.", "The Cabinet noted it."),
    ],
)
def test_what_was_resolved_is_told_from_what_was_said(text: str, decision: str | None) -> None:
    (item,) = items(f"Agenda item\n\nOfsted\n\n{text}\n")
    assert item.decision == decision


def test_lines_that_are_broken_inside_sentences_become_one_paragraph() -> None:
    (item,) = items(
        "Agenda item\n\nOfsted\n\nMinutes:\n"
        "Ofsted had carried out a Visit to\nservices on 14 May 2021.\n·\nChildren\nin Need\n"
    )
    assert [part.text for part in item.paragraphs] == [
        "Ofsted had carried out a Visit to services on 14 May 2021.",
        "· Children in Need",
    ]


def test_a_page_that_a_browser_saved_is_read_as_its_text_is(tmp_path: Path) -> None:
    html = f"""<!-- saved from url=(0060){SURREY}/ieListDocuments.aspx?CId=1&MId=2 -->
    <html><head><title>x</title><style>p {{}}</style></head><body><nav><p>Home</p></nav><div id="modgov">
    <h1>Agenda and minutes</h1><h2 class="mgSubTitleTxt">Cabinet - Tuesday, 16th July, 2019 2.00 pm</h2>
    <table><tr><td class="mgItemNumberCell"><p>126.</p></td><td><p class="mgAiTitleTxt">Improvement
      Update</p><ul><li><a href="ieDecisionDetails.aspx?AIId=3001">View the decision for item 126.</a></li></ul>
    <div class="mgWordPara"><p>To note the <b>Ofsted</b> visit.</p></div><p class="mgSubItemTitleTxt">Minutes:</p>
    <div class="mgWordPara"><p>Noted.</p></div></td></tr></table></div></body></html>"""
    (tmp_path / "saved.html").write_text(html, encoding="utf-8")
    saved = read_saved_page(tmp_path / "saved.html", "saved.html")
    (item,) = read_moderngov(saved)
    assert (saved.host, item.number, item.title) == ("mycouncil.surreycc.gov.uk", "126", "Improvement Update")
    assert (item.body, item.held_on, item.item_id) == ("Cabinet", date(2019, 7, 16), "3001")
    assert "To note the Ofsted visit." in [part.text for part in item.paragraphs]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"<div>" * 20_000 + b"text", "nested too deeply"),
        (b"Agenda item\n\nCaf\xe9", "not UTF-8"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
    ids=["deep", "latin", "large"],
)
def test_a_file_that_is_no_page_is_refused_with_its_cause(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "page.html").write_bytes(data)
    with pytest.raises(Refused, match=cause):
        read_saved_page(tmp_path / "page.html", "page.html")


def test_a_page_of_another_system_is_refused() -> None:
    with pytest.raises(Refused, match="no page of ModernGov"):
        items("Findings of second Ofsted monitoring visit published\nInspectors say much.")


def test_a_visit_is_proposed_with_its_place_and_the_inspection_that_it_follows() -> None:
    meeting, visit = proposed(page(ISSUE, f"{SURREY}/ieIssueDetails.aspx?IId=31462&Opt=3"))
    assert (meeting.kind, meeting.row_code) == ("meetings", "surrey-meeting-2019-07-16-cab-126")
    assert meeting.monitoring_visit_code == visit.row_code == "surrey-mv-2019-06"
    assert (visit.ordinal, visit.started_on, visit.ended_on) == (3, "2019-06-04", "2019-06-05")
    assert visit.inspection_code == meeting.inspection_code == "surrey-sif-2018-02"
    assert (visit.line, visit.locator) == (9, "item 126, opening text, paragraph 1")


def test_a_letter_published_in_the_next_sentence_is_of_the_visit_before_it() -> None:
    text = (
        "Agenda item\n\nOfsted\n\nMinutes:\n\nA focused visit was held on 30th and 31st January 2018. "
        "It looked at the hub. The letter was published on 22nd February 2018.\n"
    )
    _, visit, *_ = proposed(page(text, f"{SURREY}/mgAi.aspx?ID=1"))
    assert (visit.kind, visit.started_on, visit.published_on) == ("focused_visits", "2018-01-30", "2018-02-22")


@pytest.mark.parametrize(
    "sentence",
    [
        "Two more monitoring visits were planned, the first of which would be in March 2022.",
        "The first Ofsted monitoring visit had been rescheduled for 20 and 21 August 2020.",
        "Ofsted will next conduct a Monitoring Visit in October-November 2019.",
    ],
)
def test_a_planned_visit_is_refused_and_no_meeting_considered_it(sentence: str) -> None:
    item, visit, *_ = proposed(page(f"Agenda item\n\nOfsted\n\nMinutes:\n\n{sentence}\n", f"{SURREY}/mgAi.aspx?ID=1"))
    assert (visit.state, visit.why) == ("refused", "planned: the page does not say that it happened")
    assert item.monitoring_visit_code is None


def test_a_plan_that_follows_the_date_does_not_make_a_visit_a_plan() -> None:
    text = ISSUE.replace("2019.\n\nMinutes", "2019 and activity to prepare for future monitoring visits.\n\nMinutes")
    _, visit = proposed(page(text, f"{SURREY}/ieIssueDetails.aspx?IId=31462&Opt=3"))
    assert visit.state == "proposed"


def test_a_day_without_a_year_gives_no_visit_and_tells_an_inspection_by_its_day_and_month() -> None:
    text = (
        "Agenda item\n\nOfsted\n\nMinutes:\n\nThe inspection took place between 26 February and 22 March. "
        "The monitoring visit was on 4 June.\n"
    )
    item, visit = proposed(page(text, f"{SURREY}/mgAi.aspx?ID=1"))
    assert item.inspection_code == "surrey-sif-2018-02"
    assert (visit.started_on, visit.why) == (None, "the page prints no year")


def test_the_month_alone_is_no_second_visit_beside_the_days() -> None:
    text = ISSUE.replace("The report", "The monitoring visit in June 2019 went well. The report")
    assert [one.kind for one in proposed(page(text, f"{SURREY}/ieIssueDetails.aspx?IId=3"))] == [
        "meetings",
        "monitoring_visits",
    ]


def test_a_visit_to_another_council_is_proposed_for_that_council() -> None:
    text = ISSUE.replace("third Ofsted monitoring visit", "third Ofsted monitoring visit to Herefordshire")
    meeting, visit = proposed(page(text, f"{SURREY}/ieIssueDetails.aspx?IId=3"))
    assert (meeting.council_code, visit.council_code) == ("surrey", "herefordshire")
    assert "The page is of another council" in str(visit.note)


def test_the_meeting_of_a_district_council_is_of_no_inspected_council() -> None:
    address = "https://moderngovwebpublic.bromsgrove.gov.uk/ieListDocuments.aspx?CId=292&MID=2806"
    heading = "Overview and Scrutiny Board - Monday 23rd April 2018 6.00 p.m."
    (found,) = proposed(page(f"{heading}\n\nMonitoring visits by Ofsted were now made.\n", address))
    assert (found.kind, found.body, found.held_on) == ("meetings", "Overview and Scrutiny Board", "2018-04-23")
    assert (found.council_code, found.row_code) == (None, None)


def test_what_the_dataset_holds_is_refused_and_names_its_record() -> None:
    day = partial_date("2019-06-04")
    visit = Known("monitoring_visits", "surrey-mv-3", "surrey", day, None, None, {"ordinal": "3"})
    cells = {"item_number": None, "body": "Cabinet", "source_code": "s", "title": "x"}
    meeting = Known("meetings", "surrey-m", "surrey", partial_date("2019-07-16"), None, None, cells)
    found = proposed(page(ISSUE, f"{SURREY}/ieIssueDetails.aspx?IId=3"), holding=known(SIF, visit, meeting))
    assert [one.why for one in found] == ["held already: surrey-m", "held already: surrey-mv-3"]


def test_an_item_that_was_recorded_from_this_very_page_is_refused_and_so_are_its_figures() -> None:
    saved = page(AGENDA_ITEM.replace("The report", "There were 32 families. The report"), f"{SURREY}/mgAi.aspx?ID=7")
    cells = {"item_number": None, "body": "Cabinet", "source_code": "s", "title": "x"}
    holding = known(SIF, Known("meetings", "surrey-m", "surrey", partial_date("2019-07"), None, None, cells))
    holding.sources["mycouncil.surreycc.gov.uk/mgai.aspx?id=7"] = "s"
    holding.figures["surrey-m", 32, "="] = "surrey-m-families"
    found = {str(one.kind): one.why for one in proposed(saved, holding=holding)}
    assert found["items"] == "held already: surrey-m"
    assert found["figures"] == "held already: surrey-m-families"


def test_an_item_without_body_and_day_is_offered_without_a_meeting() -> None:
    item, visit = proposed(page(AGENDA_ITEM, f"{SURREY}/mgAi.aspx?ID=7"))
    assert (item.kind, item.held_on, item.row_code) == ("items", None, None)
    assert visit.kind == "monitoring_visits"


def test_a_page_of_the_same_site_with_the_same_item_gives_the_body_and_the_day() -> None:
    whole = page(ISSUE, f"{SURREY}/ieIssueDetails.aspx?IId=31462", "issue.txt")
    item = proposed(page(AGENDA_ITEM, f"{SURREY}/mgAi.aspx?ID=7"), whole)[0]
    assert (item.kind, item.body, item.held_on, item.item_number) == ("meetings", "Cabinet", "2019-07-16", "126")
    assert item.inferred == "body held_on"
    assert item.note == "The body and the day are those of the same item in issue.txt."


def test_a_page_of_another_site_or_one_with_the_same_title_alone_gives_nothing() -> None:
    elsewhere = page(ISSUE, "https://democracy.leeds.gov.uk/ieIssueDetails.aspx?IId=31462")
    alike = page(
        ISSUE.replace("third", "fourth").replace("4 and 5 June", "1 and 2 July"), f"{SURREY}/ieIssueDetails.aspx?IId=9"
    )
    for other in (elsewhere, alike):
        assert proposed(page(AGENDA_ITEM, f"{SURREY}/mgAi.aspx?ID=7"), other)[0].kind == "items"


def test_numbers_that_count_something_are_figures_and_years_labels_and_rules_are_not() -> None:
    text = (
        "Agenda item\n\nOfsted\n\nMinutes:\n\nThere were 32 families (around 70 children) in 2022, "
        "and agency staff were below 30%. "
        "The first two of 10 social workers had come. The visit took over three weeks. See rule 12.6.\n"
    )
    found = [one for one in proposed(page(text, f"{SURREY}/mgAi.aspx?ID=7")) if one.kind == "figures"]
    assert [(one.comparator, one.value, one.unit) for one in found] == [
        ("=", 32, "families"), ("about", 70, "children"), ("<", 30, "percent"),
        ("=", 2, "social workers"), ("=", 10, "social workers"), ("=", 3, "weeks"),
    ]  # fmt: skip
