"""What an inspection said of an aspect, and which inspection is in force on a day."""

from collections.abc import Collection
from datetime import date

from app.analysis.facts import DomainPeriod, FullInspection, History, Verdict
from app.partial_date import PartialDate
from app.vocabulary import Absence, OutcomeStatus


def verdict(stated: Verdict | None, domain: DomainPeriod | None, started_on: PartialDate) -> Verdict:
    """The recorded judgement of an aspect; where there is none, why.

    `domain` says when the inspection's framework judges the aspect; null if it never does.
    """
    if stated is not None:
        return stated
    if domain is None:
        return Verdict(None, Absence.NOT_JUDGED_UNDER_FRAMEWORK)
    if domain.judged_from and started_on.latest < domain.judged_from:
        return Verdict(None, Absence.JUDGEMENT_NOT_YET_INTRODUCED)
    if domain.judged_to and started_on.earliest > domain.judged_to:
        return Verdict(None, Absence.NOT_JUDGED_UNDER_FRAMEWORK)
    return Verdict(None, Absence.NOT_FOUND)


def in_force(
    history: History, as_at: date, published_by: date | None = None
) -> tuple[OutcomeStatus, FullInspection | None]:
    """The full inspection that is in force for a council on a day, or why there is none.

    It is the latest of those that had ended by `as_at` and, if `published_by` is given, are known to have been
    published by that day.
    """
    council = history.council
    if council.abolished_on and council.abolished_on <= as_at:
        return OutcomeStatus.ABOLISHED, None
    if council.established_on and council.established_on > as_at:
        return OutcomeStatus.NOT_YET_ESTABLISHED, None
    ended = False
    for inspection in reversed(history.inspections):
        if inspection.ended_by > as_at:
            continue
        if published_by is None or inspection.published_by(published_by):
            return OutcomeStatus.IN_FORCE, inspection
        ended = True
    return (OutcomeStatus.NONE_PUBLISHED if ended else OutcomeStatus.NO_INSPECTION_RECORDED), None


def first_under(
    history: History, frameworks: Collection[str], as_at: date, published_by: date | None = None
) -> FullInspection | None:
    """A council's first full inspection under one of the frameworks, of those that can be in force on a day."""
    return next(
        (
            one
            for one in history.inspections
            if one.framework_code in frameworks
            and one.ended_by <= as_at
            and (published_by is None or one.published_by(published_by))
        ),
        None,
    )
