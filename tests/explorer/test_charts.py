"""The charts of statistics: their geometry, and the sentences that say what they show."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from app.analysis.survival import kaplan_meier
from app.explorer.charts import nation_bar, quartiles, series, spark_line, survival, waiting_bars
from app.explorer.charts.parts import WIDTHS, ChartForm, Scale, spread_labels
from app.explorer.charts.quartiles import YearQuartiles
from app.explorer.charts.series import Point, Series, SeriesGroup
from app.explorer.charts.waiting_bars import WaitingBar
from app.explorer.svg import text_width
from app.vocabulary import Grade

KNOWN_TO = date(2026, 11, 21)
FORMS = tuple(ChartForm)
NONE = dict.fromkeys(Grade, 0)


def points(*shares: tuple[int, int, int], first: int = 2015) -> list[Point]:
    """Points on the last days of years, from total, graded, good or outstanding."""
    return [Point(date(first + place, 12, 31), *share) for place, share in enumerate(shares)]


def parsed(svg: str) -> ET.Element:
    """A drawing, after a check that all of it lies within its box."""
    found = ET.fromstring(svg)
    width, height = map(float, found.attrib["viewBox"].split()[2:])
    for part in found.iter():
        for name, value in part.attrib.items():
            if name in ("x", "x1", "x2", "cx"):
                assert -0.5 <= float(value) <= width + 0.5, (part.tag, name, value)
            if name in ("y", "y1", "y2", "cy"):
                assert -0.5 <= float(value) <= height + 0.5, (part.tag, name, value)
            if name in ("width", "height", "r"):
                assert 0 <= float(value) < math.inf
            if name == "d":
                for x, y in coordinates(value):
                    assert -0.5 <= x <= width + 0.5, value
                    assert -0.5 <= y <= height + 0.5, value
    return found


def coordinates(path: str) -> Iterator[tuple[float, float]]:
    numbers = [float(found) for found in re.findall(r"-?[0-9.]+", path)]
    return zip(numbers[::2], numbers[1::2], strict=True)


def paths(drawing: ET.Element, kind: str) -> list[list[tuple[float, float]]]:
    return [list(coordinates(part.attrib["d"])) for part in drawing.iter("path") if part.get("class") == kind]


def texts(drawing: ET.Element) -> list[str]:
    return [(part.text or "").replace("\u00a0", " ") for part in drawing.iter("text")]


def test_labels_that_would_collide_are_moved_apart_and_stay_within_their_room() -> None:
    placed = spread_labels([100, 98, 101, 10], 14, 10, 120)
    assert placed[3] == 10
    assert all(other - one >= 14 for one, other in pairwise(sorted(placed)))
    assert placed[1] < placed[0] < placed[2] <= 120


@pytest.mark.parametrize("form", FORMS)
def test_a_series_is_drawn_from_half_graded_dashed_to_nine_in_ten_and_solid_from_there(form: ChartForm) -> None:
    found = points((10, 1, 1), (10, 5, 1), (10, 8, 3), (10, 9, 4), (10, 10, 6), first=2014)
    drawing = parsed(series.draw(Series("England", found), date(2019, 1, 1), form))
    (dashed,), (solid,) = paths(drawing, "s-line s-dash"), paths(drawing, "s-line")
    assert (len(dashed), len(solid)) == (3, 2)
    assert dashed[-1] == solid[0]
    shade = next(part for part in drawing.iter("rect") if part.get("class") == "s-shade")
    assert float(shade.attrib["x"]) + float(shade.attrib["width"]) == pytest.approx(solid[0][0], abs=0.2)


def test_a_series_becomes_dashed_again_where_fewer_have_a_grade_and_stops_below_half() -> None:
    found = points((10, 9, 5), (10, 9, 6), (10, 7, 6), (10, 4, 4), (10, 9, 5), (10, 9, 5))
    drawing = parsed(series.draw(Series("England", found), date(2021, 1, 1), ChartForm.WIDE))
    assert [len(one) for one in paths(drawing, "s-line")] == [2, 2]
    assert [len(one) for one in paths(drawing, "s-line s-dash")] == [2]


@pytest.mark.parametrize("form", FORMS)
def test_a_series_without_a_point_is_its_axes(form: ChartForm) -> None:
    for found in ([], points((10, 1, 1))):
        drawing = parsed(series.draw(Series("England", found), KNOWN_TO, form))
        assert not paths(drawing, "s-line")
        assert "100 %" in texts(drawing)


def test_the_band_reaches_from_the_lowest_group_to_the_highest_on_days_on_which_all_are_reliable() -> None:
    low = SeriesGroup("North", points((10, 5, 0), (10, 10, 1), (10, 10, 2)))
    high = SeriesGroup("South", points((10, 10, 9), (10, 10, 8), (10, 10, 9)))
    never = SeriesGroup("Islands", points((2, 1, 1), (2, 1, 1), (2, 1, 1)))
    england = points((20, 15, 9), (20, 20, 9), (20, 20, 11))
    drawing = parsed(series.draw(Series("England", england, [low, high, never]), date(2018, 1, 1), ChartForm.WIDE))
    (band,) = paths(drawing, "s-band")
    assert len(band) == 4
    up = Scale(0, 100, 268, 10)
    assert [y for _, y in band] == pytest.approx([up(80), up(90), up(20), up(10)], abs=0.1)
    assert {"South", "North", "England 55 %"} <= set(texts(drawing))


def test_the_band_has_a_gap_where_a_group_is_not_reliable() -> None:
    low = SeriesGroup("North", points((10, 9, 1), (10, 9, 1), (10, 5, 1), (10, 9, 1), (10, 9, 1)))
    high = SeriesGroup("South", points(*[(10, 10, 9)] * 5))
    england = points(*[(20, 19, 10)] * 5)
    drawing = parsed(series.draw(Series("England", england, [low, high]), date(2020, 1, 1), ChartForm.TALL))
    assert [len(one) for one in paths(drawing, "s-band")] == [4, 4]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (40, 60, "rose from 40 % in December 2015 to 60 % in December 2016."),
        (60, 58, "fell from 60 % in December 2015 to 58 % in December 2016."),
        (60, 61, "stayed at about 61 % from December 2015 to December 2016."),
    ],
)
def test_the_sentence_of_a_series_says_which_way_it_went(first: int, last: int, said: str) -> None:
    found = points((100, 100, first), (100, 100, last))
    assert series.sentence(found) == f"The share judged good or outstanding {said}".replace(" %", "\u00a0%")


def test_a_series_that_is_never_reliable_claims_nothing() -> None:
    assert series.sentence(points((10, 8, 3))).startswith("Too few authorities have a grade")


def test_a_spark_line_shows_reliable_days_alone() -> None:
    among = points((10, 10, 5), (10, 10, 5), (10, 10, 5))
    drawing = parsed(spark_line.draw("North", points((10, 2, 2), (10, 9, 3), (10, 10, 4)), among))
    assert [len(one) for one in paths(drawing, "s-line")] == [2]
    assert [len(one) for one in paths(drawing, "s-thin")] == [3]
    assert spark_line.draw("North", points((10, 2, 2)), []) == ""


@pytest.mark.parametrize("form", FORMS)
def test_the_parts_of_the_bar_fill_it_with_gaps_between_them(form: ChartForm) -> None:
    counts = NONE | {Grade.OUTSTANDING: 46, Grade.GOOD: 63, Grade.REQUIRES_IMPROVEMENT: 29, Grade.INADEQUATE: 1}
    drawing = parsed(nation_bar.draw(counts, form))
    parts = [(float(part.attrib["x"]), float(part.attrib["width"])) for part in drawing.iter("rect")]
    assert [after[0] - (one[0] + one[1]) for one, after in pairwise(parts)] == pytest.approx([2, 2, 2], abs=0.11)
    assert parts[-1][0] + parts[-1][1] == pytest.approx(WIDTHS[form], abs=0.2)
    # One authority has a part too narrow for its letter.
    assert texts(drawing) == ["O", "G", "RI"]


def test_a_nation_without_a_grade_has_an_empty_bar() -> None:
    assert not list(parsed(nation_bar.draw(NONE, ChartForm.WIDE)).iter("rect"))
    assert nation_bar.sentence(NONE, "an overall grade", "1 May 2010") == (
        "No authority has an overall grade, as at 1 May 2010."
    )


def test_the_sentence_of_the_bar_has_the_denominator() -> None:
    counts = NONE | {Grade.GOOD: 2, Grade.INADEQUATE: 1}
    assert nation_bar.sentence(counts, "an overall grade", "1 May 2020").replace("\u00a0", " ") == (
        "2 of 3 authorities with an overall grade are good or outstanding (66.7 %), as at 1 May 2020."
    )


SPELLS = [(700 + 40 * place, place % 5 != 0) for place in range(30)]


@pytest.mark.parametrize("form", FORMS)
def test_the_curve_only_falls_and_is_dashed_where_fewer_than_ten_are_at_risk(form: ChartForm) -> None:
    drawing = parsed(survival.draw(kaplan_meier(SPELLS), form))
    (solid,), (dashed,) = paths(drawing, "s-line"), paths(drawing, "s-line s-dash")
    for one, after in pairwise([*solid, *dashed]):
        assert after[0] >= one[0] - 0.11
        assert after[1] >= one[1] - 0.11
    tenth_from_the_end = sorted(SPELLS)[-9][0]
    left, right = survival.PLOTS[form][:2]
    assert dashed[0][0] == pytest.approx(Scale(0, sorted(SPELLS)[-1][0], left, right)(tenth_from_the_end), abs=0.2)
    (band,) = paths(drawing, "s-band")
    assert max(x for x, _ in band) <= dashed[0][0] + 0.2


@pytest.mark.parametrize("form", FORMS)
def test_numbers_at_risk_stand_below_each_year(form: ChartForm) -> None:
    words = texts(parsed(survival.draw(kaplan_meier(SPELLS), form)))
    for row, numbers in zip(survival.ROWS, (["30", "30", "29"], ["0", "0", "0"], ["0", "0", "1"]), strict=True):
        start = words.index(row) + 1
        assert words[start : start + 3] == numbers


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("durations", [[], [(1, True)], [(10, False)], [(4000, True), (4000, False)]])
def test_a_curve_of_none_or_one_spell_is_drawn(durations: Sequence[tuple[int, bool]], form: ChartForm) -> None:
    parsed(survival.draw(kaplan_meier(durations), form))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1205, "3 years and 4 months"),
        (365, "1 year"),
        (366, "1 year and 1 month"),
        (9, "1 month"),
        (1461, "4 years"),
    ],
)
def test_days_are_said_as_the_months_within_which_they_lie(days: int, said: str) -> None:
    assert survival.months_in_words(days) == said


def test_the_sentence_of_a_curve_that_stays_above_a_half_claims_no_median() -> None:
    steps = kaplan_meier([(5, True), (9, False), (9, False)])
    assert survival.sentence(steps, "inadequate overall").startswith("More than half")
    assert survival.sentence([], "inadequate overall") == "No council is recorded as judged inadequate overall."


@pytest.mark.parametrize("form", FORMS)
def test_quartiles_are_a_bar_around_the_median_and_a_year_without_days_is_a_row_without_one(form: ChartForm) -> None:
    rows = [
        YearQuartiles("2014", 39, 42, 44, 49.5),
        YearQuartiles("2015", 1, 31, 31, 31),
        YearQuartiles("2016", 0, None, None, None),
    ]
    drawing = parsed(quartiles.draw(rows, form))
    bars = [part for part in drawing.iter("rect") if part.get("class") == "s-pale"]
    marks = [part for part in drawing.iter("rect") if part.get("class") == "s-median"]
    assert (len(bars), len(marks)) == (2, 2)
    for bar, mark in zip(bars, marks, strict=True):
        middle = float(mark.attrib["x"]) + 2
        assert float(bar.attrib["x"]) - 0.2 <= middle <= float(bar.attrib["x"]) + float(bar.attrib["width"]) + 0.2
    assert float(bars[1].attrib["width"]) == 2
    assert texts(drawing)[-2:] == ["2016", "0 reports"]


def test_the_sentence_of_the_quartiles_has_the_last_year() -> None:
    whole = YearQuartiles("all", 479, 33, 47, 60)
    assert quartiles.sentence(whole, YearQuartiles("2026", 15, 40, 46.5, 69)) == (
        "Half of all reports were out 47 days after the inspection ended. In 2026 the median was 46.5 days."
    )
    assert quartiles.sentence(YearQuartiles("all", 0, None, None, None), None) == "No report has both days known."


@pytest.mark.parametrize("form", FORMS)
def test_bars_are_as_long_as_the_waits(form: ChartForm) -> None:
    drawing = parsed(waiting_bars.draw([WaitingBar("Nottingham", 1600), WaitingBar("Dudley", 800)], form))
    one, other = (float(part.attrib["width"]) for part in drawing.iter("rect"))
    assert one == pytest.approx(2 * other, abs=0.2)
    assert {"Nottingham", "1,600", "Dudley", "800"} <= set(texts(drawing))
    parsed(waiting_bars.draw([], form))


def test_those_who_have_waited_equally_long_are_all_named() -> None:
    bars = [WaitingBar("Bury", 1510), WaitingBar("Leeds", 1510), WaitingBar("York", 9)]
    assert waiting_bars.sentence(bars, 866.5, 153) == (
        "Bury and Leeds have waited longest for a full inspection: 1,510 days. The median of 153 authorities is 866.5."
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_label_at_the_right_ends_within_its_drawing(form: ChartForm) -> None:
    groups = [SeriesGroup("Yorkshire and The Humber", points((10, 10, 9), (10, 10, 9)))]
    drawing = parsed(series.draw(Series("England", points((10, 10, 8), (10, 10, 8)), groups), KNOWN_TO, form))
    for part in drawing.iter("text"):
        if not {"mid", "end"} & set((part.get("class") or "").split()):
            assert float(part.attrib["x"]) + text_width(part.text or "", 12) <= WIDTHS[form] + 1
