"""Frameworks, with what they judge."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from app.listing.page import Page, fetch_page
from app.listing.parameters import ListQuery
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.tables import DOMAINS, FRAMEWORKS, columns
from app.records.framework import DomainPublic, FrameworkPublic
from app.releases.snapshot import Snapshot


class FrameworkQuery(ListQuery):
    """The parameters of the list of frameworks."""


FRAMEWORK_LIST = ListDefinition("frameworks", sa.select(*columns(FrameworkPublic, FRAMEWORKS)), (FRAMEWORKS.c.code,))
DOMAIN_LIST = ListDefinition(
    "domains", sa.select(*columns(DomainPublic, DOMAINS)), (DOMAINS.c.framework_code, DOMAINS.c.position)
)


def find_frameworks(snapshot: Snapshot, query: FrameworkQuery) -> Page:
    """A page of frameworks with their domains, by code. Three SELECTs."""
    page = fetch_page(snapshot, FRAMEWORK_LIST, query, Where())
    add_domains(snapshot, page.items)
    return page


def add_domains(snapshot: Snapshot, frameworks: list[dict[str, Any]]) -> None:
    """Adds its domains to each framework, in order, in one SELECT for all of them."""
    domains = defaultdict(list)
    codes = [framework["code"] for framework in frameworks]
    for domain in fetch_all(snapshot, DOMAIN_LIST, Where().one_of(codes, DOMAINS.c.framework_code)):
        domains[domain["framework_code"]].append(domain)
    for framework in frameworks:
        framework["domains"] = domains[framework["code"]]
