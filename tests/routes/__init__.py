"""What the tests of the web floor share: the register of endpoints, whole lists, and what every error must be."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from typing import Any

from httpx2 import Response

from app.settings import ROOT
from tests.client import AppClient
from tests.document import operations

Whole = Callable[[str], list[dict[str, Any]]]
# A real path of the shipped dataset for every endpoint, which is its documented example.
EXAMPLES = {operation.path: operation.paths()[0] for operation in operations()}
PARAMETERS = {operation.path: {parameter["name"] for parameter in operation.queries} for operation in operations()}
# Lists of what is computed have no records of their own: test_analysis.py holds what they promise.
COMPUTED_PATHS = [operation.path for operation in operations() if operation.is_list and operation.is_computed]
# The parameters that take several values, with commas between them or repeated.
SEVERAL = {
    operation.path: {p["name"] for p in operation.queries if p["schema"].get("type") == "array"}
    for operation in operations()
}
LISTS = [o for o in operations() if o.is_list and not o.is_computed and "{" not in o.path]
LIST_PATHS = [operation.path for operation in LISTS]
PAGED_PATHS = [path for path in LIST_PATHS if "cursor" in PARAMETERS[path]]
# The dates of findings are those of their records: test_filters.py asks for them.
DATED_PATHS = [path for path in LIST_PATHS if "happened_from" in PARAMETERS[path] and path != "/v1/findings"]
ORDERED_PATHS = [path for path in LIST_PATHS if "order" in PARAMETERS[path]]
# A release is no record.
RECORD_PATHS = [path for path in EXAMPLES if path.endswith("/{code}") and path != "/v1/releases/{code}"]
SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
}
# Words that only the inside of the program would say.
INTERNALS = re.compile(
    r"traceback|sqlite|sqlalchemy|psycopg|pydantic|starlette|fastapi|site-packages|\.py\b|line \d+, in", re.I
)


def everything(client: AppClient, path: str, **parameters: str) -> list[dict[str, Any]]:
    """All items of a list, on pages as large as they get."""
    found: list[dict[str, Any]] = []
    large = {"limit": "500"} if path in PAGED_PATHS or path.endswith("/timeline") else {}
    answer = client.get(path, params={**large, **parameters})
    while True:
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        assert len(found) <= page["total"], "a row came twice, and the walk may never end"
        if page["next"] is None:
            assert len(found) == page["total"]
            return found
        answer = client.get(page["next"])


def problem(answer: Response, status: int) -> list[dict[str, Any]]:
    """Checks that an answer is an error in exactly the declared shape, and returns what it says is wrong."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    body = answer.json()
    assert list(body) == ["type", "title", "status", "detail", "errors"]
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    for error in body["errors"]:
        assert list(error) == ["parameter", "code", "message", "allowed", "suggestion"]
        assert re.fullmatch("[a-z_]+", error["code"])
        assert error["parameter"]
        assert error["message"]
        assert error["allowed"] is None or error["allowed"] == list(map(str, error["allowed"]))
        assert error["suggestion"] is None or isinstance(error["suggestion"], str)
    # What the client itself wrote is repeated to it, and may be the name of one of our parts.
    own = re.sub("|".join(re.escape(error["parameter"]) for error in body["errors"]) or "(?!)", "", str(body))
    assert not INTERNALS.search(own), answer.text
    assert str(ROOT) not in answer.text
    errors: list[dict[str, Any]] = body["errors"]
    return errors


def refused(answer: Response, parameter: str, code: str) -> dict[str, Any]:
    """Checks that a request was refused for one fault of one parameter, and returns the fault."""
    (error,) = problem(answer, 422)
    assert (error["parameter"], error["code"]) == (parameter, code)
    assert error["message"].startswith(parameter), "a message names what it is about"
    assert error["message"] in answer.json()["detail"]
    return error


def bounds(text: str) -> tuple[str, str]:
    """The first and the last day of a partial date, worked out here and not by the code that is tested."""
    if text.startswith("["):
        first, last = text[1:-1].split("..")
        return first, last
    parts = text.split("-")
    if len(parts) == 1:
        return f"{text}-01-01", f"{text}-12-31"
    if len(parts) == 2:
        return f"{text}-01", f"{text}-{monthrange(int(parts[0]), int(parts[1]))[1]:02}"
    return text, text


def in_period(span: tuple[str, str] | None, first: str | None, last: str | None, within: bool) -> bool:
    """Whether a span counts in a period, said as naively as possible: days are text, which sorts as days do."""
    if first is None and last is None:
        return True
    if span is None:
        return False
    begin = bounds(first)[0] if first else "0000-00-00"
    end = bounds(last)[1] if last else "9999-99-99"
    earliest, latest = span
    return begin <= earliest and latest <= end if within else not (latest < begin or end < earliest)


def happened(item: dict[str, Any]) -> tuple[str, str]:
    return item["earliest"], item["latest"]


def published(item: dict[str, Any]) -> tuple[str, str] | None:
    return bounds(item["published_on"]) if item["published_on"] else None


def codes(items: Iterable[dict[str, Any]]) -> list[str]:
    """What the items of a list are told apart by."""
    return [item.get("code") or item.get("council_code") or item["name"] for item in items]
