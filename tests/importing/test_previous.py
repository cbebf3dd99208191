"""What reports state of earlier inspections, and what becomes of it."""

import csv
import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.importing.councils import load_councils
from app.importing.merge_reports import merge_reports
from app.importing.previous import previous
from app.importing.run import import_reports
from app.importing.store import Package, read_package, write_package
from app.settings import ROOT
from app.vocabulary import Grade
from tests.importing.files import REFERENCE, pdf, read, sif
from tests.importing.test_councils import HEADER, ROWS


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
        (
            "The previous inspection of its arrangements for the protection of children was in June 2013. Ofsted "
            "judged that services were inadequate.",
            {"child-protection-overall": "inadequate"},
        ),
        (
            "The last inspection of its services for looked after children was in June 2013 and was judged inadequate.",
            {"looked-after-children-overall": "inadequate"},
        ),
        (
            "The previous inspection of its safeguarding arrangements was in August 2012. It was judged adequate. "
            "The previous inspection of its services for children looked after was in August 2012. It was judged good.",
            {"slac-safeguarding": "adequate", "slac-care": "good"},
        ),
        (
            "The previous inspection of its services for children looked after was in November 2010, as part of the "
            "SLAC inspection. Services for children looked after were judged to be adequate at this inspection.",
            {"slac-care": "adequate"},
        ),
        (
            "The previous inspection of its safeguarding and services for children looked after was in May 2012. The "
            "local authority was judged to be satisfactory for both.",
            {"slac-safeguarding": "adequate", "slac-care": "adequate"},
        ),
        (
            "An inspection of its arrangements for the protection of children was undertaken in June 2013. The "
            "arrangements were judged to be inadequate, and they are still found to be inadequate.",
            {"child-protection-overall": "inadequate"},
        ),
        (
            "Services for looked after children were last inspected in July 2010 and were judged to be adequate.",
            {"slac-care": "adequate"},
        ),
        (
            "Safeguarding and looked after children services in Oldtown were last inspected in April 2012. That "
            "inspection judged overall effectiveness for both safeguarding and looked after children to be adequate "
            "but quality of provision in both these areas to be inadequate.",
            {"slac-safeguarding": "adequate", "slac-care": "adequate"},
        ),
        (
            "\uf06e The previous inspections of services for looked after children in September 2010 judged services "
            "as adequate\n\uf06e The previous inspection of child protection services in September 2012 judged "
            "services as good.",
            {"slac-care": "adequate", "child-protection-overall": "good"},
        ),
        (
            "An inspection of safeguarding and looked after children in March 2012 judged services for looked after "
            "children as adequate and safeguarding as inadequate.",
            {"slac-care": "adequate", "slac-safeguarding": "inadequate"},
        ),
        (
            "The Safeguarding and Looked after Children (SLAC) inspection, in October 2010, judged both safeguarding "
            "and looked after children's services to be inadequate.",
            {"slac-care": "inadequate", "slac-safeguarding": "inadequate"},
        ),
        (
            "In January 2010, inspection of Safeguarding and Looked After Children's services found safeguarding "
            "inadequate. Services to children looked after were adequate.",
            {"slac-safeguarding": "inadequate", "slac-care": "adequate"},
        ),
        (
            "A re-inspection of safeguarding and looked after children services took place in February 2011, when the "
            "local authority was found to have made adequate progress. The authority was judged good overall at this "
            "inspection for both safeguarding and looked after children services.",
            {"slac-safeguarding": "good", "slac-care": "good"},
        ),
        (
            "An inspection of safeguarding and looked after children services in July 2012 judged services to be good "
            "with some outstanding features.",
            {},
        ),
    ],
)
def test_a_sentence_gives_framework_domain_and_grade(text: str, stated: dict[str, str]) -> None:
    assert {row.domain: row.grade.value for row in previous([text])} == stated


def restating(council: str, published: str, *sentences: str) -> tuple[str, ...]:
    """The pages of a report whose second page restates earlier inspections."""
    cover, back = sif(authority=council, dates=published, published=published)
    return cover, "The previous inspection of its " + "\nThe previous inspection of its ".join(sentences), back


JUDGED = "The local authority was judged to be"
BEXLEY = restating(
    "London Borough of Bexley",
    "11 March 2014 - 2 April 2014",
    f"services for looked after children was in June 2010. {JUDGED} good.",
    f"arrangements for the protection of children was in July 2010. {JUDGED} adequate.",
    f"services for looked after children and safeguarding was in May 2012. {JUDGED} satisfactory for both.",
)
LATER_BEXLEY = restating(
    "London Borough of Bexley",
    "12 January 2016 - 4 February 2016",
    f"services for looked after children was in July 2010. {JUDGED} adequate.",
    f"arrangements for the protection of children was in January 2013. {JUDGED} inadequate.",
)
HULL = restating(
    "Hull City Council",
    "11 March 2014 - 2 April 2014",
    f"arrangements for the protection of children was in January 2013. {JUDGED} good.",
)
FILES = {
    "80488_bexley/x - 23 may 2014.pdf": BEXLEY,
    "80488_bexley/x - 30 march 2016.pdf": LATER_BEXLEY,
    "80477_kingston upon hull/x - 23 may 2014.pdf": HULL,
}
FIRST, LATER = date(2026, 11, 21), date(2026, 12, 24)


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "councils.csv").write_text(HEADER + ROWS, encoding="utf-8")
    (folder / "domains.csv").write_bytes((REFERENCE / "domains.csv").read_bytes())
    return folder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, pages in FILES.items():
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_bytes(pdf(*pages))
    return tmp_path / "files"


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def bytes_of(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(package.iterdir())}


def test_what_two_reports_or_two_sentences_say_of_one_inspection_stands_side_by_side(
    tmp_path: Path, files: Path, reference: Path
) -> None:
    package = tmp_path / "package"
    import_reports(files, package, reference, FIRST, processes=1)
    restated = {code: row for code, row in rows_of(package / "inspections.csv").items() if "-sif-" not in code}
    assert {code: row["started_on"] for code, row in restated.items()} == {
        "bexley-slac-2010-06": "2010-06",
        "bexley-slac-2012-05": "2012-05",
        "bexley-child-protection-2013-01": "2013-01",
        "kingston-upon-hull-child-protection-2013-01": "2013-01",
    }
    judgements, citations = rows_of(package / "judgements.csv"), rows_of(package / "citations.csv")
    assert judgements["bexley-slac-2010-06-care"]["grade"] == "good"
    later = "bexley-sif-2016-01-report"
    cited = {
        (row["record_code"], row["field"]): (row["stated_value"], row["standing"], row["basis"])
        for row in citations.values()
        if row["record_code"].startswith("bexley-slac")
    }
    assert cited == {
        ("bexley-slac-2010-06", "started_on"): ("2010-07", "alternative", "stated"),
        ("bexley-slac-2010-06-care", "grade"): ("adequate", "alternative", "stated"),
        ("bexley-slac-2012-05-care", "grade"): ("adequate", "preferred", "derived"),
        ("bexley-slac-2012-05-safeguarding", "grade"): ("adequate", "preferred", "derived"),
    }
    assert citations[f"bexley-slac-2010-06-care.grade.{later}"]["locator"].startswith(
        "p. 2, sentence on the inspection"
    )


def test_a_second_run_changes_no_byte_of_what_reports_restate(tmp_path: Path, files: Path, reference: Path) -> None:
    package = tmp_path / "package"
    import_reports(files, package, reference, FIRST, processes=1)
    before = bytes_of(package)
    assert import_reports(files, package, reference, LATER, processes=1).written == []
    assert bytes_of(package) == before


def test_reports_in_another_order_restate_the_same(tmp_path: Path, reference: Path) -> None:
    read_files = [
        replace(read(*pages, name=name), sha256=f"{number:064}") for number, (name, pages) in enumerate(FILES.items())
    ]
    stated = {name: previous(list(pages)) for name, pages in FILES.items()}
    councils, package = load_councils(reference / "councils.csv"), tmp_path / "package"
    made = set()
    for order in itertools.permutations(read_files):
        merged = merge_reports(Package(), order, set(), councils, FIRST, previous=stated)
        write_package(package, merged.package)
        made.add(tuple(bytes_of(package).items()))
    assert len(made) == 1
    assert len(rows_of(package / "inspections.csv")) == 7


def test_safeguarding_inspections_of_2010_11_are_those_that_later_reports_state() -> None:
    """Ofsted counts 47 of April 2010 to March 2011: 9 inadequate, 25 adequate, 13 good.

    A later report states 39: 18 with the grade of safeguarding, one of them outstanding. It leaves out the grade of 21,
    most often since a later inspection of child protection is restated in its place. The other 8 are not stated.
    """
    shipped = read_package(ROOT / "seed_data" / "ofsted_reports")
    grades = [
        row.grade
        for row in shipped.judgements.values()
        if row.domain_code == "slac-safeguarding"
        and "2010-04" <= shipped.inspections[row.inspection_code].started_on[:7] <= "2011-03"
    ]
    assert [grades.count(grade) for grade in (Grade.INADEQUATE, Grade.ADEQUATE, Grade.GOOD)] == [2, 5, 10]
