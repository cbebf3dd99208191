"""The parameters that lists share, checked, and the conditions that they stand for."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.errors import BadQuery, QueryFault
from app.listing.schema import Schema
from app.listing.statement import Column, Where
from app.partial_date import single_bounds
from app.vocabulary import Region

DATE_PATTERN = r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _date(text: str) -> str:
    single_bounds(text)
    return text


def _split(value: Any) -> Any:
    """One parameter holds several words, separated by commas."""
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
Words = Annotated[list[Word], BeforeValidator(_split), Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$", max_length=200)]


class Format(StrEnum):
    """In which form a list is sent."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


class Match(StrEnum):
    """What to do with a record whose dates only touch the period."""

    OVERLAPS = "overlaps"
    WITHIN = "within"


class Order(StrEnum):
    """Which way round a timeline runs."""

    ASCENDING = "asc"
    DESCENDING = "desc"


def parameter(description: str, example: object, **more: Any) -> Any:
    """An optional parameter with its published description and an example that answers."""
    return Field(None, description=description, examples=[example], **more)


def first_day(text: str | None) -> date | None:
    """The first day of a date in a query, if there is one."""
    return single_bounds(text)[0] if text else None


def last_day(text: str | None) -> date | None:
    """The last day of a date in a query, if there is one."""
    return single_bounds(text)[1] if text else None


def in_order(first_name: str, first: Moment | None, last_name: str, last: Moment | None) -> None:
    """Refuses a period that ends before it begins. Raises BadQuery."""
    if first is not None and last is not None and first > last:
        message = f"{last_name} ({last}) is before {first_name} ({first}); expected it on the same day or later"
        raise BadQuery(QueryFault(last_name, "period_reversed", message))


# No example can stand here: it would name a release that nobody keeps when it is read.
RELEASE_TEXT = "The release to answer from: a code of `/v1/releases`. Left out, the current one."
RELEASE_PATTERN = "^[0-9a-f]{16}$"


class FormQuery(Schema):
    """What every list takes, even one that is about all releases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Format | None = parameter("The form of the answer. It outranks the Accept header.", "csv")


class FormatQuery(FormQuery):
    """What every list of a release takes."""

    release: str | None = Field(None, description=RELEASE_TEXT, pattern=RELEASE_PATTERN)


class ListQuery(FormatQuery):
    """What every list that has pages takes."""

    limit: Whole = Field(50, ge=1, le=500, description="How many items to a page.", examples=[5])
    cursor: str | None = Field(
        None, description="Where the next page begins: taken from `next`, never made up.", max_length=2000
    )


class CouncilFilter(Schema):
    """Whose records."""

    council: Words[Code] | None = parameter(
        "Only these councils, separated by commas: each by our code, its GSS code, its DfE code or its Ofsted URN.",
        ["herefordshire", "E06000035"],
    )
    region: Words[Region] | None = parameter("Only councils of these regions, separated by commas.", ["West Midlands"])


class DateFilter(Schema):
    """When it happened, and when the world could know: two axes that are never mixed."""

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
        "With `overlaps`, the default, a span or a partial date counts if any day that it can mean lies in the period; "
        "with `within`, only if all of them do.",
        "within",
    )

    def add_period(self, where: Where, table: sa.FromClause) -> None:
        """Adds the conditions on a dated table. Raises BadQuery if a period ends before it begins."""
        self._add_between(where, "happened", table.c.earliest, table.c.latest)
        self._add_between(where, "published", table.c.published_earliest, table.c.published_latest)

    def _add_between(self, where: Where, axis: str, earliest: Column, latest: Column) -> None:
        first: str | None = getattr(self, f"{axis}_from")
        last: str | None = getattr(self, f"{axis}_to")
        if first is None and last is None:
            return
        begin, end = first_day(first), last_day(last)
        if begin and end and begin > end:
            message = f"{axis}_to ({last}) is before {axis}_from ({first}); expected it on the same day or later"
            raise BadQuery(QueryFault(f"{axis}_to", "period_reversed", message))
        within = self.match is Match.WITHIN
        where.at_least(earliest if within else latest, begin)
        where.at_most(latest if within else earliest, end)


class OrderedQuery(Schema):
    """A list that can be turned round."""

    order: Order | None = parameter("`asc`, the default, is oldest first; `desc` is latest first.", "desc")

    @property
    def descending(self) -> bool:
        return self.order is Order.DESCENDING


class EventQuery(ListQuery, CouncilFilter, DateFilter, OrderedQuery):
    """What every list of dated records takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
