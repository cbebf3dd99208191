"""The API described for people: Swagger UI, from files of our own, so that no page is fetched from elsewhere."""

from functools import cache
from pathlib import Path

from fastapi import Response
from pydantic_core import from_json, to_json
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from app.http.dependencies import router

STATIC = Path(__file__).resolve().parent.parent / "static"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inspection History: the API</title>
<link rel="icon" href="/static/swagger-ui/favicon-32x32.png">
<link rel="stylesheet" href="/static/swagger-ui/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript><p>This page needs JavaScript. The same description for machines is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>
<script src="/static/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/static/start.js"></script>
</body>
</html>
"""
# Swagger UI writes style attributes and shows its icons from data URLs; everything else must be a file of ours.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class WholeFiles(StaticFiles):
    """Files, never parts of them: the framework answers a malformed Range in plain text, and no page asks for one."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, send)


routes = router("Documentation")


@routes.get("/docs", include_in_schema=False)
def read_docs() -> Response:
    """The page."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": PAGE_POLICY})


@routes.get("/openapi.json", include_in_schema=False)
def read_openapi() -> Response:
    """The OpenAPI document, as it is committed.

    Making it takes a second, in which nothing else was answered. A test holds that the file is what the code says.
    """
    return Response(_document(), media_type="application/json")


@cache
def _document() -> bytes:
    return to_json(from_json((STATIC / "openapi.json").read_bytes()))
