"""What the Python client adds to the API: pages, dates, errors, tries, a cache, downloads, and a command."""

import asyncio
import datetime
import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from inspection_history import AsyncInspectionHistory, InspectionHistory, PartialDate, errors
from inspection_history.__main__ import main

Handler = Callable[[httpx.Request], httpx.Response]
PAGE = {"items": [], "total": 0, "next": None, "release": "0123456789abcdef"}


def answering(handler: Handler, **options: object) -> InspectionHistory:
    """A client of a made-up server."""
    http = httpx.Client(transport=httpx.MockTransport(handler))
    return InspectionHistory("http://made-up", http=http, **options)  # type: ignore[arg-type]


# Records and lists


def test_a_council_is_found_by_any_of_its_codes_and_asked_for_its_timeline(history: InspectionHistory) -> None:
    council = history.councils.get("E06000019")
    assert council.name == "Herefordshire"
    entries = list(council.timeline(kind="monitoring_visits", happened_to="2023-03"))
    assert [entry.headline for entry in entries] == ["First monitoring visit: the front door"]
    assert entries[0].earliest == datetime.date(2023, 3, 29)


def test_a_list_goes_on_over_its_pages(history: InspectionHistory) -> None:
    listing = history.councils.list(limit=50)
    assert len(list(listing.pages())) == 4
    assert len({council.code for council in listing}) == len(listing) == listing.page.total


def test_the_pages_of_a_list_come_from_the_release_of_the_first() -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.url.params))
        first = "cursor" not in request.url.params
        return httpx.Response(200, json={**PAGE, "next": "/api/v1/councils?cursor=a%3D" if first else None})

    assert list(answering(handler).councils.list(region=["London", "South East"])) == []
    region = {"region": "London,South East", "limit": "500"}
    assert asked == [region, {**region, "cursor": "a=", "release": "0123456789abcdef"}]


def test_every_question_is_about_the_release_that_the_client_was_made_for() -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=PAGE)

    history = answering(handler, release="0123456789abcdef")
    history.councils.get("medway")
    history.councils.get("medway", release="fedcba9876543210")
    history.vocabularies.get("grade")  # The endpoint takes no release.
    assert asked == [
        "http://made-up/v1/councils/medway?release=0123456789abcdef",
        "http://made-up/v1/councils/medway?release=fedcba9876543210",
        "http://made-up/v1/vocabularies/grade",
    ]


def test_a_field_that_was_not_asked_for_is_no_attribute_and_one_that_is_new_is(history: InspectionHistory) -> None:
    council = next(iter(history.councils.list(fields=["code", "name"])))
    assert list(council.raw) == ["code", "name"]
    with pytest.raises(AttributeError, match="CouncilPublic has no field 'region' in this answer"):
        council.region  # noqa: B018
    newer = type(council)({"code": "medway", "motto": "a word"})
    assert newer.motto == "a word"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "exact"),
    [
        ("2024", "2024-01-01", "2024-12-31", False),
        ("2024-02", "2024-02-01", "2024-02-29", False),
        ("2023-06-28", "2023-06-28", "2023-06-28", True),
        ("[2020-09-28..2020-12-31]", "2020-09-28", "2020-12-31", False),
    ],
)
def test_a_partial_date_is_text_with_an_earliest_and_a_latest_day(
    text: str, earliest: str, latest: str, exact: bool
) -> None:
    date = PartialDate(text)
    assert (date, str(date.earliest), str(date.latest)) == (text, earliest, latest)
    assert date.exact == (date.earliest if exact else None)


def test_what_is_no_date_of_the_api_is_refused() -> None:
    with pytest.raises(ValueError, match="'June 2023' is not a date of the API"):
        PartialDate("June 2023")


# Tables


def test_arrow_has_grades_in_order_days_as_days_and_two_days_beside_each_partial_date(
    history: InspectionHistory,
) -> None:
    import pyarrow as pa  # noqa: PLC0415

    table = history.as_at("2024-03-31").outcomes().to_arrow()
    grade = table.schema.field("grade").type
    assert grade.ordered
    assert table["grade"].chunk(0).dictionary.to_pylist()[-3:] == ["requires_improvement", "good", "outstanding"]
    assert table.schema.field("as_at").type == pa.date32()
    assert table.schema.field("ended_on").type == pa.string()
    assert table.schema.field("ended_on_earliest").type == table.schema.field("ended_on_latest").type == pa.date32()


def test_pandas_compares_grades_and_keeps_whole_numbers_that_may_be_missing(history: InspectionHistory) -> None:
    frame = history.as_at("2024-03-31").outcomes().to_pandas()
    graded = frame[frame.status == "in_force"].dropna(subset="grade")
    assert round(100 * (graded.grade >= "good").mean()) == 60  # As Ofsted published it.
    assert frame.grade.cat.ordered
    assert frame.held_for_days.dtype == "Int64"
    assert frame.ended_on_latest.dtype.kind == "M"


def test_polars_has_grades_as_an_enum_and_dates_as_dates(history: InspectionHistory) -> None:
    import polars as pl  # noqa: PLC0415

    frame = history.as_at("2024-03-31").outcomes().to_polars()
    assert frame.filter(pl.col("grade") >= "good").height == 91
    assert frame.schema["grade"] == pl.Enum(
        ["inadequate", "adequate", "requires_improvement", "good", "outstanding"],
    )
    assert frame.schema["known_to"] == pl.Date


def test_a_wide_table_has_a_column_for_each_aspect(history: InspectionHistory) -> None:
    frame = history.outcomes.wide(council="medway").to_pandas()
    assert frame.grade_overall.tolist() == ["good"]
    assert frame.grade_overall.cat.ordered


def test_a_list_of_nothing_is_a_table_with_the_same_types(history: InspectionHistory) -> None:
    listing = history.judgements.list(council="medway", happened_to="2000")
    frame = listing.to_pandas()
    assert len(frame) == 0
    assert frame.grade.cat.ordered


def test_a_word_that_is_newer_than_the_client_makes_its_column_text() -> None:
    page = {**PAGE, "items": [{"grade": "good"}, {"grade": "splendid"}, {"grade": None}]}
    frame = answering(lambda _: httpx.Response(200, json=page)).judgements.list().to_pandas()
    assert frame.grade.tolist()[:2] == ["good", "splendid"]


# Errors and tries


def test_a_problem_carries_the_suggestion(history: InspectionHistory) -> None:
    with pytest.raises(errors.NotFound, match="Did you mean medway") as caught:
        history.councils.get("medwy")
    assert caught.value.suggestion == "medway"


def test_a_word_that_is_not_understood_is_an_invalid_request(history: InspectionHistory) -> None:
    with pytest.raises(errors.InvalidRequest) as caught:
        list(history.judgements.list(grade="inadequat"))  # type: ignore[arg-type]
    (fault,) = caught.value.errors
    assert (fault.parameter, caught.value.suggestion) == ("grade", "inadequate")


@pytest.mark.parametrize(
    ("status", "kind"), [(410, errors.Gone), (404, errors.NotFound), (500, errors.Problem), (503, errors.Unavailable)]
)
def test_an_error_of_a_proxy_is_told_by_its_status(status: int, kind: type[errors.Problem]) -> None:
    with pytest.raises(kind) as caught:
        answering(lambda _: httpx.Response(status, text="<html>"), tries=1).landing()
    assert type(caught.value) is kind
    assert caught.value.status == status


def busy(times: int, wait: str) -> tuple[Handler, list[str]]:
    """A server that is busy so many times, and what it was asked."""
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if len(asked) <= times:
            return httpx.Response(503, headers={"Retry-After": wait})
        return httpx.Response(200, json=PAGE)

    return handler, asked


@pytest.mark.parametrize("wait", ["7", "Thu, 01 Jan 2026 00:00:07 GMT"])
def test_a_busy_server_is_asked_again_after_the_time_that_it_says(wait: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "time", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).timestamp)
    handler, asked = busy(2, wait)
    assert len(answering(handler).councils.list()) == 0
    assert slept == [7.0, 7.0]
    assert len(asked) == 3


def test_a_server_that_asks_for_a_longer_wait_than_a_minute_is_unavailable_at_once() -> None:
    handler, asked = busy(1, "3600")
    with pytest.raises(errors.Unavailable):
        answering(handler).landing()
    assert len(asked) == 1


def test_an_error_that_another_try_would_not_mend_is_not_tried_again() -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(500)

    with pytest.raises(errors.Problem):
        answering(handler).landing()
    assert len(asked) == 1


def test_a_server_that_gives_no_answer_is_unreachable_after_four_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)

    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(errors.Unreachable, match="http://made-up/ gave no answer: refused"):
        answering(handler).landing()
    assert slept == [0.5, 1.0, 2.0]


def test_an_address_that_is_no_url_is_said_at_once() -> None:
    with InspectionHistory("ofsted.example") as history, pytest.raises(errors.Unreachable, match=r"ofsted\.example"):
        history.landing()


# The cache


def cached(folder: Path, cache_control: str) -> tuple[InspectionHistory, list[str | None]]:
    """A client with a cache, and the validators that its server was sent."""
    sent: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("if-none-match"))
        if sent[-1] == '"a"':
            return httpx.Response(304)
        return httpx.Response(200, json=PAGE, headers={"ETag": '"a"', "Cache-Control": cache_control})

    return answering(handler, cache=folder), sent


def test_an_answer_that_has_not_changed_is_not_sent_again(folder: Path) -> None:
    history, sent = cached(folder, "public")
    assert history.landing() == history.landing()
    assert sent == [None, '"a"']


def test_an_answer_that_never_changes_is_not_asked_for_again(folder: Path) -> None:
    history, sent = cached(folder, "public, max-age=31536000, immutable")
    assert history.landing() == history.landing()
    assert sent == [None]


def test_a_damaged_file_of_the_cache_is_not_used(folder: Path) -> None:
    history, sent = cached(folder, "public")
    history.landing()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    history.landing()
    assert sent == [None, None]


def test_the_server_s_own_validators_are_understood(url: str, folder: Path) -> None:
    statuses = []
    with httpx.Client(event_hooks={"response": [lambda answer: statuses.append(answer.status_code)]}) as http:
        history = InspectionHistory(url, cache=folder, http=http)
        assert history.councils.get("medway") == history.councils.get("medway")
    assert statuses == [200, 304]


# Downloads


def test_a_download_is_whole_and_nothing_else_is_left(history: InspectionHistory, folder: Path) -> None:
    path = history.download("councils.parquet", folder / "made")
    (announced,) = [file for file in history.downloads.list() if file.name == "councils.parquet"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == announced.sha256
    assert list((folder / "made").iterdir()) == [path]


def test_a_damaged_download_leaves_the_old_file_as_it_was(folder: Path) -> None:
    announced = {"name": "a.csv", "bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}

    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/downloads":
            return httpx.Response(200, json={**PAGE, "items": [announced]})
        return httpx.Response(200, content=b"abd")

    (folder / "a.csv").write_text("old")
    with pytest.raises(errors.DamagedDownload, match=r"a\.csv: 3 of 3 bytes came"):
        answering(handler).download("a.csv", folder)
    assert [file.read_text() for file in folder.iterdir()] == ["old"]


def test_a_download_that_breaks_off_leaves_nothing(folder: Path) -> None:
    def body() -> Iterator[bytes]:
        yield b"ab"
        raise httpx.ReadError("reset")

    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/downloads":
            return httpx.Response(200, json={**PAGE, "items": [{"name": "a.csv", "bytes": 3, "sha256": ""}]})
        return httpx.Response(200, content=body())

    with pytest.raises(errors.Unreachable, match=r"a\.csv: the connection broke: reset"):
        answering(handler).download("a.csv", folder)
    assert list(folder.iterdir()) == []


def test_a_file_that_there_is_not_is_not_found(history: InspectionHistory, folder: Path) -> None:
    with pytest.raises(errors.NotFound):
        history.download("councils.xls", folder)


def test_a_bar_shows_how_far_a_download_is(
    history: InspectionHistory, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history.download("councils.csv", folder, progress=True)
    assert "councils.csv" in capsys.readouterr().err


# The asynchronous client


def test_the_asynchronous_client_says_the_same(url: str, folder: Path, history: InspectionHistory) -> None:
    async def ask() -> None:
        async with AsyncInspectionHistory(url, cache=folder / "cache") as other:
            council = await other.councils.get("E06000019")
            assert council == history.councils.get("E06000019")
            entries = [entry async for entry in council.timeline(limit=20)]
            assert entries == list(history.councils.timeline("herefordshire"))
            frame = await other.as_at("2024-03-31").outcomes().to_pandas()
            assert frame.equals(history.as_at("2024-03-31").outcomes().to_pandas())
            path = await other.download("councils.parquet", folder)
            assert path.read_bytes() == history.downloads.get("councils.parquet")
            with pytest.raises(errors.NotFound):
                await other.councils.get("medwy")

    asyncio.run(ask())


def test_the_asynchronous_client_waits_for_a_busy_server(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("inspection_history.async_client.asyncio.sleep", sleep)
    handler, _ = busy(1, "7")

    async def ask() -> int:
        async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as http:
            return (await AsyncInspectionHistory("http://made-up", http=http).councils.list().page()).total

    assert asyncio.run(ask()) == 0
    assert slept == [7.0]


# The command


def test_the_command_prints_a_timeline(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "medway", "--kind", "inspections", "--url", url]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("17 to 28 July 2023 ") and line.endswith("(good)") for line in lines)


def test_the_command_exports_tables(url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "councils", "gaps", "--format", "parquet", "--to", str(folder), "--url", url]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder / "councils.parquet"), str(folder / "gaps.parquet")]
    assert main(["export", "--format", "zip", "--to", str(folder), "--url", url]) == 0
    assert (folder / "dataset.zip").exists()


def test_the_command_says_what_is_wrong_and_fails(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "medwy", "--url", url]) == 1
    assert capsys.readouterr().err == "There is no council 'medwy'. Did you mean medway?\n"
