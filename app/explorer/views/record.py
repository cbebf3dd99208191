"""The page of a dated record: one view and one template for every kind of the register."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import Path, Response

from app.explorer.fields import shown_fields
from app.explorer.page_route import page_router
from app.explorer.pages import SITE, Head, answer_page
from app.explorer.words import event_days
from app.http.strict_route import StoreDep
from app.queries.citations import citations_of
from app.queries.council_history import find_events, find_sources_by_code, framework_names, get_owner
from app.queries.councils import get_uncited_council
from app.queries.findings import FigureQuery, FindingQuery, find_figures, find_findings
from app.records import EVENTS
from app.records.kind import Kind

pages = page_router()

MOST = 500


def page_of(kind: Kind) -> Callable[..., Response]:
    """The page of the records of a kind."""

    def record_page(store: StoreDep, code: Annotated[str, Path(description="The code of the record.")]) -> Response:
        """One dated record with all that belongs to it."""
        with store.snapshot() as snapshot:
            council = get_uncited_council(snapshot, get_owner(snapshot, kind, code))
            events = find_events(snapshot, council["code"])
            place = next(number for number, event in enumerate(events) if event["code"] == code)
            event = events[place]
            same = [other for other in events if other["kind"] == kind.name]
            findings = find_findings(snapshot, FindingQuery(record=[code], limit=MOST)).items
            figures = find_figures(snapshot, FigureQuery(record=[code], limit=MOST)).items
            inside = [judgement["code"] for judgement in event["judgements"]]
            citations = [row for row in citations_of(snapshot, [code, *inside]) if row["field"]]
            cited = [row["source_code"] for row in (event, *findings, *figures, *citations)]
            sources = find_sources_by_code(snapshot, cited)
            source = sources[event["source_code"]]
            name = f"{council['name']}: {event['headline']}"
            path = f"{kind.path.removeprefix('/v1')}/{code}"
            head = Head(
                name,
                f"{event['headline']}, {council['official_name']}, {event_days(event)}, with its sources.",
                path,
                f"{kind.path}/{code}",
                has_csv=False,
                trail=(("Councils", "/councils"), (council["name"], f"/councils/{council['code']}")),
            )
            citation = (
                f"Inspection History, release {snapshot.release}. {name}, {event_days(event)}. {SITE}{path}. "
                f"From: {source['publisher']}, {source['title']}, at {event['locator']}."
            )
            return answer_page(
                snapshot,
                "record.html",
                head,
                council=council,
                event=event,
                kind=kind,
                fields=shown_fields(kind, event, {other["code"]: other for other in events}),
                framework=framework_names(snapshot).get(event.get("framework_code", "")),
                before=_neighbour(same, event, -1),
                after=_neighbour(same, event, 1),
                following=[other for other in events if _names(other, code)],
                findings=findings,
                figures=figures,
                citations=citations,
                judged={judgement["code"]: judgement for judgement in event["judgements"]},
                sources=sources,
                citation=citation,
            )

    return record_page


def _neighbour(same: Sequence[dict[str, Any]], event: Mapping[str, Any], step: int) -> dict[str, Any] | None:
    """The record of the same kind before or after one."""
    place = next(number for number, other in enumerate(same) if other["code"] == event["code"]) + step
    return same[place] if 0 <= place < len(same) else None


def _names(event: Mapping[str, Any], code: str) -> bool:
    """Whether an event refers to a record: a visit to the inspection that it follows, say."""
    return any(value == code for name, value in event.items() if name.endswith("_code"))


for _kind in EVENTS:
    pages.get(f"{_kind.path.removeprefix('/v1')}/{{code}}")(page_of(_kind))
