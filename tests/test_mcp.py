"""The tools for assistants: what each answers and refuses, over standard input and output and over HTTP."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from app.mcp.server import make_server
from app.mcp.tools import MOST, TOOLS
from app.releases.snapshot import Store
from app.releases.store import open_store
from app.settings import ROOT, Settings
from tests.client import AppClient
from tests.conftest import case, client_of
from tests.served import running
from tests.test_cli import said

# Arguments that find something in the fixture, for each tool: the examples of all its arguments, or of those named.
EXAMPLES = [
    *((name, tuple(tool.arguments.model_fields)) for name, tool in TOOLS.items()),
    ("read_timeline", ("council",)),
    ("read_outcomes", ()),
    ("search", ("words",)),
]


@pytest.fixture(scope="module")
def store(of_fixture: Settings) -> Iterator[Store]:
    store = open_store("", of_fixture.data_dir)
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(of_fixture: Settings) -> Iterator[AppClient]:
    with client_of(of_fixture) as client:
        yield client


def example(tool: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The examples of some arguments of a tool."""
    fields = TOOLS[tool].arguments.model_fields
    return {name: examples[0] for name in names if (examples := fields[name].examples)}


def called(store: Store, tool: str, arguments: dict[str, Any]) -> Any:
    """What a tool answers to a client in the same process."""

    async def call() -> Any:
        async with Client(make_server(store)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(call())


@pytest.mark.parametrize(("tool", "names"), EXAMPLES)
def test_an_answer_names_its_release_its_sources_and_the_same_answer_of_the_api(
    store: Store, client: AppClient, tool: str, names: tuple[str, ...]
) -> None:
    result = called(store, tool, example(tool, names))
    assert not result.is_error, result.content
    answer = result.structured_content
    assert answer["sources"], "an answer without a source"
    assert answer["cite"].endswith(f"<{answer['url']}>")
    same = client.get(answer["url"])
    assert same.status_code == 200, same.text
    assert same.headers["X-Release"] == answer["release"]
    if "total" in answer:
        assert same.json()["total"] == answer["total"] > 0


def test_every_record_of_a_list_has_its_source_in_the_answer(store: Store) -> None:
    answer = called(store, "read_timeline", {"council": "Herefordshire", "limit": MOST}).structured_content
    assert len(answer["items"]) == MOST < answer["total"]
    assert {item["source_code"] for item in answer["items"]} == {source["code"] for source in answer["sources"]}


def test_the_parts_of_a_list_follow_each_other(store: Store) -> None:
    whole = called(store, "read_timeline", {"council": "cumbria", "limit": 4}).structured_content
    first = called(store, "read_timeline", {"council": "cumbria", "limit": 2}).structured_content
    arguments = {"council": "cumbria", "limit": 2, "cursor": first["cursor"]}
    second = called(store, "read_timeline", arguments).structured_content
    assert first["items"] + second["items"] == whole["items"]


def test_the_outcome_and_its_absence_are_those_of_the_day(store: Store) -> None:
    arguments = {"council": ["brent", "herefordshire"], "as_at": "2026-06-30"}
    items = called(store, "read_outcomes", arguments).structured_content["items"]
    assert [(item["council_code"], item["grade"], item["absence"]) for item in items] == [
        ("brent", None, "not_judged_under_framework"),
        ("herefordshire", "good", None),
    ]


def test_councils_are_compared_in_each_aspect(store: Store) -> None:
    answer = called(store, "compare_councils", {"councils": ["Birmingham", "E06000019"], "as_at": "2019-01"})
    items = answer.structured_content["items"]
    assert [item["grade"]["leadership"] for item in items] == ["requires_improvement", "inadequate"]
    assert all(item["days_since_inspection_began"] > 0 for item in items)


def test_a_citation_shows_the_source_that_disagrees(store: Store) -> None:
    items = called(store, "cite", {"record": "herefordshire-ilacs-2018-06"}).structured_content["items"]
    disagreeing = [item["stated_value"] for item in items if item["standing"] == "alternative"]
    assert "2018-06-04" in disagreeing


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("find_council", {"council": "Hereford"}, "There is no council 'Hereford'. Did you mean herefordshire?"),
        (
            "find_council",
            {"counci": "Hull"},
            "council: Field required; counci: unknown argument; did you mean council?",
        ),
        ("read_outcomes", {"as_at": "0"}, "as_at: expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ("read_outcomes", {"limit": 51}, "limit: Input should be less than or equal to 50"),
        (
            "compare_councils",
            {"councils": ["brent"]},
            "councils: List should have at least 2 items after validation, not 1",
        ),
        ("read_outcomes", {"council": ["brant"]}, "council: there is no council 'brant'; did you mean brent?"),
        ("cite", {"record": "x"}, "There is no record 'x' that is cited. Take a code from the answer of another tool."),
        ("find", {}, f"There is no tool 'find'; expected one of {', '.join(TOOLS)}."),
    ],
)
def test_what_is_not_understood_is_refused_in_words(
    store: Store, tool: str, arguments: dict[str, Any], words: str
) -> None:
    result = called(store, tool, arguments)
    assert result.is_error
    assert result.content[0].text == words


def test_without_a_release_a_tool_says_what_to_do(folder: Path) -> None:
    result = called(open_store("", folder), "search", {"words": "front door"})
    assert result.is_error
    assert "python -m app seed" in result.content[0].text


def is_complete(tools: Any) -> bool:
    """Whether a list of tools is ours, each read-only, described, and with a description of each argument."""
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        with case(tool.name):
            assert tool.annotations.read_only_hint
            assert tool.description
            assert tool.input_schema["additionalProperties"] is False
            assert all(given.get("description") for given in tool.input_schema["properties"].values())
    return len(tools) == 6


def test_the_command_serves_the_tools_on_standard_input_and_output(of_fixture: Settings) -> None:
    environment = {**os.environ, "DATA_DIR": str(of_fixture.data_dir), "DATABASE_URL": ""}
    command = StdioServerParameters(command=sys.executable, args=["-m", "app", "mcp"], env=environment, cwd=ROOT)

    async def ask() -> None:
        async with Client(stdio_client(command)) as client:
            assert is_complete((await client.list_tools()).tools)
            result = await client.call_tool("find_council", {"council": "E06000019"})
            assert result.structured_content["council"]["code"] == "herefordshire"

    asyncio.run(ask())


def test_a_server_with_the_setting_answers_at_mcp_beside_the_api_and_logs_and_counts_it_under_its_route(
    of_fixture: Settings, folder: Path
) -> None:
    with running(folder, of_fixture, MCP="true", METRICS="true", LOG_LEVEL="info") as server:

        async def ask() -> None:
            async with Client(f"http://127.0.0.1:{server.port}/mcp") as client:
                assert is_complete((await client.list_tools()).tools)
                result = await client.call_tool("cite", {"record": "brent-ilacs-2026-04"})
                assert result.structured_content["sources"]

        asyncio.run(ask())
        assert server.ask(b"GET /v1/councils/brent HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200")
        asked = b'{"jsonrpc":"2.0","id":1,"method":"ping"}'
        head = b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json"
        head += b"\r\nAccept: application/json, text/event-stream"
        answer = server.ask(head + b"\r\nContent-Length: %d\r\n\r\n" % len(asked) + asked)
        assert answer.startswith(b"HTTP/1.1 200")
        (request_id,) = re.findall(rb"(?i)x-request-id: ([0-9a-f]{16})\r\n", answer)
        counted = server.ask(b"GET /metrics HTTP/1.0\r\n\r\n").decode()
        count = re.search(r'_count\{.*route="/mcp".*\} (\d+)\n', counted)
        assert count
        server.process.terminate()
        server.process.wait(10)
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert {line["level"] for line in lines} == {"info"}
    logged = [line for line in lines if line.get("route") == "/mcp"]
    assert len(logged) == int(count[1])
    (line,) = [line for line in logged if line["request_id"] == request_id.decode()]
    body = answer.partition(b"\r\n\r\n")[2]
    assert (line["method"], line["status"], line["bytes"]) == ("POST", 200, len(body))


def test_a_server_without_the_setting_has_nothing_at_mcp(client: AppClient) -> None:
    assert (client.get("/mcp").status_code, client.post("/mcp", json={}).status_code) == (404, 404)


@pytest.mark.parametrize("command", ["mcp", "serve"])
def test_without_the_package_the_command_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("MCP", "true")
    monkeypatch.setattr("app.__main__.find_spec", lambda _: None)
    result = said(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "The tools for assistants need the package mcp; `make mcp` installs it.\n"
