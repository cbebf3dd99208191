"""Values in words: never more exact than they are known."""

import pytest

from app.explorer.council_story import Run
from app.explorer.words import counted, day, days, duration, event_days, listed, short_day, small
from app.records import EVENTS


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2023-07-28", "28 July 2023"),
        ("2023-07", "July 2023"),
        ("2023", "2023"),
        ("[2022-09-22..2022-10-26]", "some day between 22 September and 26 October 2022"),
        ("[2022-09-01..2022-09-26]", "some day between 1 and 26 September 2022"),
        ("[2021-12-01..2022-09-26]", "some day between 1 December 2021 and 26 September 2022"),
        (None, "date not known"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(value: str | None, said: str) -> None:
    assert day(value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-07-17", "2023-07-28", "17 to 28 July 2023"),
        ("2023-06-29", "2023-07-04", "29 June to 4 July 2023"),
        ("2023-12-29", "2024-01-04", "29 December 2023 to 4 January 2024"),
        ("2023-07-17", None, "17 July 2023"),
        ("2023-07", "2023-09-01", "July 2023 to 1 September 2023"),
    ],
)
def test_days_of_one_month_name_it_once(first: str, last: str | None, said: str) -> None:
    assert days(first, last) == said


def test_tables_have_short_months() -> None:
    assert short_day("2023-07-28") == "28 Jul 2023"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 day"),
        (60, "60 days"),
        (365, "1 year"),
        (1463, "4 years"),
        (1211, "3 years and 4 months"),
        (92, "3 months"),
    ],
)
def test_a_length_of_time_is_in_years_and_months(number: int, said: str) -> None:
    assert duration(number) == said


def test_numbers_and_names_are_words_of_a_sentence() -> None:
    assert (counted(1, "visit"), counted(2340, "visit")) == ("1 visit", "2,340 visits")
    assert (small(7), small(12)) == ("seven", "12")
    assert (listed(["Bury"]), listed(["Bury", "Leeds", "York"])) == ("Bury", "Bury, Leeds and York")


def test_an_intervention_without_an_end_is_not_said_to_go_on() -> None:
    notice = {"kind": "interventions", "first": "2019-08-27", "last": None, "ended_on": None}
    assert event_days(notice) == "from 27 August 2019, no end recorded"
    assert event_days({**notice, "ended_on": "2021-01-01"}) == "27 August 2019 to 1 January 2021"


def test_every_kind_has_a_title_for_its_lane() -> None:
    titles = {kind.name: kind.title for kind in EVENTS}
    assert titles["monitoring_visits"] == "Monitoring visits"
    assert titles["context_events"] == "Reviews and decisions"
    assert len(set(titles.values())) == len(EVENTS)


@pytest.mark.parametrize(
    ("recorded", "came", "said"),
    [(1, 1, "came once"), (2, 2, "came twice"), (3, 3, "came three times"), (2, 6, "came at least six times")],
)
def test_where_not_every_visit_is_recorded_inspectors_came_at_least_so_often(
    recorded: int, came: int, said: str
) -> None:
    assert Run("inadequate", None, None, None, [{}] * recorded, came).times == said
