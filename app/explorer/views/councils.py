"""The page of all councils."""

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page
from app.http.strict_route import StoreDep
from app.listing.parameters import Words, parameter
from app.listing.schema import Schema
from app.queries.outcomes import OutcomeQuery, OutcomeShape, find_wide_outcomes
from app.queries.waiting_times import WaitingTimeQuery, find_waiting_times
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, CouncilType, Grade, OutcomeStatus, Region

pages = page_router()

MOST = 500
# The columns of grades. Care and care leavers were one judgement until the end of 2022.
GRADE_COLUMNS = (Aspect.OVERALL, Aspect.LEADERSHIP, Aspect.HELP_AND_PROTECTION, Aspect.CARE, Aspect.CARE_LEAVERS)
JOINT = Aspect.CARE_AND_CARE_LEAVERS
GONE = (OutcomeStatus.ABOLISHED, OutcomeStatus.NOT_YET_ESTABLISHED)


class Sort(StrEnum):
    """What the councils are sorted by."""

    NAME = "name"
    GRADE = "grade"
    INSPECTED = "inspected"
    WAITING = "waiting"


class CouncilsPageQuery(Schema):
    """The fields of the form on the page of all councils."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: Words[Region] | None = parameter("Only councils of this region.", ["West Midlands"])
    council_type: Words[CouncilType] | None = parameter("Only councils of this type.", ["unitary"])
    grade: Words[Grade] | None = parameter("Only councils with this overall grade.", ["good"])
    sort: Sort = Field(Sort.NAME, description="What the councils are sorted by.", examples=["waiting"])


@pages.get("/councils")
def councils_page(store: StoreDep, query: Annotated[CouncilsPageQuery, Query()]) -> Response:
    """All authorities, with their grades and how long they have waited."""
    given = {
        "region": query.region and ",".join(query.region),
        "council_type": query.council_type and ",".join(query.council_type),
    }
    asked = {"shape": OutcomeShape.WIDE.value, **{name: value for name, value in given.items() if value}}
    head = Head(
        "All councils",
        "Every authority that runs children’s services in England, with its grades and how long it has waited.",
        "/councils",
        f"/v1/outcomes?{urlencode(asked, safe=',')}",
    )
    with store.snapshot() as snapshot:
        rows = council_rows(snapshot, query)
        return answer_page(
            snapshot,
            "councils.html",
            head,
            rows=rows,
            query=query,
            regions=list(Region),
            types=list(CouncilType),
            grades=list(Grade),
            sorts={
                Sort.NAME: "name",
                Sort.GRADE: "overall grade, the worst first",
                Sort.INSPECTED: "last inspection, the latest first",
                Sort.WAITING: "waiting time, the longest first",
            },
        )


def council_rows(snapshot: Snapshot, query: CouncilsPageQuery) -> list[dict[str, Any]]:
    """A row for each present council that is asked for: its grades by aspect, its last inspection, its wait."""
    query_of_all = OutcomeQuery(
        shape=OutcomeShape.WIDE, region=query.region, council_type=query.council_type, limit=MOST
    )
    outcomes = find_wide_outcomes(snapshot, query_of_all).items
    waits = {wait["council_code"]: wait for wait in find_waiting_times(snapshot, WaitingTimeQuery(limit=MOST)).items}
    rows = []
    for row in outcomes:
        code, grades = row["council_code"], row["grade"]
        if row["status"] in GONE or (query.grade and grades[Aspect.OVERALL] not in query.grade):
            continue
        cells = [
            grades[aspect] or (grades[JOINT] if aspect in (Aspect.CARE, Aspect.CARE_LEAVERS) else None)
            for aspect in GRADE_COLUMNS
        ]
        rows.append({**row, "cells": cells, "days": waits[code]["days"] if code in waits else None})
    return sorted(rows, key=_key(query.sort))


def _key(sort: Sort) -> Any:
    order = list(Grade)
    keys = {
        Sort.NAME: lambda row: row["council_name"],
        Sort.GRADE: lambda row: (-order.index(row["cells"][0]) if row["cells"][0] else 1, row["council_name"]),
        Sort.INSPECTED: lambda row: (-_ordinal(row), row["council_name"]),
        Sort.WAITING: lambda row: (-(row["days"] if row["days"] is not None else -1), row["council_name"]),
    }
    return keys[sort]


def _ordinal(row: dict[str, Any]) -> int:
    return row["ended_on"].latest.toordinal() if row["ended_on"] else 0
