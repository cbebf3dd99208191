"""Statistical neighbours: the ten authorities that are most like another, by the Department for Education's model."""

import sqlalchemy as sa

from app.partial_date import PartialDate
from app.records.event import CouncilNamed
from app.records.kind import Kind, Sourced, column


class NeighbourRow(Sourced):
    """One of the ten statistical neighbours of an authority. The model is not symmetric."""

    council_code: str = column("The council.", "medway", references="councils.code")
    neighbour_code: str = column("Its neighbour.", "swindon", references="councils.code")
    rank: int = column("How like it the neighbour is, from 1 (most alike) to 10.", 1, type_=sa.Integer())
    valid_from: PartialDate | None = column(
        "Since when it is a neighbour at this rank; null if no source that we have read bounds it.",
        "[2023-04-01..2026-06-29]",
    )
    valid_to: PartialDate | None = column("Until when it was; null if it still is.", "[2023-04-01..2026-06-29]")


class Neighbour(NeighbourRow, table=True):
    __tablename__ = "neighbours"
    __table_args__ = (
        sa.CheckConstraint("council_code <> neighbour_code", name="two_councils"),
        sa.CheckConstraint("rank BETWEEN 1 AND 10", name="rank_from_one_to_ten"),
    )


class NeighbourPublic(CouncilNamed, NeighbourRow):
    """A statistical neighbour as the API sends it."""

    neighbour_name: str = column("The neighbour's name.", "Swindon")


NEIGHBOURS = Kind("neighbours", NeighbourRow, Neighbour)
