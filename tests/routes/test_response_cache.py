"""The response cache: nobody can tell that it is there, except by the time that an answer takes."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import zstandard
from httpx2 import Response
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from starlette.types import Scope

from app.errors import Unavailable
from app.http.request_log import Counters
from app.http.response_cache import MAX_REQUEST_BYTES, ResponseCache
from app.http.responses import Answer
from app.releases.files import ReleaseFiles
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, client_of, examples, reseed
from tests.routes import EXAMPLES
from tests.selects import counted
from tests.test_releases import numbered, seeded

LIST = "/v1/citations?limit=20"
NEVER = ["/healthz", "/readyz", "/v1/releases", "/v1/downloads/inspections.csv", "/nowhere"]
FAULTY = ["/v1/councils/nowhere", "/v1/councils?limit=0", "/v1/councils?nonsense=1", "/v1/councils?limit=1&limit=1"]


@pytest.fixture
def cached(shipped: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset whose cache is empty."""
    with client_of(shipped) as client:
        yield client


@pytest.fixture(scope="module")
def uncached(shipped: Settings) -> Iterator[AppClient]:
    """A client of the shipped dataset that makes every answer anew."""
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        yield client


def counts(client: AppClient) -> Counters:
    found: Counters = client.app.state.logger.counters
    return found


def gained(client: AppClient, *asked: Callable[[], Response]) -> tuple[int, int]:
    """How many hits and misses some requests make."""
    before = counts(client).cache_hits, counts(client).cache_misses
    for ask in asked:
        ask()
    return counts(client).cache_hits - before[0], counts(client).cache_misses - before[1]


def sent(answer: Response) -> tuple[int, list[tuple[str, str]]]:
    """The status and the headers, but for the id of the request."""
    return answer.status_code, [pair for pair in answer.headers.multi_items() if pair[0] != "x-request-id"]


def whole(answer: Response) -> tuple[tuple[int, list[tuple[str, str]]], bytes]:
    return sent(answer), answer.content


# What is kept.


def test_a_question_that_is_asked_again_is_answered_from_what_is_kept(cached: AppClient) -> None:
    paths = [path for path in EXAMPLES.values() if path not in NEVER and "downloads/" not in path]
    for number, path in enumerate(dict.fromkeys(paths), 1):
        with case(path):
            first = cached.get(path)
            with counted() as sent:
                again = cached.get(path)
            assert sent == []
            assert whole(again) == whole(first)
            assert (counts(cached).cache_hits, counts(cached).cache_misses) == (number, number)


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/v1/citations?limit=5&standing=preferred", "/v1/citations?standing=preferred&limit=5"),
        ("/v1/councils?region=West%20Midlands", "/v1/councils?region=West+Midlands"),
        ("/v1/councils?limit=5", "/v1/councils?%6Cimit=%35"),
        ("/v1/councils?limit=5", "/v1/councils?&limit=5&"),
        ("/v1/councils/medway", "/v1/councils/%6Dedway"),
    ],
)
def test_one_question_has_one_answer_however_it_is_written(path: str, other: str, cached: AppClient) -> None:
    first = cached.get(path)
    for _ in range(2):
        assert whole(cached.get(other)) == whole(first)


def test_accept_headers_that_negotiate_to_the_same_type_have_the_same_answer_and_other_types_their_own(
    cached: AppClient,
) -> None:
    json = ["*/*", "application/json", "application/*", "application/json;q=0.9, text/csv;q=0.1", "a/b, */*;q=0.1"]
    csv = ["text/csv", "text/*", "text/csv, application/json;q=0.5"]
    ndjson = ["application/x-ndjson", "application/x-ndjson;q=0.2, text/csv;q=0.1"]
    for _ in range(2):
        answers = [
            {cached.get(LIST, headers={"Accept": each}).content for each in kind} for kind in (json, csv, ndjson)
        ]
        assert [len(contents) for contents in answers] == [1, 1, 1]
        assert len(set.union(*answers)) == 3


def test_each_compression_has_an_entry_of_its_own_and_the_same_content(cached: AppClient) -> None:
    def raw(encoding: str) -> tuple[bytes, str | None]:
        with cached.stream("GET", LIST, headers={"Accept-Encoding": encoding}) as answer:
            return b"".join(answer.iter_raw()), answer.headers.get("content-encoding")

    for _ in range(2):
        plain, encoding = raw("identity")
        assert encoding is None
        assert raw("gzip")[1] == "gzip"
        assert gzip.decompress(raw("gzip, deflate")[0]) == plain
        assert zstandard.ZstdDecompressor().decompressobj().decompress(raw("gzip, zstd, br")[0]) == plain
        assert raw("br")[1] == raw("gzip;q=0.1, br;q=0.5")[1] == "br"
        assert cached.get(LIST, headers={"Accept-Encoding": "br"}).content == plain
        assert raw("gzip;q=1, br;q=0.1")[1] == "gzip"
    assert counts(cached).cache_hits >= counts(cached).cache_misses


def test_two_accept_headers_are_one_list_to_the_cache_and_to_the_application(
    cached: AppClient, uncached: AppClient
) -> None:
    # The cache joined them and the application read the first alone: CSV was kept as the answer in JSON.
    for client in (uncached, cached, cached):
        answer = client.get("/v1/councils", headers=[("Accept", "text/csv"), ("Accept", "application/json")])
        assert answer.headers["content-type"] == "application/json"
        assert client.get("/v1/councils", headers={"Accept": "application/json"}).content == answer.content


@pytest.mark.parametrize(
    "path", ["/v1/councils/medway", *(pytest.param(path, marks=pytest.mark.thorough) for path in ("/docs", "/"))]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["", "{tag}", "W/{tag}", '"other", {tag}', "*", '"other", *', '"other"'])
def test_head_and_304_are_answered_as_without_the_cache_whether_or_not_the_answer_is_kept_already(
    form: str, method: str, path: str, cached: AppClient, uncached: AppClient
) -> None:
    tag = uncached.get(path).headers["etag"]
    headers = {"If-None-Match": form.format(tag=tag)} if form else {}
    plain = whole(uncached.request(method, path, headers=headers))
    assert [whole(cached.request(method, path, headers=headers)) for _ in range(2)] == [plain, plain]
    cached.get(path)
    assert whole(cached.request(method, path, headers=headers)) == plain


def test_a_page_keeps_its_own_policy_when_it_is_not_sent_again(cached: AppClient, uncached: AppClient) -> None:
    # A browser takes the policy of a 304, and under that of other answers the page is blank.
    for client in (cached, uncached):
        page = client.get("/docs")
        known = client.get("/docs", headers={"If-None-Match": page.headers["etag"]})
        assert known.status_code == 304
        assert known.headers["content-security-policy"] == page.headers["content-security-policy"]


@pytest.mark.parametrize("path", [*NEVER, *FAULTY])
def test_what_is_not_a_whole_answer_of_a_release_is_never_kept(path: str, cached: AppClient) -> None:
    for _ in range(2):
        cached.get(path)
    assert (counts(cached).cache_hits, counts(cached).cache_bytes) == (0, 0)


def test_a_form_that_is_not_taken_is_never_kept(cached: AppClient) -> None:
    cached.get("/v1/councils")
    kept = counts(cached).cache_bytes
    for _ in range(2):
        assert cached.get("/v1/councils", headers={"Accept": "image/png"}).status_code == 406
    assert counts(cached).cache_bytes == kept


@pytest.mark.parametrize("path", ["/v1/councils", "/docs", "/openapi.json"])
def test_an_unknown_parameter_pushes_nothing_out(path: str, shipped: Settings) -> None:
    with client_of(shipped.model_copy(update={"cache_bytes": 3_000_000})) as client:
        client.get("/v1/councils/medway")
        kept = counts(client).cache_bytes
        for number in range(30):
            client.get(f"{path}?n{number}=1")
        assert counts(client).cache_bytes == kept
        assert gained(client, lambda: client.get("/v1/councils/medway")) == (1, 0)


@pytest.mark.parametrize("header", ["Accept", "Accept-Encoding"])
def test_a_question_of_great_length_is_answered_and_not_kept(header: str, cached: AppClient) -> None:
    long = ", ".join(["application/json", *["x/y"] * (MAX_REQUEST_BYTES // 4)])
    assert cached.get("/v1/councils", headers={header: long}).status_code == 200
    assert cached.get("/v1/councils?x=" + "a" * MAX_REQUEST_BYTES).status_code == 422
    assert cached.get("/v1/councils?x=" + "a" * 61_000).status_code == 414
    assert cached.get("/v1/councils?" + "&" * 300 + "limit=1").status_code == 422
    assert counts(cached).cache_bytes == 0


def test_with_no_bytes_to_keep_there_is_no_cache(uncached: AppClient) -> None:
    for _ in range(2):
        uncached.get("/v1/councils")
    assert (counts(uncached).cache_hits, counts(uncached).cache_misses, counts(uncached).cache_bytes) == (0, 0, 0)


PARTS = st.sampled_from(["limit=3", "limit=7", "format=csv", "format=ndjson", "region=London", "order=desc", "no=1"])
ACCEPTS = st.sampled_from(
    [
        "",
        "*/*",
        "text/csv",
        "application/x-ndjson",
        "application/json;q=0.1, text/csv",
        "application/*;q=0",
        "image/png",
    ]
)
CODINGS = st.sampled_from(["", "identity", "gzip", "br;q=0.5, gzip", "zstd, br", "*", "*;q=0", "gzip;x=1", "gzip;q=no"])
KNOWN = st.sampled_from(["", "*", '"x"', "{tag}", 'W/{tag}, "y"'])
# One of each sort of answer. What is computed, and a table of many rows, go the same way and take long each time.
SORTS = [
    "/",
    "/healthz",
    "/v1/councils",
    "/v1/councils/medway",
    "/v1/councils/medway/timeline",
    "/v1/successions",
    "/v1/releases",
    "/v1/releases/current",
    "/v1/releases/current/dcat.jsonld",
    "/v1/downloads/inspections.csv",
    "/v1/vocabularies/grade",
]
REQUESTS = st.tuples(
    st.sampled_from([*SORTS, *FAULTY, "/docs", "/nowhere"]),
    st.lists(PARTS, max_size=3),
    st.sampled_from(["GET", "HEAD", "GET"]),
    ACCEPTS,
    CODINGS,
    KNOWN,
)


@examples(6, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(REQUESTS, min_size=5, max_size=15))
def test_whatever_is_asked_in_whatever_order_the_answers_are_those_that_are_made_without_a_cache(
    asked: list[tuple[str, list[str], str, str, str, str]], api: AppClient, uncached: AppClient
) -> None:
    for path, parts, method, accept, coding, known in [*asked, *asked]:
        url = path + (("&" if "?" in path else "?") + "&".join(parts) if parts else "")
        headers = {"Accept": accept, "Accept-Encoding": coding}
        if known:
            tag = uncached.get(url, headers=headers).headers.get("etag", '"none"')
            headers["If-None-Match"] = known.format(tag=tag)
        answers = []
        for client in (api, uncached):
            with client.stream(method, url, headers=headers) as answer:
                answers.append((sent(answer), b"".join(answer.iter_raw())))
        assert answers[0] == answers[1], (method, url, headers)


# How much is kept.


def test_no_more_bytes_are_kept_than_are_allowed_and_what_is_asked_all_the_time_stays(shipped: Settings) -> None:
    limit = 60_000
    with client_of(shipped.model_copy(update={"cache_bytes": limit})) as client:
        codes = [item["code"] for item in client.get("/v1/councils?limit=100").json()["items"]]
        client.get("/v1/councils/medway")
        for code in codes:
            client.get(f"/v1/councils/{code}")
            assert gained(client, lambda: client.get("/v1/councils/medway")) == (1, 0)
            assert 0 < counts(client).cache_bytes <= limit
        assert gained(client, lambda: client.get(f"/v1/councils/{codes[0]}")) == (0, 1), "the oldest went first"


def test_one_huge_answer_does_not_clear_the_cache(shipped: Settings) -> None:
    with client_of(shipped.model_copy(update={"cache_bytes": 100_000})) as client:
        client.get("/v1/councils/medway")
        for _ in range(2):
            assert len(client.get("/v1/citations?limit=500").content) > 100_000
        assert gained(client, lambda: client.get("/v1/councils/medway")) == (1, 0)


def test_an_answer_that_is_asked_for_in_ever_other_ways_is_counted_each_time(shipped: Settings) -> None:
    limit = 60_000
    with client_of(shipped.model_copy(update={"cache_bytes": limit})) as client:
        cache: ResponseCache = client.app.layers.inner.inner  # type: ignore[attr-defined]
        for number in range(200):
            answer = client.get("/v1/councils?limit=1", headers={"Accept": f"*/*, x/{'y' * 1_000}{number}"})
            assert answer.status_code == 200
            assert counts(client).cache_bytes == sum(size for _, size in cache._kept.values()) <= limit
        assert 5 < len(cache._kept) < limit / 1_000


# When the release changes.


def test_a_new_release_is_soon_seen_and_nothing_of_the_old_one_is_kept(folder: Path) -> None:
    kept = Settings(data_dir=folder / "data", keep_releases=2)
    (old,) = seeded(range(1), kept, folder)
    with client_of(kept) as client:
        for url in ("/v1/sources", "/v1/sources?limit=1", f"/v1/sources?release={old}"):
            for _ in range(2):
                assert client.get(url).headers["x-release"] == old
        before = counts(client).cache_bytes
        new = reseed(numbered(1, folder), kept).release.code
        assert client.get("/v1/sources").headers["x-release"] == new
        assert 0 < counts(client).cache_bytes < before
        for _ in range(2):
            assert client.get(f"/v1/sources?release={old}").headers["x-release"] == old
        reseed(numbered(2, folder), kept)
        assert client.get(f"/v1/sources?release={old}").status_code == 410


def test_a_past_release_that_is_cleared_away_while_the_current_one_stays_is_gone_at_once(folder: Path) -> None:
    kept = Settings(data_dir=folder / "data")
    old, _ = seeded(range(2), kept, folder)
    with client_of(kept) as client:
        for _ in range(2):
            assert client.get(f"/v1/sources?release={old}").status_code == 200
            assert len(client.get("/v1/releases").json()["items"]) == 2
        files = ReleaseFiles(kept.data_dir)
        for file in (files.database(old), files.manifest(old)):
            file.unlink()
        assert client.get(f"/v1/sources?release={old}").status_code == 410
        fewer = client.get("/v1/releases")
        with client_of(kept.model_copy(update={"cache_bytes": 0})) as plain:
            assert fewer.content == plain.get("/v1/releases").content


def test_on_postgres_a_new_release_is_seen_within_two_seconds(small_on_postgres: str, folder: Path) -> None:
    on_postgres = Settings(database_url=small_on_postgres)
    with client_of(on_postgres) as client:
        old = client.get("/v1/sources").headers["x-release"]
        (new,) = seeded(range(1), on_postgres, folder)
        assert new != old
        seen = asyncio.run(_until(lambda: client.get("/v1/sources").headers["x-release"] == new))
        assert seen < 2


async def _until(true: Callable[[], bool]) -> float:
    clock = asyncio.get_running_loop().time
    start = clock()
    while not true() and clock() - start < 5:
        await asyncio.sleep(0.05)
    return clock() - start


# When many ask at once.


class _Store:
    def __init__(self) -> None:
        self.release: str | None = "one"

    def current_release(self) -> str | None:
        return self.release

    def find_current_release(self) -> str:
        raise Unavailable("away")


class _App:
    """An application that is slow, and counts what it makes."""

    def __init__(self, **headers: str) -> None:
        self.numbers = count(1)
        self.headers = {"etag": '"tag"', "cache-control": "public", **headers}
        self.status = 200
        self.go = asyncio.Event()
        self.fails = 0

    async def __call__(self, _: Scope) -> Answer:
        number = next(self.numbers)
        await self.go.wait()
        # As a real one that waits for a thread, so that two that are made at once end one after the other.
        await asyncio.sleep(0)
        if number <= self.fails:
            raise RuntimeError("this one failed")
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        return Answer(str(number).encode(), "text/plain", headers, self.status)


class _Asked:
    """A cache before an application of the tests."""

    def __init__(self, app: _App) -> None:
        self.counts = Counters()
        self.store = _Store()
        self.app = app
        self.cache = ResponseCache(app, 1_000_000, self.store, self.counts)  # type: ignore[arg-type]

    @property
    def kept_bytes(self) -> int:
        return sum(size for _, size in self.cache._kept.values())

    async def ask(self, path: str = "/") -> tuple[int, bytes]:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        answer = await self.cache(scope)
        assert isinstance(answer, Answer)
        return answer.status_code, bytes(answer.body)

    async def together(self, number: int, then: Callable[[list[asyncio.Task[Any]]], Any] = lambda _: None) -> list[Any]:
        tasks = [asyncio.create_task(self.ask()) for _ in range(number)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        then(tasks)
        self.app.go.set()
        return await asyncio.gather(*tasks, return_exceptions=True)


def _run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), 10))


def test_many_who_ask_at_once_are_answered_by_one_making() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        assert await asked.together(50) == [(200, b"1")] * 50
        assert (asked.counts.cache_hits, asked.counts.cache_misses) == (49, 1)

    _run(test)


@pytest.mark.parametrize("change", [{"cache-control": "no-store"}, {"x-release": "another"}])
def test_when_the_answer_may_not_be_kept_each_has_an_own_one(change: dict[str, str]) -> None:
    async def test() -> None:
        asked = _Asked(_App(**change))
        answers = await asked.together(10)
        assert sorted(answers) == sorted((200, str(number).encode()) for number in range(1, 11))
        assert (asked.counts.cache_hits, asked.counts.cache_misses, asked.counts.cache_bytes) == (0, 10, 0)

    _run(test)


def test_when_the_first_one_fails_the_others_have_an_answer_of_their_own() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        asked.app.fails = 1
        first, *others = await asked.together(5)
        assert isinstance(first, RuntimeError)
        assert {status for status, _ in others} == {200}
        assert asked.cache._being_made == {}
        assert (await asked.ask())[0] == (await asked.ask())[0] == 200
        # Each of them kept its own answer in place of the one before it, and all of them were counted.
        assert asked.counts.cache_bytes == asked.kept_bytes

    _run(test)


def test_when_the_first_one_is_cancelled_the_others_have_an_answer_of_their_own() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        first, *others = await asked.together(5, lambda tasks: tasks[0].cancel())
        assert isinstance(first, asyncio.CancelledError)
        assert {status for status, _ in others} == {200}
        assert asked.cache._being_made == {}

    _run(test)


def test_when_one_who_waits_is_cancelled_nobody_else_is() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        answers = await asked.together(5, lambda tasks: tasks[2].cancel())
        assert isinstance(answers.pop(2), asyncio.CancelledError)
        assert answers == [(200, b"1")] * 4

    _run(test)


def test_an_answer_that_was_begun_in_the_old_release_is_not_kept_in_the_new_one() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        begun = asyncio.create_task(asked.ask())
        await asyncio.sleep(0.01)
        asked.store.release = "two"
        later = asyncio.create_task(asked.ask())
        await asyncio.sleep(0.01)
        asked.app.go.set()
        assert (await begun, await later) == ((200, b"1"), (200, b"2"))
        assert await asked.ask() == (200, b"2")

    _run(test)


def test_while_nobody_knows_the_release_the_application_answers_for_itself() -> None:
    async def test() -> None:
        asked = _Asked(_App())
        asked.app.go.set()
        await asked.ask()
        asked.store.release = None
        assert [await asked.ask() for _ in range(2)] == [(200, b"2"), (200, b"3")]
        assert asked.counts.cache_bytes == 0

    _run(test)
