"""The parameters that lists share, checked, and the conditions that they stand for."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.errors import BadQuery, QueryFault
from app.listing.schema import Schema
from app.listing.statement import Column, Where
from app.partial_date import single_bounds
from app.records.kind import reading_order
from app.vocabulary import Region

DATE_PATTERN = r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _date(text: str) -> str:
    single_bounds(text)
    return text


def _split(value: Any) -> Any:
    """A parameter with several values has commas between them."""
    return value.split(",") if isinstance(value, str) else value


def _digits(value: Any) -> Any:
    """Pydantic reads `5.0`, `5_0` and ` 5` as numbers too."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+", value, re.ASCII):
        raise PydanticCustomError("int_parsing", "expected a whole number")
    return value


def _true_or_false(value: Any) -> Any:
    """Pydantic reads `yes`, `on` and `1` as true too."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "expected true or false")
    return value


Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Digits = BeforeValidator(_digits)
Whole = Annotated[int, Digits]
QueryDate = Annotated[
    str, AfterValidator(_date), WithJsonSchema({"type": "string", "pattern": DATE_PATTERN, "maxLength": 10})
]
Word = TypeVar("Word")
Moment = TypeVar("Moment", date, int)
MOST_WORDS = 200
Words = Annotated[list[Word], BeforeValidator(_split), Field(min_length=1, max_length=MOST_WORDS)]
Name = Annotated[str, Field(max_length=200)]
NumberOfDays = Annotated[int, Field(ge=0, le=36_525), Digits]
# No code has a capital.
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$", max_length=200), AfterValidator(str.lower)]
# A council by any of its codes or by its name.
CouncilWord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Format(StrEnum):
    """The formats of a list."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


# The formats of a table. A whole one is read and sent in parts of so many items, so that it takes little memory.
TABLE_FORMATS = (Format.CSV, Format.NDJSON)
PART_ITEMS = 1000


class Match(StrEnum):
    """Which dated records a period finds."""

    OVERLAPS = "overlaps"
    WITHIN = "within"


class Order(StrEnum):
    """The order of a list of dated records."""

    ASCENDING = "asc"
    DESCENDING = "desc"


def parameter(description: str, example: object, **more: Any) -> Any:
    """An optional parameter with its published description and a real example."""
    return Field(None, description=description, examples=[example], **more)


@dataclass(frozen=True)
class SomeOf:
    """The form of a parameter that takes some of a list's own words, separated by commas."""

    words: tuple[str, ...]
    most: int = MOST_WORDS

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        words = core_schema.list_schema(
            core_schema.literal_schema(list(self.words)), min_length=1, max_length=self.most
        )
        return core_schema.nullable_schema(core_schema.no_info_before_validator_function(_split, words))


# A sort by more would be longer than anybody reads, and each column makes the place of a page longer.
MOST_SORTED_BY = 3


def fields_of(shape: type[BaseModel]) -> SomeOf:
    """The form of `fields`: the fields of an item."""
    return SomeOf(tuple(reading_order(shape)))


def sorts_by(*names: str) -> SomeOf:
    """The form of `sort`: some fields of an item, each ascending or, with a `-` in front, descending."""
    return SomeOf(tuple(f"{sign}{name}" for name in names for sign in ("", "-")), MOST_SORTED_BY)


def codes_parameter(example: str) -> Any:
    """The parameter `code` of a list of records, with a code of the list."""
    return parameter("Only the records with these codes, separated by commas.", [example])


def fields_parameter(*example: str) -> Any:
    """The parameter `fields` of a list of records."""
    return parameter(
        "Only these fields of each item, in this order, separated by commas. By default an item has all its fields.",
        list(example),
    )


def sort_parameter(*example: str) -> Any:
    """The parameter `sort` of a list of records."""
    return parameter(
        "The fields to sort by, at most three, separated by commas; a `-` in front means descending. Null comes last, "
        "both ascending and descending. Words of a vocabulary have the order of the vocabulary. A date that is not "
        "exact has the place of the first day that it can mean. Items that are equal in all these fields keep the "
        "order that the list has without `sort`.",
        list(example),
    )


def first_day(text: str | None) -> date | None:
    """The first day that a date in a query can mean; None if there is no date."""
    return single_bounds(text)[0] if text else None


def last_day(text: str | None) -> date | None:
    """The last day that a date in a query can mean; None if there is no date."""
    return single_bounds(text)[1] if text else None


def in_order(first_name: str, first: Moment | None, last_name: str, last: Moment | None) -> None:
    """Refuses a period that ends before it begins. Raises BadQuery."""
    if first is not None and last is not None and first > last:
        message = f"{last_name} ({last}) is before {first_name} ({first}); expected it on the same day or later"
        raise BadQuery(QueryFault(last_name, "period_reversed", message))


def period(axis: str, first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of a period. Raises BadQuery if it ends before it begins."""
    begin, end = first_day(first), last_day(last)
    if begin and end and begin > end:
        message = f"{axis}_to ({last}) is before {axis}_from ({first}); expected it on the same day or later"
        raise BadQuery(QueryFault(f"{axis}_to", "period_reversed", message))
    return begin, end


# This has no example, because an example would name a release that is not kept for long.
RELEASE_TEXT = "The release to answer from, a code of `/v1/releases`. The default is the current one."
RELEASE_PATTERN = "^[0-9a-f]{16}$"


class FormQuery(Schema):
    """The parameters of every list, even of one that is not of one release."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Format | None = parameter(
        "The format of the answer: `json`, the default, or its rows as `csv` (`text/csv`) or `ndjson` "
        "(`application/x-ndjson`). It has priority over the Accept header.",
        "csv",
    )


class FormatQuery(FormQuery):
    """The parameters of every list of a release."""

    release: str | None = Field(None, description=RELEASE_TEXT, pattern=RELEASE_PATTERN)


class ListQuery(FormatQuery):
    """The parameters of every list that has pages."""

    limit: Whole = Field(
        50,
        ge=1,
        le=500,
        description="The number of items on a page. Without it, JSON has pages of 50; CSV and NDJSON have every item.",
        examples=[5],
    )
    cursor: str | None = Field(
        None, description="Where the next page begins. Take it from `next`; do not make one up.", max_length=2000
    )

    @cached_property
    def whole(self) -> bool:
        """Whether the answer is the whole table and not a page: a program that reads a table follows no link."""
        return self.format in TABLE_FORMATS and "limit" not in self.model_fields_set


class RecordQuery(ListQuery):
    """The parameters of every list of records. Each list declares them again, with its own fields."""

    fields: list[str] | None = None
    sort: list[str] | None = None


class RecordFilter(Schema):
    """The filters of every list of records. Each list declares `code` again, with an example of its own."""

    code: Words[Code] | None = None
    recorded_from: QueryDate | None = parameter(
        "Only what this dataset first held on this day or later; a month or a year means its first day.", "2026-11-22"
    )


NEIGHBOURS_OF = (
    "Only the ten present statistical neighbours of this council, which is not among them. Name it by our code, any "
    "GSS code that it has had, its DfE code or its Ofsted URN, or by its name or words of it that no other council's "
    "name has."
)


class CouncilNames(Schema):
    """The filter by council alone."""

    council: Words[CouncilWord] | None = parameter(
        "Only these councils, separated by commas. Name each by our code, any GSS code that it has had, its DfE code "
        "or its Ofsted URN, or by its name or words of it that no other council's name has.",
        ["herefordshire", "E06000035"],
    )


class CouncilFilter(CouncilNames):
    """The filters by council."""

    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])
    neighbours_of: CouncilWord | None = parameter(NEIGHBOURS_OF, "shropshire")


class DateFilter(Schema):
    """The filters by time: when something happened, and when it became public. The two are never mixed."""

    happened_from: QueryDate | None = parameter(
        "Only what happened on this day or later; a month or a year means its first day.", "2021-06"
    )
    happened_to: QueryDate | None = parameter(
        "Only what happened on this day or earlier; a month or a year means its last day.", "2023"
    )
    published_from: QueryDate | None = parameter(
        "Only what was published on this day or later; a month or a year means its first day.", "2018"
    )
    published_to: QueryDate | None = parameter(
        "Only what was published on this day or earlier; a month or a year means its last day.", "2023-12-31"
    )
    match: Match | None = parameter(
        "`overlaps`, the default, finds a record if any day that its dates can mean lies in the period. `within` finds "
        "it only if all of them do.",
        "within",
    )

    def add_period(self, where: Where, table: sa.FromClause) -> None:
        """Adds the conditions on a dated table. Raises BadQuery if a period ends before it begins."""
        self._add_between(where, "happened", table.c.earliest, table.c.latest)
        self._add_between(where, "published", table.c.published_earliest, table.c.published_latest)

    def names_period(self) -> bool:
        """Whether a period is asked for."""
        return any((self.happened_from, self.happened_to, self.published_from, self.published_to))

    def _add_between(self, where: Where, axis: str, earliest: Column, latest: Column) -> None:
        first: str | None = getattr(self, f"{axis}_from")
        last: str | None = getattr(self, f"{axis}_to")
        if first is None and last is None:
            return
        begin, end = period(axis, first, last)
        within = self.match is Match.WITHIN
        where.at_least(earliest if within else latest, begin)
        where.at_most(latest if within else earliest, end)


class OrderedQuery(Schema):
    """The parameter of a list that can be sorted both ways."""

    order: Order | None = parameter("`asc`, the default, is oldest first; `desc` is latest first.", "desc")

    @property
    def descending(self) -> bool:
        return self.order is Order.DESCENDING


class EventFilter(RecordFilter, CouncilFilter, DateFilter):
    """The filters of every list of dated records."""


class EventQuery(RecordQuery, EventFilter, OrderedQuery):
    """The parameters of every list of dated records."""

    model_config = ConfigDict(extra="forbid", frozen=True)
