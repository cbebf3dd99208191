"""Summaries: inspections, judgements and findings counted by anything, and the grades of two aspects across."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from app.listing.known_codes import add_codes
from app.listing.parameters import Code, CouncilFilter, DateFilter, FormatQuery, Words, parameter
from app.listing.schema import Schema
from app.listing.statement import Where
from app.listing.summary import (
    Councils,
    Count,
    Counted,
    Counting,
    Dimension,
    Year,
    by_parameter,
    count_by,
    counted_by,
    year_of,
)
from app.queries.councils import add_councils
from app.queries.findings import FindingFilter, finding_conditions
from app.queries.inspections import (
    InspectionFilter,
    JudgementFilter,
    inspection_conditions,
    judgement_conditions,
)
from app.queries.tables import DATED_JUDGEMENTS, FRAMEWORKS
from app.releases.snapshot import Snapshot
from app.vocabulary import Aspect, CouncilType, FindingType, Grade, InspectionType, Region, Theme

_REGION = Dimension("region", "councils.region", Region)
_COUNCIL_TYPE = Dimension("council_type", "councils.type", CouncilType)
INSPECTIONS_COUNTED = Counting(
    "FROM inspections JOIN councils ON inspections.council_code = councils.code",
    "inspections.council_code",
    {
        "year": year_of("inspections.latest"),
        "framework": Dimension("framework_code", "inspections.framework_code"),
        "type": Dimension("type", "inspections.type", InspectionType),
        "region": _REGION,
        "council_type": _COUNCIL_TYPE,
    },
)
JUDGEMENTS_COUNTED = Counting(
    "FROM dated_judgements JOIN councils ON dated_judgements.council_code = councils.code "
    "JOIN inspections ON dated_judgements.inspection_code = inspections.code",
    "dated_judgements.council_code",
    {
        "year": year_of("dated_judgements.latest"),
        "framework": Dimension("framework_code", "dated_judgements.framework_code"),
        "type": Dimension("type", "inspections.type", InspectionType),
        "region": _REGION,
        "council_type": _COUNCIL_TYPE,
        "aspect": Dimension("aspect", "dated_judgements.aspect", Aspect),
        "grade": Dimension("grade", "dated_judgements.grade", Grade),
    },
)
FINDINGS_COUNTED = Counting(
    "FROM findings JOIN councils ON findings.council_code = councils.code "
    "JOIN timeline ON findings.record_code = timeline.code",
    "findings.council_code",
    {
        "year": year_of("timeline.latest"),
        "type": Dimension("type", "findings.type", FindingType),
        "region": _REGION,
        "council_type": _COUNCIL_TYPE,
        "theme": Dimension("theme", "findings.theme", Theme),
    },
)
ACROSS = Counting(
    "FROM dated_judgements JOIN dated_judgements AS across "
    "ON across.inspection_code = dated_judgements.inspection_code",
    "dated_judgements.council_code",
    {
        "rows": Dimension("row_grade", "dated_judgements.grade", Grade),
        "cols": Dimension("col_grade", "across.grade", Grade),
    },
)


def _unless(description: str, example: str) -> Any:
    return Field(description=f"{description}; null if not counted by it.", examples=[example])


class InspectionSummaryQuery(FormatQuery, InspectionFilter):
    """The parameters of the summary of inspections."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Annotated[list[str], counted_by(*INSPECTIONS_COUNTED.dimensions)] = by_parameter("year", "year", "framework")


class JudgementSummaryQuery(FormatQuery, JudgementFilter):
    """The parameters of the summary of judgements."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Annotated[list[str], counted_by(*JUDGEMENTS_COUNTED.dimensions)] = by_parameter("grade", "aspect", "grade")


class FindingSummaryQuery(FormatQuery, FindingFilter):
    """The parameters of the summary of findings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Annotated[list[str], counted_by(*FINDINGS_COUNTED.dimensions)] = by_parameter("theme", "theme", "year")


class JudgementCrosstabQuery(FormatQuery, CouncilFilter, DateFilter):
    """The parameters of the cross-tabulation of judgements."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Aspect = Field(
        Aspect.LEADERSHIP, description="The aspect of the rows; the default is `leadership`.", examples=["care"]
    )
    cols: Aspect = Field(
        Aspect.OVERALL,
        description="The aspect of the columns; the default is `overall`.",
        examples=["help_and_protection"],
    )
    framework: Words[Code] | None = parameter("Only under these frameworks, by code, separated by commas.", ["ilacs"])


class InspectionGroup(Schema):
    """Inspections that are alike in what is counted by."""

    year: Year
    framework_code: str | None = _unless("The framework", "ilacs")
    type: InspectionType | None = _unless("The form of the framework", "standard")
    region: Region | None = _unless("The region", "West Midlands")
    council_type: CouncilType | None = _unless("The type of council", "unitary")
    count: Count
    councils: Councils


class JudgementGroup(Schema):
    """Judgements that are alike in what is counted by."""

    year: Year
    framework_code: str | None = _unless("The framework", "ilacs")
    type: InspectionType | None = _unless("The form of the framework", "standard")
    region: Region | None = _unless("The region", "West Midlands")
    council_type: CouncilType | None = _unless("The type of council", "unitary")
    aspect: Aspect | None = _unless("The aspect", "leadership")
    grade: Grade | None = Field(
        description="The grade; null if there is none, or if not counted by it.", examples=["inadequate"]
    )
    count: Count
    councils: Councils


class FindingGroup(Schema):
    """Findings that are alike in what is counted by."""

    year: Year
    type: FindingType | None = _unless("The type of finding", "area_for_improvement")
    region: Region | None = _unless("The region", "West Midlands")
    council_type: CouncilType | None = _unless("The type of council", "unitary")
    theme: Theme | None = _unless("The theme", "front_door")
    count: Count
    councils: Councils


class CrosstabGroup(Schema):
    """Inspections that gave one grade in the aspect of the rows and one in that of the columns."""

    row_grade: Grade | None = Field(
        description="The grade in the aspect of the rows; null if there is none.", examples=["inadequate"]
    )
    col_grade: Grade | None = Field(
        description="The grade in the aspect of the columns; null if there is none.", examples=["requires_improvement"]
    )
    count: Count
    councils: Councils


class InspectionSummary(Counted):
    """Inspections, counted."""

    groups: list[InspectionGroup] = Field(description="The groups, each inspection in exactly one of them.")


class JudgementSummary(Counted):
    """Judgements, counted."""

    groups: list[JudgementGroup] = Field(description="The groups, each judgement in exactly one of them.")


class FindingSummary(Counted):
    """Findings, counted."""

    groups: list[FindingGroup] = Field(description="The groups, each finding in exactly one of them.")


class JudgementCrosstab(Schema):
    """The grades of two aspects across."""

    rows: Aspect = Field(description="The aspect of the rows.", examples=["leadership"])
    cols: Aspect = Field(description="The aspect of the columns.", examples=["overall"])
    total: int = Field(description="How many inspections judged both.", examples=[1])
    release: str = Field(description="The release that the answer comes from.", examples=["0f1e2d3c4b5a6978"])
    groups: list[CrosstabGroup] = Field(description="The cells that are not empty, each inspection in one of them.")


def get_inspection_summary(snapshot: Snapshot, query: InspectionSummaryQuery) -> dict[str, Any]:
    """Inspections counted. One SELECT, and one more for each filter by codes or names."""
    return count_by(snapshot, INSPECTIONS_COUNTED, query.by, inspection_conditions(snapshot, query))


def get_judgement_summary(snapshot: Snapshot, query: JudgementSummaryQuery) -> dict[str, Any]:
    """Judgements counted. One SELECT, and one more for each filter by codes."""
    return count_by(snapshot, JUDGEMENTS_COUNTED, query.by, judgement_conditions(snapshot, query))


def get_finding_summary(snapshot: Snapshot, query: FindingSummaryQuery) -> dict[str, Any]:
    """Findings counted. One SELECT, and one more for each filter by codes."""
    return count_by(snapshot, FINDINGS_COUNTED, query.by, finding_conditions(snapshot, query))


def get_judgement_crosstab(snapshot: Snapshot, query: JudgementCrosstabQuery) -> dict[str, Any]:
    """Inspections counted by their grades in two aspects. One SELECT, and one more for each filter by codes."""
    where, judgement = Where(), DATED_JUDGEMENTS.c
    where.add(f"dated_judgements.aspect = {where.bind(query.rows.value)}")
    where.add(f"across.aspect = {where.bind(query.cols.value)}")
    add_councils(where, snapshot, query, judgement.council_code, judgement.region)
    query.add_period(where, DATED_JUDGEMENTS)
    add_codes(where, snapshot, "framework", query.framework, FRAMEWORKS.c.code, judgement.framework_code)
    found = count_by(snapshot, ACROSS, list(ACROSS.dimensions), where)
    return {**found, "rows": query.rows, "cols": query.cols}
