"""The plain values that statistics are computed from: councils, inspections, visits, meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.partial_date import PartialDate, span
from app.vocabulary import Absence, Aspect, Grade


@dataclass(frozen=True)
class CouncilFacts:
    """An authority and when it existed. `abolished_on` is the first day on which it no longer did."""

    code: str
    name: str
    region: str
    type: str
    established_on: date | None = None
    abolished_on: date | None = None
    gss_code: str | None = None
    la_code: str | None = None
    ofsted_urn: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What an inspection said of an aspect: a grade, or the reason why there is none."""

    grade: Grade | None
    absence: Absence | None


@dataclass(frozen=True)
class DomainPeriod:
    """When a framework judges an aspect: in inspections that start between the two days, open where null."""

    judged_from: date | None = None
    judged_to: date | None = None


@dataclass(frozen=True)
class FullInspection:
    """A full inspection, with a verdict for each aspect that is asked about."""

    code: str
    council_code: str
    framework_code: str
    started_on: PartialDate
    ended_on: PartialDate | None
    published_on: PartialDate | None
    verdicts: Mapping[Aspect, Verdict]
    report_url: str | None = None

    @cached_property
    def ended_by(self) -> date:
        """The day by which it had certainly ended: the latest day that its dates can mean."""
        return span(self.started_on, self.ended_on)[1]

    @property
    def place(self) -> tuple[date, date, str]:
        """The key that sorts the inspections of a council, oldest first."""
        return self.ended_by, self.started_on.latest, self.code

    def published_by(self, day: date) -> bool:
        """Whether it is known to have been published by a day. If its day of publication is not known, it is not."""
        return self.published_on is not None and self.published_on.latest <= day

    def grade(self, aspect: Aspect) -> Grade | None:
        return self.verdicts[aspect].grade


@dataclass(frozen=True)
class Visit:
    """A monitoring visit or a focused visit. `happened_by` is the latest day that its dates can mean."""

    code: str
    council_code: str
    started_on: PartialDate
    happened_by: date
    inspection_code: str | None = None
    ordinal: int | None = None


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting that considered an inspection itself."""

    code: str
    inspection_code: str
    held_on: PartialDate


@dataclass(frozen=True)
class History:
    """A council and its full inspections, oldest first. A successor has a history of its own and inherits nothing."""

    council: CouncilFacts
    inspections: tuple[FullInspection, ...]

    def published_by(self, day: date | None) -> "History":
        """The same with only the inspections that are known to have been published by a day; all if it is None."""
        if day is None:
            return self
        return History(self.council, tuple(one for one in self.inspections if one.published_by(day)))


def history(council: CouncilFacts, inspections: list[FullInspection]) -> History:
    """A council's history, put in order."""
    return History(council, tuple(sorted(inspections, key=lambda inspection: inspection.place)))
