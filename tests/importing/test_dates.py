"""Dates as reports print them."""

from calendar import month_name
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.dates import DaySpan, date_of_file_name, read_date, read_spans


def span(first: str, last: str) -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("11 - 22 July 2022", [span("2022-07-11", "2022-07-22")]),
        ("24 – 28 June 2013", [span("2013-06-24", "2013-06-28")]),
        ("15-19 July 2013", [span("2013-07-15", "2013-07-19")]),
        ("18 Feb 2014 – 12 March 2014", [span("2014-02-18", "2014-03-12")]),
        ("18 Sept 2014 to 2 Oct. 2014", [span("2014-09-18", "2014-10-02")]),
        ("12/09/2016 to 06/10/2016", [span("2016-09-12", "2016-10-06")]),
        ("1/06/2015 – 25/06/2015", [span("2015-06-01", "2015-06-25")]),
        ("20 June 2017 ─ 13 July 2017", [span("2017-06-20", "2017-07-13")]),
        ("4 July 2016–28 July 2016", [span("2016-07-04", "2016-07-28")]),
        ("16 September – 8 October 2014", [span("2014-09-16", "2014-10-08")]),
        ("31 October 2022 to 11 November 2022", [span("2022-10-31", "2022-11-11")]),
        ("12 December to 5 January 2023", [span("2022-12-12", "2023-01-05")]),
        ("Monday 11 June 2018 to Friday 22 June 2018", [span("2018-06-11", "2018-06-22")]),
        ("28 July 2016", [span("2016-07-28", "2016-07-28")]),
        (
            "5 to 9 December 2022 and 14 to 15 February 2023",
            [span("2022-12-05", "2022-12-09"), span("2023-02-14", "2023-02-15")],
        ),
        (
            "8 July 2019 to 12 July 2019 and 7 August 2019 to\n8 August 2019\nLead inspector: Julie Knight",
            [span("2019-07-08", "2019-07-12"), span("2019-08-07", "2019-08-08")],
        ),
        (
            "19 November-11 December 2013 and 28 – 30 \nJanuary 2014",
            [span("2013-11-19", "2013-12-11"), span("2014-01-28", "2014-01-30")],
        ),
        ("9 to 20 May 2022\nLead inspector: Margaret Burke", [span("2022-05-09", "2022-05-20")]),
    ],
)
def test_spans_are_read_as_printed(printed: str, expected: list[DaySpan]) -> None:
    assert read_spans(printed) == tuple(expected)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "in the summer of 2014",
        "June 2014",
        "31 June 2018",
        "12 to 23 Juneau 2018",
        "12 to 23",
        "8 July 2019 to",
        "22 June 2018 to 11 June 2018",
        "09/25/2016",
    ],
)
def test_what_is_not_understood_is_none_and_never_a_guess(printed: str) -> None:
    assert read_spans(printed) is None


@pytest.mark.parametrize("printed", ["23 May 2014", "23/05/2014", "23/05/14", "23rd May, 2014", "23 may 2014"])
def test_single_dates_are_read_in_every_style(printed: str) -> None:
    assert read_date(printed) == date(2014, 5, 23)


def test_a_single_date_without_its_year_is_not_understood() -> None:
    assert read_date("23 May") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("80476_kent/children's services inspection,  pdf - 23 august 2013.pdf", date(2013, 8, 23)),
        ("single inspection of la children's services as pdf - 10 february 2015.PDF", date(2015, 2, 10)),
        ("report.pdf", None),
        ("report - 31 june 2015.pdf", None),
    ],
)
def test_the_date_of_a_file_name(name: str, expected: date | None) -> None:
    assert date_of_file_name(name) == expected


MONTHS = list(month_name)[1:]
DASHES = ["-", "–", "—", " - ", " – ", " ─ ", " to ", " − "]


def long(day: date, *, abbreviated: bool = False) -> str:
    return f"{day.day} {MONTHS[day.month - 1][: 3 if abbreviated else 9]} {day.year}"


@given(
    first=st.dates(date(2009, 1, 1), date(2035, 12, 31)),
    days=st.integers(0, 60),
    dash=st.sampled_from(DASHES),
    style=st.sampled_from(["long", "short", "slashes", "no first year", "no first month"]),
)
def test_every_span_survives_every_style(first: date, days: int, dash: str, style: str) -> None:
    last = first + timedelta(days)
    if style == "slashes":
        printed = f"{first:%d/%m/%Y}{dash}{last:%d/%m/%Y}"
    elif style == "no first month" and (first.month, first.year) == (last.month, last.year):
        printed = f"{first.day}{dash}{long(last)}"
    elif style == "no first year" and days < 300:
        printed = f"{first.day} {MONTHS[first.month - 1]}{dash}{long(last)}"
    else:
        printed = f"{long(first, abbreviated=style == 'short')}{dash}{long(last)}"
    assert read_spans(printed) == (DaySpan(first, last),)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    spans = read_spans(text) or ()
    assert all(one.first <= one.last for one in spans)
