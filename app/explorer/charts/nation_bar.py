"""Authorities by the grade that they hold: one bar, each part with the letter of its grade."""

from collections.abc import Mapping

from markupsafe import Markup

from app.explorer.charts.parts import WIDTHS, ChartForm, drawing, label, percent_text
from app.explorer.svg import rect, text_width
from app.explorer.words import grade_class, grade_letter, grade_word
from app.vocabulary import Grade

HEIGHT = 44
# Parts that touch have ground between them, so that each is seen against the ground and not against its neighbour.
GAP = 2


def draw(counts: Mapping[Grade, int], form: ChartForm) -> Markup:
    """The bar. A grade that nobody holds has no part. Without any grade, an empty drawing."""
    shown = [(grade, counts[grade]) for grade in Grade if counts[grade]]
    graded = sum(count for _, count in shown)
    room = WIDTHS[form] - GAP * (len(shown) - 1)
    at = 0.0
    parts = []
    for grade, count in shown:
        width = room * count / graded
        parts.append(rect(at, 0, width, HEIGHT, grade_class(grade).replace("gr-", "c-")))
        letter = grade_letter(grade)
        if width >= text_width(letter, 15) + 4:
            kind = grade_class(grade).replace("gr-", "tb l-")
            parts.append(label(letter, at + width / 2, HEIGHT / 2 + 5, kind, "mid"))
        at += width + GAP
    described = ", ".join(f"{grade_word(grade)} {count}" for grade, count in shown) or "no authority has a grade"
    return drawing("nation", form, HEIGHT, "Authorities by grade", f"{described}.", parts)


def sentence(counts: Mapping[Grade, int], what: str, as_at: str) -> str:
    """How many authorities are good or outstanding. `what` names the grade: "an overall grade"."""
    graded = sum(counts.values())
    if not graded:
        return f"No authority has {what}, as at {as_at}."
    good = counts[Grade.GOOD] + counts[Grade.OUTSTANDING]
    return (
        f"{good} of {graded} authorities with {what} are good or outstanding ({percent_text(100 * good / graded, 1)}), "
        f"as at {as_at}."
    )
