"""Two hundred questions, answered by our own code and in SQL over the downloads: the numbers are the same."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from app.queries.aspects import ASPECTS
from app.settings import Settings
from app.vocabulary import Aspect, Grade
from tests.analysis import second_opinion as sql
from tests.client import AppClient
from tests.conftest import case, client_of
from tests.routes.test_analysis import every

Rows = list[tuple[Any, ...]]
Ask = Callable[[AppClient, duckdb.DuckDBPyConnection, random.Random], tuple[str, Rows, Rows]]
MEASURES = ("end_to_publication", "start_to_publication", "between_inspections")
STATUSES = ("in_force", "no_inspection_recorded", "none_published")


@pytest.fixture(scope="module")
def ours(shipped: Settings) -> Iterator[AppClient]:
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as client:
        yield client


@pytest.fixture(scope="module")
def theirs(shipped: Settings, ours: AppClient) -> Iterator[duckdb.DuckDBPyConnection]:
    release: str = ours.get("/readyz").json()["release"]
    folder: Path = shipped.data_dir / "downloads" / release
    with sql.opened(folder, [aspect.value for aspect in Aspect]) as connection:
        yield connection


def _day(chance: random.Random, first: int = 2013, last: int = 2025) -> str:
    return date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)).isoformat()


def _aspect(chance: random.Random) -> str:
    return chance.choice([aspect.value for aspect in ASPECTS])


def outcomes(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    aspect, as_at, published_by = _aspect(chance), _day(chance), chance.choice([None, _day(chance)])
    url = f"/v1/outcomes?aspect={aspect}&as_at={as_at}" + (f"&published_by={published_by}" if published_by else "")
    items = every(client, url)
    names = ("council_code", "status", "inspection_code", "grade", "absence", "held_for_days")
    asked = {"days": [as_at], "within": None, "by_day": published_by, "known_to": "9999-12-31", "aspect": aspect}
    return url, [tuple(item[name] for name in names) for item in items], sql.answer(database, sql.OUTCOMES, **asked)


def series(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    aspect, by = _aspect(chance), chance.choice(["none", "region", "council_type", "framework"])
    every_, within = chance.choice(["quarter", "year"]), chance.choice([None, 0, 60, 400])
    url = f"/v1/outcomes/series?aspect={aspect}&by={by}&every={every_}&from=2012"
    url += f"&published_within_days={within}" if within is not None else ""
    items = every(client, url)
    found = [
        (
            date.fromisoformat(item["as_at"]),
            item["group"],
            item["total"],
            item["graded"],
            *(item["counts"][grade.value] for grade in Grade),
            item["not_graded"],
            *(item["statuses"][status] for status in STATUSES),
        )
        for item in items
    ]
    known_to = client.get("/v1/outcomes?limit=1").json()["as_at"]
    asked = {"days": sorted({item["as_at"] for item in items}), "within": within, "by_day": None, "known_to": known_to}
    return url, sorted(found), sql.answer(database, sql.SERIES, **asked, aspect=aspect, by=by)


def panel(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    aspect, first = _aspect(chance), chance.randint(2012, 2024)
    years = range(first, min(first + 3, 2024) + 1)
    url = f"/v1/panel?from={years[0]}&to={years[-1]}"
    found = [
        (
            item["council_code"],
            item["year"],
            item["status"],
            item["inspection_code"],
            item["grade"][aspect],
            item["absence"][aspect],
            item["inspection_codes"] or None,
            item["monitoring_visits"],
            item["focused_visits"],
        )
        for item in every(client, url)
    ]
    asked = {"days": [f"{year}-12-31" for year in years], "within": None, "by_day": None, "known_to": "9999-12-31"}
    return url, found, sql.answer(database, sql.PANEL, **asked, aspect=aspect)


def spells(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    aspect, as_at = _aspect(chance), _day(chance, 2016)
    clock, split = chance.choice(["inspection", "publication"]), chance.random() < 0.3
    url = f"/v1/spells?aspect={aspect}&as_at={as_at}&clock={clock}&split={str(split).lower()}"
    found = [
        (
            item["council_code"],
            date.fromisoformat(item["counts_from"]),
            item["grade"],
            item["counts_to"] and date.fromisoformat(item["counts_to"]),
            item["duration_days"],
            item["exit_grade"],
            item["censoring"],
            item["left_truncated"],
            item["inspection_codes"],
            item["monitoring_visits"],
        )
        for item in every(client, url)
    ]
    return url, found, sql.answer(database, sql.SPELLS, aspect=aspect, as_at=as_at, clock=clock, split=split)


def pairs(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    aspect = _aspect(chance)
    ended_by, published_by = chance.choice([None, _day(chance)]), chance.choice([None, _day(chance)])
    days = {"ended_by": ended_by, "published_by": published_by}
    url = f"/v1/transitions/pairs?aspect={aspect}"
    url += "".join(f"&{name}={day}" for name, day in days.items() if day)
    names = ("from_inspection_code", "to_inspection_code", "from_grade", "to_grade", "days", "ungraded_between")
    found = [tuple(item[name] for name in names) for item in every(client, url)]
    return url, found, sql.answer(database, sql.PAIRS, aspect=aspect, **days)


def intervals(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    measure = chance.choice(MEASURES)
    url = f"/v1/intervals/rows?measure={measure}"
    council = ("council_code", "council_name", "region", "council_type")
    names = ("inspection_code", "year", "days", *council, "framework_code", "from_on", "to_on")
    found = [tuple(item[name] for name in names) for item in every(client, url)]
    return url, found, sql.answer(database, sql.INTERVALS, measure=measure)


def waiting(client: AppClient, database: duckdb.DuckDBPyConnection, chance: random.Random) -> tuple[str, Rows, Rows]:
    as_at, within = _day(chance), chance.choice(["nation", "region"])
    url = f"/v1/waiting-times?as_at={as_at}&rank_within={within}"
    names = ("council_code", "inspection_code", "days", "rank")
    found = [tuple(item[name] for name in names) for item in every(client, url)]
    return url, found, sql.answer(database, sql.WAITING, as_at=as_at, within=within)


@pytest.mark.parametrize(
    ("ask", "number"),
    [
        *((outcomes, 5), (series, 5), (panel, 3), (spells, 5), (pairs, 5), (intervals, 2), (waiting, 5)),
        *(
            pytest.param(ask, number, marks=pytest.mark.thorough)
            for ask, number in (
                *((outcomes, 40), (series, 40), (panel, 20), (spells, 40), (pairs, 30), (intervals, 5), (waiting, 25)),
            )
        ),
    ],
)
def test_sql_over_the_downloads_gives_the_same_numbers(
    ask: Ask, number: int, ours: AppClient, theirs: duckdb.DuckDBPyConnection
) -> None:
    chance = random.Random(number)
    for _ in range(number):
        url, mine, others = ask(ours, theirs, chance)
        with case(url):
            assert mine == others
