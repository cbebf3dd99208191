"""Files that programs ask for: `robots.txt`, `sitemap.xml`, `llms.txt`."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from fastapi import Request, Response

from app.explorer.api_reference import operations
from app.explorer.page_route import page_router
from app.explorer.views.guide import GUIDES
from app.http.responses import Answer, header_of
from app.http.strict_route import StoreDep
from app.queries.histories import read_facts

pages = page_router()

TEXT = "text/plain; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Answers to questions are endless, so crawlers are asked to leave them out. The tables are at `/v1/downloads`.
ROBOTS = """User-agent: *
Disallow: /v1/
Disallow: /search
Disallow: /embed/
Allow: /v1/downloads
Sitemap: {site}/sitemap.xml
"""
# The host of the request stands in the answer, so the answer to one request must not be sent to another.
NOT_KEPT = (b"cache-control", b"no-store")
PAGES = ("/", "/councils", "/nation", "/compare", "/coverage", "/changes", "/guide", "/docs")
LLMS = """# Inspection History

> The inspection history of English councils' children's services: what Ofsted judged, when, with which grade, and what
> followed, each fact with its source. A public, read-only API and pages over the same data.

Cite the release that an answer names. A null means that a value is not known. A date is as exact as its source: `2014`,
`2023-06`, `2023-06-28` or a range such as `[2020-09-28..2020-12-31]`. The data are under the Open Government Licence
v3.0.

## Documents

{guides}
- [API reference](/docs): every address, parameter, field and error
- [OpenAPI document](/openapi.json): the same for programs
- [What is held and what is missing](/v1/coverage): by council and year
- [Whole tables](/v1/downloads): CSV, NDJSON, Parquet, SQLite

## Addresses

{operations}
"""


@pages.get("/robots.txt")
def read_robots(request: Request) -> Response:
    """What crawlers may read. A sitemap has to be named with its host, which is that of the request."""
    return Answer(ROBOTS.format(site=_site(request)).encode(), TEXT, [NOT_KEPT])


@pages.get("/sitemap.xml")
def read_sitemap(request: Request, store: StoreDep) -> Response:
    """The addresses of the pages: the subjects, every council, the guide and the reference."""
    with store.snapshot() as snapshot:
        councils = [f"/councils/{history.council.code}" for history in read_facts(snapshot).councils]
        guides = [f"/guide/{name}" for name in GUIDES]
        reference = [f"/docs/{code}" for code in operations()]
        return Answer(_sitemap(_site(request), [*PAGES, *councils, *guides, *reference]), "application/xml", [NOT_KEPT])


@pages.get("/llms.txt")
def read_llms() -> Response:
    """What is here, for language models."""
    guides = "\n".join(f"- [{guide.title}](/guide/{name}): {guide.lede}" for name, guide in GUIDES.items())
    addresses = "\n".join(f"- `{one.path}`: {' '.join(one.summary.split())}" for one in operations().values())
    return Answer(LLMS.format(guides=guides, operations=addresses).encode(), TEXT, [])


def _site(request: Request) -> str:
    """The address of this site, as the request has it."""
    host = header_of(request.scope, b"host") or "localhost"
    return f"{request.scope['scheme']}://{host}{request.scope['root_path']}"


def _sitemap(site: str, paths: Sequence[str]) -> bytes:
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    for path in paths:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = site + path
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
