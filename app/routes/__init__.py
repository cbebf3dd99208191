"""The JSON endpoints, one file for each subject."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

# The framework tries one route after another, about 2 us each, so the routes that are asked most come first. All other
# files follow by name, so a new file is served without being listed.
FIRST = (
    "councils",
    "inspections",
    "monitoring_visits",
    "focused_visits",
    "interventions",
    "meetings",
    "context_events",
    "findings",
    "figures",
    "frameworks",
    "outcomes",
    "transitions",
    "spells",
    "intervals",
    "waiting_times",
    "panel",
    "sources",
    "search",
    "dataset",
    "downloads",
    "changes",
)
# Served only if a setting says so.
OPTIONAL = ("metrics",)


def _routers() -> tuple[APIRouter, ...]:
    names = [module.name for module in iter_modules(__path__) if module.name not in OPTIONAL]
    ordered = [*FIRST, *(name for name in names if name not in FIRST)]
    return tuple(import_module(f"{__name__}.{name}").routes for name in ordered)


ROUTERS = _routers()
