"""CSV for people: what stands in a cell, so that no spreadsheet takes it for a formula."""

from typing import Any

from pydantic_core import to_json

RISKY = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class WordsInCell(list[str]):
    """Words that a cell holds with spaces between them, and JSON as a list."""


def safe_cell(value: Any) -> Any:
    """A value as it stands in a cell: nothing for null, `true` and `false`, JSON for a list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, WordsInCell):
        value = " ".join(value)
    if isinstance(value, list | dict):
        value = to_json(value).decode()
    # An apostrophe in front makes a spreadsheet show what would otherwise run as a formula.
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
