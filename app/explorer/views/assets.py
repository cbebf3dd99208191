"""The files that pages load."""

from fastapi import Response

from app.explorer.assets import asset
from app.explorer.page_route import page_router

pages = page_router()


@pages.get("/assets/{version}/{name}")
def read_asset(version: str, name: str) -> Response:
    """A file of the pages."""
    return asset(version, name)


@pages.get("/favicon.ico")
def read_favicon() -> Response:
    """The icon, for programs that ask for it without reading a page."""
    return asset("", "favicon.svg")
