"""Hostile and careless requests: each is refused with what, where and what was expected, and nothing breaks."""

import re
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, examples
from tests.routes import (
    COMPUTED_PATHS,
    EXAMPLES,
    INTERNALS,
    LIST_PATHS,
    PAGED_PATHS,
    PARAMETERS,
    SEVERAL,
    codes,
    everything,
    problem,
    refused,
)
from tests.serving import serving

# What is asked of /v1/inspections; the parameter and the code of the fault; a word of what was expected.
HOSTILE = [
    ("limit=0", "limit", "greater_than_equal", "1 or more"),
    ("limit=-1", "limit", "greater_than_equal", "1 or more"),
    ("limit=-9223372036854775809", "limit", "greater_than_equal", "1 or more"),
    ("limit=501", "limit", "less_than_equal", "500 or less"),
    ("limit=9223372036854775808", "limit", "less_than_equal", "500 or less"),
    ("limit=1e3", "limit", "int_parsing", "whole number"),
    ("limit=5.5", "limit", None, "whole number"),
    ("limit=five", "limit", "int_parsing", "whole number"),
    ("limit=5.0", "limit", "int_parsing", "whole number"),
    ("limit=5_0", "limit", "int_parsing", "whole number"),
    ("limit=%205", "limit", "int_parsing", "whole number"),
    ("limit=%2B5", "limit", "int_parsing", "whole number"),
    ("limit=0x10", "limit", "int_parsing", "whole number"),
    ("limit=NaN", "limit", "int_parsing", "whole number"),
    ("limit=Infinity", "limit", "int_parsing", "whole number"),
    ("limit=5,7", "limit", "int_parsing", "whole number"),
    ("limit=%D9%A5", "limit", "int_parsing", "whole number"),
    ("limit=" + "9" * 5000, "limit", "int_parsing_size", "fewer digits"),
    ("limit=5&limit=7", "limit", "repeated_parameter", "once"),
    ("limit=5&limit=5", "limit", "repeated_parameter", "once"),
    ("council=medway&council=", "council", "empty_parameter", "expected a value"),
    ("council=medway&council=no-such-place", "council", "unknown_council", "no council"),
    ("council=medway&limit=5&council=barnet&limit=5", "limit", "repeated_parameter", "one value"),
    ("fields=code,nam", "fields", "literal_error", "expected 'code'"),
    ("fields=code&fields=region&fields=nam", "fields", "literal_error", "expected 'code'"),
    ("sort=publised_on", "sort", "literal_error", "expected 'code'"),
    ("sort=--latest", "sort", "literal_error", "expected 'code'"),
    ("sort=code,latest,region,type", "sort", "too_long", "at most 3 values"),
    ("code=herefordshire-ilacs-2018-0", "code", "unknown_code", "did you mean herefordshire-ilacs-2018-06?"),
    ("recorded_from=yesterday", "recorded_from", "value_error", "YYYY"),
    ("limit=", "limit", "empty_parameter", "expected a value"),
    ("limit", "limit", "empty_parameter", "expected a value"),
    ("limit=%20", "limit", "empty_parameter", "expected a value"),
    ("council=", "council", "empty_parameter", "expected a value"),
    ("limit=%00", "limit", "unprintable_value", "plain text"),
    ("council=medway%00", "council", "unprintable_value", "plain text"),
    ("council=medway%0d%0aX-Evil:%201", "council", "unprintable_value", "plain text"),
    ("council=%1b[31m", "council", "unprintable_value", "plain text"),
    ("council=%7f", "council", "unprintable_value", "plain text"),
    ("council=%C2%85", "council", "empty_parameter", "expected a value"),
    ("council=a%C2%85b", "council", "unprintable_value", "plain text"),
    ("council=a%E2%80%A8b", "council", "unprintable_value", "plain text"),
    ("council=%FF", "council", "unprintable_value", "plain text"),
    ("council=%ED%A0%80", "council", "unprintable_value", "plain text"),
    ("council=%C0%AE%C0%AE", "council", "unprintable_value", "plain text"),
    ("council=%F4%90%80%80", "council", "unprintable_value", "plain text"),
    ("council=%25", "council", "unknown_council", "no council"),
    ("council=medw_y", "council", "unknown_council", "no council"),
    ("council=_", "council", "unknown_council", "no council"),
    ("council=m%25", "council", "unknown_council", "no council"),
    ("council=medway'+OR+1=1+--", "council", "unknown_council", "no council"),
    ("council=medway%27)%3BDROP+TABLE+councils%3B--", "council", "unknown_council", "no council"),
    ("council=../../etc/passwd", "council", "unknown_council", "no council"),
    ("council=%2e%2e%2fetc", "council", "unknown_council", "no council"),
    ("council=$(id)", "council", "unknown_council", "no council"),
    ("council={{7*7}}", "council", "unknown_council", "no council"),
    ("council=<script>alert(1)</script>", "council", "unknown_council", "no council"),
    ("council=%F0%9F%98%80", "council", "unknown_council", "no council"),
    ("council=medway,", "council", "string_too_short", "between and after commas"),
    ("council=,", "council", "string_too_short", "between and after commas"),
    ("council=" + "a" * 201, "council", "string_too_long", "200 characters"),
    ("council=" + ",".join(["medway"] * 201), "council", "too_long", "200 values"),
    ("council=no-such-place", "council", "unknown_council", "no council"),
    ("happened_from=0", "happened_from", "value_error", "YYYY"),
    ("happened_from=1", "happened_from", "value_error", "YYYY"),
    ("happened_from=20230101", "happened_from", "value_error", "YYYY"),
    ("happened_from=2023-1", "happened_from", "value_error", "YYYY"),
    ("happened_from=2023-02-29", "happened_from", "value_error", "calendar"),
    ("happened_to=2023-02-29", "happened_to", "value_error", "calendar"),
    ("published_from=2023-13", "published_from", "value_error", "calendar"),
    ("published_to=2023-00", "published_to", "value_error", "calendar"),
    ("happened_from=2023-06-31", "happened_from", "value_error", "calendar"),
    ("happened_from=0000", "happened_from", "value_error", "YYYY"),
    ("happened_from=-2023", "happened_from", "value_error", "YYYY"),
    ("happened_from=2023-06-01T00:00:00Z", "happened_from", "value_error", "YYYY"),
    ("happened_from=1685577600", "happened_from", "value_error", "YYYY"),
    ("happened_from=June+2023", "happened_from", "value_error", "YYYY"),
    ("happened_from=[2023-01-01..2023-02-01]", "happened_from", "value_error", "YYYY"),
    ("happened_from=%D9%A2%D9%A0%D9%A2%D9%A3", "happened_from", "value_error", "YYYY"),
    ("happened_from=2023-06,2023-07", "happened_from", "value_error", "YYYY"),
    ("publshed_from=2023", "publshed_from", "unknown_parameter", "did you mean published_from?"),
    ("LIMIT=5", "LIMIT", "unknown_parameter", "did you mean limit?"),
    ("councils=medway", "councils", "unknown_parameter", "did you mean council?"),
    ("x=1", "x", "unknown_parameter", "expected one of"),
    ("council[]=medway", "council[]", "unknown_parameter", "did you mean council?"),
    ("limit%00=5", "limit?", "unknown_parameter", "did you mean limit?"),
    ("%FF=5", "?", "unknown_parameter", "expected one of"),
    ("council%5B%24ne%5D=x", "council[$ne]", "unknown_parameter", "expected one of"),
    ("__proto__=1", "__proto__", "unknown_parameter", "expected one of"),
    ("limit=5;x=7", "limit", "int_parsing", "whole number"),
    ("&".join(f"x{number}=1" for number in range(3000)), "query", "malformed_query", "at most 200"),
    ("&".join(["limit=5"] * 3000), "query", "malformed_query", "at most 200"),
]


@pytest.mark.parametrize(("query", "parameter", "code", "expected"), HOSTILE, ids=[case[0][:40] for case in HOSTILE])
def test_a_request_that_is_not_understood_is_refused_with_what_was_expected(
    query: str, parameter: str, code: str | None, expected: str, api: AppClient
) -> None:
    errors = problem(api.get(f"/v1/inspections?{query}"), 422)
    assert {error["parameter"] for error in errors} == {parameter}
    assert code in (None, errors[0]["code"])
    assert expected in errors[0]["message"]
    assert len(errors[0]["message"]) < 700, "no answer is an echo of any length"


@pytest.mark.parametrize("word", ["yes", "1", "TRUE", "on"])
def test_a_choice_is_true_or_false_and_no_other_word(word: str, api: AppClient) -> None:
    refused(api.get(f"/v1/neighbours?present={word}"), "present", "bool_parsing")


@pytest.mark.parametrize("name", ["", "+"])
def test_a_parameter_without_a_name_is_refused(name: str, api: AppClient) -> None:
    answer = api.get(f"/v1/inspections?{name}=5")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "unknown_parameter"


def test_every_fault_of_a_request_is_told_at_once(api: AppClient) -> None:
    errors = problem(api.get("/v1/inspections?limit=0&happened_from=0&grade=bad&order=up"), 422)
    assert sorted(error["parameter"] for error in errors) == ["grade", "happened_from", "limit", "order"]
    errors = problem(api.get("/v1/inspections?publshed_from=2023&limit=&order=asc&order=desc"), 422)
    assert [error["code"] for error in errors] == ["unknown_parameter", "empty_parameter", "repeated_parameter"]


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"x{number}=1" for number in range(200)),
        "council=" + ",".join(f"no{number}" for number in range(200)),
        "grade=" + ",".join(f"bad{number}" for number in range(200)),
        "&".join(["limit=5"] * 200),
    ],
    ids=["unknown parameters", "unknown councils", "unknown words", "repeated"],
)
def test_no_more_than_twenty_faults_are_listed_and_the_others_counted(query: str, api: AppClient) -> None:
    # 200 unknown names of 1.3 kB were answered with 138 kB.
    answer = api.get(f"/v1/inspections?{query}")
    errors = problem(answer, 422)
    assert len(errors) == 20
    found = 199 if query.startswith("limit") else 200
    assert answer.json()["detail"].endswith(f"; and {found - 20} more faults")
    assert len(answer.content) < 12_000
    listed = [error["allowed"] for error in errors if error["code"] == "unknown_parameter" and error["allowed"]]
    assert len(listed) == query.startswith("x")


def test_a_request_with_twenty_faults_has_them_all_listed(api: AppClient) -> None:
    def refused_for(number: int) -> str:
        answer = api.get("/v1/inspections?" + "&".join(f"x{each}=1" for each in range(number)))
        assert len(problem(answer, 422)) == 20
        return str(answer.json()["detail"])

    assert "more fault" not in refused_for(20)
    assert refused_for(21).endswith("; and 1 more fault")


def test_every_endpoint_refuses_what_it_does_not_know_and_says_what_it_knows(api: AppClient) -> None:
    for path, example in EXAMPLES.items():
        # Its example is answered by the endpoint of the current release.
        if path == "/v1/releases/{code}":
            continue
        with case(path):
            (error,) = problem(api.get(f"{example}?surely_unknown_here=1"), 422)
            assert (error["parameter"], error["code"]) == ("surely_unknown_here", "unknown_parameter")
            assert error["allowed"] == sorted(PARAMETERS[path])


@pytest.mark.parametrize("path", ["/docs/swagger", "/openapi.json"])
def test_the_documentation_takes_no_parameter(path: str, api: AppClient) -> None:
    error = refused(api.get(f"{path}?x=1"), "x", "unknown_parameter")
    assert error["allowed"] == []
    assert "takes none" in error["message"]


def _names() -> list[Any]:
    """Each list with its parameters. In the fast tests, a parameter is asked of the first list that has it."""
    cases, seen = [], set[str]()
    for path in [*LIST_PATHS, *COMPUTED_PATHS]:
        names = sorted(PARAMETERS[path])
        # A list whose parameters other lists have too is asked for one of them.
        once = [name for name in names if name not in seen] or names[:1]
        seen.update(names)
        cases.append(pytest.param(path, once, id=path))
        cases.append(pytest.param(path, names, id=f"{path}-all", marks=pytest.mark.thorough))
    return cases


@pytest.mark.parametrize(("path", "names"), _names())
def test_every_parameter_of_every_list_is_refused_empty_repeated_misspelt_and_unprintable(
    path: str, names: list[str], api: AppClient
) -> None:
    for name in names:
        with case(name):
            _refuses_what_is_no_value(path, name, api)


def _refuses_what_is_no_value(path: str, name: str, api: AppClient) -> None:
    refused(api.get(f"{path}?{name}="), name, "empty_parameter")
    refused(api.get(f"{path}?{name}=a%00b"), name, "unprintable_value")
    error = refused(api.get(f"{path}?{name}x=1"), f"{name}x", "unknown_parameter")
    # Nothing is close to a name of one letter.
    assert error["suggestion"] == (name if len(name) > 1 else None)
    if name in SEVERAL[path]:
        refused(api.get(f"{path}?{name}=a&{name}="), name, "empty_parameter")
    else:
        errors = problem(api.get(f"{path}?{name}=a&{name}=b"), 422)
        assert [error["code"] for error in errors] == ["repeated_parameter"]
    if name == "q":
        return
    # What is in no vocabulary, no date, no number and no code of this dataset is not quietly no filter at all.
    assert problem(api.get(f"{path}?{name}=surely-no-such-value"), 422)[0]["parameter"] == name


def test_the_smallest_and_the_largest_page_are_answered(api: AppClient) -> None:
    for path in [*PAGED_PATHS, *COMPUTED_PATHS]:
        for limit in (1, 500):
            with case(f"{path}?limit={limit}"):
                page = api.get(f"{path}?limit={limit}").json()
                assert len(page["items"]) == min(limit, page["total"])


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/v1",
        "/v1/",
        "/v2/councils",
        "/v1/councils/",
        "/v1/Councils",
        "/v1/councils/medway/",
        "/v1/councils/medway/timelines",
        "/v1/councils/a%2Fb",
        "/v1/councils/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/v1/councils/..%2f..%2f.env",
        "/v1/inspections/%25",
        "/v1/inspections/_",
        "/v1/inspections/'%20OR%201=1--",
        "/v1/inspections/$%7Bjndi:ldap:x%7D",
        "/static/",
        "/static/..%2fmain.py",
        "/static/%2e%2e/main.py",
        "/static/swagger-ui",
        "/static/%00",
        "/static/" + "a" * 400,
        "/docs/",
        "/redoc",
        "/openapi.yaml",
        "/.git/config",
        "/%2F/evil.example",
        # To the framework these are the paths without the line feed, and an error there was answered by nobody.
        "/v1/councils%0A",
        "/v1/councils/medway%0A",
        "/v1/councils%0A?limit=0",
        "/healthz%0A",
    ],
)
def test_a_path_at_which_there_is_nothing_is_not_found(path: str, api: AppClient) -> None:
    answer = api.get(path)
    problem(answer, 404)
    assert answer.json()["title"] == "Not found"
    assert "location" not in answer.headers


def test_a_wildcard_matches_nothing_but_itself(api: AppClient) -> None:
    # A pattern that reached LIKE would find one; these are refused or find nothing.
    for name in ("%25", "herefordshire%25", "_edway", "m_dway", "%25way"):
        problem(api.get(f"/v1/councils/{name}"), 404)
        problem(api.get(f"/v1/timeline?council={name}"), 422)


def test_what_was_refused_has_changed_nothing(api: AppClient) -> None:
    before = api.get("/v1/releases/current").content
    for query, *_ in HOSTILE:
        api.get(f"/v1/inspections?{query}")
    assert api.get("/v1/releases/current").content == before
    assert "medway" in codes(everything(api, "/v1/councils"))


def _asked(client: AppClient, path: bytes, query: bytes, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Asks the application as a server would, past the client's own limits and tidying."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path.decode("latin-1"),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"testserver")],
        "client": ("testclient", 1),
        "server": ("testserver", 80),
        "state": {},
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    assert client.portal is not None
    client.portal.call(client.app, scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize(
    ("length", "status"), [(59_999, 422), (60_000, 422), (60_001, 414), (65_537, 414), (70_000, 414), (10**6, 414)]
)
def test_a_url_is_read_up_to_sixty_thousand_bytes(length: int, status: int, api: AppClient) -> None:
    path, query = b"/v1/inspections", b"x="
    query += b"a" * (length - len(path) - 1 - len(query))
    assert len(path + b"?" + query) == length
    found, headers, body = _asked(api, path, query)
    assert found == status
    assert headers["content-type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"
    assert len(body) < 1500
    if status == 414:
        assert b"60000 bytes" in body
        assert _asked(api, path, query, "HEAD")[::2] == (414, b"")


@pytest.mark.parametrize(("length", "status"), [(60_000, 404), (60_001, 414)])
def test_a_path_counts_towards_the_length_of_the_url(length: int, status: int, api: AppClient) -> None:
    path = b"/v1/inspections/"
    path += b"a" * (length - len(path))
    found, _, body = _asked(api, path, b"")
    assert found == status
    assert len(body) < 1500, "a long path is not repeated"


@pytest.mark.parametrize("query", [b"\xff", b"council=\xff", b"\x00", b"limit=5\x00", b"\xed\xa0\x80=1", b"=", b"&&&"])
def test_bytes_that_are_no_query_string_break_nothing(query: bytes, api: AppClient) -> None:
    status, headers, body = _asked(api, b"/v1/inspections", query)
    assert status == (200 if query == b"&&&" else 422)
    assert not INTERNALS.search(body.decode())
    assert headers["content-type"] == ("application/json" if status == 200 else "application/problem+json")


VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["medway", "2023", "2023-02-30", "500", "-1", "good", "true", "%", "'", "csv", "0", "E06000019"]),
)


@examples(30)
@given(
    path=st.sampled_from(sorted(EXAMPLES)),
    pairs=st.lists(st.tuples(st.none() | st.text(min_size=1, max_size=12), st.integers(0, 30), VALUES), max_size=5),
    accept=st.sampled_from(["*/*", "text/csv", "application/json", "image/png", "a/b;q=x", "*/*;q=nan", "\t,;"]),
)
def test_no_question_whatever_breaks_an_endpoint(
    api: AppClient, path: str, pairs: list[tuple[str | None, int, str]], accept: str
) -> None:
    known = sorted(PARAMETERS[path]) or ["limit"]
    query: list[tuple[str, str | int | float | bool | None]] = [
        (name or known[number % len(known)], value) for name, number, value in pairs
    ]
    answer = api.get(EXAMPLES[path], params=query, headers={"Accept": accept})
    assert answer.status_code in (200, 406, 422)
    if answer.status_code == 200:
        assert {name for name, _ in query} <= PARAMETERS[path], "something was silently ignored"
        alone = [name for name, _ in query if name not in SEVERAL[path]]
        assert len(set(alone)) == len(alone)
    else:
        problem(answer, answer.status_code)


@examples(12)
@given(segments=st.lists(st.text(min_size=1, max_size=15), min_size=1, max_size=4))
def test_no_path_whatever_breaks_the_application(api: AppClient, segments: list[str]) -> None:
    for prefix in ("", "/v1/councils", "/static"):
        answer = api.get(prefix + "".join(f"/{quote(part, safe='')}" for part in segments))
        assert answer.status_code in (200, 404)
        if answer.status_code == 404:
            problem(answer, 404)


@pytest.fixture(scope="module")
def served(shipped: Settings) -> Iterator[int]:
    """The port of a real server, which must still answer when the tests are over."""
    with serving(shipped) as port:
        yield port
        assert b"200 OK" in _sent(port, b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


def _sent(port: int, request: bytes) -> bytes:
    """What a server answers to these bytes until it hangs up, or says nothing for two seconds."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.settimeout(2)
        try:
            connection.sendall(request)
            while part := connection.recv(65536):
                answer += part
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            pass
    return answer


def _request(target: bytes, headers: bytes = b"Host: x\r\n", method: bytes = b"GET") -> bytes:
    return method + b" " + target + b" HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n"


NEXT = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde" + NEXT,
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        + NEXT,
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
        + NEXT,
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n" + NEXT,
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\nabcde" + NEXT,
        b"POST /v1/councils HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n" + NEXT,
    ],
    ids=["two lengths", "length and chunks", "chunks and length", "negative", "no number", "no chunk"],
)
def test_a_request_of_two_lengths_smuggles_no_second_one(request_: bytes, served: int) -> None:
    answer = _sent(served, request_)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 405 "))
    assert b'"status":"ok"' not in answer, "what followed was taken for a request of its own"


@pytest.mark.parametrize(
    "target",
    [
        b"/v1/councils\x00",
        b"/v1/councils/a\x00b",
        b"/v1/councils/\xff",
        b"/v1/councils/a b",
        b"/v1/inspections?limit=\xff",
    ],
)
def test_a_path_with_bytes_that_no_url_has_is_refused_by_the_server(target: bytes, served: int) -> None:
    answer = _sent(served, _request(target))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert len(answer.splitlines()) < 12


@pytest.mark.parametrize(
    "target",
    [
        b"/v1/councils/a%0d%0aX-Evil:%201",
        b"/v1/inspections?limit=%0d%0aX-Evil:%201",
        b"/v1/councils/medway\r\nX-Evil: 1",
        b"/%0d%0aX-Evil:1",
    ],
)
def test_no_line_of_a_path_becomes_a_header_of_the_answer(target: bytes, served: int) -> None:
    answer = _sent(served, _request(target))
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert re.match(rb"http/1\.1 (200|400|404|422) ", head)
    assert b"x-evil" not in head


@pytest.mark.parametrize(
    "target", [b"//evil.example", b"//evil.example/v1/councils", b"/../../etc/passwd", b"*", b"/v1/%00", b"/static/%00"]
)
def test_a_strange_path_is_not_found_and_leads_nowhere(target: bytes, served: int) -> None:
    answer = _sent(served, _request(target))
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"application/problem+json" in answer
    assert b"location:" not in answer.lower()
    assert b"evil" not in answer


@pytest.mark.parametrize(
    "headers",
    [b"", b"Host: [\r\n", b"Host: evil/x?y\r\n", b"Host: \xff\r\n", b"Host:\r\n", b"Host: a\r\nHost: a\r\n"],
)
def test_a_request_needs_one_host_that_is_one(headers: bytes, served: int) -> None:
    answer = _sent(served, b"GET /v1/inspections?limit=1 HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"evil" not in answer


@pytest.mark.parametrize("host", [b"evil.example", b"evil.example:80", b"[2001:db8::1]:8000", b"192.0.2.1"])
def test_no_host_is_repeated_in_a_link(host: bytes, served: int) -> None:
    headers = b"Host: " + host + b"\r\nX-Forwarded-Host: evil.example\r\n"
    answer = _sent(served, _request(b"/v1/inspections?limit=1", headers))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"link: </v1/inspections?limit=1&release=" in answer
    assert b"evil" not in answer


def test_a_real_server_refuses_a_long_url_too(served: int) -> None:
    long = _sent(served, _request(b"/v1/inspections?x=" + b"a" * 60_000))
    assert long.startswith(b"HTTP/1.1 414 ")
    assert b"application/problem+json" in long
    # The server's own parser gives up at 65,536 bytes, before the application is asked.
    assert re.match(rb"HTTP/1\.1 4(00|14) ", _sent(served, _request(b"/v1/inspections?x=" + b"a" * 70_000)))


def test_a_client_that_hangs_up_or_sends_half_a_request_harms_no_other(served: int) -> None:
    for part in (b"", b"GET ", b"GET /v1/councils HTTP/1.1\r\n", b"\x16\x03\x01\x02\x00\x01", b"\r\n" * 100):
        with socket.create_connection(("127.0.0.1", served), 5) as connection:
            connection.sendall(part)
    assert _sent(served, NEXT).endswith(b'{"status":"ok","release":null}')
