"""The plain values that statistics are computed from: councils with their full inspections.

They are read once for each release and kept while it is open. A request chooses from them in memory. A council takes
about 12 kB.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from app.analysis.facts import Council, Domain, History, Inspection, Meeting, Verdict, Visit, history
from app.analysis.verdicts import verdict
from app.errors import BadQuery, QueryFault
from app.listing.known_codes import add_codes
from app.listing.parameters import Code, CouncilFilter, QueryDate, Words, last_day, parameter
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where, fetch_all
from app.partial_date import PartialDate
from app.queries.councils import BY_CODE, CODES_SQL, add_councils, add_neighbours
from app.queries.tables import (
    COUNCIL_CODES,
    COUNCILS,
    DOMAINS,
    FOCUSED_VISITS,
    FRAMEWORKS,
    INSPECTIONS,
    JUDGEMENTS,
    MEETINGS,
    MONITORING_VISITS,
    NEIGHBOURS,
    RELEASES,
    REPORT_OF_INSPECTION,
    REPORTS,
)
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, CouncilType, Grade, InspectionType


class AsAtFilter(Schema):
    """The day as at which a statistic is computed."""

    as_at: QueryDate | None = parameter(
        "The day as at which the answer is true; a month or a year means its last day. The default is the day of the "
        "release, and the answer names it. A later day is refused, because the release knows nothing about it.",
        "2024-03-31",
    )


class TypeFilter(Schema):
    """The filter by type of council."""

    council_type: Words[CouncilType] | None = parameter(
        "Only councils of these types, separated by commas.", ["unitary"]
    )


Fact = TypeVar("Fact", Visit, Meeting)


@dataclass(frozen=True)
class Facts:
    """The plain values of a release. It knows nothing after the day `known_to`."""

    # Every council, in the order of their codes.
    councils: tuple[History, ...]
    # Our code by every code of a council.
    council_codes: Mapping[str, str]
    # The present neighbours of each council: their ranks and codes, most alike first.
    neighbours: Mapping[str, Sequence[tuple[int, str]]]
    framework_codes: frozenset[str]
    # Visits by the code of their council.
    monitoring_visits: Mapping[str, Sequence[Visit]]
    focused_visits: Mapping[str, Sequence[Visit]]
    # Monitoring visits and meetings by the code of their inspection.
    visits_after: Mapping[str, Sequence[Visit]]
    meetings_on: Mapping[str, Sequence[Meeting]]
    known_to: date

    def day(self, parameter_name: str, asked: str | None) -> date:
        """The last day of what was asked, or the day of the release. Raises BadQuery if it is after that."""
        day = last_day(asked) or self.known_to
        if day > self.known_to:
            message = (
                f"{parameter_name}: {day} is after {self.known_to}, the day of this release; "
                "expected that day or an earlier one"
            )
            raise BadQuery(QueryFault(parameter_name, "after_release", message, suggestion=str(self.known_to)))
        return day


GRADES = {word.value: word for word in Grade}
ABSENCES = {word.value: word for word in Absence}
_RELEASE = sa.select(RELEASES.c.as_at)
COUNCIL_FACTS = ListDefinition(
    "councils",
    sa.select(
        COUNCILS.c.code,
        COUNCILS.c.name,
        COUNCILS.c.region,
        COUNCILS.c.type,
        COUNCILS.c.established_on,
        COUNCILS.c.abolished_on,
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
_GSS_CODES = sa.select(COUNCIL_CODES.c.gss_code, COUNCIL_CODES.c.council_code)
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
    """The councils that a query names or the neighbours of one, all of them if it names none. No SELECT.

    Raises BadQuery for an unknown council.
    """
    codes: Collection[str] | None = None
    if query.council:
        if not facts.council_codes.keys() >= set(query.council):
            add_councils(Where(), snapshot, query, COUNCILS.c.code)
        codes = {facts.council_codes[name] for name in query.council}
    if query.neighbours_of:
        if query.neighbours_of not in facts.council_codes:
            add_neighbours(Where(), snapshot, query.neighbours_of, COUNCILS.c.code)
        like_it = {code for _, code in facts.neighbours.get(facts.council_codes[query.neighbours_of], ())}
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
    meetings = [Meeting(code, inspection, PartialDate(held_on)) for code, inspection, held_on in run(_MEETINGS)]
    inspections = _read_inspections(snapshot)
    councils = [_council(council) for council in fetch_all(snapshot, COUNCIL_FACTS, Where())]
    return Facts(
        tuple(history(council, inspections.get(council.code, [])) for council in councils),
        # A code that was passed on stands for the last of those that had it, as everywhere.
        {str(gss_code): str(code) for gss_code, code in run(_GSS_CODES)}
        | {name: codes[0] for codes in snapshot.rows(CODES_SQL + BY_CODE.ascending_sql, {}) for name in codes if name},
        dict(neighbours),
        frozenset(run(_FRAMEWORKS).scalars()),
        _grouped(monitoring, lambda visit: visit.council_code),
        _grouped(focused, lambda visit: visit.council_code),
        _grouped(monitoring, lambda visit: visit.inspection_code or ""),
        _grouped(meetings, lambda meeting: meeting.inspection_code),
        run(_RELEASE).scalar_one(),
    )


def _read_inspections(snapshot: Snapshot) -> Mapping[str, list[Inspection]]:
    """The full inspections by the code of their council, each with a verdict for every aspect."""
    run = snapshot.connection.execute
    domains = {(framework, aspect): Domain(first, last) for framework, aspect, first, last in run(_DOMAINS)}
    stated = {
        (code, aspect): Verdict(GRADES.get(grade), ABSENCES.get(absence))
        for code, aspect, grade, absence in run(_JUDGEMENTS)
    }
    # There are few verdicts and many inspections, which share them.
    shared: dict[Verdict, Verdict] = {}
    found: defaultdict[str, list[Inspection]] = defaultdict(list)
    for code, council, framework, started_on, ended_on, published_on, report_url in run(_INSPECTIONS):
        begun = PartialDate(started_on)
        verdicts = {}
        for aspect in Aspect:
            said = verdict(stated.get((code, aspect)), domains.get((framework, aspect)), begun)
            verdicts[aspect] = shared.setdefault(said, said)
        found[council].append(
            Inspection(code, council, framework, begun, _date(ended_on), _date(published_on), verdicts, report_url)
        )
    return found


def _grouped(facts: Iterable[Fact], code: Callable[[Fact], str]) -> Mapping[str, Sequence[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(code(fact), []).append(fact)
    return found


def named(council: Council) -> dict[str, Any]:
    """The fields about the council that every row has."""
    return {
        "council_code": council.code,
        "council_name": council.name,
        "region": council.region,
        "council_type": council.type,
    }


def _council(found: dict[str, Any]) -> Council:
    established = found["established_on"]
    # If only the year is known, the council counts from the first day of that year, as it may have existed by then.
    first_day = PartialDate(established).earliest if established else None
    return Council(**found | {"established_on": first_day, "abolished_on": _day(found["abolished_on"])})


def _day(stored: date | str | None) -> date | None:
    """A day, from text (SQLite) or from a date (PostgreSQL)."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
