"""The plain facts that everything reckoned starts from: councils with their full inspections and verdicts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.analysis.facts import Council, Domain, History, Inspection, Meeting, Verdict, Visit, history
from app.analysis.verdicts import verdict
from app.errors import BadQuery, QueryFault
from app.listing.known_codes import add_codes
from app.listing.parameters import Code, CouncilFilter, QueryDate, Words, last_day, parameter
from app.listing.schema import Schema
from app.listing.statement import ListDefinition, Where, fetch_all
from app.partial_date import PartialDate
from app.queries.councils import add_councils
from app.queries.tables import (
    COUNCILS,
    DOMAINS,
    FOCUSED_VISITS,
    FRAMEWORKS,
    INSPECTIONS,
    JUDGEMENTS,
    MEETINGS,
    MONITORING_VISITS,
    RELEASES,
)
from app.releases.snapshot import Snapshot
from app.vocabulary import Absence, Aspect, CouncilType, Grade, InspectionType


class AsAtFilter(Schema):
    """The day that a question is about."""

    as_at: QueryDate | None = parameter(
        "The day that the answer is about; a month or a year means its last day. Left out, it is the day of the "
        "release, and the answer says which. A day after that is refused, since nothing is known of it.",
        "2024-03-31",
    )


class TypeFilter(Schema):
    """What kind of councils."""

    council_type: Words[CouncilType] | None = parameter(
        "Only these kinds of council, separated by commas.", ["unitary"]
    )


@dataclass(frozen=True)
class Histories:
    """Some councils with their full inspections, by code, and the day up to which the release knows of things."""

    councils: list[History]
    known_to: date
    release: str

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
    )
    .join(FRAMEWORKS, INSPECTIONS.c.framework_code == FRAMEWORKS.c.code)
    .where(*_FULL)
)
_JUDGEMENTS = (
    sa.select(JUDGEMENTS.c.inspection_code, DOMAINS.c.aspect, JUDGEMENTS.c.grade, JUDGEMENTS.c.absence)
    .join(DOMAINS, JUDGEMENTS.c.domain_code == DOMAINS.c.code)
    .join(FRAMEWORKS, DOMAINS.c.framework_code == FRAMEWORKS.c.code)
    .where(FRAMEWORKS.c.full_inspection.is_(True))
)
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


def read_histories(
    snapshot: Snapshot, query: CouncilFilter, aspects: Sequence[Aspect], types: Sequence[CouncilType] | None = None
) -> Histories:
    """The councils that a query names, all of them if it names none.

    Five SELECTs, three if no aspect is asked about, and one more for named councils.
    """
    where = Where()
    add_councils(where, snapshot, query, COUNCILS.c.code)
    where.one_of(types, COUNCILS.c.type)
    run = snapshot.connection.execute
    councils = [_council(council) for council in fetch_all(snapshot, COUNCIL_FACTS, where)]
    domains: dict[tuple[str, str], Domain] = {}
    stated: dict[tuple[str, str], Verdict] = {}
    if aspects:
        for framework, aspect, first, last in run(_DOMAINS.where(DOMAINS.c.aspect.in_(aspects))):
            domains[framework, aspect] = Domain(first, last)
        for code, aspect, grade, absence in run(_JUDGEMENTS.where(DOMAINS.c.aspect.in_(aspects))):
            stated[code, aspect] = Verdict(GRADES.get(grade), ABSENCES.get(absence))
    inspections: defaultdict[str, list[Inspection]] = defaultdict(list)
    for code, council, framework, started_on, ended_on, published_on in run(_INSPECTIONS):
        begun = PartialDate(started_on)
        verdicts = {
            aspect: verdict(stated.get((code, aspect)), domains.get((framework, aspect)), begun) for aspect in aspects
        }
        inspections[council].append(
            Inspection(code, council, framework, begun, _date(ended_on), _date(published_on), verdicts)
        )
    known_to = run(_RELEASE).scalar_one()
    return Histories([history(council, inspections[council.code]) for council in councils], known_to, snapshot.release)


def read_monitoring_visits(snapshot: Snapshot) -> list[Visit]:
    """Every monitoring visit. One SELECT."""
    return [
        Visit(code, council, PartialDate(started_on), latest, inspection, ordinal)
        for code, council, started_on, latest, inspection, ordinal in snapshot.connection.execute(_MONITORING)
    ]


def read_focused_visits(snapshot: Snapshot) -> list[Visit]:
    """Every focused visit. One SELECT."""
    return [
        Visit(code, council, PartialDate(started_on), latest)
        for code, council, started_on, latest in snapshot.connection.execute(_FOCUSED)
    ]


def by_council(visits: Iterable[Visit]) -> defaultdict[str, list[Visit]]:
    """Visits by the code of their council."""
    found: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[visit.council_code].append(visit)
    return found


def read_meetings(snapshot: Snapshot) -> list[Meeting]:
    """Every meeting that considered an inspection itself and not a visit after it. One SELECT."""
    return [
        Meeting(code, inspection, PartialDate(held_on))
        for code, inspection, held_on in snapshot.connection.execute(_MEETINGS)
    ]


def known_frameworks(snapshot: Snapshot, **asked: list[Code] | None) -> None:
    """Refuses frameworks that there are not: one SELECT for each parameter that names some. Raises BadQuery."""
    for name, codes in asked.items():
        add_codes(Where(), snapshot, name, codes, FRAMEWORKS.c.code, FRAMEWORKS.c.code)


def named(council: Council) -> dict[str, Any]:
    """What is sent out of a council with every row."""
    return {
        "council_code": council.code,
        "council_name": council.name,
        "region": council.region,
        "council_type": council.type,
    }


def _council(found: dict[str, Any]) -> Council:
    established = found["established_on"]
    # Where only the year is known, a council counts from its first day: it may have existed by then.
    first_day = PartialDate(established).earliest if established else None
    return Council(**found | {"established_on": first_day, "abolished_on": _day(found["abolished_on"])})


def _day(stored: date | str | None) -> date | None:
    """A day as SQLite has it, which is text, or as PostgreSQL has it."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None
