"""Frameworks, with what they judge."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.listing.definition import Listing
from app.listing.page import Page, fetch_page
from app.listing.parameters import ListQuery
from app.queries.tables import DOMAINS, FRAMEWORKS, columns
from app.records.framework import DomainPublic, FrameworkPublic
from app.releases.prepared import Prepared, padded, place
from app.releases.snapshot import Snapshot


class FrameworkQuery(ListQuery):
    """What the list of frameworks takes."""


LISTING = Listing("frameworks", sa.select(*columns(FrameworkPublic, FRAMEWORKS)), (FRAMEWORKS.c.code,))


def find_frameworks(snapshot: Snapshot, query: FrameworkQuery) -> Page:
    """A page of frameworks with their domains, by code. Three SELECTs."""
    page = fetch_page(snapshot, LISTING, query, [])
    add_domains(snapshot, page.items)
    return page


def add_domains(snapshot: Snapshot, items: list[dict[str, Any]]) -> None:
    """Adds its domains to each framework, in order, in one SELECT for all of them."""
    domains = defaultdict(list)
    codes = padded(item["code"] for item in items)
    for row in snapshot.items(_domains(len(codes)), codes):
        domains[row["framework_code"]].append(row)
    for item in items:
        item["domains"] = domains[item["code"]]


@lru_cache(maxsize=50)
def _domains(count: int) -> Prepared:
    codes = [place(at, DOMAINS.c.framework_code.type) for at in range(count)]
    chosen = sa.select(*columns(DomainPublic, DOMAINS)).where(DOMAINS.c.framework_code.in_(codes))
    return Prepared(chosen.order_by(DOMAINS.c.framework_code, DOMAINS.c.position))
