"""The page about the nation, its pairs, and the page that compares councils: they say what the API says."""

import re
from html import unescape

import pytest

from tests.client import AppClient
from tests.explorer import BROWSER
from tests.selects import counted


def page(client: AppClient, path: str) -> str:
    """A page as text, with its entities as characters."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text).replace("\u00a0", " ")


def test_the_nation_says_how_many_are_good_or_outstanding_on_the_day_asked(api_of_nation: AppClient) -> None:
    url = "/v1/outcomes/summary?as_at=2022-03-31&published_by=2022-06&aspect=leadership"
    group = api_of_nation.get(url).json()["groups"][0]
    shown = page(api_of_nation, "/nation?as_at=2022-03-31&published_by=2022-06&aspect=leadership")
    share = f"{100 * group['good_or_outstanding'] / group['graded']:.1f} %"
    assert (
        f"{group['good_or_outstanding']} of {group['graded']} authorities with a grade for leadership are good or "
        f"outstanding ({share}), as at 31 March 2022." in shown
    )
    assert "judged inadequate for leadership" in shown


def test_each_number_of_the_table_leads_to_its_pairs(api_of_nation: AppClient) -> None:
    shown = page(api_of_nation, "/nation?published_by=2024")
    cells = re.findall(r'<a href="(/nation/pairs\?[^"]+)">([0-9]+)</a>', shown)
    assert len(cells) > 5
    for address, number in cells[:6]:
        assert "published_by=2024" in address
        pairs = page(api_of_nation, address)
        assert len(re.findall(r'<th scope="row"><a href="/councils/', pairs)) == int(number)
        (data,) = set(re.findall(r'class="path" href="([^"]+)"', pairs))
        assert api_of_nation.get(data).json()["total"] == int(number)


def test_every_address_of_the_nation_answers(api_of_nation: AppClient) -> None:
    shown = page(api_of_nation, "/nation?as_at=2023&published_by=2024&by=council_type&aspect=care_leavers")
    addresses = re.findall(r'class="path" href="(/v1/[^"]+)"', shown)
    assert len(addresses) == 7
    for address in addresses:
        assert api_of_nation.get(address).status_code == 200, address


def test_the_nation_before_the_first_inspection_claims_nothing(api_of_nation: AppClient) -> None:
    shown = page(api_of_nation, "/nation?as_at=2001")
    assert "No authority has an overall grade, as at 31 December 2001." in shown
    assert "Too few authorities have a grade" in shown
    assert "No two such inspections gave a grade by then." in shown
    assert "No council is recorded as judged inadequate overall." in shown
    assert "No report has both days known." in shown


def test_what_is_not_known_yet_is_said(api_of_nation: AppClient) -> None:
    known_to = api_of_nation.get("/v1/spells").json()["known_to"]
    later = f"{int(known_to[:4]) + 1}-01"
    assert "We know nothing after" in page(api_of_nation, f"/nation?as_at={later}")
    assert "We know nothing after" not in page(api_of_nation, f"/nation?as_at={known_to}")


def test_the_longest_wait_is_that_of_the_api(api_of_nation: AppClient) -> None:
    url = "/v1/waiting-times?as_at=2023-06&published_by=2022&limit=1"
    longest = api_of_nation.get(url).json()["items"][0]
    shown = page(api_of_nation, "/nation?as_at=2023-06&published_by=2022")
    assert f"waited longest for a full inspection: {longest['days']:,} days." in shown


def test_a_day_after_the_release_is_refused_on_a_page(api_of_nation: AppClient) -> None:
    answer = api_of_nation.get("/nation?as_at=2999", headers=BROWSER)
    assert answer.status_code == 422
    assert "2999" in answer.text


@pytest.mark.parametrize(
    "path", ["/nation", "/nation/pairs?from_grade=good", "/compare?council=borough-01,borough-02,medway"]
)
def test_pages_about_the_nation_select_nothing_once_the_facts_are_read(api_of_nation: AppClient, path: str) -> None:
    page(api_of_nation, path)
    with counted() as sent:
        page(api_of_nation, path)
    assert sent == []


def test_councils_are_compared_by_any_code_or_name_and_each_once(client: AppClient) -> None:
    shown = page(client, "/compare?council=Medway, E06000019, herefordshire")
    assert "<h1>Compare Medway and Herefordshire</h1>" in shown
    assert 'value="Medway, Herefordshire"' in shown
    assert 'href="/v1/timeline?council=medway,herefordshire"' in shown


def test_councils_are_compared_by_any_name_that_a_filter_takes(api: AppClient) -> None:
    named = "Hull, Bournemouth, Christchurch and Poole, E08000016"
    shown = page(api, f"/compare?council={named}")
    assert "council=kingston-upon-hull,bournemouth-christchurch-and-poole,barnsley" in shown


def test_the_days_between_inspections_are_those_of_the_api(api_of_nation: AppClient) -> None:
    rows = api_of_nation.get("/v1/intervals/rows?measure=between_inspections&council=borough-01").json()["items"]
    wait = api_of_nation.get("/v1/waiting-times?council=borough-01").json()["items"][0]["days"]
    shown = page(api_of_nation, "/compare?council=borough-01")
    said = "; ".join("not known" if row["days"] is None else f"{row['days']:,}" for row in rows)
    assert f"<td>{said or '–'}</td>" in shown
    assert f'<td class="num">{wait:,}</td>' in shown


def test_nobody_is_compared_until_named_and_no_more_than_eight(client: AppClient) -> None:
    assert "<h1>Compare councils</h1>" in page(client, "/compare")
    assert "<h1>Compare councils</h1>" in page(client, "/compare?council=")
    many = client.get(f"/compare?council={','.join(['medway'] * 9)}", headers=BROWSER)
    assert many.status_code == 422
    assert "expected at most 8" in many.text
    unknown = client.get("/compare?council=medwai", headers=BROWSER)
    assert unknown.status_code == 422
    assert "did you mean medway?" in unknown.text


def test_hostile_names_in_a_comparison_are_escaped(client: AppClient) -> None:
    answer = client.get("/compare?council=%3Cscript%3Ealert(1)%3C/script%3E", headers=BROWSER)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
