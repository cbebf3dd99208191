"""Joint targeted area inspections."""

from typing import Annotated

from app.listing.page import Page
from app.listing.parameters import (
    Code,
    EventQuery,
    Flag,
    Words,
    codes_parameter,
    fields_of,
    fields_parameter,
    parameter,
    sort_parameter,
    sorts_by,
)
from app.listing.statement import Where
from app.queries.events import EVENT_SORTS, event_list, fetch_events
from app.queries.tables import JOINT_INSPECTIONS
from app.records.joint_inspection import JointInspectionPublic
from app.releases.snapshot import Snapshot
from app.vocabulary import JointTheme


class JointInspectionQuery(EventQuery):
    """What the list of joint targeted area inspections takes."""

    code: Words[Code] | None = codes_parameter("barnsley-jtai-2022-05")
    fields: Annotated[list[str] | None, fields_of(JointInspectionPublic)] = fields_parameter(
        "code", "council_name", "earliest"
    )
    sort: Annotated[list[str] | None, sorts_by(*EVENT_SORTS, "theme")] = sort_parameter("theme")
    theme: Words[JointTheme] | None = parameter("Only of these themes, separated by commas.", ["youth_violence"])
    priority_action: Flag | None = parameter("Only those that did, or did not, demand priority action.", True)


JOINT_INSPECTION_LIST = event_list(JOINT_INSPECTIONS, JointInspectionPublic)


def find_joint_inspections(snapshot: Snapshot, query: JointInspectionQuery) -> Page:
    """A page of joint targeted area inspections. Two SELECTs, and one more for named councils."""
    where = Where().one_of(query.theme, JOINT_INSPECTIONS.c.theme)
    where.is_true(JOINT_INSPECTIONS.c.priority_action, query.priority_action)
    return fetch_events(snapshot, JOINT_INSPECTION_LIST, JOINT_INSPECTIONS, query, where)
