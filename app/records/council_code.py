"""Council codes: every ONS (GSS) code that an authority has had, with its dates."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import CouncilNamed
from app.records.kind import Kind, Sourced, column


class CouncilCodeRow(Sourced):
    """A code that an authority has or had. The ONS gives an area a new one when its boundary or its kind changes."""

    council_code: str = column("The council.", "barnsley", references="councils.code")
    gss_code: str = column("The nine-character ONS code.", "E08000016", pattern="^E[0-9]{8}$")
    valid_from: PartialDate | None = column(
        "The first day on which it was this council's; null if it is the first code that the council had.", "2025-04-01"
    )
    valid_to: PartialDate | None = column(
        "The last day on which it was this council's; null while it is.", "2025-03-31"
    )


class CouncilCode(CouncilCodeRow, table=True):
    __tablename__ = "council_codes"
    __table_args__ = (sa.UniqueConstraint("gss_code"),)


class CouncilCodePublic(CouncilNamed, CouncilCodeRow):
    """A code as the API sends it. `gss_code` is this code, which the council need not have any more."""

    gss_code: str = column("The nine-character ONS code.", "E08000016")


COUNCIL_CODES = Kind("council_codes", CouncilCodeRow, CouncilCode)
