"""What sort of letter or report a file is that is not read as the report of an inspection."""

import re

from app.importing.dates import plain

_KINDS = (
    ("a letter on a joint targeted area inspection (JTAI)", r"joint targeted area inspection|\bJTAI\b"),
    (
        "a report of an area SEND inspection",
        r"area send inspection|(?:inspection|visit)\b.{0,120}\bspecial educational needs",
    ),
    ("a letter on a monitoring visit", r"monitoring visit"),
    ("a letter on a focused visit", r"focused visit"),
)


def kind_of_letter(page: str) -> str | None:
    """The kind that the first page names first, since a letter often mentions earlier ones of other kinds; or None."""
    text = plain(page)
    found = [(match.start(), kind) for kind, pattern in _KINDS if (match := re.search(pattern, text, re.IGNORECASE))]
    return min(found)[1] if found else None
