"""Kaplan-Meier estimates: the share of spells that still last after so many days."""

from collections import Counter
from collections.abc import Iterable
from math import exp, log, sqrt
from typing import NamedTuple

# The 97.5 % quantile of the normal distribution: 95 % of it lie within so many standard errors.
NORMAL_975 = 1.959963984540054
# A product of fractions that is exactly a half can come out a little larger.
ROUNDING = 1e-12


class Step(NamedTuple):
    """A day on which spells ended or were last seen.

    `at_risk` spells lasted until then and were seen. `survival` is the share that lasts longer, from 0 to 1. `lower`
    and `upper` are the ends of its 95 % interval, null where there is none: before the first end, and once none lasts.
    """

    day: int
    at_risk: int
    ended: int
    censored: int
    survival: float
    lower: float | None
    upper: float | None


class Watched(NamedTuple):
    """Spells at a day: how many still lasted and were seen, and how many had ended or were last seen before."""

    at_risk: int
    ended: int
    censored: int


def kaplan_meier(durations: Iterable[tuple[int, bool]]) -> list[Step]:
    """The steps of the estimate, from days and whether the spell was seen to end, in the order of the days.

    The interval is Greenwood's, on the scale of log(-log(survival)), so that it stays between 0 and 1. It is what
    `survfit(..., conf.type = "log-log")` of R's `survival` computes.
    """
    counts = Counter(durations)
    at_risk = counts.total()
    survival, variance = 1.0, 0.0
    steps = []
    for day in sorted({day for day, _ in counts}):
        ended, censored = counts[day, True], counts[day, False]
        survival *= 1 - ended / at_risk
        if ended < at_risk:
            variance += ended / (at_risk * (at_risk - ended))
        lower, upper = _interval(survival, variance)
        steps.append(Step(day, at_risk, ended, censored, survival, lower, upper))
        at_risk -= ended + censored
    return steps


def survival_at(steps: Iterable[Step], day: int) -> float:
    """The share that lasts longer than so many days."""
    return min((step.survival for step in steps if step.day <= day), default=1.0)


def median_day(steps: Iterable[Step]) -> int | None:
    """The first day by which half of the spells have ended; null if more than half last longer than any day seen."""
    return next((step.day for step in steps if step.survival < 0.5 + ROUNDING), None)


def watched_at(steps: Iterable[Step], day: int) -> Watched:
    """How many spells lasted for at least so many days, and how many had ended or were last seen on an earlier day."""
    at_risk = ended = censored = 0
    for step in steps:
        if step.day < day:
            ended += step.ended
            censored += step.censored
        else:
            at_risk += step.ended + step.censored
    return Watched(at_risk, ended, censored)


def _interval(survival: float, variance: float) -> tuple[float | None, float | None]:
    if not 0 < survival < 1:
        return None, None
    width = NORMAL_975 * sqrt(variance) / log(survival)
    return survival ** exp(-width), survival ** exp(width)
