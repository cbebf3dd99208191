"""The plain values that statistics are computed from: councils with their full inspections.

They are read once for each release and kept while it is open. A request chooses from them in memory. A council takes
about 12 kB.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import Field

from app.analysis.facts import (
    CouncilFacts,
    DomainPeriod,
    FullInspection,
    History,
    MeetingFacts,
    Verdict,
    Visit,
    history,
)
from app.analysis.verdicts import verdict
from app.errors import BadQuery, QueryFault
from app.listing.known_codes import add_codes
from app.listing.parameters import Code, CouncilFilter, QueryDate, Words, last_day, parameter
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where, fetch_all
from app.partial_date import PartialDate
from app.queries.councils import BY_CODE, CODES_SQL, GSS_CODES_SQL, council_codes, neighbours_owner
from app.queries.dataset import read_known_to
from app.queries.tables import (
    COUNCILS,
    DOMAINS,
    FOCUSED_VISITS,
    FRAMEWORKS,
    INSPECTIONS,
    JUDGEMENTS,
    MEETINGS,
    MONITORING_VISITS,
    NEIGHBOURS,
    REPORT_OF_INSPECTION,
    REPORTS,
)
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, CouncilType, Grade, InspectionType, Region


class AsAtFilter(Schema):
    """The day as at which a statistic is computed."""

    as_at: QueryDate | None = parameter(
        "The day as at which the answer is true; a month or a year means its last day. The default is `known_to`, the "
        "day up to which the sources reach. A later day, up to a year on, is answered with `as_at_beyond_known`.",
        "2024-03-31",
    )


class PublishedFilter(Schema):
    """The filter by when reports became public."""

    published_by: QueryDate | None = parameter(
        "Only inspections whose reports are known to have been published by this day; a month or a year means its "
        "last day. By default it does not matter when they were published.",
        "2024-04-30",
    )


class Stated(Schema):
    """The days that an answer is about. The answer states them, so that no default is silent."""

    as_at: date = Field(description="The day as at which the answer is true.", examples=["2024-03-31"])
    published_by: date | None = Field(
        description="The day by which reports must have been published; null if it does not matter.",
        examples=["2024-04-30"],
    )
    known_to: date = Field(
        description="The day up to which the sources reach; `/v1/releases/current` says how that is known.",
        examples=["2026-08-22"],
    )
    as_at_beyond_known: bool = Field(
        description="Whether `as_at` or `published_by` is after `known_to`: what happened in between is missing.",
        examples=[False],
    )


class TypeFilter(Schema):
    """The filter by type of council."""

    council_type: Words[CouncilType] | None = parameter(
        "Only councils of these types, separated by commas.", ["unitary"]
    )


class OfCouncil(Schema):
    """The fields about the council that every row has."""

    council_code: str = Field(description="The council.", examples=["medway"])
    council_name: str = Field(description="The council's name.", examples=["Medway"])
    region: Region = Field(description="The council's region.", examples=["South East"])
    council_type: CouncilType = Field(description="What kind of council it is.", examples=["unitary"])
    gss_code: str = Field(description="The council's nine-character ONS code.", examples=["E06000035"])
    la_code: str = Field(description="The council's three-digit DfE code.", examples=["887"])
    ofsted_urn: str | None = Field(
        description="The council's number with Ofsted; null if no source that we have read gives it.",
        examples=["80522"],
    )


Fact = TypeVar("Fact", Visit, MeetingFacts)
# So long after `known_to` a day is still answered, so that a page that asks for today's date goes on working.
ANSWERED_BEYOND = timedelta(days=365)


@dataclass(frozen=True)
class Facts:
    """The plain values of a release. Its sources reach up to the day `known_to`."""

    # Every council, in the order of their codes.
    councils: tuple[History, ...]
    # Our code by every code that a council has had.
    council_codes: Mapping[str, str]
    # The present neighbours of each council: their ranks and codes, most alike first.
    neighbours: Mapping[str, Sequence[tuple[int, str]]]
    framework_codes: frozenset[str]
    # Visits by the code of their council.
    monitoring_visits: Mapping[str, Sequence[Visit]]
    focused_visits: Mapping[str, Sequence[Visit]]
    # Monitoring visits and meetings by the code of their inspection.
    visits_after: Mapping[str, Sequence[Visit]]
    meetings_on: Mapping[str, Sequence[MeetingFacts]]
    known_to: date

    def day(self, parameter_name: str, asked: str | None) -> date:
        """The last day of what was asked, or `known_to`. Raises BadQuery if it is more than a year after that."""
        day = last_day(asked) or self.known_to
        last = self.known_to + ANSWERED_BEYOND
        if day > last:
            message = (
                f"{parameter_name}: {day} is more than a year after {self.known_to}, the day up to which the sources "
                f"reach; expected {last} or an earlier day"
            )
            raise BadQuery(QueryFault(parameter_name, "after_known_to", message, suggestion=str(self.known_to)))
        return day

    def published_by(self, asked: str | None) -> date | None:
        """The last day of what was asked; None if nothing was. Raises BadQuery as `day` does."""
        return self.day("published_by", asked) if asked else None

    def stated(self, as_at: date, published_by: date | None) -> dict[str, Any]:
        """The fields of `Stated`."""
        return {
            "as_at": as_at,
            "published_by": published_by,
            "known_to": self.known_to,
            "as_at_beyond_known": max(as_at, published_by or as_at) > self.known_to,
        }


GRADES_BY_VALUE = {word.value: word for word in Grade}
ABSENCES_BY_VALUE = {word.value: word for word in Absence}
COUNCIL_FACTS = ListDefinition(
    "councils",
    sa.select(
        COUNCILS.c.code,
        COUNCILS.c.name,
        COUNCILS.c.region,
        COUNCILS.c.type,
        COUNCILS.c.established_on,
        COUNCILS.c.abolished_on,
        COUNCILS.c.gss_code,
        COUNCILS.c.la_code,
        COUNCILS.c.ofsted_urn,
    ),
    (COUNCILS.c.code,),
)
_FULL = (FRAMEWORKS.c.full_inspection.is_(True), INSPECTIONS.c.type != InspectionType.BOARD_REVIEW.value)
_INSPECTIONS = (
    sa.select(
        INSPECTIONS.c.code,
        INSPECTIONS.c.council_code,
        INSPECTIONS.c.framework_code,
        INSPECTIONS.c.started_on,
        INSPECTIONS.c.ended_on,
        INSPECTIONS.c.published_on,
        REPORTS.c.url,
    )
    .outerjoin_from(INSPECTIONS, REPORTS, REPORT_OF_INSPECTION)
    .join(FRAMEWORKS, INSPECTIONS.c.framework_code == FRAMEWORKS.c.code)
    .where(*_FULL)
)
_JUDGEMENTS = (
    sa.select(JUDGEMENTS.c.inspection_code, DOMAINS.c.aspect, JUDGEMENTS.c.grade, JUDGEMENTS.c.absence)
    .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
    .join(FRAMEWORKS, DOMAINS.c.framework_code == FRAMEWORKS.c.code)
    .where(FRAMEWORKS.c.full_inspection.is_(True))
)
_NEIGHBOURS = (
    sa.select(NEIGHBOURS.c.council_code, NEIGHBOURS.c.rank, NEIGHBOURS.c.neighbour_code)
    .where(NEIGHBOURS.c.valid_to.is_(None))
    .order_by(NEIGHBOURS.c.council_code, NEIGHBOURS.c.rank)
)
_FRAMEWORKS = sa.select(FRAMEWORKS.c.code)
_DOMAINS = sa.select(DOMAINS.c.framework_code, DOMAINS.c.aspect, DOMAINS.c.judged_from, DOMAINS.c.judged_to)
_MONITORING = sa.select(
    MONITORING_VISITS.c.code,
    MONITORING_VISITS.c.council_code,
    MONITORING_VISITS.c.started_on,
    MONITORING_VISITS.c.latest,
    MONITORING_VISITS.c.inspection_code,
    MONITORING_VISITS.c.ordinal,
)
_FOCUSED = sa.select(
    FOCUSED_VISITS.c.code, FOCUSED_VISITS.c.council_code, FOCUSED_VISITS.c.started_on, FOCUSED_VISITS.c.latest
)
_MEETINGS = sa.select(MEETINGS.c.code, MEETINGS.c.inspection_code, MEETINGS.c.held_on).where(
    MEETINGS.c.inspection_code.is_not(None),
    MEETINGS.c.monitoring_visit_code.is_(None),
    MEETINGS.c.focused_visit_code.is_(None),
)


def read_facts(snapshot: Snapshot) -> Facts:
    """The facts of a release. Twelve SELECTs when it is asked for the first time, and none after that."""
    return snapshot.once(_read_facts)


def choose(
    snapshot: Snapshot, facts: Facts, query: CouncilFilter, types: Sequence[CouncilType] | None = None
) -> Sequence[History]:
    """The councils that a query names or the neighbours of one, all of them if it names none.

    No SELECT, or a few if it names some not by a code as we write it.

    Raises BadQuery for an unknown council.
    """
    codes: Collection[str] | None = None
    if query.council:
        codes = named_codes(snapshot, facts, query.council)
    if query.neighbours_of:
        owner = facts.council_codes.get(query.neighbours_of) or neighbours_owner(snapshot, query.neighbours_of)
        like_it = {code for _, code in facts.neighbours.get(owner, ())}
        codes = like_it if codes is None else like_it.intersection(codes)
    if codes is None and query.region is None and types is None:
        return facts.councils
    return [
        history
        for history in facts.councils
        if (codes is None or history.council.code in codes)
        and (query.region is None or history.council.region in query.region)
        and (types is None or history.council.type in types)
    ]


def named_codes(snapshot: Snapshot, facts: Facts, names: list[str]) -> list[str]:
    """Our codes of the councils that are named, each once, in the order of the names.

    No SELECT, or a few if some are not named by a code as we write it. Raises BadQuery for an unknown council.
    """
    if facts.council_codes.keys() >= set(names):
        return list(dict.fromkeys(facts.council_codes[name] for name in names))
    return council_codes(snapshot, names)


def known_frameworks(snapshot: Snapshot, facts: Facts, **asked: list[Code] | None) -> None:
    """Refuses unknown frameworks. Raises BadQuery."""
    for name, codes in asked.items():
        if codes and not facts.framework_codes.issuperset(codes):
            add_codes(Where(), snapshot, name, codes, FRAMEWORKS.c.code, FRAMEWORKS.c.code)


def _read_facts(snapshot: Snapshot) -> Facts:
    run = snapshot.connection.execute
    monitoring = [
        Visit(code, council, PartialDate(started_on), latest, inspection, ordinal)
        for code, council, started_on, latest, inspection, ordinal in run(_MONITORING)
    ]
    focused = [
        Visit(code, council, PartialDate(started_on), latest) for code, council, started_on, latest in run(_FOCUSED)
    ]
    neighbours: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for council, rank, neighbour in run(_NEIGHBOURS):
        neighbours[council].append((rank, neighbour))
    meetings = [MeetingFacts(code, inspection, PartialDate(held_on)) for code, inspection, held_on in run(_MEETINGS)]
    inspections = _read_inspections(snapshot)
    councils = [_council(council) for council in fetch_all(snapshot, COUNCIL_FACTS, Where())]
    return Facts(
        tuple(history(council, inspections.get(council.code, [])) for council in councils),
        # A code that was passed on stands for the last of those that had it, as everywhere.
        {str(gss_code): str(code) for gss_code, code in snapshot.rows(GSS_CODES_SQL, {})}
        | {name: codes[0] for codes in snapshot.rows(CODES_SQL + BY_CODE.ascending_sql, {}) for name in codes if name},
        dict(neighbours),
        frozenset(run(_FRAMEWORKS).scalars()),
        _grouped(monitoring, lambda visit: visit.council_code),
        _grouped(focused, lambda visit: visit.council_code),
        _grouped(monitoring, lambda visit: visit.inspection_code or ""),
        _grouped(meetings, lambda meeting: meeting.inspection_code),
        snapshot.once(read_known_to),
    )


def _read_inspections(snapshot: Snapshot) -> Mapping[str, list[FullInspection]]:
    """The full inspections by the code of their council, each with a verdict for every aspect."""
    run = snapshot.connection.execute
    domains = {(framework, aspect): DomainPeriod(first, last) for framework, aspect, first, last in run(_DOMAINS)}
    stated = {
        (code, aspect): Verdict(GRADES_BY_VALUE.get(grade), ABSENCES_BY_VALUE.get(absence))
        for code, aspect, grade, absence in run(_JUDGEMENTS)
    }
    # There are few verdicts and many inspections, which share them.
    shared: dict[Verdict, Verdict] = {}
    found: defaultdict[str, list[FullInspection]] = defaultdict(list)
    for code, council, framework, started_on, ended_on, published_on, report_url in run(_INSPECTIONS):
        begun = PartialDate(started_on)
        verdicts = {}
        for aspect in Aspect:
            said = verdict(stated.get((code, aspect)), domains.get((framework, aspect)), begun)
            verdicts[aspect] = shared.setdefault(said, said)
        found[council].append(
            FullInspection(code, council, framework, begun, _date(ended_on), _date(published_on), verdicts, report_url)
        )
    return found


def _grouped(facts: Iterable[Fact], code: Callable[[Fact], str]) -> Mapping[str, Sequence[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(code(fact), []).append(fact)
    return found


def named(council: CouncilFacts) -> dict[str, Any]:
    """The fields about the council that every row has."""
    return {
        "council_code": council.code,
        "council_name": council.name,
        "region": council.region,
        "council_type": council.type,
        "gss_code": council.gss_code,
        "la_code": council.la_code,
        "ofsted_urn": council.ofsted_urn,
    }


def _council(found: dict[str, Any]) -> CouncilFacts:
    established = found["established_on"]
    # If only the year is known, the council counts from the first day of that year, as it may have existed by then.
    first_day = PartialDate(established).earliest if established else None
    return CouncilFacts(**found | {"established_on": first_day, "abolished_on": _day(found["abolished_on"])})


def _day(stored: date | str | None) -> date | None:
    """A day, from text (SQLite) or from a date (PostgreSQL)."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
