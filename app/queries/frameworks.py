"""Frameworks, with what they judge."""

from collections import defaultdict
from typing import Annotated, Any

import sqlalchemy as sa

from app.listing.page import Page, fetch_page
from app.listing.parameters import (
    Code,
    RecordFilter,
    RecordQuery,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.record_filters import add_record_filters
from app.listing.statement import ListDefinition, Where, fetch_all
from app.queries.tables import DOMAINS, FRAMEWORKS, columns
from app.records.framework import DomainPublic, FrameworkPublic
from app.releases.snapshot import Snapshot


class FrameworkQuery(RecordQuery, RecordFilter):
    """The parameters of the list of frameworks."""

    code: Words[Code] | None = codes_parameter("ilacs")
    fields: Annotated[list[str] | None, fields_of(FrameworkPublic)] = fields_parameter("code", "name", "introduced_on")
    sort: Annotated[list[str] | None, sorts_by("code", "name", "introduced_on", "withdrawn_on", "recorded_on")] = (
        sort_parameter("-introduced_on")
    )


FRAMEWORK_LIST = ListDefinition("frameworks", sa.select(*columns(FrameworkPublic, FRAMEWORKS)), (FRAMEWORKS.c.code,))
DOMAIN_LIST = ListDefinition(
    "domains", sa.select(*columns(DomainPublic, DOMAINS)), (DOMAINS.c.framework_code, DOMAINS.c.position)
)


def find_frameworks(snapshot: Snapshot, query: FrameworkQuery) -> Page:
    """A page of frameworks with their domains, by code. Three SELECTs, and one more if codes are named."""
    where = Where()
    add_record_filters(where, snapshot, query, FRAMEWORKS)
    page = fetch_page(snapshot, FRAMEWORK_LIST, query, where)
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
