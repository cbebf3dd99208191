"""Kaplan-Meier estimates, against what R's `survival` says."""

import re

import pytest

from app.analysis.survival import kaplan_meier, median_day, survival_at, watched_at
from app.settings import ROOT
from tests.client import AppClient

# Weeks in remission of 21 patients under 6-mercaptopurine (Freireich and others, 1963), the example of many textbooks.
REMISSIONS = [(6, True)] * 3 + [(week, True) for week in (7, 10, 13, 16, 22, 23)]
REMISSIONS += [(week, False) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]
# summary(survfit(Surv(week, event) ~ 1, conf.type = "log-log")) of survival 3.8: week, at risk, share, interval.
IN_R = [
    (6, 21, 0.857143, 0.619718, 0.951552),
    (7, 17, 0.806723, 0.563147, 0.922809),
    (10, 15, 0.752941, 0.503200, 0.889362),
    (13, 12, 0.690196, 0.431610, 0.849066),
    (16, 11, 0.627451, 0.367511, 0.804912),
    (22, 7, 0.537815, 0.267779, 0.746791),
    (23, 6, 0.448179, 0.188052, 0.680143),
]


def test_the_estimate_and_its_interval_are_those_of_r() -> None:
    ended = [step for step in kaplan_meier(REMISSIONS) if step.ended]
    assert [(step.day, step.at_risk) for step in ended] == [row[:2] for row in IN_R]
    for step, (_, _, share, lower, upper) in zip(ended, IN_R, strict=True):
        assert (step.survival, step.lower, step.upper) == pytest.approx((share, lower, upper), abs=1e-6)


def test_the_median_is_the_first_day_by_which_half_have_ended() -> None:
    assert median_day(kaplan_meier(REMISSIONS)) == 23
    assert median_day(kaplan_meier([(day, True) for day in (1, 2, 3, 4, 5, 6)])) == 3
    assert median_day(kaplan_meier([(5, True), (9, False), (9, False)])) is None


def test_what_ends_on_the_day_of_a_table_is_still_at_risk_then() -> None:
    steps = kaplan_meier(REMISSIONS)
    assert watched_at(steps, 0) == (21, 0, 0)
    assert watched_at(steps, 6) == (21, 0, 0)
    assert watched_at(steps, 7) == (17, 3, 1)
    assert watched_at(steps, 36) == (0, 9, 12)


def test_there_is_no_interval_before_the_first_end_and_after_the_last() -> None:
    before, _, last = kaplan_meier([(1, False), (2, True), (3, True)])
    assert (before.survival, before.lower, before.upper) == (1.0, None, None)
    assert (last.survival, last.lower, last.upper) == (0.0, None, None)
    assert kaplan_meier([]) == []


def test_the_shares_are_those_that_the_researchers_page_prints(api: AppClient) -> None:
    page = (ROOT / "docs/researchers.md").read_text()
    block = re.search(r"years,still\n(.*?)median,([0-9.]+)", page, re.DOTALL)
    assert block is not None
    url = "/v1/spells?grade=inadequate&as_at=2026-06-30&limit=500"
    spells = api.get(url).json()["items"]
    steps = kaplan_meier((one["duration_days"], one["event"]) for one in spells if one["duration_days"] is not None)
    for line in block[1].split():
        years, share = line.split(",")
        assert survival_at(steps, int(365.25 * int(years))) == pytest.approx(float(share), abs=5e-4)
    assert median_day(steps) == float(block[2])
