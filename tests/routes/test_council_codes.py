"""Council codes: a council is found by every GSS code that it has had."""

import pytest

from tests.client import AppClient
from tests.routes import everything, refused


# Those of the past can go wrong alone; of the present ones, which are alike, a share is enough.
@pytest.mark.parametrize("share", [10, pytest.param(1, marks=pytest.mark.thorough)])
def test_every_code_finds_its_council_in_the_path_and_in_filters(share: int, api: AppClient) -> None:
    lines = everything(api, "/v1/council-codes")
    past = [line for line in lines if line["valid_to"] is not None]
    assert len(past) > 10
    for line in [*past, *[line for line in lines if line["valid_to"] is None][::share]]:
        assert api.get(f"/v1/councils/{line['gss_code']}").json()["code"] == line["council_code"]
        (found,) = api.get(f"/v1/coverage?council={line['gss_code']}").json()["items"]
        assert found["council_code"] == line["council_code"]
        (found,) = api.get(f"/v1/outcomes?council={line['gss_code']}").json()["items"]
        assert found["council_code"] == line["council_code"]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("barnsley", [("E08000016", None, "2025-03-31"), ("E08000038", "2025-04-01", None)]),
        ("sheffield", [("E08000019", None, "2025-03-31"), ("E08000039", "2025-04-01", None)]),
        ("somerset", [("E10000027", None, "2023-03-31"), ("E06000066", "2023-04-01", None)]),
        # No source that we have read gives the day of the change of 2013.
        (
            "northumberland",
            [
                ("E10000022", None, "2009-03-31"),
                ("E06000048", "2009-04-01", "2013"),
                ("E06000057", "2013", None),
            ],
        ),
        ("cumbria", [("E10000006", None, "2023-03-31")]),
        ("medway", [("E06000035", None, None)]),
    ],
)
def test_a_council_lists_its_codes_oldest_first(
    code: str, lines: list[tuple[str, str | None, str | None]], api: AppClient
) -> None:
    council = api.get(f"/v1/councils/{code}").json()
    assert [(line["gss_code"], line["valid_from"], line["valid_to"]) for line in council["gss_codes"]] == lines


def test_the_code_of_a_council_is_its_latest(api: AppClient) -> None:
    for council in everything(api, "/v1/councils"):
        last = council["gss_codes"][-1]
        assert council["gss_code"] == last["gss_code"]
        assert (last["valid_to"] is None) == (council["abolished_on"] is None)


def test_codes_are_filtered_in_any_case_and_a_malformed_one_is_refused(api: AppClient) -> None:
    (line,) = everything(api, "/v1/council-codes", gss_code="e08000016")
    assert (line["gss_code"], line["council_name"]) == ("E08000016", "Barnsley")
    refused(api.get("/v1/council-codes?gss_code=E0800001"), "gss_code", "string_pattern_mismatch")


def test_a_row_of_the_download_has_its_own_code_once(api: AppClient) -> None:
    rows = api.get("/v1/downloads/council_codes.csv").text.splitlines()
    assert rows[0].split(",").count("gss_code") == 1
    assert any(row.startswith("barnsley-gss-e08000016,") and "E08000016" in row for row in rows)
