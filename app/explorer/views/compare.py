"""The page that compares councils."""

import re
from typing import Annotated

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.errors import BadQuery, QueryFault
from app.explorer.comparison import Compared, comparison, grades_of, sentence
from app.explorer.council_timeline import ROWS
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page, known_to
from app.explorer.timeline import key_of, tall, wide
from app.explorer.words import listed
from app.http.strict_route import StoreDep
from app.listing.parameters import CouncilFilter
from app.listing.schema import Schema
from app.queries.council_history import framework_names, full_inspections
from app.queries.histories import choose, read_facts
from app.queries.intervals import IntervalRowQuery, find_interval_rows
from app.queries.waiting_times import WaitingTimeQuery, find_waiting_times
from app.releases.snapshot import Snapshot
from app.vocabulary import Measure

pages = page_router()

MOST = 8
# With more councils than these, the heading counts them.
MOST_NAMED = 4
NOT_IN_CODE = re.compile(r"[^A-Za-z0-9]+")


class CompareQuery(Schema):
    """The field of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    council: str | None = Field(
        None,
        description="Up to eight councils with commas between, each by its name or by one of its codes.",
        examples=["herefordshire,medway"],
        max_length=1000,
    )


@pages.get("/compare")
def compare_page(store: StoreDep, query: Annotated[CompareQuery, Query()]) -> Response:
    """Councils side by side; the form alone if none is named."""
    with store.snapshot() as snapshot:
        codes = _codes(snapshot, query.council or "")
        facts = read_facts(snapshot)
        councils = {history.council.code: history.council for history in facts.councils}
        compared = [
            Compared(
                councils[code],
                full_inspections(snapshot, code),
                facts.monitoring_visits.get(code, ()),
                facts.focused_visits.get(code, ()),
            )
            for code in codes
        ]
        names = [one.council.name for one in compared]
        asked = ",".join(codes)
        head = Head(
            f"Compare {listed(names) if len(names) <= MOST_NAMED else f'{len(names)} councils'}"
            if names
            else "Compare councils",
            "What Ofsted judged at several councils, under one axis of time.",
            "/compare",
            f"/v1/timeline?council={asked}" if asked else "/v1/councils",
        )
        drawing = comparison(compared, framework_names(snapshot), known_to(snapshot))
        return answer_page(
            snapshot,
            "compare.html",
            head,
            asked=", ".join(names),
            compared=compared,
            sentence=sentence(compared),
            drawings=[wide(drawing, "compare-wide"), tall(drawing, "compare-tall")] if compared else [],
            signs=key_of(drawing),
            lanes=drawing.lanes,
            aspects=list(ROWS.values()),
            grades={one.council.code: grades_of(one, list(ROWS)) for one in compared},
            between=_days_between(snapshot, codes),
            waits=_waits(snapshot, codes),
        )


def _codes(snapshot: Snapshot, text: str) -> list[str]:
    """The codes of the councils that are named, each once, in that order. Raises BadQuery."""
    named = [NOT_IN_CODE.sub("-", part).strip("-") for part in text.split(",")]
    facts = read_facts(snapshot)
    asked = [name if name in facts.council_codes else name.lower() for name in named if name]
    if len(asked) > MOST:
        message = f"council: {len(asked)} councils; expected at most {MOST}"
        raise BadQuery(QueryFault("council", "too_many", message))
    if asked:
        choose(snapshot, facts, CouncilFilter(council=asked))
    return list(dict.fromkeys(facts.council_codes[name] for name in asked))


def _days_between(snapshot: Snapshot, codes: list[str]) -> dict[str, list[int | None]]:
    """Days from the start of each full inspection to that of the next one, by council."""
    found: dict[str, list[int | None]] = {code: [] for code in codes}
    if codes:
        query = IntervalRowQuery(council=codes, measure=Measure.BETWEEN_INSPECTIONS, limit=500)
        for row in find_interval_rows(snapshot, query).items:
            found[row["council_code"]].append(row["days"])
    return found


def _waits(snapshot: Snapshot, codes: list[str]) -> dict[str, int | None]:
    """Days since the start of the last full inspection, by council; not those that no longer exist."""
    if not codes:
        return {}
    rows = find_waiting_times(snapshot, WaitingTimeQuery(council=codes, limit=500)).items
    return {row["council_code"]: row["days"] for row in rows}
