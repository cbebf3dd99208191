"""The explorer: pages for people, over the same queries as the API."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

from app.explorer import views


def _routers() -> tuple[APIRouter, ...]:
    names = [module.name for module in iter_modules(views.__path__) if module.name != "home"]
    return tuple(import_module(f"{views.__name__}.{name}").pages for name in names)


# The files in `views/`, by name. A new file is served without being listed. The home page has a place of its own.
ROUTERS = _routers()
