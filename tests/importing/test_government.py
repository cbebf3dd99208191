"""Pages of the government on notices and directions. Each test holds one way in which real pages tell of them."""

import pytest

from app.importing.government import read_government
from app.importing.known_records import Known, KnownRecords
from app.importing.proposals import Proposal
from app.importing.propose_interventions import propose_interventions
from app.importing.workers import Refused
from app.partial_date import partial_date
from tests.importing.test_moderngov import known, page

GOV = "https://www.gov.uk/government/publications"


def proposed(text: str, address: str = f"{GOV}/a-page", holding: KnownRecords | None = None) -> list[Proposal]:
    one = page(text, address)
    return list(propose_interventions(one, read_government(one), holding or known()))


def told(text: str, address: str = f"{GOV}/a-page") -> list[tuple[str | None, str | None, str | None, str | None]]:
    """The council, type, begin and end of what a page tells of."""
    return [(one.council_code, one.type, one.started_on, one.ended_on) for one in proposed(text, address)]


def test_a_notice_that_was_renewed_and_replaced_is_three_interventions_that_end_each_other() -> None:
    text = (
        "Improvement notice issued to Cumbria county council\n\nAn improvement notice issued by DfE.\n\n"
        "An improvement notice was issued on 3 August 2012, following an Ofsted inspection.\n\n"
        "Ministers issued a new improvement notice on 7 January 2014.\n\n"
        "This improvement notice was closed and replaced with a direction issued on 9 November 2015.\n"
    )
    assert told(text) == [
        ("cumbria", "improvement_notice", "2012-08-03", "2014-01-07"),
        ("cumbria", "improvement_notice", "2014-01-07", "2015-11-09"),
        ("cumbria", "statutory_direction", "2015-11-09", None),
    ]


def test_a_direction_names_the_one_that_it_replaces_and_the_day_of_its_revocation() -> None:
    text = (
        "Revised direction issued to Wakefield council\n\n"
        "This direction replaces the earlier statutory direction issued to the council in August 2018.\n"
        "This direction was revoked by DfE on 13 January 2022.\n\n"
        "Published 13 December 2018Last updated 14 January 2022\n"
    )
    own, before = proposed(text)
    assert (own.started_on, own.ended_on, own.inferred) == ("2018-12-13", "2022-01-13", "started_on")
    assert own.note == "The page prints the day of its publication, not that of the notice."
    assert (before.type, before.started_on, before.row_code) == (
        "statutory_direction", "2018-08", "wakefield-statutory-direction-2018-08",
    )  # fmt: skip


def test_a_month_in_the_address_is_that_of_the_notice_and_a_successor_ends_it() -> None:
    text = (
        "Statutory direction issued to Tameside Metropolitan Borough Council due to its services.\n"
        "A revised direction, which the Department for Education issued in September 2024, replaces it.\n"
        "This direction replaces an earlier improvement notice issued in July 2022.\n"
    )
    assert told(text, f"{GOV}/direction-issued-to-tameside-metropolitan-borough-council-march-2024") == [
        ("tameside", "statutory_direction", "2024-03", "2024-09"),
        ("tameside", "statutory_direction", "2024-09", None),
        ("tameside", "improvement_notice", "2022-07", None),
    ]


def test_the_day_of_an_inspection_is_not_the_day_of_the_notice() -> None:
    text = (
        "Decision\n\nImprovement notice issued to Halton Borough Council\n\nAn improvement notice issued to Halton "
        "Borough Council following an Ofsted inspection in October 2021.\n\nPublished 13 January 2022\n"
    )
    ((_, _, started_on, _),) = told(text)
    assert started_on == "2022-01-13"


def test_a_page_without_the_day_of_its_notice_is_refused_and_keeps_what_it_says() -> None:
    text = "Improvement notice issued to West Berkshire council\n\nWe lifted the improvement notice on 7 July 2017.\n"
    (found,) = proposed(text)
    assert (found.state, found.why) == ("refused", "the page prints no day on which it was issued")
    assert found.ended_on == "2017-07-07"


def test_a_page_on_something_else_is_read_for_the_notices_that_its_sentences_name() -> None:
    text = (
        "Solihull children's services: commissioner report\n- a statutory direction to Solihull Metropolitan Borough "
        "Council issued in November 2022\nIn March 2023, we issued a revised direction.\n"
    )
    assert told(text) == [
        ("solihull", "statutory_direction", "2022-11", None),
        ("solihull", "statutory_direction", "2023-03", None),
    ]


def test_the_updates_of_a_collection_give_notices_and_the_day_on_which_one_was_lifted() -> None:
    text = (
        "Improvement notices and directions\n1. Added 'Improvement notice issued to Swindon Borough Council: November "
        "2023'. Moved 'Improvement notice issued to South Gloucestershire Council: March 2022' to the closed notices "
        "section. The notice was lifted on 21 December 2023.\n"
    )
    assert told(text) == [
        ("swindon", "improvement_notice", "2023-11", None),
        ("south-gloucestershire", "improvement_notice", "2022-03", "2023-12-21"),
    ]


def test_the_cause_is_the_inspection_whose_report_came_out_on_the_day_that_the_page_names() -> None:
    report = Known(
        "inspections", "trafford-ilacs-2019-03", "trafford", partial_date("2019-03-18"), partial_date("2019-03-29"),
        partial_date("2019-05-08"), {"type": "standard"},
    )  # fmt: skip
    text = (
        "Decision: Improvement notice issued to Trafford council\nIt follows a 8 May 2019 report by Ofsted which "
        "judged services to be inadequate.\nPublished 23 May 2019\n"
    )
    (found,) = proposed(text, holding=known(report))
    assert found.inspection_code == "trafford-ilacs-2019-03"


def test_what_is_on_special_educational_needs_alone_is_refused() -> None:
    text = "Improvement notice issued to Leeds City Council: May 2023\n\nIt follows a SEND inspection of the area.\n"
    (found,) = proposed(text)
    assert found.why == "on special educational needs alone: out of scope"


def test_a_copy_of_a_page_says_that_it_is_one() -> None:
    (found,) = proposed("Direction issued to Leeds City Council: May 2023\n", "https://example.org/copy")
    assert found.note == "The page is a copy or a mirror of one of gov.uk: confirm its facts elsewhere."


def test_a_notice_that_the_dataset_holds_is_refused_and_names_its_record() -> None:
    held = Known(
        "interventions", "leeds-notice", "leeds", partial_date("2023-05-03"), None, None, {"type": "improvement_notice"}
    )  # fmt: skip
    (found,) = proposed("Improvement notice issued to Leeds City Council: May 2023\n", holding=known(held))
    assert found.why == "held already: leeds-notice"


def test_a_page_that_names_no_notice_is_refused() -> None:
    with pytest.raises(Refused, match="no page on a notice or direction"):
        proposed("Children's services\n\nA minister wrote a letter.\n")
