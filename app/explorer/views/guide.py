"""The guide: the documents of `docs/` that users need, as pages."""

from dataclasses import dataclass
from functools import cache

from fastapi import Response

from app.errors import NotFound
from app.explorer.markdown import GuideDocument, read
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.problem_details import NOTHING_HERE
from app.http.strict_route import StoreDep
from app.settings import ROOT

pages = page_router()


@dataclass(frozen=True)
class Guide:
    """A page of the guide: its file, and for whom it is."""

    file: str
    title: str
    lede: str


GUIDES = {
    "researchers": Guide(
        "docs/researchers.md", "For researchers", "Questions that researchers ask, each in curl, R and Python."
    ),
    "api": Guide(
        "docs/api.md",
        "For front-end teams: using the API",
        "Lists, formats, dates, sources, errors, browsers.",
    ),
    "definitions": Guide("docs/definitions.md", "Definitions", "What each statistic counts, and what it leaves out."),
    "stability": Guide("docs/stability.md", "Stability", "What may change in the API and in the data, and what not."),
    "licence": Guide("docs/licence.md", "Licence", "What you may do with the data and the code, and how to cite."),
}
# The addresses of files to which documents lead.
LINKS = {guide.file.removeprefix("docs/"): f"/guide/{name}" for name, guide in GUIDES.items()}


@pages.get("/guide")
def guide_page(store: StoreDep) -> Response:
    """What there is to read."""
    head = Head(
        "Guide",
        "How to use the history of Ofsted’s inspections: for researchers, for front-end teams, definitions, licence.",
        "/guide",
        "/openapi.json",
        has_csv=False,
    )
    with store.snapshot() as snapshot:
        return answer_page(snapshot, "guide.html", head, guides=GUIDES)


@pages.get("/guide/{name}")
def guide_document_page(store: StoreDep, name: str) -> Response:
    """A document. Raises NotFound."""
    if name not in GUIDES:
        raise NotFound(NOTHING_HERE)
    guide = GUIDES[name]
    head = Head(guide.title, guide.lede, f"/guide/{name}", "/openapi.json", has_csv=False, trail=(("Guide", "/guide"),))
    with store.snapshot() as snapshot:
        return answer_page(snapshot, "guide_document.html", head, document=_document(name))


@cache
def _document(name: str) -> GuideDocument:
    return read((ROOT / GUIDES[name].file).read_text(encoding="utf-8"), LINKS)
