"""What all models share: an answer of the API, read by its type hints."""

import datetime
import json
import types
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from .partial_date import PartialDate


class Model:
    """An object that the API sent. Its fields are attributes; `raw` is the JSON that it was read from.

    A field that this version of the client does not know is in `raw`, and it is an attribute too, as plain JSON.
    Asking for a field that was left out with `fields=` raises AttributeError.
    """

    __slots__ = ("raw",)

    raw: dict[str, Any]
    hints: ClassVar[dict[str, Any]] = {}
    """The type of each field, without `None`."""

    def __init_subclass__(cls) -> None:
        own = typing.get_type_hints(cls)
        cls.hints = {name: _without_none(hint) for name, hint in own.items() if name not in Model.__annotations__}

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw

    # Type checkers know the fields by their hints. If they saw this, they would let a misspelt field pass.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name == "raw" or name not in self.raw:
                raise AttributeError(f"{type(self).__name__} has no field {name!r} in this answer", name=name, obj=self)
            value = self.raw[name]
            return None if value is None else _reader_of(self.hints.get(name, Any))(value)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.raw]

    def __eq__(self, other: object) -> bool:
        return self.raw == other.raw if isinstance(other, Model) else NotImplemented

    def __hash__(self) -> int:
        return hash(json.dumps(self.raw, sort_keys=True))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in list(self.raw.items())[:4])
        return f"{type(self).__name__}({shown}{', ...' if len(self.raw) > 4 else ''})"


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
    return choices[0] if len(choices) == 1 else Any


def _reader_of(hint: Any) -> Callable[[Any], Any]:
    if typing.get_origin(hint) is list:
        read = _reader_of(typing.get_args(hint)[0])
        return lambda values: [read(value) for value in values]
    if hint is datetime.date:
        return datetime.date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Model | PartialDate):
        return hint
    return lambda value: value
