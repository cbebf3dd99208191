"""The geometry of a timeline: everything finite and within the drawing, whatever the records are."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from app.explorer.svg import TimeScale, num, text, title
from app.explorer.timeline import (
    Band,
    Chip,
    DrawnSpan,
    DrawnTimeline,
    Lane,
    Mark,
    Shape,
    key_of,
    packed,
    spread_chips,
    tall,
    wide,
)

KNOWN_TO = date(2026, 11, 21)
ROWS = ("Overall", "Leadership", "Help and protection", "Children in care", "Care leavers")


def one_day(text: str) -> DrawnSpan:
    day = date.fromisoformat(text)
    return DrawnSpan(day, day, True)


def timeline(
    chips: list[Chip] | None = None,
    lanes: list[Lane] | None = None,
    bands: list[Band] | None = None,
    **more: date | None,
) -> DrawnTimeline:
    return DrawnTimeline("Timeline of X", "Events.", KNOWN_TO, ROWS, chips or [], bands or [], lanes or [], **more)


def chip(day: str, row: int = 0, grade: str | None = "good", **more: object) -> Chip:
    return Chip(row, grade, one_day(day), "A title", **more)  # type: ignore[arg-type]


TWO_IN_A_MONTH = [chip("2013-01-16", name="Child protection 2013"), chip("2013-02-04", name="Looked after 2013")]
TWELVE_VISITS = [Mark(Shape.CIRCLE, one_day(f"2022-{month:02}-10"), "A visit", str(month)) for month in range(1, 13)]
CASES = {
    "no events": timeline(),
    "one day": timeline([chip("2026-11-21")]),
    "two inspections within twenty days": timeline(TWO_IN_A_MONTH),
    "twelve visits in a year": timeline(lanes=[Lane("Visits", TWELVE_VISITS)]),
    "a one-day span": timeline(
        lanes=[
            Lane(
                "X", [Mark(Shape.BOX, one_day("2020-03-04"), "t", "C", "C", has_end=True, until=one_day("2020-03-04"))]
            )
        ]
    ),
    "a year-long partial date": timeline(
        lanes=[Lane("X", [Mark(Shape.TRIANGLE, DrawnSpan(date(2024, 1, 1), date(2024, 12, 31), False), "t")])]
    ),
    "a span that ends in a range": timeline(
        lanes=[
            Lane(
                "X",
                [
                    Mark(
                        Shape.BOX,
                        one_day("2021-03-04"),
                        "t",
                        "C",
                        "Commissioner",
                        has_end=True,
                        until=DrawnSpan(date(2023, 1, 1), date(2023, 12, 31), False),
                    )
                ],
            )
        ]
    ),
    "a label at the right edge": timeline(
        [chip("2026-11-20", name="A framework with a long name 2026")],
        [Lane("X", [Mark(Shape.BOX, one_day("2026-11-20"), "t", "C", "Commissioner", has_end=True)])],
    ),
    "forty years": timeline([chip("1987-05-01", name="SLAC 1987"), chip("2023-07-28", name="ILACS 2023")]),
    "a council that begins and ends": timeline([chip("2020-05-01")], begins=date(2019, 4, 1), ended=date(2023, 4, 1)),
    "an inadequate band and a joint judgement": timeline(
        [chip("2019-07-20", 3, "inadequate", rows=2)],
        bands=[Band(3, "inadequate", date(2019, 7, 26), KNOWN_TO), Band(0, None, date(2019, 7, 26), KNOWN_TO)],
    ),
    "everything disputed": timeline(
        [chip("2022-07-20", disputed=True)],
        [Lane("X", [Mark(Shape.BAR, one_day("2022-08-01"), "t", disputed=True)])],
    ),
}


def _within(svg: str) -> list[str]:
    """The elements of a drawing that leave its box, or have a number that is none."""
    root = ET.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    faults = []
    for node in root.iter():
        at = node.attrib
        assert not re.search("nan|inf", str(at))
        if node.tag == "rect":
            x, y, w, h = (float(at[name]) for name in ("x", "y", "width", "height"))
            inside = x >= -1 and y >= -1 and x + w <= width + 1 and y + h <= height + 1 and w >= 0 and h >= 0
        elif node.tag == "circle":
            x, y, r = (float(at[name]) for name in ("cx", "cy", "r"))
            inside = x - r >= -1 and y - r >= -1 and x + r <= width + 1 and y + r <= height + 1
        elif node.tag == "line":
            inside = all(
                -1 <= float(at[name]) <= (width if "x" in name else height) + 1 for name in ("x1", "x2", "y1", "y2")
            )
        elif node.tag == "text":
            inside = -1 <= float(at["x"]) <= width + 1 and -1 <= float(at["y"]) <= height + 1
        else:
            continue
        if not inside:
            faults.append(ET.tostring(node, encoding="unicode"))
    return faults


@pytest.mark.parametrize("name", CASES)
def test_everything_is_finite_and_within_the_drawing(name: str) -> None:
    assert _within(wide(CASES[name], "w")) == []
    assert _within(tall(CASES[name], "t")) == []


@pytest.mark.parametrize(("years", "step"), [(1, 1), (8, 1), (17, 1), (18, 2), (33, 2), (40, 5)], ids=str)
def test_years_are_labelled_as_there_is_room(years: int, step: int) -> None:
    scale = TimeScale(date(2026 - years, 1, 1), date(2026, 1, 1), 138, 716)
    labelled = sorted(scale.labelled())
    assert {after - before for before, after in pairwise(labelled)} <= {step}
    assert len(scale.years()) == years + 1


def test_a_day_beyond_the_scale_is_at_its_end() -> None:
    scale = TimeScale(date(2020, 1, 1), date(2021, 1, 1), 0, 100)
    assert scale(date(1999, 1, 1)) == 0
    assert scale(date(2031, 1, 1)) == 100


def test_the_axis_is_at_least_ten_years_long_and_begins_with_the_first_event() -> None:
    assert CASES["no events"].axis_begins == date(2016, 1, 1)
    assert CASES["two inspections within twenty days"].axis_begins == date(2013, 1, 1)


def test_chips_that_collide_are_smaller_and_do_not_overlap() -> None:
    scale = TimeScale(date(2010, 1, 1), KNOWN_TO, 138, 716)
    placed = spread_chips([*TWO_IN_A_MONTH, chip("2013-02-05"), chip("2020-01-01")], scale, 22)
    for (_, before, one), (_, after, other) in pairwise(placed):
        assert after - before >= (one + other) / 2 - 1e-9
    assert [size for _, _, size in placed] == [12, 12, 12, 22]


def test_marks_that_collide_are_in_rows_and_others_in_one() -> None:
    scale = TimeScale(date(2010, 1, 1), KNOWN_TO, 138, 716)

    def extent(mark: Mark) -> tuple[float, float]:
        place = scale(mark.span.earliest)
        return place - 8, place + 8

    far = [Mark(Shape.CIRCLE, one_day(f"{year}-06-01"), "t") for year in (2012, 2015, 2018)]
    assert packed([extent(mark) for mark in far]) == [0, 0, 0]
    rows = packed([extent(mark) for mark in TWELVE_VISITS])
    for row in set(rows):
        ends = [extent(mark) for mark, own in zip(TWELVE_VISITS, rows, strict=True) if own == row]
        assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_a_name_that_would_cover_another_goes_up_a_row() -> None:
    drawing = str(wide(CASES["two inspections within twenty days"], "w"))
    heights = {
        words: float(re.search(rf'y="([\d.]+)"[^>]*>{words}', drawing)[1])  # type: ignore[index]
        for words in ("Child protection 2013", "Looked after 2013")
    }
    assert len(set(heights.values())) == 2


def test_the_days_of_a_mark_show_in_its_form() -> None:
    exact = str(wide(timeline(lanes=[Lane("X", [Mark(Shape.CIRCLE, one_day("2020-01-01"), "t")])]), "w"))
    vague = str(wide(CASES["a year-long partial date"], "w"))
    assert 'class="mk"' in exact
    assert 'class="mk-open"' not in exact
    assert 'class="mk-open"' in vague
    assert 'class="soft"' in vague


def test_only_an_intervention_without_an_end_has_a_tail() -> None:
    assert 'class="tail"' in str(wide(CASES["a label at the right edge"], "w"))
    assert 'class="tail"' not in str(wide(CASES["a span that ends in a range"], "w"))
    assert 'class="bar-soft"' in str(wide(CASES["a span that ends in a range"], "w"))


def test_the_key_explains_the_signs_that_are_drawn_and_no_others() -> None:
    words = " ".join(words for _, words in key_of(CASES["twelve visits in a year"]))
    assert "monitoring visit" in words
    assert "sources differ" not in words
    assert "sources differ" in " ".join(words for _, words in key_of(CASES["everything disputed"]))


def test_text_in_a_drawing_is_escaped() -> None:
    hostile = '<script>alert("1")</script>'
    drawn = str(wide(timeline([chip("2020-01-01", name=hostile)], [Lane(hostile, TWELVE_VISITS)]), "w"))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert text(0, 0, "a & b").endswith("a &amp; b</text>")
    assert title("a & b") == "<title>a &amp; b</title>"


def test_numbers_have_one_decimal_at_most_and_are_finite() -> None:
    assert [num(value) for value in (1.0, 1.25, -0.01, 123.456)] == ["1", "1.2", "0", "123.5"]
    with pytest.raises(ValueError, match="finite"):
        num(float("nan"))


def test_a_tall_drawing_is_forty_six_units_a_year() -> None:
    root = ET.fromstring(str(tall(CASES["forty years"], "t")))
    height = float(root.attrib["viewBox"].split()[3])
    years = (KNOWN_TO - date(1987, 1, 1)) / timedelta(days=365.25)
    assert height == pytest.approx(46 * years, abs=160)
