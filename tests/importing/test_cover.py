"""The traps of covers: who led, when it was published, what footers say, and what is no report of ours."""

from datetime import date

import pytest

from app.importing.workers import Refused
from tests.importing.files import NEW_ILACS, causes, ilacs, read, sif


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        ("Andy Whippey, HMI", ("Andy Whippey",)),
        ("Helen Cawston HMI.", ("Helen Cawston",)),
        ("Karen Wareing (HMI)", ("Karen Wareing",)),
        ("John Mitchell, Senior HMI", ("John Mitchell",)),
        ("\nMáire Atherton, His Majesty’s Inspector", ("Máire Atherton",)),
        ("Fiona J Millns", ("Fiona J Millns",)),
        ("Paula Thomson-Jones", ("Paula Thomson-Jones",)),
        (
            "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed,\nHis Majesty’s Inspector",
            ("Rebecca Quested", "Matthew Reed"),
        ),
    ],
)
def test_lead_inspectors_are_names_without_offices(lead: str, names: tuple[str, ...]) -> None:
    assert read(ilacs(lead=lead)).lead_inspectors == names


def test_a_report_author_is_not_the_lead() -> None:
    cover, back = sif()
    back = back.replace(
        "Lead inspector: Pietro Battista HMI", "Lead inspector on site: Pietro Battista\nReport author: Sean Tarpey"
    )
    assert read(cover, back).lead_inspectors == ("Pietro Battista",)


def test_a_lead_inspector_that_is_no_name_is_a_doubt() -> None:
    report = read(ilacs(lead="to be confirmed by 3 June"))
    assert report.lead_inspectors == ()
    assert "not understood as a name" in causes(report)


def test_the_cover_is_preferred_to_the_file_name_and_to_later_pages_for_the_publication_date() -> None:
    cover, back = sif(published="3 February 2015", dates="18 November – 10 December 2014")
    report = read(cover, "Report published: 10 February 2015", back, name="x - 10 february 2015.pdf")
    assert (report.published_on, report.published_page) == (date(2015, 2, 3), 1)
    assert report.other_publications == ((date(2015, 2, 10), "p. 2"), (date(2015, 2, 10), "file name"))


def test_a_part_published_earlier_is_another_date_of_publication() -> None:
    cover, back = sif()
    cover = cover.replace("Report published: 23 May 2014\n", "") + (
        "1\nThe sections of this report that are about the local authority were originally published on 11\nMay 2014"
    )
    report = read(cover, back, name="x - 14 may 2014.pdf")
    assert (report.published_on, report.other_publications) == (date(2014, 5, 14), ((date(2014, 5, 11), "p. 1"),))


def test_a_publication_date_that_stands_nowhere_is_null_and_a_doubt() -> None:
    report = read(ilacs(), name="report.pdf")
    assert report.published_on is None
    assert "neither the report nor its file name" in causes(report)


def test_a_running_footer_that_contradicts_the_cover_is_kept_beside_it() -> None:
    report = read(ilacs(), "Inspection of Bexley children’s services\n10 July to 20 July 2018 2\n" + "Prose.\n" * 9)
    assert report.started_on == date(2018, 7, 9)
    assert report.other_days == (("started_on", date(2018, 7, 10), 2),)


def test_a_running_footer_before_the_title_is_not_the_title() -> None:
    footer = "Inspection of Bromley children’s services\n6 to 10 February 2023 1\n"
    report = read(footer + NEW_ILACS.format(dates="6 to 10 February 2023"), name="x - 24 march 2023.pdf")
    assert report.authority == "Bexley"


@pytest.mark.parametrize(
    ("dates", "cause"),
    [
        ("9 July 2018 to 21 July 2018", "2018-07-21 is a Saturday"),
        ("2 July 2018 to 27 July 2018", "26 days on site"),
        ("10 September 2018 to 21 September 2018", "published on 2018-08-20, but on site until 2018-09-21"),
    ],
)
def test_unlikely_dates_are_doubts(dates: str, cause: str) -> None:
    assert cause in causes(read(ilacs(dates=dates)))


def test_a_full_inspection_of_one_day_is_read_as_printed_and_doubted() -> None:
    report = read(*sif(dates="2 April 2014"))
    assert (report.started_on, report.ended_on) == (date(2014, 4, 2), date(2014, 4, 2))
    assert report.odd_dates is not None


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ((ilacs().replace("Inspection dates:", "When:"),), "no dates on site"),
        ((ilacs(dates="in July 2018"),), "not understood"),
        ((ilacs().replace("Inspection of children's social care services", "Visit of a youth centre"),), "framework"),
    ],
)
def test_what_is_no_report_that_we_know_is_refused(pages: tuple[str, ...], why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(*pages)


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("Monitoring visit to Bexley children’s services\nThis letter follows a focused visit.", "a monitoring visit"),
        ("Focused visit to Bexley children’s services\nThere were monitoring visits.", "a focused visit"),
        ("Joint targeted area inspection of Bexley\nThis letter", r"a joint targeted area inspection \(JTAI\)"),
        ("Area SEND inspection of Bexley\nInspection dates: 3 to 7 July 2023", "an area SEND inspection"),
    ],
)
def test_a_refusal_says_what_kind_of_letter_the_file_is(letter: str, kind: str) -> None:
    with pytest.raises(Refused, match=f"^a (letter|report) (on|of) {kind}, not a report of an inspection$"):
        read(f"20 August 2018\nDear director\n{letter}\n" + "Prose of the letter.\n" * 9)


def test_the_last_day_is_that_of_the_second_window() -> None:
    report = read(ilacs(dates="30 September to 11 October 2024 and 13 to 16 January 2025"), name="x - 13 may 2025.pdf")
    assert (report.started_on, report.ended_on) == (date(2024, 9, 30), date(2025, 1, 16))
