"""The OpenAPI document, and Swagger UI from files of our own, so that browsers load nothing from other hosts."""

from functools import cache
from mimetypes import guess_type
from pathlib import Path

from fastapi import Request, Response
from pydantic_core import from_json, to_json

from app.errors import NotFound
from app.http.dependencies import router
from app.http.problem_details import NOTHING_HERE
from app.http.responses import Answer

STATIC = Path(__file__).resolve().parent.parent / "static"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inspection History: the API</title>
<link rel="icon" href="../static/swagger-ui/favicon-32x32.png">
<link rel="stylesheet" href="../static/swagger-ui/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript><p>This page needs JavaScript. The same description for machines is at <a href="../openapi.json">openapi.json</a>.</p></noscript>
<script src="../static/swagger-ui/swagger-ui-bundle.js"></script>
<script src="../static/start.js"></script>
</body>
</html>
"""
# Swagger UI writes style attributes and shows its icons from data URLs; everything else must be a file of ours.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


routes = router("Documentation")


@routes.get("/docs/swagger", include_in_schema=False)
def read_swagger() -> Response:
    """The page of Swagger UI."""
    return Answer(PAGE.encode(), "text/html; charset=utf-8", [], policy=PAGE_POLICY)


@routes.get("/openapi.json", include_in_schema=False)
def read_openapi(request: Request) -> Response:
    """The committed OpenAPI document, with the path under which a proxy serves this server.

    Making the document takes a second, in which the server would answer nothing else. A test compares the file with the
    code.
    """
    return Answer(_document(request.scope["root_path"]), "application/json", [])


@routes.get("/static/{name:path}", include_in_schema=False)
def read_static(name: str) -> Response:
    """A file of the page. Raises NotFound."""
    if name not in _files():
        raise NotFound(NOTHING_HERE)
    path = STATIC / name
    return Answer(path.read_bytes(), guess_type(name)[0] or "text/plain; charset=utf-8", [])


@cache
def _files() -> frozenset[str]:
    """The names of the files, so that no other file can be named."""
    return frozenset(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())


@cache
def _document(root_path: str) -> bytes:
    document = from_json((STATIC / "openapi.json").read_bytes())
    if root_path:
        document["servers"] = [{"url": root_path}]
    return to_json(document)
