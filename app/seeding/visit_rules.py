"""Rules of Ofsted's visits that are always true: since when there are any, after what, on which days, how far apart.

A second reader of what is recorded for every council found each of them worth a rule.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from app.errors import Fault
from app.records.citation import CitationRow
from app.records.focused_visit import FocusedVisitRow
from app.records.inspection import JudgementRow
from app.records.monitoring_visit import MonitoringVisitRow
from app.seeding.read import Dataset, DatasetEntry
from app.vocabulary import Grade

# Ofsted has published letters on monitoring visits since May 2016; focused visits came with ILACS in January 2018.
FIRST_DAY = {"monitoring_visits": date(2016, 5, 1), "focused_visits": date(2018, 1, 1)}
TO_PUBLICATION = (timedelta(weeks=2), timedelta(weeks=10))
APART = timedelta(days=20)
SATURDAY = 5


def broken_visit_rules(dataset: Dataset) -> Iterator[Fault]:
    """Every visit that breaks a rule. A row with an unknown reference is left to the check of references."""
    visits = [(entry, _visit(entry)) for entry in dataset.of(MonitoringVisitRow, FocusedVisitRow)]
    cited: defaultdict[str, list[CitationRow]] = defaultdict(list)
    for row in dataset.entries["citations"].rows:
        assert isinstance(row, CitationRow)
        cited[row.record_code].append(row)
    yield from _first_days(visits)
    yield from _after_an_inadequate_judgement(dataset)
    yield from _weekends(visits)
    yield from _publication(visits, cited)
    yield from _apart(visits, cited)


def _visit(entry: DatasetEntry) -> MonitoringVisitRow | FocusedVisitRow:
    assert isinstance(entry.row, MonitoringVisitRow | FocusedVisitRow)
    return entry.row


Visits = list[tuple[DatasetEntry, MonitoringVisitRow | FocusedVisitRow]]
CitationsByRecord = dict[str, list[CitationRow]]


def _first_days(visits: Visits) -> Iterator[Fault]:
    for entry, visit in visits:
        first = FIRST_DAY[entry.kind.name]
        if visit.started_on.earliest < first:
            yield entry.fault(
                "started_on", f"{visit.started_on} can be before {first}, when there were none; expected it later"
            )


def _after_an_inadequate_judgement(dataset: Dataset) -> Iterator[Fault]:
    """Ofsted monitors a council whose inspection judged it inadequate. An inspection without any grade says nothing."""
    grades: defaultdict[str, set[Grade]] = defaultdict(set)
    for row in dataset.entries["judgements"].rows:
        assert isinstance(row, JudgementRow)
        if row.grade:
            grades[row.inspection_code].add(row.grade)
    for entry in dataset.of(MonitoringVisitRow):
        visit = _visit(entry)
        assert isinstance(visit, MonitoringVisitRow)
        given = grades[visit.inspection_code]
        if given and Grade.INADEQUATE not in given:
            yield entry.fault(
                "inspection_code", f"{visit.inspection_code} judged nothing inadequate; expected one that did"
            )


def _weekends(visits: Visits) -> Iterator[Fault]:
    for entry, visit in visits:
        for column in ("started_on", "ended_on"):
            day = getattr(visit, column)
            if day and day.earliest == day.latest and day.earliest.weekday() >= SATURDAY:
                yield entry.fault(column, f"{day} is a {day.earliest:%A}; expected a working day")


def _publication(visits: Visits, cited: CitationsByRecord) -> Iterator[Fault]:
    """A letter comes out two to ten weeks after the visit. An election or a holiday can delay it: a note says so."""
    soonest, latest = TO_PUBLICATION
    for entry, visit in visits:
        if visit.published_on is None:
            continue
        last = visit.ended_on or visit.started_on
        can_be = (visit.published_on.earliest - last.latest, visit.published_on.latest - last.earliest)
        explained = any(line.field == "published_on" and line.note for line in cited.get(visit.code, ()))
        if (can_be[1] < soonest or can_be[0] > latest) and not explained:
            yield entry.fault(
                "published_on",
                f"{visit.published_on} is not two to ten weeks after the visit; "
                "expected that, or a citation of `published_on` with a note that says why",
            )


def _apart(visits: Visits, cited: CitationsByRecord) -> Iterator[Fault]:
    """Two visits to one council in three weeks are mostly one visit under two dates, unless two sources name each."""

    def sources(visit: MonitoringVisitRow | FocusedVisitRow) -> int:
        return len({visit.source_code, *(line.source_code for line in cited.get(visit.code, ()))})

    by_council: defaultdict[str, Visits] = defaultdict(list)
    for entry, visit in visits:
        by_council[visit.council_code].append((entry, visit))
    for of_council in by_council.values():
        ordered = sorted(of_council, key=lambda pair: (pair[1].started_on.latest, pair[1].code))
        for (_, before), (entry, visit) in pairwise(ordered):
            near = visit.started_on.latest - before.started_on.earliest < APART
            if near and min(sources(before), sources(visit)) == 1:
                yield entry.fault(
                    "started_on",
                    f"{visit.started_on} is within {APART.days} days of {before.code} ({before.started_on}); "
                    "expected one visit, or two sources that name each",
                )
