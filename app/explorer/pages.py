"""What every page has: a head, a frame around its contents, and its own address in the API."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from fastapi import Request
from pydantic_core import from_json

from app.explorer.environment import ENVIRONMENT
from app.http.responses import Answer
from app.queries.histories import read_facts
from app.releases.snapshot import Snapshot

HTML = "text/html; charset=utf-8"
# A page loads files of ours alone, and no other site may frame it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The server that `make serve` starts. The script puts the address of this site in its place.
SITE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Head:
    """What a page says of itself. Paths begin with `/` and have no host."""

    # The h1, and the first part of the title of the window.
    title: str
    # One sentence for search engines.
    description: str
    # The canonical path.
    path: str
    # The path and query of the same data in the API.
    data: str
    # Whether that address has CSV too.
    has_csv: bool = True
    # The pages above this one, by name and path, without the home page.
    trail: tuple[tuple[str, str], ...] = ()
    # The path of the Atom feed of what the page is about.
    feed: str | None = None
    # Whether the h1 stands on the page by itself. A page that wants another one writes it itself.
    plain: bool = True

    @cached_property
    def csv(self) -> str:
        """The path and query of the data as CSV."""
        return f"{self.data}{'&' if '?' in self.data else '?'}format=csv"

    @property
    def samples(self) -> list[tuple[str, str]]:
        """The same question in four languages, by the name of the language."""
        json, csv = SITE + self.data, SITE + self.csv
        python = (
            f'import pandas as pd\n\ntable = pd.read_csv("{csv}")'
            if self.has_csv
            else f'import json\nfrom urllib.request import urlopen\n\nrecord = json.load(urlopen("{json}"))'
        )
        r = f'table <- read.csv("{csv}")' if self.has_csv else f'record <- jsonlite::fromJSON("{json}")'
        return [
            ("curl", f"curl -s '{json}'"),
            ("JavaScript", f'const answer = await fetch("{json}");\nconst data = await answer.json();'),
            ("Python", python),
            ("R", r),
        ]


def known_to(snapshot: Snapshot) -> date:
    """The day up to which the data are known. No SELECT once the facts of the release are read."""
    return read_facts(snapshot).known_to


def answer_page(snapshot: Snapshot, template: str, head: Head, **shown: Any) -> Answer:
    """A page about a release. `shown` is what its template needs beside the frame."""
    text = ENVIRONMENT.get_template(template).render(
        head=head, release=snapshot.release, known_to=known_to(snapshot), **shown
    )
    return Answer(text.encode(), HTML, [(b"x-release", snapshot.release.encode())], policy=POLICY)


def see_other(request: Request, path: str) -> Answer:
    """Leads to another page."""
    location = request.scope["root_path"] + path
    return Answer(b"", "", [(b"location", location.encode()), (b"cache-control", b"no-cache")], 303, POLICY)


def error_page(problem: Answer, path: str) -> Answer:
    """A problem document as a page: what went wrong, what was meant perhaps, and where to go from here."""
    said = from_json(bytes(problem.body))
    head = Head(said["title"], said["detail"], path, "/v1/councils")
    text = ENVIRONMENT.get_template("error.html").render(
        head=head, release=None, known_to=None, problem=said, parent=path.rpartition("/")[0]
    )
    headers = [
        (name, value) for name, value in problem.raw_headers if name in (b"cache-control", b"retry-after", b"allow")
    ]
    return Answer(text.encode(), HTML, headers, problem.status_code, POLICY)
