"""SQLite and PostgreSQL answer the same bytes to every question, right or wrong."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import AppClient
from tests.conftest import case, one_of_each
from tests.document import SCHEMAS, Example, Operation, document, documented, examples, operations
from tests.explorer import BROWSER, EMBED, PAGES

# Date is the server's clock; everything else that is sent is the dataset's or ours.
HEADERS = ("etag", "content-type", "content-length", "cache-control", "vary", "link", "x-total-count", "x-release")
ACCEPTED = ("*/*", "application/json", "text/csv", "application/x-ndjson, text/csv;q=0.5", "text/html, */*;q=0.1")
LISTS = [
    operation for operation in operations() if any(parameter["name"] == "limit" for parameter in operation.queries)
]
Ask = Callable[..., Response]
RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def ask(api: AppClient, api_on_postgres: AppClient) -> Ask:
    """Asks both engines, holds their answers against each other, and gives one of them."""

    def both(url: str, method: str = "GET", **headers: str) -> Response:
        one: Response = api.request(method, url, headers=headers)
        other: Response = api_on_postgres.request(method, url, headers=headers)
        assert one.status_code == other.status_code, (url, one.text, other.text)
        assert one.content == other.content, url
        for name in HEADERS:
            assert one.headers.get(name) == other.headers.get(name), (url, name)
        assert one.status_code < 500, url
        return one

    return both


def _examples() -> list[Any]:
    """Each endpoint with its examples. The same example of two lists is asked of the first."""
    cases, seen = [], set[str]()
    for operation in operations():
        whole = [example for example in documented() if example.operation is operation]
        some = [example for example in whole if example.parameter is None or _query(example) not in seen]
        seen.update(map(_query, whole))
        cases.append(pytest.param(operation, some, id=operation.name))
    return cases


def _query(example: Example) -> str:
    return urlsplit(example.url).query


@pytest.mark.parametrize(("operation", "chosen"), _examples())
def test_every_documented_example_is_the_same_on_both(operation: Operation, chosen: list[Example], ask: Ask) -> None:
    # A table is whole unless it is limited, and whole tables take long.
    short = "&limit=50" if any(parameter["name"] == "limit" for parameter in operation.queries) else ""
    for example in chosen:
        with case(example):
            answer = ask(f"{example.url}{short}" if example.parameter == "format" else example.url)
            assert answer.status_code == 200
            assert answer.headers["etag"]
            if example.parameter is None:
                for form in ("csv", "ndjson") if operation.is_list else ():
                    assert ask(f"{example.url}?format={form}{short}").status_code == 200
                assert ask(example.url, **{"If-None-Match": answer.headers["etag"]}).status_code == 304
                assert ask(example.url, "HEAD").content == b""


@pytest.mark.parametrize("path", [*PAGES, EMBED])
def test_every_page_is_the_same_on_both(path: str, ask: Ask) -> None:
    assert ask(path, **BROWSER).headers["content-type"].startswith("text/html")


ORDERED = [operation for operation in LISTS if any(parameter["name"] == "order" for parameter in operation.queries)]
BOTH_WAYS = [
    *(pytest.param(operation, "?limit=500", id=operation.name) for operation in LISTS),
    *(
        pytest.param(operation, "?limit=500&order=desc", id=f"{operation.name}-desc", marks=pytest.mark.thorough)
        for operation in ORDERED
    ),
]


@pytest.mark.parametrize(("operation", "query"), BOTH_WAYS)
def test_every_list_is_the_same_from_beginning_to_end(operation: Operation, query: str, ask: Ask) -> None:
    """All the text of the dataset is sorted here: a locale that sorts otherwise than by code point would show."""
    pages = list(walk(ask, f"{operation.paths()[0]}{query}"))
    assert sum(len(page["items"]) for page in pages) == pages[0]["total"] > 0


def walk(ask: Ask, url: str, most: int = 1000) -> Iterator[dict[str, Any]]:
    """The pages of a list, by `next`."""
    following: str | None = url
    while following and most:
        answer = ask(following)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        yield page
        following, most = page["next"], most - 1


class Pool:
    """Real values of the dataset for each parameter that takes codes."""

    def __init__(self, api: AppClient) -> None:
        def codes(path: str, field: str = "code") -> list[str]:
            found: list[str] = []
            url: str | None = f"{path}?limit=500"
            while url:
                page = api.get(url).json()
                found += [item[field] for item in page["items"] if item[field] is not None]
                url = page["next"]
            return sorted(set(found))

        inspections = codes("/v1/inspections")
        councils = [
            code
            for field in ("code", "gss_code", "la_code", "ofsted_urn")
            for code in codes("/v1/councils", field)[::12]
        ]
        ours = ["herefordshire", "E06000035", "892", "medway", "nottingham", "80474"]
        self.values: dict[str, list[str]] = {
            "council": [*ours, *councils],
            **dict.fromkeys(("framework", "from_framework", "to_framework"), codes("/v1/frameworks")),
            "inspection": inspections,
            "monitoring_visit": codes("/v1/monitoring-visits"),
            "record": sorted({*codes("/v1/meetings"), *inspections, *codes("/v1/focused-visits")}),
            "record_code": [*inspections, *codes("/v1/councils")[::10], *codes("/v1/judgements")[::5]],
            "source_code": codes("/v1/sources"),
        }


@pytest.fixture(scope="module")
def pool(api: AppClient) -> Pool:
    return Pool(api)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A day, month or year in and around the years that the dataset covers, rarely far away."""
    day = draw(st.dates(date(2008, 1, 1), date(2027, 12, 31)) | st.dates(date(1000, 1, 1), date(2999, 12, 31)))
    return day.isoformat()[: draw(st.sampled_from((4, 7, 10)))]


@st.composite
def value(draw: st.DrawFn, parameter: dict[str, Any], pool: Pool) -> str:
    """A valid value of a parameter, made from the document and the dataset."""
    name, schema = parameter["name"], parameter["schema"]
    if name in pool.values:
        return ",".join(draw(st.lists(st.sampled_from(pool.values[name]), min_size=1, max_size=4)))
    if schema.get("maxLength") == 10:
        return draw(dates())
    if name == "limit":
        return str(draw(st.integers(1, 12) | st.integers(1, 500)))
    if name == "after":
        return str(draw(st.integers(0, 200)))
    if schema.get("type") == "integer":
        return str(draw(st.integers(schema["minimum"], schema["maximum"])))
    if schema.get("type") == "boolean":
        return draw(st.sampled_from(("true", "false")))
    items = schema.get("items", schema)
    words = enumerated(items) if "$ref" in items else items.get("enum") or examples(parameter)
    count = min(4, schema.get("maxItems", 4)) if schema.get("type") == "array" else 1
    return ",".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=count)))


def enumerated(schema: dict[str, Any]) -> list[str]:
    named = document()["components"]["schemas"][schema["$ref"].removeprefix(SCHEMAS)]
    return [str(word) for word in named["enum"]]


@st.composite
def questions(draw: st.DrawFn, pool: Pool) -> tuple[Operation, dict[str, str]]:
    """A list and a combination of its parameters, of any number, in any order."""
    operation = draw(st.sampled_from(LISTS))
    known = [parameter for parameter in operation.queries if parameter["name"] not in ("cursor", "release")]
    chosen = draw(st.lists(st.sampled_from(known), max_size=4, unique_by=lambda parameter: str(parameter["name"])))
    return operation, {parameter["name"]: draw(value(parameter, pool)) for parameter in chosen}


@settings(max_examples=15, deadline=None, suppress_health_check=RELAXED)
@given(data=st.data())
def test_any_combination_of_parameters_is_the_same_on_both(data: st.DataObject, ask: Ask, pool: Pool) -> None:
    _any_combination(data, ask, pool)


@pytest.mark.thorough
@settings(max_examples=600, deadline=None, suppress_health_check=RELAXED)
@given(data=st.data())
def test_each_of_many_combinations_of_parameters_is_the_same_on_both(data: st.DataObject, ask: Ask, pool: Pool) -> None:
    _any_combination(data, ask, pool)


def _any_combination(data: st.DataObject, ask: Ask, pool: Pool) -> None:
    operation, query = data.draw(questions(pool))
    url = f"{data.draw(st.sampled_from(operation.paths()))}?{urlencode(query, safe=',')}"
    answer = ask(url, accept=data.draw(st.sampled_from(ACCEPTED)))
    # All that a valid combination can have wrong is the order of two dates, or a day that nothing is known of yet.
    if answer.status_code != 200:
        (error,) = answer.json()["errors"]
        assert error["code"] in ("period_reversed", "after_known_to", "series_too_long"), answer.text


@settings(max_examples=15, deadline=None, suppress_health_check=RELAXED)
@given(data=st.data())
def test_any_walk_by_cursor_is_the_same_on_both_and_is_the_list(data: st.DataObject, ask: Ask, pool: Pool) -> None:
    _any_walk(data, ask, pool)


@pytest.mark.thorough
@settings(max_examples=150, deadline=None, suppress_health_check=RELAXED)
@given(data=st.data())
def test_each_of_many_walks_by_cursor_is_the_same_on_both_and_is_the_list(
    data: st.DataObject, ask: Ask, pool: Pool
) -> None:
    _any_walk(data, ask, pool)


def _any_walk(data: st.DataObject, ask: Ask, pool: Pool) -> None:
    operation, query = data.draw(questions(pool))
    narrowed = {name: text for name, text in query.items() if name not in ("format", "limit")}
    path = operation.paths()[0]
    whole = ask(f"{path}?{urlencode({**narrowed, 'limit': '500'}, safe=',')}")
    if whole.status_code == 422:
        return
    expected = whole.json()["items"][:60]
    limit = data.draw(st.integers(max(1, len(expected) // 8), 60))
    pages = walk(ask, f"{path}?{urlencode({**narrowed, 'limit': str(limit)}, safe=',')}", -(-60 // limit))
    assert [item for page in pages for item in page["items"]][:60] == expected


HOSTILE_WORDS = (
    *(
        "'",
        "''",
        '"',
        "\\",
        "%",
        "_",
        "%25",
        "';--",
        "' OR '1'='1",
        "herefordshire' --",
        "herefordshire\\",
        "$1",
        ":code",
    ),
    *("HEREFORDSHIRE", "Herefordshire", " herefordshire", "herefordshire ", "herefordshiré", "herefordshire\u0301"),
    *(
        "\uff48erefordshire",
        "İ",
        "ß",
        "ǆ",
        "\u200b",
        "\ufeff",
        "\U0001f600",
        "\ud7ff",
        "\ufffd",
        "\u202e",
        "\U0010ffff",
    ),
    *("0", "-1", "1e3", "1.0", "٣", "\uff19", "NaN", "Infinity", "null", "true", "None", "0x10", "9" * 18, "9" * 400),
    *("../../etc/passwd", "..", ".", "a" * 200, "a" * 201, "a,b", ",", ",,", "herefordshire,", "e06000019"),
)
RAW = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%C0%80",
    "%FF",
    "%",
    "%zz",
    "%0A",
    "%0d%0aX-A:1",
    "%E2%80%A8",
    "%F4%90%80%80",
    "+",
    "%2C",
)
HOSTILE_DATES = (
    *("0", "-1", "1", "999", "0999", "1000", "2999", "3000", "9999", "99999", "02023", "2023-00", "2023-13", "2023-1"),
    *("2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2023-06-31", "2023-06-00", "1000-01-01", "2999-12-31"),
    *(
        "2023-06-01T00:00",
        "20230601",
        "1e9",
        "٢٠٢٣",
        "\uff12\uff10\uff12\uff13",
        "[2020-09-28..2020-12-31]",
        "..",
        "2023/2024",
        "today",
    ),
)
HOSTILE_NUMBERS = (
    "0",
    "-1",
    "501",
    "500",
    "1",
    "5.0",
    "5.5",
    "1e2",
    "+5",
    "0005",
    "5_0",
    "0x5",
    "\u0665",
    str(2**63),
    "9" * 5000,
)


def _schema_of(name: str) -> str:
    """What a parameter takes, as text: what is hostile to one is hostile to all that take the same."""
    found = next(p["schema"] for operation in LISTS for p in operation.queries if p["name"] == name)
    schema = found.get("items", found)
    # One vocabulary refuses as another does.
    return "a word of a vocabulary" if "$ref" in schema else json.dumps([schema.get("type"), schema.get("pattern")])


NAMES = sorted({parameter["name"] for operation in LISTS for parameter in operation.queries})


ONE_OF_EACH_NAME = one_of_each(NAMES, _schema_of)
ONE_OF_EACH_PATH = one_of_each(
    [operation for operation in operations() if "{" in operation.path],
    lambda operation: operation.parameters[0]["name"],
)


@pytest.mark.parametrize("name", ONE_OF_EACH_NAME)
def test_hostile_values_of_every_sort_of_parameter_are_the_same_on_both(name: str, ask: Ask) -> None:
    operation = next(o for o in LISTS for parameter in o.queries if parameter["name"] == name)
    path = operation.paths()[0]
    statuses = set()
    dated = name.startswith(("happened", "published"))
    words = (*HOSTILE_WORDS, *(HOSTILE_DATES if dated else ()), *(HOSTILE_NUMBERS if name == "limit" else ()))
    for word in (*map(quote, words), *RAW):
        answer = ask(f"{path}?{name}={word}")
        statuses.add(answer.status_code)
        assert answer.status_code == 200 or answer.json()["errors"][0]["parameter"] in (name, "query")
    assert 422 in statuses


@pytest.mark.parametrize("operation", ONE_OF_EACH_PATH, ids=lambda operation: operation.name)
def test_hostile_names_in_every_sort_of_path_are_the_same_on_both(operation: Operation, ask: Ask) -> None:
    before, rest = operation.path.split("{")
    after = rest.split("}")[1]
    # A client resolves dots before it asks, so that they are another path.
    words = [quote(word, safe="") for word in HOSTILE_WORDS if word not in (".", "..")]
    for word in (*words, *RAW):
        # A council is found in any case.
        found = operation.parameters[0]["name"] == "council" and word.lower() in ("herefordshire", "e06000019")
        assert ask(f"{before}{word}{after}").status_code in ((200,) if found else (404, 422)), word


@pytest.mark.parametrize(
    "query",
    [
        "publshed_from=2023",
        "limit=5&limit=7",
        "limit=",
        "limit",
        "=5",
        "&",
        "&&limit=1",
        "limit=1&&",
        "limit=1;order=desc",
        "%6cimit=1",
        "LIMIT=1",
        "limit[]=1",
        "limit=1#fragment",
        "council=herefordshire&council=medway",
        "happened_from=2024&happened_to=2023",
        "happened_from=2023&happened_to=2023&published_from=2024&published_to=2023",
        "happened_from=1000&happened_to=2999&match=within",
        f"council={','.join(['herefordshire'] * 200)}",
        f"council={','.join(['herefordshire'] * 201)}",
        f"council={','.join(f'no-{number}' for number in range(200))}",
        "&".join(f"p{number}=1" for number in range(201)),
        "aspect=overall&grade=inadequate&kind=meetings",
        "format=csv&limit=1",
        "format=xml",
        f"cursor={'a' * 2000}",
        f"cursor={'a' * 2001}",
        "x=%s" % ("y" * 59_000),
        "x=%s" % ("y" * 61_000),
    ],
    ids=lambda query: query[:40],
)
def test_hostile_queries_are_the_same_on_both(query: str, ask: Ask) -> None:
    for path in ("/v1/timeline", "/v1/councils/medway/timeline", "/v1/inspections", "/v1/releases/current", "/"):
        answer = ask(f"{path}?{query}")
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"


def sealed(contents: Any) -> str:
    """A cursor with any contents and a right digest: the digest is no secret."""
    body = json.dumps(contents, separators=(",", ":"))
    text = hashlib.sha256(body.encode()).hexdigest()[:12] + body
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def forged(cursor: str, change: Callable[[list[Any]], list[Any]]) -> str:
    """A cursor like a real one, but for a change."""
    text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    return sealed(change(json.loads(text[12:])))


NO_PLACES: tuple[Any, ...] = (
    *(None, True, -1, 1.5, 1e400, float("nan"), 2**31, 2**63, 2**64, 10**30, "", "'", "\x00", "\ud800", "\uffff"),
    *([], {}, [1], {"a": 1}, "-infinity", "2023-02-30 ", "a\n"),
)
# These are codes or days or positions, and so may be places in a list, though nobody gave them out.
PERHAPS_PLACES = (0, 1, "a", "a" * 150, "infinity", "0001-01-01", "9999-12-31", "10000-01-01", "2023-02-30")


def _is_dated(operation: Operation) -> bool:
    return any(parameter["name"] == "happened_from" for parameter in operation.queries)


# A cursor is a place by date and code, or by code alone, or in a list that is computed anew for each request.
COMPUTED = next(operation for operation in LISTS if operation.is_computed and operation.name != "list_intervals")
STORED = one_of_each([operation for operation in LISTS if not operation.is_computed], _is_dated)


@pytest.mark.parametrize(
    "operation",
    [*STORED, pytest.param(COMPUTED, marks=pytest.mark.thorough)],
    ids=lambda operation: operation.name,
)
def test_forged_cursors_are_the_same_on_both(operation: Operation, ask: Ask) -> None:
    url = f"{operation.paths()[0]}?limit=1"
    (cursor,) = parse_qs(urlsplit(ask(url).json()["next"]).query)["cursor"]
    length = len(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()[12:]))

    def answered(made: str) -> int:
        return ask(f"{url}&cursor={made}").status_code

    def replaced(place: int, value: Any) -> str:
        return forged(cursor, lambda parts: [*parts[:place], value, *parts[place + 1 :]])

    # The forger does his work well: what he does not change is taken.
    assert answered(forged(cursor, list)) == 200
    for place in range(length):
        # The first two parts are the release and what the cursor is bound to; they are compared, never asked for.
        assert {answered(replaced(place, value)) for value in (NO_PLACES if place > 1 else NO_PLACES[:3])} == {422}
        assert {answered(replaced(place, value)) for value in PERHAPS_PLACES} <= {200, 422}
    wholes: tuple[Any, ...] = (None, 1, "text", {}, [], [[]], [1] * 50, [None] * length)
    for whole in wholes:
        assert answered(sealed(whole)) == 422
    cut, grown = forged(cursor, lambda parts: parts[:-1]), forged(cursor, lambda parts: [*parts, "a"])
    assert {answered(made) for made in (cut, grown, cursor[:-3], f"{cursor}A", cursor.lower())} == {422}


def test_answers_that_are_not_the_same_would_be_seen(ask: Ask, api: AppClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = api.request
    monkeypatch.setattr(api, "request", lambda method, url, **more: asked(method, f"{url}?limit=1", **more))
    with pytest.raises(AssertionError):
        ask("/v1/councils")
