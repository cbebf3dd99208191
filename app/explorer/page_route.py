"""Routes of pages: as strict as those of the API, but a form may leave fields empty, and errors are pages."""

from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from starlette.routing import Match
from starlette.types import Scope

from app.errors import DatasetError, NotAcceptable
from app.explorer.pages import error_page
from app.http.problem_details import not_found, problem_of
from app.http.responses import Answer, must_accept
from app.http.strict_route import StrictRoute, parameters_of

HTML, JSON = "text/html", "application/json"


def prefers_pages(scope: Scope) -> bool:
    """Whether a client likes HTML better than JSON, as browsers do. Programs mostly take anything."""
    try:
        return must_accept(scope, JSON, HTML) == 1
    except NotAcceptable:
        return False


class PageRoute(StrictRoute):
    """The route of a page."""

    def _read(self, query_string: bytes) -> dict[str, str]:
        """The parameters, as a form sends them: without the empty fields, and with the ticked boxes of one name joined.

        Raises BadQuery.
        """
        joined: dict[str, list[str]] = {}
        for name, value in parameters_of(query_string):
            if value.strip():
                joined.setdefault(name, []).append(value)
        return super()._read(urlencode({name: ",".join(values) for name, values in joined.items()}).encode())

    def _refusal(self, error: DatasetError | RequestValidationError, scope: Scope) -> Answer:
        """The error as a page for a browser, and as a problem document for a program."""
        answer = problem_of(error)
        return error_page(answer, scope["path"]) if prefers_pages(scope) else answer


class ForBrowsers(PageRoute):
    """The route of a page at a path where the API has an answer too. The page is for clients that prefer HTML."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http" or scope["path"] != self.path or not prefers_pages(scope):
            return Match.NONE, {}
        return super().matches(scope)


def unknown_path(scope: Scope) -> Answer:
    """The answer to a path that no route has: a page for a browser, a problem document for a program."""
    answer = not_found()
    return error_page(answer, scope["path"]) if prefers_pages(scope) else answer


def page_router(route_class: type[PageRoute] = PageRoute) -> APIRouter:
    """A router of pages. The OpenAPI document does not list them."""
    return APIRouter(route_class=route_class, include_in_schema=False)
