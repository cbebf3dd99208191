"""Successions: which council took over from which, when, and how."""

from datetime import date

import sqlalchemy as sa

from app.records.kind import Kind, Sourced, column
from app.vocabulary import Extent


class SuccessionRow(Sourced):
    """One area that went from one council to another."""

    predecessor_code: str = column("The council that was abolished.", "cumbria", references="councils.code")
    successor_code: str = column("The council that took over.", "cumberland", references="councils.code")
    happened_on: date = column("The first day of the new arrangement.", "2023-04-01", type_=sa.Date())
    extent: Extent = column("How much of the predecessor's area went over.", "part", words=Extent)
    instrument: str = column("By which order.", "The Cumbria (Structural Changes) Order 2022")


class Succession(SuccessionRow, table=True):
    __tablename__ = "successions"
    __table_args__ = (
        sa.CheckConstraint("predecessor_code <> successor_code", name="two_councils"),
        sa.UniqueConstraint("predecessor_code", "successor_code"),
    )


class SuccessionPublic(SuccessionRow):
    """A succession as the API sends it."""


SUCCESSIONS = Kind("successions", SuccessionRow, Succession)
