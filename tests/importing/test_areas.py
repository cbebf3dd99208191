"""The areas for improvement of a report: which points are read, and how they join the summaries of the package."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import pytest

from app.importing.areas import Area, areas
from app.importing.merge_areas import MergedAreas, merge_areas
from app.importing.seed_files import formatted, read_rows
from app.importing.store import Package, read_package, write_file
from app.importing.text import read_pages
from app.importing.themes import theme_of
from app.importing.workers import Refused, read_each
from app.records.finding import FindingRow
from app.records.inspection import InspectionRow
from app.records.kind import reading_order
from app.records.source import SourceRow
from app.settings import ROOT
from app.vocabulary import FindingType, Polarity, Theme

REPORTS = ROOT.parent / "shared" / "ofsted_reports"
SHIPPED = ROOT / "seed_data" / "ofsted_reports"
TODAY = date(2030, 1, 1)
COLUMNS = reading_order(FindingRow)
COVER = "Inspection of Oldtown\nInspection dates: 2 to 6 March 2026\n"


def _texts(*pages: str) -> list[str]:
    return [point.text for point in areas([COVER, *pages])]


def _locators(*pages: str) -> list[str]:
    return [point.locator for point in areas([COVER, *pages])]


BULLETS = """Leaders know this well.
What needs to improve?1
◼ How fast letters are answered. (outcome 3, national
Framework)
◼ How well staff listen, also to children of
17.
◼ Rooms that are warm and
The experiences and progress of children who need help and
protection: good
1. Children are safe.
◼ A bullet of the findings.
"""


def test_bullets_are_read_up_to_the_next_heading_with_all_their_lines() -> None:
    assert _texts(BULLETS) == [
        "How fast letters are answered. (outcome 3, national Framework)",
        "How well staff listen, also to children of 17.",
        "Rooms that are warm and",
    ]
    assert _locators(BULLETS)[2] == "p. 2, What needs to improve?, bullet 3"


def test_a_numbered_paragraph_after_the_bullets_ends_them_even_without_a_heading() -> None:
    assert _texts("What needs to improve\n◼ Letters.\n1. Children are safe.\n◼ Not this.\n") == ["Letters."]


def test_a_list_of_dashes_below_a_bullet_is_part_of_it() -> None:
    page = "What needs to improve\n◼ Care, including:\n- beds\n- meals\n◼ Letters.\nExperiences and progress\n"
    assert _texts(page) == ["Care, including: - beds - meals", "Letters."]


def test_a_point_goes_on_over_the_end_of_the_page_its_number_and_its_footer() -> None:
    footer = "Inspection of Oldtown\n2 to 6 March 2026 {}\n"
    pages = [
        f"What needs to improve\n◼ Letters that are\n{footer.format(2)}",
        f"3\nanswered in time.\n◼ Warm rooms.\nThe experiences and progress of children\n{footer.format(3)}",
        f"More.\n{footer.format(4)}",
    ]
    assert _texts(*pages) == ["Letters that are answered in time.", "Warm rooms."]
    assert _locators(*pages)[1] == "p. 3, What needs to improve, bullet 2"


def test_a_report_that_lists_nothing_has_no_points() -> None:
    assert (
        _texts("What needs to improve?\nVery little varies.\nThe experiences and progress of children\n1. Good.\n")
        == []
    )


OLDER = """What does the local authority need to improve?
Priority and immediate action
Care leavers
8. Keep in touch with everyone
who has left.
Areas for improvement
Leadership, management and governance
9. Hold managers to account. Say
Information about services in plain words.
Quality of practice
10. Write down what was decided, above all for children of
16. and 17.
The local authority's strengths
11. Staff are kind.
"""


def test_numbered_paragraphs_are_read_without_the_headings_between_them() -> None:
    assert _texts(OLDER)[0] == "Keep in touch with everyone who has left."
    assert _texts(OLDER)[-1] == "Write down what was decided, above all for children of 16. and 17."
    assert _locators(OLDER) == [
        "p. 2, Priority and immediate action, para 8",
        "p. 2, Areas for improvement, para 9",
        "p. 2, Areas for improvement, para 10",
    ]


def test_the_points_of_the_board_are_read_as_well_and_a_repeated_heading_that_closes_is_no_footer() -> None:
    findings = "Inspection findings\n5. Much was seen.\n6. More was seen.\n"
    pages = [
        "Recommendations\n1. Write sooner.\nSummary for children and young people\nWe read your letters.\n",
        findings,
        f"Recommendations\n7. Meet more often.\n{findings}",
        findings,
    ]
    assert _texts(*pages) == ["Write sooner.", "Meet more often."]


def test_bullets_below_a_number_are_part_of_its_paragraph() -> None:
    assert _texts("Recommendations\n1. Improve care by:\n◼ beds\n◼ meals.\n2. Write.\nInspection findings\n") == [
        "Improve care by: ◼ beds ◼ meals.",
        "Write.",
    ]


def test_bullets_below_a_number_that_is_only_a_heading_are_points() -> None:
    page = "Recommendations\n1. Care\n◼ Warm beds.\n◼ Good meals.\n2. Leaders\n◼ Come by.\nInspection findings\n"
    assert _texts(page) == ["Warm beds.", "Good meals.", "Come by."]


def test_terms_are_part_of_the_heading_and_the_paragraph_that_announces_them_is_no_point() -> None:
    page = (
        "Areas for improvement\n20. The local authority should take the following action.\nImmediately:\n"
        "\uf0a7 count the beds\nWithin three months:\n\uf0a7 warm the rooms\n\uf0a7 write\n"
        "Outcomes for looked after children and young\npeople\n21. Children are well.\n"
    )
    assert _texts(page) == ["count the beds", "warm the rooms", "write"]
    assert _locators(page)[2] == "p. 2, Areas for improvement, within three months, bullet 2"


@pytest.mark.parametrize(
    "sentence",
    ["The inspection did not find any areas.", "There are no areas for action.", "No areas were identified."],
)
def test_a_sentence_that_there_is_nothing_is_no_point(sentence: str) -> None:
    page = f"Priority and immediate action\n7. {sentence}\nAreas for improvement\n8. Write.\nInspection findings\n"
    assert [point.position for point in areas([COVER, page])] == [1]
    assert _texts(page) == ["Write."]


def test_a_table_of_contents_opens_no_list() -> None:
    assert _texts("Contents\nRecommendations 8\n", "1. Children are safe.\n") == []


def test_a_heading_that_the_file_holds_at_the_end_of_its_page_is_read_at_the_top() -> None:
    page = "37\n123. Write.\n124. Count.\nInspection findings - the board\n125. It is well led.\nRecommendations"
    assert _texts(page) == ["Write.", "Count."]


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Timeliness of return home interviews.", Theme.MISSING),
        ("Supervision of personal advisers.", Theme.CARE_LEAVERS),
        ("Strengthen managers' oversight, including of private fostering.", Theme.OVERSIGHT),
        ("Support for children who are missing education.", Theme.EDUCATION),
        ("Caseloads of social workers.", Theme.WORKFORCE),
        ("Ensure that it is done.", Theme.OTHER),
    ],
)
def test_the_theme_follows_from_the_words(text: str, theme: Theme) -> None:
    assert theme_of(text) is theme


def _package() -> Package:
    source = SourceRow.model_construct(code="oldtown-ilacs-2026-03-report", file_name="oldtown.pdf")
    inspection = InspectionRow.model_construct(
        code="oldtown-ilacs-2026-03", council_code="oldtown", source_code="oldtown-ilacs-2026-03-report"
    )
    return Package(sources={source.code: source}, inspections={inspection.code: inspection})


def import_areas(
    folder: Path, package: Package, found: Mapping[str, tuple[Area, ...]], elsewhere: Collection[str], today: date
) -> MergedAreas:
    """What an import does with the points, on the file."""
    path = folder / "findings.csv"
    merged = merge_areas(read_rows(path, FindingRow), package, found, elsewhere, today)
    write_file(path, formatted(FindingRow, merged.rows.values()))
    return merged


def _found(*texts: str) -> dict[str, tuple[Area, ...]]:
    points = (
        Area(number, 2, "What needs to improve", f"bullet {number}", text) for number, text in enumerate(texts, 1)
    )
    return {"oldtown.pdf": tuple(points)}


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _edit(folder: Path, **cells: str) -> None:
    rows = _rows(folder)
    rows[0].update(cells)
    with (folder / "findings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_new_report_has_its_points_at_once_and_their_summaries_are_to_write(tmp_path: Path) -> None:
    merged = import_areas(tmp_path, _package(), _found("Letters in time.", "Caseloads."), (), TODAY)
    assert [(row["code"], row["theme"], row["summary"], row["recorded_on"]) for row in _rows(tmp_path)] == [
        ("oldtown-ilacs-2026-03-area-1", "other", "", "2030-01-01"),
        ("oldtown-ilacs-2026-03-area-2", "workforce", "", "2030-01-01"),
    ]
    assert [str(look) for look in merged.to_write] == [
        "oldtown.pdf: summary to write: p. 2, What needs to improve, bullet 1",
        "oldtown.pdf: summary to write: p. 2, What needs to improve, bullet 2",
    ]


def test_a_later_import_keeps_the_summary_and_the_theme_that_a_person_gave_it(tmp_path: Path) -> None:
    import_areas(tmp_path, _package(), _found("Letters.", "Rooms."), (), TODAY)
    _edit(tmp_path, summary="Quicker letters", theme="voice")
    before = (tmp_path / "findings.csv").read_bytes()
    merged = import_areas(tmp_path, _package(), _found("Letters.", "Rooms."), (), date(2031, 1, 1))
    assert (tmp_path / "findings.csv").read_bytes() == before
    assert len(merged.to_write) == 1


def test_a_theme_is_made_anew_where_no_summary_is_written(tmp_path: Path) -> None:
    import_areas(tmp_path, _package(), _found("Letters."), (), TODAY)
    _edit(tmp_path, theme="voice")
    import_areas(tmp_path, _package(), _found("Letters."), (), TODAY)
    assert _rows(tmp_path)[0]["theme"] == "other"


def test_a_summary_never_comes_to_stand_beside_another_point(tmp_path: Path) -> None:
    import_areas(tmp_path, _package(), _found("Letters."), (), TODAY)
    _edit(tmp_path, summary="Quicker letters")
    before = (tmp_path / "findings.csv").read_bytes()
    merged = import_areas(tmp_path, _package(), _found("Rooms.", "Letters."), (), TODAY)
    assert (tmp_path / "findings.csv").read_bytes() == before
    assert [look.cause for look in merged.looks] == [
        "1 areas for improvement are recorded, and 2 are read now; nothing was changed"
    ]


def test_an_import_leaves_alone_what_it_does_not_read_and_what_another_package_holds(tmp_path: Path) -> None:
    import_areas(tmp_path, _package(), _found("Letters."), (), TODAY)
    before = (tmp_path / "findings.csv").read_bytes()
    import_areas(tmp_path, _package(), {}, (), TODAY)
    assert (tmp_path / "findings.csv").read_bytes() == before
    import_areas(tmp_path, _package(), _found("Letters."), {"oldtown-ilacs-2026-03"}, TODAY)
    assert _rows(tmp_path) == []


@pytest.fixture(scope="module")
def shipped() -> list[dict[str, str]]:
    return _rows(SHIPPED)


def test_the_shipped_points_are_whole_and_each_has_a_summary(shipped: list[dict[str, str]]) -> None:
    assert [row["code"] for row in shipped] == sorted(row["code"] for row in shipped)
    positions = defaultdict(set)
    for row in shipped:
        assert list(row) == COLUMNS
        assert row["code"] == f"{row['record_code']}-area-{row['position']}"
        assert (row["record_kind"], row["type"], row["polarity"]) == (
            "inspections", FindingType.AREA_FOR_IMPROVEMENT, Polarity.CONCERN,
        )  # fmt: skip
        assert row["theme"] in set(Theme)
        assert re.fullmatch(r"[A-Z0-9][^.]*[^. ]", row["summary"]), row
        assert len(row["summary"].removeprefix("Safeguarding board: ").split()) <= 14, row
        assert re.fullmatch(r"p\. [0-9]+, [^,]+(, [a-z ]+)?, (bullet|para) [0-9]+", row["locator"]), row
        positions[row["record_code"]].add(int(row["position"]))
    assert all(numbers == set(range(1, len(numbers) + 1)) for numbers in positions.values())
    assert Counter(re.search(r"-(ilacs|sif|looked-after-children)-", code)[1] for code in positions) == {  # type: ignore[index]
        "ilacs": 290, "sif": 165, "looked-after-children": 3,
    }  # fmt: skip


def _read_areas(path: Path) -> tuple[Area, ...]:
    return areas(read_pages(path.read_bytes()))


@pytest.fixture(scope="module")
def real() -> Mapping[str, tuple[Area, ...]]:
    if not REPORTS.is_dir():
        pytest.skip("the real files are not shipped with the project")
    paths = sorted(path for path in REPORTS.rglob("*.pdf") if path.is_file())
    names = [path.relative_to(REPORTS).as_posix() for path in paths]
    return {names[index]: found for index, found in read_each(_read_areas, paths) if not isinstance(found, Refused)}


@pytest.mark.thorough
def test_the_real_files_give_the_points_that_were_counted(real: Mapping[str, tuple[Area, ...]]) -> None:
    assert len(real) == 469
    # Its report says in a paragraph that very little varies, and lists nothing.
    assert [name for name, found in real.items() if not found] == [
        "80527_north lincolnshire/children's services inspection - 25 november 2022.pdf"
    ]
    assert sum(map(len, real.values())) == 4580


@pytest.mark.thorough
def test_no_summary_is_a_sentence_of_its_report(
    real: Mapping[str, tuple[Area, ...]], shipped: list[dict[str, str]]
) -> None:
    package = read_package(SHIPPED)
    names = {code: row.file_name or "" for code, row in package.sources.items()}
    texts = {(name, point.locator): point.text for name, found in real.items() for point in found}
    compared = 0
    for row in shipped:
        text = texts.get((names.get(row["source_code"], ""), row["locator"]))
        if text is None:
            continue
        compared += 1
        assert _words(row["summary"]) != _words(text), row["code"]
    assert compared > 3_500


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9'-]+", text.lower()) if word not in {"the", "a", "an", "of"}]
