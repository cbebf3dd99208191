"""Authorities by the grade that they hold: one bar, each part with the letter of its grade."""

from collections.abc import Mapping

from markupsafe import Markup

from app.explorer.charts.parts import WIDTHS, Form, drawing, element, label, text_width
from app.vocabulary import Grade

HEIGHT = 44
# Parts that touch have ground between them, so that each is seen against the ground and not against its neighbour.
GAP = 2
LETTERS = {
    Grade.OUTSTANDING: "O",
    Grade.GOOD: "G",
    Grade.REQUIRES_IMPROVEMENT: "RI",
    Grade.ADEQUATE: "A",
    Grade.INADEQUATE: "I",
}
CLASSES = {grade: f"gr-{letter.lower()}" for grade, letter in LETTERS.items()}


def draw(counts: Mapping[Grade, int], form: Form) -> Markup:
    """The bar. A grade that nobody holds has no part. Without any grade, an empty drawing."""
    shown = [(grade, counts[grade]) for grade in Grade if counts[grade]]
    graded = sum(count for _, count in shown)
    room = WIDTHS[form] - GAP * (len(shown) - 1)
    at = 0.0
    parts = []
    for grade, count in shown:
        width = room * count / graded
        parts.append(element("rect", x=at, y=0, width=width, height=HEIGHT, class_=f"fill {CLASSES[grade]}"))
        if width >= text_width(LETTERS[grade], 15) + 4:
            parts.append(label(LETTERS[grade], at + width / 2, HEIGHT / 2 + 5, f"on {CLASSES[grade]}", "middle"))
        at += width + GAP
    described = ", ".join(f"{grade.label} {count}" for grade, count in shown) or "no authority has a grade"
    return drawing("nation", form, HEIGHT, "Authorities by grade", f"{described}.", parts)


def sentence(counts: Mapping[Grade, int], what: str, as_at: str) -> str:
    """How many authorities are good or outstanding. `what` names the grade: "an overall grade"."""
    graded = sum(counts.values())
    if not graded:
        return f"No authority has {what}, as at {as_at}."
    good = counts[Grade.GOOD] + counts[Grade.OUTSTANDING]
    return (
        f"{good} of {graded} authorities with {what} are good or outstanding ({100 * good / graded:.1f} %), "
        f"as at {as_at}."
    )
