"""Histories to compute with: by hand, and at random with everything that real ones have."""

from datetime import date, timedelta

from hypothesis import strategies as st

from app.analysis.facts import CouncilFacts, FullInspection, History, Verdict, history
from app.partial_date import PartialDate
from app.vocabulary import Absence, Aspect, CouncilType, Grade, Region

FIRST = date(2020, 1, 1)
LAST = date(2021, 12, 31)
OVERALL = Aspect.OVERALL


def council(code: str = "medway", **values: object) -> CouncilFacts:
    known: dict[str, object] = {"name": code.capitalize(), "region": "South East", "type": "unitary"}
    return CouncilFacts(code, **{**known, **values})  # type: ignore[arg-type]


def inspection(
    code: str,
    ended_on: str | None,
    grade: Grade | None = Grade.GOOD,
    *,
    started_on: str | None = None,
    published_on: str | None = None,
    framework: str = "ilacs",
    absence: Absence = Absence.NOT_FOUND,
    council_code: str = "medway",
) -> FullInspection:
    """An inspection that says one thing, of overall effectiveness; by default it starts on the day that it ends."""
    begun = started_on or ended_on
    assert begun
    verdict = Verdict(grade, None if grade else absence)
    return FullInspection(
        code, council_code, framework, PartialDate(begun), _date(ended_on), _date(published_on), {OVERALL: verdict}
    )


def days(first: date, last: date) -> list[date]:
    """Every day from one to the other, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@st.composite
def histories(draw: st.DrawFn, code: str = "medway") -> History:
    """One council: graded or not, known to the day or the month, published late, out of order or nobody knows when.

    It may have been established or abolished in the time that is looked at, and is inspected in its lifetime only.
    """
    moments = st.integers(0, (LAST - FIRST).days)
    established = draw(st.none() | moments.filter(lambda day: day < 200))
    abolished = draw(st.none() | moments.filter(lambda day: day > 400))
    begin, end = established or 0, (abolished or (LAST - FIRST).days + 1) - 1
    found = []
    for number, moment in enumerate(draw(st.lists(st.integers(begin, end), max_size=6, unique=True))):
        day = FIRST + timedelta(days=moment)
        month = day.replace(day=1)
        exact = draw(st.booleans()) or (FIRST + timedelta(days=begin)) > month or month.month == 12
        later = draw(st.none() | st.integers(0, 250))
        form = "%Y-%m-%d" if draw(st.booleans()) else "%Y-%m"
        published = None if later is None else day + timedelta(days=later + (0 if exact else 31))
        found.append(
            inspection(
                f"{code}-{number}",
                day.isoformat() if exact else None,
                draw(st.none() | st.sampled_from(list(Grade))),
                started_on=day.isoformat() if exact else f"{day:%Y-%m}",
                published_on=published.strftime(form) if published else None,
                framework=draw(st.sampled_from(["sif", "ilacs"])),
                council_code=code,
            )
        )
    return history(
        council(
            code,
            region=draw(st.sampled_from(list(Region))).value,
            type=draw(st.sampled_from(list(CouncilType))).value,
            established_on=None if established is None else FIRST + timedelta(days=established),
            abolished_on=None if abolished is None else FIRST + timedelta(days=abolished),
        ),
        found,
    )


nations = st.lists(st.integers(), max_size=5, unique=True).flatmap(
    lambda numbers: st.tuples(*(histories(f"council-{place}") for place in range(len(numbers))))
)
moments = st.dates(FIRST, LAST)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
