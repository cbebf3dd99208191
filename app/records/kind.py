"""What every kind of record is made of: columns, their storage types, and the declaration of a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo
from sqlmodel import Field, SQLModel

from app.vocabulary import Vocabulary

# Without names, a constraint cannot be dropped or altered by a later migration on every engine.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A server and a seeder each validate few of these models, so pydantic builds each when it is first used.
SQLModel.model_config["defer_build"] = True

CODE_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"


def text_type() -> sa.types.TypeEngine[str]:
    """Text that sorts by code point on both engines, whatever the locale of the PostgreSQL database."""
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def coded(vocabulary: type[Vocabulary]) -> sa.Enum:
    """A column that stores the words of a vocabulary, and in which the database refuses any other."""
    words = [word.value for word in vocabulary]
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in vocabulary.__name__).lstrip("_")
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=64)


def column(
    description: str,
    example: object = None,
    *,
    words: type[Vocabulary] | None = None,
    type_: Any = None,
    references: str | None = None,
    index: bool = False,
    key: bool = False,
    pattern: str | None = None,
) -> Any:
    """A column with its published description and a real example; a list of other shapes has theirs instead.

    `words` makes it a coded column, `references` a foreign key, and otherwise `type_` defaults to text.
    """
    stored = coded(words) if words else type_ or text_type()
    return Field(
        description=description,
        sa_type=stored,
        primary_key=key,
        index=index or references is not None,
        foreign_key=references,
        # SQLModel takes a `regex` and ignores it; a `pattern` in here reaches pydantic.
        schema_extra=({} if example is None else {"examples": [example]}) | ({"pattern": pattern} if pattern else {}),
    )


class Record(SQLModel):
    """What every row has: a readable code, and the day on which this dataset first held it."""

    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]

    code: str = column("Stable, readable key, made from facts.", "herefordshire", key=True, pattern=CODE_PATTERN)
    recorded_on: date = column("The day on which this dataset first held the row.", "2026-11-21", type_=sa.Date())

    def stored(self) -> dict[str, Any]:
        """The values of the table's columns: its own fields, and what a kind derives from them."""
        return self.stated()

    def stated(self) -> dict[str, Any]:
        """The values of its own fields, by name.

        Iterating over a model gives the same and takes twenty times as long, which was a fifth of a seeding.
        """
        return dict(vars(self))


class Sourced(Record):
    """A row that was taken from a source."""

    source_code: str = column(
        "The source that the record is taken from.", "herefordshire-ilacs-2018-06-report", references="sources.code"
    )
    locator: str = column("Where in the source to look: page, paragraph, item, cell.", "p. 1, cover")


def table(model: type[SQLModel]) -> sa.Table:
    """The table of a record class."""
    found: sa.Table = model.__table__  # type: ignore[attr-defined]
    return found


PROVENANCE = ("source_code", "locator", "inferred", "recorded_on", "citations")


def reading_order(shape: type[BaseModel]) -> list[str]:
    """The fields of a model in the order for readers: the code, what the record says, and where that comes from."""
    names = list(shape.model_fields)
    last = [name for name in PROVENANCE if name in names]
    first = ["code"] if "code" in names else []
    return [*first, *(name for name in names if name not in (*first, *last)), *last]


class FlatField(NamedTuple):
    """A column of a table that is flat, and the field of a model that it has: `part` is one within the field `name`."""

    column: str
    name: str
    part: str
    field: FieldInfo


def flat_fields(shape: type[BaseModel], names: Sequence[str] | None = None) -> list[FlatField]:
    """The columns of some fields of a model, all of them in the order for readers if none are named.

    A field that holds several values by name, such as a grade for each aspect, becomes a column for each.
    """
    found = []
    for name in names or reading_order(shape):
        field = shape.model_fields[name]
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += [FlatField(f"{name}_{part}", name, part, held) for part, held in inner.model_fields.items()]
        else:
            found.append(FlatField(name, name, "", field))
    return found


@dataclass(frozen=True)
class Kind:
    """A kind of record: its name, which is its table, its file and its endpoint; its checked line; its table."""

    name: str
    row: type[Record]
    table: type[SQLModel]
    # What people call its records, where the name does not say it.
    called: str = ""

    @property
    def title(self) -> str:
        """What people call its records: `Monitoring visits`."""
        return self.called or self.name.replace("_", " ").capitalize()

    @property
    def path(self) -> str:
        """The path of its list in the API."""
        return f"/v1/{self.name.replace('_', '-')}"
