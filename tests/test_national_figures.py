"""The percentages of good or outstanding authorities that Ofsted published come out of the dataset that is shipped."""

import pytest

from tests.client import AppClient


@pytest.mark.parametrize(
    ("query", "percent", "good_or_outstanding", "graded"),
    [
        ("as_at=2017-10-31&published_by=2017-12-08", 36, 55, 151),
        ("as_at=2018-09-30", 43, 65, 152),
        ("as_at=2019-08-31&published_by=2019-09-30", 49, 73, 149),
        ("as_at=2019-08-31&published_by=2019-09-30&aspect=leadership", 56, 83, 149),
        ("as_at=2020-03-31&published_by=2020-04-30", 50, 75, 149),
    ],
)
def test_the_share_of_good_or_outstanding_is_the_one_that_ofsted_published(
    query: str, percent: int, good_or_outstanding: int, graded: int, api: AppClient
) -> None:
    (group,) = api.get(f"/v1/outcomes/summary?{query}").json()["groups"]
    assert (group["good_or_outstanding"], group["graded"]) == (good_or_outstanding, graded)
    assert round(group["good_or_outstanding_percent"]) == percent


@pytest.mark.parametrize(
    ("council", "codes"),
    [
        ("bournemouth", ["bournemouth-sif-2014-04", "bournemouth-ilacs-2018-07"]),
        ("cumbria", ["cumbria-sif-2015-03", "cumbria-sif-2017-11", "cumbria-ilacs-2022-09"]),
        ("dorset-county", ["dorset-county-sif-2016-02"]),
        ("northamptonshire", ["northamptonshire-sif-2016-02", "northamptonshire-ilacs-2019-06"]),
        ("poole", ["poole-sif-2017-09"]),
    ],
)
def test_an_abolished_authority_has_its_inspections_in_its_timeline(
    council: str, codes: list[str], api: AppClient
) -> None:
    timeline = [item["code"] for item in api.get(f"/v1/councils/{council}/timeline").json()["items"]]
    assert [code for code in timeline if "-sif-" in code or "-ilacs-" in code] == codes
