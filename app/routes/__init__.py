"""The JSON endpoints, one file for each thing that they answer."""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

# The framework tries one route after the other, so that those that are asked most stand first. Every other file follows
# by name: a new one is served because it is here.
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
    "dataset",
    "downloads",
    "changes",
)
# Served only where they are switched on.
OPTIONAL = ("metrics",)


def _routers() -> tuple[APIRouter, ...]:
    names = [module.name for module in iter_modules(__path__) if module.name not in OPTIONAL]
    ordered = [*FIRST, *(name for name in names if name not in FIRST)]
    return tuple(import_module(f"{__name__}.{name}").routes for name in ordered)


ROUTERS = _routers()
