"""Atom feeds: reports of inspections, what was published about a council, and what changed in the dataset."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import Response

from app.explorer.atom import ATOM_MEDIA_TYPE, AtomEntry, Feed, write
from app.explorer.page_route import page_router
from app.explorer.pages import known_to
from app.explorer.words import counted, day, grade_word, label
from app.http.dependencies import CouncilName
from app.http.responses import Answer
from app.http.strict_route import StoreDep
from app.partial_date import PartialDate
from app.queries.councils import get_uncited_council
from app.queries.feeds import ChangesOfADay, latest_changes, latest_published
from app.releases.snapshot import Snapshot
from app.vocabulary import Precision

pages = page_router()


@pages.get("/feeds/inspections.atom")
def inspections_feed(store: StoreDep) -> Response:
    """The inspections whose reports came out last."""
    with store.snapshot() as snapshot:
        entries = [_event(event) for event in latest_published(snapshot, kind="inspections")]
        return _answer(
            snapshot,
            "/feeds/inspections.atom",
            "Inspections of children’s services in England",
            "Reports of Ofsted’s inspections, by the day on which they came out.",
            "/",
            entries,
        )


@pages.get("/feeds/councils/{council}.atom")
def council_feed(store: StoreDep, council: CouncilName) -> Response:
    """What was published last about a council: inspections, visits, interventions."""
    with store.snapshot() as snapshot:
        found = get_uncited_council(snapshot, council)
        code, name = found["code"], found["name"]
        entries = [_event(event) for event in latest_published(snapshot, council=code)]
        return _answer(
            snapshot,
            f"/feeds/councils/{code}.atom",
            f"{name}: inspections, visits and interventions",
            f"What was published about children’s services in {name}, by the day on which it came out.",
            f"/councils/{code}",
            entries,
        )


@pages.get("/feeds/changes.atom")
def changes_feed(store: StoreDep) -> Response:
    """What changed last in the dataset."""
    with store.snapshot() as snapshot:
        entries = [_change(changes) for changes in latest_changes(snapshot)]
        return _answer(
            snapshot,
            "/feeds/changes.atom",
            "Inspection History: what changed",
            "Records that were added, changed or removed, by the day on which that was recorded.",
            "/changes",
            entries,
        )


def _answer(snapshot: Snapshot, path: str, title: str, subtitle: str, page: str, entries: list[AtomEntry]) -> Answer:
    feed = Feed(path, title, subtitle, page, known_to(snapshot), entries)
    return Answer(write(feed), ATOM_MEDIA_TYPE, [(b"x-release", snapshot.release.encode())])


def _event(event: Mapping[str, Any]) -> AtomEntry:
    """An entry of the timeline. If its publication is not known to the day, it has none, and its latest day counts."""
    published = PartialDate(event["published_on"])
    is_exact = published.precision is Precision.DAY
    page = event["url"].removeprefix("/v1")
    grade = f" Overall: {grade_word(event['grade']).lower()}." if event["grade"] else ""
    return AtomEntry(
        page,
        f"{event['council_name']}: {event['headline']}",
        f"{event['council_name']}, published {'on ' if is_exact else ''}{day(published)}.{grade}",
        published.latest,
        published.earliest if is_exact else None,
        page,
        event["url"],
        event["kind"],
    )


def _change(changes: ChangesOfADay) -> AtomEntry:
    """The changes of one day, sort and kind of record. Their number can grow during that day."""
    kind = changes.record_kind.replace("_", " ")
    asked = {"record_kind": changes.record_kind, "change": changes.change, "cause": changes.cause}
    recorded_on = date.fromisoformat(str(changes.recorded_on))
    return AtomEntry(
        f"/changes/{recorded_on}/{changes.record_kind}/{changes.change}/{changes.cause}",
        f"{counted(changes.rows, 'row')} of {kind} {changes.change}",
        f"Recorded on {day(recorded_on)}. Cause: {label(changes.cause, 'cause').lower()}.",
        recorded_on,
        recorded_on,
        "/changes",
        f"/v1/changes?{urlencode(asked)}&after={changes.first - 1}",
        changes.record_kind,
    )
