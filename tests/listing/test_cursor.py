"""Cursors: they lead on where they were made, and are refused everywhere else."""

import base64
import json
import string
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadQuery
from app.queries.timeline import CouncilTimelineQuery, find_council_timeline
from app.releases.store import open_store
from app.seeding.seed import seed
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import client_of, examples, reseed
from tests.routes import PAGED_PATHS, codes, refused
from tests.world import small_world


def _cursor(client: AppClient, path: str) -> str:
    following = client.get(path).json()["next"]
    assert following is not None
    return str(following.rpartition("cursor=")[2])


FIRST = "/v1/inspections?limit=3"


def _forged(body: str) -> str:
    """A cursor with a right digest: whoever reads this code can make one."""
    digest = sha256(body.encode()).hexdigest()[:12]
    return base64.urlsafe_b64encode(f"{digest}{body}".encode()).decode().rstrip("=")


@examples(40)
@given(data=st.data())
def test_a_cursor_that_was_changed_anywhere_is_refused_or_is_the_same_place(
    api: AppClient, data: st.DataObject
) -> None:
    cursor = _cursor(api, FIRST)
    position = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_"))
    changed = cursor[:position] + letter + cursor[position + 1 :]
    answer = api.get(f"{FIRST}&cursor={changed}")
    if answer.status_code == 200:
        # The last letter of base64 has bits that mean nothing.
        assert changed == cursor or position == len(cursor) - 1
        assert answer.json()["items"] == api.get(f"{FIRST}&cursor={cursor}").json()["items"]
    else:
        refused(answer, "cursor", "malformed_cursor")


@examples(25)
@given(text=st.text(min_size=1, max_size=300))
def test_no_text_that_was_made_up_is_a_cursor(api: AppClient, text: str) -> None:
    answer = api.get("/v1/inspections", params={"cursor": text})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["parameter"] == "cursor"
    assert error["code"] in ("malformed_cursor", "empty_parameter", "unprintable_value")


@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        ("", "empty_parameter"),
        ("%20", "empty_parameter"),
        ("x", "malformed_cursor"),
        ("!!!!", "malformed_cursor"),
        ("====", "malformed_cursor"),
        ("AAAA", "malformed_cursor"),
        ("null", "malformed_cursor"),
        ("0", "malformed_cursor"),
        ("%2Fetc%2Fpasswd", "malformed_cursor"),
        ("A" * 2000, "malformed_cursor"),
        ("A" * 2001, "string_too_long"),
        ("A" * 20_000, "string_too_long"),
    ],
    ids=lambda value: value[:12],
)
def test_a_cursor_that_is_none_is_refused(cursor: str, code: str, api: AppClient) -> None:
    refused(api.get(f"/v1/inspections?cursor={cursor}"), "cursor", code)


@pytest.mark.parametrize(
    "key",
    [
        [],
        ["2018-01-01"],
        ["2018-01-01", "2018-01-02", "a", "b"],
        ["x", "y", "z"],
        [1, 2, 3],
        [None, None, None],
        [True, False, True],
        ["2018-02-30", "2018-02-30", "a"],
        ["2018-01-01", "2018-01-02", {"a": 1}],
        ["2018-01-01", "2018-01-02", ["a"]],
        ["2018-01-01", "2018-01-02", "\ud800"],
        ["2018-01-01", "2018-01-02", "\x00"],
        ["2018-01-01", "2018-01-02", "' OR 1=1 --"],
        ["2018-01-01", "2018-01-02", 10**30],
    ],
    ids=repr,
)
def test_a_cursor_that_was_forged_with_a_right_digest_is_refused_all_the_same(key: list[Any], api: AppClient) -> None:
    release, bound, *_ = _opened(_cursor(api, FIRST))
    forged = _forged(json.dumps([release, bound, *key]))
    refused(api.get(f"/v1/inspections?cursor={forged}"), "cursor", "malformed_cursor")


@pytest.mark.parametrize("position", ["1", 1.5, None, True, -1, 10**30, [1]])
def test_a_forged_position_is_refused(position: Any, api: AppClient) -> None:
    release, bound, *key = _opened(_cursor(api, "/v1/findings?limit=3"))
    assert isinstance(key[2], int)
    key[2] = position
    forged = _forged(json.dumps([release, bound, *key]))
    refused(api.get(f"/v1/findings?cursor={forged}"), "cursor", "malformed_cursor")


@pytest.mark.parametrize(
    "place", [["1", None, "a"], [None, None, "a"], [1, 5, "a"], [1, None, None], [1, None, "\x00"], [True, None, "a"]]
)
def test_a_forged_place_in_a_sort_of_the_client_s_choice_is_refused(place: list[Any], api: AppClient) -> None:
    sorted_by = "/v1/figures?limit=3&sort=value,as_of,measure"
    release, bound, *key = _opened(_cursor(api, sorted_by))
    assert (
        api.get(f"{sorted_by}&cursor={_forged(json.dumps([release, bound, 1, None, 'a', key[3]]))}").status_code == 200
    )
    for forged in ([*place, key[3]], [1e400, *key[1:]], key[:3], [*key, "a"], [*key[:2], "\ud800", key[3]]):
        cursor = _forged(json.dumps([release, bound, *forged]))
        refused(api.get(f"{sorted_by}&cursor={cursor}"), "cursor", "malformed_cursor")


@pytest.mark.parametrize(
    "body", ["5", "null", "{}", '""', "[]", '["a"]', "[1,2]", "[" * 1400, "NaN", '["\\ud800","x","y"]', "[[],[],[]]"]
)
def test_a_forged_cursor_that_holds_something_else_is_refused(body: str, api: AppClient) -> None:
    refused(api.get(f"/v1/inspections?cursor={_forged(body)}"), "cursor", "malformed_cursor")


def _opened(cursor: str) -> list[Any]:
    text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    opened: list[Any] = json.loads(text[12:])
    return opened


PLACES = (*PAGED_PATHS, "/v1/councils/medway/timeline")


@pytest.mark.parametrize("others", [2, pytest.param(len(PLACES) - 1, marks=pytest.mark.thorough, id="all")])
@pytest.mark.parametrize("path", PAGED_PATHS)
def test_a_cursor_of_another_list_is_refused(path: str, others: int, api: AppClient) -> None:
    cursor = _cursor(api, f"{path}?limit=1")
    assert api.get(f"{path}?cursor={cursor}").status_code == 200
    after = PLACES.index(path) + 1
    for other in (*PLACES[after:], *PLACES)[:others]:
        refused(api.get(f"{other}?cursor={cursor}"), "cursor", "cursor_of_another_list")


@pytest.mark.parametrize(
    ("path", "other"),
    [
        (FIRST, f"{FIRST}&council=medway"),
        (f"{FIRST}&council=medway", FIRST),
        (f"{FIRST}&council=medway", f"{FIRST}&council=nottingham"),
        (FIRST, f"{FIRST}&order=desc"),
        (f"{FIRST}&order=desc", f"{FIRST}&order=asc"),
        (FIRST, f"{FIRST}&sort=latest"),
        (f"{FIRST}&sort=latest", f"{FIRST}&sort=-latest"),
        (f"{FIRST}&happened_from=2014", f"{FIRST}&happened_from=2015"),
        (f"{FIRST}&happened_from=2014", f"{FIRST}&published_from=2014"),
        (f"{FIRST}&happened_to=2023", f"{FIRST}&happened_to=2023&match=within"),
        ("/v1/councils/medway/timeline?limit=2", "/v1/councils/nottingham/timeline?limit=2"),
        ("/v1/councils/medway/timeline?limit=2", "/v1/timeline?limit=2"),
        ("/v1/search?limit=2&q=front", "/v1/search?limit=2&q=door"),
    ],
)
def test_a_cursor_of_other_filters_is_refused(path: str, other: str, api: AppClient) -> None:
    error = refused(api.get(f"{other}&cursor={_cursor(api, path)}"), "cursor", "cursor_of_another_list")
    assert "other filters" in error["message"]


def test_a_cursor_goes_on_with_another_limit_or_form_or_name_of_the_council(api: AppClient) -> None:
    cursor = _cursor(api, FIRST)
    three = api.get(f"{FIRST}&cursor={cursor}").json()["items"]
    five = api.get(f"/v1/inspections?limit=5&cursor={cursor}").json()["items"]
    assert five[:3] == three
    assert len(api.get(f"{FIRST}&cursor={cursor}&format=ndjson").text.splitlines()) == 3
    assert api.get(f"{FIRST}&cursor={cursor}&fields=code").json()["items"] == [{"code": item["code"]} for item in three]
    timeline = _cursor(api, "/v1/councils/medway/timeline?limit=2")
    by_name, by_gss = (
        api.get(f"/v1/councils/{name}/timeline?limit=2&cursor={timeline}").json()["items"]
        for name in ("medway", "E06000035")
    )
    assert by_name == by_gss


def test_a_release_that_changes_between_two_pages_makes_the_cursor_refused(tmp_path: Path) -> None:
    config = Settings(data_dir=tmp_path / "data")
    world = small_world()
    seed(world.write(tmp_path / "packages"), config)
    with client_of(config) as client:
        page = client.get("/v1/inspections?limit=1").json()
        before = page["release"]
        assert client.get(page["next"]).json()["release"] == before
        world.inspection("medway-ilacs-2019-07", "2019-07-15", "2019-07-26", council_code="medway")
        reseed(world.write(tmp_path / "packages"), config)
        # The link names the release that it began in, which is kept; the cursor alone is of no other release.
        assert client.get(page["next"]).json()["release"] == before
        elsewhere = client.get("/v1/inspections", params={"limit": 1, "cursor": page["next"].rpartition("cursor=")[2]})
        error = refused(elsewhere, "cursor", "cursor_of_another_release")
        again = client.get("/v1/inspections?limit=1").json()
        assert again["release"] != before
        assert again["total"] == page["total"] + 1
        assert before in error["message"]
        assert again["release"] in error["message"]
        # The new release's own cursor leads on, and a walk finds the new inspection.
        found = list(again["items"])
        while again["next"]:
            again = client.get(again["next"]).json()
            found += again["items"]
        assert "medway-ilacs-2019-07" in codes(found)


def test_the_cursor_of_one_council_s_timeline_names_that_council(shipped: Settings) -> None:
    with open_store("", shipped.data_dir).snapshot() as snapshot:
        query = CouncilTimelineQuery(limit=1)
        cursor = find_council_timeline(snapshot, "medway", query).cursor
        with pytest.raises(BadQuery, match="another list"):
            find_council_timeline(snapshot, "nottingham", CouncilTimelineQuery(limit=1, cursor=cursor))
        second = find_council_timeline(snapshot, "medway", CouncilTimelineQuery(limit=1, cursor=cursor))
        both = find_council_timeline(snapshot, "medway", CouncilTimelineQuery(limit=2))
    assert second.items == list(islice(both.items, 1, 2))
