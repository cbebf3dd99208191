"""The tools: each is a model of its arguments, and a function that answers them from one release.

An answer is bounded: at most 50 records and their sources. It names its release, its address in the API, how to cite
it, and the sources of all that it states.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from pydantic import ConfigDict, Field

from app.errors import NotFound
from app.listing.parameters import Code, CouncilWord, QueryDate, Whole, Words, parameter
from app.listing.schema import Schema
from app.queries.citations import citations_of, url_of
from app.queries.council_history import find_sources_by_code
from app.queries.councils import council_codes, get_council, resolve
from app.queries.dataset import read_known_to
from app.queries.inspections import InspectionQuery, find_inspections
from app.queries.latest import add_latest
from app.queries.outcomes import OutcomeQuery, OutcomeShape, find_outcomes, find_wide_outcomes
from app.queries.search import SearchKind, SearchQuery, find
from app.queries.timeline import CouncilTimelineQuery, find_council_timeline
from app.queries.waiting_times import WaitingTimeQuery, find_waiting_times
from app.records.release import LICENCE_URL
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, EventKind, Grade, Region

MOST = 50
MOST_COMPARED = 8
# What an answer has of each record. The rest is one request to the API away, at `url`.
OF_COUNCIL = (
    *("code", "name", "official_name", "type", "region", "gss_code", "la_code", "ofsted_urn", "established_on"),
    *("abolished_on", "predecessors", "successors", "latest"),
)
OF_EVENT = ("kind", "code", "headline", "date_text", "published_on", "grade", "report_url", "url", "source_code")
OF_OUTCOME = (
    *("council_code", "council_name", "aspect", "status", "grade", "absence", "inspection_code", "framework_code"),
    *("ended_on", "published_on", "report_url", "held_for_days"),
)
OF_COMPARED = (
    *("council_code", "council_name", "region", "status", "inspection_code", "framework_code", "ended_on"),
    *("published_on", "report_url", "grade", "absence"),
)
OF_SOURCE = ("code", "type", "publisher", "title", "published_on", "url", "licence")
OF_CITATION = ("record_code", "field", "stated_value", "standing", "basis", "locator", "note", "source_code")
Given = TypeVar("Given", bound="Arguments")


class Arguments(Schema):
    """The arguments of a tool. Those that no tool knows are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CouncilArgument(Arguments):
    """A tool about one council."""

    council: CouncilWord = Field(
        description="The council: its name, or words of it that no other council's name has; or our code, its GSS "
        "code, its DfE code or its Ofsted URN.",
        examples=["Herefordshire"],
    )


class Paged(Arguments):
    """A tool that answers with a list, part by part."""

    limit: Whole = Field(20, ge=1, le=MOST, description="How many records to answer with.", examples=[10])
    cursor: str | None = Field(
        None,
        description="Where the next part begins: the `cursor` of the answer before, with the same arguments.",
        max_length=2000,
    )


class TimelineArguments(CouncilArgument, Paged):
    """The arguments of a council's timeline."""

    kind: Words[EventKind] | None = parameter("Only these kinds of record.", ["inspections", "monitoring_visits"])
    happened_from: QueryDate | None = parameter("Only what happened on this day, month or year or later.", "2018")
    happened_to: QueryDate | None = parameter("Only what happened on this day, month or year or earlier.", "2023-06")


class OutcomeArguments(Paged):
    """The arguments of the outcomes as at a day."""

    as_at: QueryDate | None = parameter(
        "The day as at which the answer is true; a month or a year means its last day. The default is `known_to`.",
        "2024-03-31",
    )
    aspect: Words[Aspect] = Field([Aspect.OVERALL], description="The aspects to answer with.", examples=[["overall"]])
    council: Words[CouncilWord] | None = parameter("Only these councils, by names or codes.", ["herefordshire"])
    region: Words[Region] | None = parameter("Only councils of these regions.", ["West Midlands"])
    grade: Words[Grade] | None = parameter("Only councils that hold one of these grades.", ["inadequate"])


class CompareArguments(Arguments):
    """The arguments of a comparison."""

    councils: Words[CouncilWord] = Field(
        min_length=2,
        max_length=MOST_COMPARED,
        description=f"Two to {MOST_COMPARED} councils, by names or codes.",
        examples=[["herefordshire", "birmingham"]],
    )
    as_at: QueryDate | None = parameter(
        "The day as at which the answer is true; a month or a year means its last day. The default is `known_to`.",
        "2024-03-31",
    )


class SearchArguments(Paged):
    """The arguments of a search."""

    words: str = Field(
        description="The words to search for; a record must have all of them, in any form.",
        examples=["front door"],
        min_length=1,
        max_length=200,
    )
    kind: Words[SearchKind] | None = parameter("Only these kinds of record.", ["findings"])
    council: Words[CouncilWord] | None = parameter(
        "Only what is about these councils, by names or codes.", ["herefordshire"]
    )


class CiteArguments(Arguments):
    """The arguments of the citations of a record."""

    record: Code = Field(
        description="The code of the record, as another tool gave it.", examples=["herefordshire-ilacs-2018-06"]
    )


def find_a_council(snapshot: Snapshot, given: CouncilArgument) -> dict[str, Any]:
    """Find one council: its codes, region, predecessors and successors, and its latest full inspection with the grades.

    Ofsted gives no overall grade since April 2026. `overall` is then null, and `last_overall` is the last one given.
    """
    council = get_council(snapshot, given.council)
    add_latest(snapshot, [council])
    latest = council["latest"]
    sources = {council["source_code"], *_sources_of_inspections(snapshot, [latest["inspection_code"]])}
    return _answer(snapshot, f"/v1/councils/{council['code']}", {}, {"council": _only(council, OF_COUNCIL)}, sources)


def read_timeline(snapshot: Snapshot, given: TimelineArguments) -> dict[str, Any]:
    """Read the history of one council, oldest first: inspections, visits, interventions, meetings and more.

    A date may be a month, a year or a range, because no day is invented.
    """
    code = resolve(snapshot, given.council)
    filters = {"kind": given.kind, "happened_from": given.happened_from, "happened_to": given.happened_to}
    query = CouncilTimelineQuery(**filters, limit=given.limit, cursor=given.cursor)
    page = find_council_timeline(snapshot, code, query)
    items = [_only(item, OF_EVENT) for item in page.items]
    found = {"council_code": code, "items": items, "total": page.total, "cursor": page.cursor}
    sources = (item["source_code"] for item in items)
    return _answer(snapshot, f"/v1/councils/{code}/timeline", filters, found, sources)


def read_outcomes(snapshot: Snapshot, given: OutcomeArguments) -> dict[str, Any]:
    """Read which judgement was in force for councils as at a day, by aspect.

    In force is what the latest full inspection that had ended by that day says. If it gives no grade, `absence` says
    why, and the grade of an earlier inspection never takes its place.
    """
    filters = {name: getattr(given, name) for name in ("as_at", "aspect", "council", "region", "grade")}
    page = find_outcomes(snapshot, OutcomeQuery(**filters, limit=given.limit, cursor=given.cursor))
    items = [_only(item, OF_OUTCOME) for item in page.items]
    found = {**page.stated, "items": items, "total": page.total, "cursor": page.cursor}
    sources = _sources_of_inspections(snapshot, (item["inspection_code"] for item in items))
    return _answer(snapshot, "/v1/outcomes", filters, found, sources)


def compare_councils(snapshot: Snapshot, given: CompareArguments) -> dict[str, Any]:
    """Compare two to eight councils as at a day: the grade in force in each aspect, and the days since an inspection.

    Grades of different frameworks are not the same measure: compare `framework_code` and `ended_on` too.
    """
    codes = council_codes(snapshot, given.councils)
    filters = {"as_at": given.as_at, "council": codes, "shape": OutcomeShape.WIDE}
    page = find_wide_outcomes(snapshot, OutcomeQuery.model_validate({**filters, "limit": len(codes)}))
    waits = find_waiting_times(snapshot, WaitingTimeQuery(as_at=given.as_at, council=codes, limit=len(codes)))
    days = {wait["council_code"]: wait["days"] for wait in waits.items}
    items = [
        {**_only(item, OF_COMPARED), "days_since_inspection_began": days.get(item["council_code"])}
        for item in page.items
    ]
    sources = _sources_of_inspections(snapshot, (item["inspection_code"] for item in items))
    return _answer(snapshot, "/v1/outcomes", filters, {**page.stated, "items": items}, sources)


def search_records(snapshot: Snapshot, given: SearchArguments) -> dict[str, Any]:
    """Search councils, dated records, findings and sources by the words in them, the best first.

    `url` of a record is its address in the API. The tool `cite` tells what a record rests on.
    """
    filters = {"q": given.words, "kind": given.kind, "council": given.council}
    page = find(snapshot, SearchQuery(**filters, limit=given.limit, cursor=given.cursor))
    items = [{**item, "snippet": "".join(part["text"] for part in item["snippet"])} for item in page.items]
    cited = citations_of(snapshot, [item["code"] for item in items])
    sources = [citation["source_code"] for citation in cited if citation["field"] is None]
    found = {"items": items, "total": page.total, "cursor": page.cursor}
    return _answer(snapshot, "/v1/search", filters, found, sources)


def cite(snapshot: Snapshot, given: CiteArguments) -> dict[str, Any]:
    """Read what each source says of one record and where in the source to look, with sources that disagree.

    `standing` is `preferred` for what the record states, and `alternative` or `rejected` for what it does not.
    """
    cited = citations_of(snapshot, [given.record])
    if not cited:
        raise NotFound(
            f"There is no record {given.record!r} that is cited. Take a code from the answer of another tool."
        )
    url = url_of(cited[0]["record_kind"], given.record)
    items = [_only(citation, OF_CITATION) for citation in cited[:MOST]]
    found = {"record_url": url, "items": items, "total": len(cited), "licence_url": LICENCE_URL}
    sources = (item["source_code"] for item in items)
    return _answer(snapshot, "/v1/citations", {"record_code": given.record}, found, sources)


class Tool(NamedTuple):
    """A tool: its name, what it takes, and what it does. The docstring of `answer` is its published description."""

    name: str
    title: str
    arguments: type[Arguments]
    answer: Callable[[Snapshot, Any], dict[str, Any]]


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("find_council", "Find a council", CouncilArgument, find_a_council),
        Tool("read_timeline", "Read a council's timeline", TimelineArguments, read_timeline),
        Tool("read_outcomes", "Read outcomes as at a day", OutcomeArguments, read_outcomes),
        Tool("compare_councils", "Compare councils", CompareArguments, compare_councils),
        Tool("search", "Search", SearchArguments, search_records),
        Tool("cite", "Cite a record", CiteArguments, cite),
    )
}


def _answer(
    snapshot: Snapshot, path: str, filters: dict[str, Any], found: dict[str, Any], sources: Iterable[str]
) -> dict[str, Any]:
    """What a tool found, with its release, its address, how to cite it, and its sources. One SELECT."""
    given = {name: ",".join(value) if isinstance(value, list) else value for name, value in filters.items() if value}
    url = f"{path}?{urlencode({**given, 'release': snapshot.release}, safe=',', quote_via=quote)}"
    named = find_sources_by_code(snapshot, sources)
    return {
        "release": snapshot.release,
        "known_to": snapshot.once(read_known_to),
        "url": url,
        "cite": f"Inspection History, release {snapshot.release} of {snapshot.as_at}, <{url}>",
        **found,
        "sources": [_only(source, OF_SOURCE) for _, source in sorted(named.items())],
    }


def _sources_of_inspections(snapshot: Snapshot, codes: Iterable[str | None]) -> list[str]:
    """The sources of some inspections."""
    named = sorted({code for code in codes if code})
    if not named:
        return []
    return [item["source_code"] for item in find_inspections(snapshot, InspectionQuery(code=named, limit=MOST)).items]


def _only(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record[name] for name in names}
