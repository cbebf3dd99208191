"""The page of a council."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Response

from app.explorer.council_story import grades_now, story_of
from app.explorer.council_timeline import timeline_of
from app.explorer.page_route import page_router
from app.explorer.pages import Head, answer_page, known_to
from app.explorer.timeline import key_of, tall, wide
from app.http.dependencies import CouncilName
from app.http.strict_route import StoreDep
from app.listing.parameters import OrderedQuery, QueryDate, Words, first_day, in_order, last_day, parameter
from app.queries.council_history import (
    find_areas,
    find_council_figures,
    find_council_gaps,
    find_events,
    framework_names,
    full_inspections,
    source_names,
)
from app.queries.councils import get_uncited_council
from app.queries.neighbours import CouncilNeighbourQuery, find_council_neighbours
from app.queries.outcomes import OutcomeQuery, find_outcomes
from app.queries.spells import SpellQuery, find_spells
from app.records import EVENTS
from app.vocabulary import EventKind

pages = page_router()

MOST = 500


class CouncilPageQuery(OrderedQuery):
    """The fields of the form on the page of a council. They choose what the timeline shows."""

    kind: Words[EventKind] | None = parameter("Only these kinds of record.", ["inspections"])
    happened_from: QueryDate | None = parameter("Only what happened on this day or later.", "2015")
    happened_to: QueryDate | None = parameter("Only what happened on this day or earlier.", "2023")

    @property
    def filters(self) -> dict[str, str]:
        """The fields that are filled in, as the API names them."""
        given = {
            "kind": self.kind and ",".join(self.kind),
            "happened_from": self.happened_from,
            "happened_to": self.happened_to,
        }
        return {name: value for name, value in given.items() if value}

    def chosen(self, events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The events that are shown. Raises BadQuery if the period ends before it begins."""
        first, last = first_day(self.happened_from), last_day(self.happened_to)
        in_order("happened_from", first, "happened_to", last)
        return [
            event
            for event in events
            if (not self.kind or event["kind"] in self.kind)
            and (first is None or event["latest"] >= first)
            and (last is None or event["earliest"] <= last)
        ]


@pages.get("/councils/{council}")
def council_page(store: StoreDep, council: CouncilName, query: Annotated[CouncilPageQuery, Query()]) -> Response:
    """The history of one council."""
    with store.snapshot() as snapshot:
        record = get_uncited_council(snapshot, council)
        code, name = record["code"], record["name"]
        events = find_events(snapshot, code)
        held = full_inspections(snapshot, code)
        outcome = find_outcomes(snapshot, OutcomeQuery(council=[code])).items[0]
        spells = find_spells(snapshot, SpellQuery(council=[code])).items
        chosen = query.chosen(events)
        held_kinds = {event["kind"] for event in events}
        drawing = timeline_of(record, chosen, held, framework_names(snapshot), known_to(snapshot))
        areas = find_areas(snapshot, code)
        figures = find_council_figures(snapshot, code)
        gaps = find_council_gaps(snapshot, code)
        asked = {**query.filters, **({"order": "desc"} if not query.order else {"order": query.order.value})}
        head = Head(
            name,
            f"What Ofsted judged at {record['official_name']}, when, and what followed. Each fact with its source.",
            f"/councils/{code}",
            f"/v1/councils/{code}/timeline?{urlencode({**asked, 'limit': MOST}, safe=',')}",
            trail=(("Councils", "/councils"),),
            feed=f"/feeds/councils/{code}.atom",
        )
        return answer_page(
            snapshot,
            "council.html",
            head,
            council=record,
            query=query,
            kinds=[kind for kind in EVENTS if kind.name in held_kinds],
            counts=counts_of(chosen),
            story=story_of(name, outcome, spells, events),
            grades=grades_now(held),
            drawings=[wide(drawing, "wide"), tall(drawing, "tall")] if chosen else [],
            timeline=drawing,
            signs=key_of(drawing),
            years=by_year(chosen, held, newest_first=query.order is None or query.descending),
            open_ended=sum(event["kind"] == "interventions" and not event["ended_on"] for event in chosen),
            areas=by_record(areas, events),
            figures=figures,
            neighbours=find_council_neighbours(snapshot, code, CouncilNeighbourQuery()).items,
            gaps=gaps,
            sources=source_names(snapshot),
            other_order=f"/councils/{code}?"
            + urlencode({**query.filters, "order": "asc" if not query.order or query.descending else "desc"}, safe=","),
        )


def counts_of(events: Sequence[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """How many records there are of each kind, in the order of the register."""
    counts = Counter(event["kind"] for event in events)
    return [(counts[kind.name], kind.title) for kind in EVENTS if kind.name in counts]


def by_year(
    events: Sequence[dict[str, Any]], held: Sequence[Any], newest_first: bool
) -> list[tuple[int, list[tuple[dict[str, Any], str]]]]:
    """The events by the year in which they began, each with the name of the overall grade that was then in force."""
    years: dict[int, list[tuple[dict[str, Any], str]]] = {}
    for event in sorted(events, key=lambda event: (event["earliest"], event["latest"]), reverse=newest_first):
        in_force = [
            one for one in held if one.begins <= event["latest"] and (not one.ends or event["latest"] < one.ends)
        ]
        grade = in_force[-1].grades["overall"] if in_force else None
        years.setdefault(event["earliest"].year, []).append((event, grade or ""))
    return list(years.items())


def by_record(
    findings: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Findings by the event that they belong to, the latest event first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        found.setdefault(finding["record_code"], []).append(finding)
    return [(event, found[event["code"]]) for event in events[::-1] if event["code"] in found]
