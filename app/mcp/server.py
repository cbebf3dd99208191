"""The protocol: the tools on standard input and output, or over streamable HTTP at `/mcp` of the server."""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any

import mcp_types as types
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import ValidationError
from pydantic_core import to_json, to_jsonable_python

from app import __version__
from app.errors import DatasetError, NotFound
from app.mcp.tools import TOOLS, Tool
from app.releases.snapshot import Store
from app.spelling import nearest_word

# A request has the arguments of one tool.
MAX_REQUEST_BYTES = 64 * 1024
# How many tools work at once. The other threads, and the connections of a database, are left to the API.
AT_ONCE = 4
INSTRUCTIONS = (
    "The history of Ofsted's inspections of English councils' children's services. Begin with find_council or search. "
    "Every answer names its release, its sources and, in `cite`, how to cite it. State the dates as they are given: a "
    "month or a range is all that is known. `known_to` is the day up to which the sources reach."
)
READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(store: Store) -> Server[dict[str, Any]]:
    """A server of the tools over a store."""
    limiter = CapacityLimiter(AT_ONCE)

    async def list_tools(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_published(tool) for tool in TOOLS.values()])

    async def call_tool(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        return await run_sync(_result, store, asked.name, asked.arguments or {}, limiter=limiter)

    return Server(
        "inspection-history",
        title="Inspection History",
        version=__version__,
        instructions=INSTRUCTIONS,
        get_tool_input_schema=lambda name: _schema(TOOLS[name]) if name in TOOLS else None,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_stdio(store: Store) -> None:
    """Serves on standard input and output until the input ends."""

    async def run() -> None:
        server = make_server(store)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    asyncio.run(run())


def over_http(store: Store) -> StreamableHTTPSessionManager:
    """The tools over streamable HTTP, as an application that runs within `run()`.

    It keeps no session, so any worker can answer any request.
    """
    return StreamableHTTPSessionManager(
        make_server(store), json_response=True, stateless=True, max_request_body_size=MAX_REQUEST_BYTES
    )


@cache
def _schema(tool: Tool) -> dict[str, Any]:
    return tool.arguments.model_json_schema()


def _published(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.answer.__doc__,
        input_schema=_schema(tool),
        annotations=READ_ONLY,
    )


def _result(store: Store, name: str, given: Mapping[str, Any]) -> types.CallToolResult:
    """What a tool answers. An error that the assistant can correct is an answer too, in words."""
    if name not in TOOLS:
        return _refusal(f"There is no tool {name!r}; expected one of {', '.join(TOOLS)}.")
    tool = TOOLS[name]
    try:
        arguments = tool.arguments.model_validate(given)
        with store.snapshot() as snapshot:
            answer = to_jsonable_python(tool.answer(snapshot, arguments))
    except ValidationError as error:
        return _refusal("; ".join(_fault(tool, item["loc"], item["type"], item["msg"]) for item in error.errors()))
    except NotFound as error:
        hint = f" Did you mean {error.suggestion}?" if error.suggestion else ""
        return _refusal(error.detail + hint)
    except DatasetError as error:
        return _refusal(error.detail)
    text = types.TextContent(type="text", text=to_json(answer).decode())
    return types.CallToolResult(content=[text], structured_content=answer)


def _fault(tool: Tool, place: tuple[int | str, ...], kind: str, message: str) -> str:
    name = ".".join(map(str, place))
    if kind == "extra_forbidden":
        known = list(tool.arguments.model_fields)
        near = nearest_word(name, known)
        return f"{name}: unknown argument; " + (f"did you mean {near}?" if near else f"expected {', '.join(known)}")
    return f"{name}: {message.removeprefix('Value error, ')}"


def _refusal(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=message)], is_error=True)
