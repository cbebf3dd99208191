"""What reports state of earlier inspections."""

import pytest

from app.importing.previous import previous
from app.importing.store import read_package
from app.settings import ROOT
from app.vocabulary import Grade


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "The previous inspection of Oldtown's arrangements for the protection of children was in\nJanuary 2013. "
            "The local authority was judged to be adequate.",
            {"child-protection-overall": "adequate"},
        ),
        (
            "The last inspection of its services for looked after children was in June 2010. The local authority was "
            "judged to be good.",
            {"slac-care": "good"},
        ),
        (
            "The last inspection of its safeguarding arrangements and services for looked after children was in "
            "July 2012. The local authority was judged to be Good for safeguarding and Adequate for services for "
            "looked after children.",
            {"slac-safeguarding": "good", "slac-care": "adequate"},
        ),
        (
            "The last inspection of its safeguarding and looked after children services was in May 2012. The local "
            "authority was judged to be good.",
            {"slac-overall": "good"},
        ),
        (
            "The last inspection of its services for looked after children was in March 2014. The local authority was "
            "judged to be good.",
            {},
        ),
    ],
)
def test_a_sentence_gives_framework_domain_and_grade(text: str, stated: dict[str, str]) -> None:
    assert {row.domain: row.grade.value for row in previous([text])} == stated


def test_safeguarding_inspections_of_2010_11_are_those_that_later_reports_state() -> None:
    """Ofsted counts 47 of April 2010 to March 2011: 9 inadequate, 25 adequate, 13 good.

    A later report states 36: 15 with the grade of safeguarding, one of them outstanding. It leaves out the grade of 21,
    most often since a later inspection of child protection is restated in its place. The other 11 are not stated.
    """
    shipped = read_package(ROOT / "seed_data" / "ofsted_reports")
    grades = [
        row.grade
        for row in shipped.judgements.values()
        if row.domain_code == "slac-safeguarding"
        and "2010-04" <= shipped.inspections[row.inspection_code].started_on[:7] <= "2011-03"
    ]
    assert [grades.count(grade) for grade in (Grade.INADEQUATE, Grade.ADEQUATE, Grade.GOOD)] == [0, 4, 10]
