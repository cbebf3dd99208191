"""What is asked, before it is a request."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

Day = str | datetime.date
Value = str | int | bool | datetime.date | Sequence[str] | Sequence[int] | None


@dataclass(frozen=True)
class Call:
    """A path of the API with its query; None means that a parameter is left out."""

    path: str
    query: Mapping[str, Value]
    accept: str = "application/json"

    def having(self, **values: Value) -> "Call":
        """The same call with other values of these parameters."""
        return replace(self, query={**self.query, **values})

    def in_release(self, release: str | None) -> "Call":
        """The same call, answered from this release unless it names one or cannot."""
        return self.having(release=self.query["release"] or release) if "release" in self.query else self

    def parameters(self) -> dict[str, str]:
        """The query as text: several words with commas, days as the API writes them."""
        return {name: _text(value) for name, value in self.query.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | datetime.date):
        return str(value)
    return ",".join(_text(word) for word in value)


def quoted(word: str) -> str:
    """A word as a part of a path."""
    return quote(word, safe="")
