"""What people call a record, and the page that shows it: for lists that mix kinds of record."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from pydantic_core import from_json

from app.queries.histories import read_facts
from app.queries.tables import (
    CITATIONS,
    COUNCIL_CODES,
    DOMAINS,
    FIGURES,
    FINDINGS,
    FRAMEWORKS,
    GAPS,
    JUDGEMENTS,
    NEIGHBOURS,
    SOURCES,
    SUCCESSIONS,
    TIMELINE,
)
from app.records import EVENTS
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect

EVENT_NAMES = {kind.name for kind in EVENTS}


class RecordTitle(NamedTuple):
    """What people call a record. `url` is the address in the API of what shows it; null if no page does."""

    words: str
    url: str | None


def find_titles(snapshot: Snapshot, records: Iterable[tuple[str, str]]) -> dict[str, RecordTitle]:
    """The titles of records that are given by kind and code, by code. Records that are held no more have none.

    At most two SELECTs for each kind among them and among the records that they belong to.
    """
    codes: dict[str, set[str]] = {}
    for kind, code in records:
        codes.setdefault(kind, set()).add(code)
    parts = _parts(snapshot, codes)
    owners = {(kind, code) for kind, code, _ in parts.values()}
    titles = find_titles(snapshot, owners) if owners else {}
    for code, (_, owner, words) in parts.items():
        if owner in titles:
            titles[code] = RecordTitle(f"{titles[owner].words}: {words}", titles[owner].url)
    return titles | _own_titles(snapshot, codes)


def _parts(snapshot: Snapshot, codes: Mapping[str, set[str]]) -> dict[str, tuple[str, str, str]]:
    """Records that belong to another one, by code: the kind and code of that one, and words for the part."""
    found: dict[str, tuple[str, str, str]] = {}
    if "judgements" in codes:
        judgement = JUDGEMENTS.c
        asked = sa.select(judgement.code, judgement.inspection_code, DOMAINS.c.aspect).join(
            DOMAINS, judgement.domain_code == DOMAINS.c.code
        )
        for code, inspection, aspect in _rows(snapshot, asked, judgement.code, codes["judgements"]):
            found[code] = "inspections", inspection, Aspect[aspect.upper()].label.lower()
    for kind, stored in (("findings", FINDINGS), ("figures", FIGURES)):
        if kind in codes:
            part = stored.c
            asked = sa.select(part.code, part.record_kind, part.record_code, part.summary)
            for code, owner_kind, owner, summary in _rows(snapshot, asked, part.code, codes[kind]):
                found[code] = owner_kind, owner, summary or "a finding without a summary"
    if "citations" in codes:
        cited = CITATIONS.c
        asked = sa.select(cited.code, cited.record_kind, cited.record_code, cited.field)
        for code, owner_kind, owner, field in _rows(snapshot, asked, cited.code, codes["citations"]):
            found[code] = owner_kind, owner, f"source of {field.replace('_', ' ') if field else 'the whole record'}"
    return found


def _own_titles(snapshot: Snapshot, codes: Mapping[str, set[str]]) -> dict[str, RecordTitle]:
    """The titles of records that belong to no other record."""
    councils = {history.council.code: history.council.name for history in read_facts(snapshot).councils}
    found = {
        code: RecordTitle(councils[code], _council(code)) for code in codes.get("councils", ()) if code in councils
    }
    events = [code for kind in EVENT_NAMES.intersection(codes) for code in codes[kind]]
    for (rendered,) in _rows(snapshot, sa.select(TIMELINE.c.rendered), TIMELINE.c.code, events):
        entry = from_json(rendered)
        words = f"{entry['council_name']}: {entry['headline']}, {entry['date_text']}"
        found[entry["code"]] = RecordTitle(words, entry["url"])

    def rows(kind: str, table: sa.Table, *names: str) -> list[Any]:
        asked = sa.select(*(table.c[name] for name in ("code", *names)))
        return _rows(snapshot, asked, table.c.code, codes.get(kind, ()))

    for code, title in rows("sources", SOURCES, "title"):
        found[code] = RecordTitle(title, f"/v1/sources/{code}")
    for code, name in rows("frameworks", FRAMEWORKS, "short_name"):
        found[code] = RecordTitle(name, None)
    judged = sa.select(DOMAINS.c.code, FRAMEWORKS.c.short_name, DOMAINS.c.name).join(
        FRAMEWORKS, DOMAINS.c.framework_code == FRAMEWORKS.c.code
    )
    for code, framework, name in _rows(snapshot, judged, DOMAINS.c.code, codes.get("domains", ())):
        found[code] = RecordTitle(f"{framework}: {name}", None)
    for code, council in rows("gaps", GAPS, "council_code"):
        found[code] = RecordTitle(
            f"{councils[council] if council else 'All councils'}: a gap", council and _council(council)
        )
    for code, council, gss_code in rows("council_codes", COUNCIL_CODES, "council_code", "gss_code"):
        found[code] = RecordTitle(f"{councils[council]}: code {gss_code}", _council(council))
    for code, council, other in rows("neighbours", NEIGHBOURS, "council_code", "neighbour_code"):
        found[code] = RecordTitle(f"{councils[council]}: neighbour {councils[other]}", _council(council))
    for code, before, after in rows("successions", SUCCESSIONS, "predecessor_code", "successor_code"):
        found[code] = RecordTitle(f"{councils[before]}: followed by {councils[after]}", _council(before))
    return found


def _rows(
    snapshot: Snapshot, asked: sa.Select[*tuple[Any, ...]], column: sa.Column[Any], codes: Iterable[str]
) -> list[Any]:
    """The rows whose column holds one of the codes. No SELECT without a code."""
    wanted = sorted(codes)
    return list(snapshot.connection.execute(asked.where(column.in_(wanted)))) if wanted else []


def _council(code: str) -> str:
    return f"/v1/councils/{code}"
