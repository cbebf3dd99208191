"""Whose report it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importing.councils import Attribution, KnownCouncil, attribute, load_councils, name_key

HEADER = "code,name,official_name,gss_code,la_code,ofsted_urn,type,region,established_on,abolished_on\n"
ROWS = """bexley,Bexley,London Borough of Bexley,E09000004,303,80488,london_borough,London,,
bromley,Bromley,London Borough of Bromley,E09000006,305,80490,london_borough,London,,
city-of-london,City of London,City of London Corporation,E09000001,201,80450,sui_generis,London,,
kingston-upon-hull,Kingston upon Hull,Hull City Council,E06000010,810,80477,unitary,Yorkshire and The Humber,,
kingston-upon-thames,Kingston upon Thames,Kingston Council,E09000021,314,80545,london_borough,London,,
nottingham,Nottingham,Nottingham City Council,E06000018,892,80533,unitary,East Midlands,,
nottinghamshire,Nottinghamshire,Nottinghamshire County Council,E10000024,891,80534,county,East Midlands,,
dorset,Dorset,Dorset Council,E06000059,838,2532283,unitary,South West,2019-04-01,
dorset-county,Dorset (county council),Dorset County Council,E10000009,835,,county,South West,,2019-04-01
cumbria,Cumbria,Cumbria County Council,E10000006,909,,county,North West,,2023-04-01
cumberland,Cumberland,Cumberland Council,E06000063,942,2733690,unitary,North West,2023-04-01,
"""


@pytest.fixture
def councils(tmp_path: Path) -> list[KnownCouncil]:
    (tmp_path / "councils.csv").write_text(HEADER + ROWS, encoding="utf-8")
    return load_councils(tmp_path / "councils.csv")


@pytest.mark.parametrize(
    ("folder", "authority", "started_on", "expected"),
    [
        ("80488_bexley", "London Borough of Bexley", "2018-07-09", "bexley"),
        ("80450_london corporation", "City of London", "2016-07-28", "city-of-london"),
        ("80477_kingston upon hull", "Hull", "2022-11-14", "kingston-upon-hull"),
        ("80533_nottingham", "Nottingham City", "2022-07-11", "nottingham"),
        ("80534_nottinghamshire", "Nottinghamshire County Council", "2015-05-11", "nottinghamshire"),
        ("", "Bexley", "2018-07-09", "bexley"),
        ("80488_bexley", "Bexley Safeguarding Children Board", "2018-07-09", "bexley"),
        ("2532283_dorset", "Dorset", "2021-09-27", "dorset"),
        ("2532283_dorset", "Dorset County Council", "2016-01-11", "dorset-county"),
        ("2733690_cumberland", "Cumbria County Council", "2017-10-09", "cumbria"),
    ],
)
def test_the_council_is_that_of_the_cover_in_the_form_of_the_day(
    councils: list[KnownCouncil], folder: str, authority: str, started_on: str, expected: str
) -> None:
    assert attribute(councils, folder, authority, date.fromisoformat(started_on)) == Attribution(expected)


def test_a_folder_that_contradicts_the_cover_is_a_doubt(councils: list[KnownCouncil]) -> None:
    found = attribute(councils, "80490_bromley", "London Borough of Bexley", date(2018, 7, 9))
    assert found is not None
    assert (found.council_code, bool(found.doubt)) == ("bexley", True)


def test_a_cover_that_is_not_recognised_leaves_the_folder_and_a_doubt(councils: list[KnownCouncil]) -> None:
    found = attribute(councils, "80488_bexley", "Bxley", date(2018, 7, 9))
    assert found is not None
    assert (found.council_code, bool(found.doubt)) == ("bexley", True)


def test_what_nobody_recognises_is_nobodys(councils: list[KnownCouncil]) -> None:
    assert attribute(councils, "downloads", "Atlantis", date(2018, 7, 9)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Telford & Wrekin", "Telford and Wrekin Council"),
        ("St. Helens Metropolitan Borough Council", "st helens"),
        ("Stoke-on-Trent City Council", "stoke-on-trent"),
        ("The Royal Borough of Windsor and Maidenhead", "windsor & maidenhead"),
        ("East Riding", "East Riding of Yorkshire Council"),
    ],
)
def test_names_that_differ_in_dress_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
