"""Cursors: where the next page begins, in letters that fit into a URL.

A cursor carries the release and the filters that it was made with, and is refused on others. Its digest tells a cursor
that was cut or mistyped from one that this API gave out; it is no secret, so each value is checked as well.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json, to_json

from app.errors import BadQuery, QueryFault
from app.listing.parameters import ListQuery
from app.listing.statement import Column
from app.records.kind import CODE_PATTERN

Key = tuple[str | int, ...]
RELEASE_CODE = re.compile("[0-9a-z]{1,64}")
CODE = re.compile(CODE_PATTERN)
# From the letters of base64 in URLs to those that its strict reader knows; its own are no letters of a cursor.
_ALPHABET = bytes.maketrans(b"-_+/", b"+/  ")


def binding_of(name: str, query: ListQuery) -> str:
    """What a cursor is bound to: a digest of the list's name and of its filters."""
    return _digest(f"{name}?{to_json(query.filters()).decode()}")


def make_cursor(release: str, binding: str, key: Sequence[Any]) -> str:
    """The cursor of the page that begins after a key."""
    body = to_json([release, binding, *key]).decode()
    return base64.urlsafe_b64encode(f"{_digest(body)}{body}".encode()).decode().rstrip("=")


def read_cursor(cursor: str, release: str, binding: str) -> list[Any]:
    """The key that a cursor carries. Raises BadQuery if it does not belong to this list, filter and release."""
    try:
        padded = cursor.encode("ascii").translate(_ALPHABET) + b"=" * (-len(cursor) % 4)
        text = binascii.a2b_base64(padded, strict_mode=True).decode()
        if _digest(text[12:]) != text[:12]:
            raise ValueError("altered")
        made_in, bound, *key = from_json(text[12:])
        if not RELEASE_CODE.fullmatch(made_in):
            raise ValueError("no release")
    except (ValueError, TypeError, RecursionError) as error:
        raise _malformed() from error
    if bound != binding:
        raise _refused("cursor_of_another_list", "made for another list or with other filters; expected the same ones")
    if made_in != release:
        raise _refused(
            "cursor_of_another_release",
            f"made in release {made_in}, but {release} is current now; expected a start from the first page",
        )
    return list(key)


def checked_values(key: list[Any], order: tuple[Column, ...]) -> list[Any]:
    """The key's values for the columns of an order. Raises BadQuery if one cannot stand in its column."""
    try:
        return [_value(value, column) for value, column in zip(key, order, strict=True)]
    except (ValueError, TypeError) as error:
        raise _malformed() from error


def checked_place(key: list[Any], form: tuple[type[str | int], ...]) -> Key:
    """The key of a computed list, whose keys have that form. Raises BadQuery if it has another."""
    try:
        return tuple(_checked(value, part is int) for value, part in zip(key, form, strict=True))
    except (ValueError, TypeError) as error:
        raise _malformed() from error


def _value(value: Any, column: Column) -> Any:
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(value)
    return _checked(value, isinstance(column.type, sa.Integer))


def _checked(value: Any, is_number: bool) -> str | int:
    if is_number:
        if type(value) is not int or not 0 <= value < 2**31:
            raise ValueError("not a position")
        return value
    if not CODE.fullmatch(value):
        raise ValueError("not a code")
    return str(value)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _malformed() -> BadQuery:
    return _refused("malformed_cursor", "not a cursor that this API gave out; expected one from `next`")


def _refused(code: str, message: str) -> BadQuery:
    return BadQuery(QueryFault("cursor", code, f"cursor: {message}"))
