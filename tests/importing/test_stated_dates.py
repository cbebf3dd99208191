"""Dates as sentences of minutes print them."""

from datetime import date

import pytest

from app.importing.dates import plain
from app.importing.stated_dates import one_day, stated_dates


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("held on 26th and 27th February 2019.", "2019-02-26", "2019-02-27"),
        ("Visit conducted March 29-30 2023 and activity", "2023-03-29", "2023-03-30"),
        ("conducted on 21 - 22 February 2024.", "2024-02-21", "2024-02-22"),
        ("on 18th and 19th of February 2025.", "2025-02-18", "2025-02-19"),
        ("on 6th -30th March 2017, the outcome", "2017-03-06", "2017-03-30"),
        ("between 23 January and 16 February 2017 and", "2017-01-23", "2017-02-16"),
        ("from 19th November to 11th December 2013.", "2013-11-19", "2013-12-11"),
        ("from 12 December to 5 January 2023", "2022-12-12", "2023-01-05"),
        ("published on Monday 9th May 2022.", "2022-05-09", None),
        ("on 22/06/2023", "2023-06-22", None),
        ("on 15/3/11", "2011-03-15", None),
        ("in April 2024 looking at", "2024-04", None),
        ("In October/November 2016 an", "2016-10", "2016-11"),
        ("a Visit in October-November 2019.", "2019-10", "2019-11"),
    ],
)
def test_a_date_is_read_in_each_form_that_minutes_have(sentence: str, first: str, last: str | None) -> None:
    (found,) = stated_dates(plain(sentence))
    assert (found.first, found.last, found.has_year) == (first, last, True)


def test_a_date_without_a_year_is_found_without_one() -> None:
    (found,) = stated_dates("The inspection took place between 29 April and 21 May.")
    assert (found.first, found.last, found.has_year) == ("04-29", "05-21", False)


@pytest.mark.parametrize(
    "sentence", ["on 31 June 2023", "item 37/19", "rule 12.6", "in 2014", "from 22 to 11 July 2022"]
)
def test_what_is_no_date_of_the_calendar_is_not_found(sentence: str) -> None:
    assert list(stated_dates(sentence)) == []


def test_a_heading_has_its_day_wherever_it_stands() -> None:
    assert one_day("Tuesday, 2nd October, 2018 10.00 am") == date(2018, 10, 2)
    assert one_day("October 2018") is None
