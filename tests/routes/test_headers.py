"""What stands around an answer: validators, caching, compression, methods, other origins, safety."""

import gzip
import json
import time
from typing import Any

import pytest
import zstandard
from httpx2 import Response

from app.queries import inspections
from app.routes import inspections as inspection_routes
from app.settings import Settings
from tests.client import AppClient
from tests.conftest import case, client_of, same_headers
from tests.routes import EXAMPLES, SECURITY_HEADERS, problem

PATHS = [*EXAMPLES.values(), "/docs/swagger", "/openapi.json"]
FILES = ["/static/swagger-ui/swagger-ui.css", "/static/start.js"]
FAULTY = {"/nowhere": 404, "/v1/councils/nowhere": 404, "/v1/inspections?limit=0": 422, "/v1/inspections/%00": 404}
# One of each sort of answer: a list, a record, a file, pages, and errors. What a layer around all endpoints does is
# asked of these; what an endpoint can break is asked of every endpoint.
SORTS = [
    "/v1/councils",
    "/v1/councils/medway",
    "/v1/downloads/inspections.parquet",
    "/docs/swagger",
    "/openapi.json",
    *FILES,
]
LARGE = "/v1/citations?limit=100"
ENCODINGS = ("zstd", "br", "gzip")


def _raw(client: AppClient, path: str, **headers: str) -> tuple[bytes, Response]:
    """The bytes of an answer as they are sent, and the answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", path, headers=named) as answer:
        return b"".join(answer.iter_raw()), answer


def _has_the_security_headers(answer: Response) -> None:
    assert answer.status_code < 500
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert {"ETag", "Link", "X-Release", "X-Total-Count"} <= set(exposed)
    (policy,) = answer.headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    if "html" in answer.headers.get("content-type", ""):
        assert "script-src 'self';" in policy
        assert "http:" not in policy + answer.text
        assert "https:" not in policy + answer.text
    assert "server" not in answer.headers


def test_every_answer_has_the_security_headers(api: AppClient) -> None:
    for path in [*PATHS, *FILES, *FAULTY]:
        with case(path):
            _has_the_security_headers(api.get(path))


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST"])
def test_an_answer_to_every_method_has_the_security_headers(method: str, api: AppClient) -> None:
    for path in [*SORTS, *FAULTY]:
        with case(path):
            _has_the_security_headers(api.request(method, path))


def test_every_answer_has_a_strong_validator_and_may_be_cached_by_everyone(api: AppClient) -> None:
    for path in PATHS:
        with case(path):
            answer = api.get(path)
            assert answer.status_code == 200
            assert answer.headers["etag"].startswith('"')
            assert len(answer.headers["etag"]) > 20
            assert answer.headers["vary"] == "Accept, Accept-Encoding"
            assert int(answer.headers["content-length"]) > 0
            if path not in ("/healthz", "/readyz"):
                # A download leads to the URL that names its release.
                named = "release=" in str(answer.url)
                expected = "max-age=31536000, immutable" if named else "max-age=60, stale-while-revalidate=600"
                assert answer.headers["cache-control"] == f"public, {expected}"


def test_head_has_the_headers_of_get_and_no_body(api: AppClient) -> None:
    for path in [*PATHS, *FILES, *FAULTY]:
        with case(path):
            get, head = api.get(path), api.head(path)
            assert head.status_code == get.status_code
            assert head.content == b""
            assert same_headers(head, get)
            assert "content-length" in head.headers or path in FILES, "a compressed file is sent in chunks"


def _is_known(answer: Response, form: str, path: str, api: AppClient) -> None:
    for method in ("GET", "HEAD"):
        known = api.request(method, path, headers={"If-None-Match": form.format(tag=answer.headers["etag"])})
        assert known.status_code == 304
        assert known.content == b""
        for name in ("etag", "vary", "cache-control"):
            assert known.headers[name] == answer.headers[name]
        for name in ("content-type", "content-encoding"):
            assert name not in known.headers
        assert known.headers["access-control-allow-origin"] == "*"


def test_an_answer_that_is_known_already_is_304_without_a_body(api: AppClient) -> None:
    for path in PATHS:
        with case(path):
            _is_known(api.get(path), "{tag}", path, api)


@pytest.mark.parametrize("form", ["W/{tag}", '"other", {tag}', ' "a" ,W/{tag}, "b"', "*"])
def test_a_known_answer_is_known_in_every_form_in_which_a_tag_may_be_written(form: str, api: AppClient) -> None:
    for path in SORTS[:-2]:
        with case(path):
            _is_known(api.get(path), form, path, api)


# `*` stands for any tag only where it stands alone.
@pytest.mark.parametrize("tags", ['"0123456789abcdef"', '"x", *', '*, "x"', "W/*", '""', "nonsense", '"', ","])
def test_an_answer_that_is_not_known_is_sent_whole(tags: str, api: AppClient) -> None:
    for path in SORTS[:-2]:
        with case(path):
            answer = api.get(path, headers={"If-None-Match": tags})
            assert answer.status_code == 200
            assert answer.content == api.get(path).content


@pytest.mark.parametrize("path", FAULTY)
@pytest.mark.parametrize("tags", ["*", '"x"'])
def test_an_error_is_never_304_and_never_stored(tags: str, path: str, api: AppClient) -> None:
    problem(api.get(path, headers={"If-None-Match": tags}), FAULTY[path])


def test_other_questions_have_other_tags(api: AppClient) -> None:
    paths = ["/v1/councils", "/v1/councils?limit=5", "/v1/councils?format=csv", "/v1/councils?format=ndjson"]
    paths += ["/v1/councils?region=London", "/v1/councils/medway", "/v1/councils/herefordshire"]
    assert len({api.get(path).headers["etag"] for path in paths}) == len(paths)
    forms = ["application/json", "text/csv", "application/x-ndjson"]
    assert len({api.get("/v1/councils", headers={"Accept": form}).headers["etag"] for form in forms}) == 3


@pytest.mark.parametrize(
    "path", [LARGE, f"{LARGE}&format=csv", f"{LARGE}&format=ndjson", "/openapi.json", "/docs/swagger"]
)
def test_each_compression_has_its_own_tag_and_the_same_content(path: str, api: AppClient) -> None:
    plain, answer = _raw(api, path, accept_encoding="identity")
    assert "content-encoding" not in answer.headers
    tags = {answer.headers["etag"]}
    for encoding in ENCODINGS:
        sent, answer = _raw(api, path, accept_encoding=encoding)
        assert answer.headers["content-encoding"] == encoding
        assert answer.headers["content-length"] == str(len(sent))
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert len(sent) < len(plain)
        if encoding == "gzip":
            assert gzip.decompress(sent) == plain
        elif encoding == "zstd":
            assert zstandard.ZstdDecompressor().decompressobj().decompress(sent) == plain
        else:
            # The client of the tests undoes it by itself.
            assert api.get(path, headers={"Accept-Encoding": "br"}).content == plain
        tags.add(answer.headers["etag"])
        known = api.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": answer.headers["etag"]})
        assert known.status_code == 304
    assert len(tags) == 4


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_question_has_the_same_bytes_and_the_same_tag_at_another_time(
    encoding: str, shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An answer that is kept would be the same in any case.
    with client_of(shipped.model_copy(update={"cache_bytes": 0})) as api:
        # gzip writes the time into its header, which changed the tag every second.
        first, answer = _raw(api, LARGE, accept_encoding=encoding)
        later = time.time() + 1000
        monkeypatch.setattr(time, "time", lambda: later)
        again, second = _raw(api, LARGE, accept_encoding=encoding)
    assert again == first
    assert second.headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip;q=0.5, br;q=0.1", "gzip"),
        ("gzip;q=0.1, br;q=0.5", "br"),
        ("zstd;q=0.2, gzip;q=0.9, br;q=0.3", "gzip"),
        ("gzip, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.9", "gzip"),
        ("identity, gzip", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "br"),
        ("zstd;q=0, *;q=0.4, gzip;q=0.6", "gzip"),
        ("*;q=0", None),
        ("GZIP", "gzip"),
        ("gzip;x=1", "gzip"),
        ("gzip;q=no", None),
        ("gzip; q=0.7 , br;q=0.2", "gzip"),
    ],
)
def test_the_coding_with_the_highest_weight_wins(accepted: str, coding: str | None, api: AppClient) -> None:
    _, answer = _raw(api, LARGE, accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == coding


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "compress", "", "br;q=0, gzip;q=0"])
def test_a_client_that_accepts_none_of_our_encodings_gets_a_plain_answer(accepted: str, api: AppClient) -> None:
    sent, answer = _raw(api, LARGE, accept_encoding=accepted)
    assert "content-encoding" not in answer.headers
    assert len(json.loads(sent)["items"]) == 100


def test_an_error_may_be_compressed_too_and_stays_a_problem(api: AppClient) -> None:
    path = "/v1/inspections?" + "&".join(f"no{number}=1" for number in range(50))
    for encoding in ("identity", "br", "gzip"):
        errors = problem(api.get(path, headers={"Accept-Encoding": encoding}), 422)
        assert len(errors) == 20


def _is_not_allowed(method: str, path: str, api: AppClient) -> None:
    answer = api.request(method, path)
    if path == "/nowhere":
        problem(answer, 404)
        return
    assert problem(answer, 405) == []
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "GET, HEAD and OPTIONS" in answer.json()["detail"]


def test_nothing_can_be_posted_and_the_answer_says_what_is_allowed(api: AppClient) -> None:
    for path in [*PATHS, *FAULTY, *FILES]:
        with case(path):
            _is_not_allowed("POST", path, api)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_only_reading_is_allowed_and_the_answer_says_what_is(method: str, api: AppClient) -> None:
    for path in [*SORTS, *FAULTY]:
        with case(path):
            _is_not_allowed(method, path, api)


def test_a_body_is_not_read_and_changes_nothing(api: AppClient) -> None:
    problem(api.post("/v1/councils", json={"code": "new"}), 405)
    answer = api.request("GET", "/v1/councils/medway", content=b'{"limit": 3}')
    assert answer.content == api.get("/v1/councils/medway").content


def test_options_says_what_is_allowed_and_has_no_body(api: AppClient) -> None:
    for path in [*PATHS, *FAULTY]:
        with case(path):
            answer = api.options(path)
            assert answer.status_code == 204
            assert answer.content == b""
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert "access-control-allow-methods" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/inspections", "/v1/councils/medway/timeline"])
def test_a_browser_of_any_origin_may_ask_with_headers_of_its_own(path: str, api: AppClient) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match, x-own, authorization",
    }
    answer = api.options(path, headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    # `*` does not cover Authorization, so that the headers asked for are named.
    assert answer.headers["access-control-allow-headers"] == "if-none-match, x-own, authorization"
    assert answer.headers["vary"] == "Access-Control-Request-Headers"
    assert int(answer.headers["access-control-max-age"]) > 0
    assert "access-control-allow-credentials" not in answer.headers
    assert "elsewhere" not in str(answer.headers)
    del asked["Access-Control-Request-Headers"]
    assert api.options(path, headers=asked).headers["access-control-allow-headers"] == "*"
    get = api.get(path, headers={"Origin": "https://elsewhere.example"})
    assert get.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/v1/inspections?limit=1", "/v1/councils/nowhere", "/", "/docs/swagger", "/nowhere"])
def test_no_header_of_a_client_is_repeated_anywhere(path: str, api: AppClient) -> None:
    plain = api.get(path)
    for evil in ("evil.example", "evil.example/x", "[", "a@evil.example", "evil.example?x#y"):
        answer = api.get(
            path,
            headers={
                # A Host that is none is refused before anything could repeat it.
                "Host": "evil.example",
                "X-Forwarded-Host": evil,
                "X-Forwarded-Proto": "evil",
                "X-Forwarded-Prefix": "/evil",
                "Forwarded": f"host={evil}",
                "X-Original-URL": "/evil",
                "Referer": f"https://{evil}/",
                "Origin": f"https://{evil}",
                "User-Agent": evil,
            },
        )
        assert answer.status_code == plain.status_code
        assert answer.content == plain.content
        assert same_headers(answer, plain)


def test_every_answer_of_the_dataset_names_its_release(api: AppClient) -> None:
    release = api.get("/v1/releases/current").json()["code"]
    for path in EXAMPLES.values():
        if path.startswith("/v1/"):
            with case(path):
                # The words of a vocabulary are those of the program, and the release is not asked for.
                named = (None, release) if path == "/v1/vocabularies/grade" else (release,)
                assert api.get(path).headers.get("x-release") in named


@pytest.mark.parametrize("wanted", ["bytes=0-9", "bytes=abc", "bytes=9999999-", "lines=1", "bytes=-1,2-3"])
def test_a_file_is_sent_whole_whatever_part_is_asked_for(wanted: str, api: AppClient) -> None:
    for path in FILES:
        answer = api.get(path, headers={"Range": wanted})
        assert answer.status_code == 200
        assert answer.content == api.get(path).content


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_error_that_nobody_foresaw_is_a_problem_like_any_other_and_says_nothing_of_the_inside(
    method: str, small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(inspection_routes, "find_inspections", fails)
    with client_of(small) as client:
        answer = client.request(method, "/v1/inspections", headers={"Origin": "https://a.example"})
        assert answer.status_code == 500
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers[name] == value
        if method == "GET":
            assert problem(answer, 500) == []
        assert answer.content == b"" or method == "GET"
        assert "hunter2" not in answer.text
        monkeypatch.setattr(inspection_routes, "find_inspections", inspections.find_inspections)
        assert client.get("/v1/inspections").status_code == 200


def test_without_a_dataset_every_question_is_503_with_a_time_to_come_back(tmp_path: Any) -> None:
    with client_of(Settings(data_dir=tmp_path / "nothing")) as client:
        for path in ("/v1/councils", "/v1/councils/medway", "/v1/timeline", "/readyz", "/v1/releases/current"):
            answer = client.get(path)
            problem(answer, 503)
            assert answer.headers["retry-after"] == "2"
            assert "no dataset" in answer.json()["detail"]
        for path in ("/", "/healthz", "/docs/swagger", "/openapi.json"):
            assert client.get(path).status_code == 200
