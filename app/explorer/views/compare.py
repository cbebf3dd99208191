"""The page that compares councils."""

from typing import Annotated

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.errors import BadQuery, QueryFault
from app.explorer.comparison import Compared, comparison, grades_of, sentence
from app.explorer.council_timeline import ASPECT_ROWS
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page, known_to
from app.explorer.timeline import key_of, tall, wide
from app.explorer.words import listed
from app.http.strict_route import StoreDep
from app.listing.schema import Schema
from app.queries.council_history import framework_names, full_inspections
from app.queries.councils import neighbours_owner
from app.queries.histories import named_codes, read_facts
from app.queries.intervals import IntervalRowQuery, find_interval_rows
from app.queries.waiting_times import WaitingTimeQuery, find_waiting_times
from app.releases.snapshot import Snapshot
from app.vocabulary import Measure

pages = page_router()

MOST = 8
# With more councils than these, the heading counts them.
MOST_NAMED = 4


class CompareQuery(Schema):
    """The field of the form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    council: str | None = Field(
        None,
        description="Up to eight councils with commas between, each by its name or by one of its codes.",
        examples=["herefordshire,medway"],
        max_length=1000,
    )
    neighbours_of: str | None = Field(
        None,
        description="One council, by its name or by one of its codes, to compare with its statistical neighbours.",
        examples=["medway"],
        max_length=100,
    )


@pages.get("/compare")
def compare_page(store: StoreDep, query: Annotated[CompareQuery, Query()]) -> Response:
    """Councils side by side; the form alone if none is named."""
    with store.snapshot() as snapshot:
        like = _owner(snapshot, query)
        codes = _codes(snapshot, query.council or "") if like is None else _with_neighbours(snapshot, like)
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
            _heading(names, is_like=like is not None),
            "What Ofsted judged at several councils, under one axis of time.",
            "/compare",
            f"/v1/timeline?council={asked}" if asked else "/v1/councils",
        )
        drawing = comparison(compared, framework_names(snapshot), known_to(snapshot))
        return answer_page(
            snapshot,
            "compare.html",
            head,
            asked="" if like else ", ".join(names),
            is_like=like is not None,
            first=names[0] if names else "",
            compared=compared,
            sentence=sentence(compared),
            drawings=[wide(drawing, "compare-wide"), tall(drawing, "compare-tall")] if compared else [],
            signs=key_of(drawing),
            timeline=drawing,
            aspects=list(ASPECT_ROWS.values()),
            grades={one.council.code: grades_of(one, list(ASPECT_ROWS)) for one in compared},
            between=_days_between(snapshot, codes),
            waits=_waits(snapshot, codes),
        )


def _heading(names: list[str], *, is_like: bool) -> str:
    """What is compared: the names, unless they are too many for a heading."""
    if not names:
        return "Compare councils"
    if is_like and len(names) > 1:
        return f"Compare {names[0]} with its {len(names) - 1} statistical neighbours"
    return f"Compare {listed(names) if len(names) <= MOST_NAMED else f'{len(names)} councils'}"


def _owner(snapshot: Snapshot, query: CompareQuery) -> str | None:
    """The code of the council whose neighbours are asked for; None if none is. Raises BadQuery."""
    if query.neighbours_of is None:
        return None
    if query.council:
        message = "neighbours_of: not together with council; expected one of the two"
        raise BadQuery(QueryFault("neighbours_of", "not_with_council", message))
    return neighbours_owner(snapshot, query.neighbours_of)


def _with_neighbours(snapshot: Snapshot, code: str) -> list[str]:
    """The code of a council and those of its statistical neighbours, most alike first."""
    return [code, *(neighbour for _, neighbour in read_facts(snapshot).neighbours.get(code, ()))]


def _codes(snapshot: Snapshot, text: str) -> list[str]:
    """The codes of the councils that are named, each once, in that order. Raises BadQuery."""
    asked = [name for part in text.split(",") if (name := part.strip())]
    if len(asked) > MOST:
        message = f"council: {len(asked)} councils; expected at most {MOST}"
        raise BadQuery(QueryFault("council", "too_many", message))
    return named_codes(snapshot, read_facts(snapshot), asked) if asked else []


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
